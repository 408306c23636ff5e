"""Brushes for the demo stills: light, blur, grain. Pure Pillow; the same arguments always give the same pixels."""

import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

Colour = tuple[int, int, int]
Point = tuple[float, float]  # in parts of the width and the height
Draw = Callable[[ImageDraw.ImageDraw, int, int], None]  # with the brush, the width and the height in pixels
Face = ImageFont.FreeTypeFont | ImageFont.ImageFont


def dice(seed: int) -> random.Random:
    """Chance that falls the same way every time."""
    return random.Random(seed)  # noqa: S311 - for pictures, not for secrets


def rgb(code: str) -> Colour:
    """`#e8b04a` as numbers."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def fall(size: tuple[int, int], *stops: tuple[float, str]) -> Image.Image:
    """A vertical run of colours. Stops are (0 to 1 from the top, colour), in order."""
    line = Image.new("RGB", (1, 512))
    line.putdata([_between(stops, row / 511) for row in range(512)])
    return line.resize(size, Image.Resampling.BICUBIC)


def _between(stops: Sequence[tuple[float, str]], at: float) -> Colour:
    before = stops[0]
    for stop in stops:
        if at <= stop[0]:
            span = stop[0] - before[0]
            part = (at - before[0]) / span if span else 0.0
            low, high = rgb(before[1]), rgb(stop[1])
            return tuple(round(a + (b - a) * part) for a, b in zip(low, high, strict=True))  # type: ignore[return-value]
        before = stop
    return rgb(stops[-1][1])


def glow(image: Image.Image, at: Point, reach: tuple[float, float], colour: str, strength: float = 1.0) -> Image.Image:
    """Light that falls off round a point; ``reach`` is its radius, in parts of the width, across and down."""
    wide, high = image.size
    across, down = max(2, round(2 * reach[0] * wide)), max(2, round(2 * reach[1] * wide))
    disc = ImageChops.invert(Image.radial_gradient("L")).point(lambda value: max(0, value - 74) * 255 // 181)
    spot = disc.resize((across, down), Image.Resampling.BICUBIC)
    light = Image.composite(Image.new("RGB", spot.size, rgb(colour)), Image.new("RGB", spot.size), spot)
    left, top = round(at[0] * wide - across / 2), round(at[1] * high - down / 2)
    # Only the part that is lit is touched; what lies outside the picture is cut off by paste.
    lit = image.crop((left, top, left + across, top + down))
    found = image.copy()
    found.paste(ImageChops.screen(lit, ImageEnhance.Brightness(light).enhance(strength)), (left, top))
    return found


def layer(image: Image.Image, colour: str, *shapes: Draw, blur: float = 0, alpha: float = 1) -> Image.Image:
    """Shapes of one colour on top; ``blur`` is in pixels."""
    mask = Image.new("L", image.size, 0)
    brush = ImageDraw.Draw(mask)
    for shape in shapes:
        shape(brush, *image.size)
    if blur:
        mask = mask.filter(ImageFilter.GaussianBlur(blur))
    if alpha < 1:
        mask = mask.point(lambda value: round(value * alpha))
    return Image.composite(Image.new("RGB", image.size, rgb(colour)), image, mask)


def poly(*points: Point, ink: int = 255) -> Draw:
    def draw(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        brush.polygon([(x * wide, y * high) for x, y in points], fill=ink)

    return draw


def stroke(*points: Point, width: int, ink: int = 255) -> Draw:
    """A line through the points; ``width`` in pixels."""

    def draw(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        brush.line([(x * wide, y * high) for x, y in points], fill=ink, width=width)

    return draw


def box(left: float, top: float, right: float, bottom: float, *, ink: int = 255, line: int = 0) -> Draw:
    """A rectangle; with ``line`` (pixels) only its outline."""

    def draw(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        edges = (left * wide, top * high, right * wide, bottom * high)
        if line:
            brush.rectangle(edges, outline=ink, width=line)
        else:
            brush.rectangle(edges, fill=ink)

    return draw


def disc(x: float, y: float, across: float, down: float = 0, *, ink: int = 255, line: int = 0) -> Draw:
    """An ellipse round a point, its radii in parts of the width; with ``line`` (pixels) only its outline."""

    def draw(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        right, low = across * wide, (down or across) * wide
        edges = (x * wide - right, y * high - low, x * wide + right, y * high + low)
        if line:
            brush.ellipse(edges, outline=ink, width=line)
        else:
            brush.ellipse(edges, fill=ink)

    return draw


def arch(x: float, y: float, across: float, down: float, *, width: int, start: int = 180, end: int = 360) -> Draw:
    """Part of an ellipse's outline (degrees clockwise from three o'clock), measured as in ``disc``."""

    def draw(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        edges = (x * wide - across * wide, y * high - down * wide, x * wide + across * wide, y * high + down * wide)
        brush.arc(edges, start, end, fill=255, width=width)

    return draw


def letters(x: float, y: float, words: str, face: Face, *, ink: int = 255) -> Draw:
    """Words set about a point."""

    def draw(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        brush.text((x * wide, y * high), words, fill=ink, font=face, anchor="mm")

    return draw


def bloom(image: Image.Image, radius: float = 40, strength: float = 0.6) -> Image.Image:
    """Bright parts bleed, as on film without a backing."""
    bright = image.point(lambda value: max(0, value - 110) * 255 // 145)
    small = bright.resize((image.width // 4, image.height // 4)).filter(ImageFilter.GaussianBlur(radius / 4))
    spread = ImageEnhance.Brightness(small.resize(image.size, Image.Resampling.BICUBIC)).enhance(strength)
    return ImageChops.screen(image, spread)


def dim_edges(image: Image.Image, strength: float = 0.45) -> Image.Image:
    """Corners darker than the middle."""
    shade = Image.radial_gradient("L").resize(image.size, Image.Resampling.BICUBIC)
    mask = shade.point(lambda value: round(max(0, value - 90) * strength))
    return Image.composite(Image.new("RGB", image.size, (4, 4, 8)), image, mask)


def grain(image: Image.Image, seed: int, amount: int = 16) -> Image.Image:
    """Silver: noise of ``amount`` levels to both sides, a little larger than a pixel."""
    wide, high = image.size
    noise = Image.frombytes("L", image.size, dice(seed).randbytes(wide * high))
    soft = noise.filter(ImageFilter.GaussianBlur(0.7)).point(lambda value: 128 + (value - 128) * amount // 48)
    coloured = Image.merge("RGB", (soft, soft, soft))
    return ImageChops.overlay(image, Image.blend(Image.new("RGB", image.size, (128, 128, 128)), coloured, 0.8))


def texture(size: tuple[int, int], seed: int, cells: tuple[int, int]) -> Image.Image:
    """Cloud: noise of few cells blown up, as a mask."""
    rough = Image.frombytes("L", cells, dice(seed).randbytes(cells[0] * cells[1]))
    return rough.resize(size, Image.Resampling.BICUBIC)


def mist(
    image: Image.Image, seed: int, colour: str, cells: tuple[int, int] = (9, 5), alpha: float = 0.5
) -> Image.Image:
    """Drifts of one colour."""
    mask = texture(image.size, seed, cells).point(lambda value: round(max(0, value - 70) * alpha))
    return Image.composite(Image.new("RGB", image.size, rgb(colour)), image, mask)


def unsteady(image: Image.Image, seed: int, reach: float = 2.5, cell: int = 40) -> Image.Image:
    """Edges drawn by hand: every part of the picture is pushed about by up to ``reach`` pixels."""
    chance = dice(seed)
    wide, high = image.size
    columns, rows = -(-wide // cell), -(-high // cell)
    # Corners are shared by their neighbours, so that nothing is torn; those of the picture itself stay.
    knots = {
        (x, y): (
            min(x * cell, wide) + (chance.uniform(-reach, reach) if 0 < x < columns else 0),
            min(y * cell, high) + (chance.uniform(-reach, reach) if 0 < y < rows else 0),
        )
        for x in range(columns + 1)
        for y in range(rows + 1)
    }
    mesh = [
        (
            (x * cell, y * cell, min((x + 1) * cell, wide), min((y + 1) * cell, high)),
            (*knots[x, y], *knots[x, y + 1], *knots[x + 1, y + 1], *knots[x + 1, y]),
        )
        for x in range(columns)
        for y in range(rows)
    ]
    return image.transform(image.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)


def brushed(image: Image.Image, seed: int, strength: float = 0.22) -> Image.Image:
    """The traces of a wide brush: long streaks along the picture, a few across, lighter and darker than the paint."""
    wide, high = image.size
    along = texture(image.size, seed, (max(2, wide // 110), high // 4))
    across = texture(image.size, seed + 1, (wide // 5, max(2, high // 160)))
    streaks = Image.blend(along, across, 0.16).filter(ImageFilter.GaussianBlur(0.8))
    paint = ImageChops.overlay(image, Image.merge("RGB", (streaks,) * 3))
    return Image.blend(image, paint, strength)


def finish(
    image: Image.Image,
    seed: int,
    *,
    amount: int = 16,
    edges: float = 0.4,
    radius: float = 40,
    brush: float = 0.22,
) -> Image.Image:
    """What every still gets last: an unsteady hand, a brush's traces, bleeding light, darker corners, grain."""
    painted = brushed(unsteady(image, seed), seed, brush) if brush else image
    return grain(dim_edges(bloom(painted, radius), edges), seed, amount)
