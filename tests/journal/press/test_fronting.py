"""Which piece stands where: what was picked, and what fills the rest."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import NOON, make_change, make_edition, make_user, make_version
from journal.press import arranging, embargoing, fronting, publishing
from journal.press.copy import EditionLink
from journal.press.declaring import Signatures
from journal.press.models import Embargo

HOUR = timedelta(hours=1)
NOBODY = Signatures(by=None)


def headlines(front):
    return [front.lead.headline if front.lead else None, *(version.headline for version in front.beside)]


def many(number=9, **fields):
    """Pieces "0" to "8", the last one the newest."""
    return [make_version(str(n), kind="essay", now=NOON + n * HOUR, **fields) for n in range(number)]


@pytest.fixture
def later():
    return NOON + 20 * HOUR


def put(pieces, **more):
    return arranging.arrange(pieces=pieces, by=None, now=NOON + 10 * HOUR, **more)


@pytest.mark.django_db
def test_without_a_plan_the_newest_stand(later):
    many()
    assert headlines(fronting.standing(later)) == ["8", "7", "6", "5", "4", "3"]


@pytest.mark.django_db
def test_what_is_picked_stands_in_its_place_and_the_rest_fills_itself(later):
    pieces = [version.piece_id for version in many()]
    put([pieces[1], None, pieces[0]])
    assert headlines(fronting.standing(later)) == ["1", "8", "0", "7", "6", "5"]
    assert headlines(fronting.standing(NOON + 9 * HOUR)) == ["8", "7", "6", "5", "4", "3"]


@pytest.mark.django_db
def test_a_lead_may_fill_itself(later):
    pieces = [version.piece_id for version in many()]
    put([None, pieces[8]])
    assert headlines(fronting.standing(later)) == ["7", "8", "6", "5", "4", "3"]


@pytest.mark.django_db
def test_a_piece_older_than_all_that_is_looked_at_can_be_picked(later, monkeypatch):
    monkeypatch.setattr(fronting, "DEPTH", 3)
    pieces = [version.piece_id for version in many()]
    put([pieces[0]])
    assert headlines(fronting.standing(later)) == ["0", "8", "7", "6"]


@pytest.mark.django_db
@pytest.mark.parametrize("gone", ["withdrawn", "embargoed", "retracted"])
def test_a_piece_that_is_not_public_any_more_falls_out_and_its_place_is_filled(later, gone):
    versions = many()
    put([versions[1].piece_id, versions[0].piece_id])
    piece = versions[1].piece
    if gone == "withdrawn":
        publishing.withdraw(piece=piece, public_reason="By order.", signed=NOBODY, now=later - HOUR)
    if gone == "embargoed":
        embargoing.impose(embargo=Embargo(piece=piece, lifts_at=later + HOUR), by=make_user(), now=later - HOUR)
    if gone == "retracted":
        signed = Signatures(by=make_user("a"), approved_by=make_user("b"))
        publishing.retract(piece=piece, notice="It never was.", base=1, signed=signed, now=later - HOUR)
    assert headlines(fronting.standing(later)) == ["8", "0", "7", "6", "5", "4"]
    if gone == "embargoed":
        assert headlines(fronting.standing(later + HOUR))[0] == "1"


@pytest.mark.django_db
def test_a_scheduled_piece_can_be_picked_and_stands_from_its_own_instant(later):
    versions = many()
    coming = publishing.publish(copy=versions[0].copy(), slug="coming", signed=NOBODY, now=later, at=later + HOUR)
    put([coming.piece_id])
    assert fronting.standing(later).lead.piece_id == versions[8].piece_id
    assert fronting.standing(later + HOUR).lead.piece_id == coming.piece_id


@pytest.mark.django_db
def test_a_corrected_piece_stays_where_it_is_in_its_new_words(later):
    versions = many()
    put([versions[2].piece_id])
    make_change(versions[2], now=later - HOUR, headline="Two")
    assert fronting.standing(later).lead.headline == "Two"


@pytest.mark.django_db
def test_a_running_festival_has_a_band_with_its_dispatches_first():
    today = NOON.date()
    edition = make_edition(2026, starts=today, ends=today + timedelta(days=2))
    link = (EditionLink(edition.pk, "Lake 2026"),)
    make_version("A review", kind="review", editions=link, now=NOON - 2 * HOUR)
    make_version("First day", kind="dispatch", editions=link, now=NOON - 3 * HOUR)
    for n in range(7):
        make_version(f"Other {n}", kind="essay", now=NOON - HOUR)

    def bands(at):
        return [
            (str(band.edition), [version.headline for version in band.versions])
            for band in fronting.standing(at).festivals
        ]

    assert bands(NOON) == [("Lake 2026", ["First day", "A review"])]
    front = fronting.standing(NOON)
    everything = [*headlines(front), *(v.headline for band in front.bands for v in band.versions)]
    everything += [version.headline for version in front.also]
    assert not {"First day", "A review"} & set(everything)
    assert bands(NOON + timedelta(days=2)) == [("Lake 2026", ["First day", "A review"])]
    assert bands(NOON + timedelta(days=3)) == []
    edition.status = "cancelled"
    edition.save()
    assert bands(NOON) == []


@pytest.mark.django_db
def test_an_editor_may_show_a_festival_that_is_over_or_none(later):
    today = NOON.date()
    running = make_edition(2026, starts=today, ends=today + timedelta(days=9))
    past = make_edition(2012)
    arranging.arrange(pieces=[], by=None, now=NOON, festival="picked", edition=past)
    assert [band.edition for band in fronting.standing(NOON).festivals] == [past]
    arranging.arrange(pieces=[], by=None, now=NOON + HOUR, festival="none")
    assert fronting.standing(NOON + HOUR).festivals == []
    arranging.arrange(pieces=[], by=None, now=NOON + 2 * HOUR)
    assert [band.edition for band in fronting.standing(NOON + 2 * HOUR).festivals] == [running]


KINDS = st.sampled_from(["news", "review", "essay", "dispatch"])


@given(st.lists(KINDS, max_size=20), st.data())
def test_no_piece_stands_twice_none_of_the_picked_is_lost_and_places_are_filled(kinds, data):
    latest = [
        SimpleNamespace(piece_id=n, kind=kind, section=f"{kind}s".replace("newss", "news"), published_at=-n)
        for n, kind in enumerate(kinds)
    ]
    chosen = data.draw(st.lists(st.sampled_from(latest), max_size=6, unique_by=id)) if latest else []
    picked = [*chosen, *[None] * data.draw(st.integers(0, fronting.SLOTS - len(chosen)))]
    picked = data.draw(st.permutations(picked))
    of_festival = [fronting.FestivalBand(None, latest[:5])]
    front = fronting.arranged(latest, picked, of_festival)
    top = [*([front.lead] if front.lead else []), *front.beside]
    shown = top + [one for band in (*front.festivals, *front.bands) for one in band.versions] + list(front.also)
    assert len({one.piece_id for one in shown}) == len(shown)
    assert {one.piece_id for one in chosen} <= {one.piece_id for one in top}
    assert len(top) == min(fronting.SLOTS, len(latest))
    if len(latest) >= fronting.SLOTS:
        assert all(slot is None or top[place] is slot for place, slot in enumerate(picked))
