from datetime import timedelta

import pytest

from factories import NOON, make_change, make_copy, make_film, make_user, make_version
from journal.cinema.merging import merge
from journal.press import embargoing, publishing
from journal.press.copy import FilmLink
from journal.press.declaring import Declared, Refused, Signatures
from journal.press.models import Embargo, Version

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LIFT = NOON + 5 * HOUR


def live(at):
    return list(Version.objects.live(at))


def test_public_piece_is_hidden_until_the_lift_and_its_date_stays():
    version = make_version(now=NOON)
    embargoing.impose(embargo=Embargo(piece=version.piece, lifts_at=LIFT), by=None, now=NOON + HOUR)
    assert live(LIFT - timedelta(seconds=1)) == []
    assert live(LIFT) == [version]
    version.refresh_from_db()
    assert version.published_at == NOON


def test_latest_embargo_rules_whatever_the_order():
    version = make_version(now=NOON)
    for lifts_at in (LIFT, LIFT - HOUR):
        embargoing.impose(embargo=Embargo(piece=version.piece, lifts_at=lifts_at), by=None, now=NOON + HOUR)
    assert live(LIFT - timedelta(seconds=1)) == []
    assert live(LIFT) == [version]


def test_scheduled_piece_is_printed_again_for_the_lift():
    version = publishing.publish(copy=make_copy(), slug="a", signed=Signatures(by=None), now=NOON, at=NOON + HOUR)
    embargoing.impose(embargo=Embargo(piece=version.piece, lifts_at=LIFT), by=None, now=NOON)
    assert live(LIFT - timedelta(seconds=1)) == []
    (postponed,) = live(LIFT)
    assert (postponed.number, postponed.published_at, postponed.live_from) == (2, LIFT, LIFT)


def test_scheduled_change_keeps_its_notice_when_postponed():
    first = make_version(now=NOON)
    publishing.change(
        piece=first.piece,
        copy=make_copy("Other"),
        declared=[Declared("update", "New.")],
        base=1,
        signed=Signatures(by=None),
        now=NOON,
        at=NOON + HOUR,
    )
    Embargo.objects.all().delete()
    embargoing.impose(embargo=Embargo(piece=first.piece, lifts_at=LIFT), by=None, now=NOON)
    (changed,) = live(LIFT)
    assert (changed.headline, changed.updated_at, [n.text for n in changed.notices.all()]) == ("Other", LIFT, ["New."])


def test_embargo_without_an_end_takes_it_off_the_schedule():
    version = publishing.publish(copy=make_copy(), slug="a", signed=Signatures(by=None), now=NOON, at=NOON + HOUR)
    embargoing.impose(embargo=Embargo(piece=version.piece), by=None, now=NOON)
    assert live(NOON + 10_000 * HOUR) == []
    with pytest.raises(Refused, match="without an end"):
        publishing.publish(
            copy=make_copy(), slug="a", signed=Signatures(by=None), now=NOON, at=LIFT, piece=version.piece
        )


def test_waiver_needs_a_reason_and_shows_the_piece_again():
    version, vera = make_version(now=NOON), make_user()
    embargo = Embargo(piece=version.piece, lifts_at=LIFT)
    embargoing.impose(embargo=embargo, by=None, now=NOON + HOUR)
    with pytest.raises(Refused, match="Say why"):
        embargoing.waive(embargo=embargo, by=vera, reason=" ", now=NOON + 2 * HOUR)
    embargoing.waive(embargo=embargo, by=vera, reason="The publicist agreed.", now=NOON + 2 * HOUR)
    assert live(NOON + 2 * HOUR) == [version]
    assert [(act.verb, act.reason) for act in version.piece.acts.all()] == [
        ("publish", ""),
        ("embargo", ""),
        ("waive", "The publicist agreed."),
    ]


def test_later_change_of_an_embargoed_piece_waits_too():
    version = make_version(now=NOON)
    embargoing.impose(embargo=Embargo(piece=version.piece, lifts_at=LIFT), by=None, now=NOON + HOUR)
    with pytest.raises(Refused, match="An embargo stands"):
        make_change(version, now=NOON + 2 * HOUR)


def test_an_embargo_hides_the_old_versions_of_what_it_covers_too():
    """The film went out of the piece with a change; the version that named it still stands in the history."""
    film = make_film()
    first = make_version(films=(FilmLink(film.pk, "Salt Hours"),))
    second = make_change(first, now=NOON + HOUR, films=())
    embargo = Embargo(film=film, lifts_at=LIFT)
    assert embargoing.impose(embargo=embargo, by=None, now=NOON + 2 * HOUR) == [first]
    assert list(Version.objects.order_by("number").values_list("hidden_until", flat=True)) == [LIFT, None]
    assert live(NOON + 2 * HOUR) == [second]
    embargoing.waive(embargo=embargo, by=None, reason="It was shown.", now=NOON + 3 * HOUR)
    assert set(Version.objects.values_list("hidden_until", flat=True)) == {None}


def test_an_embargo_follows_its_film_into_another_record():
    """Merged records: a second embargo that lifts sooner must not make the press forget the first."""
    gone, keep = make_film("Salt Hour"), make_film()
    version = make_version(films=(FilmLink(gone.pk, "Salt Hour"),))
    embargoing.impose(embargo=Embargo(film=gone, lifts_at=LIFT), by=None, now=NOON + HOUR)
    merge(keep=keep, gone=gone)
    embargoing.impose(embargo=Embargo(piece=version.piece, lifts_at=LIFT - HOUR), by=None, now=NOON + HOUR)
    assert live(LIFT - timedelta(seconds=1)) == []
    assert live(LIFT) == [version]
