"""What the readers give to the labeller: a flat list of blocks of rich text, whatever the file was."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from journal.document import inline

from .model import Speaker, Transcript

BlockKind = Literal[
    "text", "heading", "caption", "note", "furniture", "pullquote", "rule", "quoted", "answer", "narration"
]

# Invisible characters that printing must not keep: BOM, soft hyphen, zero-width space, word joiner, direction marks.
# The zero-width (non-)joiner stays, because Persian and emoji need it.
INVISIBLE = dict.fromkeys(
    (0xFEFF, 0x00AD, 0x200B, 0x2060, 0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), None
)
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
SPACE = re.compile(r"[^\S\n]+|\x0b|\x0c")


def tidy(text: str) -> str:
    """NFC without invisible characters and ligatures; white space (line breaks included) becomes one space, ends
    trimmed."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(INVISIBLE).translate(LIGATURES))
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start to end of a text carry a mark: "b", "i", "u", "a" (``value`` is the address), "c" (a colour)."""

    start: int
    end: int
    mark: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """Words with marks by position. ``pieces`` is the way in, slicing the way of cutting labels off."""

    text: str
    spans: tuple[Span, ...] = ()

    def cut(self, start: int, end: int | None = None) -> "Rich":
        """The part from start to end, with white space at its ends trimmed."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        if not self.spans:
            return Rich(self.text[start:end])
        kept = (
            replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
            for span in self.spans
            if span.start < end and span.end > start
        )
        return Rich(self.text[start:end], tuple(kept))

    def join(self, other: "Rich", between: str = " ") -> "Rich":
        shift = len(self.text) + len(between)
        moved = tuple(replace(span, start=span.start + shift, end=span.end + shift) for span in other.spans)
        return Rich(self.text + between + other.text, self.spans + moved)

    def covered(self, mark: str) -> int:
        """How many letters and digits carry the mark."""
        return sum(
            1
            for span in self.spans
            if span.mark == mark
            for character in self.text[span.start : span.end]
            if character.isalnum()
        )

    def whole(self, mark: str) -> bool:
        """Whether every letter and digit carries the mark (and there is one)."""
        if not any(span.mark == mark for span in self.spans):
            return False
        letters = sum(map(str.isalnum, self.text))
        return letters > 0 and self.covered(mark) >= letters

    def prefix(self, mark: str) -> int:
        """Where the run of this mark that opens the text ends; 0 without one."""
        end = 0
        for span in sorted((span for span in self.spans if span.mark == mark), key=lambda span: span.start):
            if not self.text[end : span.start].strip():
                end = max(end, span.end)
        return end

    def lines(self) -> list["Rich"]:
        """The text cut at its line breaks; empty lines are left out."""
        if "\n" not in self.text:
            return [tidied] if (tidied := tidied_rich(self)).text else []
        found, start = [], 0
        for line in self.text.split("\n"):
            piece = tidied_rich(self.cut(start, start + len(line)))
            if piece.text:
                found.append(piece)
            start += len(line) + 1
        return found


def pieces(parts: Iterable[tuple[str, frozenset[str]]]) -> Rich:
    """Rich text of (words, marks) in a row; a mark is "b", "i", "u", "a:address" or "c:colour". Neighbouring spans of a
    mark are joined, because Word splits a bold name into several runs."""
    text: list[str] = []
    spans: list[Span] = []
    length = 0
    running: dict[str, int] = {}
    for words, marks in parts:
        for mark in [mark for mark in running if mark not in marks]:
            spans.append(_span(running.pop(mark), length, mark))
        for mark in marks:
            running.setdefault(mark, length)
        text.append(words)
        length += len(words)
    spans += [_span(start, length, mark) for mark, start in running.items()]
    return Rich("".join(text), tuple(sorted((span for span in spans if span.end > span.start), key=lambda s: s.start)))


def _span(start: int, end: int, mark: str) -> Span:
    name, _colon, value = mark.partition(":")
    return Span(start, end, name, value)


