"""Pasted HTML keeps its words, its emphasis and its structure, and nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanging import comes_to_an_end
from journal.document.blocks import Document, DocumentError
from journal.document.html import Participant, Picture, read, render
from tests.journal.document import strategies

STEADY = settings(deadline=None, max_examples=150)
FILMS = {12: "/films/her-2013/", **{number: f"/films/{number}/" for number in range(1, 12)}}
CAST = {"JD": Participant("Jon Doe", "interviewee", "/people/jon-doe/"), "Q": Participant("Ann Lee", "interviewer")}
STILL = Picture("/m/1.jpg", 800, 600, alt="A door", credit="Photo: X", caption="Its own caption")


def shapes(document: Document) -> list[dict]:
    """The blocks without their ids."""
    return [{name: value for name, value in block.items() if name != "id"} for block in document.to_json()]


@STEADY
@given(strategies.documents(), st.sampled_from(["printed", "initials", "full", "qa"]), st.booleans())
def test_our_own_html_is_read_exactly(document, style, anchors):
    notices = {block.id: [(1, "notice-1"), (2, "notice-2")] for block in document.blocks[::2]}
    films = FILMS | {film: f"/films/{film}/" for film in document.films()}
    html = render(
        document,
        participants=CAST,
        films=films,
        pictures={1: STILL},
        notices=notices,
        label_style=style,
        anchors=anchors,
    )
    assert read(html) == document


@STEADY
@given(strategies.documents())
def test_our_own_html_survives_pretty_printing(document):
    films = {film: f"/films/{film}/" for film in document.films()}
    html = render(document, films=films).replace("><p", ">\n    <p").replace("</p><", "</p>\n  <")
    assert read(html) == document


def paste(html: str) -> list[dict]:
    return shapes(read(html))


def paragraph(text: str) -> dict:
    return {"type": "paragraph", "text": text}


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", []),
        ("just words", [paragraph("just words")]),
        ("<p>one</p><p>two</p>", [paragraph("one"), paragraph("two")]),
        ("<div>one<div>two</div>three</div>", [paragraph("one"), paragraph("two"), paragraph("three")]),
        ("<p>a  <b> bold </b>\n and <i>slanted</i></p>", [paragraph("a <strong>bold </strong>and <em>slanted</em>")]),
        ("<p>one<br>two<br><br>three</p>", [paragraph("one<br>two"), paragraph("three")]),
        ('<p>see <a href="https://a.example/">this</a></p>', [paragraph('see <a href="https://a.example/">this</a>')]),
        ('<p>see <a href="javascript:x()">this</a></p>', [paragraph("see this")]),
        ("<h1><b>Title</b></h1><h4>Small <i>one</i></h4>", [
            {"type": "heading", "level": 2, "text": "Title"},
            {"type": "heading", "level": 3, "text": "Small <em>one</em>"},
        ]),
        ("<ul><li>one<li><p>two</p><p>more</p><ol><li>three</ol></ul><ol><li>x</ol>", [
            {"type": "list", "items": ["one", "two<br>more", "three"]},
            {"type": "list", "items": ["x"], "ordered": True},
        ]),
        ("<blockquote><p>one</p><p>two</p></blockquote><blockquote>three</blockquote>", [
            {"type": "quote", "text": "one\n\ntwo"},
            {"type": "quote", "text": "three"},
        ]),
        ("one<hr>two", [paragraph("one"), {"type": "rule"}, paragraph("two")]),
        ("<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>", [paragraph("a | b"), paragraph("c")]),
        ("<pre>a\n  b\n\nc</pre>", [paragraph("a<br>b"), paragraph("c")]),
        ("<p>H<sub>2</sub>O <q>said</q> <u>she</u></p>", [paragraph("H2O “said” she")]),
        ("<p>a<script>alert(1)</script><style>p{}</style><!-- c --><span hidden>x</span>b</p>", [paragraph("ab")]),
        ('<p>a<span style="color:red; display: none">x</span><span style="mso-hide:all">y</span>b</p>', [paragraph("ab")]),
        ("<p>&lt;b&gt; &amp;amp; &nbsp;x</p>", [paragraph("&lt;b&gt; &amp;amp; \u00a0x")]),
        ("<details class='spoiler'><summary>Ending</summary><p>He dies</p></details>", [
            {"type": "paragraph", "text": "Ending", "spoiler": True},
            {"type": "paragraph", "text": "He dies", "spoiler": True},
        ]),
        ("<frameset><frame></frameset>", []),
        ("<p>a\x00b\ud800c</p>", [paragraph("ab?c")]),
        ('<p>See <cite data-film="7">Heat</cite> and <cite data-film="x">M</cite></p>',
         [paragraph('See <cite film="7">Heat</cite> and <cite>M</cite>')]),
    ],
)  # fmt: skip
def test_pasted_html(html, blocks):
    assert paste(html) == blocks


def test_google_docs_wraps_everything_in_a_bold_that_is_not_bold():
    html = (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">'
        '<span style="font-weight:700;font-style:normal">Q:</span><span style="font-weight:400;font-style:italic"> why'
        '</span><span style="font-weight:400"> now?</span></p><ul><li dir="ltr"><p role="presentation"><span>one</span></p>'
        "</li></ul></b><br>"
    )
    assert paste(html) == [
        paragraph("<strong>Q:</strong><em> why</em> now?"),
        {"type": "list", "items": ["one"]},
    ]


def test_word_writes_list_items_as_paragraphs_with_the_bullet_as_words():
    bullet = "<!--[if !supportLists]--><span style='mso-list:Ignore'>{}<span>&nbsp; </span></span><!--[endif]-->"
    html = "<p class=MsoNormal>Before<o:p></o:p></p>"
    for marker, words in (("·", "one"), ("·", "two")):
        html += (
            f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{bullet.format(marker)}{words}<o:p></o:p></p>"
        )
    html += "<p class=MsoNormal>Between</p>"
    html += f"<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>{bullet.format('1.')}first</p>"
    assert paste(html) == [
        paragraph("Before"),
        {"type": "list", "items": ["one", "two"]},
        paragraph("Between"),
        {"type": "list", "items": ["first"], "ordered": True},
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<p data-block="turn" id="aaaaaaaa">Nobody says this.</p>',
        '<div data-block="rule" id="aaaaaaaa">Nobody says this.</div>',
        '<div data-block="turn" data-by="JD" id="aaaaaaaa"><ul><li>Nobody says this.</ul></div>',
        '<div data-block="picture" data-picture="x">Nobody says this.</div>',
        '<div data-block="embed"><a href="javascript:alert(1)">Nobody says this.</a></div>',
    ],
)
def test_a_forged_block_of_ours_is_read_as_foreign_html_and_keeps_its_words(html):
    document = read(html)
    assert "Nobody says this." in document.plain()
    assert document.ids().isdisjoint({"aaaaaaaa"})


def test_an_id_that_is_taken_or_comes_twice_is_minted_anew():
    turn = '<div class="turn" id="t7k2q9ab" data-block="turn" data-by="JD"><p class="speaker">JD</p><p>Yes.</p></div>'
    once = read(turn)
    assert [block.id for block in once] == ["t7k2q9ab"]
    twice = read(turn + turn)
    assert [block.text for block in twice] == ["Yes.", "Yes."]
    assert len(twice.ids()) == 2
    assert read(turn, taken=frozenset({"t7k2q9ab"})).get("t7k2q9ab") is None


TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<ul>", "<li>", "</ul>", "<blockquote>", "</blockquote>", "<h2>", "</h2>",
    "<table>", "<tr>", "<td>", "</table>", "<br>", "<hr>", "<a href='/x'>", "</a>", "<pre>", "</pre>", "<details>", "<cite>",
    '<p style="mso-list:l0 level1">', '<b style="font-weight:normal">', "<o:p>", "<em>", "<span>", "</span>", "<section>",
)  # fmt: skip


@STEADY
@given(st.lists(st.sampled_from(TAGS) | st.integers(0, 10**6).map(lambda number: f"w{number} "), max_size=25))
def test_no_visible_word_of_a_broken_page_is_lost_or_moved(pieces):
    words = [piece.strip() for piece in pieces if piece.startswith("w")]
    read_words = re.findall(r"w\d+", read("".join(pieces)).plain())
    if any(tag in pieces for tag in ("<table>", "<tr>", "<td>")):
        words, read_words = sorted(words), sorted(read_words)  # browsers, too, move words out of a broken table
    assert read_words == words


def test_html_nested_too_deep_is_refused_where_it_happens():
    with pytest.raises(DocumentError, match="nested too deep, at character 25000"):
        read("<div>" * 100_000)


def test_a_page_that_is_too_large_is_refused():
    with pytest.raises(DocumentError, match="too large"):
        read("a" * 10_000_001)


@pytest.mark.parametrize("piece", ["<p>", "<li>", "<b>x</b>", "<!--", "<a", "&", "<td>", "<p>x", "]]>", "<![CDATA["])
def test_repetitive_html_takes_linear_time(piece):
    with comes_to_an_end():
        read(piece * 20_000) if piece != "<p>x" else read(piece * 4_000)
