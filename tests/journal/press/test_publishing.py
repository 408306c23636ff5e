from datetime import UTC, datetime, timedelta

import pytest

from factories import NOON, make_change, make_copy, make_user, make_version, paragraphs
from journal.press import publishing
from journal.press.declaring import Declared, Refused, Signatures, Stale, Stamps
from journal.press.models import Act, Embargo, Notice, Version

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def signed(**fields):
    return Signatures(by=fields.pop("by", None), **fields)


def test_publish_makes_version_one_live_from_now():
    version = make_version(now=NOON)
    assert (version.number, version.change, version.live_from, version.live_until) == (1, "first", NOON, None)
    assert (version.published_at, version.updated_at, version.updated_by_change) == (NOON, None, "")
    assert version.piece.published_at == NOON
    assert list(Version.objects.live(NOON)) == [version]
    assert list(Version.objects.live(NOON - timedelta(seconds=1))) == []


def test_publish_records_who_and_why():
    vera = make_user()
    version = publishing.publish(copy=make_copy(), slug="a", signed=signed(by=vera, reason="Opening night"), now=NOON)
    assert [(act.verb, act.by, act.reason, act.at) for act in version.piece.acts.all()] == [
        ("publish", vera, "Opening night", NOON)
    ]


def test_published_piece_is_not_published_again():
    version = make_version()
    with pytest.raises(Refused, match="published already"):
        publishing.publish(copy=make_copy(), slug="a", signed=signed(), now=NOON + HOUR, piece=version.piece)
    assert Version.objects.count() == 1


def test_same_token_publishes_once():
    first = publishing.publish(copy=make_copy(), slug="a", signed=signed(token="t1"), now=NOON)
    again = publishing.publish(copy=make_copy(), slug="a", signed=signed(token="t1"), now=NOON + HOUR)
    assert again == first
    assert (Version.objects.count(), Act.objects.count()) == (1, 1)


def test_slug_of_another_piece_is_refused():
    make_version(slug="roma")
    with pytest.raises(Refused, match="belongs to another piece"):
        make_version("Other", slug="roma")
    assert Version.objects.count() == 1


def test_imported_stamps_become_the_public_dates():
    published, updated = datetime(2012, 9, 6, 9, 15, tzinfo=UTC), datetime(2012, 11, 6, 10, 12, tzinfo=UTC)
    version = publishing.publish(
        copy=make_copy(), slug="a", signed=signed(), now=NOON, stamps=Stamps(published, updated, "09/06/2012 05:15 EDT")
    )
    assert (version.change, version.published_at, version.updated_at, version.updated_by_change) == (
        "legacy",
        published,
        updated,
        "legacy",
    )
    assert version.live_from == NOON
    assert version.stamps == {"source_text": "09/06/2012 05:15 EDT"}


def test_imported_stamps_in_the_wrong_order_are_refused():
    with pytest.raises(Refused, match="not after"):
        publishing.publish(copy=make_copy(), slug="a", signed=signed(), now=NOON, stamps=Stamps(NOON, NOON - HOUR))
    assert Version.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "moves"),
    [("typo", False), ("clarification", True), ("correction", True), ("update", True), ("editor_note", True)],
)
def test_only_the_declared_kind_moves_the_public_clock(kind, moves):
    first = make_version(now=NOON)
    changed = make_change(first, now=NOON + HOUR, kind=kind)
    assert changed.published_at == NOON
    assert changed.updated_at == (NOON + HOUR if moves else None)
    assert changed.updated_by_change == (kind if moves else "")


def test_typo_after_correction_keeps_the_correction_on_the_line():
    first = make_version(now=NOON)
    second = make_change(first, now=NOON + HOUR)
    third = make_change(second, now=NOON + 2 * HOUR, kind="typo")
    assert (third.updated_at, third.updated_by_change) == (NOON + HOUR, "correction")


def test_gravest_of_several_changes_sets_the_line():
    first = make_version()
    version = publishing.change(
        piece=first.piece,
        copy=make_copy("Other", document=paragraphs("New.")),
        declared=[
            Declared("update", "Added the cast."),
            Declared("correction", "The year is 1969."),
            Declared("typo"),
        ],
        base=1,
        signed=signed(),
        now=NOON + HOUR,
    )
    assert (version.change, version.updated_by_change) == ("correction", "correction")
    assert [(n.number, n.kind, n.place) for n in version.notices.all()] == [
        (1, "update", "top"),
        (2, "correction", "foot"),
    ]


