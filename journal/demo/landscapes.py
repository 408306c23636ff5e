"""Stills of open places: horizons, water, weather, roads."""

from collections.abc import Iterator

from PIL import Image

from journal.demo.painting import Point, arch, box, dice, disc, fall, finish, glow, layer, mist, poly, stroke

SCOPE = (1600, 669)  # 2.39:1
FLAT = (1600, 865)  # 1.85:1
ACADEMY = (1440, 1080)  # 4:3


def salt_horizon() -> Image.Image:
    sky = ((0, "#27405e"), (0.4, "#6f8ba0"), (0.69, "#e9cfa6"))
    image = fall(SCOPE, *sky, (0.7, "#b79c79"), (0.74, "#d8c3a0"), (1, "#8f7c66"))
    image = glow(image, (0.63, 0.69), (0.3, 0.05), "#ffdca0", 0.7)
    image = layer(image, "#4a4038", box(0, 0.695, 1, 0.702), blur=2)
    path = poly((0.6, 1), (0.628, 0.702), (0.631, 0.702), (0.69, 1), ink=150)
    return finish(layer(image, "#fff4dc", path, blur=6), 1)


def blue_hour_motorway() -> Image.Image:
    image = fall(SCOPE, (0, "#0b1430"), (0.45, "#27406f"), (0.62, "#d68a63"), (0.66, "#3a2c40"), (1, "#080a14"))
    chance = dice(2)
    for number in range(90):
        depth = chance.random() ** 2
        side = -1 if number % 2 else 1
        at = (0.52 + side * (0.004 + 0.42 * depth), 0.655 + 0.33 * depth)
        reach = 0.004 + 0.02 * depth
        image = glow(image, at, (reach, reach), "#ff5a3c" if side > 0 else "#fff0c8", 0.9)
    return finish(image, 2, radius=60)


def sodium_city() -> Image.Image:
    image = fall(SCOPE, (0, "#050a18"), (0.3, "#0d2138"), (1, "#03060c"))
    lamps = [
        disc(0.5 + column * 0.045 * (0.12 + row), 0.3 + 0.7 * row, 0.0004 + 0.002 * row)
        for row in _perspective(26)
        for column in range(-40, 41)
    ]
    image = layer(image, "#ffab4a", *lamps, blur=1.2)
    image = layer(image, "#7fd0ff", stroke((0.31, 1), (0.47, 0.3), width=7, ink=200), blur=3)
    return finish(glow(image, (0.5, 0.3), (0.5, 0.06), "#c96f2c", 0.55), 3, radius=50)


def _perspective(rows: int) -> Iterator[float]:
    """0 to 1, crowded towards the horizon."""
    for number in range(1, rows + 1):
        yield (number / rows) ** 2.2


def tide_line() -> Image.Image:
    image = fall(SCOPE, (0, "#c9d3d6"), (0.36, "#e6e4da"), (0.38, "#8fa3a6"), (0.7, "#a9b4ae"), (1, "#6e6a5e"))
    for number, shade in enumerate(("#f4f2ea", "#dfe3de", "#f7f5ee")):
        wave = stroke(*_wander(number, 0.55 + 0.13 * number, 0.035), width=8 + 9 * number, ink=230)
        image = layer(image, shade, wave, blur=3 + 3 * number, alpha=0.8)
    return finish(image, 4, amount=20)


def _wander(seed: int, middle: float, swing: float) -> Iterator[Point]:
    """A line that strays from a height and is drawn back to it."""
    chance, y = dice(seed), middle
    for step in range(-1, 43):
        y += (chance.random() - 0.5) * swing + (middle - y) * 0.15
        yield step / 41, y


