"""Search over what readers may see: pieces with the passages that were looked for, films, people and festivals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from journal.cinema.models import Edition, Festival, Film, Person
from journal.press import searching
from journal.press.models import SearchEntry, Version
from journal.press.queries import Passage, Query, passage
from journal.press.searching import EVERYTHING, Match, Narrowed

LONGEST = 200  # characters of a query that are looked at
PIECES = 20
RECORDS = 8
SHORTEST_START = 2  # characters


@dataclass(frozen=True, slots=True)
class Found:
    pieces: Sequence[Version] = ()  # each with ``passage``, None where no passage holds the words
    films: Sequence[Film] = ()
    people: Sequence[Person] = ()
    festivals: Sequence[Festival] = ()
    editions: Sequence[Edition] = ()
    matches: Sequence[Match] = ()  # all of them, best first: what the facets are made from
    instead: str = ""  # what was looked for, where the words as typed stand nowhere

    def __bool__(self) -> bool:
        return any((self.pieces, self.films, self.people, self.festivals, self.editions))


def cleaned(query: str) -> str:
    """The query as it is looked for: on one line, of bearable length, without characters that nobody types."""
    printable = "".join(char if char.isprintable() else " " for char in query[:LONGEST])
    return " ".join(printable.split())


def search(query: str, *, now: datetime, narrowed: Narrowed = EVERYTHING, newest: bool = False) -> Found:
    """Pieces that hold every word; films, people and festivals by any of their names.

    ``query`` comes from ``cleaned``; words in double quotes are a phrase, the last word may be unfinished.
    ``narrowed`` concerns the pieces alone; ``newest`` sorts them by date.
    Where nothing is found, words a letter away are tried. Retracted, withdrawn, scheduled and embargoed pieces are
    never found.
    """
    asked = Query.read(query)
    if not asked:
        return Found()
    matches = searching.matches(asked, now=now, narrowed=narrowed)
    records = _records(query)
    instead = ""
    if not matches and not any(records.values()) and not narrowed:
        near = searching.corrected(asked)
        matches = searching.matches(near, now=now) if near else []
        records = _near_records(query)
        if near and matches:
            asked, instead = near, " ".join(near.words())
    if newest:
        matches.sort(key=lambda match: match.published_at, reverse=True)
    pieces = _with_passages(asked, [match.version for match in matches[:PIECES]])
    return Found(pieces=pieces, **records, matches=matches, instead=instead)


def suggestions(query: str) -> list[str]:
    """Names of films, people and festivals that hold what was typed so far. Facts of the catalogue, so all public."""
    if len(query) < SHORTEST_START:
        return []
    found = _records(query)
    names = [
        str(getattr(record, "title", record)) for kind in ("films", "people", "festivals") for record in found[kind]
    ]
    return list(dict.fromkeys(names))[:RECORDS]


def _records(query: str) -> dict[str, list]:
    """Of the catalogue: films, people, festivals; editions where a year is asked for."""
    with_year = any(word.isdecimal() for word in query.split())
    return {
        "films": list(Film.objects.search(query)[:RECORDS]),
        "people": list(Person.objects.search(query)[:RECORDS]),
        "festivals": list(Festival.objects.search(query)[:RECORDS]),
        "editions": list(Edition.objects.search(query)[:RECORDS]) if with_year else [],
    }


def _near_records(query: str) -> dict[str, list]:
    return {
        "films": list(Film.objects.nearest(query, RECORDS)),
        "people": list(Person.objects.nearest(query, RECORDS)),
    }


def _with_passages(query: Query, versions: Sequence[int]) -> list[Version]:
    """The versions in this order, each with the passage to show."""
    rows = Version.objects.for_lists().in_bulk(versions)
    entries = SearchEntry.objects.in_bulk(versions)
    found = []
    for pk in versions:
        version = rows[pk]
        version.passage = _passage(query, entries.get(pk))  # type: ignore[attr-defined]
        found.append(version)
    return found


def _passage(query: Query, entry: SearchEntry | None) -> Passage | None:
    return passage(query, entry.folded, entry.words, entry.blocks) if entry else None
