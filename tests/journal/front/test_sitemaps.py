from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import NOON, make_change, make_edition, make_film, make_person, make_version
from journal.press.models import Version

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "http://127.0.0.1:8000"
HOUR = timedelta(hours=1)


def tree(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return ET.fromstring(response.content)  # our own bytes


def places(client, address):
    return [element.text for element in tree(client, address).iter(f"{MAP}loc")]


def test_index_names_a_map_for_every_year_that_has_one_and_when_it_changed(client):
    make_version()
    older = make_version("Older", now=NOON.replace(year=2024))
    make_version("Oldest", now=NOON.replace(year=2023))
    make_change(older, now=NOON + HOUR)
    make_change(older.piece.versions.latest("number"), now=NOON + 2 * HOUR, kind="typo", dek="A typo.")
    found = [
        (one.findtext(f"{MAP}loc"), one.findtext(f"{MAP}lastmod"))
        for one in tree(client, "/sitemap.xml").iter(f"{MAP}sitemap")
    ]
    assert found == [
        (f"{SITE}/sitemaps/records.xml", None),
        (f"{SITE}/sitemaps/2026.xml", "2026-03-02T07:00:00-05:00"),
        (f"{SITE}/sitemaps/2024.xml", "2026-03-02T08:00:00-05:00"),
        (f"{SITE}/sitemaps/2023.xml", "2023-03-02T07:00:00-05:00"),
    ]
    assert [client.get(address.removeprefix(SITE)).status_code for address, _changed in found] == [200] * 4


def test_a_year_of_hidden_pieces_has_no_map(client, set_clock):
    make_version("Seen", now=NOON.replace(year=2024))
    make_version("Hidden", now=NOON)
    Version.objects.filter(headline="Hidden").update(hidden_until=NOON + 2 * HOUR)
    set_clock(NOON + HOUR)
    assert places(client, "/sitemap.xml") == [f"{SITE}/sitemaps/records.xml", f"{SITE}/sitemaps/2024.xml"]


def test_empty_house_has_a_map_of_its_rooms(client):
    assert places(client, "/sitemap.xml") == [f"{SITE}/sitemaps/records.xml"]
    assert f"{SITE}/interviews/" in places(client, "/sitemaps/records.xml")


@pytest.mark.parametrize(
    ("kind", "changed"), [("typo", "2026-03-02T07:00:00-05:00"), ("correction", "2026-03-02T08:00:00-05:00")]
)
def test_lastmod_is_the_editorial_clock(client, kind, changed):
    make_change(make_version(slug="a"), now=NOON + HOUR, kind=kind)
    (found,) = tree(client, "/sitemaps/2026.xml").iter(f"{MAP}url")
    assert found.findtext(f"{MAP}loc") == f"{SITE}/features/a/"
    assert found.findtext(f"{MAP}lastmod") == changed


def test_records_are_mapped_without_a_date(client):
    make_film()
    make_person()
    make_edition()
    found = tree(client, "/sitemaps/records.xml")
    addresses = [element.text for element in found.iter(f"{MAP}loc")]
    for address in ("/films/salt-hours-2012/", "/people/ida-orlov/", "/festivals/lake/", "/festivals/lake/2012/"):
        assert SITE + address in addresses
    assert list(found.iter(f"{MAP}lastmod")) == []


def test_news_holds_first_publications_of_two_days(client, set_clock):
    old = make_version("Old", now=NOON - timedelta(days=9))
    make_version("New")
    make_change(old, now=NOON)
    set_clock(NOON + HOUR)
    page = client.get("/sitemap-news.xml").content.decode()
    assert "<news:title>New</news:title>" in page
    assert "Old" not in page


@pytest.mark.parametrize("address", ["/sitemaps/2026.xml", "/sitemap-news.xml"])
def test_hidden_pieces_are_on_no_map(client, set_clock, address):
    make_version("Seen", slug="seen")
    make_version("Scheduled", slug="hidden-a", now=NOON + 2 * HOUR)
    make_version("Embargoed", slug="hidden-b")
    Version.objects.filter(headline="Embargoed").update(hidden_until=NOON + 2 * HOUR)
    set_clock(NOON + HOUR)
    assert places(client, address) == [f"{SITE}/features/seen/"]


@pytest.mark.parametrize(
    "address", ["/sitemap.xml", "/sitemaps/2026.xml", "/sitemaps/records.xml", "/sitemap-news.xml"]
)
def test_query_count_does_not_grow(client, set_clock, address):
    counts = []
    for n in range(3):
        make_version(f"Piece {n}")
        make_film(f"Film {n}")
        make_edition(2000 + n)
        set_clock(NOON + HOUR)
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts == [counts[0]] * 3
