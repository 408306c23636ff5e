"""Cards: what other sites show of a link. A share card has the headline over the still, a quote card the words.

Pure Pillow over plain values; how a page comes by them is not known here. Without a still both are intertitles, as a
silent film has them.
"""

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import IO

from PIL import Image, ImageDraw

from journal.pictures import quoting
from journal.pictures.cropping import box
from journal.pictures.lettering import setting
from journal.pictures.lettering.setting import Lettering

WIDTH, HEIGHT = 1200, 630
# Colours of the title card in static/css/tokens.css.
GROUND, INK, SOFT, LINE, ACCENT = "#0e0e10", "#f5f2ea", "#b9b5ab", "#6b6860", "#ff8d83"
MARGIN = 64
FRAME = 28  # from the edge to the outer line
HEADLINES = (72, 64, 58, 52, 46, 40)
QUOTES = (62, 56, 50, 45, 40, 36, 32, 28)
# Characters: more of a headline than this no card can hold, more of a quotation nobody reads on one.
LONGEST_HEADLINE, LONGEST_QUOTE, LONGEST_LINE = 300, 420, 120
JPEG_QUALITY = 88
PALETTE = 64
LIGHTS = 0.05  # the lightest twentieth
FALL = 240  # pixels above the words in which the still darkens
# A new drawing of the same words wants new addresses: other sites keep the old ones for ever.
DESIGN = 1


@dataclass(frozen=True)
class ShareCard:
    """``still`` names the file of which `draw_share` is handed the bytes, ``focus`` is in percent; "" for none."""

    headline: str
    kicker: str
    site: str
    lang: str = ""
    credit: str = ""
    still: str = ""
    focus: tuple[int, int] = (50, 50)

    def can_be_drawn(self) -> bool:
        """Whether this machine has letters for all of it."""
        return _can_be_set((self.headline, "display", self.lang), (self.credit, "sans", ""), (self.kicker, "sans", ""))

    @property
    def digest(self) -> str:
        return _digest(self)


@dataclass(frozen=True)
class QuoteCard:
    words: str
    speaker: str
    site: str
    film: str = ""
    lang: str = ""  # of the words

    def can_be_drawn(self) -> bool:
        return _can_be_set((self.words, "text", self.lang), (self.speaker, "sans", ""), (self.film, "italic", ""))

    @property
    def digest(self) -> str:
        return _digest(self)


def draw_share(card: ShareCard, still: IO[bytes] | None) -> bytes:
    """A JPEG, 1200 × 630. ``still`` is a file that we made ourselves. Raises Undrawable, and OSError on a bad file."""
    image = _over_still(card, still) if still else _on_title(card)
    out = io.BytesIO()
    # Full colour resolution: red letters on black fray otherwise.
    image.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True)
    return out.getvalue()


