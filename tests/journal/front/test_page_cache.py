"""Pages out of the cache are never older than what was acknowledged, and right at the second of a schedule."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from factories import NOON, make_change, make_film, make_user, make_version
from journal.cinema.models import Film
from journal.front import page_cache
from journal.press import embargoing, galleys, publishing
from journal.press.declaring import Signatures
from journal.press.models import Embargo, Galley
from journal.press.stamping import current

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
NOBODY = Signatures(by=None)


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


# -- one path for a page that is kept and one that is made ------------------------------------------------------------

KNOWN = [
    {},
    {"if-none-match": "*"},
    {"if-none-match": '"another"'},
    {"if-match": '"another"'},
    {"if-modified-since": "Mon, 02 Mar 2026 12:00:00 GMT"},
    {"if-unmodified-since": "Mon, 02 Mar 2026 11:00:00 GMT"},
]


@pytest.mark.parametrize("headers", KNOWN)
@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", ["/", "/features/a/", "/feeds/all.atom", "/search/?q=a"])
def test_a_kept_page_answers_as_the_one_that_was_made(client, address, method, headers):
    make_version(slug="a")

    def ask():
        answer = getattr(client, method)(address, headers=headers)
        return answer.status_code, answer.content, dict(answer.items())

    made = ask()
    assert "Content-Security-Policy" in made[2]
    assert ask() == made
    cache.clear()
    assert ask() == made


def test_a_kept_page_is_not_handed_to_who_asks_for_the_past(client):
    address = make_version(slug="a").get_absolute_url()
    client.get(address)
    asked = client.get(address, headers={"accept-datetime": "Mon, 02 Mar 2026 12:00:00 GMT"})
    assert (asked.status_code, asked["Location"]) == (302, "/features/a/history/1/")


def test_a_kept_page_is_for_hosts_of_ours_and_for_methods_that_read(client):
    make_version(slug="a")
    client.get("/features/a/")
    assert client.get("/features/a/", headers={"host": "evil.example"}).status_code == 400
    assert client.post("/features/a/").status_code == 405


def test_a_kept_page_goes_over_no_plain_connection(client, settings):
    make_version(slug="a")
    client.get("/features/a/")
    settings.SECURE_SSL_REDIRECT = True
    assert type(client)().get("/features/a/").status_code == 301


# -- the database, for other processes --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/features/", "/features/a/", "/films/", "/feeds/all.atom"])
def test_another_process_finds_the_page_in_two_queries(client, django_assert_num_queries, address):
    make_version(slug="a")
    first = client.get(address)
    cache.clear()
    with django_assert_num_queries(2):
        second = client.get(address)
    assert (second.content, dict(second.items())) == (first.content, dict(first.items()))


def test_what_somebody_types_is_not_kept_in_the_database(client):
    for address in ("/search/?q=a", "/films/?letter=a", "/no/such/page", "/desk/login/"):
        client.get(address)
    assert list(Galley.objects.all()) == []
    client.get("/films/")
    assert [one.address for one in Galley.objects.all()] == ["/films/"]


def test_a_page_goes_out_where_it_cannot_be_kept(client, monkeypatch):
    make_version(slug="a")
    monkeypatch.setattr(galleys, "KEEP", "INSERT INTO no_such_table SELECT %s, %s, %s, %s, %s, %s, %s, %s, %s")
    assert client.get("/features/a/").status_code == 200
    assert list(Galley.objects.all()) == []


def test_a_page_that_a_verb_overtook_is_not_kept():
    make_version()
    before, _facts = current()
    page = galleys.Standing(before, 0, 1, "", (("Content-Type", "text/html"),), b"<p>")
    galleys.keep("/a/", "r", page)
    assert galleys.find("/a/", "r") == page
    assert galleys.find("/a/", "another") is None
    make_film()
    galleys.keep("/b/", "r", page)
    assert galleys.find("/b/", "r") is None


def test_a_new_release_shows_no_page_of_the_old_one(client, monkeypatch, django_assert_num_queries):
    make_version(slug="a")
    client.get("/features/a/")
    kept = Galley.objects.get()
    monkeypatch.setattr(page_cache, "release", lambda: "next")
    client.get("/features/a/")
    assert Galley.objects.get().release == "next" != kept.release
