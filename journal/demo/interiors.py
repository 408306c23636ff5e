"""Stills of rooms, stairs, light indoors."""

from PIL import Image, ImageDraw

from journal.demo.painting import dice, fall, finish, glow, layer, mist

SCOPE = (1600, 669)
FLAT = (1600, 865)
ACADEMY = (1440, 1080)
PORTRAIT = (1080, 1440)


def red_corridor() -> Image.Image:
    image = fall(FLAT, (0, "#2a0508"), (1, "#120204"))
    for number in range(9, 0, -1):
        size = 0.045 * number**1.25
        shade = f"#{min(255, 70 + 185 // number):02x}{10 + 30 // number:02x}{18 + 24 // number:02x}"
        image = layer(
            image,
            shade,
            lambda d, w, h, s=size: d.rectangle(
                (0.5 * w - s * w, 0.5 * h - 0.62 * s * w, 0.5 * w + s * w, 0.5 * h + 0.62 * s * w),
                outline=255,
                width=max(3, int(s * 60)),
            ),
            blur=2 + number / 2,
        )
    image = layer(
        image, "#ffd9c2", lambda d, w, h: d.rectangle((0.481 * w, 0.45 * h, 0.519 * w, 0.575 * h), fill=255), blur=3
    )
    image = glow(image, (0.5, 0.5), (0.22, 0.16), "#ff3a2a", 0.7)
    image = layer(
        image,
        "#2a0306",
        lambda d, w, h: d.polygon(
            ((0.494 * w, 0.575 * h), (0.506 * w, 0.575 * h), (0.503 * w, 0.5 * h), (0.497 * w, 0.5 * h)), fill=255
        ),
        blur=2,
    )
    return finish(image, 31)


def stair() -> Image.Image:
    image = fall(FLAT, (0, "#d8d2c2"), (0.5, "#8a8a80"), (1, "#15181a"))
    for number in range(12):
        at = number / 12
        shade = round(36 + 190 * (1 - at) ** 1.4)
        colour = f"#{shade:02x}{shade:02x}{max(0, shade - 14):02x}"
        image = layer(
            image,
            colour,
            lambda d, w, h, a=at: d.polygon(
                ((a * 0.86 * w, (0.08 + 0.84 * a) * h), (w, (0.08 + 0.84 * a) * h), (w, h), (a * 0.86 * w, h)), fill=255
            ),
            blur=1,
        )
        image = layer(
            image,
            "#f6f0dc",
            lambda d, w, h, a=at: d.line(
                (a * 0.86 * w, (0.08 + 0.84 * a) * h, w, (0.08 + 0.84 * a) * h), fill=200, width=3
            ),
            blur=1,
            alpha=1 - at * 0.8,
        )
    return finish(glow(image, (0.05, 0.02), (0.5, 0.3), "#fff3d0", 0.5), 32)


def palace_steps() -> Image.Image:
    image = fall(FLAT, (0, "#f7ead0"), (0.4, "#f2c9a0"), (1, "#6d1016"))
    for number in range(14):
        at = (number / 14) ** 0.8
        shade = f"#{round(216 - 120 * at):02x}{round(36 - 20 * at):02x}{round(44 - 22 * at):02x}"
        image = layer(
            image,
            shade,
            lambda d, w, h, a=at: d.polygon(
                (
                    (0.34 * w * (1 - a), (0.36 + 0.64 * a) * h),
                    ((1 - 0.34 * (1 - a)) * w, (0.36 + 0.64 * a) * h),
                    (w, h),
                    (0, h),
                ),
                fill=255,
            ),
            blur=1,
        )
    return finish(glow(image, (0.5, 0.3), (0.3, 0.14), "#fff8e0", 0.8), 33)


