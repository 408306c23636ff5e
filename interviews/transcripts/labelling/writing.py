"""The inline markup of what is said: time stamps out, directions marked; and names as they are written."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from .. import declared
from ..source import Rich, Span, markup
from . import directions
from .candidates import INLINE_TIME
from .parts import Part


def markup_of(part: Part, *, exact: bool = False) -> str:
    """The markup of a part: time stamps out, directions marked, brackets gone. With ``exact`` the file is an export of
    ours, in which every square bracket without a backslash is a direction."""
    rich = part.rich
    if exact:
        return _marked(*_unescaped(rich)) if part.kind == "speech" else markup(_unescaped(rich)[0])
    if "[" in rich.text or "(" in rich.text:
        rich = _without(rich, [match.span() for match in INLINE_TIME.finditer(rich.text)])
    if rich.whole("b"):
        rich = Rich(rich.text, tuple(span for span in rich.spans if span.mark != "b"))
    return _marked(rich, directions.find(rich)) if part.kind == "speech" else markup(rich)


def _unescaped(rich: Rich) -> tuple[Rich, list[tuple[int, int, int, int]]]:
    """The text without the backslashes of an export, and where its directions stand."""
    signs = list(declared.SIGN.finditer(rich.text))
    found = [(m.start(), m.end(), m.start(1), m.end(1)) for m in signs if m[1] is not None]
    gone = [(m.start(), m.start() + 1) for m in signs if m[1] is None]
    moved = _moves(gone)
    return _without(rich, gone), [(moved(a), moved(b), moved(c), moved(d)) for a, b, c, d in found]


def _marked(rich: Rich, found: list[tuple[int, int, int, int]]) -> str:
    """Markup with directions, their brackets removed. A direction glued to the words after it gets a space:
    "[laughing]They" is a slip of the typist."""
    if not found:
        return markup(rich)
    glued = [end for _start, end, _a, _b in found if rich.text[end : end + 1].isalnum() and rich.text[end].isascii()]
    for at in reversed(glued):
        rich = Rich(rich.text[:at] + " " + rich.text[at:], _shifted(rich.spans, at))
    found = [tuple(edge + bisect_left(glued, edge) for edge in edges) for edges in found]  # type: ignore[misc]
    gone = [edge for start, end, a, b in found for edge in ((start, a), (b, end)) if edge[0] < edge[1]]
    moved = _moves(gone)
    return markup(_without(rich, gone), [(moved(a), moved(b)) for _start, _end, a, b in found])


def _shifted(spans: tuple[Span, ...], at: int) -> tuple[Span, ...]:
    return tuple(replace(s, start=s.start + (s.start >= at), end=s.end + (s.end > at)) for s in spans)


def _moves(gone: Sequence[tuple[int, int]]) -> Callable[[int], int]:
    """Where a position comes to stand when the stretches, in order, are taken out."""
    starts = [start for start, _end in gone]
    total = [0, *accumulate(end - start for start, end in gone)]

    def moved(at: int) -> int:
        count = bisect_left(starts, at)
        over = max(0, gone[count - 1][1] - at) if count else 0
        return at - total[count] + over

    return moved


def _without(rich: Rich, gone: Sequence[tuple[int, int]]) -> Rich:
    """The text without some stretches of it, given in order."""
    if not gone:
        return rich
    edges = [0, *(edge for stretch in gone for edge in stretch), len(rich.text)]
    text = "".join(rich.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    moved = _moves(gone)
    spans = (replace(span, start=moved(span.start), end=moved(span.end)) for span in rich.spans)
    return Rich(text, tuple(span for span in spans if span.end > span.start))


def cased(name: str) -> str:
    """A name printed in capitals as a name is written: "AOIFE McCANN", "PARK SUN-WOO"."""
    words = name.split()
    if len(name) < 4 or not any(word.isupper() and len(word) > 2 for word in words):
        return name
    return " ".join(_cased_word(word) for word in words)


def _cased_word(word: str) -> str:
    if re.fullmatch(r"(?:[A-Z]\.)+|[A-Z]", word):
        return word
    if prefix := re.match(r"(?:Ma?c|O['’]|D['’])(?=[A-Z])", word):
        return prefix[0] + word[prefix.end() :].capitalize()
    return "-".join(part.capitalize() if part.isupper() else part for part in word.split("-"))
