"""Setting words: from a text to lines that fit a box, each line in runs of one face and one direction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from PIL import ImageDraw

from journal.pictures.lettering import bidi, breaking, faces
from journal.pictures.lettering.faces import Face

# Baseline to baseline, in parts of the size.
LEADING = {"display": 1.12, "text": 1.3, "italic": 1.3, "sans": 1.3}
# Arabic goes far below the line, Han fills its whole square.
ROOMY = (range(0x0590, 0x0900), range(0x0E00, 0x0E80), range(0x0900, 0x0980))
WIDE_LEADING = {"roomy": 1.6, "wide": 1.4}
ELLIPSIS = "…"


@dataclass(frozen=True)
class Run:
    words: str
    face: Face
    level: int
    width: float


@dataclass(frozen=True)
class Line:
    """Runs in the order in which they are seen, left to right."""

    runs: tuple[Run, ...]

    @property
    def width(self) -> float:
        return sum(run.width for run in self.runs)


@dataclass(frozen=True)
class Lettering:
    """Words as they will be drawn."""

    lines: tuple[Line, ...]
    size: int
    leading: float
    lang: str
    direction: bidi.Direction
    whole: bool = True  # False where words had to be left out

    @property
    def height(self) -> float:
        """From the top of the first line's letters to the foot of the last one's."""
        return self.leading * (len(self.lines) - 1) + 1.15 * self.size if self.lines else 0


def fit(
    words: str, role: str, *, sizes: Sequence[int], width: int, height: int, lang: str = "", lines: int = 0
) -> Lettering:
    """The words in the largest of the sizes (pixels, falling) in which they fill no more than the box.

    ``lines`` is the largest number of lines, 0 for as many as fit. What does not fit even in the smallest size ends
    with an ellipsis. Raises Undrawable.
    """
    text = " ".join(bidi.plain(words).split())
    for size in sizes:
        found = _set(text, role, size, width, lang)
        if (
            found.height <= height
            and (not lines or len(found.lines) <= lines)
            and not _is_torn(text, role, found, width)
        ):
            return _balanced(text, role, found, width)
    return _cut(text, role, sizes[-1], width, height, lang, lines)


def draw(
    brush: ImageDraw.ImageDraw,
    lettering: Lettering,
    *,
    left: float,
    top: float,
    width: float,
    colour: str,
    align: str = "start",
) -> None:
    """Draws into a box. ``align`` is start (left, or right for what runs to the left), centre or end."""
    baseline = top + 0.87 * lettering.size
    for line in lettering.lines:
        gap = width - line.width
        at_end = (align == "end") != (lettering.direction == "rtl")
        x = left + (gap / 2 if align == "centre" else gap if at_end else 0)
        for run in line.runs:
            font = run.face.at(lettering.size)
            brush.text((x, baseline), run.words, fill=colour, font=font, anchor="ls", **_shaping(run, lettering.lang))
            x += run.width
        baseline += lettering.leading


def can_be_set(words: str, role: str, lang: str = "") -> bool:
    """Whether every character can be drawn rightly on this machine."""
    if words.isascii() and words.isprintable():
        return True
    text = " ".join(bidi.plain(words).split())
    try:
        faces.choose(breaking.clusters(text), role, lang)
    except faces.Undrawable:
        return False
    return True


def _set(text: str, role: str, size: int, width: float, lang: str) -> Lettering:
    base = bidi.direction(text, lang)
    lines: list[str] = []
    line = ""
    for piece in breaking.pieces(text):
        if line and _measure((line + piece).rstrip(), role, size, lang) > width:
            lines.append(line)
            line = ""
        line += piece
        while _measure(line.rstrip(), role, size, lang) > width and len(breaking.clusters(line)) > 1:
            head = _head(line, role, size, width, lang)
            lines.append(head)
            line = line[len(head) :]
    if line.strip():
        lines.append(line)
    return Lettering(
        tuple(_in_runs(text, lines, role, size, lang, base)), size, _leading(text, role) * size, lang, base
    )


def _in_runs(text: str, lines: list[str], role: str, size: int, lang: str, base: bidi.Direction) -> Iterator[Line]:
    """The directions are those of the whole paragraph: a line alone may not show what its first number belongs to."""
    levels = bidi.levels(text, base)
    start = 0
    for line in lines:
        bare = line.rstrip()
        yield Line(tuple(_runs(bare, role, size, lang, levels[start : start + len(bare)])))
        start += len(line)


def _head(line: str, role: str, size: int, width: float, lang: str) -> str:
    """As much of a word that is wider than the line as one line takes, at least one character."""
    head = ""
    for cluster in breaking.clusters(line):
        if head and _measure(head + cluster, role, size, lang) > width:
            break
        head += cluster
    return head


def _is_torn(text: str, role: str, found: Lettering, width: float) -> bool:
    """Whether a word had to be broken inside: a smaller size may spare it that."""
    return any(_measure(p.rstrip(), role, found.size, found.lang) > width for p in breaking.pieces(text))


def _balanced(text: str, role: str, found: Lettering, width: int) -> Lettering:
    """The same number of lines, as even as they can be."""
    low, high = width // 2, width
    best = found
    while high - low > width // 60:
        middle = (low + high) // 2
        tried = _set(text, role, found.size, middle, found.lang)
        if len(tried.lines) <= len(found.lines) and not _is_torn(text, role, tried, middle):
            best, high = tried, middle
        else:
            low = middle
    return best


def _cut(text: str, role: str, size: int, width: int, height: int, lang: str, lines: int) -> Lettering:
    """As many words as fit, and an ellipsis."""
    parts = list(breaking.pieces(text))
    low, high = 0, len(parts)
    best = _set(ELLIPSIS, role, size, width, lang)
    while low <= high:
        middle = (low + high) // 2
        kept = "".join(parts[:middle]).rstrip(" ,;:–—-")
        tried = _set(kept + ELLIPSIS if middle < len(parts) else text, role, size, width, lang)
        if tried.height <= height and (not lines or len(tried.lines) <= lines):
            best, low = tried, middle + 1
        else:
            high = middle - 1
    return Lettering(best.lines, size, best.leading, lang, bidi.direction(text, lang), whole=False)


def _runs(line: str, role: str, size: int, lang: str, levels: Sequence[int]) -> list[Run]:
    """A line, or part of one, with the level of every character."""
    clusters = breaking.clusters(line)
    chosen = faces.choose(clusters, role, lang)
    starts = [sum(map(len, clusters[:place])) for place in range(len(clusters))]
    keys = [(face, levels[start]) for face, start in zip(chosen, starts, strict=True)]
    runs = []
    for (face, level), group in groupby(zip(keys, clusters, strict=True), key=lambda pair: pair[0]):
        words = "".join(cluster for _key, cluster in group)
        runs.append(Run(words, face, level, _width(words, face, level, size, lang)))
    return bidi.visual(runs, [run.level for run in runs])


@lru_cache(maxsize=4096)
def _measure(words: str, role: str, size: int, lang: str) -> float:
    levels = bidi.levels(words, bidi.direction(words, lang))
    return sum(run.width for run in _runs(words, role, size, lang, levels))


def _width(words: str, face: Face, level: int, size: int, lang: str) -> float:
    options = _shaping(Run(words, face, level, 0), lang)
    return face.at(size).getlength(words, **options)


def _shaping(run: Run, lang: str) -> dict[str, Any]:
    if not faces.can_shape():
        return {}
    return {"direction": "rtl" if run.level % 2 else "ltr", **({"language": lang.split("-")[0]} if lang else {})}


def _leading(text: str, role: str) -> float:
    found = LEADING[role]
    for char in text:
        if any(ord(char) in block for block in ROOMY):
            return max(found, WIDE_LEADING["roomy"])
        if breaking.is_wide(char):
            found = max(found, WIDE_LEADING["wide"])
    return found
