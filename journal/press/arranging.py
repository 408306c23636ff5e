"""Put an arrangement on the front page, now or at an instant, and call one off that waits."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from journal.cinema.models import Edition
from journal.press.declaring import Refused
from journal.press.fronting import SLOTS
from journal.press.models import FrontPage, Piece


def arrange(
    *,
    pieces: Sequence[int | None],
    by: User | None,
    now: datetime,
    at: datetime | None = None,
    festival: str = FrontPage.Festival.AUTOMATIC,
    edition: Edition | None = None,
) -> FrontPage:
    """Writes an arrangement that stands from ``at`` (now without one) until another one does.

    ``pieces`` are ids in the order of the places, None for a place that fills itself. Raises Refused on an instant
    that is past, more places than there are, a piece in two of them, an unknown piece, a festival without its edition.
    """
    named = [piece for piece in pieces if piece is not None]
    if at is not None and at <= now:
        raise Refused(_("That moment is past. Leave the time empty to publish now."), code="past")
    if len(pieces) > SLOTS:
        raise Refused(_("The front page has %(number)d places."), code="places", params={"number": SLOTS})
    if len(set(named)) < len(named):
        raise Refused(_("A piece can stand in one place only."), code="twice")
    if Piece.objects.filter(pk__in=named).count() < len(named):
        raise Refused(_("One of these pieces does not exist any more."), code="unknown")
    if (festival == FrontPage.Festival.PICKED) != (edition is not None):
        raise Refused(_("Say which festival is to show."), code="edition")
    return FrontPage.objects.create(
        live_from=at or now, pieces=list(pieces), festival=festival, edition=edition, arranged_at=now, arranged_by=by
    )


def call_off(*, front_page: FrontPage, now: datetime) -> None:
    """Takes an arrangement off the schedule. Raises Refused where readers have it already."""
    with transaction.atomic():
        # The condition stands in the update, so that two who press at once cannot call off what just went live.
        waiting = FrontPage.objects.filter(pk=front_page.pk, live_from__gt=now, called_off_at__isnull=True)
        if not waiting.update(called_off_at=now):
            raise Refused(_("It is on the front page already, or was called off. Publish another one."), code="live")
        front_page.called_off_at = now
