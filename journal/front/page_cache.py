"""Finished pages, kept until something that they are made of changes.

A page is kept under its address and the site stamp, so what a verb changed is asked for under another name the moment
the verb is done. What time alone changes (a schedule, an embargo that lifts, the rights of a picture that run out)
ends at the next such instant, to the microsecond.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from journal.press import stamping
from journal.press.models import Version

LONGEST_QUERY = 200  # characters; longer ones are nobody's second visit
DAY = 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer and the interval ``[since, until)`` in which it is right."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    since: datetime
    until: datetime

    def response(self) -> HttpResponse:
        return HttpResponse(self.content, headers=dict(self.headers))


def answer(request: HttpRequest, now: datetime, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The kept answer for this address, or a new one, which is kept if it is a whole page (200).

    ``make`` runs after the stamp was read: a page made while a verb finishes is kept under the old stamp at worst.
    """
    query = request.META.get("QUERY_STRING", "")
    if settings.DEBUG or len(query) > LONGEST_QUERY:
        return make()
    stamp = stamping.current()
    key = _key(stamp, request.path, query)
    kept: Kept | None = cache.get(key)
    if kept is not None and kept.since <= now < kept.until:
        return kept.response()
    response = make()
    if response.status_code == 200:
        until = min(_midnight(now), _next_instant(stamp, now))
        headers = tuple(response.items())
        cache.set(key, Kept(response.content, headers, now, until), timeout=DAY)
    return response


def _key(stamp: str, path: str, query: str) -> str:
    """One name for one page. No header has a part in it, so no header can put a page in another's place."""
    whole = "\0".join((release(), stamp, path, query))
    return "page:" + hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()


def _midnight(now: datetime) -> datetime:
    """The end of the site's day: rights of pictures and festivals in progress go by days."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), tzinfo=zone)


def _next_instant(stamp: str, now: datetime) -> datetime:
    """The next instant of the press; asked once for a stamp and an interval, not once a page."""
    key = f"next:{stamp}"
    known: tuple[datetime, datetime] | None = cache.get(key)
    if known is not None and known[0] <= now < known[1]:
        return known[1]
    instant = Version.objects.next_instant(now) or datetime.max.replace(tzinfo=UTC)
    cache.set(key, (now, instant), timeout=DAY)
    return instant


@lru_cache(maxsize=1)
def release() -> str:
    """A word for the code, templates and address this process runs with: a new release must not show old pages."""
    root = Path(settings.BASE_DIR)
    files = sorted([*(root / "journal").rglob("*.py"), *(root / "templates").rglob("*"), *(root / "static").rglob("*")])
    state = [(str(path.relative_to(root)), path.stat().st_mtime_ns, path.stat().st_size) for path in files]
    return hashlib.sha256(repr((settings.SITE_URL, settings.SITE_NAME, state)).encode()).hexdigest()