def draw_quote(card: QuoteCard) -> bytes:
    """A PNG, 1200 × 630. Raises Undrawable."""
    image = _intertitle()
    brush = ImageDraw.Draw(image)
    wide, low = WIDTH - 4 * MARGIN, HEIGHT - 118
    lines = [
        _line(card.speaker, "sans", 28, wide),
        *([_line(card.film, "italic", 28, wide)] if card.film else []),
    ]
    signed = sum(line.height for line in lines) + 8 * len(lines)
    words = quoting.quoted(quoting.excerpt(card.words, LONGEST_QUOTE), card.lang)
    room = int(low - 80 - signed - 36)
    found = setting.fit(words, "text", sizes=QUOTES, width=wide, height=room, lang=card.lang)
    top = 80 + (low - 80 - found.height - 36 - signed) / 2
    setting.draw(brush, found, left=2 * MARGIN, top=top, width=wide, colour=INK, align="centre")
    top += found.height + 36
    for line, colour in zip(lines, (ACCENT, SOFT), strict=False):
        setting.draw(brush, line, left=2 * MARGIN, top=top, width=wide, colour=colour, align="centre")
        top += line.height + 8
    _wordmark(brush, card.site)
    out = io.BytesIO()
    image.quantize(PALETTE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _over_still(card: ShareCard, still: IO[bytes]) -> Image.Image:
    wide, foot = WIDTH - 2 * MARGIN, HEIGHT - MARGIN
    headline = _headline(card, wide, 280)
    kicker = _line(card.kicker, "sans", 26, wide)
    mark = _line(card.site, "display", 34, wide // 2)
    top = foot - mark.height - 34 - headline.height
    image = _ground(still, card.focus, dark_from=round(top - kicker.height))
    brush = ImageDraw.Draw(image)
    rule = top + headline.height + 22
    brush.line((MARGIN, rule, WIDTH - MARGIN, rule), fill=LINE, width=1)
    setting.draw(brush, headline, left=MARGIN, top=top, width=wide, colour=INK)
    side = "start" if headline.direction == kicker.direction else "end"
    setting.draw(brush, kicker, left=MARGIN, top=top - kicker.height - 14, width=wide, colour=ACCENT, align=side)
    setting.draw(brush, mark, left=MARGIN, top=foot - mark.height, width=wide, colour=INK)
    if card.credit:
        credit = _line(card.credit, "sans", 20, wide // 2)
        side = "end" if credit.direction == "ltr" else "start"
        setting.draw(brush, credit, left=MARGIN, top=foot - credit.height - 2, width=wide, colour=SOFT, align=side)
    return image


def _on_title(card: ShareCard) -> Image.Image:
    image = _intertitle()
    brush = ImageDraw.Draw(image)
    wide = WIDTH - 4 * MARGIN
    headline = _headline(card, wide, 340)
    kicker = _line(card.kicker, "sans", 26, wide)
    top = (HEIGHT - 60 - headline.height - kicker.height - 24) / 2
    setting.draw(brush, kicker, left=2 * MARGIN, top=top, width=wide, colour=ACCENT, align="centre")
    top += kicker.height + 24
    setting.draw(brush, headline, left=2 * MARGIN, top=top, width=wide, colour=INK, align="centre")
    _wordmark(brush, card.site)
    return image


def _headline(card: ShareCard, width: int, height: int) -> Lettering:
    words = card.headline[:LONGEST_HEADLINE]
    return setting.fit(words, "display", sizes=HEADLINES, width=width, height=height, lang=card.lang, lines=4)


def _ground(still: IO[bytes], focus: tuple[int, int], *, dark_from: int) -> Image.Image:
    """The still, cropped about its focal point, and dark enough for words from there on, also where it is white."""
    with Image.open(still, formats=("JPEG",)) as opened:
        whole = opened.convert("RGB")
    part = box(whole.width, whole.height, (WIDTH, HEIGHT), *focus)
    image = whole.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, box=part)
    return Image.composite(Image.new("RGB", image.size, GROUND), image, _shade(dark_from, _light(image, dark_from)))


def _light(image: Image.Image, top: int) -> float:
    """0 to 1: how light the picture is below, half by its mean, half by its lights."""
    tones = image.crop((0, top, WIDTH, HEIGHT)).convert("L").histogram()
    total = sum(tones)
    mean = sum(tone * number for tone, number in enumerate(tones)) / total
    seen, light = 0, 255
    while light and seen + tones[light] < total * LIGHTS:
        seen += tones[light]
        light -= 1
    return (mean + light) / 510


def _shade(dark_from: int, light: float) -> Image.Image:
    """Nothing at the top, dark where the words stand, the darker the lighter the still is; smooth, without an edge."""
    column = Image.new("L", (1, HEIGHT))
    strength = 96 + 124 * min(1.0, 1.25 * light)
    for y in range(HEIGHT):
        part = min(1.0, max(0.0, (y - dark_from + FALL) / (FALL + 40)))
        depth = max(0, y - dark_from) / (HEIGHT - dark_from)
        column.putpixel((0, y), round(strength * part * part * (3 - 2 * part) + (245 - strength) * depth * 0.8))
    return column.resize((WIDTH, HEIGHT))


def _intertitle() -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    brush = ImageDraw.Draw(image)
    for inset, width in ((FRAME, 3), (FRAME + 11, 1)):
        brush.rectangle((inset, inset, WIDTH - 1 - inset, HEIGHT - 1 - inset), outline=LINE, width=width)
    return image


def _wordmark(brush: ImageDraw.ImageDraw, site: str) -> None:
    """The site's name, set into the lower line of the frame."""
    mark = _line(site, "display", 32, WIDTH // 3)
    width = max(line.width for line in mark.lines)
    left, middle = (WIDTH - width) / 2, HEIGHT - FRAME - 6
    brush.rectangle((left - 24, middle - 20, left + width + 24, middle + 20), fill=GROUND)
    setting.draw(brush, mark, left=left, top=middle - 22, width=width, colour=INK)


def _line(words: str, role: str, size: int, width: int) -> Lettering:
    sizes: Sequence[int] = (size, size - 4, size - 8)
    return setting.fit(words[:LONGEST_LINE], role, sizes=sizes, width=width, height=3 * size, lines=1)


def _can_be_set(*parts: tuple[str, str, str]) -> bool:
    return all(setting.can_be_set(words, role, lang) for words, role, lang in parts)


def _digest(card: ShareCard | QuoteCard) -> str:
    """A short name for what is drawn: other words, another picture, another name."""
    said = json.dumps([DESIGN, type(card).__name__, asdict(card)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
