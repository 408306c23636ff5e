"""Finished pages, kept until something that they are made of changes.

In memory under the address and the site stamp, so what a verb changed is asked for under another name the moment the
verb is done; and in the database, one page an address, for other processes and after a restart. What time alone changes
(a schedule, an embargo that lifts, the rights of a picture that run out) ends at the next such instant, to the
microsecond. A page of which we can say what exactly it is made of (`basis.py`) is kept for as long as that stands,
whatever else is printed.
"""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from journal.front import basis, clock
from journal.press import galleys, stamping
from journal.press.galleys import Standing

LONGEST_QUERY = 200  # characters; longer ones are nobody's second visit
DAY = 24 * 3600  # seconds
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
# Where no page for readers stands; asking for the stamp there would be for nothing.
ELSEWHERE = ("/desk/", "/healthz")


class Visit:
    """One request for a page: what may be kept of it, what is kept, and what the answer is kept under.

    The stamp is read before anything is made, so a page made while a verb finishes is kept under the old one at worst.
    """

    def __init__(self, request: HttpRequest, now: datetime) -> None:
        query = request.META.get("QUERY_STRING", "")
        self.path = request.path
        self.now = now
        self.at = _microseconds(now)
        # A query is whatever somebody types: such pages are not kept in the database, which would never end.
        self.for_all = not query
        self.stamp, self.facts = stamping.current()
        whole = "\0".join((release(), self.stamp, self.path, query))
        self.key = "page:" + hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()

    def kept(self) -> HttpResponse | None:
        """The page that is right now, from memory or else from the database."""
        found: Standing | None = cache.get(self.key)
        if found is not None and found.since <= self.at < found.until:
            return _response(found)
        found = galleys.find(self.path, release()) if self.for_all else None
        if found is None:
            return None
        if found.word != self.stamp or not found.since <= self.at < found.until:
            # Something changed somewhere; perhaps not what this page is made of.
            if not found.basis or found.basis != self._basis():
                return None
            found = replace(found, word=self.stamp, since=self.at, until=self._until())
        cache.set(self.key, found, timeout=DAY)
        return _response(found)

    def keep(self, response: HttpResponse) -> None:
        """Keeps a whole answer, with every header that it went through the house with."""
        until = self._until()
        if _microseconds(clock.now()) >= until:
            # An instant went by while it was made: nobody can tell from which side of it the page is.
            return
        headers = tuple(response.items())
        made_of = self._basis() if self.for_all else ""
        page = Standing(self.stamp, self.at, until, made_of, headers, response.content)
        cache.set(self.key, page, timeout=DAY)
        if self.for_all:
            galleys.keep(self.path, release(), page)

    def _basis(self) -> str:
        return basis.of_address(self.path, facts=self.facts, now=self.now)

    def _until(self) -> int:
        return _microseconds(min(_midnight(self.now), _next_instant(self.stamp, self.now)))


def visit(request: HttpRequest, now: datetime) -> Visit | None:
    """None for what is never answered out of the cache."""
    meta = request.META
    query = meta.get("QUERY_STRING", "")
    if (
        settings.DEBUG
        or request.method not in ("GET", "HEAD")
        # RFC 7089: nobody is handed today's text for that of a year ago, so this is looked at before any cache.
        or "HTTP_ACCEPT_DATETIME" in meta
        or len(query) > LONGEST_QUERY
        or request.path.startswith(ELSEWHERE)
        # Refused further in, by name; PostgreSQL would refuse it here, by an error.
        or "\0" in request.path
        or "%00" in query
    ):
        return None
    return Visit(request, now)


def _response(page: Standing) -> HttpResponse:
    return HttpResponse(page.content, headers=dict(page.headers))


def _microseconds(at: datetime) -> int:
    return (at - EPOCH) // TICK


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
    instant = stamping.next_instant(now) or datetime.max.replace(tzinfo=UTC)
    cache.set(key, (now, instant), timeout=DAY)
    return instant


@lru_cache(maxsize=1)
def release() -> str:
    """A word for the code, templates and address this process runs with: a new release must not show old pages."""
    root = Path(settings.BASE_DIR)
    files = sorted([*(root / "journal").rglob("*.py"), *(root / "templates").rglob("*"), *(root / "static").rglob("*")])
    # By content, not by date: two machines with the same release share what stands in the database.
    state = [
        (str(path.relative_to(root)), hashlib.sha256(path.read_bytes()).digest()) for path in files if path.is_file()
    ]
    return hashlib.sha256(repr((settings.SITE_URL, settings.SITE_NAME, settings.TIME_ZONE, state)).encode()).hexdigest()
