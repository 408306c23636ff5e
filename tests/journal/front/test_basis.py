"""Pages that know what they are made of outlive what is printed elsewhere, and nothing else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils.http import http_date
from taggit.models import Tag

from factories import NOON, make_change, make_edition, make_film, make_person, make_user, make_version
from journal.cinema.models import Film
from journal.press import arranging, embargoing, fronting, presenting, publishing
from journal.press.copy import FilmLink
from journal.press.declaring import Signatures
from journal.press.models import Embargo, FrontPage, SiteStamp, Version

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
NOBODY = Signatures(by=None)


@pytest.fixture
def set_again(monkeypatch):
    """How often the type of a piece was set since."""
    count = []
    present = presenting.of_version

    def counted(*args, **kwargs):
        count.append(1)
        return present(*args, **kwargs)

    monkeypatch.setattr(presenting, "of_version", counted)
    return count


def test_the_page_of_a_piece_outlives_what_is_printed_elsewhere(client, talk, set_again, django_assert_num_queries):
    address = talk().get_absolute_url()
    first = client.get(address)
    make_version("Elsewhere", topics=("something new",))
    cache.clear()
    # The stamp, the kept page, what it is made of (the version, its three lists, the section's), the next instant.
    with django_assert_num_queries(6):
        second = client.get(address)
    assert (second.content, dict(second.items())) == (first.content, dict(first.items()))
    assert len(set_again) == 1


def test_a_new_piece_on_the_same_film_is_seen_beside_it(client, talk, set_again):
    version = talk()
    film = version.films.get()
    assert "Another view" not in client.get(version.get_absolute_url()).content.decode()
    other = make_version("Another view", films=(FilmLink(film.pk, film.title, film.year, "subject"),))
    assert "Another view" in client.get(version.get_absolute_url()).content.decode()
    publishing.withdraw(piece=other.piece, public_reason="By order.", signed=NOBODY, now=NOON)
    assert "Another view" not in client.get(version.get_absolute_url()).content.decode()
    assert len(set_again) == 3


def retitle(version):
    Film.objects.update(title="Pepper Hours")


def rename_topic(version):
    version.topics.update(name="Pepper Hours")


def render_again(version):
    Version.objects.update(body="<p>Pepper Hours</p>")


def rename_contributor(version):
    version.contributors.update(slug="pepper-hours", name="Pepper Hours")


def rename_person(version):
    version.people.update(name="Pepper Hours")


@pytest.mark.parametrize("change", [retitle, rename_topic, render_again, rename_contributor, rename_person])
def test_facts_that_change_are_seen_on_the_page_at_once(client, talk, change):
    version = talk()
    assert "epper" not in client.get(version.get_absolute_url()).content.decode()
    change(version)
    assert "epper" in client.get(version.get_absolute_url()).content.decode()


def test_a_corrected_piece_is_not_kept_as_it_was(client, talk):
    version = talk()
    address = version.get_absolute_url()
    client.get(address)
    make_change(version, now=NOON + HOUR, headline="The sea is there")
    page = client.get(address).content.decode()
    assert "<h1>The sea is there</h1>" in page
    assert 'class="notices' in page


def test_a_withdrawn_piece_is_kept_nowhere(client, talk):
    version = talk()
    address = version.get_absolute_url()
    client.get(address)
    publishing.withdraw(piece=version.piece, public_reason="By order.", signed=NOBODY, now=NOON + HOUR)
    for _visit in range(2):
        page = client.get(address)
        assert (page.status_code, version.headline in page.content.decode()) == (410, False)
        cache.clear()


def test_neighbours_under_embargo_leave_at_once_and_come_to_the_microsecond(at, talk):
    version = talk()
    film = version.films.get()
    address = version.get_absolute_url()
    other = make_version("Another view", films=(FilmLink(film.pk, film.title, film.year, "subject"),))
    assert b"Another view" in at(address, NOON + TICK).content
    embargo = Embargo(piece=other.piece, lifts_at=NOON + 3 * HOUR)
    embargoing.impose(embargo=embargo, by=make_user(), now=NOON + HOUR)
    assert b"Another view" not in at(address, NOON + HOUR).content
    assert b"Another view" not in at(address, NOON + 3 * HOUR - TICK).content
    assert b"Another view" in at(address, NOON + 3 * HOUR).content


LISTS = [
    "/interviews/",
    "/topics/the-sea/",
    "/contributors/nora/",
    "/feeds/interviews.atom",
    "/feeds/topics/the-sea.json",
]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_outlives_what_is_printed_elsewhere(client, talk, django_assert_num_queries, address):
    talk()
    first = client.get(address)
    make_version("Elsewhere", topics=("something new",))
    cache.clear()
    # The stamp, the kept page, its rows, the next instant.
    with django_assert_num_queries(4):
        second = client.get(address)
    assert (second.content, dict(second.items())) == (first.content, dict(first.items()))


@pytest.mark.parametrize("address", LISTS)
def test_a_list_has_what_is_printed_for_it_at_once_and_loses_it_at_once(at, talk, address):
    talk()
    assert b"Another talk" not in at(address, NOON).content
    other = talk(
        "Another talk",
        now=NOON + HOUR,
        slug="another",
        film=make_film("Other"),
        person=make_person("Ora"),
        edition=make_edition(2013),
    )
    assert b"Another talk" in at(address, NOON + HOUR).content
    embargo = Embargo(piece=other.piece, lifts_at=NOON + 3 * HOUR)
    embargoing.impose(embargo=embargo, by=make_user(), now=NOON + 2 * HOUR)
    assert b"Another talk" not in at(address, NOON + 2 * HOUR).content
    assert b"Another talk" not in at(address, NOON + 3 * HOUR - TICK).content
    assert b"Another talk" in at(address, NOON + 3 * HOUR).content
    Tag.objects.update(name="Pepper")
    assert (b"Pepper" in at(address, NOON + 3 * HOUR).content) == ("/topics/" in address)


def test_printing_moves_the_stamp_and_no_facts():
    version = make_version(topics=("a", "b"))
    before = SiteStamp.objects.get()
    make_change(version, now=NOON + HOUR)
    make_version("Another", topics=("c",))
    after = SiteStamp.objects.get()
    assert (after.word != before.word, after.facts) == (True, before.facts)


@pytest.mark.parametrize(("address", "queries"), [("/films/{film}/", 5), ("/people/{person}/", 5), ("/festivals/", 3)])
def test_a_record_outlives_what_is_printed_elsewhere(client, talk, django_assert_num_queries, address, queries):
    version = talk()
    address = address.format(film=version.films.get().slug, person=version.people.get().slug)
    first = client.get(address)
    make_version("Elsewhere", topics=("something new",))
    cache.clear()
    # The stamp, the kept page, the next instant; the record, and what was printed and said of it.
    with django_assert_num_queries(queries):
        second = client.get(address)
    assert (second.content, dict(second.items())) == (first.content, dict(first.items()))


@pytest.fixture
def long_ago(talk):
    """A talk, and so many pieces since that none of it fills the front page by itself any more."""
    version = talk()
    for number in range(fronting.DEPTH):
        make_version(f"Piece {number}", now=NOON + HOUR)
    return version


def test_the_front_page_has_a_correction_of_an_old_piece_at_once(client, long_ago):
    client.get("/")
    make_change(long_ago, now=NOON + 2 * HOUR, text="It was said in 2013.")
    assert "It was said in 2013." in client.get("/").content.decode()


def test_an_old_piece_that_was_picked_leaves_the_front_page_with_its_version(client, long_ago):
    arranging.arrange(pieces=[long_ago.piece_id], by=None, now=NOON + HOUR)
    assert "The sea was there" in client.get("/").content.decode()
    make_change(long_ago, now=NOON + 2 * HOUR, kind="typo", headline="The sea was here")
    page = client.get("/").content.decode()
    assert ("The sea was there" in page, "The sea was here" in page) == (False, True)


def test_a_festival_on_the_front_page_has_its_old_pieces_as_they_are_now(client, long_ago):
    edition = long_ago.editions.get()
    arranging.arrange(pieces=[], by=None, now=NOON + HOUR, festival=FrontPage.Festival.PICKED, edition=edition)
    assert "The sea was there" in client.get("/").content.decode()
    make_change(long_ago, now=NOON + 2 * HOUR, kind="typo", headline="The sea was here")
    page = client.get("/").content.decode()
    assert ("The sea was there" in page, "The sea was here" in page) == (False, True)


def test_a_feed_says_when_an_embargo_was_lifted(at, talk):
    version = talk()
    embargo = Embargo(piece=version.piece, lifts_at=NOON + 3 * HOUR)
    embargoing.impose(embargo=embargo, by=make_user(), now=NOON + HOUR)
    at("/feeds/all.atom", NOON + 2 * HOUR)
    make_version("Elsewhere", now=NOON)
    assert at("/feeds/all.atom", NOON + 4 * HOUR).headers["Last-Modified"] == http_date((NOON + 3 * HOUR).timestamp())
