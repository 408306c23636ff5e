"""RFC 7089: what stood here then?"""

from datetime import timedelta

import pytest

from factories import NOON, make_change, make_film, make_version
from journal.press import embargoing, publishing
from journal.press.copy import FilmLink
from journal.press.declaring import Signatures
from journal.press.models import Embargo

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SITE = "http://127.0.0.1:8000"
PIECE = "/features/a/"
LINKS = (
    f'<{SITE}{PIECE}>; rel="original timegate", '
    f'<{SITE}{PIECE}history/timemap>; rel="timemap"; type="application/link-format"'
)


@pytest.fixture
def versions():
    """Three versions, an hour each."""
    first = make_version("Noon", slug="a")
    second = make_change(first, now=NOON + HOUR, headline="One")
    return first, second, make_change(second, now=NOON + 2 * HOUR, headline="Two")


def then(client, when, address=PIECE):
    return client.get(address, headers={"accept-datetime": when})


@pytest.mark.parametrize(
    ("when", "number"),
    [
        ("Mon, 02 Mar 2026 12:00:00 GMT", 1),
        ("Mon, 02 Mar 2026 12:59:59 GMT", 1),
        ("Mon, 02 Mar 2026 13:00:00 GMT", 2),
        ("Mon, 02 Mar 2026 14:00:00 GMT", 3),
        # Before the first and after the last: the nearest there is.
        ("Thu, 06 Sep 2012 09:15:00 GMT", 1),
        ("Fri, 31 Dec 2199 00:00:00 GMT", 3),
    ],
)
def test_the_version_that_stood_then(client, versions, when, number):
    response = then(client, when)
    assert (response.status_code, response["Location"]) == (302, f"{PIECE}history/{number}/")
    assert (response["Vary"], response["Link"]) == ("Accept-Datetime", LINKS)
    memento = client.get(response["Location"])
    assert memento.status_code == 200
    assert memento["Memento-Datetime"] == f"Mon, 02 Mar 2026 {11 + number}:00:00 GMT"
    assert memento["Link"] == LINKS
    headline = ("Noon", "One", "Two")[number - 1]
    assert f"<h1>{headline}</h1>" in memento.content.decode()


def test_the_piece_itself_says_where_its_past_is(client, versions):
    response = client.get(PIECE)
    assert (response.status_code, response["Link"], response["Vary"]) == (200, LINKS, "Accept-Datetime")
    assert "Memento-Datetime" not in response


@pytest.mark.parametrize("when", ["yesterday", "2012-09-06", "", "Mon, 99 Foo 2026 12:00:00 GMT", "9" * 5000])
def test_what_is_no_date_is_refused(client, versions, when):
    response = then(client, when)
    assert response.status_code == 400
    assert "Accept-Datetime takes a date such as" in response.content.decode()


def test_time_map_lists_every_version(client, versions):
    response = client.get(f"{PIECE}history/timemap")
    assert response["Content-Type"] == "application/link-format"
    assert response.content.decode() == (
        f'<{SITE}{PIECE}>; rel="original timegate",\n'
        f'<{SITE}{PIECE}history/timemap>; rel="self"; type="application/link-format"; '
        'from="Mon, 02 Mar 2026 12:00:00 GMT"; until="Mon, 02 Mar 2026 14:00:00 GMT",\n'
        f'<{SITE}{PIECE}history/1/>; rel="first memento"; datetime="Mon, 02 Mar 2026 12:00:00 GMT",\n'
        f'<{SITE}{PIECE}history/2/>; rel="memento"; datetime="Mon, 02 Mar 2026 13:00:00 GMT",\n'
        f'<{SITE}{PIECE}history/3/>; rel="last memento"; datetime="Mon, 02 Mar 2026 14:00:00 GMT"\n'
    )


def test_a_version_under_embargo_is_no_memento(client, set_clock):
    """The film was named in the first version alone; its embargo came later."""
    film = make_film()
    first = make_version("Noon", slug="a", films=(FilmLink(film.pk, "Salt Hours"),))
    make_change(first, now=NOON + HOUR, headline="One", films=())
    embargoing.impose(embargo=Embargo(film=film, lifts_at=NOON + 9 * HOUR), by=None, now=NOON + 2 * HOUR)
    set_clock(NOON + 3 * HOUR)
    assert client.get(f"{PIECE}history/1/").status_code == 404
    assert then(client, "Mon, 02 Mar 2026 12:00:00 GMT")["Location"] == f"{PIECE}history/2/"
    assert "history/1/" not in client.get(f"{PIECE}history/timemap").content.decode()
    set_clock(NOON + 9 * HOUR)
    assert then(client, "Mon, 02 Mar 2026 12:00:00 GMT")["Location"] == f"{PIECE}history/1/"


def test_a_withdrawn_piece_has_no_past(client, versions):
    publishing.withdraw(
        piece=versions[0].piece, public_reason="By order.", signed=Signatures(by=None), now=NOON + 3 * HOUR
    )
    for address in (PIECE, f"{PIECE}history/timemap", f"{PIECE}history/1/"):
        response = then(client, "Mon, 02 Mar 2026 12:00:00 GMT", address)
        assert response.status_code == 410
        assert "Noon" not in response.content.decode()


def test_a_scheduled_version_is_no_memento(client, set_clock):
    first = make_version("Noon", slug="a")
    set_clock(NOON)
    make_change(first, now=NOON + HOUR, headline="One")
    assert then(client, "Fri, 31 Dec 2199 00:00:00 GMT")["Location"] == f"{PIECE}history/1/"
    assert client.get(f"{PIECE}history/timemap").content.decode().count("memento") == 1
