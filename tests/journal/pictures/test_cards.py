"""Drawn and measured: nothing outside the frame, nothing over anything else, the same card from the same words."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageStat

from journal.pictures.cards import HEIGHT, WIDTH, QuoteCard, ShareCard, draw_quote, draw_share
from journal.pictures.lettering.faces import Undrawable

SHARE = ShareCard("Nothing happening, twice", "Interview", "Intertitle", "en", "Nora Lind", "still.jpg", (50, 50))
QUOTE = QuoteCard("I never wanted the camera to move.", "Ida Orlov", "Intertitle", "Salt Hours (2012)", "en")
SCRIPTS = {
    "ru": "Я никогда не хотел, чтобы камера двигалась.",
    "el": "Ποτέ δεν ήθελα να κινείται η κάμερα.",
    "ja": "映画は家族のようなものだと思います。",
    "ar": "لم أرغب قط في أن تتحرك الكاميرا (عام 2018).",
    "fa": "من هیچ‌وقت نمی‌خواستم دوربین حرکت کند.",
}


def still(colour=(250, 250, 250), size=(1600, 669)):
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    data.seek(0)
    return data


def drawn(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def differs_in(one, other):
    """The box in which two pictures are not the same, but for what compression does."""
    difference = ImageChops.difference(one, other).convert("L")
    return difference.point(lambda value: 255 * (value > 48)).getbbox()


def test_a_share_card_is_a_jpeg_of_the_size_that_other_sites_want():
    data = draw_share(SHARE, still())
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size) == ("JPEG", (1200, 630))
    # WhatsApp shows none that is heavier.
    assert len(data) < 300_000


def test_the_still_is_seen_at_the_top_and_dark_under_the_words():
    image = drawn(draw_share(SHARE, still()))
    top, foot = image.crop((0, 0, WIDTH, 60)), image.crop((0, HEIGHT - 60, WIDTH, HEIGHT))
    assert min(ImageStat.Stat(top).mean) > 230
    assert max(ImageStat.Stat(foot).mean) < 80


def test_the_crop_keeps_the_focal_point():
    wide = Image.new("RGB", (1600, 400), "black")
    wide.paste("red", (1500, 0, 1600, 400))
    data = io.BytesIO()
    wide.save(data, "JPEG")
    seen = []
    for focus in ((0, 50), (100, 50)):
        data.seek(0)
        seen.append(drawn(draw_share(replace(SHARE, focus=focus), data)).getpixel((WIDTH - 20, 20))[0] > 150)
    assert seen == [False, True]


def test_without_a_still_there_is_a_title_card():
    image = drawn(draw_share(replace(SHARE, still="", credit=""), None))
    assert image.getpixel((5, 5)) == (14, 14, 16)
    assert differs_in(image, Image.new("RGB", image.size, "#0e0e10")) == (28, 28, WIDTH - 28, HEIGHT - 28)


@pytest.mark.parametrize("words", [1, 40, 400])
def test_a_headline_of_any_length_stays_inside(words):
    card = replace(SHARE, headline="salt " * words)
    bare = drawn(draw_share(replace(card, headline="\u00a0"), still((0, 0, 0))))
    left, top, right, bottom = differs_in(drawn(draw_share(card, still((0, 0, 0)))), bare)
    assert (left >= 60, top > 100, right <= WIDTH - 60, bottom <= HEIGHT - 60) == (True, True, True, True)


@pytest.mark.parametrize("lang", SCRIPTS)
def test_quotations_of_every_script_are_drawn_inside_the_frame(lang):
    card = replace(QUOTE, words=SCRIPTS[lang] * 3, lang=lang)
    if not card.can_be_drawn():
        pytest.skip("no font for this script on this machine")
    bare = drawn(draw_quote(replace(card, words="\u00a0", lang="en")))
    left, top, right, bottom = differs_in(drawn(draw_quote(card)), bare)
    assert (left >= 120, top >= 60, right <= WIDTH - 120, bottom <= HEIGHT - 80) == (True, True, True, True)


def test_a_quotation_of_a_thousand_words_is_a_card_too():
    data = draw_quote(replace(QUOTE, words="We waited for the tide. " * 200))
    assert drawn(data).size == (WIDTH, HEIGHT)


def test_the_same_words_are_the_same_bytes_under_the_same_name():
    assert draw_quote(QUOTE) == draw_quote(replace(QUOTE))
    assert QUOTE.digest == replace(QUOTE).digest


@pytest.mark.parametrize(
    "change",
    [{"headline": "Twice"}, {"credit": "Else"}, {"still": "b.jpg"}, {"focus": (10, 50)}, {"lang": "ja"}, {"site": "S"}],
)
def test_another_card_has_another_name(change):
    assert replace(SHARE, **change).digest != SHARE.digest


@pytest.mark.parametrize("words", ["Salt 🎬", "\ue000", "a\x07b"])
def test_what_no_font_has_is_not_drawn_as_a_box(words):
    card = replace(QUOTE, words=words)
    assert not card.can_be_drawn()
    with pytest.raises(Undrawable):
        draw_quote(card)
