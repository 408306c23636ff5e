"""Calendar and the first-visit page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.cinema.models import Film
from journal.desk import handing, workflow
from journal.desk.models import Article
from journal.press.declaring import Declared, Signatures
from journal.press.models import Embargo

from ..conftest import NOW

pytestmark = pytest.mark.django_db


def days(response) -> dict[str, list[tuple[str, str]]]:
    cells = [cell for week in response.context["weeks"] for cell in week if cell["entries"]]
    return {cell["day"].isoformat(): [(entry.kind, entry.what) for entry in cell["entries"]] for cell in cells}


def test_the_calendar_shows_what_goes_live_what_lifts_and_what_is_due_on_the_sites_clock(
    start, wanda, walt, edith, chief, signed_in
):
    soon, secret = start(headline="Soon"), start(by=walt, headline="Walt's secret")
    # 03:30 UTC on the 2nd is still the evening of the 1st in New York.
    at = datetime(2026, 4, 2, 3, 30, tzinfo=UTC)
    for article in (soon, secret):
        handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW, at=at)
    film = Film.objects.create(title="The Long Harbour", year=2026)
    Embargo.objects.create(film=film, lifts_at=datetime(2026, 4, 9, 16, 0, tzinfo=UTC), zone="Europe/Zurich")
    due = start(headline="Due")
    workflow.assign(article=due, to=wanda, task="write", by=chief, now=NOW, due=date(2026, 4, 10))
    found = signed_in(wanda).get(reverse("admin:desk_calendar"), {"month": "2026-04"})
    assert days(found) == {
        "2026-04-01": [("live", "Soon")], "2026-04-09": [("embargo", "The Long Harbour (2026)")],
        "2026-04-10": [("due", "Due")],
    }  # fmt: skip
    page = found.content.decode()
    assert ">23:30</time>" in page
    assert "secret" not in page
    both = signed_in(edith).get(reverse("admin:desk_calendar"), {"month": "2026-04"})
    assert sorted(days(both)["2026-04-01"]) == [("live", "Soon"), ("live", "Walt's secret")]


def test_the_calendar_says_what_readers_will_be_told_and_calls_it_off(article, edith, molly, signed_in):
    version = handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    at = timezone.now().replace(day=15) + timedelta(days=60)
    handing.correct_live(
        article=Article.objects.get(pk=article.pk),
        copy=replace(version.copy(), dek="At last."),
        declared=[Declared("clarification", "It was the last one.")],
        base=1,
        signed=Signatures(by=molly),
        now=NOW + timedelta(hours=1),
        at=at,
    )
    page = signed_in(molly).get(reverse("admin:desk_calendar"), {"month": f"{at:%Y-%m}"})
    [entry] = [entry for week in page.context["weeks"] for cell in week for entry in cell["entries"]]
    off = reverse("admin:desk_unschedule", args=[article.pk])
    assert (entry.note, entry.said, entry.call_off) == ("Clarification", ("It was the last one.",), off)
    # What is past has happened.
    past = signed_in(molly).get(reverse("admin:desk_calendar"), {"month": "2026-03"})
    assert [entry.call_off for week in past.context["weeks"] for cell in week for entry in cell["entries"]] == [""]


def test_what_was_called_off_is_not_in_the_calendar(article, edith, signed_in):
    at = datetime(2026, 4, 2, 12, 0, tzinfo=UTC)
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW, at=at)
    handing.unschedule(article=article, signed=Signatures(by=edith), now=NOW + timedelta(hours=1))
    found = signed_in(edith).get(reverse("admin:desk_calendar"), {"month": "2026-04"})
    assert (days(found), found.context["empty"]) == ({}, True)


@pytest.mark.parametrize("month", ["", "2026-13", "nonsense", "9999-12", "0001-01", "2026-1-1"])
def test_a_month_that_is_none_is_this_month(month, edith, signed_in):
    found = signed_in(edith).get(reverse("admin:desk_calendar"), {"month": month})
    assert found.context["first"] == timezone.localdate().replace(day=1)


def test_the_first_visit_offers_to_start_and_says_what_each_kind_of_change_does(wanda, molly, signed_in):
    page = signed_in(wanda).get(reverse("admin:desk_help"))
    assert [name for name, _said in page.context["changes"]] == [
        "Typo", "Clarification", "Correction", "Update", "Editor’s note", "Retraction",
    ]  # fmt: skip
    assert len(page.context["kinds"]) == 8
    assert signed_in(molly).get(reverse("admin:desk_help")).context["kinds"] == []


@pytest.mark.parametrize("name", ["board", "calendar", "help"])
def test_a_stranger_sees_no_plans(name, sam, signed_in, client):
    for visitor in (client, signed_in(sam)):
        assert visitor.get(reverse(f"admin:desk_{name}")).status_code == 302
