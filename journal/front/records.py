"""What the pages of films, people and festivals ask of the catalogue."""

import string
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.cinema import crew, titles
from journal.cinema.models import Credit, Edition, Film, Person, Selection, Strand
from journal.cinema.querysets import starts_with
from journal.front.coverage import Group
from journal.front.paging import Page

DIRECTING = Prefetch("credits", Credit.objects.directing().select_related("person"), to_attr="directing")
OF_DIRECTORS = Prefetch("film__credits", Credit.objects.directing().select_related("person"), to_attr="directing")
PER_LETTER = 100
LETTERS = string.ascii_lowercase
CAST = 15  # actors that a film page names before it says "full credits"
ALIKE = 12  # records of the same name that a page points to

JOBS = {
    "Director": pgettext_lazy("job", "Director"),
    "Co-Director": pgettext_lazy("job", "Co-director"),
    "Screenplay": pgettext_lazy("job", "Screenplay"),
    "Writer": pgettext_lazy("job", "Writer"),
    "Story": pgettext_lazy("job", "Story"),
    "Novel": pgettext_lazy("job", "Novel"),
    "Producer": pgettext_lazy("job", "Producer"),
    "Director of Photography": pgettext_lazy("job", "Cinematography"),
    "Editor": pgettext_lazy("job", "Editor"),
    "Production Design": pgettext_lazy("job", "Production design"),
    "Costume Design": pgettext_lazy("job", "Costume design"),
    "Original Music Composer": pgettext_lazy("job", "Music"),
    "Music": pgettext_lazy("job", "Music"),
    "Sound Designer": pgettext_lazy("job", "Sound design"),
    "Actor": pgettext_lazy("job", "Actor"),
    "Voice": pgettext_lazy("job", "Voice"),
    "Self": pgettext_lazy("job", "As themselves"),
}
# What somebody is who did these jobs; a job that is not here makes nobody's profession.
PROFESSIONS = {
    "Director": pgettext_lazy("profession", "Director"),
    "Co-Director": pgettext_lazy("profession", "Director"),
    "Screenplay": pgettext_lazy("profession", "Screenwriter"),
    "Writer": pgettext_lazy("profession", "Screenwriter"),
    "Novel": pgettext_lazy("profession", "Novelist"),
    "Producer": pgettext_lazy("profession", "Producer"),
    "Director of Photography": pgettext_lazy("profession", "Cinematographer"),
    "Editor": pgettext_lazy("profession", "Editor"),
    "Production Design": pgettext_lazy("profession", "Production designer"),
    "Costume Design": pgettext_lazy("profession", "Costume designer"),
    "Original Music Composer": pgettext_lazy("profession", "Composer"),
    "Music": pgettext_lazy("profession", "Composer"),
    "Sound Designer": pgettext_lazy("profession", "Sound designer"),
    "Actor": pgettext_lazy("profession", "Actor"),
    "Voice": pgettext_lazy("profession", "Actor"),
}
MOST_PROFESSIONS = 3


@dataclass(frozen=True, slots=True)
class Credits:
    """A film's credits as its page shows them: the trade's order, and what is folded away behind "full credits"."""

    crew: Sequence[Group]
    cast: Sequence[Credit]
    further_crew: Sequence[Group]
    further_cast: Sequence[Credit]

    @property
    def folded(self) -> bool:
        return bool(self.further_crew or self.further_cast)


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
        # The first condition says nothing new; it is the one that an index answers.
        found = found.filter(sort_key__gte=key).filter(Q(sort_key__gt=key) | Q(pk__gt=pk))
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


def by_initial(rows: Sequence[Film | Person]) -> list[Group]:
    """Rows in the order of their keys, under their letters."""
    return [Group(heading, list(part)) for heading, part in groupby(rows, lambda row: _heading(row.sort_key))]


def _heading(key: str) -> Any:
    letter = titles.initial(key)
    if letter != "#":
        return letter.upper()
    return _("0–9") if key[:1].isdigit() else _("Other letters")


def credits_of(credits: Iterable[Credit]) -> Credits:
    """Behind the camera in the order of the trade, in front of it by billing."""
    rows = list(credits)
    cast = [credit for credit in rows if credit.department == crew.ACTING]
    jobs = crew.in_trade_order((credit.job, credit) for credit in rows if credit.department != crew.ACTING)
    groups = [(job in crew.SHOWN, Group(JOBS.get(job, job), of_job)) for job, of_job in jobs]
    return Credits(
        [group for shown, group in groups if shown],
        cast[:CAST],
        [group for shown, group in groups if not shown],
        cast[CAST:],
    )


def filmography(credits: Iterable[Credit]) -> list[Group]:
    """A person's films by job, newest first; acting after the rest of what a film page shows."""
    newest = sorted(credits, key=lambda credit: (-(credit.film.year or 0), credit.film.sort_key))
    rows = [(credit.job, credit) for credit in newest]
    return [Group(JOBS.get(job, job), of_job) for job, of_job in crew.in_trade_order(rows)]


def professions(credits: Iterable[Credit]) -> list[Any]:
    """What the person is by trade, the most frequent first."""
    counted = Counter(PROFESSIONS[credit.job] for credit in credits if credit.job in PROFESSIONS)
    return [profession for profession, _count in counted.most_common(MOST_PROFESSIONS)]


def films_of_that_title(film: Film) -> QuerySet[Film]:
    """Others that a reader may have meant, oldest first."""
    same = Film.objects.alias(lower=Lower("title")).filter(lower=Lower(Value(film.title)))
    return same.exclude(pk=film.pk).order_by("year", "pk")[:ALIKE]


def people_of_that_name(person: Person) -> QuerySet[Person]:
    return Person.objects.filter(name=person.name).exclude(pk=person.pk).order_by("disambiguation", "pk")[:ALIKE]


def neighbours(edition: Edition) -> tuple[Edition | None, Edition | None]:
    """The festival's editions before and after this one."""
    others = edition.festival.editions
    return (
        others.filter(year__lt=edition.year).order_by("-year").first(),
        others.filter(year__gt=edition.year).order_by("year").first(),
    )


def strands_of(edition: Edition) -> QuerySet[Strand]:
    shown = Selection.objects.select_related("film").prefetch_related(OF_DIRECTORS).order_by("film__sort_key", "id")
    return edition.strands.prefetch_related(Prefetch("selections", shown))
