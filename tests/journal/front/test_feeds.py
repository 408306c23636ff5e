from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from factories import NOON, make_change, make_version, paragraphs
from journal.press.models import Version

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
HOUR = timedelta(hours=1)


def entries(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return ET.fromstring(response.content).findall(f"{ATOM}entry")  # our own bytes


def read(entry, name):
    return entry.findtext(f"{ATOM}{name}")


def test_entry_carries_the_piece(client, talk):
    talk()
    (entry,) = entries(client, "/feeds/all.atom")
    assert read(entry, "title") == "The sea was there"
    assert read(entry, "id").startswith("tag:127.0.0.1,2026-03-02:piece/")
    assert read(entry, "published") == read(entry, "updated") == "2026-03-02T12:00:00+00:00"
    assert read(entry, "summary") == "On salt and patience."
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Nora Lind"
    assert entry.find(f"{ATOM}link").get("href") == "http://127.0.0.1:8000/interviews/the-sea-was-there/"
    assert "Because the sea was there." in read(entry, "content")


@pytest.mark.parametrize(
    ("kind", "updated"),
    [("typo", "2026-03-02T12:00:00+00:00"), ("correction", "2026-03-02T13:00:00+00:00")],
)
def test_updated_is_the_editorial_clock_and_the_id_stays(client, kind, updated):
    version = make_version()
    (before,) = entries(client, "/feeds/all.atom")
    make_change(version, now=NOON + HOUR, kind=kind)
    (after,) = entries(client, "/feeds/all.atom")
    assert read(after, "updated") == updated
    assert read(after, "published") == "2026-03-02T12:00:00+00:00"
    assert read(after, "id") == read(before, "id")


def test_feeds_of_section_film_and_person(client, talk):
    version = talk()
    make_version("Elsewhere")
    film, person = version.films.get(), version.people.get()
    for address in ("/feeds/interviews.atom", f"/feeds/films/{film.slug}.atom", f"/feeds/people/{person.slug}.atom"):
        assert [read(entry, "title") for entry in entries(client, address)] == ["The sea was there"]
    assert client.get("/feeds/nothing.atom").status_code == 404
    assert client.get("/feeds/films/nothing.atom").status_code == 404


def test_each_notice_is_an_entry_of_the_corrections_feed(client):
    version = make_version()
    make_change(version, now=NOON + HOUR, text="It was the sea.")
    (entry,) = entries(client, "/feeds/corrections.atom")
    assert read(entry, "title") == "Correction: A night at the pictures!"
    assert read(entry, "summary") == "It was the sea."
    assert read(entry, "updated") == "2026-03-02T13:00:00+00:00"
    assert entry.find(f"{ATOM}link").get("href").endswith("#notice-1")


def test_rss_dates_never_move(client):
    make_change(make_version(), now=NOON + HOUR)
    response = client.get("/feeds/all.xml")
    item = ET.fromstring(response.content).find("channel/item")
    assert item.findtext("pubDate") == "Mon, 02 Mar 2026 12:00:00 +0000"


@pytest.mark.parametrize("address", ["/feeds/all.atom", "/feeds/all.xml", "/feeds/features.atom"])
def test_hidden_pieces_are_in_no_feed(client, set_clock, address):
    make_version("Scheduled words", now=NOON + 2 * HOUR)
    make_version("Embargoed words")
    Version.objects.filter(headline="Embargoed words").update(hidden_until=NOON + 2 * HOUR)
    set_clock(NOON + HOUR)
    assert b"words" not in client.get(address).content


def test_characters_that_xml_cannot_hold_are_left_out(client):
    make_version("Bell\x07 and \ufffe", slug="bell", document=paragraphs("<&>"))
    (entry,) = entries(client, "/feeds/all.atom")
    assert read(entry, "title") == "Bell and "


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("address", ["/feeds/all.atom", "/feeds/corrections.atom"])
def test_query_count_does_not_grow(client, django_assert_num_queries, address, number):
    for n in range(number):
        make_change(make_version(f"Piece {n}"), now=NOON + HOUR)
    with django_assert_num_queries(5):  # the stamp, the entries, the next instant of three kinds
        client.get(address)


def test_other_methods_are_refused(client):
    assert client.post("/feeds/all.atom").status_code == 405
