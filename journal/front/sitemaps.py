"""Sitemaps. `lastmod` is the editorial clock, so that it means what it says; records have none and carry none."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from journal.cinema.models import Edition, Festival, Film, Person
from journal.front import clock
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
    """One map a year of publication, and one of the records."""
    span = Version.objects.listed(clock.now()).aggregate(first=Min("published_at"), last=Max("published_at"))
    maps = [reverse("front:sitemap_records")]
    if span["first"] is not None:
        years = range(_local(span["first"]).year, _local(span["last"]).year + 1)
        maps += [reverse("front:sitemap_year", args=[year]) for year in reversed(years)]
    return _xml(request, "front/sitemap_index.xml", {"maps": maps})


@reader_page
def year(request: HttpRequest, year: int) -> HttpResponse:
    zone = ZoneInfo(settings.TIME_ZONE)
    starts, ends = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    found = Version.objects.listed(clock.now()).filter(published_at__gte=starts, published_at__lt=ends)
    rows = list(found.only("kind", "slug", "published_at", "updated_at").order_by("-published_at", "-pk")[:LARGEST])
    if not rows:
        raise Http404
    pages = [(row.get_absolute_url(), row.updated_at or row.published_at) for row in rows]
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
    return _xml(request, "front/sitemap.xml", {"pages": [(address, None) for address in pages]})


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
