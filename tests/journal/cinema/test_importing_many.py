"""Rows written together give the same catalogue as the same rows one by one; only faster."""

import datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.cinema import importing
from journal.cinema.importing import import_rows
from journal.cinema.importing_many import Known, NotPlain
from journal.cinema.models import Credit, ExternalId, Film, FilmKey, FormerAddress, Person, PersonKey, PersonName
from journal.cinema.reading import Row
from journal.cinema.reading.rows import CreditFact, Named

pytestmark = pytest.mark.django_db


def film(line: int, title: str, year: int | None = 2012, **more) -> Row:
    fields = {"title": title, "year": year, **more.pop("fields", {})}
    return Row(line, "film", {name: value for name, value in fields.items() if value}, **more)


def person(line: int, name: str, **more) -> Row:
    return Row(line, "person", {"name": name, **more.pop("fields", {})}, **more)


def directed(*names: str, **ids: str) -> list[CreditFact]:
    return [CreditFact(Named(name, ids), "Director", "Directing") for name in names]


def catalogue() -> dict[str, list]:
    """All that stands in the catalogue, without numbers of rows."""
    return {
        "films": sorted(
            Film.objects.values_list("title", "year", "slug", "sort_key", "disambiguation", "runtime"), key=str
        ),
        "people": sorted(Person.objects.values_list("name", "slug", "sort_key", "family_name", "disambiguation")),
        "names": sorted(PersonName.objects.values_list("person__slug", "text", "kind")),
        "credits": sorted(Credit.objects.values_list("film__slug", "person__slug", "job", "character", "billing")),
        "ids": sorted(ExternalId.objects.values_list("scheme", "value", "film__slug", "person__slug"), key=str),
        "keys": sorted(PersonKey.objects.values_list("person__slug", "key", "whole")),
        "titles": sorted(FilmKey.objects.values_list("film__slug", "key", "whole")),
    }


def what_comes_of(rows: list[Row], *, singly: bool, overwrite: bool = False) -> tuple:
    """(the report, the catalogue) after an import, which is taken back."""

    def never(self: Known, row: Row) -> None:
        raise NotPlain

    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        if singly:
            patch.setattr(Known, "record", never)
        report = import_rows(rows, overwrite=overwrite)
        told = [(one.line, one.kind, one.label, one.what, one.changes) for one in report.outcomes]
        refused = [(bad.line, str(bad).partition("(№")[0]) for bad in report.refused]
        found = (told, refused, catalogue())
        transaction.set_rollback(True)
    return found


def same_both_ways(rows: list[Row], **more) -> tuple:
    together, singly = (what_comes_of(rows, singly=way, **more) for way in (False, True))
    assert together == singly
    return together


def test_new_records_with_all_that_belongs_to_them():
    release = {"territory": "US", "kind": 3, "date": datetime.date(2012, 7, 25), "certificate": "R", "note": ""}
    rows = [
        film(
            2,
            "The Salt Ledger",
            external_ids={"imdb": "https://www.imdb.com/title/tt9000001/"},
            titles=[{"text": "Brine", "kind": "release"}, {"text": "Brine", "kind": "release"}],
            credits=[
                *directed("Maeve Corrigan-Hale"),
                CreditFact(Named("Orla Pettigrew-Vane"), "Actor", "Acting", "Nell", 1),
                CreditFact(Named("Maeve Corrigan-Hale"), "Actor", "Acting", "Herself", 2),
            ],
            releases=[release, release],
        ),
        film(3, "Sea Smoke", credits=directed("Maeve Corrigan-Hale", "Ada Quill")),
        person(4, "Bo Anders", names=[{"text": "Bo A.", "kind": "variant"}], external_ids={"tmdb": "7"}),
    ]
    told, refused, found = same_both_ways(rows)
    assert ([what for *_rest, what, _changes in told], refused) == (["new"] * 3, [])
    assert [name for name, *_rest in found["people"]] == [
        "Ada Quill", "Bo Anders", "Maeve Corrigan-Hale", "Orla Pettigrew-Vane",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [film(2, "Brine"), film(3, "Brine"), film(4, "brine"), film(5, "Brine", 2013)],
        [film(2, "Brine", None), film(3, "Brine", None), film(4, "Brine")],
        [person(2, "Ada Quill"), person(3, "ADA QUILL"), person(4, "Ada-Quill"), person(5, "Ada Quill")],
        [person(2, "Ada Quill", external_ids={"tmdb": "1"}), person(3, "Ada Quill", external_ids={"tmdb": "2"})],
        [person(2, "A", external_ids={"tmdb": "1"}), person(3, "B", external_ids={"tmdb": "1"})],
        [film(2, "A", external_ids={"tmdb": "1"}), person(3, "B", external_ids={"tmdb": "1"})],
        [person(2, "Ada Quill"), film(3, "A", credits=directed("Ada Quill")), film(4, "B", credits=directed("Ada Quill"))],
        [film(2, "A", credits=directed("Ada Quill")), person(3, "Ada Quill", fields={"bio": "Cuts films."})],
        [film(2, "A", credits=directed("Ada Quill", tmdb="1")), film(3, "B", credits=directed("Ada Quill", tmdb="2"))],
        [film(2, "A", credits=directed("Ada Quill")), film(3, "B", credits=directed("Ada Quill", tmdb="2"))],
        [film(2, "A", 1700), film(3, "B"), film(4, "C", fields={"runtime": 9999}), film(5, "D")],
        [film(2, "A", credits=directed("Ada Quill")), film(3, "B", 1700), film(4, "C", credits=directed("Ada Quill"))],
        [film(2, "A", 1700, credits=directed("Ada Quill")), film(3, "B", credits=directed("Ada Quill"))],
        [person(2, "봉준호"), person(3, "宮崎駿"), person(4, "Person"), film(5, "기생충", credits=directed("송강호"))],
        [person(2, "A", fields={"name_order": "mono", "family_name": "A"}), person(3, "B")],
        [person(2, "A", fields={"name_order": "sideways"}), person(3, "x" * 300), person(4, "B")],
        [film(2, "A", credits=[CreditFact(Named("Ada Quill"), "Director", "Directing", "Nell")]), film(3, "B")],
        [film(2, "A", external_ids={"imdb": "nm9000001"}), film(3, "A")],
        [film(2, "A", credits=directed("Quill", "Ada Quill")), person(3, "Quill")],
        [film(2, "Known", fields={"runtime": 90}), film(3, "Known"), person(4, "Steve McQueen"), film(5, "Old Home")],
        [film(2, "B", credits=directed("Steve McQueen")), film(3, "C", credits=directed("Known Person"))],
    ],
)  # fmt: skip
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_batch_is_what_its_rows_are_one_by_one(rows, overwrite):
    Film.objects.create(title="Known", year=2012, runtime=80)
    Person.objects.create(name="Known Person")
    for told_apart in ("actor", "director"):
        Person.objects.create(name="Steve McQueen", disambiguation=told_apart)
    moved = Film.objects.create(title="New Home", year=2012)
    FormerAddress.objects.create(kind="film", slug="old-home-2012", film=moved)
    same_both_ways(rows, overwrite=overwrite)
    import_rows(rows, overwrite=overwrite)
    same_both_ways(rows, overwrite=overwrite)


