"""Stills of open places: horizons, water, weather, roads."""

from collections.abc import Iterator

from PIL import Image, ImageDraw

from journal.demo.painting import dice, fall, finish, glow, layer, mist

SCOPE = (1600, 669)  # 2.39:1
FLAT = (1600, 865)  # 1.85:1
ACADEMY = (1440, 1080)  # 4:3


def salt_horizon() -> Image.Image:
    image = fall(
        SCOPE, (0, "#27405e"), (0.4, "#6f8ba0"), (0.69, "#e9cfa6"), (0.7, "#b79c79"), (0.74, "#d8c3a0"), (1, "#8f7c66")
    )
    image = glow(image, (0.63, 0.69), (0.3, 0.05), "#ffdca0", 0.7)
    image = layer(image, "#4a4038", lambda d, w, h: d.rectangle((0, 0.695 * h, w, 0.702 * h), fill=255), blur=2)
    image = layer(
        image,
        "#fff4dc",
        lambda d, w, h: d.polygon(
            ((0.6 * w, h), (0.628 * w, 0.702 * h), (0.631 * w, 0.702 * h), (0.69 * w, h)), fill=150
        ),
        blur=6,
    )
    return finish(image, 1)


def blue_hour_motorway() -> Image.Image:
    image = fall(SCOPE, (0, "#0b1430"), (0.45, "#27406f"), (0.62, "#d68a63"), (0.66, "#3a2c40"), (1, "#080a14"))
    chance = dice(2)
    for number in range(90):
        depth = chance.random() ** 2
        side = -1 if number % 2 else 1
        x, y = 0.52 + side * (0.004 + 0.42 * depth), 0.655 + 0.33 * depth
        image = glow(
            image, (x, y), (0.004 + 0.02 * depth, 0.004 + 0.02 * depth), "#ff5a3c" if side > 0 else "#fff0c8", 0.9
        )
    return finish(image, 2, radius=60)


def sodium_city() -> Image.Image:
    image = fall(SCOPE, (0, "#050a18"), (0.3, "#0d2138"), (1, "#03060c"))

    def grid(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        for row in _perspective(26):
            y = (0.3 + 0.7 * row) * high
            for column in range(-40, 41):
                x = (0.5 + column * 0.045 * (0.12 + row)) * wide
                radius = 0.6 + 3.2 * row
                brush.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)

    image = layer(image, "#ffab4a", grid, blur=1.2)
    image = layer(image, "#7fd0ff", lambda d, w, h: d.line((0.31 * w, h, 0.47 * w, 0.3 * h), fill=200, width=7), blur=3)
    image = glow(image, (0.5, 0.3), (0.5, 0.06), "#c96f2c", 0.55)
    return finish(image, 3, radius=50)


def _perspective(rows: int) -> Iterator[float]:
    """0 to 1, crowded towards the horizon."""
    for number in range(1, rows + 1):
        yield (number / rows) ** 2.2


def tide_line() -> Image.Image:
    image = fall(SCOPE, (0, "#c9d3d6"), (0.36, "#e6e4da"), (0.38, "#8fa3a6"), (0.7, "#a9b4ae"), (1, "#6e6a5e"))
    for number, shade in enumerate(("#f4f2ea", "#dfe3de", "#f7f5ee")):
        base = 0.55 + 0.13 * number

        def wave(brush: ImageDraw.ImageDraw, wide: int, high: int, base: float = base, seed: int = number) -> None:
            brush.line(list(_wander(seed, wide, base * high, 0.035 * high)), fill=230, width=8 + 9 * seed)

        image = layer(image, shade, wave, blur=3 + 3 * number, alpha=0.8)
    return finish(image, 4, amount=20)


def _wander(seed: int, wide: int, middle: float, swing: float) -> Iterator[tuple[float, float]]:
    chance, y = dice(seed), middle
    for x in range(-20, wide + 40, 40):
        y = y + (chance.random() - 0.5) * swing + (middle - y) * 0.15
        yield x, y


def slipway() -> Image.Image:
    image = fall(FLAT, (0, "#5b6d74"), (0.42, "#aeb9b4"), (0.44, "#3f5157"), (1, "#1c2528"))
    image = layer(
        image,
        "#7c7f75",
        lambda d, w, h: d.polygon(((0.2 * w, h), (0.46 * w, 0.44 * h), (0.56 * w, 0.44 * h), (0.9 * w, h)), fill=255),
        blur=3,
    )
    image = layer(
        image,
        "#cfd6cf",
        lambda d, w, h: [
            d.line(
                ((0.46 - 0.26 * s) * w, (0.44 + 0.56 * s) * h, (0.56 + 0.34 * s) * w, (0.44 + 0.56 * s) * h),
                fill=130,
                width=2 + int(9 * s),
            )
            for s in _perspective(12)
        ],
        blur=2,
    )
    image = layer(
        image,
        "#7d2f2a",
        lambda d, w, h: d.polygon(
            ((0.495 * w, 0.5 * h), (0.53 * w, 0.5 * h), (0.522 * w, 0.53 * h), (0.503 * w, 0.53 * h)), fill=255
        ),
        blur=1,
    )
    return finish(mist(image, 5, "#c5cfcc", (3, 2), 0.3), 5)


