"""Which stills may be on the public shelf: not those whose rights have run out, nor those of withdrawn pieces alone."""

import logging
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from journal.desk.models import Article
from journal.pictures import shelving, usage
from journal.pictures.models import Picture
from journal.press.models import Version, Withdrawal

logger = logging.getLogger(__name__)
WARNED = timedelta(days=14)  # before the rights run out, so that somebody can ask for more
REMEMBERED = timedelta(days=30)  # for so long a still without rights waits on the desk's first page


class Settled(NamedTuple):
    """How many pictures were taken down and put back, and how often the storage failed."""

    down: int
    back: int
    failed: int


def settle(*, now: datetime) -> Settled:
    """Takes down what may not be public, puts back what may be again. Repeatable; run daily and after a withdrawal.

    A storage that fails costs no other picture: it is logged, and the next run tries again.
    """
    banned = _expired(_today(now)) | _of_withdrawn_alone(now)
    down = back = failed = 0
    try:
        aside = shelving.pictures_aside() - banned
    except OSError as error:
        aside, failed = set(), 1
        logger.error("What lies aside cannot be listed: %s", error)
    for picture in Picture.objects.with_renditions().filter(pk__in=banned | aside):
        try:
            if picture.pk in banned:
                down += bool(shelving.take_down(picture))
            else:
                back += bool(shelving.put_back(picture))
        except OSError as error:
            failed += 1
            logger.error("Picture %s could not be moved: %s", picture.pk, error)
    return Settled(down, back, failed)


def running_out(now: datetime) -> list[Picture]:
    """Stills of which somebody should ask for the rights again, or find another: the most urgent first."""
    today = _today(now)
    found = Picture.objects.filter(rights_expire__gte=today - REMEMBERED, rights_expire__lte=today + WARNED)
    return list(found.order_by("rights_expire", "pk")[:8])


def _today(now: datetime) -> date:
    return now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def _expired(today: date) -> set[int]:
    return set(Picture.objects.filter(rights_expire__lt=today).values_list("pk", flat=True))


def _of_withdrawn_alone(now: datetime) -> set[int]:
    """Pictures of withdrawn pieces that nothing else uses: no other piece, printed or not, no film and no person."""
    withdrawn = set(Withdrawal.objects.filter(at__lte=now, lifted_at=None).values_list("piece", flat=True))
    shown: set[int] = set()
    for lead, document in Version.objects.filter(piece__in=withdrawn).values_list("picture", "document"):
        shown.update(block["picture"] for block in document if block["type"] == "picture")
        shown.update([lead] if lead else [])
    return {picture.pk for picture in Picture.objects.filter(pk__in=shown) if not _is_used(picture, withdrawn)}


def _is_used(picture: Picture, withdrawn: set[int]) -> bool:
    """Whether anything but these pieces and their drafts shows the picture."""
    own = Q(piece__in=withdrawn)
    return any(
        (rows.exclude(own) if rows.model in {Version, Article} else rows).exists() for rows in usage.users(picture)
    )