NAMES = st.sampled_from(["Ada Quill", "Ada-Quill", "ADA QUILL", "Bo", "Bo Quill", "봉준호", "宮崎駿", ""])
IDS = st.dictionaries(
    st.sampled_from(["tmdb", "imdb"]), st.sampled_from(["1", "2", "nm9000001", "tt9000001"]), max_size=1
)
PEOPLE = st.builds(
    lambda name, ids, other: person(0, name, external_ids=ids, names=[{"text": other, "kind": "variant"}] if other else []),
    NAMES.filter(bool), IDS, NAMES,
)  # fmt: skip
FILMS = st.builds(
    lambda title, year, ids, people: film(0, title, year, external_ids=ids, credits=directed(*people)),
    st.sampled_from(["A", "a", "B", "기생충"]), st.sampled_from([None, 2012, 2013, 1700]), IDS,
    st.lists(NAMES.filter(bool), max_size=3),
)  # fmt: skip


@given(st.lists(PEOPLE | FILMS, max_size=7))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_batch_is_what_its_rows_are_one_by_one(db, rows):
    numbered = [Row(line, *[getattr(row, name) for name in FIELDS]) for line, row in enumerate(rows, 2)]
    same_both_ways(numbered)


def test_a_person_whom_a_film_before_it_brought_is_known_under_another_hyphen():
    told, refused, found = same_both_ways([film(2, "A", credits=directed("Ada Quill")), person(3, "Ada-Quill")])
    assert ([one[-2] for one in told], refused) == (["new", "same"], [])
    assert [one[0] for one in found["people"]] == ["Ada Quill"]


FIELDS = ("kind", "fields", "external_ids", "titles", "names", "credits", "releases")


def test_rows_cost_a_handful_of_queries_a_batch_new_or_known():
    def queries(rows: list[Row]) -> int:
        with CaptureQueriesContext(connection) as seen:
            import_rows(rows)
        return len(seen)

    def batch(start: int, number: int) -> list[Row]:
        return [
            film(line, f"Film {line}", external_ids={"tmdb": str(line)}, credits=directed(f"Ada Quill {line}"))
            for line in range(start, start + number)
        ]

    assert queries(batch(1000, 5)) == queries(batch(2000, 50))
    assert queries(batch(1000, 5)) == queries(batch(2000, 50))
    assert Credit.objects.count() == 55


def test_one_wrong_row_among_many_is_refused_alone():
    rows = [film(line, f"Film {line}", 1700 if line == 33 else 2012) for line in range(2, 66)]
    report = import_rows(rows)
    assert [(bad.line, str(bad)) for bad in report.refused] == [(33, "The year must lie between 1874 and 2100.")]
    assert (Film.objects.count(), [one.line for one in report.outcomes]) == (63, [*range(2, 33), *range(34, 66)])


def test_only_so_many_outcomes_are_kept_the_totals_count_all():
    report = import_rows([film(line, f"Film {line}") for line in range(20)], keep=3)
    assert ([one.line for one in report.outcomes], dict(report.totals)) == ([0, 1, 2], {"film new": 20})
    again = import_rows([film(line, f"Film {line}") for line in range(20)], keep=3)
    assert (again.outcomes, dict(again.totals)) == ([], {"film same": 20})
    assert importing.BATCH == 500
