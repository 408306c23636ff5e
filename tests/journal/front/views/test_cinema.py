from datetime import date, timedelta

import pytest

from factories import NOON, make_edition, make_film, make_person, make_version
from journal.cinema.models import Credit, FilmTitle, FormerAddress, PersonName, Selection, Strand
from journal.front import coverage, quoting, records
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


def test_the_rest_of_the_credits_is_folded_away_in_the_order_of_the_trade(client):
    film, ida = make_film(), make_person()
    jobs = (("Lighting", "Gaffer"), ("Editing", "Editor"), ("Directing", "Director"), ("Writing", "Screenplay"))
    for department, job in jobs:
        Credit.objects.create(film=film, person=ida, department=department, job=job)
    for n in range(records.CAST + 1):
        Credit.objects.create(film=film, person=make_person(f"Player {n}"), department="Acting", job="Actor", billing=n)
    credits = client.get(film.get_absolute_url()).context["credits"]
    assert [str(group.heading) for group in credits.crew] == ["Director", "Screenplay", "Editor"]
    assert [str(group.heading) for group in credits.further_crew] == ["Gaffer"]
    assert [credit.person.name for credit in credits.cast] == [f"Player {n}" for n in range(records.CAST)]
    assert [credit.person.name for credit in credits.further_cast] == [f"Player {records.CAST}"]


def test_a_name_printed_otherwise_in_the_film_is_printed_so(client):
    film, ida = make_film(), make_person()
    Credit.objects.create(film=film, person=ida, credited_as="I. Orlov")
    assert '<a href="/people/ida-orlov/">I. Orlov</a>' in text_of(client.get(film.get_absolute_url()))


def test_others_of_the_same_title_or_name_are_pointed_to(client):
    make_film("Suspiria", 1977), make_film("Suspiria", 2018), make_film("Suspense", 1913)
    found = client.get("/films/suspiria-1977/").context["namesakes"]
    assert [str(film) for film in found] == ["Suspiria (2018)"]
    make_person("Steve McQueen", disambiguation="actor")
    other = make_person("Steve McQueen", disambiguation="director")
    page = text_of(client.get(other.get_absolute_url()))
    assert 'Director. Also of this name: <a href="/people/steve-mcqueen/">Steve McQueen (actor)</a>' in page


def test_filmography_by_job_newest_first_with_what_the_person_is(client):
    ida = make_person()
    make_film("Old", 1990, directors=(ida,)), make_film("New", 2010, directors=(ida,))
    film = make_film("Played", 2000)
    Credit.objects.create(film=film, person=ida, department="Acting", job="Actor", character="The pilot")
    Credit.objects.create(film=film, person=ida, department="Lighting", job="Gaffer")
    response = client.get("/people/ida-orlov/")
    groups = response.context["filmography"]
    assert [(str(group.heading), [credit.film.title for credit in group.items]) for group in groups] == [
        ("Director", ["New", "Old"]),
        ("Actor", ["Played"]),
        ("Gaffer", ["Played"]),
    ]
    assert [str(one) for one in response.context["professions"]] == ["Director", "Actor"]


def test_a_review_comes_first_on_a_page_of_many_whatever_its_age(client, monkeypatch):
    monkeypatch.setattr(coverage, "SIZE", 2)
    film = make_film()
    for hours, role in enumerate(["reviewed", "subject", "mentioned", "mentioned", "subject"]):
        link = FilmLink(film.pk, film.title, film.year, role)
        make_version(f"Piece {hours}", films=(link,), now=NOON + timedelta(hours=hours))
    found, query = [], ""
    while query is not None:
        response = client.get(f"{film.get_absolute_url()}?{query}")
        found.append(headings(response))
        query = response.context["page"].older or None
    assert found == [
        [("Reviewed", ["Piece 0"]), ("About the film", ["Piece 4"])],
        [("About the film", ["Piece 1"]), ("Mentioned in", ["Piece 3"])],
        [("Mentioned in", ["Piece 2"])],
    ]


