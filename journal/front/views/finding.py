from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from journal.front import clock, facets, quoting, searching
from journal.front.answers import page, reader_page


@reader_page
def search(request: HttpRequest) -> HttpResponse:
    query = searching.cleaned(request.GET.get("q", ""))
    asked = facets.read(query, request.GET)
    found = searching.search(query, now=clock.now(), narrowed=asked.narrowed, newest=asked.newest)
    context = {
        "query": query,
        "found": found,
        "asked": asked,
        "facets": facets.groups(asked, found.matches),
        "orders": facets.orders(asked),
        "canonical": reverse("front:search"),
    }
    return page(request, "front/search.html", context)


@reader_page
def quotes(request: HttpRequest) -> HttpResponse:
    asked = quoting.asked(request)
    context = {
        "asked": asked,
        "query": asked.query,
        "page": quoting.page(asked, request, now=clock.now()),
        "canonical": reverse("front:quotes"),
    }
    return page(request, "front/quotes.html", context)
