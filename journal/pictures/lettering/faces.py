"""Which letters there are: the site's own fonts, and for scripts that they lack the machine's Noto, never a box.

Newsreader and Public Sans (static/fonts) have Latin letters. Cyrillic, Greek, Arabic, Hebrew, Japanese and others come
from the families of `BORROWED` where fontconfig knows them. A character that no font has makes `Undrawable`.
"""

import subprocess
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont, features

FONTS = Path(__file__).resolve().parents[3] / "static" / "fonts"
PARTS = ("core", "latin", "ext", "vietnamese")
OWN = {
    "display": "newsreader-display",
    "text": "newsreader-text",
    "italic": "newsreader-text-italic",
    "sans": "public-sans",
}
# Families of others under the SIL Open Font License, the nearest in kind first; DejaVu has a licence of its own.
SERIFS = (
    "Noto Serif",
    "Noto Naskh Arabic",
    "Noto Serif Hebrew",
    "Noto Serif Armenian",
    "Noto Serif Georgian",
    "Noto Serif Devanagari",
    "Noto Serif Thai",
    "DejaVu Serif",
)
SANS = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "DejaVu Sans",
)
BORROWED = {
    "display": ("Serif", SERIFS),
    "text": ("Serif", SERIFS),
    "italic": ("Serif", SERIFS),
    "sans": ("Sans", SANS),
}
# One code point, several shapes: what a Han character looks like is for the language to say.
HAN = {"ja": "JP", "ko": "KR", "zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK", "zh": "SC"}
# Nothing stands there; only what is drawn in its place when a font lacks a character.
NOBODY = "\uffff"
TRY_SIZE = 32
FONTCONFIG_SECONDS = 10
REGULAR = {"Regular", "Book"}
# Scripts whose letters change with their neighbours; without libraqm they would be drawn wrongly.
SHAPED = (range(0x0590, 0x0900), range(0x0900, 0x10A0), range(0x1780, 0x1880), range(0xFB1D, 0xFE00))


class Undrawable(ValueError):
    """There is a character that no font here has, or that cannot be set as its script wants it."""


@dataclass(frozen=True)
class Face:
    """A font file; ``index`` is its place in a collection."""

    path: str
    index: int = 0

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Ready to draw; size in pixels."""
        return _loaded(self, size)

    def has(self, cluster: str) -> bool:
        """Whether every character of it has a shape here (or needs none, as spaces and joiners do)."""
        return all(_is_unseen(char) or _has(self, char) for char in cluster)


def can_shape() -> bool:
    """Whether Pillow found libraqm and FriBiDi, with which letters join and run to the left."""
    return bool(features.check("raqm"))


def chain(role: str, lang: str = "") -> tuple[Face, ...]:
    """The faces for a role, one of `OWN`, in the order in which they are asked; at least our own."""
    own = tuple(Face(str(path)) for part in PARTS if (path := FONTS / f"{OWN[role]}-{part}.woff2").exists())
    kind, families = BORROWED[role]
    known = installed()
    return own + tuple(known[family] for family in (*families, _han(kind, lang)) if family in known)


def choose(clusters: list[str], role: str, lang: str = "") -> list[Face]:
    """A face for every cluster. Letters take the first that has them; signs and spaces stay with their neighbours.

    Raises Undrawable.
    """
    faces = chain(role, lang)
    found: list[Face | None] = [None] * len(clusters)
    for place, cluster in enumerate(clusters):
        if cluster[0].isalpha():
            found[place] = _first(cluster, faces)
    for place, cluster in enumerate(clusters):
        if found[place] is None:
            before = found[place - 1] if place else None
            after = next((face for face in found[place:] if face is not None), None)
            found[place] = _first(cluster, tuple(face for face in (before, after) if face) + faces)
    return [face for face in found if face is not None]


def _first(cluster: str, faces: tuple[Face, ...]) -> Face:
    if not can_shape() and any(ord(char) in block for char in cluster for block in SHAPED):
        raise Undrawable(f"No shaping for {cluster!r} on this machine.")
    for face in faces:
        if face.has(cluster):
            return face
    raise Undrawable(f"No font has {cluster!r}.")


def _is_unseen(char: str) -> bool:
    # Controls are not words: they must not be taken for something that can be drawn.
    return unicodedata.category(char) in {"Zs", "Cf"} or 0xFE00 <= ord(char) <= 0xFE0F


def _han(kind: str, lang: str) -> str:
    tag = lang.lower()
    found = next((region for start, region in HAN.items() if tag == start or tag.startswith(f"{start}-")), "JP")
    return f"Noto {kind} CJK {found}"


@lru_cache(maxsize=256)
def _loaded(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face.path, size, index=face.index)


@lru_cache(maxsize=20_000)
def _has(face: Face, char: str) -> bool:
    font = face.at(TRY_SIZE)
    shape, missing = font.getmask(char), _missing(face)
    return bool(shape.getbbox()) and (shape.size, bytes(shape)) != missing


@lru_cache(maxsize=64)
def _missing(face: Face) -> tuple[tuple[int, int], bytes]:
    shape = face.at(TRY_SIZE).getmask(NOBODY)
    return shape.size, bytes(shape)


@lru_cache(maxsize=1)
def installed() -> dict[str, Face]:
    """The regular face of every family that fontconfig knows; empty where there is no fontconfig."""
    wanted = ["fc-list", "--format", "%{family[0]}\t%{style[0]}\t%{index}\t%{file}\n"]
    try:
        said = subprocess.run(wanted, capture_output=True, timeout=FONTCONFIG_SECONDS, check=True)  # noqa: S603  # constants
    except (OSError, subprocess.SubprocessError):
        return {}
    found: dict[str, Face] = {}
    for line in sorted(said.stdout.decode(errors="replace").splitlines()):
        family, style, index, path = line.split("\t", 3)
        if style in REGULAR:
            # The upper half of the index names an instance of a variable font.
            found.setdefault(family, Face(path, int(index) & 0xFFFF))
    return found
