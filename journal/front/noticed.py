"""The notices that stand in the public record of corrections."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, Min, Q, QuerySet
from django.http import HttpRequest

from journal.front import paging
from journal.press.models import Notice
from journal.press.querysets import NoticeQuerySet

ON_HOME = 3


def corrections(now: datetime) -> NoticeQuerySet:
    """Corrections, clarifications, editor's notes and retractions that readers may see, newest first."""
    found = Notice.objects.public(now).corrections().select_related("version", "superseded_by")
    # Words of a version are not needed to name it, and are most of its weight.
    heavy = ("version__document", "version__body", "version__form", "version__links")
    return found.defer(*heavy).order_by("-version__live_from", "-pk")


def page(request: HttpRequest, found: QuerySet[Notice], *, size: int = paging.SIZE) -> paging.Page:
    cursor = paging.read_cursor(request.GET.get("before", ""))
    if cursor:
        at, pk = cursor
        found = found.filter(Q(version__live_from__lt=at) | Q(version__live_from=at, pk__lt=pk))
    rows = list(found[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    older = f"before={paging.write_cursor(last.version.live_from, last.pk)}" if last else ""
    return paging.Page(rows[:size], older, cursor is None)


def of_year(found: NoticeQuerySet, year: int) -> NoticeQuerySet:
    """Those of a calendar year of the site's zone."""
    zone = ZoneInfo(settings.TIME_ZONE)
    starts, ends = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    return found.filter(version__live_from__gte=starts, version__live_from__lt=ends)


def years(now: datetime) -> list[int]:
    """The years that the record spans, newest first."""
    span = corrections(now).order_by().aggregate(first=Min("version__live_from"), last=Max("version__live_from"))
    if span["first"] is None:
        return []
    zone = ZoneInfo(settings.TIME_ZONE)
    return list(range(span["last"].astimezone(zone).year, span["first"].astimezone(zone).year - 1, -1))
