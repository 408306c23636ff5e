"""What a preview says of dates: those that readers will see."""

from datetime import UTC, datetime, timedelta

import pytest

from factories import NOON, make_change, make_copy, make_user, make_version
from journal.press import presenting, publishing
from journal.press.declaring import Signatures, Stamps
from journal.press.models import Version

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


def languages(version, at=NOON + 9 * HOUR, **over):
    return [found.lang for found in presenting.of_version(version, now=at, **over).translations]


def test_translations_are_the_others_of_the_group_that_readers_may_see_the_original_first():
    german = publishing.publish(
        copy=make_copy("Salz", lang="de"), slug="salz", signed=Signatures(by=None), now=NOON, at=NOON + HOUR
    )
    french = make_version("Le sel", lang="fr", translation_of=german.piece_id)
    english = make_version("Salt", translation_of=german.piece_id)
    make_version("Sal", lang="es")
    assert [languages(one, NOON) for one in (french, english)] == [["en"], ["fr"]]
    assert [languages(one, NOON + HOUR) for one in (german, french, english)] == [
        ["fr", "en"],
        ["de", "en"],
        ["de", "fr"],
    ]


def test_a_printed_piece_without_translations_asks_nothing(django_assert_num_queries):
    make_version(translation_of=make_version("Le sel", lang="fr").piece_id)
    version = Version.objects.with_translated().get(pk=make_version("Alone").pk)
    with django_assert_num_queries(0):
        assert languages(version) == []


def test_a_draft_leads_to_what_readers_may_see_of_its_group():
    french = make_version("Le sel", lang="fr")
    shown = presenting.of_copy(make_copy(translation_of=french.piece_id), now=NOON + HOUR)
    assert [found.lang for found in shown.translations] == ["fr"]
    assert presenting.of_copy(make_copy(), now=NOON + HOUR).translations == []


def test_nobody_is_led_to_or_from_what_was_retracted():
    french = make_version("Le sel", lang="fr")
    english = make_version("Salt", translation_of=french.piece_id)
    two = Signatures(by=make_user("vera"), approved_by=make_user("otto"))
    gone = publishing.retract(piece=english.piece, notice="Made up.", base=1, signed=two, now=NOON + HOUR)
    assert (languages(french), languages(gone)) == ([], [])
