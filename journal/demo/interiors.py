"""Stills of rooms, stairs, light indoors."""

from PIL import Image

from journal.demo.painting import Draw, arch, box, dice, disc, fall, finish, glow, layer, mist, poly, stroke

SCOPE = (1600, 669)
FLAT = (1600, 865)
ACADEMY = (1440, 1080)
PORTRAIT = (1080, 1440)


def red_corridor() -> Image.Image:
    image = fall(FLAT, (0, "#2a0508"), (1, "#120204"))
    for number in range(9, 0, -1):
        size = 0.045 * number**1.25
        shade = f"#{min(255, 70 + 185 // number):02x}{10 + 30 // number:02x}{18 + 24 // number:02x}"
        frame = box(0.5 - size, 0.5 - 1.15 * size, 0.5 + size, 0.5 + 1.15 * size, line=max(3, int(size * 60)))
        image = layer(image, shade, frame, blur=2 + number / 2)
    image = layer(image, "#ffd9c2", box(0.481, 0.45, 0.519, 0.575), blur=3)
    image = glow(image, (0.5, 0.5), (0.22, 0.16), "#ff3a2a", 0.7)
    image = layer(image, "#2a0306", poly((0.494, 0.575), (0.506, 0.575), (0.503, 0.5), (0.497, 0.5)), blur=2)
    return finish(image, 31)


def stair() -> Image.Image:
    image = fall(FLAT, (0, "#e3dcc8"), (0.55, "#8f8c80"), (1, "#17191b"))
    image = layer(image, "#fff7df", poly((0, 0), (0.46, 0), (0.1, 0.52), (0, 0.5), ink=150), blur=40)
    for number in range(11):
        at = number / 11
        left, top = 0.07 + 0.84 * at, 0.2 + 0.72 * at
        shade = round(208 - 178 * at**0.8)
        tread = f"#{shade:02x}{shade - 4:02x}{max(0, shade - 18):02x}"
        riser = f"#{shade // 2:02x}{shade // 2:02x}{shade // 2 + 2:02x}"
        image = layer(image, riser, poly((left, top), (1, top - 0.05), (1, 1.1), (left, 1.1)), blur=1)
        image = layer(image, tread, poly((left, top), (1, top - 0.05), (1, top - 0.012), (left, top + 0.045)), blur=1)
    image = layer(image, "#0c0d10", poly((0, 0.2), (0.07, 0.2), (0.95, 0.98), (0.9, 1), (0, 1)), blur=3, alpha=0.55)
    rail = (
        stroke((0.03, 0.02), (0.93, 0.79), width=11),
        *(stroke((x, 0.86 * x), (x, 0.86 * x + 0.2), width=5) for x in (0.12, 0.29, 0.46, 0.63, 0.8)),
    )
    return finish(layer(image, "#0a0b0d", *rail, blur=1.5), 32)


def palace_steps() -> Image.Image:
    image = fall(FLAT, (0, "#f7ead0"), (0.4, "#f2c9a0"), (1, "#6d1016"))
    for number in range(14):
        at = (number / 14) ** 0.8
        shade = f"#{round(216 - 120 * at):02x}{round(36 - 20 * at):02x}{round(44 - 22 * at):02x}"
        left, top = 0.34 * (1 - at), 0.36 + 0.64 * at
        image = layer(image, shade, poly((left, top), (1 - left, top), (1, 1), (0, 1)))
        image = layer(image, "#ffd9b8", stroke((left, top), (1 - left, top), width=2, ink=110), blur=1)
    return finish(glow(image, (0.5, 0.3), (0.3, 0.14), "#fff8e0", 0.8), 33)


