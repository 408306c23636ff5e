"""Films and people from spreadsheets saved as CSV.

The first line names the columns; `mapping` says what another name means ("Regie" -> "director"), "-" leaves it out.
"""

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from journal.cinema import countries, crew, languages, spreadsheets
from journal.cinema.messages import gettext_noop as _
from journal.cinema.reading.rows import BadFile, BadRow, CreditFact, Named, Row

SEPARATORS = ",;\t"
MAX_CELL = 20_000
SCHEMES = ("imdb", "tmdb", "wikidata", "eidr", "isan", "letterboxd")
FILM_JOBS = {
    "director": "Director",
    "writer": "Screenplay",
    "producer": "Producer",
    "cinematographer": "Director of Photography",
    "editor": "Editor",
    "composer": "Original Music Composer",
}
FILM_COLUMNS = (
    "title", "title_language", "original_title", "original_language", "year", "kind", "runtime", "countries",
    "languages", "disambiguation", "synopsis", "other_titles", "cast", *FILM_JOBS, *SCHEMES,
)  # fmt: skip
PERSON_COLUMNS = (
    "name", "name_order", "given_name", "family_name", "sort_name", "disambiguation", "born", "died", "bio",
    "other_names", *SCHEMES,
)  # fmt: skip
CAST = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<character>[^()]+)\))?")

Cells = dict[str, str]


class _Refused(ValueError):
    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message % params)
        self.message, self.params = message, params


def read_films(data: bytes, mapping: dict[str, str]) -> Iterator[Row | BadRow]:
    """Raises BadFile if the columns are not understood."""
    return _read(data, mapping, FILM_COLUMNS, "title", _film)


def read_people(data: bytes, mapping: dict[str, str]) -> Iterator[Row | BadRow]:
    """Raises BadFile if the columns are not understood."""
    return _read(data, mapping, PERSON_COLUMNS, "name", _person)


def _read(
    data: bytes,
    mapping: dict[str, str],
    columns: tuple[str, ...],
    needed: str,
    make: Callable[[int, Cells], Row],
) -> Iterator[Row | BadRow]:
    # Bytes that are no UTF-8 are kept as surrogates, so that only the rows that hold them are refused.
    # Read line by line: a second copy of a long file as text would be four times its size.
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    first = io.TextIOWrapper(io.BytesIO(data), encoding, "surrogateescape", newline="").readline()
    csv.field_size_limit(max(csv.field_size_limit(), len(data) + 1))
    text = io.TextIOWrapper(io.BytesIO(data), encoding, "surrogateescape", newline="")
    reader = csv.reader(text, delimiter=max(SEPARATORS, key=first.count), strict=True)
    try:
        names = _columns(next(reader, []), mapping, columns, needed)
    except csv.Error as error:
        raise BadFile(_("The first line is not CSV: %(error)s."), error=str(error)) from error
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(reader.line_num, _("This is not CSV: %(error)s."), {"error": str(error)})
            continue
        if any(cell.strip() for cell in cells):
            yield _row(reader.line_num, cells, names, make)


def _columns(header: list[str], mapping: dict[str, str], columns: tuple[str, ...], needed: str) -> list[str]:
    names = []
    for written in header:
        name = mapping.get(written.strip(), written.strip())
        names.append(name if name == "-" else name.casefold().replace(" ", "_"))
    unknown = [written for written, name in zip(header, names, strict=True) if name not in {*columns, "-"}]
    if unknown:
        raise BadFile(
            _("Columns that we do not know: %(unknown)s. Map them or name them: %(known)s."),
            unknown=", ".join(repr(name) for name in unknown),
            known=", ".join(columns),
        )
    doubled = {name for name in names if name != "-" and names.count(name) > 1}
    if doubled:
        raise BadFile(_("Two columns are called %(name)s."), name=", ".join(sorted(doubled)))
    if needed not in names:
        raise BadFile(_("There is no column “%(needed)s”."), needed=needed)
    return names