def test_version_before_ends_when_the_change_begins():
    first = make_version(now=NOON)
    second = make_change(first, now=NOON + HOUR)
    first.refresh_from_db()
    assert first.live_until == second.live_from == NOON + HOUR
    assert list(Version.objects.live(NOON + HOUR - timedelta(microseconds=1))) == [first]
    assert list(Version.objects.live(NOON + HOUR)) == [second]


def test_change_from_an_older_version_is_stale():
    first = make_version()
    second = make_change(first, now=NOON + HOUR)
    with pytest.raises(Stale) as caught:
        make_change(first, now=NOON + 2 * HOUR)
    assert caught.value.current == second


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ([], "Say what kind of change"),
        ([Declared("correction")], "write the sentence"),
        ([Declared("typo", "A sentence.")], "A typo has no public notice"),
        ([Declared("first", "x")], "not a kind of change"),
        ([Declared("nonsense", "x")], "not a kind of change"),
    ],
)
def test_undeclared_or_half_declared_change_is_refused(declared, said):
    first = make_version()
    with pytest.raises(Refused, match=said):
        publishing.change(
            piece=first.piece, copy=make_copy("Other"), declared=declared, base=1, signed=signed(), now=NOON + HOUR
        )
    assert Version.objects.count() == 1


def test_notice_without_a_change_is_refused_but_an_editors_note_is_not():
    first = make_version()
    with pytest.raises(Refused, match="Nothing was changed"):
        make_change(first, now=NOON + HOUR, headline=first.headline)
    noted = make_change(first, now=NOON + HOUR, kind="editor_note", headline=first.headline)
    assert noted.number == 2


def test_correction_at_the_top_needs_a_second_person():
    first, vera, otto = make_version(), make_user("vera"), make_user("otto")
    notice = Declared("correction", "The headline named the wrong film.", place="top")

    def correct(approved_by):
        return publishing.correct(
            piece=first.piece,
            copy=make_copy("Other"),
            notice=notice,
            base=1,
            signed=signed(by=vera, approved_by=approved_by),
            now=NOON + HOUR,
        )

    for nobody in (None, vera):
        with pytest.raises(Refused, match="second person"):
            correct(nobody)
    assert correct(otto).approved_by == otto


def test_a_translation_names_the_piece_and_keeps_it_through_a_correction_and_a_retraction():
    french = make_version("Le sel", lang="fr")
    english = make_version("Salt", translation_of=french.piece_id)
    assert (english.copy().translation_of, french.copy().translation_of) == (french.piece_id, None)
    corrected = make_change(english, now=NOON + HOUR, dek="On salt.")
    two = signed(by=make_user("vera"), approved_by=make_user("otto"))
    gone = publishing.retract(piece=english.piece, notice="Made up.", base=2, signed=two, now=NOON + 2 * HOUR)
    assert [version.translation_of for version in (english, corrected, gone)] == [french.piece] * 3


def test_linking_a_translation_later_is_a_change_that_readers_need_no_notice_of():
    french, english = make_version("Le sel", lang="fr"), make_version("Salt")
    linked = make_change(english, now=NOON + HOUR, kind="typo", translation_of=french.piece_id)
    assert (linked.number, linked.translation_of, linked.updated_at) == (2, french.piece, None)


def test_no_piece_is_a_translation_of_itself():
    version = make_version()
    with pytest.raises(Refused, match="of itself"):
        make_change(version, now=NOON + HOUR, translation_of=version.piece_id)
    assert Version.objects.count() == 1


def test_retraction_empties_the_body_and_keeps_the_words_in_the_history():
    first, vera, otto = make_version(), make_user("vera"), make_user("otto")
    with pytest.raises(Refused, match="two people"):
        publishing.retract(piece=first.piece, notice="Made up.", base=1, signed=signed(by=vera), now=NOON + HOUR)
    retracted = publishing.retract(
        piece=first.piece, notice="Made up.", base=1, signed=signed(by=vera, approved_by=otto), now=NOON + HOUR
    )
    assert (retracted.document, retracted.change, retracted.headline) == ([], "retraction", first.headline)
    assert list(Version.objects.live(NOON + HOUR)) == [retracted]
    assert list(Version.objects.listed(NOON + HOUR)) == []
    first.refresh_from_db()
    assert first.document != []


