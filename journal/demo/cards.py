"""Stills that are cards (a title, a countdown, a clock, colour fields) and two portraits of nobody."""

import math
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from journal.demo.painting import Draw, Face, Point, box, disc, fall, finish, glow, layer, letters, mist, poly, stroke

SCOPE = (1600, 669)
FLAT = (1600, 865)
ACADEMY = (1440, 1080)
PORTRAIT = (1080, 1440)
FACE = Path(settings.BASE_DIR) / "static" / "fonts" / "newsreader-display-core.woff2"


def _face(size: int) -> Face:
    """The site's own letters; Pillow's where the file is not there or its build cannot open it."""
    try:
        return ImageFont.truetype(str(FACE), size)
    except OSError:
        return ImageFont.load_default(size)


def title_card_wind() -> Image.Image:
    image = fall(ACADEMY, (0, "#16130f"), (1, "#0c0a08"))
    words = (
        letters(0.5, 0.46, "The Wind,", _face(136)),
        letters(0.5, 0.58, "or something like it", _face(58), ink=210),
    )
    image = layer(image, "#f2e6cb", *words, blur=1)
    frame = (box(0.08, 0.1, 0.92, 0.9, ink=150, line=3), box(0.09, 0.113, 0.91, 0.887, ink=110, line=1))
    return finish(layer(image, "#f2e6cb", *frame, blur=0.8), 51, amount=26, radius=30, brush=0)


def countdown() -> Image.Image:
    image = fall(ACADEMY, (0, "#b9b3a4"), (1, "#a39c8c"))
    image = layer(image, "#8c8575", _wedge, blur=1)
    cross = (stroke((0, 0.5), (1, 0.5), width=4), stroke((0.5, 0), (0.5, 1), width=4))
    image = layer(image, "#26231d", *cross, disc(0.5, 0.5, 0.27, line=7), disc(0.5, 0.5, 0.3, line=7), blur=0.8)
    image = layer(image, "#26231d", letters(0.5, 0.5, "3", _face(500)), blur=1.2)
    return finish(image, 52, amount=34, radius=20, brush=0)


def _wedge(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
    """What the hand of the countdown has swept."""
    brush.pieslice((0.5 * wide - wide, 0.5 * high - wide, 0.5 * wide + wide, 0.5 * high + wide), -90, 140, fill=255)


def clock_face() -> Image.Image:
    image = fall(ACADEMY, (0, "#0f1722"), (1, "#0a0f17"))
    for x, shade in ((0.36, "#e9dfc4"), (0.64, "#c98a4e")):
        hours = [stroke(*_ray(x, 30 * hour, 0.139, 0.154), width=7) for hour in range(12)]
        hands = (stroke(*_ray(x, 45, 0, 0.081), width=13), stroke(*_ray(x, 180, 0, 0.128), width=8))
        image = layer(image, shade, disc(x, 0.5, 0.1625, line=9), *hours, *hands, blur=1)
    return finish(glow(image, (0.5, 0.5), (0.3, 0.3), "#2a4a70", 0.8), 53, brush=0)


def _ray(x: float, degrees: float, start: float, end: float) -> tuple[Point, Point]:
    """A line outwards from a dial's middle, in parts of the width; 0 degrees is twelve o'clock."""
    across, down = math.sin(math.radians(degrees)), -math.cos(math.radians(degrees)) * ACADEMY[0] / ACADEMY[1]
    return (x + start * across, 0.5 + start * down), (x + end * across, 0.5 + end * down)


def twin_panels() -> Image.Image:
    image = fall(FLAT, (0, "#e7e0d0"), (1, "#d6ccb8"))
    for x, ground, figure in ((0.06, "#2b2f36", "#c9c4b8"), (0.52, "#b5341f", "#f3c14b")):
        image = layer(image, ground, box(x, 0.1, x + 0.42, 0.9), blur=1)
        image = layer(image, figure, disc(x + 0.21, 0.37, 0.06), box(x + 0.05, 0.66, x + 0.37, 0.68), blur=3)
    return finish(image, 54, edges=0.2, radius=20)


def yellow_field() -> Image.Image:
    image = fall(SCOPE, (0, "#f6c915"), (1, "#e9ae08"))
    image = layer(image, "#17130c", *(_spot(row, column) for row in range(9) for column in range(19)), blur=3)
    screen = poly((0.36, 0.2), (0.66, 0.16), (0.66, 0.74), (0.36, 0.7))
    return finish(layer(image, "#fdf6dc", screen, blur=2), 55, edges=0.5)


def _spot(row: int, column: int) -> Draw:
    x = (column + 0.5 * (row % 2)) / 18 + 0.008 * math.sin(7 * row + 3 * column)
    y = row / 8 + 0.015 * math.cos(5 * column + row)
    size = 0.0083 + 0.005 * math.sin(column * row + 1)
    return disc(x, y, 1.5 * size, size)


def portrait_amber() -> Image.Image:
    image = fall(PORTRAIT, (0, "#3c2a0c"), (0.6, "#a67a2a"), (1, "#2a1a08"))
    image = glow(image, (0.62, 0.38), (0.4, 0.5), "#ffd884", 0.8)
    image = layer(image, "#4a2f10", *_somebody(), blur=20)
    return finish(mist(image, 45, "#f2c45e", (5, 7), 0.35), 45, amount=22)


def portrait_indigo() -> Image.Image:
    image = fall(PORTRAIT, (0, "#0d1330"), (0.7, "#3b4f86"), (0.72, "#8d8fa6"), (1, "#1b2038"))
    image = glow(image, (0.3, 0.3), (0.35, 0.4), "#b9c8ee", 0.6)
    return finish(layer(image, "#0b1024", *_somebody(), blur=13), 46, amount=22)


def _somebody() -> tuple[Draw, ...]:
    """Head, neck and shoulders, from behind."""
    neck = poly((0.43, 0.48), (0.57, 0.48), (0.6, 0.64), (0.4, 0.64))
    return disc(0.5, 0.4, 0.15, 0.187), neck, disc(0.5, 0.95, 0.4, 0.467)
