"""Queries of every page of the catalogue, pinned: with one, three and 300 of everything that it lists."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import KEEPING, KEEPING_A_QUERY, NOON, make_edition, make_film, make_person
from journal.cinema.folding import fold
from journal.cinema.models import Credit, Edition, Film, FilmTitle, Person, PersonName, Release, Selection, Strand
from journal.press import search_tables
from journal.press.models import (
    Piece,
    Quotation,
    QuotationFilm,
    SearchEntry,
    Version,
    VersionEdition,
    VersionFilm,
    VersionPerson,
)

pytestmark = pytest.mark.django_db
SAID = "We built the pier twice, once in the water and once on the ice, and nobody walked on either of them. "
YEARS = 200  # editions that a festival can have had since there are festivals
QUERIES = {
    "/films/": 2,
    "/films/?letter=f": 2,
    "/films/salt-hours-2012/": 12,
    "/people/": 1,
    "/people/ida-orlov/": 10,
    "/festivals/": 2,
    "/festivals/lake/": 4,
    "/festivals/lake/2012/": 7,
    "/quotes/": 2,
    "/quotes/?speaker=ida-orlov": 2,
    "/quotes/?film=salt-hours-2012&festival=lake&year=2026": 3,
    "/quotes/?q=pier": 5,
}


def fill(number):
    """A film, a person, a festival and an edition with ``number`` of everything."""
    ida, film, edition = make_person(), make_film(original_title="Heures de sel"), make_edition()
    strand = Strand.objects.create(edition=edition, name="Night screen")
    people = Person.objects.bulk_create(
        Person(name=f"Person {n}", slug=f"person-{n}", sort_key=f"person {n:04}") for n in range(number)
    )
    films = Film.objects.bulk_create(
        Film(title=f"Film {n}", year=2000, slug=f"film-{n}", sort_key=f"film {n:04}") for n in range(number)
    )
    Credit.objects.bulk_create(Credit(film=film, person=person) for person in people)
    Credit.objects.bulk_create(
        Credit(film=film, person=person, department="Acting", job="Actor", character="Nobody") for person in people
    )
    Credit.objects.bulk_create(Credit(film=other, person=ida) for other in films)
    Selection.objects.bulk_create(Selection(strand=strand, film=other) for other in films)
    strands = Strand.objects.bulk_create(Strand(edition=edition, name=f"Strand {n}") for n in range(number))
    Selection.objects.bulk_create(Selection(strand=other, film=film) for other in strands)
    FilmTitle.objects.bulk_create(FilmTitle(film=film, text=f"Titre {n}") for n in range(number))
    Release.objects.bulk_create(
        Release(film=film, territory="FR", date=NOON.date() + timedelta(days=n)) for n in range(number)
    )
    PersonName.objects.bulk_create(PersonName(person=ida, text=f"Ida {n}") for n in range(number))
    Edition.objects.bulk_create(
        Edition(festival=edition.festival, year=2011 - n if n < 130 else 1883 + n) for n in range(min(number, YEARS))
    )
    write(number, film, ida, edition)


def write(number, film, ida, edition):
    """Pieces about all three, each with a quotation."""
    pieces = Piece.objects.bulk_create(Piece(kind="interview", published_at=NOON) for _n in range(number))
    versions = Version.objects.bulk_create(
        Version(
            piece=piece,
            number=1,
            kind="interview",
            slug=f"talk-{n}",
            headline=f"Talk {n}",
            byline=[],
            change="first",
            live_from=NOON,
            published_at=NOON + timedelta(minutes=n),
            printed_at=NOON,
            sha256=f"{n:064}",
        )
        for n, piece in enumerate(pieces)
    )
    SearchEntry.objects.bulk_create(
        SearchEntry(version=one, headline="talk", names="", folded=fold(SAID), words=SAID, blocks=["t0000001"])
        for one in versions
    )
    search_tables.add(connection, [one.pk for one in versions])
    VersionFilm.objects.bulk_create(VersionFilm(version=one, film=film, role="subject") for one in versions)
    VersionPerson.objects.bulk_create(VersionPerson(version=one, person=ida, role="participant") for one in versions)
    VersionEdition.objects.bulk_create(VersionEdition(version=one, edition=edition) for one in versions)
    said = Quotation.objects.bulk_create(
        Quotation(version=one, block="t0000001", position=0, label="IO", person=ida, text=SAID) for one in versions
    )
    QuotationFilm.objects.bulk_create(QuotationFilm(quotation=one, film=film) for one in said)


def queries_of(client, address):
    """Without those that keep the page."""
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked) - (KEEPING_A_QUERY if "?" in address else KEEPING)


@pytest.mark.parametrize("number", [1, 3, 300])
def test_the_number_of_queries_does_not_grow(client, number):
    fill(number)
    assert {address: queries_of(client, address) for address in QUERIES} == QUERIES


def test_of_300_pieces_each_is_on_one_page(client):
    fill(300)
    oldest = VersionFilm.objects.get(version__slug="talk-0")
    oldest.role = "reviewed"
    oldest.save()
    for place in ("/films/salt-hours-2012/", "/people/ida-orlov/", "/festivals/lake/", "/festivals/lake/2012/"):
        rows, query = [], ""
        while query is not None:
            page = client.get(f"{place}?{query}").context["page"]
            rows += [version.slug for version in page.rows]
            query = page.older or None
        newest_first = [f"talk-{n}" for n in range(299, -1, -1)]
        if place.startswith("/films/"):
            # The review first, however old it is.
            newest_first = ["talk-0", *newest_first[:-1]]
        assert rows == newest_first
