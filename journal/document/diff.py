"""What changed between two states of a text: by block id, then by paragraph, then by word.

Never by character, which nobody can read, and never flat over a whole text: a word diff of 14,000 words takes half a
minute, this takes milliseconds. Rows come in reading order, changes in order of gravity.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from . import inline
from .blocks import Block, Document
from .word_diff import DELETE, EQUAL, INSERT, Segment, compare_paragraphs, is_name, is_word

__all__ = ["DELETE", "EQUAL", "GRAVITY", "INSERT", "Change", "Diff", "Part", "Row", "Segment", "compare"]

# Gravest first: a misattribution, then what somebody is quoted as saying, then names and figures, then the order of the
# text, then other words, then marks and punctuation.
GRAVITY = (
    "speaker",
    "speech",
    "names",
    "added",
    "removed",
    "merged",
    "moved",
    "type",
    "words",
    "details",
    "marks",
    "punctuation",
    "spacing",
)
# Fields compared as values rather than as words.
DETAILS = ("level", "ordered", "picture", "url", "of", "t", "lang", "spoiler")


@dataclass(frozen=True)
class Part:
    """One field of a block with words in it: ``text``, ``items``, ``caption``, ``cite``, ``title`` or ``original``;
    ``paragraphs`` are lists of segments."""

    name: str
    paragraphs: tuple[tuple[Segment, ...], ...]

    @property
    def is_changed(self) -> bool:
        return any(segment.op != EQUAL for paragraph in self.paragraphs for segment in paragraph)


@dataclass(frozen=True)
class Row:
    """One block in both states. ``kinds`` say what happened to it, gravest first; none means nothing did.

    ``merged_into`` is the id of the block that swallowed it, ``swallowed`` the blocks that it swallowed itself: their
    words count as its own before. ``details`` are the fields, besides words, that differ."""

    id: str
    old: Block | None
    new: Block | None
    kinds: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    swallowed: tuple[Block, ...] = ()
    merged_into: str = ""

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The words, field by field; those of a block that was swallowed are compared where they are now."""
        return () if self.merged_into else tuple(_parts(self.old, self.new, self.swallowed))

    @property
    def block(self) -> Block:
        """The block as it is now, or as it was last."""
        block = self.new or self.old
        assert block is not None
        return block

    @property
    def is_changed(self) -> bool:
        return bool(self.kinds)

    @property
    def is_moved(self) -> bool:
        return "moved" in self.kinds

    def tokens(self, op: str) -> list[str]:
        """The words and signs that came in ("insert") or went out ("delete"), in order."""
        return [
            token
            for part in self.parts
            for paragraph in part.paragraphs
            for segment in paragraph
            if segment.op == op
            for token in segment.tokens()
        ]


@dataclass(frozen=True)
class Change:
    """One thing that happened: ``kind`` is one of `GRAVITY`."""

    kind: str
    row: Row

    @property
    def gravity(self) -> int:
        """0 is gravest."""
        return GRAVITY.index(self.kind)


