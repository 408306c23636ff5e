import pytest
from django.core.exceptions import ValidationError

from journal.cinema.fields import CountriesField, LanguagesField, LinesField


def test_codes_and_names_may_be_mixed():
    assert CountriesField().clean("US, south korea,, ussr, US") == ["US", "KR", "SU"]
    assert LanguagesField().clean("French, pt_br") == ["fr", "pt-BR"]
    assert CountriesField().clean("") == []


def test_all_unknown_words_are_named_at_once():
    with pytest.raises(ValidationError, match="We do not know: Ruritania, Freedonia"):
        CountriesField().clean("US, Ruritania, Freedonia")


@pytest.mark.parametrize(
    ("field", "stored", "shown"),
    [(CountriesField(), ["US", "KR"], "US, KR"), (LinesField(), ["Film Week", "Mostra"], "Film Week\nMostra")],
)
def test_what_is_shown_is_read_back(field, stored, shown):
    assert field.prepare_value(stored) == shown
    assert field.clean(shown) == stored
    assert not field.has_changed(stored, shown)
    assert field.has_changed(stored, "")