def house_lit() -> Image.Image:
    sky = ((0, "#0b1626"), (0.55, "#23405a"), (0.74, "#44606b"))
    image = fall(SCOPE, *sky, (0.75, "#0a1214"), (1, "#04080a"))
    image = layer(image, "#0a1117", box(0.3, 0.44, 0.72, 0.76), box(0.27, 0.405, 0.76, 0.45), blur=1)
    windows = [box(x, 0.5, x + wide, 0.73) for x, wide in ((0.33, 0.16), (0.51, 0.03), (0.56, 0.13))]
    image = layer(image, "#ffcf7d", *windows, blur=2)
    image = layer(image, "#5a3a1e", box(0.44, 0.6, 0.452, 0.73), box(0.34, 0.665, 0.4, 0.73, ink=200), blur=3)
    return finish(glow(image, (0.47, 0.62), (0.3, 0.12), "#ff9d3c", 0.5), 34)


def white_room() -> Image.Image:
    image = fall(FLAT, (0, "#f4f5f1"), (0.7, "#e2e4df"), (0.705, "#c9ccc6"), (1, "#eceee9"))
    image = layer(image, "#ffffff", poly((0.62, 0.1), (0.8, 0.06), (0.8, 0.52), (0.62, 0.5)), blur=4)
    image = layer(image, "#fffdf2", poly((0.2, 0.78), (0.44, 0.74), (0.52, 0.93), (0.22, 0.99), ink=220), blur=10)
    image = layer(image, "#d9cfae", *(disc(x, 0.665, 0.009, 0.0115) for x in (0.3, 0.328, 0.356)), blur=2)
    image = layer(image, "#9da29b", box(0.25, 0.687, 0.41, 0.694), blur=2)
    return finish(image, 35, amount=12, edges=0.3, radius=20)


def white_vault() -> Image.Image:
    image = fall(SCOPE, (0, "#8d9ba0"), (0.5, "#dfe4e2"), (1, "#7f8a8a"))
    for number in range(7):
        reach = 0.12 + 0.13 * number
        shade = f"#{225 - 22 * number:02x}{232 - 22 * number:02x}{230 - 20 * number:02x}"
        rib = arch(0.5, 0.55, reach, 0.75 * reach, width=int(27 + 80 * reach))
        image = layer(image, shade, rib, blur=3)
    image = layer(image, "#f7faf8", box(0.43, 0.36, 0.57, 0.55), blur=3)
    image = layer(image, "#33424a", poly((0, 1), (0.38, 0.62), (0.62, 0.62), (1, 1), ink=150), blur=12)
    return finish(image, 36)


def green_lift() -> Image.Image:
    image = fall(FLAT, (0, "#050e0a"), (1, "#0a1810"))
    image = layer(image, "#2f7f56", box(0.27, 0.2, 0.73, 0.86), blur=26)
    panes = [box(x, 0.235, x + 0.105, 0.84) for x in (0.285, 0.397, 0.51, 0.622)]
    image = layer(image, "#63b98a", *panes, blur=7, alpha=0.45)
    image = layer(image, "#d8fbe2", box(0.275, 0.2, 0.725, 0.222), blur=4)
    image = layer(
        image, "#0a150f", *(box(x, 0.2, x + 0.004, 0.87) for x in (0.27, 0.3935, 0.5065, 0.6185, 0.727)), blur=1
    )
    coat = poly((0.418, 0.5), (0.452, 0.5), (0.47, 0.6), (0.474, 0.86), (0.392, 0.86), (0.4, 0.6))
    image = layer(image, "#050b08", disc(0.435, 0.455, 0.0155, 0.019), coat, blur=2.5)
    image = layer(
        image,
        "#07110c",
        box(0.5, 0.69, 0.7, 0.715),
        box(0.515, 0.7, 0.522, 0.87),
        box(0.678, 0.7, 0.685, 0.87),
        blur=1.5,
    )
    image = layer(image, "#2c8a5e", poly((0.27, 0.87), (0.73, 0.87), (0.82, 1), (0.18, 1), ink=170), blur=24)
    image = layer(image, "#04100a", poly((0.4, 0.87), (0.47, 0.87), (0.44, 1.02), (0.33, 1.02), ink=200), blur=9)
    return finish(mist(image, 37, "#9fe0b8", (9, 6), 0.1), 37, radius=70)


