"""Three-way merge of working copies. Pure: snapshots in, a snapshot and its conflicts out.

Two people started from the same state; what only one of them touched is taken from that one, field by field and in the
text block by block (ids make that exact). What both touched in different ways is a conflict: nobody's words are chosen
silently.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Snapshot = dict[str, Any]
Block = dict[str, Any]

MISSING: Any = None  # a block that is not there


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place that both changed. ``place`` is a field's name, or ``block:<id>``, or ``form:<key>``."""

    place: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The merge. At a conflict ``snapshot`` holds what was chosen, "mine" unless said otherwise."""

    snapshot: Snapshot
    conflicts: tuple[Conflict, ...]

    @property
    def is_clean(self) -> bool:
        return not self.conflicts


def merge(base: Snapshot, mine: Snapshot, theirs: Snapshot, choices: Mapping[str, str] | None = None) -> Merged:
    """What results from ``base`` when both changes are made.

    Args:
        choices: by place of a conflict "mine", "theirs" or, for blocks, "both"; "mine" where nothing is said.
    """
    merger = _Merger(choices or {})
    snapshot: Snapshot = {}
    for name in dict.fromkeys([*theirs, *mine]):
        values = (base.get(name), mine.get(name), theirs.get(name))
        if name == "document":
            snapshot[name] = merger.document(*(value or [] for value in values))
        elif name == "topics":
            snapshot[name] = _sets(*(value or [] for value in values))
        elif name == "form":
            snapshot[name] = merger.form(*(value or {} for value in values))
        else:
            snapshot[name] = merger.value(name, *values)
    return Merged(snapshot, tuple(merger.conflicts))


class _Merger:
    def __init__(self, choices: Mapping[str, str]) -> None:
        self.choices = choices
        self.conflicts: list[Conflict] = []

    def value(self, place: str, base: Any, mine: Any, theirs: Any) -> Any:
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return theirs
        self.conflicts.append(Conflict(place, base, mine, theirs))
        return theirs if self.choices.get(place) == "theirs" else mine

    def form(self, base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
        return {
            name: self.value(f"form:{name}", base.get(name), mine.get(name), theirs.get(name))
            for name in dict.fromkeys([*theirs, *mine])
        }

    def document(self, base: list[Block], mine: list[Block], theirs: list[Block]) -> list[Block]:
        by_id = [{block["id"]: block for block in version} for version in (base, mine, theirs)]
        merged: list[Block] = []
        for id in self._order(*(list(blocks) for blocks in by_id)):
            found = (blocks.get(id, MISSING) for blocks in by_id)
            merged += self._block(id, *found)
        return _without_doubles(merged)

    def _block(self, id: str, base: Block | None, mine: Block | None, theirs: Block | None) -> list[Block]:
        place = f"block:{id}"
        chosen = self.value(place, base, mine, theirs)
        if self.choices.get(place) == "both" and mine and theirs and mine != theirs and base not in (mine, theirs):
            # Both texts stand, one after the other; the second gets a fresh id when the document is read again.
            return [theirs, {**mine, "id": "", "was": []}]
        return [chosen] if chosen else []

    def _order(self, base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
        """Ids in their merged order: the order of the side that moved blocks, with the other's new blocks put in."""
        mine_moved = _moved(base, mine)
        theirs_moved = _moved(base, theirs)
        shared = [set(mine), set(theirs)]
        common_mine = [id for id in mine if id in shared[1]]
        common_theirs = [id for id in theirs if id in shared[0]]
        if mine_moved and theirs_moved and common_mine != common_theirs:
            self.conflicts.append(Conflict("order", base, mine, theirs))
            lead, other = (theirs, mine) if self.choices.get("order") == "theirs" else (mine, theirs)
        else:
            lead, other = (mine, theirs) if mine_moved else (theirs, mine)
        return _woven(lead, other)


def _moved(base: list[str], changed: list[str]) -> bool:
    """Do the blocks that were there before stand in another order?"""
    before, after = set(base), set(changed)
    return [id for id in base if id in after] != [id for id in changed if id in before]


def _woven(lead: list[str], other: list[str]) -> list[str]:
    """``lead`` with the ids that only ``other`` has, each behind the id that it follows there."""
    woven = list(lead)
    known = set(lead)
    before = None
    for id in other:
        if id not in known:
            woven.insert(woven.index(before) + 1 if before is not None else 0, id)
            known.add(id)
        before = id
    return woven


def _sets(base: Iterable[str], mine: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """Topics: what either added is in, what either took out is out."""
    old, left, right = set(base), set(mine), set(theirs)
    return sorted((left & right) | ((left | right) - old))


def _without_doubles(blocks: list[Block]) -> list[Block]:
    """An id swallowed on one side and kept on the other stands twice: the block keeps it, ``was`` gives it up."""
    present = {block["id"] for block in blocks}
    claimed: set[str] = set()
    cleaned = []
    for block in blocks:
        was = [old for old in block.get("was", []) if old not in present and old not in claimed]
        claimed |= set(was)
        rest = {name: value for name, value in block.items() if name != "was"}
        cleaned.append({**rest, "was": was} if was else rest)
    return cleaned