def test_schedule_is_public_at_its_instant_and_not_before():
    version = publishing.publish(copy=make_copy(), slug="a", signed=signed(), now=NOON, at=NOON + HOUR)
    assert version.published_at == NOON + HOUR
    assert list(Version.objects.live(NOON + HOUR - timedelta(seconds=1))) == []
    assert list(Version.objects.live(NOON + HOUR)) == [version]
    assert [act.verb for act in version.piece.acts.all()] == ["schedule"]


def test_schedule_in_the_past_is_refused():
    with pytest.raises(Refused, match="must lie in the future"):
        publishing.publish(copy=make_copy(), slug="a", signed=signed(), now=NOON, at=NOON)


def test_unscheduled_first_publication_was_never_public_and_can_be_published():
    version = publishing.publish(copy=make_copy(), slug="a", signed=signed(), now=NOON, at=NOON + HOUR)
    publishing.unschedule(piece=version.piece, signed=signed(), now=NOON)
    assert list(Version.objects.live(NOON + 2 * HOUR)) == []
    version.piece.refresh_from_db()
    assert version.piece.published_at is None
    again = publishing.publish(copy=make_copy(), slug="a", signed=signed(), now=NOON + HOUR, piece=version.piece)
    assert (again.number, again.change, again.published_at) == (2, "first", NOON + HOUR)


def test_scheduled_change_takes_over_at_its_instant_and_can_be_called_off():
    first = make_version(now=NOON)
    second = publishing.change(
        piece=first.piece,
        copy=make_copy("Other"),
        declared=[Declared("update", "New.")],
        base=1,
        signed=signed(),
        now=NOON,
        at=NOON + HOUR,
    )
    assert second.updated_at == NOON + HOUR
    assert list(Version.objects.live(NOON + HOUR)) == [second]
    with pytest.raises(Refused, match="is scheduled for 2 March 2026, 08:00 EST"):
        make_change(first, now=NOON + HOUR / 2)
    publishing.unschedule(piece=first.piece, signed=signed(), now=NOON + HOUR / 2)
    assert list(Version.objects.live(NOON + 2 * HOUR)) == [first]


def test_withdrawn_piece_is_gone_at_once_and_can_be_restored():
    first = make_version(now=NOON)
    withdrawal = publishing.withdraw(
        piece=first.piece, public_reason="Removed by order of a court.", signed=signed(), now=NOON + HOUR
    )
    assert withdrawal.public_reason == "Removed by order of a court."
    assert list(Version.objects.live(NOON + HOUR)) == []
    restored = publishing.restore(
        version=first,
        declared=[Declared("editor_note", "The order was lifted.")],
        base=1,
        signed=signed(),
        now=NOON + 2 * HOUR,
    )
    assert (restored.document, restored.published_at) == (first.document, NOON)
    assert list(Version.objects.live(NOON + 2 * HOUR)) == [restored]
    withdrawal.refresh_from_db()
    assert withdrawal.lifted_at == NOON + 2 * HOUR


def test_withdrawal_also_stops_what_is_scheduled():
    first = publishing.publish(copy=make_copy(), slug="a", signed=signed(), now=NOON, at=NOON + HOUR)
    publishing.withdraw(piece=first.piece, public_reason="No.", signed=signed(), now=NOON)
    assert list(Version.objects.live(NOON + 2 * HOUR)) == []


def test_embargo_on_the_piece_blocks_until_it_lifts():
    first = make_version(now=NOON)
    Embargo.objects.create(piece=first.piece, lifts_at=NOON + 3 * HOUR)
    with pytest.raises(Refused, match="An embargo stands until 2 March 2026, 10:00 EST"):
        make_change(first, now=NOON + HOUR)
    Embargo.objects.create(piece=first.piece, lifts_at=None)
    with pytest.raises(Refused, match="without an end"):
        make_change(first, now=NOON + 4 * HOUR)


def test_old_notice_is_superseded_not_changed():
    first = make_version()
    second = make_change(first, now=NOON + HOUR, text="It is Kalvin.")
    wrong = second.notices.get()
    publishing.change(
        piece=first.piece,
        copy=make_copy("Again"),
        declared=[Declared("correction", "It is Calvin.", supersedes=wrong.pk)],
        base=2,
        signed=signed(),
        now=NOON + 2 * HOUR,
    )
    assert [(n.number, n.text) for n in Notice.objects.order_by("number")] == [
        (1, "It is Kalvin."),
        (2, "It is Calvin."),
    ]
    assert Notice.objects.get(number=2).supersedes == wrong
