from datetime import timedelta

import pytest

from factories import NOON, make_change, make_film, make_version, paragraphs
from journal.document.blocks import Block, Document
from journal.press.models import Version

pytestmark = pytest.mark.django_db


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
    assert client.get("/quotes/", {"q": "sea"}).context["found"] == []


def test_quotes_lead_to_the_turn(client, talk):
    talk()
    page = client.get("/quotes/", {"q": "orlov sea"}).content.decode()
    assert '<a href="/interviews/the-sea-was-there/#a0000003">' in page


def test_search_without_words_asks_for_some(client):
    response = client.get("/search/")
    assert response.status_code == 200
    assert not response.context["found"]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/search/?q=salt", 13), ("/quotes/?q=salt", 5)])
def test_query_count_does_not_grow(client, django_assert_num_queries, address, queries, number):
    for n in range(number):
        make_film(f"Salt {n}")
        make_version(f"Salt {n}")
    with django_assert_num_queries(queries):
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