def tidied_rich(rich: Rich) -> Rich:
    """The same text as `tidy` gives, with the marks moved along."""
    if not rich.spans:
        return Rich(tidy(rich.text))
    if not rich.text.isascii():
        rich = _composed(rich)
    text = rich.text
    where = [0] * (len(text) + 1)
    kept: list[str] = []
    pending = False
    for position, character in enumerate(text):
        if character.isspace():
            pending = bool(kept)
            where[position] = len(kept) + (1 if pending else 0)
            continue
        if pending:
            kept.append(" ")
            pending = False
        where[position] = len(kept)
        kept.append(character)
    where[len(text)] = len(kept)
    tidy_text = "".join(kept)
    spans = []
    for span in rich.spans:
        start, end = min(where[span.start], len(tidy_text)), min(where[span.end], len(tidy_text))
        while end > start and tidy_text[end - 1] == " ":
            end -= 1
        if end > start:
            spans.append(replace(span, start=start, end=end))
    return Rich(tidy_text, tuple(spans))


def _composed(rich: Rich) -> Rich:
    """Normalise stretch by stretch between the ends of marks, so that positions stay true."""
    edges = sorted({0, len(rich.text), *(s.start for s in rich.spans), *(s.end for s in rich.spans)})
    parts, where, length = [], {0: 0}, 0
    for start, end in itertools.pairwise(edges):
        part = unicodedata.normalize("NFC", rich.text[start:end].translate(INVISIBLE).translate(LIGATURES))
        parts.append(part)
        length += len(part)
        where[end] = length
    spans = (replace(span, start=where[span.start], end=where[span.end]) for span in rich.spans)
    return Rich("".join(parts), tuple(span for span in spans if span.end > span.start))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or line of the source.

    ``speaker`` is who the container itself says is speaking (a cue, a table cell), ``role`` what a style name says
    ("interviewer", "interviewee"); ``gap`` whether a blank line or paragraph break stands before it; ``number`` its
    number in a list; ``tab`` the place of a tab in the line, 0 without; ``time`` milliseconds; ``level`` that
    of a heading; ``indent`` leading spaces.
    """

    rich: Rich
    kind: BlockKind = "text"
    style: str = ""
    level: int = 0
    number: int | None = None
    speaker: str | None = None
    role: str = ""
    time: tuple[int, int] | None = None
    gap: bool = True
    indent: int = 0
    tab: int = 0

    @property
    def text(self) -> str:
        return self.rich.text


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read. ``meta`` holds what the container says of itself (title, dek, byline, published, updated,
    source_note), ``droppable`` its furniture, ``screenplay`` whether bare blocks between speeches are narration,
    ``names`` people whom a header names, ``declared`` the speakers that an export of ours
    names, ``ready`` the transcript where nothing is left to find out."""

    format: str
    why: str
    blocks: Sequence[Block]
    meta: dict[str, str] = field(default_factory=dict)
    other: tuple[str, ...] = ()
    droppable: tuple[str, ...] = ()
    screenplay: bool = False
    speech_only: bool = False
    names: dict[str, str] = field(default_factory=dict)
    declared: tuple[Speaker, ...] = ()
    ready: Transcript | None = None


def markup(rich: Rich, directions: Sequence[tuple[int, int]] = ()) -> str:
    """Inline markup of a text: italic, bold, links, and the given stretches as stage directions without brackets."""
    if not rich.spans and not directions:
        return inline.escape(rich.text)
    edges = {0, len(rich.text)}
    for span in rich.spans:
        edges |= {span.start, span.end}
    for start, end in directions:
        edges |= {start, end}
    runs = []
    ordered = sorted(edges)
    for start, end in itertools.pairwise(ordered):
        here = [span for span in rich.spans if span.start <= start and span.end >= end]
        marks = {span.mark for span in here}
        href = next((span.value for span in here if span.mark == "a"), None)
        is_direction = any(first <= start and last >= end for first, last in directions)
        runs.append(
            inline.Run(
                rich.text[start:end],
                em="i" in marks and not is_direction,
                strong="b" in marks and not is_direction,
                direction=is_direction,
                href=inline.safe_href(href) if href and not is_direction else None,
            )
        )
    return inline.write(runs)
