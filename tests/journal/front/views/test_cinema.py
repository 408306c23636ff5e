from datetime import date, timedelta

import pytest

from factories import NOON, make_edition, make_film, make_person, make_version
from journal.cinema.models import FilmTitle, FormerAddress, PersonName, Selection, Strand
from journal.front import quoting, records
from journal.press.copy import EditionLink, FilmLink
from journal.press.models import Version

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def headings(response):
    """(heading, headlines) of the page's coverage, in order."""
    groups = response.context["coverage"].groups
    return [(str(group.heading), [version.headline for version in group.items]) for group in groups]


def test_film_page_shows_facts_and_what_we_printed(client, talk):
    film = talk().films.get()
    FilmTitle.objects.create(film=film, text="Heures de sel", kind="release", lang="fr")
    FilmTitle.objects.create(film=film, text="Project Brine", kind="working")
    page = text_of(client.get(film.get_absolute_url()))
    assert "<h1>Salt Hours</h1>" in page
    assert "<dd>104 minutes</dd>" in page
    assert '<a href="/people/ida-orlov/">Ida Orlov</a>' in page
    assert '<a href="/interviews/the-sea-was-there/">The sea was there</a>' in page
    assert '<cite lang="fr">Heures de sel</cite>' in page
    assert "Project Brine" not in page


def test_reviews_of_a_film_come_before_mentions(client):
    film = make_film()
    for kind, role, hours in (("news", "mentioned", 3), ("review", "reviewed", 1), ("interview", "subject", 2)):
        link = FilmLink(film.pk, film.title, film.year, role)
        make_version(kind, kind=kind, films=(link,), now=NOON + timedelta(hours=hours))
    assert headings(client.get(film.get_absolute_url())) == [
        ("Reviewed", ["review"]),
        ("About the film", ["interview"]),
        ("Mentioned in", ["news"]),
    ]


def test_person_page_shows_work_words_and_no_name_that_is_not_to_be_printed(client, talk):
    ida = make_person(born=date(1961, 1, 1), born_precision="year")
    PersonName.objects.create(person=ida, text="Ида Орлова", kind="native", lang="ru")
    PersonName.objects.create(person=ida, text="Old Name", kind="former", never_print=True)
    PersonName.objects.create(person=ida, text="Ida Orloff", kind="misspelling")
    talk(person=ida)
    page = text_of(client.get("/people/ida-orlov/"))
    assert "<h1>Ida Orlov</h1>" in page
    assert "<dt>Born</dt><dd>1961</dd>" in page
    assert '<span lang="ru">Ида Орлова</span>' in page
    assert '<span class="year">2012</span> <cite><a href="/films/salt-hours-2012/">Salt Hours</a></cite>' in page
    assert '<a href="/interviews/the-sea-was-there/">The sea was there</a>' in page
    assert "Old Name" not in page
    assert "Ida Orloff" not in page


def test_quotations_of_hidden_pieces_are_nobodys(client, set_clock, talk, monkeypatch):
    monkeypatch.setattr(quoting, "WORTH_QUOTING", 5)
    version = talk()
    address = version.people.get().get_absolute_url()
    assert "Because the sea was there." in client.get(address).content.decode()
    Version.objects.filter(pk=version.pk).update(hidden_until=NOON + timedelta(hours=2))
    set_clock(NOON + timedelta(hours=1))
    page = client.get(address).content.decode()
    assert "Because the sea was there." not in page
    assert "The sea was there" not in page


def test_edition_page_shows_its_strands_and_films(client, talk):
    edition = make_edition(ordinal=65, starts=date(2012, 8, 1), ends=date(2012, 8, 11))
    version = talk(edition=edition)
    strand = Strand.objects.create(edition=edition, name="Night screen")
    Selection.objects.create(strand=strand, film=version.films.get())
    page = text_of(client.get("/festivals/lake/2012/"))
    assert "<h1>65th Lake Film Festival</h1>" in page
    assert "<h3>Night screen</h3>" in page
    assert '<cite><a href="/films/salt-hours-2012/">Salt Hours</a></cite> <span class="by">Ida Orlov</span>' in page
    assert '<a href="/interviews/the-sea-was-there/">The sea was there</a>' in page


def test_festival_page_shows_a_piece_about_two_editions_once(client):
    one, two = make_edition(2012), make_edition(2013)
    links = (EditionLink(one.pk, "Lake 2012"), EditionLink(two.pk, "Lake 2013"))
    make_version("Two summers", editions=links)
    response = client.get("/festivals/lake/")
    assert [version.headline for version in response.context["page"].rows] == ["Two summers"]
    assert [edition.year for edition in response.context["editions"]] == [2013, 2012]


@pytest.mark.parametrize(
    "address", ["/films/no/", "/people/no/", "/festivals/no/", "/festivals/no/2012/", "/festivals/lake/1999/"]
)
def test_unknown_record_is_not_found(client, address):
    make_edition()
    assert client.get(address).status_code == 404


def test_former_address_redirects_for_good(client):
    film, person, edition = make_film(), make_person(), make_edition()
    FormerAddress.objects.create(kind="film", slug="was", film=film)
    FormerAddress.objects.create(kind="person", slug="was", person=person)
    FormerAddress.objects.create(kind="festival", slug="was", festival=edition.festival)
    for old, new in (
        ("/films/was/", film.get_absolute_url()),
        ("/people/was/", person.get_absolute_url()),
        ("/festivals/was/", "/festivals/lake/"),
        ("/festivals/was/2012/", "/festivals/lake/2012/"),
    ):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)


def test_films_are_listed_by_letter_and_page(client, monkeypatch):
    monkeypatch.setattr(records, "PER_LETTER", 2)
    for title, year in (("The Boat", 1990), ("Boat", 2001), ("Boat", 1980), ("Anchor", 1970)):
        make_film(title, year)
    found, query = [], "letter=b"
    while query:
        response = client.get(f"/films/?{query}")
        found += [str(film) for film in response.context["page"].rows]
        query = response.context["page"].older
    assert sorted(found) == ["Boat (1980)", "Boat (2001)", "The Boat (1990)"]


@pytest.mark.parametrize(
    "address", ["/films/", "/people/", "/festivals/", "/films/a/", "/people/a/", "/festivals/a/2012/"]
)
def test_other_methods_are_refused(client, address):
    assert client.post(address).status_code == 405
