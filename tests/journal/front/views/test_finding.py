from datetime import timedelta

import pytest

from factories import NOON, make_film, make_version
from journal.press.models import Version

pytestmark = pytest.mark.django_db


def test_search_finds_pieces_by_headline_dek_and_what_was_said(client, talk):
    talk()
    make_version("Other", dek="Nothing of it.")
    for query in ("sea", "PATIENCE", "it stayed", "sea patience"):
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
@pytest.mark.parametrize(("address", "queries"), [("/search/?q=salt", 4), ("/quotes/?q=salt", 1)])
def test_query_count_does_not_grow(client, django_assert_num_queries, address, queries, number):
    for n in range(number):
        make_film(f"Salt {n}")
        make_version(f"Salt {n}")
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("address", ["/search/", "/quotes/"])
def test_other_methods_are_refused(client, address):
    assert client.post(address).status_code == 405
