"""What we printed about a film, a person or a festival, in the order in which a reader of its page wants it.

Reviews (talks, dispatches) come first however old they are, then the rest, the newest first in each. One key over both;
the first page takes the newest of each from an index, so a film with 500 pieces costs what one with five does.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from journal.cinema.models import Edition, Festival, Film, Person
from journal.front import paging
from journal.press.models import Version, VersionEdition
from journal.press.prepared import Prepared, Together
from journal.press.querysets import VersionQuerySet

SIZE = 24
CURSOR = re.compile(r"([0-9])-(.{3,60})", re.ASCII)

# Role or kind -> heading, in the order of the page.
OF_FILM = {"reviewed": _("Reviewed"), "subject": _("About the film"), "mentioned": _("Mentioned in")}
OF_PERSON = {"participant": _("In conversation"), "subject": _("About"), "mentioned": _("Mentioned in")}
BY_RECORD = {"film": OF_FILM, "person": OF_PERSON}
OF_FESTIVAL = {"dispatch": _("Dispatches"), "": _("From the festival")}


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one heading."""

    heading: Any
    items: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One page of pieces, ``page.rows`` in the order shown, and the same by heading."""

    page: paging.Page
    groups: Sequence[Group]

    def __bool__(self) -> bool:
        return bool(self.page.rows)


def of_film(request: HttpRequest, film: Film, now: datetime) -> Coverage:
    if "before" not in request.GET:
        return _beginning("film", film.pk, OF_FILM, now)
    found = _listed(now).filter(film_links__film=film)
    return _page(request, found, "film_links__role", OF_FILM)


def of_person(request: HttpRequest, person: Person, now: datetime) -> Coverage:
    if "before" not in request.GET:
        return _beginning("person", person.pk, OF_PERSON, now)
    found = _listed(now).filter(person_links__person=person)
    return _page(request, found, "person_links__role", OF_PERSON)


def of_edition(request: HttpRequest, edition: Edition, now: datetime) -> Coverage:
    return _page(request, _listed(now).filter(edition_links__edition=edition), "kind", OF_FESTIVAL)


def of_festival(request: HttpRequest, festival: Festival, now: datetime) -> Coverage:
    # By their numbers: a piece about two editions still stands once in the list.
    return _page(request, _listed(now).filter(pk__in=linked_to(festival)), "kind", OF_FESTIVAL)


def linked_to(festival: Festival) -> QuerySet[Any]:
    """Numbers of the versions about any of its editions."""
    return VersionEdition.objects.filter(edition__festival=festival).values("version")


def _listed(now: datetime) -> VersionQuerySet:
    return Version.objects.listed(now).for_lists()


def _of_role(name: str, role: str) -> Prepared:
    def ask(at: datetime, record: int) -> QuerySet[Version, Any]:
        found = Version.objects.listed(at).filter(**{f"{name}_links__{name}": record, f"{name}_links__role": role})
        return found.along(f"{name}_links").values_list("pk")[: SIZE + 1]

    return Prepared(ask, at=datetime(1895, 12, 28, tzinfo=UTC), record=-1)


# The newest of each role are asked for apart, so that an index hands them out in order and nothing is sorted.
OF_ROLE = {(name, role): _of_role(name, role) for name, headings in BY_RECORD.items() for role in headings}
NEWEST = {name: Together(*(OF_ROLE[name, role] for role in headings)) for name, headings in BY_RECORD.items()}


def _beginning(name: str, record: int, headings: Mapping[str, Any], now: datetime) -> Coverage:
    """The first page, by role and date: the same as ``_page`` without a cursor."""
    ranks: dict[int, int] = {}
    for rank, of_role in enumerate(NEWEST[name].columns(at=now, record=record)):
        ranks |= dict.fromkeys(of_role, rank)
    found = Version.objects.for_lists().in_bulk(list(ranks)[: SIZE + 1])
    rows = [found[pk] for pk in ranks if pk in found]
    for row in rows:
        row.rank = ranks[row.pk]  # type: ignore[attr-defined]
    return _coverage(rows, headings, first=True)


def _page(request: HttpRequest, found: VersionQuerySet, column: str, headings: Mapping[str, Any]) -> Coverage:
    """One page in the order of the headings; a value without a heading of its own is under "" or nowhere."""
    ranks = {value: rank for rank, value in enumerate(headings)}
    other = ranks.get("", len(ranks))
    whens = [When(**{column: value}, then=Value(rank)) for value, rank in ranks.items() if value]
    found = found.annotate(rank=Case(*whens, default=Value(other), output_field=IntegerField()))
    found = found.order_by("rank", "-published_at", "-pk")
    cursor = _read(request.GET.get("before", ""))
    if cursor:
        rank, at, pk = cursor
        found = found.filter(
            Q(rank__gt=rank) | Q(rank=rank, published_at__lt=at) | Q(rank=rank, published_at=at, pk__lt=pk)
        )
    return _coverage(list(found[: SIZE + 1]), headings, first=cursor is None)


def _coverage(rows: Sequence[Any], headings: Mapping[str, Any], *, first: bool) -> Coverage:
    """``rows`` with their ranks, one more than a page holds where there are more."""
    older = ""
    if len(rows) > SIZE:
        last = rows[SIZE - 1]
        older = f"before={last.rank}-{paging.write_cursor(last.published_at, last.pk)}"
    page = paging.Page(rows[:SIZE], older, first)
    return Coverage(page, _grouped(page.rows, headings.values()))


def _grouped(versions: Iterable[Any], headings: Iterable[Any]) -> list[Group]:
    kept = list(versions)
    return [
        Group(heading, rows)
        for rank, heading in enumerate(headings)
        if (rows := [version for version in kept if version.rank == rank])
    ]


def _read(text: str) -> tuple[int, datetime, int] | None:
    """Rank, instant and row of the last row before; None for anything that no page wrote."""
    found = CURSOR.fullmatch(text)
    cursor = paging.read_cursor(found[2]) if found else None
    return (int(found[1]), *cursor) if found and cursor else None
