"""The catalogue as CSV, in the columns that the import reads. Cells that a spreadsheet would run are made harmless."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from journal.cinema import crew, spreadsheets
from journal.cinema.models import Film, Person
from journal.cinema.reading.csv_files import FILM_COLUMNS, FILM_JOBS, PERSON_COLUMNS

CHUNK = 500
DATES = {"day": "{:%Y-%m-%d}", "month": "{:%Y-%m}", "year": "{:%Y}", "circa": "c. {:%Y}"}


def write_films(file: TextIO, films: Any = None) -> int:
    """Writes films (all, or those of a queryset) with their people and identifiers; returns how many."""
    rows = (films or Film.objects.all()).prefetch_related("titles", "external_ids", "credits__person")
    return _write(file, FILM_COLUMNS, (_film(film) for film in rows.iterator(CHUNK)))


def write_people(file: TextIO, people: Any = None) -> int:
    """Writes people (all, or those of a queryset) with their names and identifiers; returns how many.

    Names that must never be printed are left out: a file goes its own ways.
    """
    rows = (people or Person.objects.all()).prefetch_related("names", "external_ids")
    return _write(file, PERSON_COLUMNS, (_person(person) for person in rows.iterator(CHUNK)))


def _write(file: TextIO, columns: Iterable[str], rows: Iterator[dict[str, Any]]) -> int:
    writer = csv.DictWriter(file, list(columns), lineterminator="\r\n")
    writer.writeheader()
    number = 0
    for row in rows:
        writer.writerow({name: spreadsheets.neutral(_cell(value)) for name, value in row.items()})
        number += 1
    return number


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


def _film(film: Film) -> dict[str, Any]:
    credits = sorted(film.credits.all(), key=lambda credit: (credit.billing, credit.pk))
    columns = (
        "title", "title_language", "original_title", "original_language", "year", "kind", "runtime", "countries",
        "languages", "disambiguation", "synopsis",
    )  # fmt: skip
    row = {name: getattr(film, name) for name in columns}
    row["other_titles"] = [title.text for title in film.titles.all() if title.printable]
    row["cast"] = [
        f"{credit.person.name} ({credit.character})" if credit.character else credit.person.name
        for credit in credits
        if credit.department == crew.ACTING
    ]
    for column, job in FILM_JOBS.items():
        row[column] = [credit.person.name for credit in credits if credit.job == job]
    return row | {identifier.scheme: identifier.value for identifier in film.external_ids.all()}


def _person(person: Person) -> dict[str, Any]:
    columns = ("name", "name_order", "given_name", "family_name", "sort_name", "disambiguation", "bio")
    row = {name: getattr(person, name) for name in columns}
    for name in ("born", "died"):
        day = getattr(person, name)
        row[name] = DATES[getattr(person, f"{name}_precision")].format(day) if day else ""
    row["other_names"] = [name.text for name in person.names.all() if name.printable]
    return row | {identifier.scheme: identifier.value for identifier in person.external_ids.all()}
