"""Pages out of the cache are never older than what was acknowledged, and right at the second of a schedule."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from factories import NOON, make_change, make_film, make_user, make_version
from journal.cinema.models import Film
from journal.front import page_cache
from journal.press import embargoing, publishing
from journal.press.declaring import Signatures
from journal.press.models import Embargo
from journal.press.stamping import current

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
NOBODY = Signatures(by=None)


@pytest.fixture
def at(client, set_clock):
    """The page at an address as a reader gets it at an instant."""

    def get(address, moment, **headers):
        set_clock(moment)
        return client.get(address, headers=headers)

    return get


def test_a_second_visit_costs_the_stamp_alone(client, talk, django_assert_num_queries):
    address = talk().get_absolute_url()
    first = client.get(address)
    with django_assert_num_queries(1):
        second = client.get(address)
    assert (second.content, dict(second.items())) == (first.content, dict(first.items()))


def test_known_bytes_are_answered_from_the_cache(client, django_assert_num_queries):
    make_version(slug="a")
    etag = client.get("/features/a/")["ETag"]
    with django_assert_num_queries(1):
        again = client.get("/features/a/", headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_what_a_verb_did_is_seen_at_once(at):
    one = make_version("One", slug="one")
    assert b"Two" not in at("/", NOON + TICK).content
    make_version("Two", slug="two", now=NOON + HOUR)
    assert b"Two" in at("/", NOON + HOUR).content
    changed = make_change(one, now=NOON + HOUR, headline="Won")
    assert b"<h1>Won</h1>" in at("/features/one/", NOON + HOUR + TICK).content
    publishing.withdraw(piece=changed.piece, public_reason="By order.", signed=NOBODY, now=NOON + 2 * HOUR)
    assert at("/features/one/", NOON + 2 * HOUR).status_code == 410
    assert b"Won" not in at("/", NOON + 2 * HOUR).content


def test_an_embargo_hides_at_once_and_lifts_to_the_microsecond(at):
    version = make_version("One", slug="one")
    assert at("/features/one/", NOON + TICK).status_code == 200
    embargo = Embargo(piece=version.piece, lifts_at=NOON + 3 * HOUR)
    embargoing.impose(embargo=embargo, by=make_user(), now=NOON + HOUR)
    assert at("/features/one/", NOON + HOUR).status_code == 404
    assert b"/features/one/" not in at("/", NOON + 3 * HOUR - TICK).content
    assert b"/features/one/" in at("/", NOON + 3 * HOUR).content


def test_a_schedule_is_kept_to_the_microsecond(at):
    make_version("One", slug="one")
    two = make_version("Two", slug="two").copy()
    publishing.publish(copy=two, slug="three", signed=NOBODY, now=NOON, at=NOON + HOUR)
    for address in ("/", "/features/", "/feeds/all.atom", "/sitemaps/2026.xml"):
        assert b"/features/three/" not in at(address, NOON + HOUR - timedelta(seconds=1)).content
        assert b"/features/three/" not in at(address, NOON + HOUR - TICK).content
        assert b"/features/three/" in at(address, NOON + HOUR).content


def test_a_scheduled_correction_replaces_the_page_on_time(at):
    one = make_version("One", slug="one")
    publishing.change(
        piece=one.piece,
        copy=type(one.copy())(
            **{**{name: getattr(one.copy(), name) for name in one.copy().__dataclass_fields__}, "headline": "Won"}
        ),
        declared=[publishing.Declared("update", "It is won.")],
        base=1,
        signed=NOBODY,
        now=NOON,
        at=NOON + HOUR,
    )
    assert b"<h1>One</h1>" in at("/features/one/", NOON + HOUR - TICK).content
    assert b"<h1>Won</h1>" in at("/features/one/", NOON + HOUR).content


def test_a_clock_that_went_back_gets_no_page_of_the_future(at):
    two = make_version("Two", slug="two").copy()
    publishing.publish(copy=two, slug="three", signed=NOBODY, now=NOON, at=NOON + HOUR)
    assert b"/features/three/" in at("/", NOON + HOUR).content
    assert b"/features/three/" not in at("/", NOON + HOUR - TICK).content


def test_a_film_of_another_name_is_seen_at_once_whoever_wrote_it(client):
    film = make_film()
    assert b"Salt Hours" in client.get("/films/").content
    Film.objects.filter(pk=film.pk).update(title="Pepper Hours")
    assert b"Pepper Hours" in client.get("/films/").content


def test_days_end_at_midnight_of_the_site():
    midnight = page_cache._midnight(NOON)
    assert midnight.isoformat() == "2026-03-03T00:00:00-05:00"


def test_no_header_puts_a_page_in_anothers_place(client, talk):
    address = talk().get_absolute_url()
    hostile = {
        "x-forwarded-host": "evil.example",
        "x-original-url": "/desk/",
        "x-http-method-override": "POST",
        "accept-language": "de",
        "accept": "application/json",
        "cookie": "sessionid=stolen",
        "user-agent": "<script>",
        "range": "bytes=0-1",
    }
    strange = client.get(address, headers=hostile)
    plain = client.get(address)
    cache.clear()
    assert client.get(address).content == plain.content == strange.content
    assert b"evil.example" not in strange.content


def test_two_readers_share_one_page_and_a_query_has_its_own(client, django_assert_num_queries):
    for n in range(3):
        make_film(f"{'ABC'[n]} film")
    all_of_them = client.get("/films/").content
    with django_assert_num_queries(1):
        assert type(client)().get("/films/").content == all_of_them
    assert client.get("/films/?letter=b").content != all_of_them


def test_pages_that_are_none_are_not_kept(client, django_assert_num_queries):
    assert client.get("/features/a/").status_code == 404
    make_version(slug="a")
    assert client.get("/features/a/").status_code == 200


def test_the_stamp_is_another_word_after_each_change():
    words = [current()]
    version = make_version()
    words.append(current())
    make_change(version, now=NOON + HOUR)
    words.append(current())
    make_film()
    words.append(current())
    assert len(set(words)) == 4
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM press_sitestamp")
        assert cursor.fetchone() == (1,)
