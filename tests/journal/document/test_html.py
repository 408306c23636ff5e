from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.document.blocks import Document
from journal.document.html import Participant, Picture, Wording, initials, mark_id, render
from tests.journal.document import strategies

STEADY = settings(deadline=None, max_examples=150)
ELEMENTS = frozenset(
    [
        "p",
        "div",
        "span",
        "h2",
        "h3",
        "blockquote",
        "footer",
        "ul",
        "ol",
        "li",
        "figure",
        "figcaption",
        "img",
        "hr",
        "a",
        "em",
        "strong",
        "cite",
        "i",
        "br",
        "details",
        "summary",
        "abbr",
    ]
)
VOID = frozenset({"br", "hr", "img", "source"})


class Balance(HTMLParser):
    """What elements and addresses are in a page, and whether every element is closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.attributes.update(name for name, _value in attrs)
        self.addresses += [value for name, value in attrs if name in ("href", "src")]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag


def html(*blocks, **options) -> str:
    data = [{"id": f"aaaaaaa{at}", **block} for at, block in enumerate(blocks)]
    return render(Document.from_json(data), anchors=options.pop("anchors", False), **options)


def turn(text: str, by: str = "VF", **values) -> dict:
    return {"type": "turn", "by": by, "text": text, **values}


@STEADY
@given(strategies.documents(), st.booleans())
def test_words_never_leave_as_markup(document, anchors):
    page = Balance(render(document, anchors=anchors))
    assert page.stack == []
    assert page.seen <= ELEMENTS
    assert not any(name.startswith("on") or name == "style" for name in page.attributes)
    assert all(address.startswith(("http://", "https://", "mailto:", "/", "#")) for address in page.addresses)
    assert len(page.ids) == len(set(page.ids))
    assert document.ids() <= set(page.ids)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;b&gt;", "</p><p>"]
)
def test_hostile_words_stay_words_in_every_place(text):
    document = [
        turn(text, by=text[:90], original={"lang": "fr", "text": text}),
        {"type": "list", "items": [text]},
        {"type": "quote", "text": text, "cite": text},
        {"type": "picture", "picture": 1, "caption": text},
        {"type": "picture", "picture": 2},
        {"type": "embed", "url": "https://example.org/", "title": text},
        {"type": "pullquote", "of": "aaaaaaa0", "text": text},
    ]
    picture = Picture(
        '/x.jpg"onerror="', 1, 1, alt=text, credit=text, caption=text, srcset=text, sources=((text, text),)
    )
    wording = Wording(*[text + " %(words)s"], spoiler=text, original=text, translation=text)
    page = Balance(
        html(
            *document,
            participants={text[:90]: Participant(text, "interviewee", '/people/"><b>/')},
            pictures={2: picture},
            wording=wording,
            anchors=True,
            label_style="initials",
        )
    )
    assert page.seen <= ELEMENTS | {"picture", "source"}
    assert not any(name.startswith("on") for name in page.attributes)


def test_a_turn_says_who_speaks_and_on_which_side():
    cast = {
        "VF": Participant("Vera Fabri", "interviewee", "/people/vera-fabri/"),
        "Q": ("Ann Lee", "interviewer", None),
    }
    assert html(turn("One.\n\nTwo."), turn("Why?", by="Q"), turn("So."), turn("Hm.", by="XX"), participants=cast) == (
        '<div class="turn is-answer" id="aaaaaaa0" data-block="turn" role="group" aria-label="Vera Fabri" data-by="VF">'
        '<p class="speaker"><a href="/people/vera-fabri/"><abbr title="Vera Fabri">VF</abbr></a></p>'
        "<p>One.</p><p>Two.</p></div>\n"
        '<div class="turn is-question" id="aaaaaaa1" data-block="turn" role="group" aria-label="Ann Lee" data-by="Q">'
        '<p class="speaker"><abbr title="Ann Lee">Q</abbr></p><p>Why?</p></div>\n'
        '<div class="turn is-answer" id="aaaaaaa2" data-block="turn" role="group" aria-label="Vera Fabri" data-by="VF">'
        '<p class="speaker"><abbr title="Vera Fabri">VF</abbr></p><p>So.</p></div>\n'
        '<div class="turn is-other" id="aaaaaaa3" data-block="turn" role="group" aria-label="XX" data-by="XX">'
        '<p class="speaker">XX</p><p>Hm.</p></div>'
    )


TWO = {
    "JD": Participant("Jo Dahl", "interviewee"),
    "VF": Participant("Vera Fabri", "interviewee"),
    "X": Participant("Ann Lee", "interviewer"),
}
TWINS = {"A": Participant("Jo Dahl", "interviewee"), "B": Participant("Jan Dorn", "interviewee")}


@pytest.mark.parametrize(
    ("style", "cast", "printed"),
    [
        ("printed", TWO, ["JD", "VF", "X"]),
        ("initials", TWO, ["JD", "VF", "AL"]),
        ("qa", TWO, ["JD", "VF", "Q"]),
        ("qa", {label: TWO[label] for label in ("JD", "X")}, ["A", "Q"]),
        ("initials", TWINS, ["Jo Dahl", "Jan Dorn"]),
    ],
)
def test_labels_are_printed_in_the_style_asked_for(style, cast, printed):
    page = html(*(turn("x", by=label) for label in cast), participants=cast, label_style=style)
    shown = [piece.split("</p>")[0] for piece in page.split('<p class="speaker">')[1:]]
    assert [words.removesuffix("</abbr>").split(">")[-1] for words in shown] == printed


def test_full_names_need_no_abbreviation():
    assert '<p class="speaker">Jo Dahl</p>' in html(turn("x", by="JD"), participants=TWO, label_style="full")


def test_an_unknown_label_style_is_refused():
    with pytest.raises(ValueError, match="no label style called 'pretty'"):
        render(Document(), label_style="pretty")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Vera Fabri", "VF"), ("Jean-Pierre Jeunet", "JPJ"), ("Björk", "B"), ("(Anonymous)", ""), ("é b", "ÉB")],
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_marks_films_and_directions():
    text = (
        '<em>a</em> <strong>b</strong> <a href="https://example.org/?a=1&amp;b=2">c</a> <cite film="3">Her</cite> '
        '<cite film="4">Up</cite> <cite>M</cite> <a href="/x/"><cite film="3">in a link</cite></a> '
        "<direction>laughs</direction><br>d"
    )
    assert html({"type": "paragraph", "text": text}, films={3: "/films/her-2013/"}) == (
        '<p id="aaaaaaa0" data-block="paragraph"><em>a</em> <strong>b</strong> '
        '<a href="https://example.org/?a=1&amp;b=2">c</a> '
        '<cite class="film" data-film="3"><a class="film" href="/films/her-2013/">Her</a></cite> '
        "<cite>Up</cite> <cite>M</cite> "
        '<a href="/x/"><cite class="film" data-film="3">in a link</cite></a> '
        '<i class="direction">[laughs]</i><br>d</p>'
    )


def test_a_notice_is_marked_at_the_passage_and_can_be_linked_back():
    page = html({"type": "paragraph", "text": "a\n\nb"}, notices={"aaaaaaa0": [(3, "notice-3"), (4, "notice-4")]})
    assert page == (
        '<div class="paragraph" id="aaaaaaa0" data-block="paragraph"><p>a</p><p>b'
        '<a class="notice-mark" href="#notice-3" id="mark-3-aaaaaaa0" aria-label="See note 3">3</a>'
        '<a class="notice-mark" href="#notice-4" id="mark-4-aaaaaaa0" aria-label="See note 4">4</a></p></div>'
    )
    assert mark_id(3, "aaaaaaa0") == "mark-3-aaaaaaa0"


def test_a_passage_has_a_named_link_to_itself():
    page = html({"type": "heading", "level": 3, "text": "One <em>two</em> &amp; three"}, anchors=True)
    assert page == (
        '<div class="heading" id="aaaaaaa0" data-block="heading"><h3>One <em>two</em> &amp; three</h3>'
        '<a class="anchor" href="#aaaaaaa0" aria-label="Link to: One two &amp; three"></a></div>'
    )


def test_links_to_swallowed_blocks_still_land():
    page = html({"type": "rule", "was": ["bbbbbbbb", "cccccccc"]})
    assert page == (
        '<div class="rule" id="aaaaaaa0" data-block="rule"><span class="was" id="bbbbbbbb"></span>'
        '<span class="was" id="cccccccc"></span><hr></div>'
    )


def test_neighbouring_spoilers_share_a_fold():
    hidden = {"type": "paragraph", "text": "x", "spoiler": True}
    page = html({"type": "paragraph", "text": "a"}, hidden, hidden, {"type": "paragraph", "text": "b"})
    assert page == (
        '<p id="aaaaaaa0" data-block="paragraph">a</p>\n'
        '<details class="spoiler"><summary class="reveal">Spoiler: show what follows</summary>\n'
        '<p id="aaaaaaa1" data-block="paragraph">x</p>\n<p id="aaaaaaa2" data-block="paragraph">x</p>\n</details>\n'
        '<p id="aaaaaaa3" data-block="paragraph">b</p>'
    )


@pytest.mark.parametrize(
    ("lang", "attributes"),
    [
        ("fr", ' lang="fr"'),
        ("fa", ' lang="fa" dir="rtl"'),
        ("he-IL", ' lang="he-IL" dir="rtl"'),
        ("ar-Latn", ' lang="ar-Latn"'),
    ],
)
def test_the_language_and_direction_of_a_passage(lang, attributes):
    page = html({"type": "paragraph", "text": "x", "lang": lang})
    assert page == f'<p id="aaaaaaa0" data-block="paragraph"{attributes}>x</p>'


def test_a_translated_turn_shows_both_languages():
    page = html(turn("Yes.", original={"lang": "fa", "text": "بله.\n\nآری."}))
    assert page.endswith(
        '<p class="speaker">VF</p><div class="translation" role="group" aria-label="In translation"><p>Yes.</p></div>'
        '<div class="original" role="group" aria-label="In the original" lang="fa" dir="rtl">'
        "<p>بله.</p><p>آری.</p></div></div>"
    )


def test_pictures():
    still = Picture(
        "/m/800.jpg", 800, 450, alt="A door", credit="Photo: A. B.", caption="Its own",
        srcset="/m/400.jpg 400w, /m/800.jpg 800w", sizes="100vw", sources=(("image/avif", "/m/800.avif 800w"),),
    )  # fmt: skip
    block = {"type": "picture", "picture": 5}
    image = (
        '<picture><source type="image/avif" srcset="/m/800.avif 800w" sizes="100vw">'
        '<img src="/m/800.jpg" srcset="/m/400.jpg 400w, /m/800.jpg 800w" sizes="100vw" width="800" height="450"'
        ' alt="A door" loading="lazy" decoding="async"></picture>'
    )
    opening = '<figure class="picture" id="aaaaaaa0" data-block="picture" data-picture="5">'
    credit = ' <span class="credit">Photo: A. B.</span></figcaption></figure>'
    assert html(block, pictures={5: still}) == (
        f'{opening}{image}<figcaption><span class="caption is-default">Its own</span>{credit}'
    )
    assert html({**block, "caption": "<em>Ours</em>"}, pictures={5: still}) == (
        f'{opening}{image}<figcaption><span class="caption"><em>Ours</em></span>{credit}'
    )
    assert html(block) == (
        '<figure class="picture is-missing" id="aaaaaaa0" data-block="picture" data-picture="5">'
        '<p class="missing">This picture is no longer available.</p><figcaption></figcaption></figure>'
    )


def test_a_pull_quote_names_the_speaker_and_an_embed_is_a_link():
    quote = {"type": "pullquote", "of": "aaaaaaa1", "text": "Yes"}
    page = html(quote, turn("Yes."), {"type": "embed", "url": "https://video.example/x"}, participants=TWO)
    assert page.split("\n")[0] == (
        '<figure class="pullquote" id="aaaaaaa0" data-block="pullquote" data-of="aaaaaaa1">'
        "<blockquote><p>Yes</p></blockquote><figcaption>Vera Fabri</figcaption></figure>"
    )
    assert page.split("\n")[2] == (
        '<p class="embed is-untitled" id="aaaaaaa2" data-block="embed"><a href="https://video.example/x">video.example</a></p>'
    )


def test_what_the_renderer_says_can_be_said_in_another_language():
    wording = Wording(spoiler="Spoiler zeigen", link_to="Verweis auf: %(words)s")
    page = html({"type": "paragraph", "text": "Wort", "spoiler": True}, wording=wording, anchors=True)
    assert '<summary class="reveal">Spoiler zeigen</summary>' in page
    assert 'aria-label="Verweis auf: Wort"' in page
