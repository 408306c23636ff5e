import pytest

from journal.cinema import identifiers
from journal.cinema.identifiers import IdentifierError


@pytest.mark.parametrize(
    ("scheme", "kind", "value", "read"),
    [
        ("imdb", "film", "tt1839492", "tt1839492"),
        ("imdb", "film", "https://www.imdb.com/title/tt1839492/?ref_=nv_sr_1", "tt1839492"),
        ("imdb", "person", " nm0000134 ", "nm0000134"),
        ("tmdb", "film", "https://www.themoviedb.org/movie/103332-ruby-sparks", "103332"),
        ("wikidata", "festival", "Q220505", "Q220505"),
        ("eidr", "film", "10.5240/7791-8534-2c23-9030-8610-5", "10.5240/7791-8534-2C23-9030-8610-5"),
        ("letterboxd", "film", "https://letterboxd.com/film/ruby-sparks/", "ruby-sparks"),
    ],
)
def test_a_value_or_an_address_is_read(scheme, kind, value, read):
    assert identifiers.read(scheme, kind, value) == read


@pytest.mark.parametrize(
    ("scheme", "kind", "value"),
    [
        ("imdb", "film", "nm0000134"),
        ("imdb", "person", "tt1839492"),
        ("tmdb", "film", "0"),
        ("wikidata", "film", "220505"),
        ("eidr", "film", "10.5240/7791-8534-2C23-9030-8610-6"),
        ("eidr", "person", "10.5240/7791-8534-2C23-9030-8610-5"),
        ("letterboxd", "film", "Ruby Sparks"),
    ],
)
def test_what_its_catalogue_cannot_have_given_is_refused(scheme, kind, value):
    with pytest.raises(IdentifierError):
        identifiers.read(scheme, kind, value)


def test_one_wrong_character_of_an_eidr_is_always_noticed():
    right = "7791-8534-2C23-9030-8610"
    for place, char in enumerate(right):
        if char == "-":
            continue
        wrong = right[:place] + ("0" if char != "0" else "1") + right[place + 1 :]
        assert identifiers.check_character(wrong) != identifiers.check_character(right)


def test_the_public_page_of_an_identifier():
    assert identifiers.url("imdb", "film", "tt1839492") == "https://www.imdb.com/title/tt1839492/"
    assert identifiers.url("wikidata", "person", "Q1") == "https://www.wikidata.org/wiki/Q1"
    assert identifiers.url("isan", "film", "x") == ""
