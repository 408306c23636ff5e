"""What was said: by whom, about which film, at which festival, when, with which words.

Passages of public pieces alone, the newest piece first, in the order of the talk. Words are looked for in the
index of search, so accents and case do not matter; a passage must hold all of them, its speaker's name included.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from journal.cinema.folding import fold
from journal.cinema.models import Festival, Film, Person
from journal.front import paging, searching
from journal.press import searching as index
from journal.press.models import Quotation, QuotationFilm, Version, VersionEdition, VersionFilm
from journal.press.queries import Passage, Query, passage
from journal.press.querysets import HEAVY, live_q

SIZE = 24
# Pieces whose passages are read for one page of a search by words: a page costs the same in a large archive.
PIECES = 40
SAID = 5
WORTH_QUOTING = 80  # characters: “Yes!” stands for nothing outside its talk
LONGEST = 120  # characters of a name or address that is asked for
ALIKE = 20  # records of one name that are looked at
YEAR = re.compile("(?:18|19|20)[0-9]{2}", re.ASCII)
CURSOR = re.compile(r"(.{3,60})\.([0-9]{1,9})", re.ASCII)
PAST_THE_END = 2**31 - 1  # a position that no passage has

LABELS = {"speaker": _("Speaker"), "film": _("Film"), "festival": _("Festival"), "year": _("Year")}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One field of the form: what was typed or followed, and the records that it names.

    ``record`` is the one record meant, if it is one; then ``value`` is its address and ``without`` the query string
    of the same search without it.
    """

    name: str
    value: str = ""
    records: Sequence[Any] = ()
    without: str = ""

    @property
    def label(self) -> str:
        return str(LABELS[self.name])

    @property
    def record(self) -> Model | None:
        return self.records[0] if len(self.records) == 1 else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    query: str = ""
    narrowed: Sequence[Narrowed] = ()
    year: int | None = None
    string: str = field(default="", compare=False)  # the same as a query string, without the place in the list

    def __bool__(self) -> bool:
        return bool(self.string)

    def of_pieces(self) -> index.Narrowed:
        """As far as whole pieces can be narrowed before their passages are read."""
        speaker, festival = self.by("speaker").record, self.by("festival").record
        return index.Narrowed(
            year=self.year, speaker=speaker.pk if speaker else None, festival=festival.pk if festival else None
        )

    def by(self, name: str) -> Narrowed:
        return next(one for one in self.narrowed if one.name == name)


def asked(request: HttpRequest) -> Asked:
    """Reads the address. What makes no sense (a year of three digits, a cursor of nobody's) is left out."""
    given = {name: searching.cleaned(request.GET.get(name, ""))[:LONGEST] for name in LABELS}
    query = searching.cleaned(request.GET.get("q", ""))
    year = given.pop("year")
    narrowed = []
    for name, find in (("speaker", _people), ("film", _films), ("festival", _festivals)):
        text = given[name]
        records = find(text) if text else ()
        given[name] = getattr(records[0], "slug", "") if len(records) == 1 else text
        narrowed.append((name, given[name], records))
    given["year"] = year if YEAR.fullmatch(year) else ""
    narrowed.append(("year", given["year"], ()))
    all_given = {"q": query} | given
    return Asked(
        query,
        [
            Narrowed(name, value, records, _string(all_given | {name: ""}) if value else "")
            for name, value, records in narrowed
        ],
        int(given["year"]) if given["year"] else None,
        _string(all_given),
    )


def page(asked: Asked, request: HttpRequest, *, now: datetime) -> paging.Page:
    """One page of quotations, each with ``passage``: its words around those looked for, None where none were."""
    cursor = _read(request.GET.get("before", ""))
    found = _narrowed(_public(now), asked)
    if asked.query:
        rows, last = _with_words(found, asked, cursor, now)
    elif asked.by("speaker").value or asked.by("film").value:
        rows = list(_after(found, cursor)[: SIZE + 1])
        last = _place(rows[SIZE - 1]) if len(rows) > SIZE else None
    else:
        rows, last = _by_pieces(found if asked else _worth_quoting(found), asked, cursor, now)
    older = ""
    if last:
        at, pk, position = last
        older = (f"{asked.string}&" if asked.string else "") + f"before={paging.write_cursor(at, pk)}.{position}"
    return paging.Page(rows[:SIZE], older, cursor is None)


def of_person(person: Person, now: datetime) -> QuerySet[Quotation]:
    """What the person said last."""
    return _worth_quoting(_public(now)).filter(person=person)[:SAID]


def of_film(film: Film, now: datetime) -> QuerySet[Quotation]:
    """What was said of the film last, by anybody: passages that name it."""
    return _worth_quoting(_public(now)).filter(film_links__film=film).select_related("person")[:SAID]


def _public(now: datetime) -> QuerySet[Quotation]:
    found = Quotation.objects.filter(live_q(now, "version__")).exclude(version__change="retraction")
    found = found.select_related("version", "person").defer(*(f"version__{name}" for name in HEAVY))
    return found.order_by("-version__published_at", "-version_id", "position")


def _worth_quoting(found: QuerySet[Quotation]) -> QuerySet[Quotation]:
    return found.alias(length=Length("text")).filter(length__gte=WORTH_QUOTING)