def lock_gate() -> Image.Image:
    image = fall(FLAT, (0, "#0c1a22"), (0.3, "#173540"), (1, "#071014"))
    image = layer(image, "#36525a", box(0, 0, 0.3, 1), box(0.7, 0, 1, 1), blur=6)
    image = layer(image, "#cfe6e4", box(0.493, 0, 0.507, 0.72), blur=5)
    beams = [stroke((0.3, y), (0.7, y), width=9, ink=180) for y in (0.12, 0.27, 0.42, 0.57)]
    image = layer(image, "#0a1418", *beams, blur=3)
    image = glow(image, (0.5, 0.74), (0.22, 0.05), "#9fd4d0", 0.7)
    return finish(mist(image, 38, "#7fa5a6", (6, 8), 0.2), 38)


def projector_beam() -> Image.Image:
    image = fall(SCOPE, (0, "#07070a"), (1, "#100e12"))
    chance = dice(39)
    for number in range(26):
        # The beam is many rays, each as bright as what it carries.
        low, ink = 0.12 + 0.028 * number, chance.randint(30, 165)
        ray = poly((0.1, 0.204), (1.02, low), (1.02, low + 0.03), (0.1, 0.21), ink=ink)
        image = layer(image, "#dfe6f2" if number % 3 else "#f0dfc2", ray, blur=5, alpha=0.75)
    dust = [
        disc(
            0.12 + 0.88 * chance.random(),
            0.1 + 0.75 * chance.random(),
            0.0007 + 0.0011 * chance.random(),
            ink=chance.randint(30, 150),
        )
        for _n in range(160)
    ]
    image = layer(image, "#ffffff", *dust, blur=1, alpha=0.6)
    image = layer(image, "#07070a", poly((0, 0.23), (0.1, 0.215), (1.02, 0.92), (1.02, 1.1), (0, 1.1)), blur=16)
    image = glow(image, (0.1, 0.207), (0.07, 0.07), "#ffffff", 1.0)
    heads = [shape for x in (0.16, 0.27, 0.35, 0.52, 0.6, 0.68, 0.87) for shape in _sitting(x)]
    return finish(layer(image, "#020203", *heads, blur=2.5), 39, amount=24)


def _sitting(x: float) -> tuple[Draw, ...]:
    """Head and shoulders over the back of a seat, seen from behind."""
    return disc(x, 0.84, 0.014, 0.019), disc(x, 0.99, 0.034, 0.046), box(x - 0.04, 0.95, x + 0.04, 1.1)


def empty_screen() -> Image.Image:
    image = fall(SCOPE, (0, "#0a0a0c"), (1, "#120f10"))
    image = layer(image, "#f3f0e6", box(0.24, 0.14, 0.76, 0.66), blur=2)
    image = layer(image, "#3c3a36", arch(0.61, 0.56, 0.03, 0.025, width=2, start=150, end=320), blur=0.7)
    image = layer(image, "#1c1114", *(box(x / 16 + 0.005, 0.82, (x + 1) / 16 - 0.005, 1.1) for x in range(16)), blur=4)
    return finish(image, 40, radius=90)


def window_grid() -> Image.Image:
    image = fall(ACADEMY, (0, "#d9cbb0"), (1, "#a98e68"))
    panes = []
    for column in range(3):
        for row in range(4):
            x, y = 0.2 + 0.17 * column + 0.035 * row, 0.1 + 0.2 * row
            panes.append(poly((x, y), (x + 0.145, y - 0.02), (x + 0.175, y + 0.155), (x + 0.03, y + 0.175)))
    return finish(layer(image, "#fff6da", *panes, blur=7), 41, edges=0.5)


