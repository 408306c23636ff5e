"""Stills of rooms, stairs, light indoors."""

from PIL import Image

from journal.demo.painting import arch, box, dice, disc, fall, finish, glow, layer, mist, poly, stroke

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
    image = fall(FLAT, (0, "#d8d2c2"), (0.5, "#8a8a80"), (1, "#15181a"))
    for number in range(12):
        at = number / 12
        x, y = at * 0.86, 0.08 + 0.84 * at
        shade = round(36 + 190 * (1 - at) ** 1.4)
        image = layer(image, f"#{shade:02x}{shade:02x}{max(0, shade - 14):02x}", box(x, y, 1, 1))
        image = layer(image, "#f6f0dc", stroke((x, y), (1, y), width=3, ink=200), blur=1, alpha=1 - at * 0.8)
    return finish(glow(image, (0.05, 0.02), (0.5, 0.3), "#fff3d0", 0.5), 32)


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
    image = fall(FLAT, (0, "#06100c"), (1, "#0b1a12"))
    image = layer(image, "#2f7f56", box(0.3, 0.2, 0.7, 0.86), blur=30)
    image = layer(image, "#bff2cf", box(0.31, 0.21, 0.69, 0.235), blur=5)
    body = poly((0.405, 0.48), (0.455, 0.48), (0.462, 0.68), (0.4, 0.68))
    image = layer(image, "#09130e", box(0.34, 0.66, 0.66, 0.69), disc(0.43, 0.433, 0.015, 0.0175), body, blur=5)
    image = layer(image, "#123a28", box(0.3, 0.86, 0.7, 1, ink=200), blur=26)
    return finish(image, 37, radius=70)


def lock_gate() -> Image.Image:
    image = fall(FLAT, (0, "#0c1a22"), (0.3, "#173540"), (1, "#071014"))
    image = layer(image, "#36525a", box(0, 0, 0.3, 1), box(0.7, 0, 1, 1), blur=6)
    image = layer(image, "#cfe6e4", box(0.493, 0, 0.507, 0.72), blur=5)
    beams = [stroke((0.3, y), (0.7, y), width=9, ink=180) for y in (0.12, 0.27, 0.42, 0.57)]
    image = layer(image, "#0a1418", *beams, blur=3)
    image = glow(image, (0.5, 0.74), (0.22, 0.05), "#9fd4d0", 0.7)
    return finish(mist(image, 38, "#7fa5a6", (6, 8), 0.2), 38)


def projector_beam() -> Image.Image:
    image = fall(SCOPE, (0, "#07070a"), (1, "#0d0c10"))
    beam = poly((0.1, 0.2), (1.02, 0.12), (1.02, 0.86), (0.1, 0.215), ink=110)
    image = layer(image, "#dfe6f2", beam, blur=14)
    image = mist(image, 39, "#0a0a0e", (14, 9), 0.75)
    image = glow(image, (0.1, 0.207), (0.05, 0.05), "#ffffff", 1.0)
    heads = [disc(x, 0.98, 0.022, 0.05) for x in (0.24, 0.31, 0.49, 0.57, 0.63, 0.82)]
    return finish(layer(image, "#050506", *heads, blur=3), 39, amount=24)


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
    image = fall(FLAT, (0, "#232428"), (1, "#191a1c"))
    panes = [box(x, y, x + 0.2, y + 0.36) for x in (0.29, 0.51) for y in (0.1, 0.49)]
    image = layer(image, "#b9c6d2", *panes, blur=3)
    chance = dice(42)
    flakes = []
    for _number in range(260):
        x, y, size = chance.uniform(0.29, 0.71), chance.uniform(0.1, 0.85), chance.uniform(0.0006, 0.0024)
        flakes.append(disc(x, y, size, ink=chance.randint(120, 255)))
    image = layer(image, "#ffffff", *flakes, blur=1.2)
    image = layer(image, "#1b1c1f", box(0.49, 0.08, 0.51, 0.87), box(0.28, 0.46, 0.72, 0.49))
    kettle = disc(0.6275, 0.815, 0.0275, 0.0295)
    image = layer(image, "#c2542f", kettle, stroke((0.65, 0.79), (0.675, 0.77), width=12), blur=2)
    return finish(image, 42)


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
