import html
import re
from datetime import timedelta

import pytest

from factories import KEEPING_A_QUERY, NOON, make_change, make_edition, make_film, make_person, make_version, paragraphs
from journal.cinema.models import Festival
from journal.document.blocks import Block, Document
from journal.press.copy import FilmLink, Participant
from journal.press.models import Version

pytestmark = pytest.mark.django_db


def headlines(client, **query):
    return [version.headline for version in client.get("/search/", query).context["found"].pieces]


def links(client, **query):
    """(heading, [(name, address)]) of every way to narrow the search that the page offers."""
    page = client.get("/search/", query).content.decode().split("facets", 1)[-1].split("</nav>")[0]
    groups = re.findall(r"<dt>([^<]*)</dt><dd>(.*?)</dd>", page, re.DOTALL)
    return {
        name: [(shown, html.unescape(href)) for href, shown in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', said)]
        for name, said in groups
    }


@pytest.fixture
def shelf(talk):
    """Three pieces that hold the word "sea": a talk of 2026, one of 2024 about another film, and a review."""
    talk()
    vera = make_person("Vera Kol")
    lido = make_edition(2019, festival=Festival.objects.create(name="Lido Nights"))
    other = make_film("Pepper", 2019, directors=(vera,))
    talk(
        "Deep sea",
        now=NOON.replace(year=2024),
        person=vera,
        film=other,
        edition=lido,
        participants=(Participant("Q", role="interviewer"), Participant("IO", "Vera Kol", person=vera.pk)),
        films=(FilmLink(other.pk, "Pepper", 2019, "subject"),),
    )
    make_version(
        "Sea and shore",
        kind="review",
        now=NOON.replace(hour=13),
        films=(FilmLink(other.pk, "Pepper", 2019, "reviewed"),),
    )


ALL = ["Sea and shore", "The sea was there", "Deep sea"]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({}, ALL),
        ({"kind": "review"}, ["Sea and shore"]),
        ({"kind": "interview"}, ["The sea was there", "Deep sea"]),
        ({"year": "2024"}, ["Deep sea"]),
        ({"film": "pepper-2019"}, ["Sea and shore", "Deep sea"]),
        ({"festival": "lido-nights"}, ["Deep sea"]),
        ({"festival": "lake"}, ["The sea was there"]),
        ({"speaker": "vera-kol"}, ["Deep sea"]),
        ({"speaker": "vera-kol", "film": "pepper-2019", "year": "2024", "kind": "interview"}, ["Deep sea"]),
        ({"speaker": "vera-kol", "kind": "review"}, []),
        ({"sort": "date"}, ALL),
        # What makes no sense was not asked for.
        ({"kind": "poem", "year": "NaN", "film": "nothing", "festival": "\x01", "speaker": "x" * 4000}, ALL),
        ({"year": "99999"}, ALL),
        ({"year": "-1", "sort": "up"}, ALL),
    ],
)
def test_a_search_is_narrowed_by_facts(client, shelf, narrowed, expected):
    assert headlines(client, q="sea", **narrowed) == expected


def test_the_best_stand_first_or_the_newest(client):
    make_version("Of salt")
    make_version("Newer", now=NOON + timedelta(hours=1), document=paragraphs("A grain of salt."))
    assert headlines(client, q="salt") == ["Of salt", "Newer"]
    assert headlines(client, q="salt", sort="date") == ["Newer", "Of salt"]


def test_what_was_found_offers_how_to_narrow_it_and_each_link_keeps_what_is_chosen(client, shelf):
    offered = links(client, q="sea", kind="interview", sort="date")
    assert offered == {
        "Order": [("best first", "/search/?q=sea&kind=interview")],
        "Year": [(year, f"/search/?q=sea&kind=interview&sort=date&year={year}") for year in ("2026", "2024")],
        "Film": [
            (name, f"/search/?q=sea&kind=interview&sort=date&film={slug}")
            for name, slug in (("Pepper (2019)", "pepper-2019"), ("Salt Hours (2012)", "salt-hours-2012"))
        ],
        "Festival": [
            (name, f"/search/?q=sea&kind=interview&sort=date&festival={slug}")
            for name, slug in (("Lake Film Festival", "lake"), ("Lido Nights", "lido-nights"))
        ],
        "Who speaks": [
            (name, f"/search/?q=sea&kind=interview&sort=date&speaker={slug}")
            for name, slug in (("Ida Orlov", "ida-orlov"), ("Vera Kol", "vera-kol"))
        ],
    }
    for group in offered.values():
        for _name, address in group:
            assert client.get(address).context["found"].pieces


def test_what_is_chosen_can_be_taken_away(client, shelf):
    page = client.get("/search/", {"q": "sea", "kind": "review", "film": "pepper-2019"}).content.decode()
    chosen = re.search(r'<p class="chosen">(.*?)</p>', page, re.DOTALL)[1]
    assert re.findall(r'href="([^"]*)"', chosen) == [
        "/search/?q=sea&amp;film=pepper-2019",
        "/search/?q=sea&amp;kind=review",
    ]
    assert [" ".join(re.sub("<[^>]*>", "", one).split()) for one in chosen.split("</a>")[:-1]] == [
        "Everything, not only: Review ×",
        "Everything, not only: Pepper (2019) ×",
    ]


