import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from factories import KEEPING, NOON, make_change, make_user, make_version
from journal.front import paging
from journal.press import publishing
from journal.press.copy import Credit
from journal.press.declaring import Signatures
from journal.press.models import Contributor, Version

pytestmark = pytest.mark.django_db
LISTS = ["/features/", "/topics/rain/", "/contributors/nora/", "/archive/2026/03/"]


def make_listed(headline, **fields):
    nora, _made = Contributor.objects.get_or_create(slug="nora", defaults={"name": "Nora Lind", "bio": "Writes."})
    byline = (Credit("Nora Lind", "author", nora.pk, "nora"), Credit("Nora Lind", "translator", nora.pk, "nora"))
    return make_version(headline, byline=byline, topics=("rain",), **fields)


def headlines(response):
    return [version.headline for version in response.context["page"].rows]


@pytest.mark.parametrize("address", LISTS)
def test_newest_stands_first(client, address):
    make_listed("Older")
    make_listed("Newer", now=NOON + timedelta(hours=1))
    response = client.get(address)
    assert response.status_code == 200
    assert headlines(response) == ["Newer", "Older"]
    assert "Nora Lind" in response.content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_only_what_is_public_is_listed(client, set_clock, address):
    make_listed("Seen")
    make_listed("Scheduled", now=NOON + timedelta(hours=2))
    make_listed("Embargoed")
    Version.objects.filter(headline="Embargoed").update(hidden_until=NOON + timedelta(hours=2))
    retracted = make_listed("Retracted")
    signed = Signatures(by=make_user("a"), approved_by=make_user("b"))
    publishing.retract(piece=retracted.piece, notice="Wrong.", base=1, signed=signed, now=NOON)
    withdrawn = make_listed("Withdrawn")
    publishing.withdraw(piece=withdrawn.piece, public_reason="Court.", signed=signed, now=NOON)
    set_clock(NOON + timedelta(hours=1))
    assert headlines(client.get(address)) == ["Seen"]


@pytest.mark.parametrize("name", ["Skarvøy", "映画", "Łódź, 1982", "кино"])
def test_a_topic_in_any_script_has_a_page_and_feeds(client, name):
    version = make_version("Ferries", topics=(name,))
    page = client.get(version.get_absolute_url()).content.decode()
    link = re.search(r'<a href="(/topics/[^"]+)">', page)[1]
    for _visit in range(2):
        answer = client.get(link)
        assert (answer.status_code, "Ferries" in answer.content.decode()) == (200, True)
        cache.clear()
    assert f"<h1>{name}</h1>" in answer.content.decode()
    for form in ("atom", "xml", "json"):
        feed = client.get(f"/feeds{link[:-1]}.{form}")
        assert (feed.status_code, "Ferries" in feed.content.decode()) == (200, True)


def test_a_topic_without_a_letter_leads_nowhere(client):
    page = client.get(make_version("Ferries", topics=("!!!",)).get_absolute_url())
    assert (page.status_code, "Topics: !!!" in page.content.decode()) == (200, True)


@pytest.mark.parametrize("address", ["/topics/rain/", "/contributors/nora/"])
def test_what_only_hidden_pieces_name_is_not_found(client, set_clock, address):
    make_listed("Scheduled", now=NOON + timedelta(hours=2))
    set_clock(NOON)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", LISTS)
def test_pages_hold_every_piece_once(client, monkeypatch, address):
    monkeypatch.setattr(paging.versions, "__kwdefaults__", {"size": 2})
    for n in range(5):
        # Two pieces of one instant must not hide each other at a page's end.
        make_listed(f"Piece {n}", now=NOON + timedelta(hours=n // 2))
    found, query = [], ""
    for _page in range(3):
        response = client.get(f"{address}?{query}")
        found += headlines(response)
        query = response.context["page"].older
    assert query == ""
    assert found == ["Piece 4", "Piece 3", "Piece 2", "Piece 1", "Piece 0"]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [*zip(LISTS, [2, 3, 3, 1], strict=True)])
def test_query_count_does_not_grow(client, django_assert_num_queries, address, queries, number):
    for n in range(number):
        make_listed(f"Piece {n}")
    with django_assert_num_queries(queries + KEEPING):
        client.get(address)


@pytest.mark.parametrize("address", LISTS)
def test_other_methods_are_refused(client, address):
    assert client.post(address).status_code == 405


def test_archive_keeps_the_months_of_the_house(client):
    # 1 April, 03:30 UTC is still 31 March in New York.
    make_listed("Late", now=datetime(2026, 4, 1, 3, 30, tzinfo=UTC))
    assert headlines(client.get("/archive/2026/03/")) == ["Late"]
    assert headlines(client.get("/archive/2026/04/")) == []
    assert client.get("/archive/2026/12/").status_code == 200
    assert client.get("/archive/2026/13/").status_code == 404


@pytest.mark.parametrize(("kind", "said"), [("correction", False), ("typo", False), ("update", True)])
def test_only_an_update_is_said_in_lists(client, kind, said):
    make_change(make_version(), now=NOON + timedelta(hours=1), kind=kind)
    assert ('<span class="updated">' in client.get("/features/").content.decode()) is said