@dataclass(frozen=True)
class Diff:
    """Two states of a text side by side: ``rows`` in reading order, removed blocks where they stood."""

    rows: tuple[Row, ...]

    def __bool__(self) -> bool:
        return any(row.kinds for row in self.rows)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Everything that happened, gravest first, then in reading order."""
        found = [Change(kind, row) for row in self.rows for kind in row.kinds]
        return tuple(sorted(found, key=lambda change: change.gravity))

    def of_kind(self, *kinds: str) -> tuple[Row, ...]:
        """The rows to which one of these kinds of change happened, in reading order."""
        return tuple(row for row in self.rows if any(kind in row.kinds for kind in kinds))

    @property
    def added(self) -> tuple[Row, ...]:
        return self.of_kind("added")

    @property
    def removed(self) -> tuple[Row, ...]:
        """Blocks that are gone, those not counted that another block swallowed."""
        return self.of_kind("removed")

    @property
    def moved(self) -> tuple[Row, ...]:
        return self.of_kind("moved")

    @property
    def changed(self) -> tuple[Row, ...]:
        """Blocks that are in both states and differ, apart from their place."""
        return tuple(row for row in self.rows if row.old and row.new and set(row.kinds) - {"moved"})


def compare(old: Document, new: Document, *, interviewees: Collection[str] | None = None) -> Diff:
    """What changed from ``old`` to ``new``.

    ``interviewees`` are the labels of those whose words are quotations; None counts every speaker as one. Time grows
    with the number of blocks and with the words of the blocks that differ.
    """
    before = {block.id: block for block in old}
    merged = {gone: block.id for block in new for gone in block.was if gone in before}
    moved = _moved([block.id for block in old], [block.id for block in new])
    rows: list[Row] = []
    for block in new:
        rows.append(_row(before.get(block.id), block, block.id in moved, before, interviewees))
    return Diff(tuple(_with_gone(rows, old, new, merged)))


def _moved(old: list[str], new: list[str]) -> set[str]:
    """The fewest blocks that must be moved to come from one order to the other: all but a longest run that keeps it."""
    place = {id: at for at, id in enumerate(old)}
    common = [id for id in new if id in place]
    tails: list[int] = []  # the smallest last place of an increasing run of each length
    runs: list[list[int]] = []  # per length, where in `common` such runs end
    previous = [-1] * len(common)
    for at, id in enumerate(common):
        length = bisect_left(tails, place[id])
        if length == len(tails):
            tails.append(place[id])
            runs.append([])
        else:
            tails[length] = place[id]
        runs[length].append(at)
        previous[at] = runs[length - 1][-1] if length else -1
    kept: set[str] = set()
    at = runs[-1][-1] if runs else -1
    while at >= 0:
        kept.add(common[at])
        at = previous[at]
    return set(common) - kept


def _with_gone(rows: list[Row], old: Document, new: Document, merged: dict[str, str]) -> Iterator[Row]:
    """The rows with those of blocks that are gone, each behind the block that it stood behind."""
    alive = {block.id for block in new}
    behind: dict[str, list[Row]] = {}
    last = ""
    for block in old:
        if block.id in alive:
            last = block.id
            continue
        into = merged.get(block.id, "")
        row = Row(block.id, block, None, ("merged" if into else "removed",), merged_into=into)
        behind.setdefault(last, []).append(row)
    yield from behind.get("", ())
    for row in rows:
        yield row
        yield from behind.get(row.id, ())


def _row(
    old: Block | None,
    new: Block,
    is_moved: bool,
    before: dict[str, Block],
    interviewees: Collection[str] | None,
) -> Row:
    if old is None:
        return Row(new.id, None, new, ("added",))
    if old == new:
        return Row(new.id, old, new, ("moved",) if is_moved else ())
    swallowed = tuple(before[id] for id in new.was if id in before and id not in old.was)
    row = Row(new.id, old, new, (), _details(old, new), swallowed)
    kinds = _kinds_of_words(row, interviewees) | ({"moved"} if is_moved else set())
    if old.by != new.by and old.is_turn and new.is_turn:
        kinds.add("speaker")
    if old.type != new.type:
        kinds.add("type")
    if row.details:
        kinds.add("details")
    if not kinds and not swallowed and list(_markups(old)) != list(_markups(new)):
        kinds.add("spacing")
    return replace(row, kinds=tuple(sorted(kinds, key=GRAVITY.index)))


def _details(old: Block, new: Block) -> tuple[str, ...]:
    details = tuple(name for name in DETAILS if getattr(old, name) != getattr(new, name))
    languages = (block.original.lang if block.original else "" for block in (old, new))
    return (*details, "original") if len(set(languages)) > 1 else details


def _kinds_of_words(row: Row, interviewees: Collection[str] | None) -> set[str]:
    """What kinds of change the words of a block went through."""
    gone, come = row.tokens(DELETE), row.tokens(INSERT)
    if not gone and not come:
        return set()
    words_gone, words_come = ([token for token in tokens if is_word(token)] for tokens in (gone, come))
    if words_gone == words_come:
        return {"marks"} if gone == come else {"punctuation"}
    kinds = {"speech" if _is_speech(row, interviewees) else "words"}
    if any(is_name(token) for token in {*words_gone} ^ {*words_come}):
        kinds.add("names")
    return kinds


def _is_speech(row: Row, interviewees: Collection[str] | None) -> bool:
    speakers = {block.by for block in (row.old, row.new) if block and block.is_turn}
    return bool(speakers) and (interviewees is None or not speakers.isdisjoint(interviewees))


def _markups(block: Block) -> Iterator[tuple[str, list[str]]]:
    """The fields with words, as inline markup."""
    yield "text", [paragraph for paragraph in block.paragraphs() if paragraph]
    yield "items", list(block.items)
    yield "caption", [block.caption] if block.caption else []
    yield "cite", [block.cite] if block.cite else []
    yield "title", [inline.escape(block.title)] if block.title else []
    yield "original", inline.paragraphs(block.original.text) if block.original else []


def _parts(old: Block | None, new: Block | None, swallowed: Collection[Block]) -> Iterator[Part]:
    before = dict(_markups(old)) if old else {}
    after = dict(_markups(new)) if new else {}
    for block in swallowed:
        for name, markups in _markups(block):
            before[name] = [*before.get(name, ()), *markups]
    for name in before or after:
        if before.get(name) or after.get(name):
            yield Part(name, compare_paragraphs(before.get(name, []), after.get(name, [])))
