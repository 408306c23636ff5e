"""Short answers for machines."""

from datetime import UTC, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from journal.front import clock
from journal.front.answers import reader_page

TEXT = "text/plain; charset=utf-8"


@reader_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /search/",
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('front:sitemap')}",
        f"Sitemap: {settings.SITE_URL}{reverse('front:sitemap_news')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@reader_page
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. It expires within the year, at the start of a month so that the answer is the same for weeks."""
    month = (clock.now().astimezone(UTC) + timedelta(days=210)).strftime("%Y-%m-01T00:00:00Z")
    lines = [
        f"Contact: {settings.SITE_URL}{reverse('front:about')}",
        f"Expires: {month}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{reverse('front:security')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; an exception, and so a 500, when it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    response = HttpResponse("ok\n", content_type=TEXT)
    response["Cache-Control"] = "no-store"
    return response
