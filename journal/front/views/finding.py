import re

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from journal.front import clock, searching
from journal.front.answers import page, reader_page
from journal.press.kinds import Kind

YEAR = re.compile("(?:18|19|20)[0-9]{2}", re.ASCII)


@reader_page
def search(request: HttpRequest) -> HttpResponse:
    query = searching.cleaned(request.GET.get("q", ""))
    kind = request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    year = request.GET.get("year", "")
    year = year if YEAR.fullmatch(year) else ""
    newest = request.GET.get("sort") == "date"
    context = {
        "query": query,
        "found": searching.search(query, now=clock.now(), kind=kind, year=int(year) if year else None, newest=newest),
        "kind": kind,
        "year": year,
        "newest": newest,
        "canonical": reverse("front:search"),
    }
    return page(request, "front/search.html", context)


@reader_page
def quotes(request: HttpRequest) -> HttpResponse:
    query = searching.cleaned(request.GET.get("q", ""))
    found = searching.quotes(query, now=clock.now())
    return page(request, "front/quotes.html", {"query": query, "found": found, "canonical": reverse("front:quotes")})
