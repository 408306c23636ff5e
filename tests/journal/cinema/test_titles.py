import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.cinema import titles
from journal.cinema.titles import TitleYear

# Title, language of the title, what it sorts as.
HARD_CASES = [
    ("The Godfather", "en", "godfather"),
    ("A Man Escaped", "en", "man escaped"),
    ("An Education", "en", "education"),
    ("Die Hard", "en", "die hard"),
    ("Die Another Day", "en", "die another day"),
    ("Die Büchse der Pandora", "de", "buchse der pandora"),
    ("Das Boot", "de", "boot"),
    ("Der Himmel über Berlin", "de", "himmel uber berlin"),
    ("L'Avventura", "it", "avventura"),
    ("L’Avventura", "it", "avventura"),
    ("I vitelloni", "it", "vitelloni"),
    ("I Confess", "en", "i confess"),
    ("Gli indifferenti", "it", "indifferenti"),
    ("La strada", "it", "strada"),
    ("La La Land", "en", "la la land"),
    ("El Topo", "es", "topo"),
    ("El Dorado", "en", "el dorado"),
    ("Las Vegas Nights", "en", "las vegas nights"),
    ("Los olvidados", "es", "olvidados"),
    ("Le Mans", "en", "le mans"),
    ("Les quatre cents coups", "fr", "quatre cents coups"),
    ("À nous la liberté", "fr", "a nous la liberte"),
    ("Un chien andalou", "fr", "chien andalou"),
    ("Un, deux, trois", "fr", "un deux trois"),
    ("Et Dieu… créa la femme", "fr", "et dieu crea la femme"),
    ("O Pagador de Promessas", "pt", "pagador de promessas"),
    ("O Brother, Where Art Thou?", "en", "o brother where art thou"),
    ("A torinói ló", "hu", "torinoi lo"),
    ("As Good as It Gets", "en", "as good as it gets"),
    ("As boas maneiras", "pt", "boas maneiras"),
    ("Den brysomme mannen", "nb", "brysomme mannen"),
    ("'t Schaep met de vijf pooten", "nl", "schaep met de vijf pooten"),
    ("Al-Massir", "ar", "massir"),
    ("A.I. Artificial Intelligence", "en", "a i artificial intelligence"),
    ("'Round Midnight", "en", "round midnight"),
    ("...And Justice for All", "en", "and justice for all"),
    ("¡Átame!", "es", "atame"),
    ("(500) Days of Summer", "en", "000500 days of summer"),
    ("M", "de", "m"),
    ("A", "en", "a"),
    ("The", "en", "the"),
    ("The Others", "en-GB", "others"),
    ("The Wall", "", "the wall"),
    ("기생충", "ko", "기생충"),
]


@pytest.mark.parametrize(("title", "language", "key"), HARD_CASES)
def test_only_the_articles_of_the_titles_own_language_are_passed_over(title, language, key):
    assert titles.sort_key(title, language) == key


def test_numbers_sort_as_numbers():
    assert sorted(["2046", "300", "8½", "1917", "12 Monkeys"], key=lambda title: titles.sort_key(title, "en")) == [
        "8½",
        "12 Monkeys",
        "300",
        "1917",
        "2046",
    ]


@pytest.mark.parametrize(("key", "initial"), [("boot", "b"), ("000300", "#"), ("기생충", "#"), ("", "#")])
def test_the_letter_of_the_alphabetical_list(key, initial):
    assert titles.initial(key) == initial


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ruby Sparks (2012)", TitleYear("Ruby Sparks", 2012)),
        ("  2046 (2004) ", TitleYear("2046", 2004)),
        ("1917", TitleYear("1917", None)),
        ("Z [1969]", TitleYear("Z", 1969)),
        ("The Wall (Live) (2014)", TitleYear("The Wall (Live)", 2014)),
        ("Blade Runner (2349)", TitleYear("Blade Runner (2349)", None)),
        ("Her", TitleYear("Her", None)),
        ("(1999)", TitleYear("(1999)", None)),
    ],
)
def test_title_and_year_are_read(text, read):
    assert titles.read(text) == read


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=20), st.integers(titles.MIN_YEAR, titles.MAX_YEAR))
def test_what_was_written_is_read_back(title, year):
    assert titles.read(titles.write(title, year)) == TitleYear(title, year)


@pytest.mark.parametrize(
    ("title", "year", "slug"),
    [
        ("Ruby Sparks", 2012, "ruby-sparks-2012"),
        ("À nous la liberté", 1931, "a-nous-la-liberte-1931"),
        ("L'Avventura", 1960, "lavventura-1960"),
        ("기생충", 2019, "film-2019"),
        ("M", None, "m"),
    ],
)
def test_the_address_of_a_film(title, year, slug):
    assert titles.slug(title, year) == slug
