"""Writes and asks the search index over what was printed.

Written when a version is printed. Whether readers may see it is asked of the version itself at the time of the search,
so what is scheduled, hidden, withdrawn or retracted is never found. A search looks at the newest ``DEPTH`` matches of
each rank, so that it costs the same in a large archive; the order is the same on both databases.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from journal.cinema.folding import fold
from journal.document.blocks import Block
from journal.press import search_tables
from journal.press.copy import Copy
from journal.press.models import SearchEntry, SearchTerm, Version
from journal.press.queries import SHORTEST_MISSPELT, Query, near
from journal.press.querysets import VersionQuerySet

DEPTH = 200
LONGEST = 400_000  # characters of one piece that are looked through; PostgreSQL takes a megabyte of positions
LONGEST_TERM = 40
BATCH = 200
NOT_TEXT = frozenset({"pullquote", "picture", "embed", "rule"})


@dataclass(frozen=True, slots=True)
class Match:
    version: int
    rank: int  # 0 in the headline, 1 in headline, dek and names, 2 anywhere
    kind: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a search is narrowed to: a kind, a year of first publication, records (by id) of a version."""

    kind: str = ""
    year: int | None = None
    film: int | None = None
    festival: int | None = None
    speaker: int | None = None  # somebody whose words stand in it

    def __bool__(self) -> bool:
        return self != EVERYTHING

    def conditions(self) -> tuple[list[str], list[Any]]:
        """SQL about the version ``v``, and its parameters in order."""
        conditions: list[str] = []
        values: list[Any] = []
        if self.year:
            zone = ZoneInfo(settings.TIME_ZONE)
            conditions.append("v.published_at >= %s AND v.published_at < %s")
            adapt = connection.ops.adapt_datetimefield_value
            values += [adapt(datetime(part, 1, 1, tzinfo=zone)) for part in (self.year, self.year + 1)]
        for value, condition in (
            (self.kind, "v.kind = %s"),
            (self.film, f"{LINKED.format('press_versionfilm')} l.film_id = %s)"),
            (self.festival, f"{LINKED.format('press_versionedition')} {OF_FESTIVAL})"),
            (self.speaker, f"{LINKED.format('press_quotation')} l.person_id = %s)"),
        ):
            if value:
                conditions.append(condition)
                values.append(value)
        return conditions, values


LINKED = "EXISTS (SELECT 1 FROM {} l WHERE l.version_id = v.id AND"
OF_FESTIVAL = "l.edition_id IN (SELECT e.id FROM cinema_edition e WHERE e.festival_id = %s)"
EVERYTHING = Narrowed()


def entry(version: Version, copy: Copy) -> SearchEntry:
    """The row of a version, unsaved. Passages behind a spoiler are left out: a snippet must not give them away."""
    passages = [(block.id, " ".join(_words(block).split())) for block in copy.document if _is_text(block)]
    named = [
        copy.dek,
        *(credit.name for credit in copy.byline),
        *(participant.name for participant in copy.participants),
        *(film.title for film in copy.films),
        *(person.name for person in copy.people),
        *(edition.name for edition in copy.editions),
        *copy.topics,
    ]
    kept: list[tuple[str, str]] = []
    length = 0
    for block, words in passages:
        length += len(words)
        if words and length <= LONGEST:
            kept.append((block, words))
    return SearchEntry(
        version=version,
        headline=fold(copy.headline),
        names="\n".join(fold(name) for name in named if name),
        folded="\n".join(fold(words) for _block, words in kept),
        words="\n".join(words for _block, words in kept),
        blocks=[block for block, _words in kept],
    )


def index(printed: Iterable[tuple[Version, Copy]], *, now: datetime) -> None:
    """Adds versions that were just printed and forgets those before them that are over. Call inside the transaction."""
    entries = [entry(version, copy) for version, copy in printed]
    forget(Q(version__piece__in={one.version.piece_id for one in entries}, version__live_until__lte=now))
    SearchEntry.objects.bulk_create(entries, batch_size=BATCH)
    search_tables.add(connection, [one.version_id for one in entries])
    _learn(entries)


def forget(which: Q) -> None:
    """Takes entries out of the index."""
    gone = list(SearchEntry.objects.filter(which).values_list("pk", flat=True))
    for start in range(0, len(gone), BATCH):
        part = gone[start : start + BATCH]
        search_tables.drop(connection, part)
        SearchEntry.objects.filter(pk__in=part).delete()


