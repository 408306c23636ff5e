"""Short answers for machines."""

from datetime import UTC, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from journal.front import clock, oembed, searching
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


@reader_page
def embed(request: HttpRequest) -> HttpResponse:
    """oEmbed: 404 for what is not public, 501 for a form that we do not write (as the protocol has it)."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(_("Only format=json is written."), status=501, content_type=TEXT)
    url = request.GET.get("url", "")
    if not url:
        return HttpResponseBadRequest(_("Name a page of ours: ?url=https://…"), content_type=TEXT)
    try:
        limits = oembed.read_limits(request.GET.get("maxwidth", ""), request.GET.get("maxheight", ""))
    except ValueError as error:
        return HttpResponseBadRequest(str(error), content_type=TEXT)
    return JsonResponse(oembed.answer(url, limits=limits, now=clock.now()))


@reader_page
def opensearch(request: HttpRequest) -> HttpResponse:
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "front/opensearch.xml", content_type=kind)


@reader_page
def suggest(request: HttpRequest) -> HttpResponse:
    """OpenSearch suggestions: what was typed, and the names of records that go on from it."""
    query = searching.cleaned(request.GET.get("q", ""))
    names = searching.suggestions(query)
    return JsonResponse([query, names], safe=False, content_type="application/x-suggestions+json")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; an exception, and so a 500, when it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    response = HttpResponse("ok\n", content_type=TEXT)
    response["Cache-Control"] = "no-store"
    return response
