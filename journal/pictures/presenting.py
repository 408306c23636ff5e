"""What a page needs to show a picture: addresses, sizes and words, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

# In order of preference; JPEG is what every browser reads and stands in the img element itself.
SOURCES = (("avif", "image/avif"),)


class Made(Protocol):
    """A rendition, as far as a page is concerned."""

    crop: str
    format: str
    width: int
    height: int

    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class Shown:
    """Carries the names of `journal.document.html.Picture`, which is made of it by `html.Picture(**shown.for_page())`.

    `sources` are (MIME type, srcset) pairs. `placeholder` is the mean colour, shown until the file is there.
    """

    src: str
    width: int
    height: int
    alt: str = ""
    credit: str = ""
    caption: str = ""
    srcset: str = ""
    sizes: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    placeholder: str = ""

    def for_page(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "placeholder"}


def choose(renditions: Iterable[Made], crop: str) -> dict[str, list[Made]]:
    """Format -> renditions of that crop, narrow to wide; without those of no use."""
    found: dict[str, list[Made]] = {}
    for rendition in sorted(renditions, key=lambda rendition: rendition.width):
        if rendition.crop == crop:
            found.setdefault(rendition.format, []).append(rendition)
    return found


def srcset(renditions: Iterable[Made]) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)
