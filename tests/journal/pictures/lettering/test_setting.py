import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from journal.pictures.lettering import faces, setting

SIZES = (60, 50, 40, 30)
WORDS = st.lists(st.text("abcdefgéłß’-", min_size=1, max_size=18), min_size=1, max_size=30).map(" ".join)
SCRIPTS = {
    "en": "Nothing happening: a conversation about the salt ledger",
    "ru": "Разговор о соляной книге: режиссёр вспоминает «Зеркало»",
    "el": "Ο σκηνοθέτης μιλά για το «Βλέμμα του Οδυσσέα»",
    "ja": "映画は家族のようなものだと思います。でも、フィルムだけは残るのです。",
    "ar": "حوار مع المخرجة عن فيلم «كفرناحوم» في Cannes 2018",
    "fa": "گفت‌وگو دربارهٔ «طعم گیلاس» و سال ۱۹۹۷",
}


def fit(words, width=600, height=240, **options):
    return setting.fit(words, "display", sizes=SIZES, width=width, height=height, **options)


def said(line):
    return "".join(run.words for run in line.runs)


def ink(lettering, width=600, height=400):
    """The box of what is drawn."""
    image = Image.new("L", (width + 200, height + 200))
    setting.draw(ImageDraw.Draw(image), lettering, left=100, top=100, width=width, colour="white")
    return image.point(lambda value: 255 * (value > 60)).getbbox()


def test_short_words_are_large_and_long_ones_small():
    assert fit("Heat").size == 60
    assert fit("A long headline about nothing in particular, " * 4).size < 60


def test_what_fits_in_no_size_is_cut_at_a_word_with_an_ellipsis():
    found = fit("many words " * 60)
    assert not found.whole
    assert said(found.lines[-1]).endswith(("many…", "words…"))
    assert found.height <= 240


def test_a_word_longer_than_the_line_is_broken_rather_than_drawn_outside():
    found = fit("x" * 80)
    assert "".join(said(line) for line in found.lines) == "x" * 80
    assert all(line.width <= 600 for line in found.lines)


def test_lines_are_even():
    found = fit("The weather on the lake was wrong for the whole week", lines=3)
    widths = [line.width for line in found.lines]
    assert min(widths) > 0.6 * max(widths)


@given(WORDS)
def test_every_word_is_there_once_and_in_its_place(words):
    found = fit(words, height=10_000)
    assert "".join(said(line) for line in found.lines).replace(" ", "") == words.replace(" ", "")
    assert all(line.width <= 600 for line in found.lines)


@given(WORDS, st.integers(120, 900), st.integers(80, 400))
def test_nothing_is_larger_than_its_box(words, width, height):
    found = fit(words, width=width, height=height)
    assert all(line.width <= width for line in found.lines) or len(found.lines) == 1
    assert found.height <= height or len(found.lines) == 1


@pytest.mark.parametrize("lang", SCRIPTS)
def test_every_script_is_drawn_inside_its_box(lang):
    if not setting.can_be_set(SCRIPTS[lang], "display", lang):
        pytest.skip("no font for this script on this machine")
    found = fit(SCRIPTS[lang], lang=lang)
    left, top, right, bottom = ink(found)
    assert found.whole
    assert left >= 97
    assert right <= 703
    assert top >= 95
    assert bottom <= 100 + found.height + 0.45 * found.size


@pytest.mark.parametrize(("lang", "side"), [("en", 0), ("fa", 1)])
def test_lines_start_where_their_script_starts(lang, side):
    if not setting.can_be_set(SCRIPTS[lang], "display", lang):
        pytest.skip("no font for this script on this machine")
    found = fit(SCRIPTS[lang], lang=lang)
    left, _top, right, _bottom = ink(found)
    assert (abs(left - 100) < 8, abs(right - 700) < 8)[side]


def test_a_script_without_a_font_cannot_be_set(monkeypatch):
    monkeypatch.setattr(faces, "installed", dict)
    assert not setting.can_be_set("Зеркало", "display")
    assert setting.can_be_set("Łódź, d’où", "display")
    assert setting.can_be_set("Salt", "display")
