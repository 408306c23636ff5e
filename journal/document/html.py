"""The one renderer: a document as HTML, in a closed vocabulary of elements. No other module writes markup.

Everything that enters as words is escaped here, and what the page adds (addresses of films, renditions of pictures,
wording) comes in as plain values. `read` goes the other way, also for pasted HTML (see `html_reader`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from . import inline
from .blocks import Block, Document
from .html_reader import read
from .inline_html import render_inline
from .messages import gettext_noop as _
from .quoting import gives_away

__all__ = [
    "LABEL_STYLES",
    "Participant",
    "Picture",
    "Wording",
    "image",
    "initials",
    "mark_id",
    "read",
    "render",
    "render_inline",
]

LABEL_STYLES = ("printed", "initials", "full", "qa")
SIDES = {
    "question": "question",
    "interviewer": "question",
    "moderator": "question",
    "audience": "question",
    "answer": "answer",
    "interviewee": "answer",
}
RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
ANCHOR_WORDS = 6


@dataclass(frozen=True)
class Participant:
    """Who stands behind a label. ``role`` is a role of a participant (interviewer, interviewee, moderator, ...) or the
    side it amounts to (question, answer, other); ``url`` the page of the person, if there is one."""

    name: str
    role: str = "other"
    url: str | None = None

    @property
    def side(self) -> str:
        return SIDES.get(self.role, "other")


@dataclass(frozen=True)
class Picture:
    """A picture ready to be shown. ``sources`` are (MIME type, srcset) pairs in order of preference, for formats that
    not every browser knows; alt, credit and caption are plain words. A block's own caption goes before this one."""

    src: str
    width: int
    height: int
    alt: str = ""
    credit: str = ""
    caption: str = ""
    srcset: str = ""
    sizes: str = ""
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Wording:
    """What the renderer says in its own voice; whoever calls it in another language gives these translated."""

    link_to: str = _("Link to: %(words)s")
    spoiler: str = _("Spoiler: show what follows")
    original: str = _("In the original")
    translation: str = _("In translation")
    notice: str = _("See note %(number)s")
    picture_missing: str = _("This picture is no longer available.")


Notices = Mapping[str, Sequence[tuple[int, str]]]


def render(
    document: Document,
    *,
    participants: Mapping[str, Participant | tuple[str, str, str | None]] | None = None,
    films: Mapping[int, str] | None = None,
    pictures: Mapping[int, Picture] | None = None,
    notices: Notices | None = None,
    label_style: str = "printed",
    anchors: bool = True,
    wording: Wording | None = None,
) -> str:
    """HTML of a document.

    ``participants``: by label, who speaks. ``films``: by film id, the address of its page; a cited film that is not
    there is a plain ``<cite>``. ``pictures``: by picture id. ``notices``: by block id, (number, anchor) of the notices
    that explain a change in it: each gets a marker that links to ``#anchor``, and can be linked back to by `mark_id`.
    ``label_style`` is one of `LABEL_STYLES`: as the document has the labels, initials of the names, full names, or Q
    and A. ``anchors`` False leaves the links to single passages away, as feeds want it.

    Raises ValueError on an unknown label style.
    """
    if label_style not in LABEL_STYLES:
        raise ValueError(f"There is no label style called {label_style!r}.")
    known = {
        label: given if isinstance(given, Participant) else Participant(*given)
        for label, given in (participants or {}).items()
    }
    labels = _labels(document, known, label_style)
    page = _Page(document, known, labels, films or {}, pictures or {}, notices or {}, anchors, wording or Wording())
    return "\n".join(_spoilers(document, page))


def mark_id(number: int, block_id: str) -> str:
    """The HTML id of the marker of a notice at a block, for the link back from the notice."""
    return f"mark-{number}-{block_id}"


def initials(name: str) -> str:
    """``VF`` for Vera Fabri, ``JPJ`` for Jean-Pierre Jeunet."""
    return "".join(part[0].upper() for part in name.replace("-", " ").split() if part[0].isalpha())


def _labels(document: Document, participants: Mapping[str, Participant], style: str) -> dict[str, str]:
    """What is printed for each label in the chosen style. Where initials or A would stand for two people, the next
    clearer form is taken."""
    labels = list(dict.fromkeys(block.by for block in document.turns()))
    if style == "printed":
        return {label: label for label in labels}
    full = {label: participants[label].name if label in participants else label for label in labels}
    if style == "full":
        return full
    short = _initials_if_clear(labels, full, participants)
    if style == "initials":
        return short
    answering = [label for label in labels if label in participants and participants[label].side == "answer"]
    printed = {}
    for label in labels:
        side = participants[label].side if label in participants else "other"
        if side == "question":
            printed[label] = "Q"
        elif side == "answer" and len(answering) == 1:
            printed[label] = "A"
        else:
            printed[label] = short[label]
    return printed


