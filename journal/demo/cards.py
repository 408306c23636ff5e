"""Stills that are cards (a title, a countdown, a clock, colour fields) and two portraits of nobody."""

import math
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from journal.demo.painting import fall, finish, glow, layer, mist

SCOPE = (1600, 669)
FLAT = (1600, 865)
ACADEMY = (1440, 1080)
PORTRAIT = (1080, 1440)
FONTS = Path(settings.BASE_DIR) / "static" / "fonts"


def _face(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The site's own letters; Pillow's where the file is not there or its build cannot open it."""
    try:
        return ImageFont.truetype(str(FONTS / "newsreader-display-core.woff2"), size)
    except OSError:
        return ImageFont.load_default(size)


def title_card_wind() -> Image.Image:
    image = fall(ACADEMY, (0, "#16130f"), (1, "#0c0a08"))
    face = _face(150)
    image = layer(
        image,
        "#f2e6cb",
        lambda d, w, h: d.text((0.5 * w, 0.46 * h), "The Wind,", fill=255, font=face, anchor="mm"),
        blur=1,
    )
    small = _face(64)
    image = layer(
        image,
        "#f2e6cb",
        lambda d, w, h: d.text((0.5 * w, 0.58 * h), "or something like it", fill=210, font=small, anchor="mm"),
        blur=1,
    )
    image = layer(
        image,
        "#f2e6cb",
        lambda d, w, h: (
            d.rectangle((0.08 * w, 0.1 * h, 0.92 * w, 0.9 * h), outline=150, width=3),
            d.rectangle((0.09 * w, 0.113 * h, 0.91 * w, 0.887 * h), outline=110, width=1),
        ),
        blur=0.8,
    )
    return finish(image, 51, amount=26, radius=30)


def countdown() -> Image.Image:
    image = fall(ACADEMY, (0, "#b9b3a4"), (1, "#a39c8c"))
    image = layer(
        image,
        "#8c8575",
        lambda d, w, h: d.pieslice(
            (0.5 * w - 1100, 0.5 * h - 1100, 0.5 * w + 1100, 0.5 * h + 1100), -90, 140, fill=255
        ),
        blur=1,
    )
    ink = "#26231d"
    image = layer(
        image,
        ink,
        lambda d, w, h: (
            d.line((0, 0.5 * h, w, 0.5 * h), fill=255, width=4),
            d.line((0.5 * w, 0, 0.5 * w, h), fill=255, width=4),
        ),
        blur=0.7,
    )
    image = layer(
        image,
        ink,
        lambda d, w, h: [
            d.ellipse((0.5 * w - r, 0.5 * h - r, 0.5 * w + r, 0.5 * h + r), outline=255, width=8) for r in (430, 480)
        ],
        blur=0.8,
    )
    face = _face(560)
    image = layer(
        image, ink, lambda d, w, h: d.text((0.5 * w, 0.5 * h), "3", fill=255, font=face, anchor="mm"), blur=1.2
    )
    return finish(image, 52, amount=34, radius=20)


def clock_face() -> Image.Image:
    image = fall(ACADEMY, (0, "#0f1722"), (1, "#0a0f17"))
    for x, turn, shade in ((0.36, 0.0, "#e9dfc4"), (0.64, 0.0, "#c98a4e")):
        image = layer(
            image,
            shade,
            lambda d, w, h, x=x: d.ellipse(
                (x * w - 260, 0.5 * h - 260, x * w + 260, 0.5 * h + 260), outline=255, width=9
            ),
            blur=1,
        )
        image = layer(
            image,
            shade,
            lambda d, w, h, x=x: [d.line(_ray(x * w, 0.5 * h, 30 * n, 222, 246), fill=255, width=7) for n in range(12)],
            blur=1,
        )
        image = layer(
            image,
            shade,
            lambda d, w, h, x=x, t=turn: (
                d.line(_ray(x * w, 0.5 * h, 45 + t, 0, 130), fill=255, width=13),
                d.line(_ray(x * w, 0.5 * h, 180 + t, 0, 205), fill=255, width=8),
            ),
            blur=1,
        )
    return finish(glow(image, (0.5, 0.5), (0.3, 0.3), "#2a4a70", 0.8), 53)


def _ray(x: float, y: float, degrees: float, start: float, end: float) -> tuple[float, float, float, float]:
    """A line from a centre outwards; 0 degrees is twelve o'clock."""
    across, down = math.sin(math.radians(degrees)), -math.cos(math.radians(degrees))
    return x + start * across, y + start * down, x + end * across, y + end * down


def twin_panels() -> Image.Image:
    image = fall(FLAT, (0, "#e7e0d0"), (1, "#d6ccb8"))
    for x, ground, figure in ((0.06, "#2b2f36", "#c9c4b8"), (0.52, "#b5341f", "#f3c14b")):
        image = layer(
            image, ground, lambda d, w, h, x=x: d.rectangle((x * w, 0.1 * h, (x + 0.42) * w, 0.9 * h), fill=255), blur=1
        )
        image = layer(
            image,
            figure,
            lambda d, w, h, x=x: (
                d.ellipse(((x + 0.15) * w, 0.26 * h, (x + 0.27) * w, 0.26 * h + 0.12 * w), fill=255),
                d.rectangle(((x + 0.05) * w, 0.66 * h, (x + 0.37) * w, 0.68 * h), fill=255),
            ),
            blur=3,
        )
    return finish(image, 54, edges=0.2, radius=20)


def yellow_field() -> Image.Image:
    image = fall(SCOPE, (0, "#f6c915"), (1, "#e9ae08"))

    def spots(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        for row in range(9):
            for column in range(19):
                x = (column + 0.5 * (row % 2)) * wide / 18 + 14 * math.sin(7 * row + 3 * column)
                y, size = row * high / 8 + 11 * math.cos(5 * column + row), 15 + 9 * math.sin(column * row + 1)
                brush.ellipse((x - 1.5 * size, y - size, x + 1.5 * size, y + size), fill=255)

    image = layer(image, "#17130c", spots, blur=3)
    image = layer(
        image,
        "#fdf6dc",
        lambda d, w, h: d.polygon(
            ((0.36 * w, 0.2 * h), (0.66 * w, 0.16 * h), (0.66 * w, 0.74 * h), (0.36 * w, 0.7 * h)), fill=255
        ),
        blur=2,
    )
    return finish(image, 55, edges=0.5)


def portrait_amber() -> Image.Image:
    image = fall(PORTRAIT, (0, "#3c2a0c"), (0.6, "#a67a2a"), (1, "#2a1a08"))
    image = glow(image, (0.62, 0.38), (0.4, 0.5), "#ffd884", 0.8)
    image = layer(image, "#4a2f10", _head, blur=22)
    return finish(mist(image, 45, "#f2c45e", (5, 7), 0.35), 45, amount=22)


def portrait_indigo() -> Image.Image:
    image = fall(PORTRAIT, (0, "#0d1330"), (0.7, "#3b4f86"), (0.72, "#8d8fa6"), (1, "#1b2038"))
    image = glow(image, (0.3, 0.3), (0.35, 0.4), "#b9c8ee", 0.6)
    return finish(layer(image, "#0b1024", _head, blur=14), 46, amount=22)


def _head(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
    """Somebody seen from behind."""
    brush.ellipse((0.35 * wide, 0.26 * high, 0.65 * wide, 0.54 * high), fill=255)
    brush.polygon(
        ((0.43 * wide, 0.48 * high), (0.57 * wide, 0.48 * high), (0.6 * wide, 0.64 * high), (0.4 * wide, 0.64 * high)),
        fill=255,
    )
    brush.ellipse((0.1 * wide, 0.6 * high, 0.9 * wide, 1.3 * high), fill=255)
