import datetime
import io

import pytest

from journal.cinema.exporting import write_films, write_people
from journal.cinema.importing import import_rows
from journal.cinema.models import ExternalId, Film, FilmTitle, Person, PersonName
from journal.cinema.reading import READERS

pytestmark = pytest.mark.django_db


def written(write):
    file = io.StringIO(newline="")
    write(file)
    return file.getvalue()


@pytest.fixture
def catalogue(a_film, a_person, a_credit):
    film = a_film(runtime=107, countries=["GB", "IE"], languages=["en"], synopsis="A ledger;\nthe sea.")
    FilmTitle.objects.create(film=film, text="Brine")
    FilmTitle.objects.create(film=film, text="Briin", kind="misspelling")
    ExternalId.objects.create(scheme="imdb", value="tt9000001", film=film)
    a_credit(film, a_person("Maeve Corrigan-Hale"), department="Directing")
    a_credit(film, a_person("Orla Pettigrew-Vane"), "Actor", department="Acting", character="Nell")
    wren = a_person("Wren Abernathy-Soto", born=datetime.date(1990, 1, 1), born_precision="year")
    PersonName.objects.create(person=wren, text="Warwick Abernathy-Soto", kind="former", never_print=True)
    return film


def test_what_was_exported_is_imported_as_it_was(catalogue):
    films, people = written(write_films), written(write_people)
    for text, kind in ((people, "people"), (films, "films")):
        report = import_rows(READERS[kind](text.encode(), {}))
        assert report.refused == []
        assert {outcome.what for outcome in report.outcomes} == {"same"}
    Film.objects.all().delete()
    Person.objects.all().delete()
    for text, kind in ((people, "people"), (films, "films")):
        import_rows(READERS[kind](text.encode(), {}))
    assert (written(write_films), written(write_people)) == (films, people)


def test_names_that_must_not_be_printed_and_misspellings_stay_at_home(catalogue):
    assert "Warwick" not in written(write_people)
    assert "Briin" not in written(write_films)


def test_a_title_that_a_spreadsheet_would_run_is_made_harmless(a_film):
    a_film("=1+1", 2020)
    text = written(write_films)
    assert "\r\n'=1+1," in text
    (row,) = READERS["films"](text.encode(), {})
    assert row.fields["title"] == "=1+1"


@pytest.mark.parametrize("number", [1, 3])
def test_export_takes_a_constant_number_of_queries(a_film, a_credit, a_person, django_assert_num_queries, number):
    for n in range(number):
        a_credit(a_film(year=2000 + n), a_person(f"Director {n}"))
    with django_assert_num_queries(5):
        written(write_films)
