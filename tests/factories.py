"""Plain makers of records, with defaults that say nothing surprising."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import connection

from journal.cinema.models import Credit as FilmCredit
from journal.cinema.models import Edition, Festival, Film, Person
from journal.document.blocks import Block, Document
from journal.press import publishing
from journal.press.copy import Copy
from journal.press.declaring import Declared, Signatures
from journal.press.models import Version

# What keeping a page costs when it is made: the site stamp, what is kept there, the next instant; and to keep it in the
# database two savepoints and one row, on SQLite three words about waiting too.
KEEPING = 3 + (6 if connection.vendor == "sqlite" else 3)
# An address with a query is kept in memory alone.
KEEPING_A_QUERY = 2
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def make_user(username: str = "vera", **fields: Any) -> User:
    return User.objects.create_user(username, password=fields.pop("password", None), **fields)


def paragraphs(*texts: str) -> Document:
    """A document of plain paragraphs with ids p0000000, p0000001, ..."""
    return Document(tuple(Block(id=f"p{n:07d}", type="paragraph", text=text) for n, text in enumerate(texts)))


def make_copy(headline: str = "A night at the pictures", **fields: Any) -> Copy:
    defaults: dict[str, Any] = {"kind": "feature", "document": paragraphs("The lights went down.", "Nobody moved.")}
    return Copy(headline=headline, **{**defaults, **fields})


def make_version(
    headline: str = "A night at the pictures", *, slug: str = "", now: datetime = NOON, **fields: Any
) -> Version:
    """A piece, published at ``now``. ``fields`` are those of ``Copy``."""
    return publishing.publish(
        copy=make_copy(headline, **fields),
        slug=slug or headline.lower().replace(" ", "-"),
        signed=Signatures(by=None),
        now=now,
    )


def make_change(version: Version, *, now: datetime, kind: str = "correction", text: str = "", **fields: Any) -> Version:
    """A declared change of a published piece. ``fields`` replace those of the copy; a headline's change by default."""
    old = version.copy()
    changed = {name: getattr(old, name) for name in old.__dataclass_fields__} | (
        fields or {"headline": old.headline + "!"}
    )
    notice = text or ("" if kind == "typo" else f"This is the {kind}.")
    return publishing.change(
        piece=version.piece,
        copy=Copy(**changed),
        declared=[Declared(kind=kind, text=notice)],
        base=version.number,
        signed=Signatures(by=None),
        now=now,
    )


def make_person(name: str = "Ida Orlov", **fields: Any) -> Person:
    return Person.objects.create(name=name, **fields)


def make_film(
    title: str = "Salt Hours", year: int = 2012, *, directors: tuple[Person, ...] = (), **fields: Any
) -> Film:
    film = Film.objects.create(title=title, year=year, **fields)
    for billing, person in enumerate(directors):
        FilmCredit.objects.create(film=film, person=person, billing=billing)
    return film


def make_edition(year: int = 2012, *, festival: Festival | None = None, **fields: Any) -> Edition:
    where = festival or Festival.objects.get_or_create(name="Lake Film Festival", defaults={"short_name": "Lake"})[0]
    return Edition.objects.create(festival=where, year=year, **fields)
