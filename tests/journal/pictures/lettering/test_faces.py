import pytest

from journal.pictures.lettering import breaking, faces
from journal.pictures.lettering.faces import Undrawable


def names(text, role="display", lang=""):
    return [face.path.rsplit("/", 1)[1] for face in faces.choose(breaking.clusters(text), role, lang)]


@pytest.fixture
def alone(monkeypatch):
    """A machine with no fonts but ours."""
    monkeypatch.setattr(faces, "installed", dict)


def test_our_own_letters_are_taken_where_we_have_them(alone):
    assert set(names("The Salt Ledger, café")) == {"newsreader-display-core.woff2"}
    assert set(names("Salt", "sans")) == {"public-sans-core.woff2"}


def test_a_letter_of_another_part_of_the_font_is_found_there(alone):
    assert names("Ħaß") == [
        "newsreader-display-ext.woff2",
        "newsreader-display-core.woff2",
        "newsreader-display-latin.woff2",
    ]
    assert names("ệ") == ["newsreader-display-vietnamese.woff2"]


@pytest.mark.parametrize("text", ["Зеркало", "Βλέμμα", "映画", "حوار", "שלום", "🎬", "\ue000", "\x07"])
def test_without_a_font_for_it_nothing_is_drawn(alone, text):
    with pytest.raises(Undrawable):
        names(text)


def test_signs_and_spaces_stay_with_their_neighbours():
    if "Noto Serif" not in faces.installed():
        pytest.skip("Noto Serif is not on this machine")
    found = names("и «Зеркало», 1975 by Andrei")
    assert found[: len("и «Зеркало», 1975 ")] == ["NotoSerif-Regular.ttf"] * len("и «Зеркало», 1975 ")
    assert found[-6:] == ["newsreader-display-core.woff2"] * 6


@pytest.mark.parametrize(("lang", "family"), [("ja", "JP"), ("zh-Hant", "TC"), ("zh", "SC"), ("", "JP")])
def test_a_han_character_is_drawn_as_its_language_wants_it(monkeypatch, lang, family):
    monkeypatch.setattr(faces, "installed", lambda: {f"Noto Serif CJK {place}": place for place in ("JP", "TC", "SC")})
    assert faces.chain("display", lang)[-1] == family


def test_letters_that_join_are_not_drawn_without_shaping(monkeypatch):
    monkeypatch.setattr(faces, "can_shape", lambda: False)
    with pytest.raises(Undrawable):
        names("حوار")
    assert names("Salt") == ["newsreader-display-core.woff2"] * 4


def test_without_fontconfig_there_are_our_own_fonts(monkeypatch):
    monkeypatch.setenv("PATH", "")
    faces.installed.cache_clear()
    try:
        assert faces.installed() == {}
    finally:
        faces.installed.cache_clear()
