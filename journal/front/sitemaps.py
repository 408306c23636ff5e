"""Sitemaps. `lastmod` is the editorial clock, so that it means what it says; records have none and carry none."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from journal.cinema.models import Edition, Festival, Film, Person
from journal.front import clock, translations
from journal.front.answers import moving_page, reader_page
from journal.press.kinds import SECTION_NAMES
from journal.press.models import Version

XML = "application/xml; charset=utf-8"
LARGEST = 50_000  # addresses that the protocol allows in one file
NEWS_DAYS = 2  # as the protocol of news sitemaps has it
NEWS_MOST = 1000
FIXED = ("home", "films", "people", "festivals", "corrections", "corrections_policy", "about")


@reader_page
def index(request: HttpRequest) -> HttpResponse:
    """One map a year in which something was published, and one of the records."""
    maps: list[tuple[str, datetime | None]] = [(reverse("front:sitemap_records"), None)]
    maps += [(reverse("front:sitemap_year", args=[year]), changed) for year, changed in _years(clock.now())]
    return _xml(request, "front/sitemap_index.xml", {"maps": maps})


def _years(now: datetime) -> list[tuple[int, datetime]]:
    """(year, the editorial clock of what changed last in its map), the newest year first."""
    listed = Version.objects.listed(now)
    span = listed.aggregate(first=Min("published_at"), last=Max("published_at"))
    if span["first"] is None:
        return []
    found = []
    for year in range(_local(span["last"]).year, _local(span["first"]).year - 1, -1):
        of_year = listed.filter(**_within(year)).aggregate(published=Max("published_at"), updated=Max("updated_at"))
        changed = max((instant for instant in of_year.values() if instant is not None), default=None)
        if changed is not None:
            found.append((year, changed))
    return found


def _within(year: int) -> dict[str, datetime]:
    zone = ZoneInfo(settings.TIME_ZONE)
    starts, ends = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    return {"published_at__gte": starts, "published_at__lt": ends}


@reader_page
def year(request: HttpRequest, year: int) -> HttpResponse:
    now = clock.now()
    found = Version.objects.listed(now).filter(**_within(year))
    rows = list(
        found.only("piece", "kind", "slug", "published_at", "updated_at").order_by("-published_at", "-pk")[:LARGEST]
    )
    if not rows:
        raise Http404
    alternates = translations.of_all(now)
    pages = [
        (row.get_absolute_url(), row.updated_at or row.published_at, alternates.get(row.piece_id, ())) for row in rows
    ]
    return _xml(request, "front/sitemap.xml", {"pages": pages})


@reader_page
def records(request: HttpRequest) -> HttpResponse:
    pages = [reverse(f"front:{name}") for name in FIXED]
    pages += [reverse("front:section", args=[section]) for section in SECTION_NAMES]
    for rows in (
        Film.objects.only("slug").order_by("pk"),
        Person.objects.only("slug").order_by("pk"),
        Festival.objects.only("slug").order_by("pk"),
        Edition.objects.select_related("festival").only("year", "festival__slug").order_by("pk"),
    ):
        pages += [record.get_absolute_url() for record in rows[: LARGEST - len(pages)]]
    return _xml(request, "front/sitemap.xml", {"pages": [(address, None, ()) for address in pages]})


@moving_page
def news(request: HttpRequest) -> HttpResponse:
    """Pieces first published in the last two days; an old piece that was corrected is not news."""
    now = clock.now()
    found = Version.objects.listed(now).filter(published_at__gt=now - timedelta(days=NEWS_DAYS))
    rows = found.only("kind", "slug", "headline", "lang", "published_at").order_by("-published_at", "-pk")[:NEWS_MOST]
    return _xml(request, "front/sitemap_news.xml", {"versions": rows})


def _local(instant: datetime) -> datetime:
    return instant.astimezone(ZoneInfo(settings.TIME_ZONE))


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    return render(request, template, context, content_type=XML)