def slipway() -> Image.Image:
    image = fall(FLAT, (0, "#566a73"), (0.3, "#9fadab"), (0.42, "#c3cbc2"), (0.435, "#3d5058"), (1, "#182126"))
    image = mist(image, 5, "#c5cfcc", (4, 5), 0.35)
    image = layer(image, "#33464d", poly((0, 0.435), *_wander(6, 0.405, 0.02), (1, 0.435)), blur=3, alpha=0.8)
    image = layer(image, "#7c7f75", poly((0.2, 1), (0.455, 0.5), (0.545, 0.5), (0.9, 1)), blur=2)
    for row in _perspective(16):
        left, right = (0.455 - 0.255 * row, 0.5 + 0.5 * row), (0.545 + 0.355 * row, 0.5 + 0.5 * row)
        image = layer(image, "#4d524d", stroke(left, right, width=2 + int(7 * row), ink=190), blur=1 + row)
    # The wet middle, which has the sky in it.
    image = layer(image, "#d3dad3", poly((0.49, 0.5), (0.515, 0.5), (0.62, 1), (0.4, 1), ink=150), blur=22, alpha=0.8)
    image = layer(
        image, "#222b2e", stroke((0.455, 0.5), (0.2, 1), width=9), stroke((0.545, 0.5), (0.9, 1), width=9), blur=2
    )
    hull = poly((0.47, 0.468), (0.48, 0.474), (0.52, 0.474), (0.545, 0.462), (0.533, 0.503), (0.482, 0.503))
    image = layer(image, "#8d2f28", hull, blur=1)
    image = layer(
        image, "#d8cdb8", stroke((0.47, 0.468), (0.48, 0.474), (0.52, 0.474), (0.545, 0.462), width=3), blur=0.6
    )
    image = layer(
        image,
        "#2a2622",
        stroke((0.507, 0.474), (0.511, 0.36), width=3),
        stroke((0.511, 0.372), (0.538, 0.47), width=1),
        blur=0.5,
    )
    image = layer(image, "#6f2a25", poly((0.482, 0.506), (0.533, 0.506), (0.525, 0.57), (0.49, 0.57), ink=120), blur=7)
    return finish(image, 5)


def lamp_in_fog() -> Image.Image:
    image = fall(SCOPE, (0, "#9aa5a8"), (0.5, "#c3c9c6"), (0.75, "#aab2b1"), (1, "#7a8486"))
    image = mist(image, 6, "#eceeea", (7, 3), 0.6)
    image = layer(image, "#59666a", box(0.332, 0.42, 0.335, 0.78, ink=160), blur=5)
    for reach, strength in ((0.16, 0.35), (0.05, 0.6), (0.012, 1.0)):
        image = glow(image, (0.3335, 0.4), (reach, reach), "#ffd9a0", strength)
    return finish(image, 6, amount=22, edges=0.3)


def car_deck() -> Image.Image:
    image = fall(SCOPE, (0, "#0d1218"), (0.6, "#1c242b"), (1, "#0a0e12"))
    for number in range(6):
        # The hold narrows towards its mouth, beam by beam.
        size = 0.24 + 0.055 * number**1.25
        frame = box(0.5 - size, 0.5 - 0.95 * size, 0.5 + size, 0.52 + 0.95 * size, line=5 + 4 * number)
        image = layer(
            image, f"#{52 - 6 * number:02x}{64 - 7 * number:02x}{72 - 8 * number:02x}", frame, blur=1 + 0.6 * number
        )
    image = layer(image, "#dde5e4", box(0.28, 0.3, 0.72, 0.7), blur=8)
    image = mist(image, 7, "#f7f9f7", (4, 3), 0.2)
    image = layer(image, "#8b989b", poly((0.28, 0.69), (0.72, 0.69), (1.05, 1), (-0.05, 1), ink=110), blur=12)
    lanes = [stroke((0.5 + 0.3 * x, 0.71), (0.5 + 1.4 * x, 1), width=6, ink=190) for x in (-0.42, -0.15, 0.15, 0.42)]
    image = layer(image, "#e0b13a", *lanes, blur=1.5, alpha=0.6)
    chain = [(0.28 + 0.44 * step / 40, 0.6 + 0.055 * (1 - (step / 20 - 1) ** 2)) for step in range(41)]
    image = layer(
        image, "#10161b", stroke(*chain, width=4), box(0.279, 0.56, 0.284, 0.74), box(0.716, 0.56, 0.721, 0.74), blur=1
    )
    figure = poly((0.613, 0.55), (0.627, 0.55), (0.632, 0.73), (0.608, 0.73))
    return finish(layer(image, "#141b21", figure, disc(0.62, 0.528, 0.0062, 0.0075), blur=2.2), 7, radius=80)


