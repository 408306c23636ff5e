"""What an editor puts on the front page: written once, called off while it waits, never changed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from factories import NOON, make_edition, make_user, make_version
from journal.press import arranging, stamping
from journal.press.declaring import Refused
from journal.press.models import FrontPage

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_the_last_that_went_live_stands():
    vera, piece = make_user(), make_version().piece_id
    first = arranging.arrange(pieces=[piece], by=vera, now=NOON)
    second = arranging.arrange(pieces=[None, piece], by=vera, now=NOON, at=NOON + 2 * HOUR)
    third = arranging.arrange(pieces=[], by=vera, now=NOON + HOUR)
    assert (first.pieces, second.pieces, third.live_from) == ([piece], [None, piece], NOON + HOUR)
    standing = {hours: FrontPage.objects.standing(NOON + hours * HOUR).first() for hours in (0, 1, 2, 9)}
    assert standing == {0: first, 1: third, 2: second, 9: second}
    assert FrontPage.objects.standing(NOON - HOUR).first() is None
    assert list(FrontPage.objects.waiting(NOON)) == [third, second]


def test_of_two_for_one_instant_the_later_written_stands():
    arranging.arrange(pieces=[], by=None, now=NOON, at=NOON + HOUR)
    later = arranging.arrange(pieces=[], by=None, now=NOON, at=NOON + HOUR)
    assert FrontPage.objects.standing(NOON + HOUR).first() == later


def refused(code, **fields):
    with pytest.raises(Refused) as refusal:
        arranging.arrange(**{"pieces": [], "by": None, "now": NOON} | fields)
    assert refusal.value.code == code
    assert not FrontPage.objects.exists()


def test_what_makes_no_front_page_is_refused():
    piece = make_version().piece_id
    refused("past", at=NOON)
    refused("past", at=NOON - HOUR)
    refused("places", pieces=[None] * 7)
    refused("twice", pieces=[piece, None, piece])
    refused("unknown", pieces=[piece, 10**6])
    refused("edition", festival="picked")
    refused("edition", edition=make_edition())


def test_one_that_waits_is_called_off_and_one_that_stands_is_not():
    waiting = arranging.arrange(pieces=[], by=None, now=NOON, at=NOON + HOUR)
    arranging.call_off(front_page=waiting, now=NOON)
    assert FrontPage.objects.standing(NOON + 2 * HOUR).first() is None
    standing = arranging.arrange(pieces=[], by=None, now=NOON)
    for one in (waiting, standing):
        with pytest.raises(Refused, match="already, or was called off"):
            arranging.call_off(front_page=one, now=NOON + HOUR)


def test_the_database_keeps_what_was_arranged():
    page = arranging.arrange(pieces=[], by=None, now=NOON)
    for columns in ({"pieces": [1]}, {"live_from": NOON + HOUR}, {"festival": "none"}):
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            FrontPage.objects.filter(pk=page.pk).update(**columns)
    with pytest.raises(DatabaseError, match="cannot be deleted"), transaction.atomic():
        FrontPage.objects.filter(pk=page.pk)._raw_delete("default")


def test_caches_hear_of_it_now_and_at_its_time():
    before = stamping.current()
    arranging.arrange(pieces=[], by=None, now=NOON, at=NOON + HOUR)
    waiting = arranging.arrange(pieces=[], by=None, now=NOON, at=NOON + HOUR / 2)
    assert stamping.current() != before
    assert stamping.next_instant(NOON) == NOON + HOUR / 2
    arranging.call_off(front_page=waiting, now=NOON)
    assert stamping.next_instant(NOON) == NOON + HOUR
    assert stamping.next_instant(NOON + HOUR) is None