def lamp_in_fog() -> Image.Image:
    image = fall(SCOPE, (0, "#9aa5a8"), (0.5, "#c3c9c6"), (0.75, "#aab2b1"), (1, "#7a8486"))
    image = mist(image, 6, "#eceeea", (7, 3), 0.6)
    image = layer(
        image, "#59666a", lambda d, w, h: d.rectangle((0.332 * w, 0.42 * h, 0.335 * w, 0.78 * h), fill=160), blur=5
    )
    for reach, strength in ((0.16, 0.35), (0.05, 0.6), (0.012, 1.0)):
        image = glow(image, (0.3335, 0.4), (reach, reach), "#ffd9a0", strength)
    return finish(image, 6, amount=22, edges=0.3)


def car_deck() -> Image.Image:
    image = fall(SCOPE, (0, "#10151c"), (1, "#232a30"))
    image = layer(
        image, "#d9e2e2", lambda d, w, h: d.rectangle((0.27 * w, 0.3 * h, 0.73 * w, 0.72 * h), fill=255), blur=10
    )
    image = mist(image, 7, "#f4f6f4", (3, 2), 0.12)
    image = layer(
        image,
        "#0b0f14",
        lambda d, w, h: [
            d.rectangle((x * w, 0.56 * h + 30 * abs(x - 0.5) * 4, (x + 0.018) * w, h), fill=255)
            for x in _every(0.02, 0.98, 0.045)
        ],
        blur=2,
    )
    image = layer(
        image,
        "#e0b13a",
        lambda d, w, h: [d.line((0.5 * w, 0.7 * h, x * w, h), fill=150, width=5) for x in (0.1, 0.36, 0.64, 0.9)],
        blur=2,
        alpha=0.5,
    )
    return finish(image, 7, radius=80)


def _every(start: float, end: float, step: float) -> Iterator[float]:
    while start < end:
        yield start
        start += step


def lighthouse() -> Image.Image:
    image = fall(ACADEMY, (0, "#101a2c"), (0.6, "#2c4256"), (0.72, "#5d6d70"), (0.73, "#0b121a"), (1, "#05080d"))
    image = layer(
        image,
        "#fff3cf",
        lambda d, w, h: d.polygon(
            ((0.7 * w, 0.335 * h), (-0.1 * w, 0.12 * h), (-0.1 * w, 0.5 * h), (0.7 * w, 0.345 * h)), fill=140
        ),
        blur=22,
        alpha=0.6,
    )
    image = layer(
        image,
        "#0d131c",
        lambda d, w, h: d.polygon(
            ((0.684 * w, 0.36 * h), (0.716 * w, 0.36 * h), (0.735 * w, 0.73 * h), (0.665 * w, 0.73 * h)), fill=255
        ),
        blur=2,
    )
    image = glow(image, (0.7, 0.34), (0.05, 0.05), "#fff6da", 1.0)
    return finish(image, 8)


def ochre_hills() -> Image.Image:
    image = fall(SCOPE, (0, "#e8d3a4"), (0.5, "#f2e3bf"), (1, "#c98d4b"))
    for number, shade in enumerate(("#d9b375", "#c48a4c", "#9d6234", "#6b3f26")):

        def ridge(
            brush: ImageDraw.ImageDraw,
            wide: int,
            high: int,
            level: float = 0.48 + 0.13 * number,
            seed: int = 20 + number,
        ) -> None:
            brush.polygon([(0, high), *_wander(seed, wide, level * high, 0.09 * high), (wide, high)], fill=255)

        image = layer(image, shade, ridge, blur=5 - number)
    return finish(image, 9, edges=0.25)