def house_lit() -> Image.Image:
    image = fall(SCOPE, (0, "#0b1626"), (0.55, "#23405a"), (0.74, "#44606b"), (0.75, "#0a1214"), (1, "#04080a"))
    image = layer(
        image,
        "#0a1117",
        lambda d, w, h: (
            d.rectangle((0.3 * w, 0.44 * h, 0.72 * w, 0.76 * h), fill=255),
            d.rectangle((0.27 * w, 0.405 * h, 0.76 * w, 0.45 * h), fill=255),
        ),
        blur=1,
    )
    image = layer(
        image,
        "#ffcf7d",
        lambda d, w, h: [
            d.rectangle((x * w, 0.5 * h, (x + s) * w, 0.73 * h), fill=255)
            for x, s in ((0.33, 0.16), (0.51, 0.03), (0.56, 0.13))
        ],
        blur=2,
    )
    image = layer(
        image,
        "#5a3a1e",
        lambda d, w, h: (
            d.rectangle((0.44 * w, 0.6 * h, 0.452 * w, 0.73 * h), fill=255),
            d.rectangle((0.34 * w, 0.665 * h, 0.4 * w, 0.73 * h), fill=200),
        ),
        blur=3,
    )
    return finish(glow(image, (0.47, 0.62), (0.3, 0.12), "#ff9d3c", 0.5), 34)


def white_room() -> Image.Image:
    image = fall(FLAT, (0, "#f4f5f1"), (0.7, "#e2e4df"), (0.705, "#c9ccc6"), (1, "#eceee9"))
    image = layer(
        image,
        "#ffffff",
        lambda d, w, h: d.polygon(
            ((0.62 * w, 0.1 * h), (0.8 * w, 0.06 * h), (0.8 * w, 0.52 * h), (0.62 * w, 0.5 * h)), fill=255
        ),
        blur=4,
    )
    image = layer(
        image,
        "#fffdf2",
        lambda d, w, h: d.polygon(
            ((0.2 * w, 0.78 * h), (0.44 * w, 0.74 * h), (0.52 * w, 0.93 * h), (0.22 * w, 0.99 * h)), fill=220
        ),
        blur=10,
    )
    image = layer(
        image,
        "#d9cfae",
        lambda d, w, h: [
            d.ellipse((x * w - 15, 0.665 * h - 20, x * w + 15, 0.665 * h + 20), fill=255) for x in (0.3, 0.328, 0.356)
        ],
        blur=2,
    )
    image = layer(
        image, "#9da29b", lambda d, w, h: d.rectangle((0.25 * w, 0.687 * h, 0.41 * w, 0.694 * h), fill=255), blur=2
    )
    return finish(image, 35, amount=12, edges=0.3, radius=20)


def white_vault() -> Image.Image:
    image = fall(SCOPE, (0, "#8d9ba0"), (0.5, "#dfe4e2"), (1, "#7f8a8a"))
    for number in range(7):
        s = 0.12 + 0.13 * number
        shade = f"#{225 - 22 * number:02x}{232 - 22 * number:02x}{230 - 20 * number:02x}"
        image = layer(
            image,
            shade,
            lambda d, w, h, s=s: d.arc(
                ((0.5 - s) * w, 0.55 * h - s * w * 0.75, (0.5 + s) * w, 0.55 * h + s * w * 0.75),
                180,
                360,
                fill=255,
                width=int(30 + 90 * s),
            ),
            blur=3,
        )
    image = layer(
        image, "#f7faf8", lambda d, w, h: d.rectangle((0.43 * w, 0.36 * h, 0.57 * w, 0.55 * h), fill=255), blur=3
    )
    image = layer(
        image,
        "#33424a",
        lambda d, w, h: d.polygon(((0, h), (0.38 * w, 0.62 * h), (0.62 * w, 0.62 * h), (w, h)), fill=150),
        blur=12,
    )
    return finish(image, 36)


