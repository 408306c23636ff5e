"""Which pictures a reader's page may show."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from journal.pictures.models import Picture
from journal.pictures.presenting import Shown


def still(picture: Picture | None, crop: str, *, now: datetime, sizes: str = "") -> Shown | None:
    """The picture in that crop; None where there is none, or where its rights have run out."""
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    if picture is None or not picture.has_rights(today):
        return None
    return picture.presented(crop, sizes=sizes)
