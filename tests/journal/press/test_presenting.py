"""What a preview says of dates: those that readers will see."""

from datetime import UTC, datetime, timedelta

import pytest

from factories import NOON, make_change, make_copy, make_version
from journal.press import presenting, publishing
from journal.press.declaring import Signatures, Stamps

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FIRST = datetime(2012, 9, 6, 9, 15, tzinfo=UTC)


def said(*, now=NOON, **more):
    return [f"{line.label} {line.text}".strip() for line in presenting.of_copy(make_copy(), now=now, **more).datelines]


def test_a_draft_is_not_published():
    assert said() == ["Not published"]


def test_an_imported_piece_shows_the_stamps_that_it_will_have():
    stamps = Stamps(FIRST, datetime(2012, 11, 6, 10, 12, tzinfo=UTC), "09/06/2012 05:15 EDT")
    lines = presenting.of_copy(make_copy(), now=NOON, stamps=stamps).datelines
    version = publishing.publish(copy=make_copy(), slug="a", signed=Signatures(by=None), now=NOON, stamps=stamps)
    assert lines == presenting.of_version(version, now=NOON).datelines
    assert said(stamps=Stamps(FIRST)) == ["Published 6 September 2012, 05:15 EDT"]


def test_a_scheduled_piece_shows_its_instant_until_it_is_called_off():
    signed = Signatures(by=None)
    version = publishing.publish(copy=make_copy(), slug="a", signed=signed, now=NOON, at=NOON + 9 * HOUR)
    assert said(piece=version.piece) == ["Published 2 March 2026, 16:00 EST"]
    publishing.unschedule(piece=version.piece, signed=signed, now=NOON + HOUR)
    assert said(piece=version.piece, now=NOON + 2 * HOUR) == ["Not published"]


def test_a_public_piece_shows_its_own_dates_whatever_stamps_it_had():
    version = make_version()
    make_change(version, now=NOON + HOUR)
    lines = ["Published 2 March 2026, 07:00 EST", "Corrected 2 March 2026, 08:00 EST"]
    assert said(piece=version.piece, stamps=Stamps(FIRST), now=NOON + 2 * HOUR) == lines
