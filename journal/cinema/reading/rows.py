"""What a reader gives: rows of facts in one shape, whatever the file, and rows that are refused."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from journal.cinema.messages import gettext_noop as _


class BadFile(ValueError):
    """The file as a whole cannot be read; `message` with `params` is for the person who sent it."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message % params)
        self.message, self.params = message, params


@dataclass(frozen=True)
class BadRow:
    """A row that is refused: where it stands and why."""

    line: int
    message: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.params


@dataclass(frozen=True)
class Named:
    """A person as another catalogue names them."""

    name: str
    external_ids: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CreditFact:
    person: Named
    job: str
    department: str = ""
    character: str = ""
    billing: int = 0


@dataclass(frozen=True)
class Row:
    """One record. `fields` are columns of Film or Person; the rest are rows that belong to it.

    `titles`: dicts of columns of FilmTitle; `names`: of PersonName; `releases`: of Release.
    """

    line: int
    kind: str
    fields: dict[str, Any]
    external_ids: dict[str, str] = field(default_factory=dict)
    titles: list[dict[str, str]] = field(default_factory=list)
    names: list[dict[str, str]] = field(default_factory=list)
    credits: list[CreditFact] = field(default_factory=list)
    releases: list[dict[str, Any]] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(self.fields.get("title") or self.fields.get("name") or "?")


def json_objects(data: bytes) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """(Line, object) of a JSON list or of JSON lines; None for a line that is no JSON object. Raises BadFile."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(_("The file is not UTF-8: byte %(place)s cannot be read."), place=error.start) from error
    if text.lstrip().startswith("["):
        try:
            items = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            raise BadFile(_("The file is not JSON: %(error)s."), error=str(error)) from error
        for number, item in enumerate(items, 1):
            yield number, item if isinstance(item, dict) else None
        return
    for number, line in enumerate(text.splitlines(), 1):
        # Wikidata's dumps put a comma behind each line.
        line = line.strip().rstrip(",")
        if line:
            yield number, _object(line)


def _object(line: str) -> dict[str, Any] | None:
    try:
        item = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return None
    return item if isinstance(item, dict) else None