def rebuild(*, now: datetime) -> int:
    """Makes the whole index anew; gives the number of its entries."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        SearchTerm.objects.all().delete()
        count = 0
        versions = _current(now).order_by("pk")
        for version in versions.iterator(chunk_size=BATCH):
            made = [entry(version, version.copy())]
            SearchEntry.objects.bulk_create(made)
            _learn(made)
            count += 1
        search_tables.refill(connection)
    return count


def drift(*, now: datetime) -> list[str]:
    """What is wrong with the index, a sentence each; empty when all is well."""
    wanted = set(_current(now).values_list("pk", flat=True))
    there = set(SearchEntry.objects.values_list("pk", flat=True))
    found = [f"version {pk} is missing" for pk in sorted(wanted - there)]
    for version in Version.objects.filter(pk__in=wanted & there).iterator(chunk_size=BATCH):
        kept, right = SearchEntry.objects.get(pk=version.pk), entry(version, version.copy())
        if any(
            getattr(kept, name) != getattr(right, name) for name in ("headline", "names", "folded", "words", "blocks")
        ):
            found.append(f"version {version.pk} has other words")
    return found


def matches(query: Query, *, now: datetime, narrowed: Narrowed = EVERYTHING) -> list[Match]:
    """Versions that readers may see and that hold every phrase: best rank first, the newest first in each."""
    if not query:
        return []
    ranks: dict[int, int] = {}
    for rank, (columns, weights) in enumerate([("headline", "A"), ("headline names", "AB"), ("", "")]):
        # As many better ones are enough: what is further down the ranks is further than anybody turns.
        if len(ranks) < DEPTH:
            for pk in _found(query, columns, weights, narrowed):
                ranks.setdefault(pk, rank)
    rows = Version.objects.listed(now).filter(pk__in=ranks).values_list("pk", "kind", "published_at")
    found = [Match(pk, ranks[pk], of_kind, at) for pk, of_kind, at in rows]
    return sorted(found, key=lambda match: (match.rank, -match.published_at.timestamp(), -match.version))


def corrected(query: Query) -> Query | None:
    """The query with each unknown word replaced by a known one a letter away; None where nothing is near."""
    phrases, changed = [], False
    last = len(query.phrases) - 1
    for n, phrase in enumerate(query.phrases):
        words = []
        for word in phrase:
            known = SearchTerm.objects.filter(word=word) if not (query.open and n == last) else _begins(word)
            if len(word) < SHORTEST_MISSPELT or known.exists():
                words.append(word)
                continue
            instead = SearchTerm.objects.filter(word__in=near(word)).order_by("word").first()
            if instead is None:
                return None
            words.append(instead.word)
            changed = True
        phrases.append(tuple(words))
    return Query(tuple(phrases), query.open) if changed else None


def _begins(word: str) -> QuerySet[SearchTerm]:
    return SearchTerm.objects.filter(word__gte=word, word__lt=word + "\U0010ffff")


def _current(now: datetime) -> VersionQuerySet:
    """Versions that are public or will be."""
    return Version.objects.not_called_off().filter(Q(live_until__isnull=True) | Q(live_until__gt=now))


def _found(query: Query, columns: str, weights: str, narrowed: Narrowed) -> Sequence[int]:
    """Ids of the last printed versions that match, at most ``DEPTH``. The words of the query are parameters."""
    conditions, values = narrowed.conditions()
    more = "".join(f" AND {condition}" for condition in conditions)
    join = " JOIN press_version v ON v.id = s.{}" if conditions else ""
    if connection.vendor == "sqlite":
        sql = (
            f"SELECT s.rowid FROM {search_tables.INDEX} s{join.format('rowid')} "  # noqa: S608  # constants
            f"WHERE {search_tables.INDEX} MATCH %s{more} ORDER BY s.rowid DESC LIMIT {DEPTH}"
        )
        asked = query.for_sqlite(columns)
    else:
        sql = (
            f"SELECT s.version_id FROM {search_tables.ENTRIES} s{join.format('version_id')} "  # noqa: S608
            f"WHERE {VECTOR_OF_S} @@ to_tsquery('simple', %s){more} ORDER BY s.version_id DESC LIMIT {DEPTH}"
        )
        asked = query.for_postgresql(weights)
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, *values])
        return [row[0] for row in cursor.fetchall()]


VECTOR_OF_S = search_tables.VECTOR.replace("'simple', ", "'simple', s.")


def _learn(entries: Sequence[SearchEntry]) -> None:
    words = {
        word
        for one in entries
        for text in (one.headline, one.names, one.folded)
        for word in text.split()
        if SHORTEST_MISSPELT <= len(word) <= LONGEST_TERM
    }
    terms = [SearchTerm(word=word) for word in sorted(words)]
    SearchTerm.objects.bulk_create(terms, ignore_conflicts=True, batch_size=500)


def _is_text(block: Block) -> bool:
    return block.type not in NOT_TEXT and not block.spoiler


def _words(block: Block) -> str:
    return block.plain()