def lighthouse() -> Image.Image:
    image = fall(ACADEMY, (0, "#101a2c"), (0.6, "#2c4256"), (0.72, "#5d6d70"), (0.73, "#0b121a"), (1, "#05080d"))
    beam = poly((0.7, 0.335), (-0.1, 0.12), (-0.1, 0.5), (0.7, 0.345), ink=140)
    image = layer(image, "#fff3cf", beam, blur=22, alpha=0.6)
    image = layer(image, "#0d131c", poly((0.684, 0.36), (0.716, 0.36), (0.735, 0.73), (0.665, 0.73)), blur=2)
    return finish(glow(image, (0.7, 0.34), (0.05, 0.05), "#fff6da", 1.0), 8)


def ochre_hills() -> Image.Image:
    image = fall(SCOPE, (0, "#e8d3a4"), (0.5, "#f2e3bf"), (1, "#c98d4b"))
    for number, shade in enumerate(("#d9b375", "#c48a4c", "#9d6234", "#6b3f26")):
        ridge = poly((0, 1), *_wander(20 + number, 0.48 + 0.13 * number, 0.09), (1, 1))
        image = layer(image, shade, ridge, blur=5 - number)
    return finish(image, 9, edges=0.25)


def meadow() -> Image.Image:
    image = fall(ACADEMY, (0, "#9dbccd"), (0.4, "#d5ddcf"), (0.53, "#f0e6c3"), (0.54, "#a3ab63"), (1, "#35451d"))
    image = mist(image, 10, "#ffffff", (5, 4), 0.28)
    image = layer(image, "#5c6b4a", poly((0, 0.545), *_wander(33, 0.515, 0.02), (1, 0.545)), blur=4, alpha=0.7)
    image = layer(image, "#2d3238", stroke((0, 0.552), (1, 0.538), width=6), blur=1)
    image = layer(
        image, "#2d3238", *(box(x, 0.47 - 0.012 * x, x + 0.003, 0.548) for x in (0.08, 0.3, 0.52, 0.74, 0.96)), blur=0.8
    )
    chance = dice(10)
    for depth, shade in enumerate(("#b9b96a", "#8d9a45", "#6c7f33", "#d9cf86", "#4c6023")):
        near = (depth + 1) / 5
        blades = []
        for _number in range(520):
            x, y = chance.random(), 0.56 + 0.5 * near * chance.random() ** 0.7
            high = 0.02 + 0.12 * near * chance.random()
            lean = chance.uniform(-0.012, 0.03) * near
            blades.append(
                stroke(
                    (x, y),
                    (x + lean / 3, y - high / 2),
                    (x + lean, y - high),
                    width=1 + depth,
                    ink=chance.randint(80, 230),
                )
            )
        image = layer(image, shade, *blades, blur=0.8 + 0.25 * depth, alpha=0.85)
    poppies = [
        disc(chance.random(), 0.62 + 0.36 * chance.random(), 0.002 + 0.003 * chance.random()) for _n in range(46)
    ]
    image = layer(image, "#c8402c", *poppies, blur=1.2)
    return finish(glow(image, (0.2, 0.5), (0.4, 0.2), "#fff1bb", 0.45), 10)


