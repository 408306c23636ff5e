import re
from datetime import timedelta

import pytest

from factories import NOON, make_change, make_version

pytestmark = pytest.mark.django_db
PUBLIC = [
    "/",
    "/features/",
    "/features/a/",
    "/films/",
    "/search/?q=a",
    "/corrections/",
    "/feeds/all.atom",
    "/sitemap.xml",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_known_bytes_are_not_sent_again(client, address):
    make_version(slug="a")
    first = client.get(address)
    assert first["ETag"].startswith('"')
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


@pytest.mark.parametrize("address", PUBLIC)
def test_public_answers_are_the_same_for_everybody(client, address):
    make_version(slug="a")
    response = client.get(address)
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies
    # By the instant asked for (RFC 7089), never by who asks.
    assert response.get("Vary") == ("Accept-Datetime" if address == "/features/a/" else None)


def test_a_change_of_words_changes_the_etag_and_the_technical_clock(client):
    version = make_version(slug="a")
    first = client.get("/features/a/")
    make_change(version, now=NOON + timedelta(hours=1), kind="typo")
    second = client.get("/features/a/", headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200
    assert first["Last-Modified"] == "Mon, 02 Mar 2026 12:00:00 GMT"
    assert second["Last-Modified"] == "Mon, 02 Mar 2026 13:00:00 GMT"
    # A typo moves no editorial clock.
    assert b"modified_time" not in second.content


def test_last_modified_is_answered_too(client):
    make_version(slug="a")
    assert client.get("/features/a/", headers={"if-modified-since": "Mon, 02 Mar 2026 12:00:00 GMT"}).status_code == 304
    assert client.get("/features/a/", headers={"if-modified-since": "Mon, 02 Mar 2026 11:59:59 GMT"}).status_code == 200


def test_head_has_the_headers_of_get(client):
    make_version(slug="a")
    get, head = client.get("/features/a/"), client.head("/features/a/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get["ETag"]


def test_pages_hold_no_inline_script_or_style(client, talk):
    page = client.get(talk().get_absolute_url()).content.decode()
    assert "<style" not in page
    assert " style=" not in page
    # Scripts are files of their own; JSON-LD is data.
    assert re.findall(r"<script([^>]*)>(?!</script>)", page) == [' type="application/ld+json"']
    assert re.findall(r"<script[^>]* src=\"([^\"]*)\"></script>", page) == [
        "/static/js/seen.js",
        "/static/js/report.js",
        "/static/js/passages.js",
    ]


@pytest.mark.parametrize(
    "address", ["/features/", "/films/", "/people/", "/corrections/", "/search/", "/quotes/", "/archive/2026/03/", "/"]
)
@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "before=NaN",
        "before=1e20.1",
        "before=99999999999999999.1",
        "before=-99999999999999999.999999999999999999",
        "before=1.99999999999999999999",
        "before=" + "9" * 5000,
        "before=%F0%9F%8E%AC",
        "letter=%F0%9F%8E%AC&after=%0A&row=x",
        "after=a&row=99999999999999999999",
        "letter=ab",
        "q=%22%20OR%201%3D1--",
        "q=%25%25__",
        "q=" + "a" * 6000,
        "q=%ED%A0%80",
        "q=%0D%0A%09",
        "q=a&q=b",
    ],
)
def test_nonsense_in_a_query_is_no_fault_of_ours(client, address, query):
    make_version(slug="a")
    assert client.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("address", ["/", "/search/", "/films/"])
def test_nul_is_refused(client, address):
    assert client.get(f"{address}?q=%00&letter=%00").status_code == 400


def test_unknown_address_helps(client):
    response = client.get("/no/such/page")
    assert response.status_code == 404
    page = response.content.decode()
    assert 'action="/search/"' in page
    assert 'href="/interviews/"' in page
