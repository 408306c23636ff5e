from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from journal.front import clock, searching
from journal.front.answers import page, reader_page


@reader_page
def search(request: HttpRequest) -> HttpResponse:
    query = searching.cleaned(request.GET.get("q", ""))
    found = searching.search(query, now=clock.now())
    return page(request, "front/search.html", {"query": query, "found": found, "canonical": reverse("front:search")})


@reader_page
def quotes(request: HttpRequest) -> HttpResponse:
    query = searching.cleaned(request.GET.get("q", ""))
    found = searching.quotes(query, now=clock.now())
    return page(request, "front/quotes.html", {"query": query, "found": found, "canonical": reverse("front:quotes")})
