"""A document as plain text, and back: what a journalist types in a text field, without losing anything.

``JD: words`` begins a turn, a blank line parts paragraphs, a paragraph without a label continues the turn before it, a
new line is a line break, ``[laughing]`` is a stage direction. All other notation is in `plain_lines` (what a line
begins) and `plain_inline` (marks). Ids are not written; reading takes them from the previous revision (see `reattach`).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from . import inline, plain_inline
from .blocks import BLOCK_LIMIT, SURROGATE, TEXT_LIMIT, Block, Document, DocumentError
from .messages import gettext_noop as _
from .plain_lines import Labels, Line, classify
from .plain_writing import write
from .quoting import first_source, holds
from .reattach import Reattached, reattach

__all__ = ["Problem", "Reading", "read", "write"]

DRAFT_ID = "00000000"
# Blocks that a speaker may go on after: a paragraph without a label that follows them is the speaker's again.
INTERRUPTIONS = frozenset({"direction", "picture", "pullquote", "embed"})
PARAGRAPHED = frozenset({"paragraph", "note", "turn", "quote"})


@dataclass(frozen=True)
class Problem:
    """Something in the text that a person should look at. ``line`` counts from 1; ``message`` is a template for
    ``params``, in the form of ``message % params``, so that it can be translated."""

    line: int
    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


@dataclass(frozen=True)
class Reading:
    """What was read: the document, what to look at, and how the blocks came by their ids."""

    document: Document
    problems: tuple[Problem, ...]
    reattached: Reattached


def read(text: str, labels: Collection[str] = (), previous: Document | None = None) -> Reading:
    """Read plain text. Only ``labels``, and those of the ``previous`` revision, begin a turn; what looks like another
    label is reported and stays words. Blocks keep the ids that they had in ``previous``.

    Raises DocumentError, naming the line, on NUL, a lone surrogate and past the limits of a document.
    """
    if len(text) > 2 * TEXT_LIMIT:
        raise DocumentError(_("A document holds at most %(limit)d bytes of text."), params={"limit": TEXT_LIMIT})
    known = {label for label in labels if label} | {block.by for block in (previous or ()) if block.is_turn}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = _Reader(Labels(known))
    reader.read(lines)
    drafts = [draft.block() for draft in reader.drafts]
    reattached = reattach(drafts, previous)
    blocks = _PullQuotes(reader, previous).resolve(reattached.blocks)
    document = Document.from_json([block.to_json() for block in blocks])
    return Reading(document, tuple(sorted(reader.problems, key=lambda problem: problem.line)), reattached)


@dataclass
class _Draft:
    """A block while its lines come in. ``paragraphs`` and ``original`` are lists of lines."""

    line: int
    data: dict[str, Any]
    paragraphs: list[list[str]] = field(default_factory=list)
    original: list[list[str]] | None = None
    names_source: bool = False  # of a pull quote: whether the text says by id what it is taken from

    def block(self) -> Block:
        data = {**self.data, "id": DRAFT_ID}
        if data["type"] in PARAGRAPHED:
            data["text"] = _text(self.paragraphs)
        if self.original is not None:
            data["original"] = {"lang": data.pop("original_lang"), "text": _text(self.original)}
        return Block.from_json(data, f"line {self.line}")


def _text(paragraphs: list[list[str]]) -> str:
    written = (inline.canonical(plain_inline.read("\n".join(lines))) for lines in paragraphs)
    return inline.PARAGRAPH.join(filter(None, written))


def _line(words: str) -> str:
    return inline.canonical(plain_inline.read(words), line=True)


class _Reader:
    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.drafts: list[_Draft] = []
        self.problems: list[Problem] = []
        self.number = 0
        self.after_blank = True
        self.paragraph: list[str] | None = None  # the lines that a line without notation joins
        self.seen: Counter[str] = Counter()

    def read(self, lines: list[str]) -> None:
        stripped = [line.strip(" \t") for line in lines]
        suspects = (self.labels.suspect(line) for line in stripped)
        self.seen = Counter(found["label"] for found in suspects if found)
        for number, line in enumerate(stripped, 1):
            self.number = number
            if not line:
                self.after_blank, self.paragraph = True, None
                continue
            if "\x00" in line or SURROGATE.search(line):
                raise DocumentError(_("There is a character that is not text."), f"line {number}")
            found = classify(line, self.labels)
            HANDLERS[found.kind](self, found)
            self.after_blank = False

    @property
    def last(self) -> _Draft | None:
        return self.drafts[-1] if self.drafts else None

    def problem(self, message: str, **params: object) -> None:
        self.problems.append(Problem(self.number, message, params))

    def add(self, kind: str, words: str | None = None, **data: Any) -> _Draft:
        """A new block; with words its first paragraph, which later lines may join."""
        if len(self.drafts) == BLOCK_LIMIT:
            message = _("A document holds at most %(limit)d blocks.")
            raise DocumentError(message, f"line {self.number}", {"limit": BLOCK_LIMIT})
        draft = _Draft(self.number, {"type": kind, **data})
        self.drafts.append(draft)
        self.paragraph = None
        if words is not None:
            self.begin(draft.paragraphs, words)
        return draft

    def begin(self, paragraphs: list[list[str]], words: str) -> None:
        self.paragraph = [words]
        paragraphs.append(self.paragraph)

    def voice(self) -> _Draft | None:
        """The turn that a paragraph without a label goes on with."""
        for draft in reversed(self.drafts):
            if draft.data["type"] not in INTERRUPTIONS:
                return draft if draft.data["type"] == "turn" else None
        return None

    def words(self, line: Line) -> None:
        voice = self.voice()
        if self.paragraph is not None and not self.after_blank:
            self.paragraph.append(line.words)
        elif voice is None:
            self.add("paragraph", line.words)
        elif voice is self.last:
            self.begin(voice.paragraphs if voice.original is None else voice.original, line.words)
        else:
            self.add("turn", line.words, by=voice.data["by"])

    def suspect(self, line: Line) -> None:
        label = line.value
        if self.labels.is_grave(label) or self.seen[label] > 1:
            self.problem(_("Nobody has the label “%(label)s”: the line is kept, but nobody says it."), label=label)
            self.add("paragraph", line.words)
        else:
            self.problem(
                _("If “%(label)s” is a speaker, nobody has that label: the line is kept as words."), label=label
            )
            self.words(line)

    def turn(self, line: Line) -> None:
        self.add("turn", line.words, by=line.value, **_extras(line.extras))

    def text(self, line: Line) -> None:
        self.add("paragraph", line.words, **_extras(line.extras))

    def more(self, line: Line) -> None:
        last = self.last
        if last is None or last.data["type"] not in PARAGRAPHED:
            self.problem(_("There is no paragraph for [more] to go on with: it begins a new one."))
            self.add("paragraph", line.words)
        else:
            self.begin(last.paragraphs if last.original is None else last.original, line.words)

    def note(self, line: Line) -> None:
        self.add("note", line.words)

    def original(self, line: Line) -> None:
        last = self.last
        if last is None or last.data["type"] != "turn" or last.original is not None:
            self.problem(_("The original stands behind no turn: it is kept as a paragraph."))
            self.add("paragraph", line.words, lang=line.value)
            return
        last.original = []
        last.data["original_lang"] = line.value
        self.begin(last.original, line.words)

    def heading(self, line: Line) -> None:
        self.add("heading", level=int(line.value), text=_line(line.words))

    def quote(self, line: Line) -> None:
        last = self.last
        if last is None or last.data["type"] != "quote" or self.after_blank:
            last = self.add("quote")
        if line.words.startswith("-- "):
            last.data["cite"] = _line(line.words[3:])
        elif not line.words:
            self.paragraph = None
        elif self.paragraph is None:
            self.begin(last.paragraphs, line.words)
            return
        else:
            self.paragraph.append(line.words)
            return
        self.paragraph = None

    def item(self, line: Line) -> None:
        last, ordered = self.last, line.kind == "number"
        if last is None or last.data["type"] != "list" or last.data["ordered"] != ordered or self.after_blank:
            last = self.add("list", items=[], ordered=ordered)
        last.data["items"].append(_line(line.words))

    def rule(self, line: Line) -> None:
        self.add("rule")

    def direction(self, line: Line) -> None:
        self.add("direction", text=_line(line.words))

    def picture(self, line: Line) -> None:
        self.add("picture", picture=int(line.value), caption=_line(line.words))

    def embed(self, line: Line) -> None:
        address, _space, title = line.words.partition(" ")
        if (inline.safe_href(address) or "").startswith(("http://", "https://")):
            self.add("embed", url=address, title=title)
        else:
            self.problem(_("[embed] needs an address that starts with http:// or https://: it is kept as a paragraph."))
            self.add("paragraph", line.words)

    def pullquote(self, line: Line) -> None:
        draft = self.add("pullquote", text=_line(line.words), of=line.value or DRAFT_ID)
        draft.names_source = bool(line.value)


HANDLERS = {
    "words": _Reader.words,
    "suspect": _Reader.suspect,
    "turn": _Reader.turn,
    "text": _Reader.text,
    "more": _Reader.more,
    "note": _Reader.note,
    "original": _Reader.original,
    "heading": _Reader.heading,
    "quote": _Reader.quote,
    "bullet": _Reader.item,
    "number": _Reader.item,
    "rule": _Reader.rule,
    "bracket": _Reader.direction,
    "direction": _Reader.direction,
    "picture": _Reader.picture,
    "embed": _Reader.embed,
    "pull quote": _Reader.pullquote,
}


def _extras(extras: str) -> dict[str, Any]:
    """``in fr, spoiler, 1:05-2:10.5`` as values of a block."""
    data: dict[str, Any] = {}
    for extra in filter(None, re.split(", *", extras)):
        if extra == "spoiler":
            data["spoiler"] = True
        elif extra.startswith("in "):
            data["lang"] = extra[3:]
        else:
            data["t"] = [_milliseconds(time) for time in extra.split("-")]
    return data


def _milliseconds(time: str) -> int:
    clock, _dot, fraction = time.partition(".")
    seconds = 0
    for part in clock.split(":"):
        seconds = 60 * seconds + int(part)
    return 1000 * seconds + int(fraction.ljust(3, "0"))


class _PullQuotes:
    """Finds what a pull quote is taken from: as it says, as before, the first passage with its words, the nearest."""

    def __init__(self, reader: _Reader, previous: Document | None) -> None:
        self.reader = reader
        self.previous = previous

    def resolve(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        sources = [block for block in blocks if block.type in ("turn", "paragraph")]
        for block, draft in zip(blocks, self.reader.drafts, strict=True):
            if block.type != "pullquote":
                yield block
                continue
            self.reader.number = draft.line
            if not draft.names_source:
                block = self.resolved(block, blocks, sources)
            elif not any(block.of in (source.id, *source.was) for source in sources):
                self.reader.problem(_("The passage that this is a pull quote of is not in the text."))
            yield block

    def resolved(self, quote: Block, blocks: tuple[Block, ...], sources: list[Block]) -> Block:
        words = quote.plain()
        known = self.previous.get(quote.id) if self.previous else None
        if known and any(known.of in (source.id, *source.was) and holds(source, words) for source in sources):
            return replace(quote, of=known.of)
        if found := first_source(sources, words):
            return replace(quote, of=found.id)
        self.reader.problem(_("The words of this pull quote are not in the text."))
        if not sources:
            return replace(quote, type="quote", of="")
        at = blocks.index(quote)
        nearest = min(sources, key=lambda source: abs(blocks.index(source) - at))
        return replace(quote, of=nearest.id)
