import re
from datetime import timedelta

import pytest

from factories import KEEPING, NOON, make_change, make_edition, make_user, make_version
from journal.press import arranging, embargoing, publishing
from journal.press.copy import EditionLink
from journal.press.declaring import Signatures
from journal.press.models import Embargo, Version

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
    banner = '<p class="label banner"><a href="/festivals/lake/2026/">Lake Film Festival 2026</a></p>'
    set_clock(NOON)
    assert banner in client.get("/").content.decode()
    set_clock(NOON + timedelta(days=5))
    assert "banner" not in client.get("/").content.decode()


def test_a_running_festival_has_its_pieces_together(client, set_clock):
    edition = make_edition(2026, starts=NOON.date(), ends=NOON.date() + timedelta(days=3))
    for n in range(7):
        make_version(f"Piece {n}", now=NOON + timedelta(hours=n))
    make_version("Day one", kind="dispatch", editions=(EditionLink(edition.pk, "Lake 2026"),))
    set_clock(NOON + timedelta(hours=8))
    page = client.get("/").content.decode()
    band = page.split("front-band is-festival")[1].split("</section>")[0]
    assert re.findall(r"<h[23][^>]*><a href=\"[^\"]*\">([^<]*)</a>", band) == ["Lake 2026", "Day one"]
    assert page.count("Day one") == 1


def test_an_arrangement_goes_live_on_its_microsecond_and_is_seen_through_the_cache(client, set_clock):
    old, new = make_version("Old"), make_version("New", now=NOON + timedelta(hours=1))
    at = NOON + timedelta(hours=5)
    arranging.arrange(pieces=[old.piece_id], by=None, now=NOON + timedelta(hours=2), at=at)

    def lead(moment):
        set_clock(moment)
        page = client.get("/").content.decode()
        return re.search(r"<article class=\"lead\".*?<h2><a href=\"([^\"]*)\"", page, re.DOTALL)[1]

    for _visit in ("cold", "warm"):
        assert lead(at - timedelta(microseconds=1)) == new.get_absolute_url()
        assert lead(at) == old.get_absolute_url()
    arranging.arrange(pieces=[], by=None, now=at + timedelta(hours=1))
    assert lead(at + timedelta(hours=1)) == new.get_absolute_url()


@pytest.mark.parametrize("hidden", ["draft", "scheduled", "embargoed", "withdrawn"])
def test_nothing_hidden_shows_in_a_place_that_it_was_put_in(client, set_clock, hidden):
    make_version("Seen")
    secret = make_version("Secret words", slug="secret", dek="Secret dek")
    arranging.arrange(pieces=[secret.piece_id], by=None, now=NOON)
    set_clock(NOON)
    assert "Secret words" in client.get("/").content.decode()
    if hidden == "draft":  # called off before anybody saw it
        Version.objects.filter(pk=secret.pk).update(live_until=secret.live_from)
    if hidden == "scheduled":
        secret = publishing.publish(
            copy=secret.copy(), slug="b", signed=Signatures(by=None), now=NOON, at=NOON + timedelta(hours=9)
        )
        arranging.arrange(pieces=[secret.piece_id], by=None, now=NOON)
        publishing.withdraw(
            piece=Version.objects.get(slug="secret").piece, public_reason="x", signed=Signatures(by=None), now=NOON
        )
    if hidden == "embargoed":
        embargo = Embargo(piece=secret.piece, lifts_at=NOON + timedelta(hours=9))
        embargoing.impose(embargo=embargo, by=make_user(), now=NOON)
    if hidden == "withdrawn":
        publishing.withdraw(piece=secret.piece, public_reason="x", signed=Signatures(by=None), now=NOON)
    set_clock(NOON + timedelta(hours=1))
    for _visit in ("cold", "warm"):
        page = client.get("/").content.decode()
        assert "Secret" not in page
        assert "/features/seen/" in page


@pytest.mark.parametrize("number", [1, 3])
def test_query_count_does_not_grow(client, django_assert_num_queries, number):
    for n in range(number):
        make_change(make_version(f"Piece {n}"), now=NOON + timedelta(hours=1))
    with django_assert_num_queries(5 + KEEPING):
        client.get("/")


def test_other_methods_are_refused(client):
    assert client.post("/").status_code == 405