def _row(line: int, cells: list[str], names: list[str], make: Callable[[int, Cells], Row]) -> Row | BadRow:
    if len(cells) != len(names):
        return BadRow(
            line, _("There are %(cells)s cells for %(names)s columns."), {"cells": len(cells), "names": len(names)}
        )
    row: Cells = {}
    for name, cell in zip(names, cells, strict=True):
        if any("\udc80" <= char <= "\udcff" for char in cell):
            return BadRow(line, _("The cell %(name)s is not UTF-8; save the file as UTF-8."), {"name": name})
        if spreadsheets.is_formula(cell):
            return BadRow(line, _("The cell %(name)s holds a formula: %(cell)s"), {"name": name, "cell": cell[:60]})
        if len(cell) > MAX_CELL or "\0" in cell:
            return BadRow(
                line, _("The cell %(name)s is too long or holds characters that are no text."), {"name": name}
            )
        row[name] = spreadsheets.plain(cell.strip())
    try:
        return make(line, row)
    except _Refused as error:
        return BadRow(line, error.message, error.params)


def _film(line: int, cells: Cells) -> Row:
    fields: dict[str, Any] = {
        name: cells[name] for name in ("title", "original_title", "disambiguation", "synopsis") if cells.get(name)
    }
    if not fields.get("title"):
        raise _Refused(_("There is no title."))
    for name in ("year", "runtime"):
        if cells.get(name):
            fields[name] = _number(name, cells[name])
    for name in ("title_language", "original_language"):
        if cells.get(name):
            fields[name] = _code(name, cells[name], languages.read)
    for name, read in (("countries", countries.read), ("languages", languages.read)):
        if cells.get(name):
            fields[name] = [_code(name, part, read) for part in _parts(cells[name])]
    if cells.get("kind"):
        fields["kind"] = cells["kind"].casefold()
    return Row(
        line,
        "film",
        fields,
        _identifiers(cells),
        titles=[{"text": text, "kind": "release"} for text in _parts(cells.get("other_titles", ""))],
        credits=_credits(cells),
    )


def _person(line: int, cells: Cells) -> Row:
    names = ("name", "name_order", "given_name", "family_name", "sort_name", "disambiguation", "bio")
    fields: dict[str, Any] = {name: cells[name] for name in names if cells.get(name)}
    if not fields.get("name"):
        raise _Refused(_("There is no name."))
    for name in ("born", "died"):
        if cells.get(name):
            fields[name], fields[f"{name}_precision"] = date(cells[name])
    others = [{"text": text, "kind": "variant"} for text in _parts(cells.get("other_names", ""))]
    return Row(line, "person", fields, _identifiers(cells), names=others)


def _credits(cells: Cells) -> list[CreditFact]:
    found = []
    for column, job in FILM_JOBS.items():
        for billing, name in enumerate(_parts(cells.get(column, ""))):
            found.append(CreditFact(Named(name), job, crew.department_of(job), billing=billing))
    for billing, part in enumerate(_parts(cells.get("cast", ""))):
        match = CAST.fullmatch(part)
        if not match:
            raise _Refused(_("The cast should read “Name (Character); Name (Character)”, not “%(part)s”."), part=part)
        found.append(CreditFact(Named(match["name"]), "Actor", crew.ACTING, match["character"] or "", billing))
    return found


def _identifiers(cells: Cells) -> dict[str, str]:
    return {scheme: cells[scheme] for scheme in SCHEMES if cells.get(scheme)}


def _parts(cell: str) -> list[str]:
    """Several values in one cell: separated by semicolons or bars, which names and titles seldom hold."""
    return [part.strip() for part in re.split(r"[;|]", cell) if part.strip()]


def _number(name: str, cell: str) -> int:
    if not re.fullmatch(r"\d{1,5}", cell):
        raise _Refused(_("%(name)s should be a whole number, not “%(cell)s”."), name=name, cell=cell[:60])
    return int(cell)


def _code(name: str, cell: str, read: Callable[[str], str | None]) -> str:
    code = read(cell)
    if code is None:
        raise _Refused(_("“%(cell)s” is not known as one of %(name)s."), name=name, cell=cell[:60])
    return code


def date(text: str) -> tuple[datetime.date, str]:
    """A date and how precise it is: "1969-09-14" to the day, "1969-09" to the month, "1969" to the year, "c. 1890"."""
    match = re.fullmatch(r"(c\.?\s*)?(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text.strip())
    try:
        if not match:
            raise ValueError
        about, year, month, day = match.groups()
        found = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise _Refused(
            _("“%(text)s” is not a date; write 1969-09-14, 1969-09, 1969 or c. 1969."), text=text[:60]
        ) from None
    return found, "circa" if about else "day" if day else "month" if month else "year"
