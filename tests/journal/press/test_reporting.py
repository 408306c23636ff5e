from datetime import timedelta

import pytest

from factories import NOON, make_change, make_user, make_version, paragraphs
from journal.press import publishing, reporting
from journal.press.declaring import Refused, Signatures
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


def test_time_to_correct_is_the_median_from_report_to_the_first_note():
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
