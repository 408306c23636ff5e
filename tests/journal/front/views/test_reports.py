"""A reader reports an error: no account, no cookie, no script."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from factories import NOON, make_change, make_version
from journal.press import embargoing, publishing, reporting
from journal.press.declaring import Signatures
from journal.press.models import Embargo, Report

pytestmark = pytest.mark.django_db
FORM = "/features/a/report/"
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def reader(set_clock):
    """A browser that would refuse to be without a token of ours, if we asked for one."""
    set_clock(NOON)
    make_version("A night", slug="a")
    return Client(enforce_csrf_checks=True)


def stamp(reader):
    return re.search(r'name="shown" value="([^"]*)"', reader.get(FORM).content.decode())[1]


def send(reader, set_clock, *, after=10 * SECOND, stamped=None, **fields):
    shown = stamped if stamped is not None else stamp(reader)
    set_clock(NOON + after)
    data = {"words": "", "wrong": "It is Calvin.", "contact": "", "website": "", "shown": shown}
    return reader.post(FORM, data | fields)


def errors(response):
    return [str(error) for found in response.context["form"].errors.values() for error in found]


def test_a_report_is_filed_and_followed_by_a_private_link(reader, set_clock):
    response = send(reader, set_clock, words="The lights went down.", contact="reader@example.org")
    report = Report.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/reports/{report.token}/")
    assert (report.wrong, report.words, report.contact, report.blocks, report.version.number) == (
        "It is Calvin.",
        "The lights went down.",
        "reader@example.org",
        ["p0000000"],
        1,
    )
    page = reader.get(response["Location"])
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    text = page.content.decode()
    assert "The desk will look at it" in text
    assert "It is Calvin." in text
    assert "reader@example.org" not in text
    assert not response.cookies
    assert not page.cookies


def test_the_answer_stands_under_the_private_link(reader, set_clock):
    send(reader, set_clock)
    report = Report.objects.get()
    reporting.accept(report=report, answer="You are right, thank you.", by=None, now=NOON + HOUR)
    text = reader.get(report.get_absolute_url()).content.decode()
    assert "You were right" in text
    assert "You are right, thank you." in text
    assert 'href="/features/a/history/"' in text
    assert reader.get("/reports/guessed/").status_code == 404


def test_the_note_that_answers_stands_under_the_private_link_while_the_piece_is_public(reader, set_clock):
    send(reader, set_clock)
    report = Report.objects.get()
    reporting.accept(report=report, answer="Yes.", by=None, now=NOON + HOUR)
    make_change(report.version, now=NOON + 2 * HOUR, text="An earlier version gave his name as Clive.")
    set_clock(NOON + 2 * HOUR - SECOND)
    assert "as Clive." not in reader.get(report.get_absolute_url()).content.decode()
    set_clock(NOON + 2 * HOUR)
    page = reader.get(report.get_absolute_url()).content.decode()
    assert '<a href="/features/a/#notice-1">An earlier version gave his name as Clive.</a>' in page
    publishing.withdraw(piece=report.piece, public_reason="Court.", signed=Signatures(by=None), now=NOON + 3 * HOUR)
    set_clock(NOON + 4 * HOUR)
    assert "as Clive." not in reader.get(report.get_absolute_url()).content.decode()


def test_every_piece_leads_to_the_form_and_the_form_takes_the_marked_words(reader):
    piece = reader.get("/features/a/").content.decode()
    assert f'<a href="{FORM}" rel="nofollow" data-report="{FORM}">Report an error</a>' in piece
    response = reader.get(f"{FORM}?words=Nobody+%3Cb%3Emoved")
    assert "Nobody &lt;b&gt;moved</textarea>" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies


def test_a_report_is_about_the_version_that_was_read(reader, set_clock):
    shown = stamp(reader)
    make_change(Report.piece.field.related_model.objects.get().versions.get(), now=NOON + SECOND)
    send(reader, set_clock, stamped=shown)
    assert Report.objects.get().version.number == 1


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"wrong": ""}, 400, "This field is required."),
        ({"wrong": "No."}, 400, "Ensure this value has at least 5 characters (it has 3)."),
        ({"contact": "nobody"}, 400, "Enter a valid email address."),
        ({"after": SECOND}, 400, "That was quick. Look at it once more, then send it again."),
        ({"after": 3 * 24 * HOUR}, 400, "This form is too old. Look at it once more, then send it again."),
        ({"stamped": ""}, 400, "This form was not complete. Send it again."),
        ({"stamped": "WzEsMSwxXQ:1:forged"}, 400, "This form was not complete. Send it again."),
    ],
)
def test_what_is_refused_says_why_and_loses_nothing(reader, set_clock, fields, status, said):
    response = send(reader, set_clock, **{"words": "My own words.", **fields})
    assert (response.status_code, errors(response)) == (status, [said])
    assert "My own words.</textarea>" in response.content.decode()
    assert Report.objects.count() == 0


def test_who_was_too_quick_or_too_late_sends_it_again(reader, set_clock):
    late = send(reader, set_clock, after=3 * 24 * HOUR)
    again = re.search(r'name="shown" value="([^"]*)"', late.content.decode())[1]
    assert send(reader, set_clock, after=3 * 24 * HOUR + 4 * SECOND, stamped=again).status_code == 302


def test_a_stamp_of_another_piece_is_of_no_use(reader, set_clock):
    shown = stamp(reader)
    make_version("Other", slug="b")
    set_clock(NOON + 10 * SECOND)
    response = reader.post("/features/b/report/", {"wrong": "It is Calvin.", "shown": shown})
    assert (response.status_code, Report.objects.count()) == (400, 0)


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(reader, set_clock):
    response = send(reader, set_clock, website="https://example.org")
    assert response.status_code == 200
    assert "Thank you" in response.content.decode()
    assert Report.objects.count() == 0


def test_the_sixth_report_of_an_hour_from_one_address_waits(reader, set_clock):
    shown = stamp(reader)
    answers = [send(reader, set_clock, stamped=shown, wrong=f"It is wrong, {n}.") for n in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "It is wrong, 5." in answers[-1].content.decode()
    # A reader elsewhere is not held back by it, and behind our own proxy each counts for themselves.
    data = {"wrong": "It is wrong.", "shown": stamp(reader)}
    set_clock(NOON + HOUR)
    elsewhere = reader.post(FORM, data, REMOTE_ADDR="93.184.216.34")
    behind = reader.post(FORM, data, REMOTE_ADDR="10.0.0.2", headers={"x-forwarded-for": "spoofed, 93.184.216.35"})
    assert (elsewhere.status_code, behind.status_code) == (302, 302)


def test_a_stranger_cannot_give_itself_another_address(reader, set_clock):
    data = {"wrong": "It is wrong.", "shown": stamp(reader)}
    set_clock(NOON + HOUR)
    answers = [
        reader.post(FORM, data, REMOTE_ADDR="93.184.216.34", headers={"x-forwarded-for": f"203.0.113.{n}"})
        for n in range(6)
    ]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]


def test_what_is_not_public_can_be_neither_reported_nor_read_in_a_report(reader, set_clock):
    send(reader, set_clock, words="The lights went down.")
    report = Report.objects.get()
    embargo = Embargo(piece=report.piece, lifts_at=NOON + 9 * HOUR)
    embargoing.impose(embargo=embargo, by=None, now=NOON + HOUR)
    set_clock(NOON + 2 * HOUR)
    assert reader.get(FORM).status_code == 404
    assert reader.post(FORM, {"wrong": "It is wrong."}).status_code == 404
    status = reader.get(report.get_absolute_url()).content.decode()
    assert "It is Calvin." in status
    assert "The lights went down." not in status
    assert "A night" not in status
    embargoing.waive(embargo=embargo, by=None, reason="It was shown.", now=NOON + 2 * HOUR)
    publishing.withdraw(piece=report.piece, public_reason="Court.", signed=Signatures(by=None), now=NOON + 3 * HOUR)
    set_clock(NOON + 4 * HOUR)
    assert reader.get(FORM).status_code == 410
    assert "The lights went down." not in reader.get(report.get_absolute_url()).content.decode()


def test_the_time_to_correct_is_public_once_there_is_one(reader, set_clock):
    assert "From a reader’s report" not in reader.get("/corrections/").content.decode()
    send(reader, set_clock)
    report = Report.objects.get()
    reporting.accept(report=report, answer="Yes.", by=None, now=NOON + HOUR)
    make_change(report.version, now=NOON + 90 * SECOND * 60)
    set_clock(NOON + 3 * HOUR)
    text = reader.get("/corrections/").content.decode()
    assert "From a reader’s report to the note: 1.5 hours (1 report within a year)." in text


def test_an_article_says_which_versions_a_returning_reader_must_know_of(reader, set_clock):
    version = Report.piece.field.related_model.objects.get().versions.get()
    typo = make_change(version, now=NOON + HOUR, kind="typo")
    update = make_change(typo, now=NOON + 2 * HOUR, kind="update")
    make_change(update, now=NOON + 3 * HOUR, kind="typo")
    set_clock(NOON + 4 * HOUR)
    page = reader.get("/features/a/").content.decode()
    (attributes,) = re.findall(r"<article[^>]* (data-piece=[^>]*)>", page)
    assert attributes == (
        f'data-piece="{version.piece_id}" data-version="4" data-noted="3" data-history="/features/a/history/"'
    )
    assert '<p class="seen" data-seen-line hidden>' in page