@pytest.mark.parametrize(
    "before", ["nonsense", "9-1.1", "0-99999999999999999999.1", "-1-1.1", "0-1.99999999999999999999"]
)
def test_a_place_that_no_page_wrote_shows_some_page(client, before):
    film = make_film()
    assert client.get(film.get_absolute_url(), {"before": before}).status_code == 200


def test_dispatches_stand_before_the_rest_from_a_festival(client):
    edition = make_edition()
    links = (EditionLink(edition.pk, "Lake 2012"),)
    for hours, kind in enumerate(["dispatch", "news", "dispatch"]):
        make_version(f"Piece {hours}", kind=kind, editions=links, now=NOON + timedelta(hours=hours))
    for address in ("/festivals/lake/", "/festivals/lake/2012/"):
        assert headings(client.get(address)) == [
            ("Dispatches", ["Piece 2", "Piece 0"]),
            ("From the festival", ["Piece 1"]),
        ]


def test_an_edition_says_what_was_new_when_it_was_shown_and_what_came_before(client):
    edition = make_edition(2012, name="Lake Film Week")
    make_edition(2010, festival=edition.festival), make_edition(2015, festival=edition.festival)
    strand = Strand.objects.create(edition=edition, name="Night screen", competitive=True)
    Selection.objects.create(strand=strand, film=make_film(), premiere="world", first_screened=date(2012, 8, 3))
    page = text_of(client.get("/festivals/lake/2012/"))
    assert "<h1>Lake Film Week 2012</h1>" in page
    assert 'World premiere, <time datetime="2012-08-03">3 August</time>' in page
    assert '<span class="aside">in competition</span>' in page
    assert '<a rel="prev" href="/festivals/lake/2010/">← 2010</a>' in page
    assert '<a rel="next" href="/festivals/lake/2015/">2015 →</a>' in page


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (
            date(2012, 8, 1),
            date(2012, 8, 11),
            '<time datetime="2012-08-01">1</time>–<time datetime="2012-08-11">11 August 2012</time>',
        ),
        (
            date(2012, 1, 31),
            date(2012, 2, 4),
            '<time datetime="2012-01-31">31 January</time> – <time datetime="2012-02-04">4 February 2012</time>',
        ),
        (date(2012, 8, 1), date(2012, 8, 1), '<time datetime="2012-08-01">1 August 2012</time>'),
    ],
)
def test_days_of_a_festival_are_written_once(client, starts, ends, said):
    make_edition(2012, starts=starts, ends=ends)
    assert said in text_of(client.get("/festivals/lake/2012/"))
    assert said in text_of(client.get("/festivals/lake/"))


def test_what_is_not_there_is_said_in_words(client):
    make_film("Her", 2013), make_person("Nobody Much")
    edition = make_edition(2012)
    make_edition(2020, festival=edition.festival, status="cancelled")
    said = {
        "/films/her-2013/": "We have not written about <cite>Her</cite> yet.",
        "/people/nobody-much/": "We have not written about Nobody Much yet.",
        "/festivals/lake/": "We have not written from Lake yet.",
        "/festivals/lake/2012/": "The selection is not in our records yet.",
        "/festivals/lake/2020/": "This edition was cancelled.",
        "/films/?letter=x": "No film under X yet.",
        "/people/?letter=x": "Nobody under X yet.",
        "/quotes/": "No interview has been published yet.",
    }
    assert {address: words in text_of(client.get(address)) for address, words in said.items()} == dict.fromkeys(
        said, True
    )
    assert "not in our records" not in text_of(client.get("/festivals/lake/2020/"))


def test_films_stand_under_their_letters(client):
    for title in ("The Boat", "Ånga", "8½", "기생충"):
        make_film(title)
    groups = client.get("/films/").context["groups"]
    assert [(str(group.heading), [film.title for film in group.items]) for group in groups] == [
        ("0–9", ["8½"]),
        ("A", ["Ånga"]),
        ("B", ["The Boat"]),
        ("Other letters", ["기생충"]),
    ]


@pytest.mark.parametrize(
    "address", ["/films/", "/people/", "/festivals/", "/films/a/", "/people/a/", "/festivals/a/2012/"]
)
def test_other_methods_are_refused(client, address):
    assert client.post(address).status_code == 405
