"""Which part of a picture is shown in a place of a given shape."""

from typing import NamedTuple


class Crop(NamedTuple):
    """A shape, the widths in which it is made, and its formats. `shape` is (width, height) or None for the whole."""

    shape: tuple[int, int] | None
    widths: tuple[int, ...]
    formats: tuple[str, ...] = ("jpeg", "avif")


CROPS = {
    "whole": Crop(None, (400, 800, 1200, 1600)),
    "lead": Crop((16, 9), (400, 800, 1200, 1600)),
    "card": Crop((3, 2), (400, 800)),
    "square": Crop((1, 1), (400, 800)),
    # What other sites fetch for a preview: one file, in the format that all of them read.
    "share": Crop((1200, 630), (1200,), ("jpeg",)),
}


def box(
    width: int, height: int, shape: tuple[int, int] | None, focal_x: int, focal_y: int
) -> tuple[int, int, int, int]:
    """The largest part of that shape (left, top, right, bottom), as near to the focal point as the edges allow.

    The focal point is given in percent from the left and from the top.
    """
    if shape is None:
        return 0, 0, width, height
    across, down = shape
    if width * down > height * across:
        wide, high = max(1, round(height * across / down)), height
    else:
        wide, high = width, max(1, round(width * down / across))
    left = _slide(width, wide, focal_x)
    top = _slide(height, high, focal_y)
    return left, top, left + wide, top + high


def _slide(whole: int, part: int, percent: int) -> int:
    return min(max(round(whole * percent / 100 - part / 2), 0), whole - part)


def widths(available: int, wanted: tuple[int, ...]) -> tuple[int, ...]:
    """The widths that can be made without enlarging; a picture narrower than all of them is shown as wide as it is."""
    return tuple(width for width in wanted if width <= available) or (available,)
