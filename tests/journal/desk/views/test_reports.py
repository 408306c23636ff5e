"""Readers' reports at the desk: who handles them, and what becomes of each."""

from datetime import timedelta

import pytest
from django.urls import reverse

from journal.desk import handing
from journal.desk.models import Article
from journal.press import reporting
from journal.press.declaring import Signatures
from journal.press.models import Report

from ..conftest import NOW, block

pytestmark = pytest.mark.django_db
QUEUE = "admin:desk_reports"


@pytest.fixture
def printed(start, edith) -> Article:
    article = start(document=[block("aaaaaaaa", "Clive wrote the novel in a night."), block("bbbbbbbb", "Two.")])
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def filed(printed):
    def file(wrong="It is Calvin.", words="clive wrote the novel") -> Report:
        version = printed.piece.versions.get(number=1)
        now = NOW + timedelta(hours=1)
        return reporting.file(version=version, words=words, wrong=wrong, contact="reader@example.org", now=now)

    return file


def at(report) -> str:
    return reverse("admin:desk_report", args=[report.pk])


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("who", ["wanda", "sam"])
def test_whoever_does_not_handle_reports_reads_none(request, filed, signed_in, who):
    client, report = signed_in(request.getfixturevalue(who)), filed()
    for address in (reverse(QUEUE), at(report)):
        response = client.get(address)
        assert response.status_code in {302, 403}
        assert "Calvin" not in response.content.decode()
        assert client.post(address, {"answer": "Yes.", "_accept": "1"}).status_code in {302, 403}
    report.refresh_from_db()
    assert report.state == "open"


@pytest.mark.parametrize("who", ["molly", "edith", "chief"])
def test_the_queue_shows_what_waits_with_the_passage(request, filed, signed_in, who):
    client, report = signed_in(request.getfixturevalue(who)), filed()
    assert [row[0] for row in client.get(reverse(QUEUE)).context["waiting"]] == [report]
    page = client.get(at(report))
    assert page.context["passages"] == [("aaaaaaaa", "Clive wrote the novel in a night.", "")]
    assert "reader@example.org" in page.content.decode()


def test_an_accepted_report_leads_to_the_correction_at_the_passage(filed, printed, molly, signed_in):
    client, report = signed_in(molly), filed()
    page = client.post(at(report), {"answer": "You are right.", "_accept": "1"}, follow=True)
    assert said(page) == ["Accepted. Correct the passage, and say in the notice what was wrong."]
    correct = reverse("admin:desk_correct", args=[printed.pk])
    assert page.context["correct"] == f"{correct}?report={report.pk}#aaaaaaaa"
    assert client.get(page.context["correct"]).context["report"] == report
    report.refresh_from_db()
    assert (report.state, report.contact, report.closed_by) == ("accepted", "", molly)
    assert [row[0] for row in page.client.get(reverse(QUEUE)).context["closed"]] == [report]


def corrected(client, address, **more):
    """Molly puts "Two." right, and "Clive" stays."""
    words = {"headline": "The long take", "dek": "", "document": "Clive wrote the novel in a night.\n\nTwo nights."}
    said = {
        "token": "one",
        "base": 1,
        "kind": "correction",
        "text": "Two nights, not two.",
        "at_day": "",
        "at_time": "",
    }
    return client.post(address, {**words, **said, "_publish": "1", **more})


def test_the_correction_that_a_report_started_answers_it_wherever_it_was_made(filed, printed, molly, signed_in):
    client, report = signed_in(molly), filed(words="")
    page = client.post(at(report), {"answer": "Yes.", "_accept": "1"}, follow=True)
    assert corrected(client, page.context["correct"]).status_code == 302
    note = printed.piece.versions.latest("number").notices.get()
    page = client.get(at(report))
    assert page.context["note"] == note
    assert "Answered by version 2" in page.content.decode()
    assert "Correct the passage" not in page.content.decode()


def test_a_correction_of_another_passage_does_not_answer_a_report(filed, printed, molly, signed_in):
    client, report = signed_in(molly), filed()
    client.post(at(report), {"answer": "Yes.", "_accept": "1"})
    assert corrected(client, reverse("admin:desk_correct", args=[printed.pk])).status_code == 302
    assert client.get(at(report)).context["note"] is None


@pytest.mark.parametrize("number", ["x", "0", "99999999999", ""])
def test_a_report_that_is_none_does_not_stand_in_the_way_of_a_correction(number, printed, molly, signed_in):
    address = f"{reverse('admin:desk_correct', args=[printed.pk])}?report={number}"
    assert signed_in(molly).get(address).context["report"] is None
    assert corrected(signed_in(molly), address).status_code == 302


def test_a_refusal_carries_its_reason(filed, molly, signed_in):
    client, report = signed_in(molly), filed()
    page = client.post(at(report), {"answer": "", "_refuse": "1"})
    assert page.context["form"].errors == {"answer": ["This field is required."]}
    client.post(at(report), {"answer": "The film says Clive.", "_refuse": "1"})
    report.refresh_from_db()
    assert (report.state, report.answer) == ("refused", "The film says Clive.")
    page = client.post(at(report), {"answer": "On second thoughts.", "_accept": "1"})
    assert said(page)[-1] == "This report is closed already."


def test_doubles_are_joined_and_closed_together(filed, molly, signed_in):
    client, first, second = signed_in(molly), filed(), filed("His name is Calvin.")
    client.post(at(second), {"of": first.pk, "_join": "1"})
    waiting = client.get(reverse(QUEUE)).context["waiting"]
    assert [(report, doubles) for report, _when, doubles in waiting] == [(first, 1)]
    client.post(at(first), {"answer": "Yes.", "_accept": "1"})
    assert set(Report.objects.values_list("state", "answer", "contact")) == {("accepted", "Yes.", "")}


@pytest.mark.parametrize("number", [1, 4])
def test_the_queue_takes_a_constant_number_of_queries(filed, molly, signed_in, django_assert_max_num_queries, number):
    for _ in range(number):
        filed()
    client = signed_in(molly)
    client.get(reverse(QUEUE))
    with django_assert_max_num_queries(12):
        client.get(reverse(QUEUE))
