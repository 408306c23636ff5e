"""Which pictures a reader's page may show."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from journal.pictures.models import Picture
from journal.pictures.presenting import Shown


def still(picture: Picture | None, crop: str, *, now: datetime, sizes: str = "") -> Shown | None:
    """The picture in that crop; None where there is none, or where its rights have run out."""
    if picture is None or has_expired(picture, now=now):
        return None
    return picture.presented(crop, sizes=sizes)


def has_expired(picture: Picture | None, *, now: datetime) -> bool:
    """Whether a picture stood here whose rights have run out; the day ends where the site is."""
    return picture is not None and not picture.has_rights(now.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
