"""Search over what readers may see. One function; what answers it may change behind its back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from journal.cinema.models import Edition, Festival, Film, Person
from journal.press.models import Quotation, Version
from journal.press.querysets import live_q

LONGEST = 200  # characters of a query that are looked at
WORDS = 8
PIECES = 30
RECORDS = 8
QUOTES = 40


@dataclass(frozen=True, slots=True)
class Found:
    pieces: Sequence[Version] = ()
    films: Sequence[Film] = ()
    people: Sequence[Person] = ()
    festivals: Sequence[Festival] = ()
    editions: Sequence[Edition] = ()

    def __bool__(self) -> bool:
        return any((self.pieces, self.films, self.people, self.festivals, self.editions))


def cleaned(query: str) -> str:
    """The query as it is looked for: on one line, of bearable length, without characters that nobody types."""
    printable = "".join(char if char.isprintable() else " " for char in query[:LONGEST])
    return " ".join(printable.split())


def search(query: str, *, now: datetime) -> Found:
    """Pieces of which headline, dek or a quotation holds every word; films, people and festivals by any of their names.

    ``query`` comes from ``cleaned``. Retracted, withdrawn, scheduled and embargoed pieces are never found.
    """
    words = query.split()[:WORDS]
    if not words:
        return Found()
    return Found(
        pieces=_pieces(words, now),
        films=list(Film.objects.search(query)[:RECORDS]),
        people=list(Person.objects.search(query)[:RECORDS]),
        festivals=list(Festival.objects.search(query)[:RECORDS]),
        editions=list(Edition.objects.search(query)[:RECORDS]) if any(word.isdecimal() for word in words) else [],
    )


def quotes(query: str, *, now: datetime) -> list[Quotation]:
    """What was said with all these words, newest first. An empty query gives the newest quotations of all."""
    found = Quotation.objects.filter(live_q(now, "version__")).exclude(version__change="retraction")
    for word in query.split()[:WORDS]:
        found = found.filter(Q(text__icontains=word) | Q(name__icontains=word))
    heavy = ("version__document", "version__body", "version__form", "version__links")
    found = found.select_related("version", "person").defer(*heavy)
    return list(found.order_by("-version__published_at", "-version_id", "position")[:QUOTES])


def _pieces(words: Sequence[str], now: datetime) -> list[Version]:
    found = Version.objects.listed(now)
    for word in words:
        said = Quotation.objects.filter(version=OuterRef("pk"), text__icontains=word)
        found = found.filter(Q(headline__icontains=word) | Q(dek__icontains=word) | Exists(said))
    return list(found.for_lists()[:PIECES])