def meadow() -> Image.Image:
    image = fall(ACADEMY, (0, "#a9c2cf"), (0.52, "#dfe3cd"), (0.54, "#7d8c4a"), (1, "#3c4a22"))
    image = layer(image, "#2d3238", lambda d, w, h: d.line((0, 0.545 * h, w, 0.53 * h), fill=255, width=5), blur=1)
    chance = dice(10)

    def stalks(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        for _number in range(900):
            x, y = chance.random() * wide, (0.57 + 0.43 * chance.random()) * high
            brush.line(
                (x, y, x + chance.randint(-8, 8), y - 0.09 * (y - 0.5 * high)), fill=chance.randint(60, 200), width=2
            )

    image = layer(image, "#e5dc9a", stalks, blur=1.1)
    return finish(glow(image, (0.2, 0.5), (0.4, 0.2), "#fff1bb", 0.5), 10)


def moon_water() -> Image.Image:
    image = fall(SCOPE, (0, "#05081a"), (0.52, "#14244a"), (0.54, "#0a1228"), (1, "#03050d"))
    image = glow(image, (0.7, 0.24), (0.13, 0.13), "#8fa8d8", 0.5)
    image = layer(
        image,
        "#f7efd6",
        lambda d, w, h: d.ellipse((0.7 * w - 34, 0.24 * h - 34, 0.7 * w + 34, 0.24 * h + 34), fill=255),
        blur=1.5,
    )
    chance = dice(11)

    def glitter(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        for _number in range(420):
            depth = chance.random()
            x = (0.7 + (chance.random() - 0.5) * (0.03 + 0.16 * depth)) * wide
            y, length = (0.545 + 0.455 * depth) * high, 6 + 34 * depth * chance.random()
            brush.line((x - length, y, x + length, y), fill=chance.randint(60, 255), width=1 + int(2 * depth))

    return finish(layer(image, "#ffeec2", glitter, blur=1), 11)


def dusk_band() -> Image.Image:
    image = fall(
        SCOPE,
        (0, "#1d2347"),
        (0.35, "#53487a"),
        (0.58, "#c77a83"),
        (0.68, "#f2b98a"),
        (0.72, "#3a2a3a"),
        (1, "#14101c"),
    )
    image = layer(
        image,
        "#1a1522",
        lambda d, w, h: d.polygon([(0, h), *_wander(12, w, 0.71 * h, 0.03 * h), (w, h)], fill=255),
        blur=2,
    )
    image = layer(
        image, "#ffd58a", lambda d, w, h: d.rectangle((0.235 * w, 0.735 * h, 0.24 * w, 0.748 * h), fill=255), blur=1
    )
    return finish(glow(image, (0.2375, 0.74), (0.03, 0.03), "#ffb55a", 0.7), 12)


def road_tunnel() -> Image.Image:
    image = fall(FLAT, (0, "#120d0b"), (1, "#1d1512"))
    for row in _perspective(22):
        reach = 0.03 + 0.6 * row
        image = layer(
            image,
            "#e08a3c",
            lambda d, w, h, r=reach, t=row: d.arc(
                (0.5 * w - r * w, 0.52 * h - 0.9 * r * w, 0.5 * w + r * w, 0.52 * h + 0.9 * r * w),
                180,
                360,
                fill=255,
                width=2 + int(16 * t),
            ),
            blur=1 + 5 * row,
            alpha=0.75,
        )
    image = layer(
        image,
        "#0b0908",
        lambda d, w, h: d.polygon(((0, h), (0.47 * w, 0.53 * h), (0.53 * w, 0.53 * h), (w, h)), fill=255),
        blur=4,
    )
    image = layer(
        image,
        "#e9dcc0",
        lambda d, w, h: [
            d.polygon(
                (
                    (0.499 * w, (0.53 + 0.47 * s) * h),
                    (0.501 * w, (0.53 + 0.47 * s) * h),
                    ((0.502 + 0.012 * s) * w, (0.53 + 0.5 * s + 0.03) * h),
                    ((0.498 - 0.012 * s) * w, (0.53 + 0.5 * s + 0.03) * h),
                ),
                fill=190,
            )
            for s in _perspective(9)
        ],
        blur=1,
    )
    return finish(glow(image, (0.5, 0.52), (0.07, 0.06), "#fff6e4", 1.0), 13)


def two_suns() -> Image.Image:
    image = fall(SCOPE, (0, "#f0d9b0"), (0.55, "#f3a65e"), (0.72, "#c2492f"), (0.73, "#3b1a1c"), (1, "#180b0e"))
    for x, y, size in ((0.34, 0.45, 0.062), (0.66, 0.6, 0.03)):
        image = glow(image, (x, y), (size * 3, size * 3), "#ffe7a8", 0.5)
        image = layer(
            image,
            "#fff7de",
            lambda d, w, h, x=x, y=y, s=size: d.ellipse(
                (x * w - s * w, y * h - s * w, x * w + s * w, y * h + s * w), fill=255
            ),
            blur=2,
        )
    return finish(image, 14)


def rain_neon() -> Image.Image:
    image = fall(ACADEMY, (0, "#0a0716"), (0.5, "#190f2e"), (1, "#06040c"))
    for x, colour, wide in ((0.22, "#ff2f6d", 0.07), (0.5, "#26d0e8", 0.05), (0.76, "#ffb02e", 0.09)):
        image = layer(
            image,
            colour,
            lambda d, w, h, x=x, s=wide: d.rectangle((x * w, 0.16 * h, (x + s) * w, 0.46 * h), fill=255),
            blur=16,
        )
        image = layer(
            image,
            colour,
            lambda d, w, h, x=x, s=wide: d.rectangle(((x - 0.01) * w, 0.62 * h, (x + s + 0.01) * w, h), fill=150),
            blur=34,
            alpha=0.7,
        )
    chance = dice(15)

    def rain(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        for _number in range(700):
            x, y, fallen = chance.random() * wide, chance.random() * high, chance.randint(14, 60)
            brush.line(
                (x, y, x - 0.12 * fallen, y + fallen), fill=chance.randint(40, 170), width=1 + chance.randint(0, 1)
            )

    return finish(layer(image, "#dfe9ff", rain, blur=0.8), 15, radius=90)