def green_lift() -> Image.Image:
    image = fall(FLAT, (0, "#06100c"), (1, "#0b1a12"))
    image = layer(
        image, "#2f7f56", lambda d, w, h: d.rectangle((0.3 * w, 0.2 * h, 0.7 * w, 0.86 * h), fill=255), blur=30
    )
    image = layer(
        image, "#bff2cf", lambda d, w, h: d.rectangle((0.31 * w, 0.21 * h, 0.69 * w, 0.235 * h), fill=255), blur=5
    )
    image = layer(
        image,
        "#09130e",
        lambda d, w, h: (
            d.rectangle((0.34 * w, 0.66 * h, 0.66 * w, 0.69 * h), fill=255),
            d.ellipse((0.415 * w, 0.4 * h, 0.445 * w, 0.465 * h), fill=255),
            d.polygon(
                ((0.405 * w, 0.48 * h), (0.455 * w, 0.48 * h), (0.462 * w, 0.68 * h), (0.4 * w, 0.68 * h)), fill=255
            ),
        ),
        blur=5,
    )
    image = layer(image, "#123a28", lambda d, w, h: d.rectangle((0.3 * w, 0.86 * h, 0.7 * w, h), fill=200), blur=26)
    return finish(image, 37, radius=70)


def lock_gate() -> Image.Image:
    image = fall(FLAT, (0, "#0c1a22"), (0.3, "#173540"), (1, "#071014"))
    image = layer(
        image,
        "#36525a",
        lambda d, w, h: (d.rectangle((0, 0, 0.3 * w, h), fill=255), d.rectangle((0.7 * w, 0, w, h), fill=255)),
        blur=6,
    )
    image = layer(image, "#cfe6e4", lambda d, w, h: d.rectangle((0.493 * w, 0, 0.507 * w, 0.72 * h), fill=255), blur=5)
    image = layer(
        image,
        "#0a1418",
        lambda d, w, h: [d.line((0.3 * w, y * h, 0.7 * w, y * h), fill=180, width=9) for y in (0.12, 0.27, 0.42, 0.57)],
        blur=3,
    )
    image = glow(image, (0.5, 0.74), (0.22, 0.05), "#9fd4d0", 0.7)
    return finish(mist(image, 38, "#7fa5a6", (6, 8), 0.2), 38)


def projector_beam() -> Image.Image:
    image = fall(SCOPE, (0, "#07070a"), (1, "#0d0c10"))
    image = layer(
        image,
        "#dfe6f2",
        lambda d, w, h: d.polygon(
            ((0.1 * w, 0.2 * h), (1.02 * w, 0.12 * h), (1.02 * w, 0.86 * h), (0.1 * w, 0.215 * h)), fill=110
        ),
        blur=14,
    )
    image = mist(image, 39, "#0a0a0e", (14, 9), 0.75)
    image = glow(image, (0.1, 0.207), (0.05, 0.05), "#ffffff", 1.0)
    image = layer(
        image,
        "#050506",
        lambda d, w, h: [
            d.ellipse((x * w, 0.86 * h, (x + 0.045) * w, 1.1 * h), fill=255)
            for x in (0.22, 0.29, 0.47, 0.55, 0.61, 0.8)
        ],
        blur=3,
    )
    return finish(image, 39, amount=24)


def empty_screen() -> Image.Image:
    image = fall(SCOPE, (0, "#0a0a0c"), (1, "#120f10"))
    image = layer(
        image, "#f3f0e6", lambda d, w, h: d.rectangle((0.24 * w, 0.14 * h, 0.76 * w, 0.66 * h), fill=255), blur=2
    )
    image = layer(
        image,
        "#3c3a36",
        lambda d, w, h: d.arc((0.58 * w, 0.5 * h, 0.64 * w, 0.62 * h), 150, 320, fill=200, width=2),
        blur=0.7,
    )
    image = layer(
        image,
        "#1c1114",
        lambda d, w, h: [
            d.rounded_rectangle((x / 16 * w + 8, 0.82 * h, (x + 1) / 16 * w - 8, 1.1 * h), 18, fill=255)
            for x in range(16)
        ],
        blur=2,
    )
    return finish(image, 40, radius=90)


