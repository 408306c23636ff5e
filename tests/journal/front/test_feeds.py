import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from factories import KEEPING, NOON, make_change, make_version, paragraphs
from journal.cinema.models import FormerAddress
from journal.document.blocks import Block, Document
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


PLACES = ("all", "interviews", "films/salt-hours-2012", "people/ida-orlov", "festivals/lake", "contributors/nora",
          "topics/the-sea")  # fmt: skip
PAGES = ("/", "/interviews/", "/films/salt-hours-2012/", "/people/ida-orlov/", "/festivals/lake/",
         "/contributors/nora/", "/topics/the-sea/")  # fmt: skip


def as_atom(client, place):
    tree = ET.fromstring(client.get(f"/feeds/{place}.atom").content)
    links = {link.get("rel", ""): link.get("href") for link in tree.findall(f"{ATOM}link")}
    rows = [
        (read(one, "id"), read(one, "title"), one.find(f"{ATOM}link").get("href"), read(one, "content"))
        for one in tree.findall(f"{ATOM}entry")
    ]
    return read(tree, "title"), links, rows


def as_rss(client, place):
    tree = ET.fromstring(client.get(f"/feeds/{place}.xml").content).find("channel")
    links = {link.get("rel"): link.get("href") for link in tree.findall(f"{ATOM}link")}
    encoded = "{http://purl.org/rss/1.0/modules/content/}encoded"
    rows = [tuple(one.findtext(name) for name in ("guid", "title", "link", encoded)) for one in tree.findall("item")]
    return tree.findtext("title"), links | {"alternate": tree.findtext("link")}, rows


def as_json(client, place):
    response = client.get(f"/feeds/{place}.json")
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    data = response.json()
    hubs = {f"hub{n or ''}": hub["url"] for n, hub in enumerate(data.get("hubs", ()))}
    rows = [tuple(one[name] for name in ("id", "title", "url", "content_html")) for one in data["items"]]
    return data["title"], {"self": data["feed_url"], "alternate": data["home_page_url"]} | hubs, rows


READERS = {"atom": as_atom, "xml": as_rss, "json": as_json}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize(("place", "page"), list(zip(PLACES, PAGES, strict=True)))
def test_each_feed_holds_what_its_page_shows_in_every_form(client, talk, settings, place, page, form):
    settings.WEBSUB_HUB = "https://hub.example/"
    version = talk()
    make_version("Elsewhere")
    title, links, rows = READERS[form](client, place)
    names = {"/": "", "/interviews/": ": Interviews", "/films/salt-hours-2012/": ": Salt Hours",
             "/people/ida-orlov/": ": Ida Orlov", "/festivals/lake/": ": Lake Film Festival",
             "/contributors/nora/": ": Nora Lind", "/topics/the-sea/": ": the sea"}  # fmt: skip
    assert title == f"Intertitle{names[page]}"
    site = "http://127.0.0.1:8000"
    assert links == {
        "alternate": site + page,
        "self": f"{site}/feeds/{place}.{form}",
        "hub": "https://hub.example/",
    }
    assert [row[:3] for row in rows if row[1] != "Elsewhere"] == [
        (f"tag:127.0.0.1,2026-03-02:piece/{version.piece_id}", "The sea was there", site + version.get_absolute_url())
    ]
    assert ("Elsewhere" in [row[1] for row in rows]) is (place == "all")
    assert all(row[3].count("Because the sea was there.") == (row[1] != "Elsewhere") for row in rows)


@pytest.mark.parametrize(("place", "page"), list(zip(PLACES[1:], PAGES[1:], strict=True)))
def test_a_page_names_its_feeds_and_the_feed_exists(client, talk, place, page):
    talk()
    html = client.get(page).content.decode()
    named = re.findall(r'<link rel="alternate" type="([^"]*)" title="[^"]*" href="([^"]*)">', html)
    assert named == [
        ("application/atom+xml", "/feeds/all.atom"),
        ("application/feed+json", "/feeds/all.json"),
        ("application/atom+xml", f"/feeds/{place}.atom"),
        ("application/rss+xml", f"/feeds/{place}.xml"),
        ("application/feed+json", f"/feeds/{place}.json"),
    ]
    assert [client.get(address)["Content-Type"].split(";")[0] for _kind, address in named] == [
        kind for kind, _address in named
    ]


def test_without_a_hub_none_is_named(client, talk):
    talk()
    for form, as_form in READERS.items():
        assert sorted(as_form(client, "all")[1]) == ["alternate", "self"]
        assert "Link" not in client.get(f"/feeds/all.{form}")


