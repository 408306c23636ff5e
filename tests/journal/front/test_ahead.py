"""Which pages are set before a reader comes."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from factories import NOON, make_user, make_version
from journal.front import ahead
from journal.press import embargoing
from journal.press.models import Embargo

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FIXED = 7 + 8 + 3 * (2 + 8)  # pages of the house, sections, and feeds of everything, corrections and sections


def test_the_newest_alone(talk, capsys):
    talk()
    newest = make_version("Newest", now=NOON + HOUR)
    found = list(ahead.addresses(NOON + 2 * HOUR, first=1))
    assert (len(found), found[-1]) == (FIXED + 1, newest.get_absolute_url())


def test_what_is_under_embargo_is_not_even_asked_for(talk):
    version = talk()
    embargo = Embargo(piece=version.piece, lifts_at=NOON + 3 * HOUR)
    embargoing.impose(embargo=embargo, by=make_user(), now=NOON + HOUR)
    assert len(list(ahead.addresses(NOON + 2 * HOUR))) == FIXED
    assert version.get_absolute_url() in list(ahead.addresses(NOON + 3 * HOUR))


def test_an_address_in_another_script_is_asked_for_as_a_browser_does(settings):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL).hostname]
    make_version("Ferries", topics=("Skarvøy", "映画", "!!!"))
    topics = [address for address in ahead.addresses(NOON + HOUR) if address.startswith("/topics/")]
    assert [ahead.Setter().set_page(address) for address in topics] == [(200, True), (200, True)]