def _initials_if_clear(
    labels: list[str], full: Mapping[str, str], participants: Mapping[str, Participant]
) -> dict[str, str]:
    short = {label: (initials(full[label]) or label) if label in participants else label for label in labels}
    taken = list(short.values())
    return {label: short[label] if taken.count(short[label]) == 1 else full[label] for label in labels}


@dataclass
class _Page:
    """What every block needs to know while one document is rendered."""

    document: Document
    participants: Mapping[str, Participant]
    labels: Mapping[str, str]
    films: Mapping[int, str]
    pictures: Mapping[int, Picture]
    notices: Notices
    anchors: bool
    wording: Wording

    def __post_init__(self) -> None:
        self.introduced: set[str] = set()

    def name(self, label: str) -> str:
        participant = self.participants.get(label)
        return participant.name if participant else label

    def inline(self, markup: str) -> str:
        return render_inline(markup, self.films)

    def attributes(self, block: Block, names: str, **more: str) -> str:
        """``class``, ``id``, the language and the data that the reader needs to make the block again."""
        given = {"class": names, "id": block.id, "data-block": block.type, **language_attributes(block.lang), **more}
        return "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in given.items() if value)

    def was(self, block: Block) -> str:
        """Landing places for links to blocks that this one swallowed."""
        return "".join(f'<span class="was" id="{old}"></span>' for old in block.was)

    def tail(self, block: Block) -> str:
        """The markers of notices, and the link to the passage."""
        marks = "".join(
            f'<a class="notice-mark" href="#{escape(anchor)}" id="{mark_id(number, block.id)}"'
            f' aria-label="{escape(self.wording.notice % {"number": number})}">{number}</a>'
            for number, anchor in self.notices.get(block.id, ())
        )
        if not self.anchors:
            return marks
        words = " ".join(block.plain().split()[:ANCHOR_WORDS])
        name = escape(self.wording.link_to % {"words": words})
        return f'{marks}<a class="anchor" href="#{block.id}" aria-label="{name}"></a>'

    def paragraphs(self, markup: str, tail: str = "") -> str:
        written = [self.inline(paragraph) for paragraph in inline.paragraphs(markup)]
        written[-1] += tail
        return "".join(f"<p>{words}</p>" for words in written)


def language_attributes(lang: str) -> dict[str, str]:
    """What an element in another language than the page's says of itself: ``lang``, and ``dir`` ("" or "rtl")."""
    if not lang:
        return {}
    subtags = lang.lower().split("-")
    backwards = subtags[0] in RIGHT_TO_LEFT and "latn" not in subtags
    return {"lang": lang, "dir": "rtl" if backwards else ""}


def _spoilers(document: Document, page: _Page) -> Iterator[str]:
    """The blocks; neighbours that give something away share one fold."""
    for hidden, blocks in groupby(document, key=lambda block: gives_away(block, document)):
        rendered = [RENDERERS[block.type](block, page) for block in blocks]
        if hidden:
            summary = escape(page.wording.spoiler)
            rendered = [
                f'<details class="spoiler"><summary class="reveal">{summary}</summary>',
                *rendered,
                "</details>",
            ]
        yield from rendered


def _paragraph(block: Block, page: _Page) -> str:
    paragraphs = block.paragraphs()
    if len(paragraphs) > 1:
        attributes = page.attributes(block, "paragraph")
        return f"<div{attributes}>{page.was(block)}{page.paragraphs(block.text, page.tail(block))}</div>"
    return f"<p{page.attributes(block, '')}>{page.was(block)}{page.inline(block.text)}{page.tail(block)}</p>"


def _heading(block: Block, page: _Page) -> str:
    # The link stands beside the heading: inside, it would be read out as part of the heading's name.
    tag = f"h{block.level}"
    words = f"<{tag}>{page.inline(block.text)}</{tag}>"
    return f"<div{page.attributes(block, 'heading')}>{page.was(block)}{words}{page.tail(block)}</div>"


def _quote(block: Block, page: _Page) -> str:
    source = f'<footer class="source">{page.inline(block.cite)}</footer>' if block.cite else ""
    words = page.paragraphs(block.text, page.tail(block))
    return f"<blockquote{page.attributes(block, '')}>{page.was(block)}{words}{source}</blockquote>"


def _list(block: Block, page: _Page) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "".join(f"<li>{page.inline(item)}</li>" for item in block.items)
    attributes = page.attributes(block, "list")
    return f"<div{attributes}>{page.was(block)}<{tag}>{items}</{tag}>{page.tail(block)}</div>"


