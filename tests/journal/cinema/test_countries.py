import pytest

from journal.cinema import countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("us", "US"),
        ("UK", "GB"),
        ("South Korea", "KR"),
        ("ussr", "SU"),
        ("XC", "CS"),
        ("Côte d'Ivoire", "CI"),
        ("DDDE", "DD"),
    ],
)
def test_codes_aliases_and_names_are_read(text, code):
    assert countries.read(text) == code


def test_an_unknown_country_is_none():
    assert countries.read("Ruritania") is None


def test_former_states_keep_their_names():
    assert [countries.name(code) for code in ("SU", "DD", "CS", "YU")] == [
        "Soviet Union",
        "East Germany",
        "Czechoslovakia",
        "Yugoslavia",
    ]
