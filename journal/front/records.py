"""What the pages of films, people and festivals ask of the catalogue and the press."""

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.cinema import crew
from journal.cinema.models import Credit, Edition, Festival, Film, Person, Selection, Strand
from journal.cinema.querysets import starts_with
from journal.front.paging import Page
from journal.press.models import Quotation, Version, VersionEdition
from journal.press.querysets import VersionQuerySet, live_q

DIRECTING = Prefetch("credits", Credit.objects.directing().select_related("person"), to_attr="directing")
OF_DIRECTORS = Prefetch("film__credits", Credit.objects.directing().select_related("person"), to_attr="directing")
PER_LETTER = 200
LETTERS = string.ascii_lowercase
SAID = 5
WORTH_QUOTING = 80  # characters: “Yes!” stands for nothing outside its talk

HEADINGS = {
    "reviewed": _("Reviewed"),
    "participant": _("In conversation"),
    "subject": _("About"),
    "mentioned": _("Mentioned in"),
}
JOBS = {
    "Director": pgettext_lazy("job", "Director"),
    "Co-Director": pgettext_lazy("job", "Co-director"),
    "Screenplay": pgettext_lazy("job", "Screenplay"),
    "Writer": pgettext_lazy("job", "Writer"),
    "Producer": pgettext_lazy("job", "Producer"),
    "Director of Photography": pgettext_lazy("job", "Cinematography"),
    "Editor": pgettext_lazy("job", "Editor"),
    "Production Design": pgettext_lazy("job", "Production design"),
    "Costume Design": pgettext_lazy("job", "Costume design"),
    "Original Music Composer": pgettext_lazy("job", "Music"),
    "Sound Designer": pgettext_lazy("job", "Sound design"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one heading."""

    heading: Any
    items: Sequence[Any]


def alphabet(request: HttpRequest, found: QuerySet[Any]) -> tuple[str, Page, Sequence[str]]:
    """The letter asked for ("" for the beginning), its records, and all letters.

    A page holds ``PER_LETTER`` records and goes on after the last one's key.
    """
    letter = request.GET.get("letter", "").lower()
    letter = letter if letter in LETTERS and len(letter) == 1 else ""
    if letter:
        found = found.filter(starts_with("sort_key", letter, found.db))
    after = _after(request)
    if after:
        key, pk = after
        found = found.filter(Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=pk))
    rows = list(found.order_by("sort_key", "pk")[: PER_LETTER + 1])
    if len(rows) <= PER_LETTER:
        return letter, Page(rows, first=not after), LETTERS
    last = rows[PER_LETTER - 1]
    more = urlencode(({"letter": letter} if letter else {}) | {"after": last.sort_key, "row": last.pk})
    return letter, Page(rows[:PER_LETTER], more, not after), LETTERS


def _after(request: HttpRequest) -> tuple[str, int] | None:
    """The row that the page before ended with; None for the first page and for anything that no page ever wrote."""
    key, row = request.GET.get("after", ""), request.GET.get("row", "")
    if not key or not key.isprintable() or len(key) > 400 or not (row.isascii() and row.isdigit() and len(row) < 19):
        return None
    return key, int(row)


def crew_of(credits: Iterable[Credit]) -> list[Group]:
    """Those behind the camera, in the order of the trade."""
    rows = [(credit.job, credit) for credit in credits if credit.department != crew.ACTING]
    return [Group(JOBS.get(job, job), of_job) for job, of_job in crew.in_trade_order(rows)]


def cast_of(credits: Iterable[Credit]) -> list[Credit]:
    return [credit for credit in credits if credit.department == crew.ACTING]


def filmography(credits: Iterable[Credit]) -> list[Group]:
    """A person's films by job, newest first; acting after the rest."""
    newest = sorted(credits, key=lambda credit: (-(credit.film.year or 0), credit.film.sort_key))
    rows = [(credit.job, credit) for credit in newest]
    return [Group(JOBS.get(job, job), of_job) for job, of_job in crew.in_trade_order(rows)]


def versions_of_film(film: Film, now: datetime) -> VersionQuerySet:
    found = Version.objects.listed(now).for_lists().filter(film_links__film=film)
    return found.annotate(role=F("film_links__role"))


def versions_of_person(person: Person, now: datetime) -> VersionQuerySet:
    found = Version.objects.listed(now).for_lists().filter(person_links__person=person)
    return found.annotate(role=F("person_links__role"))


def versions_of_festival(festival: Festival) -> QuerySet[Any]:
    """Ids of versions linked to any edition: a piece about two of them still stands once in the list."""
    return VersionEdition.objects.filter(edition__festival=festival).values("version")


def by_role(versions: Sequence[Version]) -> list[Group]:
    """Reviews first, then talks and pieces about it, then pieces that name it."""
    return [
        Group(heading, rows)
        for role, heading in HEADINGS.items()
        if (rows := [version for version in versions if version.role == role])  # type: ignore[attr-defined]
    ]


def quotations_of(person: Person, now: datetime) -> QuerySet[Quotation]:
    """What the person said last, in pieces that are public."""
    found = Quotation.objects.filter(live_q(now, "version__"), person=person).exclude(version__change="retraction")
    found = found.annotate(length=Length("text")).filter(length__gte=WORTH_QUOTING)
    heavy = ("version__document", "version__body", "version__form", "version__links")
    return found.select_related("version").defer(*heavy).order_by("-version__published_at", "position")[:SAID]


def strands_of(edition: Edition) -> QuerySet[Strand]:
    shown = Selection.objects.select_related("film").prefetch_related(OF_DIRECTORS).order_by("film__sort_key", "id")
    return edition.strands.prefetch_related(Prefetch("selections", shown))
