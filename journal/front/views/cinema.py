"""Pages of films, people and festivals: what the catalogue knows, and what we printed about them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from journal.cinema.models import Edition, Festival, Film, FormerAddress, Person, PersonName
from journal.front import clock, coverage, quoting, records, structured_data
from journal.front.answers import page, reader_page


@reader_page
def films(request: HttpRequest) -> HttpResponse:
    letter, rows, letters = records.alphabet(request, Film.objects.prefetch_related(records.DIRECTING))
    context = {
        "letter": letter,
        "letters": letters,
        "page": rows,
        "groups": records.by_initial(rows.rows),
        "canonical": reverse("front:films"),
    }
    return page(request, "front/films.html", context)


@reader_page
def film(request: HttpRequest, slug: str) -> HttpResponse:
    found = Film.objects.filter(slug=slug).select_related("still").first()
    if found is None:
        return _moved("film", slug)
    now = clock.now()
    credits = list(found.credits.select_related("person"))
    titles = [title for title in found.titles.all() if title.printable]
    releases = list(found.releases.all())
    elsewhere = list(found.external_ids.all())
    about = coverage.of_film(request, found, now)
    context = {
        "film": found,
        "namesakes": records.films_of_that_title(found),
        "titles": titles,
        "credits": records.credits_of(credits),
        "selections": found.selections.select_related("strand__edition__festival").order_by(
            "strand__edition__year", "strand__edition__starts", "id"
        ),
        "releases": releases,
        "elsewhere": elsewhere,
        "coverage": about,
        "page": about.page,
        "quotations": quoting.of_film(found, now),
        "feed": reverse("front:feed_film", args=[slug]),
        "canonical": found.get_absolute_url(),
        "structured": structured_data.film(
            settings.SITE_URL,
            found,
            credits=credits,
            titles=titles,
            releases=releases,
            elsewhere=elsewhere,
            pieces=about.page.rows,
        ),
    }
    return page(request, "front/film.html", context)


@reader_page
def people(request: HttpRequest) -> HttpResponse:
    letter, rows, letters = records.alphabet(request, Person.objects.all())
    context = {
        "letter": letter,
        "letters": letters,
        "page": rows,
        "groups": records.by_initial(rows.rows),
        "canonical": reverse("front:people"),
    }
    return page(request, "front/people.html", context)


@reader_page
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = Person.objects.filter(slug=slug).select_related("portrait").first()
    if found is None:
        return _moved("person", slug)
    now = clock.now()
    credits = list(found.credits.select_related("film"))
    names = [name for name in found.names.all() if name.printable]
    elsewhere = list(found.external_ids.all())
    about = coverage.of_person(request, found, now)
    context = {
        "person": found,
        "namesakes": records.people_of_that_name(found),
        "native": [name for name in names if name.kind == PersonName.Kind.NATIVE],
        "names": [name for name in names if name.kind != PersonName.Kind.NATIVE],
        "professions": records.professions(credits),
        "filmography": records.filmography(credits),
        "quotations": quoting.of_person(found, now),
        "elsewhere": elsewhere,
        "coverage": about,
        "page": about.page,
        "feed": reverse("front:feed_person", args=[slug]),
        "canonical": found.get_absolute_url(),
        "structured": structured_data.person_page(settings.SITE_URL, found, names, elsewhere),
    }
    return page(request, "front/person.html", context)


@reader_page
def festivals(request: HttpRequest) -> HttpResponse:
    found = Festival.objects.prefetch_related(models.Prefetch("editions", Edition.objects.order_by("-year")))
    return page(request, "front/festivals.html", {"festivals": found, "canonical": reverse("front:festivals")})


@reader_page
def festival(request: HttpRequest, slug: str) -> HttpResponse:
    found = Festival.objects.filter(slug=slug).first()
    if found is None:
        return _moved("festival", slug)
    now = clock.now()
    about = coverage.of_festival(request, found, now)
    elsewhere = list(found.external_ids.all())
    context = {
        "festival": found,
        "editions": found.editions.order_by("-year"),
        "elsewhere": elsewhere,
        "coverage": about,
        "page": about.page,
        "feed": reverse("front:feed_festival", args=[slug]),
        "canonical": found.get_absolute_url(),
        "structured": structured_data.festival(settings.SITE_URL, found, elsewhere),
    }
    return page(request, "front/festival.html", context)


@reader_page
def edition(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    found = Edition.objects.filter(festival__slug=slug, year=year).select_related("festival").first()
    if found is None:
        whole = _former("festival", slug)
        return HttpResponsePermanentRedirect(reverse("front:edition", args=[whole.slug, year]))
    now = clock.now()
    about = coverage.of_edition(request, found, now)
    strands = list(records.strands_of(found))
    before, after = records.neighbours(found)
    context = {
        "edition": found,
        "strands": strands,
        "before": before,
        "after": after,
        "coverage": about,
        "page": about.page,
        "feed": reverse("front:feed_festival", args=[slug]),
        "canonical": found.get_absolute_url(),
        "structured": structured_data.edition(settings.SITE_URL, found, strands),
    }
    return page(request, "front/edition.html", context)


def _moved(kind: str, slug: str) -> HttpResponse:
    return HttpResponsePermanentRedirect(_former(kind, slug).get_absolute_url())


def _former(kind: str, slug: str) -> Any:
    """The film, person or festival that was renamed or merged. Raises Http404 for an address that none ever had."""
    record = FormerAddress.objects.find(kind, slug)
    if record is None:
        raise Http404
    return record
