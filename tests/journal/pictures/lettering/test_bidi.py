from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from journal.pictures.lettering import bidi, faces

MIXED = st.text("abé 12,.%()[]-«»אבגاحتی۱۲\u0301\u064b", max_size=40)


def shown(text, base):
    """The characters as they are seen from left to right."""
    return "".join(bidi.visual(text, bidi.levels(text, base)))


@pytest.mark.parametrize(
    ("text", "base", "seen"),
    [
        ("Salt Hours (2012)", "ltr", "Salt Hours (2012)"),
        ("אבג", "rtl", "גבא"),
        # A foreign title inside a sentence keeps its own order.
        ("אב Waltz 2 גד", "rtl", "דג Waltz 2 בא"),
        ("see אבג and go", "ltr", "see גבא and go"),
        # Numbers run to the right in either script.
        ("עמ 120-124", "rtl", "120-124 מע"),
        # A pair of brackets goes with what it holds.
        ("אב (Cannes) גד", "rtl", "דג )Cannes( בא"),
        ("a (ב) c", "ltr", "a (ב) c"),
        # A sign at the end of a sentence stands at its end: on the left.
        ("אבג!", "rtl", "!גבא"),
    ],
)
def test_lines_are_seen_in_the_order_of_their_scripts(text, base, seen):
    assert shown(text, base) == seen


@given(MIXED, st.sampled_from(["ltr", "rtl"]))
def test_nothing_is_lost_and_nothing_doubled(text, base):
    assert sorted(shown(text, base)) == sorted(text)


@given(st.text("abc 12.,()-", max_size=40))
def test_a_line_of_latin_stays_as_it_is(text):
    assert shown(text, "ltr") == text


@given(MIXED, st.sampled_from(["ltr", "rtl"]))
def test_a_paragraph_has_levels_of_its_own_direction_and_two_more(text, base):
    low = 1 if base == "rtl" else 0
    assert set(bidi.levels(text, base)) <= {low, low + 1, low + 2}


@pytest.mark.parametrize(
    ("text", "lang", "way"),
    [
        ("Salt", "", "ltr"),
        ("«ملح»", "", "rtl"),
        ("2012: אב", "en", "rtl"),
        ("1974", "fa", "rtl"),
        ("1974", "ja", "ltr"),
        ("", "", "ltr"),
    ],
)
def test_a_paragraph_runs_as_its_first_letter_does(text, lang, way):
    assert bidi.direction(text, lang) == way


def test_overrides_are_taken_away():
    assert bidi.plain("a\u202eb\u2066c\u2069") == "abc"


@pytest.mark.parametrize(
    "text",
    [
        "حوار مع المخرجة عن فيلم Salt Hours في 2018 (الجائزة الكبرى)",
        "see حوار in 2018 and العام 1974 too",
        "۱۹۹۷ Cannes — سینما",
        "A-12, ب 34% و (b) ج",
    ],
)
def test_the_order_is_that_of_fribidi(text):
    """One font that has every letter of the line, set by libraqm at a stroke and by our runs: the same ink."""
    face = faces.installed().get("DejaVu Sans")
    if face is None or not faces.can_shape():
        pytest.skip("DejaVu Sans or libraqm is not on this machine")
    font = ImageFont.truetype(face.path, 40)
    base = bidi.direction(text)
    whole, ours = Image.new("L", (1600, 80)), Image.new("L", (1600, 80))
    ImageDraw.Draw(whole).text((10, 60), text, fill=255, font=font, anchor="ls", direction=base)
    runs = [(level, "".join(c for c, _ in group)) for level, group in groupby(
        zip(text, bidi.levels(text, base), strict=True), key=lambda pair: pair[1])]  # fmt: skip
    x = 10.0
    for level, words in bidi.visual(runs, [level for level, _words in runs]):
        way = "rtl" if level % 2 else "ltr"
        ImageDraw.Draw(ours).text((x, 60), words, fill=255, font=font, anchor="ls", direction=way)
        x += font.getlength(words, direction=way)
    assert differing_columns(whole, ours) <= 4


def differing_columns(one, other):
    """Columns of pixels whose ink differs by more than what rounding a run's start to a pixel does."""
    sums = [[sum(image.crop((x, 0, x + 8, 80)).histogram()[128:]) for x in range(0, 1600, 8)] for image in (one, other)]
    return sum(abs(a - b) > 60 for a, b in zip(*sums, strict=True))
