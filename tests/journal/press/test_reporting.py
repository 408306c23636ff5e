from datetime import timedelta

import pytest

from factories import NOON, make_change, make_copy, make_user, make_version, paragraphs
from journal.press import publishing, reporting
from journal.press.declaring import Declared, Refused, Signatures
from journal.press.models import Report

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def filed(version, *, words="", wrong="It is Calvin.", contact="", now=NOON + HOUR):
    return reporting.file(version=version, words=words, wrong=wrong, contact=contact, now=now)


def test_a_report_knows_the_version_and_the_passages_of_the_words():
    version = make_version(
        document=paragraphs("The lights went  down.", "Nobody <em>moved</em> at all.", "Nobody left.")
    )
    assert filed(version, words="nobody moved\nat all").blocks == ["p0000001"]
    assert filed(version, words="the lights went down").blocks == ["p0000000"]
    assert filed(version, words="lights went down.\n\nNobody moved at").blocks == ["p0000000", "p0000001"]
    assert filed(version, words="moved").blocks == ["p0000001"]
    assert filed(version).blocks == []
    assert {report.version_id for report in Report.objects.all()} == {version.pk}


def test_a_report_that_says_nothing_is_refused():
    with pytest.raises(Refused, match="Say what is wrong"):
        filed(make_version(), wrong="  ")
    assert Report.objects.count() == 0


@pytest.mark.parametrize(("verb", "state"), [(reporting.accept, "accepted"), (reporting.refuse, "refused")])
def test_closing_answers_and_forgets_how_to_reach_the_reader(verb, state):
    report, molly = filed(make_version(), contact="reader@example.org"), make_user("molly")
    verb(report=report, answer=" We looked. ", by=molly, now=NOON + 2 * HOUR)
    report.refresh_from_db()
    assert (report.state, report.answer, report.contact) == (state, "We looked.", "")
    assert (report.closed_at, report.closed_by) == (NOON + 2 * HOUR, molly)


def test_a_report_is_closed_once_and_never_without_an_answer():
    report = filed(make_version())
    with pytest.raises(Refused, match="Write an answer"):
        reporting.accept(report=report, answer=" ", by=None, now=NOON)
    reporting.accept(report=report, answer="Yes.", by=None, now=NOON)
    with pytest.raises(Refused, match="closed already"):
        reporting.refuse(report=report, answer="No.", by=None, now=NOON)
    report.refresh_from_db()
    # The clock of the machine had jumped back behind the report.
    assert (report.answer, report.closed_at) == ("Yes.", report.created_at)


def test_doubles_share_the_fate_of_the_one_they_are_joined_to():
    version = make_version()
    first, second, third = (filed(version, contact=f"{name}@example.org") for name in "abc")
    reporting.join(report=second, of=first, now=NOON + 2 * HOUR)
    with pytest.raises(Refused, match="joined to another"):
        reporting.accept(report=second, answer="Yes.", by=None, now=NOON + 2 * HOUR)
    closed = reporting.accept(report=first, answer="Yes.", by=None, now=NOON + 2 * HOUR)
    assert closed == [first, second]
    reporting.join(report=third, of=first, now=NOON + 3 * HOUR)
    rows = Report.objects.order_by("pk").values_list("state", "answer", "contact", "duplicate_of")
    assert list(rows) == [("accepted", "Yes.", "", None), *[("accepted", "Yes.", "", first.pk)] * 2]


def test_a_join_that_makes_no_sense_is_refused():
    version = make_version()
    first, second, third = filed(version), filed(version), filed(version)
    elsewhere = filed(make_version("Elsewhere"))
    for one, of, why in ((first, first, "another report"), (first, elsewhere, "about the same piece")):
        with pytest.raises(Refused, match=why):
            reporting.join(report=one, of=of, now=NOON)
    reporting.join(report=second, of=first, now=NOON)
    for one, of in ((third, second), (first, third)):
        with pytest.raises(Refused, match="nobody’s double"):
            reporting.join(report=one, of=of, now=NOON)


def noted(version, *anchors, kind="correction", now, text="It is so."):
    """A declared change with its markers at these passages, of a text that gets longer every time."""
    longer = paragraphs(*(block.text for block in version.copy().document), f"At {now}.")
    changed = publishing.change(
        piece=version.piece,
        copy=make_copy(document=longer),
        declared=[Declared(kind, text, anchors)],
        base=version.number,
        signed=Signatures(by=None),
        now=now,
    )
    return changed.notices.get()


