"""What stands beside a piece and what to read after it: by shared records, not by tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from journal.cinema.models import Credit, Edition, Film, Person
from journal.press.kinds import Kind
from journal.press.models import Version
from journal.press.prepared import Prepared, Together
from journal.press.presenting import Presented

MORE = 4


@dataclass(frozen=True, slots=True)
class FilmBeside:
    """A film that the piece is about, with those who directed it."""

    film: Film
    directors: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The records of a piece as the rail shows them: what it is about in full, what it names as links."""

    films: Sequence[FilmBeside]
    mentioned: Sequence[Film]
    people: Sequence[Person]
    editions: Sequence[Edition]


@dataclass(frozen=True, slots=True)
class More:
    heading: str
    url: str
    versions: Sequence[Version]


def beside(piece: Presented) -> Beside:
    roles = {link.film: link.role for link in piece.copy.films}
    subjects = [film for film in piece.films if roles[film.pk] != "mentioned"]
    directing = Credit.objects.directing().filter(film__in=[film.pk for film in piece.films]).select_related("person")
    credits = list(directing) if piece.films else []
    closely = {link.person for link in piece.copy.people if link.role != "mentioned"}
    return Beside(
        films=[FilmBeside(film, tuple(c for c in credits if c.film_id == film.pk)) for film in subjects],
        mentioned=[film for film in piece.films if film not in subjects],
        people=[person for person in piece.people if person.pk in closely],
        editions=piece.editions,
    )


def neighbours(links: Mapping[str, Any], *, piece: int, kind: str, now: datetime) -> list[tuple[str, list[int]]]:
    """What ``more`` shows: (which list, ids of versions) in order, lists without any left out.

    ``links`` are the records as printed with the version. A record that was merged away since has no list.
    """
    seen: set[int] = set()
    found: list[tuple[str, list[int]]] = []
    records = _first_of(links)
    columns = _lists(*records).columns(at=now, piece=piece, **records) if records else []
    for name, newest in zip(records, columns, strict=True):
        ids = [pk for pk in newest if pk not in seen][:MORE]
        seen.update(ids)
        if ids:
            found.append((name, ids))
    if found:
        return found
    of_kind = OF_KIND.column(at=now, piece=piece, kind=kind)
    return [("kind", of_kind)] if of_kind else []


def more(version: Version, beside: Beside, *, now: datetime) -> list[More]:
    """Up to three short lists: the same film, person, festival; the section's newest where there is none of these.

    No piece stands in two of them, and the same in another language in none: it has its line above the text.
    """
    lists = neighbours(version.links, piece=version.piece_id, kind=version.kind, now=now)
    # Without their pictures: these lists are of words alone.
    found = Version.objects.for_lists().select_related(None).in_bulk([pk for _name, ids in lists for pk in ids])
    headings = _headings(version, beside)
    others = {pk: one for pk, one in found.items() if _original(one) != _original(version)}
    shown = [(name, [others[pk] for pk in ids if pk in others]) for name, ids in lists]
    return [More(*headings[name], versions) for name, versions in shown if versions and name in headings]


def _original(version: Version) -> int:
    """The piece that was written first."""
    return version.translation_of_id or version.piece_id


def _first_of(links: Mapping[str, Any]) -> dict[str, int]:
    """The first film and person that the piece is about, and its first festival."""
    chosen = {
        name: next((link[name] for link in links.get(plural, ()) if link.get("role") != "mentioned"), None)
        for name, plural in (("film", "films"), ("person", "people"), ("edition", "editions"))
    }
    return {name: record for name, record in chosen.items() if record is not None}


def _headings(version: Version, beside: Beside) -> dict[str, tuple[str, str]]:
    """List -> its heading and where that leads."""
    kind = _("More of this kind: %(name)s") % {"name": Kind(version.kind).label}
    records: dict[str, dict[int, Film | Person | Edition]] = {
        "film": {one.film.pk: one.film for one in beside.films},
        "person": {person.pk: person for person in beside.people},
        "edition": {edition.pk: edition for edition in beside.editions},
    }
    first = {name: records[name].get(pk) for name, pk in _first_of(version.links).items()}
    return {"kind": (kind, f"/{version.section}/")} | {
        name: (_("More on %(name)s") % {"name": _name(record)}, record.get_absolute_url())
        for name, record in first.items()
        if record is not None
    }


def _name(record: Film | Person | Edition) -> str:
    return record.title if isinstance(record, Film) else record.name if isinstance(record, Person) else str(record)


AN_INSTANT = datetime(1895, 12, 28, tzinfo=UTC)


@cache
def _lists(*names: str) -> Together:
    """The newest pieces on a record of each name: enough of them for a list with others above it that hold the same."""

    def linked(name: str, above: int) -> Prepared:
        def ask(at: datetime, piece: int, **record: int) -> QuerySet[Version, Any]:
            others = Version.objects.listed(at).exclude(piece=piece).filter(**{f"{name}_links__{name}": record[name]})
            return others.along(f"{name}_links").values_list("pk")[: MORE * (1 + above)]

        return Prepared(ask, at=AN_INSTANT, piece=-1, **{name: -2})

    return Together(*(linked(name, above) for above, name in enumerate(names)))


OF_KIND = Prepared(
    lambda at, piece, kind: (
        Version.objects.listed(at)
        .exclude(piece=piece)
        .filter(kind=kind)
        .order_by("-published_at", "-pk")
        .values_list("pk")[:MORE]
    ),
    at=AN_INSTANT,
    piece=-1,
    kind="a kind",
)
