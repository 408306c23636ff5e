"""Embargoes: what may not be public before an instant. The latest one that stands rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from journal.press.models import Embargo, Piece

# An embargo without a time hides until somebody sets one. The last instant that both databases can hold.
FOREVER = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """The embargo that rules over a piece: the one that lifts last."""

    embargo: Embargo
    lifts_at: datetime  # FOREVER where it is open-ended


def over(*, films: Sequence[int], editions: Sequence[int], piece: Piece | None) -> QuerySet[Embargo]:
    """Embargoes not waived over any of these records."""
    on = Q(film__in=list(films)) | Q(edition__in=list(editions))
    if piece is not None:
        on |= Q(piece=piece)
    return Embargo.objects.standing().filter(on)


def ruling(*, films: Sequence[int], editions: Sequence[int], piece: Piece | None, at: datetime) -> Standing | None:
    """The embargo that still rules at ``at``, or None."""
    found = [
        Standing(embargo, embargo.lifts_at or FOREVER) for embargo in over(films=films, editions=editions, piece=piece)
    ]
    latest = max(found, key=lambda standing: standing.lifts_at, default=None)
    return latest if latest and latest.lifts_at > at else None