def test_a_search_that_is_too_narrow_says_so_and_leads_back(client, shelf):
    page = client.get("/search/", {"q": "sea", "kind": "review", "speaker": "vera-kol"}).content.decode()
    assert "No piece holds all of that." in page
    assert 'href="/search/?q=sea&amp;kind=review"' in page


def test_a_facet_names_no_record_of_a_hidden_piece(client, set_clock, shelf):
    Version.objects.filter(headline="Deep sea").update(hidden_until=NOON + timedelta(hours=9))
    set_clock(NOON + timedelta(hours=2))
    offered = links(client, q="sea")
    assert [name for name, _address in offered["Who speaks"]] == ["Ida Orlov"]
    assert [name for name, _address in offered["Festival"]] == ["Lake Film Festival"]
    assert headlines(client, q="sea", speaker="vera-kol") == []


def test_search_finds_pieces_by_headline_dek_and_what_was_said(client, talk):
    talk()
    make_version("Other", dek="Nothing of it.")
    for query in ("sea", "PATIENCE", "it stayed", "sea patience", '"because the sea"', "patien", "nora lind"):
        found = client.get("/search/", {"q": query}).context["found"]
        assert [version.headline for version in found.pieces] == ["The sea was there"]


def test_search_finds_films_people_and_festivals(client, talk):
    talk()
    found = client.get("/search/", {"q": "salt"}).context["found"]
    assert [film.title for film in found.films] == ["Salt Hours"]
    found = client.get("/search/", {"q": "orl"}).context["found"]
    assert [person.name for person in found.people] == ["Ida Orlov"]
    found = client.get("/search/", {"q": "lake 2012"}).context["found"]
    assert [str(edition) for edition in found.editions] == ["Lake 2012"]


def test_hidden_pieces_are_not_found(client, talk, set_clock):
    version = talk()
    Version.objects.filter(pk=version.pk).update(hidden_until=NOON + timedelta(hours=2))
    set_clock(NOON + timedelta(hours=1))
    assert list(client.get("/search/", {"q": "sea"}).context["found"].pieces) == []
    assert client.get("/quotes/", {"q": "sea"}).context["page"].rows == []


def test_quotes_lead_to_the_turn(client, talk):
    talk()
    page = client.get("/quotes/", {"q": "orlov sea"}).content.decode()
    assert '<a href="/interviews/the-sea-was-there/#a0000003">' in page


def test_search_without_words_asks_for_some(client):
    response = client.get("/search/")
    assert response.status_code == 200
    assert not response.context["found"]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/search/?q=salt", 12), ("/quotes/?q=salt", 5)])
def test_query_count_does_not_grow(client, django_assert_num_queries, address, queries, number):
    for n in range(number):
        make_film(f"Salt {n}")
        make_version(f"Salt {n}")
    with django_assert_num_queries(queries + KEEPING_A_QUERY):
        client.get(address)


@pytest.mark.parametrize("address", ["/search/", "/quotes/"])
def test_other_methods_are_refused(client, address):
    assert client.post(address).status_code == 405


def test_a_misspelt_word_is_mended(client, talk):
    talk()
    page = " ".join(client.get("/search/", {"q": "patiense"}).content.decode().split())
    assert "Nothing was found for “patiense”. This is what was found for “patience”." in page
    assert 'href="/interviews/the-sea-was-there/"' in page


def test_passages_are_marked_and_lead_to_the_turn(client, talk):
    talk()
    page = client.get("/search/", {"q": "stayed"}).content.decode()
    assert '<a href="/interviews/the-sea-was-there/#a0000003">' in page
    assert "And it <mark>stayed</mark>." in page


def test_accents_do_not_matter_and_spoilers_are_not_found(client):
    hidden = Block(id="s0000001", type="paragraph", text="The butler drowned.", spoiler=True)
    shown = Block(id="s0000002", type="paragraph", text="Shot in Łódź by Ødegård.")
    make_version("Tram", document=Document((hidden, shown)))
    for query in ("lodz", "ŁÓDŹ", "odegard"):
        found = client.get("/search/", {"q": query}).context["found"]
        assert [version.headline for version in found.pieces] == ["Tram"]
    page = client.get("/search/", {"q": "tram butler"}).content.decode()
    assert "drowned" not in page
    assert list(client.get("/search/", {"q": "butler"}).context["found"].pieces) == []


def test_search_is_narrowed_by_kind_and_year(client, talk):
    talk()
    make_version("The sea again", now=NOON - timedelta(days=400))

    def headlines(**given):
        return [version.headline for version in client.get("/search/", {"q": "sea", **given}).context["found"].pieces]

    assert headlines() == ["The sea was there", "The sea again"]
    assert headlines(kind="feature") == ["The sea again"]
    assert headlines(year="2026") == ["The sea was there"]
    assert headlines(kind="nonsense", year="-1", sort="date") == ["The sea was there", "The sea again"]


def test_what_a_correction_took_out_is_found_no_more(client):
    version = make_version("Salt", document=paragraphs("It rained in Turin."))
    make_change(version, now=NOON + timedelta(hours=1), document=paragraphs("It rained in Trento."))
    assert list(client.get("/search/", {"q": "turin"}).context["found"].pieces) == []
    assert [v.number for v in client.get("/search/", {"q": "trento"}).context["found"].pieces] == [2]
