"""The pages that stand before a reader comes."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from factories import NOON, make_change, make_user, make_version
from journal.front.management.commands import set_pages
from journal.press import embargoing, stamping
from journal.press.models import Embargo, Galley

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FIXED = 7 + 8 + 3 * (2 + 8)  # pages of the house, sections, and feeds of everything, corrections and sections


@pytest.fixture(autouse=True)
def site(settings, monkeypatch):
    """Its own host is allowed, and the test's process keeps its rank."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL).hostname]
    monkeypatch.setattr(set_pages.os, "nice", lambda by: None)


def set_all(capsys, **options):
    call_command("set_pages", **options)
    return capsys.readouterr().out.strip()


def test_every_page_is_set_once(talk, capsys):
    talk()
    # The piece, its film, its person, its topic and its contributor.
    assert set_all(capsys) == f"{FIXED + 5} pages: {FIXED + 5} were set, 0 stood; 0 failed."
    cache.clear()
    assert set_all(capsys) == f"{FIXED + 5} pages: 0 were set, {FIXED + 5} stood; 0 failed."


def test_a_reader_finds_the_page_standing(client, talk, capsys, django_assert_num_queries):
    address = talk().get_absolute_url()
    set_all(capsys)
    cache.clear()
    with django_assert_num_queries(2):
        page = client.get(address)
    assert (page.status_code, "The sea was there" in page.content.decode()) == (200, True)


def test_a_correction_sets_anew_what_it_shows_on_and_no_more(talk, capsys):
    version = talk()
    elsewhere = make_version("Elsewhere")
    set_all(capsys)
    make_change(version, now=NOON + HOUR, kind="typo", headline="The sea was here")
    kept = dict(Galley.objects.values_list("address", "content"))
    set_all(capsys)
    changed = {one for one, content in Galley.objects.values_list("address", "content") if kept[one] != content}
    assert elsewhere.get_absolute_url() not in changed
    assert {
        "/",
        "/interviews/",
        version.get_absolute_url(),
        *(film.get_absolute_url() for film in version.films.all()),
    } <= changed


def test_the_watch_sets_pages_anew_after_a_change_and_at_an_instant(talk, set_clock, monkeypatch):
    version = talk()
    rounds = []
    monkeypatch.setattr(set_pages.Command, "_set", lambda self, first: rounds.append((stamping.current()[0], first)))
    monkeypatch.setattr(set_pages.signal, "signal", lambda *_: None)
    monkeypatch.setattr(set_pages, "close_old_connections", lambda: None)  # the test’s own is in a transaction
    embargo = Embargo(piece=version.piece, lifts_at=NOON + 3 * HOUR)

    def change():
        embargoing.impose(embargo=embargo, by=make_user(), now=NOON + HOUR)
        set_clock(NOON + HOUR)

    pauses = iter([lambda: None, change, lambda: None, lambda: set_clock(NOON + 3 * HOUR)])

    def pause(_seconds):
        next(pauses)()

    set_clock(NOON)
    monkeypatch.setattr(set_pages, "sleep", pause)
    with pytest.raises(StopIteration):
        call_command("set_pages", watch=True)
    words = [word for word, _first in rounds]
    # At the start, after the embargo, at its lift.
    assert (len(words), len(set(words)), {first for _word, first in rounds}) == (3, 2, {set_pages.NEWEST})


def test_a_page_that_cannot_be_set_is_named(talk, monkeypatch, capsys):
    talk()
    monkeypatch.setattr(set_pages, "addresses", lambda now, first: iter(["/", "/no-such-page/"]))
    with pytest.raises(CommandError, match="could not be set"):
        call_command("set_pages")
    assert capsys.readouterr().err == "404 /no-such-page/\n"


def test_without_kept_pages_it_says_so(settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="no page is kept"):
        call_command("set_pages")
