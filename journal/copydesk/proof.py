"""The galley proof: a document with its headline and dek, laid out as passages of plain words for the rules to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from journal.document import inline
from journal.document.blocks import Block, Document

from .facts import ANSWERING, Facts
from .names import capitals_in, names_in

Span = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """The plain words of one field of a block, or of the headline or dek (then ``block`` is None).

    ``titles`` are the places of cited titles with the film's id, ``directions`` those of stage directions, brackets
    included, ``links`` those of links with their addresses.
    """

    text: str
    field: str
    block: Block | None = None
    lang: str = "en"
    is_answer: bool = False
    titles: tuple[tuple[int, int, int | None], ...] = ()
    directions: tuple[Span, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()

    @property
    def id(self) -> str:
        return self.block.id if self.block else ""

    @property
    def is_english(self) -> bool:
        return self.lang.lower().split("-")[0] in ("en", "")

    @property
    def is_speech(self) -> bool:
        return self.block is not None and self.block.is_turn

    @property
    def is_prose(self) -> bool:
        """Whether it is running text of the piece, not a headline, a caption or a source line."""
        return self.block is not None and self.field in ("text", "items") and self.block.type != "heading"

    def is_title(self, start: int, end: int) -> bool:
        """Whether a place lies in a cited title, which is spelled as it is spelled."""
        return any(from_ < end and start < to for from_, to, _film in self.titles)

    @cached_property
    def names(self) -> tuple[tuple[int, int, str], ...]:
        """Runs of capitalised words, with their places; titles and directions are not names."""
        return tuple(name for name in names_in(self.text) if self._is_own_words(name[0], name[1]))

    @cached_property
    def capitals(self) -> tuple[tuple[int, int, str], ...]:
        """Single capitalised words that do not begin a sentence, with their places."""
        return tuple(word for word in capitals_in(self.text) if self._is_own_words(word[0], word[1]))

    def _is_own_words(self, start: int, end: int) -> bool:
        return not self.is_title(start, end) and not self.is_direction(start, end)

    def is_direction(self, start: int, end: int) -> bool:
        return any(from_ < end and start < to for from_, to in self.directions)


@dataclass(frozen=True)
class Proof:
    """What is to be checked."""

    document: Document
    facts: Facts

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage in reading order, headline and dek first."""
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        for name, markup in (("headline", self.facts.headline), ("dek", self.facts.dek)):
            if markup:
                yield lay_out(markup, name, lang=self.facts.lang)
        for block in self.document:
            answers = block.is_turn and self.facts.role(block.by) in ANSWERING
            lang = block.lang or self.facts.lang
            for name, markup in fields(block):
                own = block.original.lang if name == "original" and block.original else lang
                yield lay_out(markup, name, block, lang=own, is_answer=answers)

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.is_prose)

    @cached_property
    def introduction(self) -> tuple[Passage, ...]:
        """What comes before the first turn; of a piece without turns the first paragraph."""
        before: list[Passage] = []
        for passage in self.prose:
            if passage.is_speech:
                return tuple(before)
            before.append(passage)
        return tuple(before[:1])

    @cached_property
    def speech(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.prose if passage.is_speech)

    @cached_property
    def words(self) -> str:
        """All running text, for rules that look for a name anywhere."""
        return "\n".join(passage.text for passage in self.prose)


def fields(block: Block) -> Iterator[tuple[str, str]]:
    """The fields of a block that hold inline markup and are not empty."""
    if block.text and block.type != "pullquote":
        yield "text", block.text
    if block.items:
        yield "items", inline.PARAGRAPH.join(block.items)
    for name in ("caption", "cite"):
        if markup := getattr(block, name):
            yield name, markup
    if block.title:
        yield "title", inline.escape(block.title)
    if block.original:
        yield "original", block.original.text


def lay_out(
    markup: str, field: str, block: Block | None = None, *, lang: str = "en", is_answer: bool = False
) -> Passage:
    """The plain words of markup, as `inline.plain` gives them, with the places of what is marked."""
    text = ""
    titles: list[tuple[int, int, int | None]] = []
    directions: list[Span] = []
    links: list[tuple[int, int, str]] = []
    opened: list[int] = []
    for kind, value in inline.nested(inline.parse(markup)):
        if isinstance(value, str):
            text += value
            continue
        name, target = value
        if kind == "open":
            opened.append(len(text))
            text += "[" if name == "direction" else ""
            continue
        text += "]" if name == "direction" else ""
        start = opened.pop()
        if name == "cite":
            titles.append((start, len(text), target if isinstance(target, int) else None))
        elif name == "direction":
            directions.append((start, len(text)))
        elif name == "a":
            links.append((start, len(text), str(target)))
    return Passage(text, field, block, lang, is_answer, tuple(titles), tuple(directions), tuple(links))
