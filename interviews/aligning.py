"""Source and result side by side: which lines of a source became which block. Pure.

Runs of three words decide, because they stay together whatever a label, a time stamp or a line break did around them.
Both texts go the same way from top to bottom, so a line belongs to the block that shares most with it and lies nearest
behind the last one found.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journal.document.blocks import Block, Document

WORD = re.compile(r"\w+")
RUN = 3
NEAR = 12  # blocks ahead in which a line too short for a run of words is looked for


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of the source and the block that they became. Lines without a block are not in the text: ``part`` then says
    what they are instead, such as the headline, "" where nobody knows."""

    lines: tuple[str, ...]
    block: Block | None = None
    part: str = ""


def rows(source: str, document: Document, parts: Mapping[str, str] | None = None) -> list[Row]:
    """Every line of the source and every block, in order, each exactly once.

    ``parts``: by name, texts of the piece that stand outside the document, its headline say.
    """
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    named, lines = _parted(lines, parts or {})
    places = _places(lines, document)
    by_block: dict[int, list[str]] = defaultdict(list)
    loose: dict[int, list[str]] = defaultdict(list)  # before the block of that number
    last = -1
    found = [Row(tuple(own), part=part) for part, own in named.items()]
    for line, place in zip(lines, places, strict=True):
        if place is None:
            loose[last + 1].append(line)
        else:
            by_block[place].append(line)
            last = max(last, place)
    for number, block in enumerate(document):
        if loose[number]:
            found.append(Row(tuple(loose[number])))
        found.append(Row(tuple(by_block[number]), block))
    if loose[len(document)]:
        found.append(Row(tuple(loose[len(document)])))
    return found


def _parted(lines: Sequence[str], parts: Mapping[str, str]) -> tuple[dict[str, list[str]], list[str]]:
    """The lines that are nothing but a part, by its name, and the others. Each part takes the first line that fits."""
    wanted = {name: _words(text) for name, text in parts.items() if _words(text)}
    named: dict[str, list[str]] = {}
    others = []
    for line in lines:
        words = _words(line)
        name = next((name for name, text in wanted.items() if text == words), None)
        if name is None:
            others.append(line)
        else:
            named[name] = [line]
            del wanted[name]
    return named, others


def _places(lines: Sequence[str], document: Document) -> list[int | None]:
    words = [_words(block.plain()) for block in document]
    known: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, of_block in enumerate(words):
        for run in set(_runs(of_block)):
            known[run].append(number)
    places: list[int | None] = []
    last = 0
    for line in lines:
        place = _place(_words(line), words, known, last)
        places.append(place)
        last = place if place is not None and place >= last else last
    return _with_figures(lines, places)


def _with_figures(lines: Sequence[str], places: Sequence[int | None]) -> list[int | None]:
    """Cue numbers and time codes belong to the line that they stand over."""
    found: list[int | None] = []
    following: int | None = None
    for line, place in reversed(list(zip(lines, places, strict=True))):
        if place is None and not any(map(str.isalpha, line)):
            place = following
        following = place
        found.append(place)
    return found[::-1]


def _place(
    line: list[str], words: Sequence[list[str]], known: dict[tuple[str, ...], list[int]], last: int
) -> int | None:
    votes: Counter[int] = Counter()
    for run in _runs(line):
        votes.update(known.get(run, ()))
    if votes:
        return min(votes, key=lambda number: (-votes[number], number < last, abs(number - last)))
    if not line:
        return None
    # "VF: [laughing] Yes!" shares no run of three with a block of two words: its last words decide.
    for number in range(last, min(last + NEAR, len(words))):
        block = words[number]
        if block and len(block) < RUN and line[-len(block) :] == block:
            return number
    return None


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
