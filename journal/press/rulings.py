"""Which embargo rules over a piece: the one that stands and lifts last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from journal.press.models import Embargo, Piece

# An embargo without a time hides until somebody sets one. The last instant that both databases can hold.
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    embargo: Embargo
    lifts_at: datetime  # FOREVER where it is open-ended


def over(*, films: Sequence[int], editions: Sequence[int], piece: Piece | None) -> QuerySet[Embargo]:
    """Embargoes not waived over any of these records."""
    on = Q(film__in=list(films)) | Q(edition__in=list(editions))
    if piece is not None:
        on |= Q(piece=piece)
    return Embargo.objects.standing().filter(on)


def latest(embargoes: QuerySet[Embargo]) -> Standing | None:
    found = [Standing(embargo, embargo.lifts_at or FOREVER) for embargo in embargoes]
    return max(found, key=lambda standing: standing.lifts_at, default=None)


def ruling(*, films: Sequence[int], editions: Sequence[int], piece: Piece | None, at: datetime) -> Standing | None:
    """The embargo that still rules at ``at``, or None."""
    standing = latest(over(films=films, editions=editions, piece=piece))
    return standing if standing and standing.lifts_at > at else None
