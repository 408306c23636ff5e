import datetime

import pytest

from journal.cinema.importing import import_rows
from journal.cinema.models import Credit, ExternalId, Film, Person
from journal.cinema.reading import READERS, BadRow, Row
from journal.cinema.reading.rows import CreditFact, Named

pytestmark = pytest.mark.django_db


def a_row(line=2, title="The Salt Ledger", year=2012, **more):
    fields = {"title": title, "year": year} | more.pop("fields", {})
    return Row(line, "film", {name: value for name, value in fields.items() if value}, **more)


def totals(report):
    return dict(report.totals)


def reasons(report):
    return [(bad.line, str(bad)) for bad in report.refused]


FULL = a_row(
    external_ids={"imdb": "tt9000001"},
    titles=[{"text": "Brine", "kind": "release"}],
    credits=[
        CreditFact(Named("Maeve Corrigan-Hale", {"imdb": "nm9000001"}), "Director", "Directing"),
        CreditFact(Named("Orla Pettigrew-Vane"), "Actor", "Acting", "Nell Varley"),
    ],
)


def test_a_second_import_of_the_same_file_changes_nothing():
    assert totals(import_rows([FULL])) == {"film new": 1}
    assert totals(import_rows([FULL])) == {"film same": 1}
    assert (Film.objects.count(), Person.objects.count(), Credit.objects.count()) == (1, 2, 2)


def test_a_film_is_known_by_its_identifier_under_another_title():
    import_rows([FULL])
    again = a_row(title="Salt Ledger, The", external_ids={"imdb": "tt9000001"}, fields={"runtime": 107})
    (outcome,) = import_rows([again]).outcomes
    assert (outcome.what, outcome.changes) == ("changed", {"runtime": (None, 107)})
    assert Film.objects.get().title == "The Salt Ledger"


def test_a_film_is_known_by_title_and_year_and_gets_the_identifier():
    film = Film.objects.create(title="The Salt Ledger", year=2012)
    import_rows([FULL])
    assert ExternalId.objects.get(scheme="imdb", value="tt9000001").film == film


def test_a_film_of_another_year_or_with_another_identifier_is_another_film():
    import_rows([FULL])
    remake = a_row(year=2024)
    namesake = a_row(external_ids={"imdb": "tt9000009"}, fields={"disambiguation": "short film"})
    assert totals(import_rows([remake, namesake])) == {"film new": 2}


def test_what_the_desk_wrote_stays_unless_it_is_to_be_overwritten():
    Film.objects.create(title="The Salt Ledger", year=2012, runtime=100)
    row = a_row(fields={"runtime": 107})
    assert totals(import_rows([row])) == {"film same": 1}
    (outcome,) = import_rows([row], overwrite=True).outcomes
    assert outcome.changes == {"runtime": (100, 107)}


def test_a_dry_run_says_what_would_change_and_keeps_nothing():
    (outcome,) = import_rows([FULL], dry_run=True).outcomes
    assert (outcome.what, outcome.label) == ("new", "The Salt Ledger (2012)")
    assert (Film.objects.count(), Person.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (a_row(year=1800), "The year must lie between 1874 and 2100."),
        (a_row(fields={"runtime": 7000}), "The runtime must lie between 1 and 6000 minutes."),
        (a_row(external_ids={"imdb": "nm9000001"}), "'nm9000001' is not an identifier of IMDb for a film."),
        (
            a_row(credits=[CreditFact(Named("X Y"), "Director", "Directing", character="Nell")]),
            "Only a credit for acting has a character.",
        ),
        (a_row(fields={"kind": "opera"}), "kind: Value 'opera' is not a valid choice."),
        (
            Row(2, "person", {"name": "A", "born": datetime.date(1990, 1, 1), "died": datetime.date(1980, 1, 1)}),
            "Nobody dies before being born: check both dates.",
        ),
        (BadRow(2, "Not a row."), "Not a row."),
    ],
)
def test_a_wrong_row_is_refused_whole_and_the_next_is_taken(row, reason):
    report = import_rows([row, a_row(3, "Sea Smoke", 2022)])
    assert reasons(report) == [(2, reason)]
    assert list(Film.objects.values_list("title", flat=True)) == ["Sea Smoke"]
    assert Person.objects.count() == 0


def test_identifiers_of_two_records_are_refused():
    import_rows([FULL, a_row(3, "Sea Smoke", 2022, external_ids={"tmdb": "9"})])
    report = import_rows([a_row(4, external_ids={"imdb": "tt9000001", "tmdb": "9"})])
    assert reasons(report)[0][1].startswith("Its identifiers belong to different records: Sea Smoke (2022) (№ ")


def test_an_identifier_of_a_person_is_none_of_a_film():
    person = Person.objects.create(name="Emil Drachsler")
    ExternalId.objects.create(scheme="wikidata", value="Q9", person=person)
    report = import_rows([a_row(external_ids={"wikidata": "Q9"})])
    assert reasons(report) == [(2, "wikidata Q9 belongs to “Emil Drachsler”, which is no film.")]


def test_a_name_that_two_people_have_needs_an_identifier():
    for told_apart in ("actor", "director"):
        Person.objects.create(name="Steve McQueen", disambiguation=told_apart)
    row = a_row(credits=[CreditFact(Named("Steve McQueen"), "Director", "Directing")])
    assert reasons(import_rows([row]))[0][1].startswith("Several records are called so: Steve McQueen (actor) (№ ")
    known = a_row(credits=[CreditFact(Named("Steve McQueen", {"imdb": "nm2588606"}), "Director", "Directing")])
    director = Person.objects.get(disambiguation="director")
    ExternalId.objects.create(scheme="imdb", value="nm2588606", person=director)
    assert totals(import_rows([known])) == {"film new": 1}
    assert Credit.objects.get().person == director


def test_two_people_of_one_name_in_one_catalogue_stay_two():
    rows = [
        a_row(2, "One", credits=[CreditFact(Named("Ada Quill", {"tmdb": "1"}), "Director", "Directing")]),
        a_row(3, "Two", credits=[CreditFact(Named("Ada Quill", {"tmdb": "2"}), "Director", "Directing")]),
    ]
    import_rows(rows)
    assert sorted(Person.objects.values_list("name", "disambiguation")) == [("Ada Quill", ""), ("Ada Quill", "2")]


def test_a_credit_finds_its_person_under_other_accents(a_person):
    person = a_person("Agnès Varda")
    import_rows([a_row(credits=[CreditFact(Named("Agnes Varda"), "Director", "Directing")])])
    assert list(Person.objects.all()) == [person]


def test_progress_is_told():
    told = []
    import_rows([a_row(line, f"Film {line}") for line in range(3)], progress=told.append)
    assert told == [3]


def test_a_file_from_end_to_end():
    data = (
        "title,year,director,cast\nSea Smoke,2022,Signe Brattvåg-Øyen,\nNoctuary,1700,Wren Abernathy-Soto,\n".encode()
    )
    report = import_rows(READERS["films"](data, {}))
    assert totals(report) == {"film new": 1}
    assert reasons(report) == [(3, "The year must lie between 1874 and 2100.")]