def window_snow() -> Image.Image:
    image = fall(FLAT, (0, "#2b2a2c"), (1, "#161618"))
    image = layer(image, "#aebdcc", *(box(x, y, x + 0.2, y + 0.36) for x in (0.29, 0.51) for y in (0.1, 0.49)), blur=3)
    hill = poly((0.29, 0.7), (0.4, 0.63), (0.52, 0.67), (0.63, 0.6), (0.71, 0.64), (0.71, 0.85), (0.29, 0.85))
    image = layer(image, "#e4ebf0", hill, blur=3)
    image = layer(
        image,
        "#6d7f90",
        *(
            poly((x, 0.68), (x + 0.012, 0.52 + 0.03 * (n % 2)), (x + 0.024, 0.68))
            for n, x in enumerate((0.32, 0.345, 0.37, 0.57, 0.65))
        ),
        blur=2.5,
        alpha=0.8,
    )
    chance = dice(42)
    flakes = []
    for _number in range(320):
        x, y, size = chance.uniform(0.29, 0.71), chance.uniform(0.1, 0.85), chance.uniform(0.0006, 0.0026)
        flakes.append(disc(x, y, size, ink=chance.randint(120, 255)))
    image = layer(image, "#ffffff", *flakes, blur=1.2)
    image = layer(image, "#1b1c1f", box(0.49, 0.08, 0.51, 0.87), box(0.28, 0.46, 0.72, 0.49))
    image = layer(image, "#3a3b40", box(0.25, 0.855, 0.75, 0.885), blur=1)
    body = poly((0.596, 0.855), (0.602, 0.79), (0.618, 0.765), (0.64, 0.765), (0.656, 0.79), (0.662, 0.855))
    spout = poly((0.655, 0.84), (0.69, 0.785), (0.697, 0.79), (0.662, 0.85))
    image = layer(image, "#c2542f", body, spout, disc(0.629, 0.757, 0.006), blur=1.2)
    image = layer(image, "#7d2f16", arch(0.629, 0.765, 0.027, 0.036, width=7), blur=1)
    image = layer(image, "#ffb48c", poly((0.605, 0.84), (0.611, 0.79), (0.616, 0.79), (0.612, 0.84), ink=170), blur=2)
    return finish(glow(image, (0.5, 0.5), (0.4, 0.3), "#5c6f86", 0.25), 42)


def night_window() -> Image.Image:
    image = fall(PORTRAIT, (0, "#060810"), (1, "#0b0e18"))
    image = layer(image, "#e8c877", box(0.56, 0.3, 0.78, 0.5), blur=4)
    ears = poly((0.588, 0.42), (0.597, 0.385), (0.61, 0.405), (0.62, 0.405), (0.633, 0.385), (0.642, 0.42))
    owl = (disc(0.615, 0.45, 0.03, 0.066), ears)
    image = layer(image, "#1a1408", stroke((0.67, 0.3), (0.67, 0.5), width=10), *owl, blur=2)
    return finish(glow(image, (0.67, 0.4), (0.5, 0.5), "#6a4a1c", 0.6), 43)


def curtain() -> Image.Image:
    image = fall(SCOPE, (0, "#3a0710"), (0.8, "#7c1420"), (1, "#25040a"))
    chance = dice(44)
    folds, x = [], -0.02
    while x < 1:
        x += chance.uniform(0.026, 0.047)
        folds.append(poly((x, 0), (x + 0.012, 0), (x + 0.017, 1), (x - 0.003, 1), ink=chance.randint(150, 255)))
    image = layer(image, "#d43c44", *folds, blur=12, alpha=0.75)
    image = layer(image, "#ffe9b0", poly((0.497, 0), (0.503, 0), (0.516, 1), (0.484, 1)), blur=4)
    return finish(glow(image, (0.5, 0.98), (0.3, 0.1), "#ffce7a", 0.8), 44)