def window_grid() -> Image.Image:
    image = fall(ACADEMY, (0, "#d9cbb0"), (1, "#a98e68"))

    def panes(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        for column in range(3):
            for row in range(4):
                x, y = 0.2 + 0.17 * column + 0.035 * row, 0.1 + 0.2 * row
                brush.polygon(
                    (
                        (x * wide, y * high),
                        ((x + 0.145) * wide, (y - 0.02) * high),
                        ((x + 0.175) * wide, (y + 0.155) * high),
                        ((x + 0.03) * wide, (y + 0.175) * high),
                    ),
                    fill=255,
                )

    return finish(layer(image, "#fff6da", panes, blur=7), 41, edges=0.5)


def window_snow() -> Image.Image:
    image = fall(FLAT, (0, "#232428"), (1, "#191a1c"))
    image = layer(
        image,
        "#b9c6d2",
        lambda d, w, h: [
            d.rectangle((x * w, y * h, (x + 0.2) * w, (y + 0.36) * h), fill=255)
            for x in (0.29, 0.51)
            for y in (0.1, 0.49)
        ],
        blur=3,
    )
    chance = dice(42)
    image = layer(
        image,
        "#ffffff",
        lambda d, w, h: [
            d.ellipse((x, y, x + r, y + r), fill=chance.randint(120, 255))
            for x, y, r in (
                (chance.uniform(0.29, 0.71) * w, chance.uniform(0.1, 0.85) * h, chance.randint(2, 8))
                for _n in range(260)
            )
        ],
        blur=1.2,
    )
    image = layer(
        image,
        "#1b1c1f",
        lambda d, w, h: (
            d.rectangle((0.49 * w, 0.08 * h, 0.51 * w, 0.87 * h), fill=255),
            d.rectangle((0.28 * w, 0.46 * h, 0.72 * w, 0.49 * h), fill=255),
        ),
    )
    image = layer(
        image,
        "#c2542f",
        lambda d, w, h: (
            d.ellipse((0.6 * w, 0.76 * h, 0.655 * w, 0.87 * h), fill=255),
            d.line((0.65 * w, 0.79 * h, 0.675 * w, 0.77 * h), fill=255, width=12),
        ),
        blur=2,
    )
    return finish(image, 42)


def night_window() -> Image.Image:
    image = fall(PORTRAIT, (0, "#060810"), (1, "#0b0e18"))
    image = layer(
        image, "#e8c877", lambda d, w, h: d.rectangle((0.56 * w, 0.3 * h, 0.78 * w, 0.5 * h), fill=255), blur=4
    )
    image = layer(
        image,
        "#1a1408",
        lambda d, w, h: (
            d.line((0.67 * w, 0.3 * h, 0.67 * w, 0.5 * h), fill=255, width=10),
            d.ellipse((0.585 * w, 0.4 * h, 0.645 * w, 0.5 * h), fill=255),
            d.polygon(
                (
                    (0.588 * w, 0.42 * h),
                    (0.597 * w, 0.385 * h),
                    (0.61 * w, 0.405 * h),
                    (0.62 * w, 0.405 * h),
                    (0.633 * w, 0.385 * h),
                    (0.642 * w, 0.42 * h),
                ),
                fill=255,
            ),
        ),
        blur=2,
    )
    return finish(glow(image, (0.67, 0.4), (0.5, 0.5), "#6a4a1c", 0.6), 43)


def curtain() -> Image.Image:
    image = fall(SCOPE, (0, "#3a0710"), (0.8, "#7c1420"), (1, "#25040a"))
    chance = dice(44)

    def folds(brush: ImageDraw.ImageDraw, wide: int, high: int) -> None:
        x = -40.0
        while x < wide:
            x += chance.randint(46, 84)
            brush.polygon(((x, 0), (x + 22, 0), (x + 30, high), (x - 6, high)), fill=chance.randint(150, 255))

    image = layer(image, "#d43c44", folds, blur=13, alpha=0.75)
    image = layer(
        image,
        "#ffe9b0",
        lambda d, w, h: d.polygon(((0.497 * w, 0), (0.503 * w, 0), (0.516 * w, h), (0.484 * w, h)), fill=255),
        blur=4,
    )
    return finish(glow(image, (0.5, 0.98), (0.3, 0.1), "#ffce7a", 0.8), 44)