def _narrowed(found: QuerySet[Quotation], asked: Asked) -> QuerySet[Quotation]:
    speaker, film = asked.by("speaker"), asked.by("film")
    if speaker.value:
        # Somebody who is in no catalogue (a voice from the audience) is looked for by the name as printed.
        printed = Q(person__isnull=True, name__icontains=speaker.value)
        found = found.filter(
            Q(person__in=speaker.records) | printed if not speaker.record else Q(person=speaker.record)
        )
    if film.value:
        named = QuotationFilm.objects.filter(film__in=film.records).values("quotation")
        about = VersionFilm.objects.filter(film__in=film.records, role__in=("reviewed", "subject")).values("version")
        found = found.filter(Q(pk__in=named) | Q(version__in=about))
    return found.filter(_in_time_and_place(asked, "version__"))


def _in_time_and_place(asked: Asked, prefix: str) -> Q:
    """Festival and year, of a version that stands at ``prefix``."""
    wanted = Q()
    festival = asked.by("festival")
    if festival.value:
        linked = VersionEdition.objects.filter(edition__festival__in=festival.records)
        wanted &= Q(**{f"{prefix}pk__in": linked.values("version")})
    if asked.year:
        zone = ZoneInfo(settings.TIME_ZONE)
        first, end = (datetime(year, 1, 1, tzinfo=zone) for year in (asked.year, asked.year + 1))
        wanted &= Q(**{f"{prefix}published_at__gte": first, f"{prefix}published_at__lt": end})
    return wanted


Place = tuple[datetime, int, int]


def _with_words(
    found: QuerySet[Quotation], asked: Asked, cursor: Place | None, now: datetime
) -> tuple[list[Quotation], Place | None]:
    """Passages that hold every word, and where to go on; None at the end."""
    query = Query.read(asked.query)
    matches = index.matches(query, now=now, narrowed=asked.of_pieces())
    pieces = [(match.published_at, match.version) for match in matches]
    pieces = sorted((piece for piece in pieces if cursor is None or piece <= cursor[:2]), reverse=True)
    looked = pieces[:PIECES]
    rows: list[Quotation] = []
    for quotation in _after(found.filter(version__in=[pk for _at, pk in looked]), cursor).iterator(chunk_size=100):
        shown = _hit(query, quotation)
        if shown is None:
            continue
        if len(rows) == SIZE:
            return rows, _place(rows[-1])
        quotation.passage = shown  # type: ignore[attr-defined]
        rows.append(quotation)
    return rows, (*looked[-1], PAST_THE_END) if len(pieces) > len(looked) else None


def _by_pieces(
    found: QuerySet[Quotation], asked: Asked, cursor: Place | None, now: datetime
) -> tuple[list[Quotation], Place | None]:
    """Passages of the next pieces by date, and where to go on. Everything that was ever said is not put in order."""
    versions = Version.objects.listed(now).filter(Exists(Quotation.objects.filter(version=OuterRef("pk"))))
    versions = versions.filter(_in_time_and_place(asked, "")).order_by("-published_at", "-pk")
    if cursor:
        at, pk, _position = cursor
        versions = versions.filter(published_at__lte=at).filter(Q(published_at__lt=at) | Q(pk__lte=pk))
    pieces = list(versions.values_list("published_at", "pk")[: PIECES + 1])
    looked = pieces[:PIECES]
    rows = list(_after(found.filter(version__in=[pk for _at, pk in looked]), cursor)[: SIZE + 1])
    if len(rows) > SIZE:
        return rows, _place(rows[SIZE - 1])
    return rows, (*looked[-1], PAST_THE_END) if len(pieces) > len(looked) else None


def _hit(query: Query, quotation: Quotation) -> Passage | None:
    """The words around those looked for; the beginning where only the speaker's name holds them; None for no hit."""
    person = quotation.person.name if quotation.person else ""
    if not _holds(query, fold(f"{quotation.text} {quotation.name} {person}")):
        return None
    words = " ".join(quotation.text.split())
    return passage(query, fold(words), words, [quotation.block]) or Passage(quotation.block, ())


def _holds(query: Query, folded: str) -> bool:
    padded = f" {' '.join(folded.split())} "
    last = len(query.phrases) - 1
    return all(
        f" {' '.join(phrase)}" + ("" if query.open and n == last else " ") in padded
        for n, phrase in enumerate(query.phrases)
    )


def _after(found: QuerySet[Quotation], cursor: Place | None) -> QuerySet[Quotation]:
    if cursor is None:
        return found
    at, version, position = cursor
    # The first condition says nothing new; it is the one that an index by date answers.
    return found.filter(version__published_at__lte=at).filter(
        Q(version__published_at__lt=at)
        | Q(version__published_at=at, version__lt=version)
        | Q(version=version, position__gt=position)
    )


def _place(quotation: Quotation) -> Place:
    return quotation.version.published_at, quotation.version_id, quotation.position


def _read(text: str) -> Place | None:
    found = CURSOR.fullmatch(text)
    cursor = paging.read_cursor(found[1]) if found else None
    return (*cursor, min(int(found[2]), PAST_THE_END)) if found and cursor else None


def _people(text: str) -> Sequence[Person]:
    by_address = list(Person.objects.filter(slug=text))
    return by_address or list(Person.objects.called([text])[:ALIKE]) or list(Person.objects.search(text, first=ALIKE))


def _films(text: str) -> Sequence[Film]:
    by_address = list(Film.objects.filter(slug=text))
    return by_address or list(Film.objects.called([text])[:ALIKE]) or list(Film.objects.search(text, first=ALIKE))


def _festivals(text: str) -> Sequence[Festival]:
    return list(Festival.objects.filter(slug=text)) or list(Festival.objects.search(text)[:ALIKE])


def _string(given: dict[str, str]) -> str:
    kept = QueryDict(mutable=True)
    kept.update({name: value for name, value in given.items() if value})
    return kept.urlencode()
