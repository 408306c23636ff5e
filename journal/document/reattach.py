"""Giving blocks their ids back after a trip through plain text.

Plain text carries no ids, yet deep links, quotations and diffs hang on them. So each block of the new text is matched
to the previous revision: first what is the same, in order; then what is the same elsewhere; then what is similar,
anywhere in the document; last what stands alone in the same gap. A block that swallowed another has its id in ``was``.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import fuzz, utils

from .blocks import Block, Document, mint
from .sequences import opcodes

SIMILAR = 55.0  # of 100: below this two blocks are two texts, and an id is never given to another text
GAP_SIMILAR = 0.4  # share of words, of the shorter of two blocks that stand alone in the same place
SWALLOWED = 0.8  # how much of a vanished block must stand in another one for it to count as merged
SWALLOWED_LENGTH = 12  # characters: "Of course." is found in too many places
SWALLOWABLE = frozenset({"turn", "paragraph", "note", "quote"})
GUESSED = frozenset({"similar", "gap"})
PAIR_LIMIT = 10_000  # comparisons of every block with every other; past it only with likely ones
SHARING = 5  # likely ones: so many that share the most words,
COMMON = 20  # in runs that at most so many blocks have


@dataclass(frozen=True)
class Match:
    """How a block came by its id: ``how`` is same, moved, relabelled, similar or gap; ``score`` 0 to 100."""

    id: str
    how: str
    score: float = 100.0


@dataclass(frozen=True)
class Reattached:
    """``blocks``: the blocks with ids. ``matches``: by position, None where an id was minted. ``lost``: ids of the
    previous revision that no block has now; ``merged``: those that live on in ``was``."""

    blocks: tuple[Block, ...]
    matches: tuple[Match | None, ...]
    lost: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()

    @property
    def uncertain(self) -> list[Match]:
        """Matches that a person may want to see before a published piece is changed."""
        return [match for match in self.matches if match and match.how in GUESSED]


def reattach(drafts: Sequence[Block], previous: Document | None = None) -> Reattached:
    """Ids for blocks without: those of the previous revision where a block is still there, new ones elsewhere.

    The ids and ``was`` that ``drafts`` come with are ignored.
    """
    previous = previous or Document()
    work = _Work([_New(draft) for draft in drafts], [_Old(block) for block in previous])
    work.match_same()
    work.match_elsewhere("moved", key=lambda item: item.signature)
    work.match_elsewhere("relabelled", key=lambda item: (item.kind, item.words) if item.words else None)
    work.match_similar()
    work.match_gaps()
    return _with_ids(drafts, work.matches(), work.find_swallowed(), previous)


@dataclass
class _New:
    block: Block
    match: Match | None = None

    def __post_init__(self) -> None:
        self.kind = self.block.type
        self.signature = _signature(self.block.to_json())
        self.words = _words(self.block)


@dataclass
class _Old:
    block: Block
    taken: bool = False

    def __post_init__(self) -> None:
        self.kind = self.block.type
        self.signature = _signature(self.block.to_json())
        self.words = _words(self.block)


def _signature(data: dict[str, Any]) -> str:
    # Which block a pull quote is taken from is found out after ids are given.
    return json.dumps({key: value for key, value in data.items() if key not in ("id", "was", "of")}, sort_keys=True)


def _words(block: Block) -> str:
    """The words to compare, without case and punctuation; of a block without words what it shows."""
    return utils.default_process(block.plain()) or f"{block.picture or ''}{block.url}"


@dataclass
class _Work:
    new: list[_New]
    old: list[_Old]
    pairs: dict[int, int] = field(default_factory=dict)  # position in the new text: position in the old

    def pair(self, new: int, old: int, how: str, score: float = 100.0) -> None:
        self.new[new].match = Match(self.old[old].block.id, how, score)
        self.old[old].taken = True
        self.pairs[new] = old

    def matches(self) -> list[Match | None]:
        return [item.match for item in self.new]

    def loose_new(self) -> list[int]:
        return [at for at, item in enumerate(self.new) if item.match is None]

    def loose_old(self) -> list[int]:
        return [at for at, item in enumerate(self.old) if not item.taken]

    def match_same(self) -> None:
        old_signatures, new_signatures = [item.signature for item in self.old], [item.signature for item in self.new]
        for tag, old, old_end, new, _new_end in opcodes(old_signatures, new_signatures):
            if tag == "equal":
                for offset in range(old_end - old):
                    self.pair(new + offset, old + offset, "same")

    def match_elsewhere(self, how: str, key: Any) -> None:
        waiting: dict[Any, list[int]] = defaultdict(list)
        for at in self.loose_old():
            waiting[key(self.old[at])].append(at)
        waiting.pop(None, None)
        for at in self.loose_new():
            if found := waiting.get(key(self.new[at])):
                self.pair(at, found.pop(0), how)

    def match_similar(self) -> None:
        """Best pairs first; of two equally similar ones the pair that moves less."""
        scored = []
        for new, old in self.candidates():
            score = self.similarity(new, old, SIMILAR)
            if score >= SIMILAR:
                scored.append((-score, abs(self.expected(new) - old), new, old))
        for negative, _distance, new, old in sorted(scored):
            if self.new[new].match is None and not self.old[old].taken:
                self.pair(new, old, "similar", -negative)

    def candidates(self) -> Iterator[tuple[int, int]]:
        new, old = self.loose_new(), self.loose_old()
        if len(new) * len(old) <= PAIR_LIMIT:
            yield from ((this, that) for this in new for that in old)
            return
        index = _Index({at: self.old[at].words for at in old})
        near = self.neighbours()
        for this in new:
            found = index.sharing(self.new[this].words)
            yield from ((this, that) for that in {*sorted(found, key=found.__getitem__)[-SHARING:], *near[this]})

    def neighbours(self) -> dict[int, set[int]]:
        """By position in the new text: blocks of the old one that stand at about the same place in the same gap."""
        near: dict[int, set[int]] = defaultdict(set)
        for gap_new, gap_old in self.gaps():
            for place, this in enumerate(gap_new):
                middle = place * len(gap_old) // len(gap_new)
                near[this].update(gap_old[max(0, middle - 2) : middle + 3])
        return near

    def similarity(self, new: int, old: int, cutoff: float) -> float:
        this, that = self.new[new], self.old[old]
        if this.kind != that.kind:
            return 0.0
        score = fuzz.ratio(this.words, that.words, score_cutoff=cutoff)
        if this.kind == "turn" and score and this.block.by == that.block.by:
            return min(100.0, score + 2)
        return score

    def expected(self, new: int) -> int:
        """Where a block of the new text would stand in the old one, by the nearest block before it that is matched."""
        for before in range(new, -1, -1):
            if before in self.pairs:
                return self.pairs[before] + new - before
        return new

    def match_gaps(self) -> None:
        """A block that stands alone between two matched neighbours was rewritten there, if anything of it is left."""
        for gap_new, gap_old in self.gaps():
            if len(gap_new) != 1 or len(gap_old) != 1:
                continue
            new, old = gap_new[0], gap_old[0]
            this, that = self.new[new], self.old[old]
            share = _shared_words(this.words, that.words)
            if (this.kind, this.block.by) == (that.kind, that.block.by) and share >= GAP_SIMILAR:
                self.pair(new, old, "gap", 100 * share)

    def gaps(self) -> list[tuple[list[int], list[int]]]:
        """Runs of unmatched blocks between matches that keep their order."""
        found: list[tuple[list[int], list[int]]] = []
        before_new = before_old = -1
        for new, old in [*sorted(self.pairs.items()), (len(self.new), len(self.old))]:
            if old <= before_old:
                continue
            gap_new = [at for at in range(before_new + 1, new) if self.new[at].match is None]
            gap_old = [at for at in range(before_old + 1, old) if not self.old[at].taken]
            if gap_new and gap_old:
                found.append((gap_new, gap_old))
            before_new, before_old = new, old
        return found

    def find_swallowed(self) -> dict[int, list[int]]:
        """By position in the new text: the blocks of the old one whose words stand in it now but did not before."""
        swallowed: dict[int, list[int]] = defaultdict(list)
        changed = [at for at, item in enumerate(self.new) if item.match is None or item.match.how in GUESSED]
        index = _Index({at: self.new[at].words for at in changed})
        for gone in self.loose_old():
            shingles = set(_shingles(self.old[gone].words))
            if self.old[gone].kind not in SWALLOWABLE or len(self.old[gone].words) < SWALLOWED_LENGTH:
                continue
            for at, shared in index.sharing(self.old[gone].words).most_common(1):
                before = set(_shingles(self.old[self.pairs[at]].words)) if at in self.pairs else set()
                if shared >= SWALLOWED * len(shingles) and len(shingles & before) < shared / 2:
                    swallowed[at].append(gone)
                    self.old[gone].taken = True
        return swallowed


def _shared_words(one: str, other: str) -> float:
    """The share of common words in the text that has fewer; 0 to 1."""
    ours, theirs = set(one.split()), set(other.split())
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def _shingles(words: str) -> list[str]:
    """Runs of three words; of a shorter text the text."""
    parts = words.split()
    if len(parts) < 3:
        return [words] if words else []
    return [" ".join(parts[at : at + 3]) for at in range(len(parts) - 2)]


class _Index:
    """Which texts share runs of words with another one; runs that many texts have say nothing and are left out."""

    def __init__(self, texts: dict[int, str]) -> None:
        self.places: dict[str, set[int]] = defaultdict(set)
        for at, words in texts.items():
            for shingle in _shingles(words):
                self.places[shingle].add(at)

    def sharing(self, words: str) -> Counter[int]:
        """By text, how many different runs of words it shares."""
        shared: Counter[int] = Counter()
        for shingle in set(_shingles(words)):
            places = self.places.get(shingle, ())
            if len(places) <= COMMON:
                shared.update(places)
        return shared


def _with_ids(
    drafts: Sequence[Block], matches: list[Match | None], swallowed: dict[int, list[int]], previous: Document
) -> Reattached:
    taken = previous.ids()
    blocks: list[Block] = []
    merged: list[str] = []
    for at, (draft, match) in enumerate(zip(drafts, matches, strict=True)):
        id = match.id if match else mint(taken)
        taken.add(id)
        known = previous.get(match.id) if match else None
        gone = [previous.blocks[place] for place in swallowed.get(at, ())]
        gained = [old for block in gone for old in (block.id, *block.was)]
        merged += gained
        blocks.append(replace(draft, id=id, was=(*(known.was if known else ()), *gained)))
    alive = {block.id for block in blocks}
    lost = tuple(block.id for block in previous if block.id not in alive and block.id not in merged)
    return Reattached(tuple(blocks), tuple(matches), lost, tuple(merged))
