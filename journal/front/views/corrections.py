"""The public record of corrections, and the pages that say how the house works."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from journal.front import clock, noticed
from journal.front.answers import page, reader_page
from journal.press import reporting


@reader_page
def corrections(request: HttpRequest, year: int | None = None) -> HttpResponse:
    now = clock.now()
    found = noticed.corrections(now)
    context = {
        "title": _("Corrections"),
        "feed": reverse("front:feed_corrections"),
        "year": year,
        "years": noticed.years(now),
        "speed": None if year else reporting.time_to_correct(now),
        "page": noticed.page(request, noticed.of_year(found, year) if year else found),
        "canonical": reverse("front:corrections_of_year", args=[year]) if year else reverse("front:corrections"),
    }
    return page(request, "front/corrections.html", context)


@reader_page
def policy(request: HttpRequest) -> HttpResponse:
    return page(request, "front/corrections_policy.html", {"canonical": reverse("front:corrections_policy")})


@reader_page
def about(request: HttpRequest) -> HttpResponse:
    return page(request, "front/about.html", {"canonical": reverse("front:about")})