def test_a_report_is_answered_by_the_note_at_its_passage_not_by_the_first_that_follows():
    version = make_version(document=paragraphs("Clive wrote it.", "In 2011.", "Nobody left."))
    report = filed(version, words="Clive wrote it", now=NOON + 2 * HOUR)
    before = noted(version, "p0000000", now=NOON + HOUR)
    elsewhere = noted(before.version, "p0000001", now=NOON + 3 * HOUR)
    more = noted(elsewhere.version, "p0000000", kind="update", now=NOON + 4 * HOUR)
    answer = noted(more.version, "p0000002", "p0000000", kind="clarification", now=NOON + 5 * HOUR)
    noted(answer.version, "p0000000", now=NOON + 6 * HOUR)
    assert reporting.answering(report, NOON + 9 * HOUR) is None  # nobody has said yet that the reader is right
    reporting.accept(report=report, answer="Yes.", by=None, now=NOON + 7 * HOUR)
    report.refresh_from_db()
    assert reporting.answering(report, NOON + 5 * HOUR - timedelta(seconds=1)) is None
    assert reporting.answering(report, NOON + 9 * HOUR) == answer
    assert reporting.time_to_correct(NOON + 9 * HOUR) == reporting.TimeToCorrect(hours=3, reports=1)


def test_a_correction_that_a_report_started_says_which_passages_it_was_about():
    version = make_version(document=paragraphs("Clive wrote it.", "In 2011."))
    report = filed(version, wrong="The year is wrong.")
    reporting.accept(report=report, answer="Yes.", by=None, now=NOON + 2 * HOUR)
    note = noted(version, "p0000001", now=NOON + 3 * HOUR)
    report.refresh_from_db()
    assert reporting.answering(report, NOON + 4 * HOUR) is None
    reporting.corrected_at(report=report, blocks=["p0000001", "p0000001"])
    report.refresh_from_db()
    assert (report.blocks, reporting.answering(report, NOON + 4 * HOUR)) == (["p0000001"], note)


def test_a_report_about_no_passage_is_answered_by_a_note_without_a_marker():
    version = make_version(document=paragraphs("Clive wrote it."))
    report = filed(version, wrong="The headline is wrong.")
    reporting.accept(report=report, answer="Yes.", by=None, now=NOON + 2 * HOUR)
    passage = noted(version, "p0000000", now=NOON + 3 * HOUR)
    headline = noted(passage.version, now=NOON + 4 * HOUR)
    report.refresh_from_db()
    assert reporting.answering(report, NOON + 5 * HOUR) == headline


def test_time_to_correct_is_the_median_from_report_to_the_note_that_answers():
    assert reporting.time_to_correct(NOON) is None
    for hours in (1, 2, 9):
        version = make_version(f"Piece {hours}")
        reporting.accept(report=filed(version), answer="Yes.", by=None, now=NOON + 2 * HOUR)
        make_change(version, now=NOON + (1 + hours) * HOUR)
    # No part of it: not yet corrected, refused, a typo, older than a year.
    reporting.accept(report=filed(make_version("Open")), answer="Yes.", by=None, now=NOON + 2 * HOUR)
    refused = make_version("Refused")
    reporting.refuse(report=filed(refused), answer="No.", by=None, now=NOON + 2 * HOUR)
    make_change(refused, now=NOON + 30 * HOUR)
    typo = make_version("Typo")
    reporting.accept(report=filed(typo), answer="Yes.", by=None, now=NOON + 2 * HOUR)
    make_change(typo, now=NOON + 30 * HOUR, kind="typo")
    assert reporting.time_to_correct(NOON + 50 * HOUR) == reporting.TimeToCorrect(hours=2, reports=3)
    assert reporting.time_to_correct(NOON + timedelta(days=400)) is None


def test_a_note_of_a_withdrawn_piece_is_told_to_nobody():
    version = make_version()
    reporting.accept(report=filed(version), answer="Yes.", by=None, now=NOON + 2 * HOUR)
    make_change(version, now=NOON + 3 * HOUR)
    publishing.withdraw(piece=version.piece, public_reason="Court.", signed=Signatures(by=None), now=NOON + 4 * HOUR)
    assert reporting.time_to_correct(NOON + 5 * HOUR) is None
