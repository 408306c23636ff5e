"""The inline markup of what is said: time stamps out, directions marked; and names as they are written."""

import re
from dataclasses import replace

from .. import declared
from ..source import Rich, markup
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
        for match in reversed(list(INLINE_TIME.finditer(rich.text))):
            rich = _removed(rich, match.start(), match.end())
    if rich.whole("b"):
        rich = Rich(rich.text, tuple(span for span in rich.spans if span.mark != "b"))
    return _marked(rich, directions.find(rich)) if part.kind == "speech" else markup(rich)


def _unescaped(rich: Rich) -> tuple[Rich, list[tuple[int, int, int, int]]]:
    """The text without the backslashes of an export, and where its directions stand."""
    found = [(m.start(), m.end(), m.start(1), m.end(1)) for m in declared.DIRECTION.finditer(rich.text)]
    for escape in reversed(list(declared.ESCAPED.finditer(rich.text))):
        at = escape.start()
        rich = _removed(rich, at, at + 1)
        found = [tuple(edge - (edge > at) for edge in edges) for edges in found]  # type: ignore[misc]
    return rich, found


def _marked(rich: Rich, found: list[tuple[int, int, int, int]]) -> str:
    """Markup with directions, their brackets removed."""
    for start, end, inner_start, inner_end in reversed(found):
        rich = _removed(_removed(rich, inner_end, end), start, inner_start)
    shift, spans = 0, []
    for start, end, inner_start, inner_end in found:
        spans.append((start - shift, start - shift + inner_end - inner_start))
        shift += (inner_start - start) + (end - inner_end)
    return _spaced(rich, spans)


def _spaced(rich: Rich, spans: list[tuple[int, int]]) -> str:
    """A direction glued to the words after it gets a space: "[laughing]They" is a slip of the typist."""
    for position in range(len(spans) - 1, -1, -1):
        end = spans[position][1]
        if rich.text[end : end + 1].isalnum() and rich.text[end].isascii():
            rich = Rich(rich.text[:end], rich.cut(0, end).spans).join(_from(rich, end), " ")
            spans[position + 1 :] = [(a + 1, b + 1) for a, b in spans[position + 1 :]]
    return markup(rich, spans)


def _from(rich: Rich, start: int) -> Rich:
    spans = tuple(
        replace(span, start=max(span.start, start) - start, end=span.end - start)
        for span in rich.spans
        if span.end > start
    )
    return Rich(rich.text[start:], spans)


def _removed(rich: Rich, start: int, end: int) -> Rich:
    """The text without the characters from start to end."""
    if start == end:
        return rich

    def moved(at: int) -> int:
        return at if at <= start else max(start, at - (end - start))

    spans = (replace(span, start=moved(span.start), end=moved(span.end)) for span in rich.spans)
    return Rich(rich.text[:start] + rich.text[end:], tuple(span for span in spans if span.end > span.start))


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
