"""Requests and strings that break sites, sent to this one: never a 5xx, never another site's address, a page that helps.

The slowest are printed in processor time (``-s`` shows them); no figure is asked for here, because the machine decides.
"""

import base64
import json
import sys
import time
import zlib
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlsplit

import pytest
from django.test import Client
from django.test.client import FakePayload

from factories import make_edition, make_version

pytestmark = pytest.mark.django_db
CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
ROWS = CORPORA / "http" / "http_abuse.jsonl"
STRINGS = CORPORA / "strings"
needs_corpora = pytest.mark.skipif(not ROWS.exists(), reason="the corpora do not lie beside the repository")
# What the corpus calls an admin is the desk here; the tags are topics.
HERE = {"/admin/": "/desk/", "/tag/": "/topics/"}
# Everything with parameters of its own.
LISTS = ("/", "/interviews/", "/films/", "/films/salt-hours-2012/", "/people/", "/people/ida-orlov/", "/festivals/lake/",
         "/festivals/lake/2012/", "/topics/the-sea/", "/contributors/nora/", "/archive/2026/03/", "/quotes/", "/search/",
         "/corrections/", "/corrections/2026/", "/feeds/all.atom", "/sitemap.xml", "/oembed",
         "/interviews/the-sea-was-there/report/")  # fmt: skip
PARAMETERS = ("page", "before", "after", "row", "letter", "year", "kind", "film", "festival", "speaker", "sort", "q", "url",
              "maxwidth", "words", "id", "limit", "offset")  # fmt: skip


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def environ(row):
    """The request as a server hands it over, byte for byte: nothing is tidied up on the way."""
    address = row["path"]
    for there, here in HERE.items():
        address = here + address.removeprefix(there) if address.startswith(there) else address
    path, _mark, query = address.partition("?")
    body = base64.b64decode(row.get("body_b64", "")) or b""
    if "body_zb64" in row:
        body = zlib.decompress(base64.b64decode(row["body_zb64"]))
    found = {
        "REQUEST_METHOD": row["method"],
        "PATH_INFO": unquote_to_bytes(path.encode("utf-8", "surrogatepass")).decode("latin-1"),
        "QUERY_STRING": query.encode("utf-8", "surrogatepass").decode("latin-1"),
        "wsgi.input": FakePayload(body),
        "CONTENT_LENGTH": str(len(body)),
    }
    for name, value in row.get("headers", ()):
        key = name.upper().replace("-", "_")
        found[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value
    return found


def text(response):
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode("utf-8", "replace")


def wrong(row, response, baseline):
    """What the answer does that it must not, in a word each."""
    expected, body = row["expect"], text(response)
    target = urlsplit(response.get("Location", ""))
    return [
        *([f"status {response.status_code}"] if response.status_code >= 500 else []),
        *(["traceback"] if "Traceback (most recent call last)" in body else []),
        *(["redirect"] if target.netloc not in ("", "testserver") else []),
        *(f"holds {words!r}" for words in expected.get("body_lacks", ()) if words in body),
        *(
            ["differs"]
            if expected.get("same_as_baseline_or_400") and response.status_code == 200 and body != baseline(row)
            else []
        ),
    ]


@pytest.fixture
def house(talk):
    talk()
    make_edition(2013)
    make_version("A review", kind="review")
    return Client(raise_request_exception=False)


def report(timed):
    for seconds, what in sorted(timed, reverse=True)[:5]:
        sys.stdout.write(f"{seconds * 1000:7.1f} ms  {what[:120]!r}\n")


@needs_corpora
def test_no_request_of_the_corpus_breaks_a_page(house):
    known = {}

    def baseline(row):
        path = urlsplit(row["path"]).path
        if path not in known:
            known[path] = text(house.get(path))
        return known[path]

    found, timed = [], []
    for row in lines(ROWS):
        if "path" not in row:
            continue  # bytes on a socket: the server's business, before ours
        before = time.process_time()
        response = house.request(**environ(row))
        timed.append((time.process_time() - before, row["path"]))
        found += [(row["id"], row["path"][:80], fault) for fault in wrong(row, response, baseline)]
    report(timed)
    assert found == []
    assert len(timed) > 1000


@needs_corpora
def test_no_parameter_breaks_a_list_a_search_or_a_feed(house):
    values = [row["path"].partition("=")[2] for row in lines(ROWS) if row["group"] == "param:page"]
    assert len(values) > 60
    found, timed = [], []
    for number, value in enumerate(values):
        # Each value goes to every third list, so that each list sees a third of them.
        for address in LISTS[number % 3 :: 3]:
            query = "&".join(f"{name}={value}" for name in PARAMETERS)
            before = time.process_time()
            response = house.request(PATH_INFO=address, QUERY_STRING=query)
            timed.append((time.process_time() - before, f"{address}?{value}"))
            if response.status_code not in (200, 301, 302, 400, 404):
                found.append((address, value, response.status_code))
    report(timed)
    assert found == []


NONSENSE = ("-1", "0", "NaN", "1e999", "1" + "0" * 20, "%00", "١٢", "null", "[]", "2;drop")


def test_a_page_number_that_makes_no_sense_is_no_mistake_of_the_site(house):
    found = []
    for address in LISTS:
        for value in NONSENSE:
            query = "&".join(f"{name}={value}" for name in ("page", "before", "after", "year", "letter"))
            status = house.get(f"{address}?{query}").status_code
            # A character that nothing can hold is refused at the door; else the page is as if nothing had been asked.
            expected = 400 if value == "%00" or address == "/oembed" else 200
            if status != expected:
                found.append((address, value, status))
    assert found == []


def encoded(words):
    return quote(words.encode("utf-8", "surrogatepass"), safe="")


@needs_corpora
@pytest.mark.parametrize(
    ("address", "files"),
    [
        ("/search/?q=", ("search_queries", "naughty_strings", "unicode_hazards")),
        ("/quotes/?q=", ("search_queries",)),
        ("/search/suggest?q=", ("search_queries",)),
        ("/oembed?url=", ("search_queries",)),
        ("/search/?q=sea&film=", ("search_queries",)),
    ],
)
def test_no_string_breaks_a_search(house, address, files):
    found, timed = [], []
    for row in (row for name in files for row in lines(STRINGS / f"{name}.jsonl")):
        words = row.get("q", row.get("s"))
        path, _mark, query = f"{address}{encoded(words)}".partition("?")
        before = time.process_time()
        response = house.request(PATH_INFO=path, QUERY_STRING=query)
        timed.append((time.process_time() - before, words))
        if response.status_code not in (200, 400, 404):
            found.append((words, response.status_code))
        elif response["Content-Type"].startswith("text/html") and "<script>" in text(response):
            found.append((words, "script"))
    report(timed)
    assert found == []


def test_an_address_that_is_not_there_helps(house):
    page = house.get("/interviews/nothing-here/").content.decode()
    assert 'action="/search/"' in page or 'href="/search/"' in page
    assert 'href="/interviews/"' in page
