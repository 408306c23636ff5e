import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from factories import make_edition, make_film, make_person


@pytest.mark.django_db
def test_robots_keep_out_of_the_desk(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /search/",
        "",
        "Sitemap: http://127.0.0.1:8000/sitemap.xml",
        "Sitemap: http://127.0.0.1:8000/sitemap-news.xml",
    ]


@pytest.mark.django_db
def test_security_txt_expires_within_the_year(client, set_clock):
    set_clock(datetime(2026, 3, 2, tzinfo=UTC))
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert "Expires: 2026-09-01T00:00:00Z" in lines
    assert "Canonical: http://127.0.0.1:8000/.well-known/security.txt" in lines


@pytest.mark.django_db
def test_health_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok\n", "no-store")


@pytest.mark.django_db
def test_a_browser_learns_how_to_search(client):
    page = client.get("/").content.decode()
    (address,) = re.findall(
        r'<link rel="search" type="application/opensearchdescription\+xml"[^>]* href="([^"]*)">', page
    )
    response = client.get(address)
    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    tree = ET.fromstring(response.content)  # our own bytes
    assert tree.findtext(f"{space}ShortName") == "Intertitle"
    assert [(url.get("type"), url.get("template")) for url in tree.findall(f"{space}Url")] == [
        ("text/html", "http://127.0.0.1:8000/search/?q={searchTerms}"),
        ("application/x-suggestions+json", "http://127.0.0.1:8000/search/suggest?q={searchTerms}"),
        ("application/opensearchdescription+xml", "http://127.0.0.1:8000/opensearch.xml"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("salt", ["Salt Hours"]),
        ("orl", ["Ida Orlov"]),
        ("lake", ["Lake Film Festival"]),
        ("s", []),
        ("", []),
        ("xyzzy", []),
    ],
)
def test_names_are_suggested_as_one_types(client, typed, names):
    make_film()
    make_person()
    make_edition()
    response = client.get("/search/suggest", {"q": typed})
    assert response["Content-Type"] == "application/x-suggestions+json"
    assert response.json() == [typed, names]
