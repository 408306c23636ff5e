"""The files of the demo's pieces: facts, text, and what was changed after publication. Pure.

A file begins with facts (``key: value`` between two lines ``---``); the text follows in the notation of
`journal.document.plaintext`, in which ``{Her}`` names a film of the catalogue, ``{Suspiria|suspiria-1977}`` one of two
and ``{Zero Hour!|-}`` none. The text is what stands now. Each ``=== kind: moment`` below it is a later change, told by
the words as they were and as they are now, so that the earlier printings can be worked out.
"""

import re
from dataclasses import dataclass

CHANGE = re.compile(r"^=== (?P<kind>[a-z_]+): (?P<moment>.+)$", re.MULTILINE)
FACT = re.compile(r"(?P<key>[a-z][a-z ]*):(?: +(?P<value>.*))?")
SEVERAL = ("participant",)


class FileError(ValueError):
    """A file that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Printing:
    """One state of a piece's words: facts by key, and the text."""

    facts: dict[str, str]
    participants: tuple[str, ...]
    text: str

    def many(self, key: str) -> list[str]:
        """The parts of a fact, which semicolons part."""
        return [part.strip() for part in self.facts.get(key, "").split(";") if part.strip()]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a published piece, when, and why a second person signed."""

    kind: str
    moment: str
    notice: str = ""
    second_person: str = ""
    swaps: tuple[tuple[str, str], ...] = ()  # (was, now)


@dataclass(frozen=True, slots=True)
class PieceFile:
    """``printings`` has the first state and then one for every change, in order."""

    name: str
    printings: tuple[Printing, ...]
    changes: tuple[Change, ...]

    @property
    def first(self) -> Printing:
        return self.printings[0]


def read(name: str, source: str) -> PieceFile:
    """Raises FileError, naming the file."""
    heads = list(CHANGE.finditer(source))
    standing = source[: heads[0].start()].rstrip() if heads else source.rstrip()
    ends = [*(head.start() for head in heads[1:]), len(source)]
    changes = tuple(_change(name, head, source[head.end() : end]) for head, end in zip(heads, ends, strict=False))
    sources = [standing]
    for change in reversed(changes):
        sources.insert(0, _undone(name, sources[0], change))
    return PieceFile(name, tuple(_printing(name, text) for text in sources), changes)


def _change(name: str, head: re.Match[str], source: str) -> Change:
    facts: dict[str, str] = {}
    swaps: list[tuple[str, str]] = []
    was: str | None = None
    for line in filter(None, map(str.strip, source.splitlines())):
        key, value = _fact(name, line)
        if key == "was":
            was = value
        elif key == "now" and was is not None:
            swaps.append((was, value))
            was = None
        elif key in ("notice", "second person") and was is None:
            facts[key] = value
        else:
            raise FileError(f"{name}: “{line[:60]}” stands where it says nothing")
    return Change(head["kind"], head["moment"], facts.get("notice", ""), facts.get("second person", ""), tuple(swaps))


def _undone(name: str, source: str, change: Change) -> str:
    for was, now in reversed(change.swaps):
        if source.count(now) != 1:
            raise FileError(f"{name}: “{now[:60]}” must stand in the text once, not {source.count(now)} times")
        source = source.replace(now, was)
    return source


def _printing(name: str, source: str) -> Printing:
    try:
        _nothing, head, text = re.split(r"^---\n", source, maxsplit=2, flags=re.MULTILINE)
    except ValueError as error:
        raise FileError(f"{name}: the facts must stand between two lines of three hyphens") from error
    facts: dict[str, str] = {}
    several: list[str] = []
    for line in filter(None, head.splitlines()):
        key, value = _fact(name, line)
        if key in SEVERAL:
            several.append(value)
        elif key in facts:
            raise FileError(f"{name}: {key} is given twice")
        else:
            facts[key] = value
    return Printing(facts, tuple(several), text.strip())


def _fact(name: str, line: str) -> tuple[str, str]:
    found = FACT.fullmatch(line)
    if found is None:
        raise FileError(f"{name}: “{line[:60]}” is not a fact")
    return found["key"], (found["value"] or "").strip()
