"""Ways to narrow a search: what an address asks for, and what the pieces found offer. Plain links, without counts.

Counting would mean going through every match; which films, festivals and speakers there are is asked of the best
``LOOKED_AT`` alone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from journal.cinema.models import Festival, Film, Person
from journal.press.kinds import Kind
from journal.press.models import Quotation, VersionEdition, VersionFilm
from journal.press.searching import Match, Narrowed

LOOKED_AT = 120  # matches
OFFERED = 8  # records of one kind
YEAR = re.compile("(?:18|19|20)[0-9]{2}", re.ASCII)
LONGEST_SLUG = 120


@dataclass(frozen=True, slots=True)
class Facet:
    """A link: its name, and the query string it leads to ("" where one is already)."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    facets: Sequence[Facet]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for. ``given`` holds its parts as it writes them, ``names`` the same for readers."""

    narrowed: Narrowed
    given: Mapping[str, str]
    names: Mapping[str, str]
    query: str
    newest: bool

    @property
    def chosen(self) -> list[Facet]:
        """What the search is narrowed to now; each leads to the search without it."""
        return [Facet(self.names[name], address(self, **{name: ""})) for name in self.given]


def read(query: str, parameters: Mapping[str, str]) -> Asked:
    """From an address and its words. What makes no sense is left out, as if it had not been asked for."""
    given: dict[str, str] = {}
    names: dict[str, str] = {}
    found: dict[str, int] = {}
    kind, year = parameters.get("kind", ""), parameters.get("year", "")
    if kind in Kind.values:
        given["kind"], names["kind"] = kind, str(Kind(kind).label)
    if YEAR.fullmatch(year):
        given["year"] = names["year"] = year
    for name, model in (("film", Film), ("festival", Festival), ("speaker", Person)):
        slug = parameters.get(name, "")
        record = model.objects.filter(slug=slug).first() if 0 < len(slug) <= LONGEST_SLUG else None
        if record is not None:
            given[name], names[name], found[name] = slug, str(record), record.pk
    narrowed = Narrowed(given.get("kind", ""), int(given["year"]) if "year" in given else None, **found)
    newest = parameters.get("sort") == "date"
    return Asked(narrowed, given, names, query, newest)


def address(asked: Asked, **other: str) -> str:
    """The query string of the same search with something else; "" takes a part away."""
    parts = {"q": asked.query, **asked.given, "sort": "date" if asked.newest else "", **other}
    return urlencode({name: value for name, value in parts.items() if value})


def orders(asked: Asked) -> list[Facet]:
    best, newest = _("best first"), _("newest first")
    return [
        Facet(best, address(asked, sort="") if asked.newest else ""),
        Facet(newest, "" if asked.newest else address(asked, sort="date")),
    ]


def groups(asked: Asked, matches: Sequence[Match]) -> list[Group]:
    """What the pieces found have in common; a group with nothing to choose between is left out."""
    best = [match.version for match in matches[:LOOKED_AT]]
    zone = ZoneInfo(settings.TIME_ZONE)
    kinds = [(kind, str(kind.label)) for kind in Kind if kind in {match.kind for match in matches}]
    years = sorted({str(match.published_at.astimezone(zone).year) for match in matches}, reverse=True)
    offered: list[tuple[str, str, Iterable[tuple[str, str]]]] = [
        ("kind", _("Kind"), kinds),
        ("year", _("Year"), ((year, year) for year in years)),
        (
            "film",
            _("Film"),
            _most(VersionFilm.objects.filter(version__in=best), "film__slug", "film__title", "film__year"),
        ),
        (
            "festival",
            _("Festival"),
            _most(
                VersionEdition.objects.filter(version__in=best), "edition__festival__slug", "edition__festival__name"
            ),
        ),
        (
            "speaker",
            _("Who speaks"),
            _most(Quotation.objects.filter(version__in=best, person__isnull=False), "person__slug", "person__name"),
        ),
    ]
    found = []
    for name, heading, values in offered:
        if name not in asked.given:
            facets = [Facet(shown, address(asked, **{name: str(value)})) for value, shown in values]
            if facets:
                found.append(Group(heading, facets))
    return found


def _most(links: QuerySet, slug: str, name: str, year: str = "") -> list[tuple[str, str]]:
    """The records that the most of these versions are linked to, in the order of their names.

    ``slug``, ``name`` and ``year`` are looked up from the link; a year tells two films of one title apart.
    """
    columns = [slug, name, *([year] if year else [])]
    counted = links.order_by().values_list(*columns).annotate(pieces=Count("version", distinct=True))
    most = counted.order_by("-pieces", name)[:OFFERED]
    named = [(row[0], f"{row[1]} ({row[2]})" if year and row[2] else row[1]) for row in most]
    return sorted(named, key=lambda one: one[1].casefold())
