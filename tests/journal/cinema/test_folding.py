import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.cinema.folding import _fold_any, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Agnès Varda", "agnes varda"),
        ("Krzysztof Kieślowski", "krzysztof kieslowski"),
        ("Łódź", "lodz"),
        ("Fuglsang Høeg", "fuglsang hoeg"),
        ("Đorđe", "dorde"),
        ("Sigurður Þór", "sigurdur thor"),
        ("Straße", "strasse"),
        ("Æon Flux", "aeon flux"),
        ("Işık", "isik"),
        ("İstanbul", "istanbul"),
        ("L'Avventura", "lavventura"),
        ("L’Avventura", "lavventura"),
        ("8½", "8 1 2"),
        ("Sunset Blvd.", "sunset blvd"),
        ("Jules & Jim", "jules and jim"),
        ("기생충", "기생충"),
        ("ドライブ・マイ・カー", "ドライブ マイ カー"),
        ("ガメラ", "ガメラ"),
        ("Сталкер", "сталкер"),
        ("Θάλεια", "θαλεια"),
        ("ลุงบุญมี", "ลุงบุญมี"),
        ("  —!?  ", ""),
    ],
)
def test_accents_case_and_punctuation_do_not_count(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_a_folded_text_has_single_spaces(text):
    assert fold(text) == " ".join(fold(text).split())


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_the_short_way_for_plain_letters_gives_the_same(text):
    assert fold(text) == _fold_any(text)
