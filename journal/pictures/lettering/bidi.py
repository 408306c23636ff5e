"""In which order a line's characters stand from left to right: the Unicode Bidirectional Algorithm (UAX #9), pure.

Without explicit embeddings and isolates, which a headline does not have: `plain` takes their marks away. What is left
are the rules W1 to W7, N0 to N2, I1, I2, L1 and L2.
"""

import unicodedata
from collections.abc import Sequence
from typing import Literal, TypeVar

Direction = Literal["ltr", "rtl"]
Item = TypeVar("Item")

MARKS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
NEUTRAL = {"B", "S", "WS", "ON", "BN"}
OPENING = dict(zip("([{⟨「『（［〈《", ")]}⟩」』）］〉》", strict=True))


def plain(text: str) -> str:
    """The text without marks of embeddings, overrides and isolates."""
    return text.translate(MARKS)


def direction(text: str, lang: str = "") -> Direction:
    """Which way a paragraph runs: as its first letter does (P2, P3); where it has none, as the language does."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "rtl" if lang.lower().split("-")[0] in {"ar", "ckb", "dv", "fa", "he", "ps", "ur", "yi"} else "ltr"


def levels(text: str, base: Direction) -> list[int]:
    """The level of every character of a line: even ones run to the right, odd ones to the left."""
    paragraph = 1 if base == "rtl" else 0
    edge = "R" if paragraph else "L"
    kinds = _weak([unicodedata.bidirectional(char) or "L" for char in text], edge)
    _brackets(text, kinds, edge)
    _neutral(kinds, edge)
    found = [paragraph + _raised(kind, paragraph) for kind in kinds]
    # L1: spaces at the end stand where the paragraph ends.
    for place in range(len(text) - 1, -1, -1):
        if unicodedata.bidirectional(text[place]) not in {"WS", "S", "B", "BN"}:
            break
        found[place] = paragraph
    return found


def visual(items: Sequence[Item], levels: Sequence[int]) -> list[Item]:
    """The items, which have these levels, in the order in which they are seen (L2)."""
    order = list(range(len(items)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return [items[place] for place in order]


def _raised(kind: str, paragraph: int) -> int:
    """I1 and I2."""
    if paragraph:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)


def _weak(kinds: list[str], edge: str) -> list[str]:
    """W1 to W7: marks, numbers and what stands about them."""
    found = list(kinds)
    last = edge
    for place, kind in enumerate(found):
        if kind == "NSM":
            found[place] = found[place - 1] if place else edge
        elif kind == "EN" and last == "AL":
            found[place] = "AN"
        if found[place] in {"L", "R", "AL"}:
            last = found[place]
    found = ["R" if kind == "AL" else kind for kind in found]
    _separators(found)
    last = edge
    for place, kind in enumerate(found):
        if kind in {"L", "R"}:
            last = kind
        elif kind == "EN" and last == "L":
            found[place] = "L"
    return found


def _separators(found: list[str]) -> None:
    """W4 to W6, in place."""
    for place in range(1, len(found) - 1):
        before, kind, after = found[place - 1 : place + 2]
        if before == after and ((kind in {"ES", "CS"} and before == "EN") or (kind == "CS" and before == "AN")):
            found[place] = before
    for place, kind in enumerate(found):
        if kind == "ET" and place and found[place - 1] == "EN":
            found[place] = "EN"
    for place in range(len(found) - 2, -1, -1):
        if found[place] == "ET" and found[place + 1] == "EN":
            found[place] = "EN"
    for place, kind in enumerate(found):
        if kind in {"ES", "ET", "CS"}:
            found[place] = "ON"


def _brackets(text: str, kinds: list[str], edge: str) -> None:
    """N0, in place: a pair goes with what it holds, so that it is not torn apart."""
    waiting: list[tuple[str, int]] = []
    pairs = []
    for place, char in enumerate(text):
        if kinds[place] != "ON":
            continue
        if char in OPENING:
            waiting.append((OPENING[char], place))
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == char:
                pairs.append((waiting[depth][1], place))
                del waiting[depth:]
                break
    for opening, closing in sorted(pairs):
        inside = {STRONG[kind] for kind in kinds[opening + 1 : closing] if kind in STRONG}
        if edge in inside:
            kinds[opening] = kinds[closing] = edge
        elif inside:
            before = next((STRONG[kind] for kind in reversed(kinds[:opening]) if kind in STRONG), edge)
            kinds[opening] = kinds[closing] = before


def _neutral(kinds: list[str], edge: str) -> None:
    """N1 and N2, in place: what has no direction takes that of both its neighbours, or the paragraph's."""
    start = 0
    while start < len(kinds):
        if kinds[start] not in NEUTRAL:
            start += 1
            continue
        end = start
        while end < len(kinds) and kinds[end] in NEUTRAL:
            end += 1
        before = STRONG[kinds[start - 1]] if start else edge
        after = STRONG[kinds[end]] if end < len(kinds) else edge
        kinds[start:end] = [before if before == after else edge] * (end - start)
        start = end