def moon_water() -> Image.Image:
    image = fall(SCOPE, (0, "#05081a"), (0.52, "#14244a"), (0.54, "#0a1228"), (1, "#03050d"))
    image = glow(image, (0.7, 0.24), (0.13, 0.13), "#8fa8d8", 0.5)
    image = layer(image, "#f7efd6", disc(0.7, 0.24, 0.019), blur=1.5)
    chance = dice(11)
    glitter = []
    for _number in range(420):
        depth = chance.random()
        x = 0.7 + (chance.random() - 0.5) * (0.03 + 0.16 * depth)
        y, half = 0.545 + 0.455 * depth, 0.0035 + 0.019 * depth * chance.random()
        glitter.append(stroke((x - half, y), (x + half, y), width=1 + int(2 * depth), ink=chance.randint(60, 255)))
    return finish(layer(image, "#ffeec2", *glitter, blur=1), 11)


def dusk_band() -> Image.Image:
    sky = ((0, "#1d2347"), (0.35, "#53487a"), (0.58, "#c77a83"), (0.68, "#f2b98a"))
    image = fall(SCOPE, *sky, (0.72, "#3a2a3a"), (1, "#14101c"))
    image = layer(image, "#1a1522", poly((0, 1), *_wander(12, 0.71, 0.03), (1, 1)), blur=2)
    image = layer(image, "#ffd58a", box(0.235, 0.735, 0.24, 0.748), blur=1)
    return finish(glow(image, (0.2375, 0.74), (0.03, 0.03), "#ffb55a", 0.7), 12)


def road_tunnel() -> Image.Image:
    image = fall(FLAT, (0, "#120d0b"), (1, "#1d1512"))
    for row in _perspective(15):
        reach = 0.03 + 0.6 * row
        lamps = arch(0.5, 0.52, reach, 0.9 * reach, width=2 + int(16 * row))
        image = layer(image, "#e08a3c", lamps, blur=1 + 5 * row, alpha=0.75)
    image = layer(image, "#0b0908", poly((0, 1), (0.47, 0.53), (0.53, 0.53), (1, 1)), blur=4)
    marks = [
        poly(
            (0.499, 0.53 + 0.47 * s),
            (0.501, 0.53 + 0.47 * s),
            (0.502 + 0.012 * s, 0.56 + 0.5 * s),
            (0.498 - 0.012 * s, 0.56 + 0.5 * s),
            ink=190,
        )
        for s in _perspective(9)
    ]
    image = layer(image, "#e9dcc0", *marks, blur=1)
    return finish(glow(image, (0.5, 0.52), (0.07, 0.06), "#fff6e4", 1.0), 13)


def two_suns() -> Image.Image:
    image = fall(SCOPE, (0, "#f0d9b0"), (0.55, "#f3a65e"), (0.72, "#c2492f"), (0.73, "#3b1a1c"), (1, "#180b0e"))
    for x, y, size in ((0.34, 0.45, 0.062), (0.66, 0.6, 0.03)):
        image = glow(image, (x, y), (size * 3, size * 3), "#ffe7a8", 0.5)
        image = layer(image, "#fff7de", disc(x, y, size), blur=2)
    return finish(image, 14)


def rain_neon() -> Image.Image:
    image = fall(ACADEMY, (0, "#0a0716"), (0.5, "#190f2e"), (1, "#06040c"))
    for x, colour, wide in ((0.22, "#ff2f6d", 0.07), (0.5, "#26d0e8", 0.05), (0.76, "#ffb02e", 0.09)):
        image = layer(image, colour, box(x, 0.16, x + wide, 0.46), blur=16)
        image = layer(image, colour, box(x - 0.01, 0.62, x + wide + 0.01, 1, ink=150), blur=34, alpha=0.7)
    chance = dice(15)
    rain = []
    for _number in range(700):
        x, y, fallen = chance.random(), chance.random(), chance.uniform(0.012, 0.055)
        ink, width = chance.randint(40, 170), 1 + chance.randint(0, 1)
        rain.append(stroke((x, y), (x - 0.09 * fallen, y + fallen), width=width, ink=ink))
    return finish(layer(image, "#dfe9ff", *rain, blur=0.8), 15, radius=90)
