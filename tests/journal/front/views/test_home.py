from datetime import timedelta

import pytest

from factories import KEEPING, NOON, make_change, make_edition, make_version
from journal.press.models import Version

pytestmark = pytest.mark.django_db


def test_empty_house_says_so(client):
    assert "The first piece has not been published yet." in client.get("/").content.decode()


def test_newest_piece_leads_unless_it_is_news(client):
    make_version("Older", kind="essay")
    make_version("Newer", kind="essay", now=NOON + timedelta(hours=1))
    make_version("Newest", kind="news", now=NOON + timedelta(hours=2))
    front = client.get("/").context["front"]
    assert front.lead.headline == "Newer"
    assert [version.headline for version in front.beside] == ["Newest", "Older"]


def test_no_piece_stands_twice(client):
    for n in range(12):
        make_version(f"Piece {n}", kind=["review", "interview", "news"][n % 3], now=NOON + timedelta(hours=n))
    front = client.get("/").context["front"]
    shown = [front.lead, *front.beside, *front.also, *(v for band in front.bands for v in band.versions)]
    assert sorted(version.headline for version in shown) == sorted(f"Piece {n}" for n in range(12))


def test_hidden_pieces_are_not_on_the_front(client, set_clock):
    make_version("Later words", now=NOON + timedelta(hours=2))
    make_version("Secret words")
    Version.objects.filter(headline="Secret words").update(hidden_until=NOON + timedelta(hours=2))
    set_clock(NOON + timedelta(hours=1))
    page = client.get("/").content.decode()
    assert "Later words" not in page
    assert "Secret words" not in page


def test_latest_corrections_stand_on_the_front(client):
    make_change(make_version(), now=NOON + timedelta(hours=1), text="It was the sea.")
    assert "It was the sea." in client.get("/").content.decode()


def test_running_festival_is_announced(client, set_clock):
    make_edition(2026, starts=NOON.date(), ends=NOON.date() + timedelta(days=3))
    set_clock(NOON)
    assert "Now running" in client.get("/").content.decode()
    set_clock(NOON + timedelta(days=5))
    assert "Now running" not in client.get("/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_query_count_does_not_grow(client, django_assert_num_queries, number):
    for n in range(number):
        make_change(make_version(f"Piece {n}"), now=NOON + timedelta(hours=1))
    with django_assert_num_queries(3 + KEEPING):
        client.get("/")


def test_other_methods_are_refused(client):
    assert client.post("/").status_code == 405