def test_a_hub_is_named_where_machines_look_first(client, settings):
    settings.WEBSUB_HUB = "https://hub.example/"
    assert client.get("/feeds/news.atom")["Link"] == (
        '<https://hub.example/>; rel="hub", <http://127.0.0.1:8000/feeds/news.atom>; rel="self"'
    )


@pytest.mark.parametrize("place", ["films/nothing", "people/nothing", "festivals/nothing", "contributors/nothing",
                                   "topics/nothing", "nothing"])  # fmt: skip
@pytest.mark.parametrize("form", READERS)
def test_there_is_no_feed_about_nothing(client, place, form):
    assert client.get(f"/feeds/{place}.{form}").status_code == 404
    assert client.get("/feeds/all.pdf").status_code == 404


@pytest.mark.parametrize("form", READERS)
def test_feed_of_a_renamed_film_moves_with_it(client, talk, form):
    film = talk().films.get()
    FormerAddress.objects.create(kind="film", slug="old-salt", film=film)
    response = client.get(f"/feeds/films/old-salt.{form}")
    assert (response.status_code, response["Location"]) == (301, f"/feeds/films/{film.slug}.{form}")


def test_a_topic_or_byline_of_hidden_pieces_has_no_feed(client, set_clock, talk):
    talk()
    Version.objects.update(hidden_until=NOON + 2 * HOUR)
    set_clock(NOON + HOUR)
    for place in ("topics/the-sea", "contributors/nora"):
        assert client.get(f"/feeds/{place}.atom").status_code == 404


def test_json_feed_says_the_clocks_and_what_a_piece_is(client, talk):
    make_change(talk(lang="fr"), now=NOON + HOUR, dek="On salt.")
    (item,) = client.get("/feeds/all.json").json()["items"]
    del item["content_html"], item["id"]
    assert item == {
        "url": "http://127.0.0.1:8000/interviews/the-sea-was-there/",
        "title": "The sea was there",
        "summary": "On salt.",
        "date_published": "2026-03-02T12:00:00+00:00",
        "date_modified": "2026-03-02T13:00:00+00:00",
        "authors": [{"name": "Nora Lind"}],
        "tags": ["Interview"],
        "language": "fr",
    }


def test_an_entry_in_another_language_says_so(client):
    make_version("Le sel", lang="fr")
    make_version("Salt")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert {read(one, "title"): one.get(lang) for one in entries(client, "/feeds/all.atom")} == {
        "Le sel": "fr",
        "Salt": None,
    }


@pytest.mark.parametrize("form", READERS)
def test_what_a_fold_hides_is_in_no_feed(client, form):
    blocks = (
        Block(id="a0000001", type="paragraph", text="A quay at dawn."),
        Block(id="a0000002", type="paragraph", text="The butler drowned.", spoiler=True),
        Block(id="a0000003", type="pullquote", of="a0000002", text="The butler"),
    )
    version = make_version(document=Document(blocks))
    assert "The butler drowned." in client.get(version.get_absolute_url()).content.decode()
    ((_id, _title, url, content),) = READERS[form](client, "all")[2]
    assert "A quay at dawn." in content
    assert f'<a href="{url}">What follows gives the story away' in content
    assert "butler" not in client.get(f"/feeds/all.{form}").content.decode()


@pytest.mark.parametrize("form", READERS)
def test_addresses_in_a_feed_are_whole(client, talk, form):
    talk()
    ((_id, _title, _url, content),) = READERS[form](client, "all")[2]
    addresses = re.findall(r'(?:href|src)="([^"]*)"', content)
    assert addresses == ["http://127.0.0.1:8000/films/salt-hours-2012/", "http://127.0.0.1:8000/people/ida-orlov/"]


@pytest.mark.parametrize("form", ["xml", "json"])
def test_corrections_have_a_feed_in_every_form(client, form):
    make_change(make_version(slug="a"), now=NOON + HOUR, text="It was the sea.")
    address = f"/feeds/corrections.{form}"
    if form == "json":
        rows = [(item["title"], item["content_text"], item["url"]) for item in client.get(address).json()["items"]]
    else:
        tree = ET.fromstring(client.get(address).content)
        rows = [tuple(one.findtext(name) for name in ("title", "description", "link")) for one in tree.iter("item")]
    said = "Correction: A night at the pictures!"
    assert rows == [(said, "It was the sea.", "http://127.0.0.1:8000/features/a/#notice-1")]


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


@pytest.mark.parametrize("address", ["/feeds/all.atom", "/feeds/all.xml", "/feeds/all.json", "/feeds/features.atom"])
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
    # What the feed holds, and what it is made of.
    with django_assert_num_queries(2 + KEEPING):
        client.get(address)


def test_other_methods_are_refused(client):
    assert client.post("/feeds/all.atom").status_code == 405