def _picture(block: Block, page: _Page) -> str:
    picture = page.pictures.get(block.picture)
    attributes = page.attributes(block, "picture" if picture else "picture is-missing", data_picture=str(block.picture))
    shown = image(picture) if picture else f'<p class="missing">{escape(page.wording.picture_missing)}</p>'
    caption = ""
    if block.caption:
        caption = f'<span class="caption">{page.inline(block.caption)}</span>'
    elif picture and picture.caption:
        caption = f'<span class="caption is-default">{escape(picture.caption)}</span>'
    if picture and picture.credit:
        caption += f'{" " if caption else ""}<span class="credit">{escape(picture.credit)}</span>'
    caption += page.tail(block)
    return f"<figure{attributes}>{page.was(block)}{shown}<figcaption>{caption}</figcaption></figure>"


def image(picture: Picture) -> str:
    """The picture alone, without its figure."""
    sizes = f' sizes="{escape(picture.sizes)}"' if picture.sizes else ""
    srcset = f' srcset="{escape(picture.srcset)}"{sizes}' if picture.srcset else ""
    image = (
        f'<img src="{escape(picture.src)}"{srcset} width="{picture.width}" height="{picture.height}"'
        f' alt="{escape(picture.alt)}" loading="lazy" decoding="async">'
    )
    sources = "".join(
        f'<source type="{escape(kind)}" srcset="{escape(candidates)}"{sizes}>' for kind, candidates in picture.sources
    )
    return f"<picture>{sources}{image}</picture>" if sources else image


def _rule(block: Block, page: _Page) -> str:
    return f"<div{page.attributes(block, 'rule')}>{page.was(block)}<hr></div>"


def _note(block: Block, page: _Page) -> str:
    words = page.paragraphs(block.text, page.tail(block))
    return f'<div role="note"{page.attributes(block, "note")}>{page.was(block)}{words}</div>'


def _embed(block: Block, page: _Page) -> str:
    # A link, not a frame: nothing from elsewhere runs in our pages.
    words = escape(block.title or urlsplit(block.url).hostname or block.url)
    link = f'<a href="{escape(block.url)}">{words}</a>'
    attributes = page.attributes(block, "embed" if block.title else "embed is-untitled")
    return f"<p{attributes}>{page.was(block)}{link}{page.tail(block)}</p>"


def _turn(block: Block, page: _Page) -> str:
    participant = page.participants.get(block.by)
    side = participant.side if participant else "other"
    time = "-".join(map(str, block.t)) if block.t else ""
    # The group gives a continuation paragraph its speaker where a page is heard rather than seen.
    spoken = {"role": "group", "aria_label": page.name(block.by), "data_by": block.by, "data_t": time}
    attributes = page.attributes(block, f"turn is-{side}", **spoken)
    return f"<div{attributes}>{page.was(block)}{_speaker(block, page)}{_spoken(block, page)}</div>"


def _speaker(block: Block, page: _Page) -> str:
    participant = page.participants.get(block.by)
    label = page.labels[block.by]
    shown = escape(label)
    if participant and participant.name != label:
        shown = f'<abbr title="{escape(participant.name)}">{shown}</abbr>'
    if participant and participant.url and block.by not in page.introduced:
        # Once is enough: two hundred links to one page would be two hundred stops for the Tab key.
        shown = f'<a href="{escape(participant.url)}">{shown}</a>'
    page.introduced.add(block.by)
    return f'<p class="speaker">{shown}</p>'


def _spoken(block: Block, page: _Page) -> str:
    words = page.paragraphs(block.text, page.tail(block))
    if not block.original:
        return words
    language = "".join(
        f' {name}="{value}"' for name, value in language_attributes(block.original.lang).items() if value
    )
    return (
        f'<div class="translation" role="group" aria-label="{escape(page.wording.translation)}">{words}</div>'
        f'<div class="original" role="group" aria-label="{escape(page.wording.original)}"{language}>'
        f"{page.paragraphs(block.original.text)}</div>"
    )


def _direction(block: Block, page: _Page) -> str:
    words = f"<i>[{page.inline(block.text)}]</i>"
    return f"<p{page.attributes(block, 'direction')}>{page.was(block)}{words}{page.tail(block)}</p>"


def _pullquote(block: Block, page: _Page) -> str:
    source = page.document.get(block.of)
    caption = f"<figcaption>{escape(page.name(source.by))}</figcaption>" if source and source.is_turn else ""
    attributes = page.attributes(block, "pullquote", data_of=block.of)
    words = page.inline(block.text)
    return f"<figure{attributes}>{page.was(block)}<blockquote><p>{words}</p></blockquote>{caption}</figure>"


RENDERERS = {
    "paragraph": _paragraph,
    "heading": _heading,
    "quote": _quote,
    "list": _list,
    "picture": _picture,
    "rule": _rule,
    "note": _note,
    "embed": _embed,
    "turn": _turn,
    "direction": _direction,
    "pullquote": _pullquote,
}
