"""An instant is typed on a clock of some zone, kept, shown and saved again: it never moves, or the form says why not."""

import json
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import Interview
from journal.cinema.models import Film
from journal.desk import saving
from journal.press.models import Embargo

from ..conftest import NOW

pytestmark = pytest.mark.django_db
ADD = "admin:press_embargo_add"
SHARED = Path(__file__).resolve().parents[5] / "shared" / "corpora" / "clock" / "dst_cases.jsonl"

# Own cases: (zone, clock, instants in UTC: none in a gap, two where the hour comes twice).
OWN = [
    ("Australia/Lord_Howe", "2027-04-04T01:45", ["2027-04-03T14:45", "2027-04-03T15:15"]),  # back by half an hour
    ("Australia/Lord_Howe", "2027-10-03T02:10", []),  # forward by half an hour
    ("Australia/Lord_Howe", "2027-10-03T02:30", ["2027-10-02T15:30"]),
    ("Asia/Kathmandu", "2027-05-01T09:00", ["2027-05-01T03:15"]),
    ("America/St_Johns", "2027-11-07T01:30", ["2027-11-07T04:00", "2027-11-07T05:00"]),
    ("Europe/Lisbon", "2027-03-28T01:00", []),
    ("Africa/Casablanca", "2027-02-07T02:30", ["2027-02-07T01:30", "2027-02-07T02:30"]),  # back when Ramadan begins
    ("Pacific/Apia", "2011-12-30T12:00", []),  # a day that a country left out
    ("Europe/Zurich", "1895-12-28T21:00", ["1895-12-28T20:00"]),
    ("Europe/Zurich", "2027-10-31T02:30:15", ["2027-10-31T00:30:15", "2027-10-31T01:30:15"]),
    ("Europe/Zurich", "2027-12-31T23:59:59.999", ["2027-12-31T22:59:59.999"]),
    ("Pacific/Kiritimati", "2999-12-31T23:59", ["2999-12-31T09:59"]),
]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody does with the field: the zone, the clock time, which of two, and what has to come of it."""

    zone: str
    clock: str
    which: str
    instant: str  # UTC; "" where the form has to say no


class Fields(HTMLParser):
    """What a browser would send from the form of a page that nobody touched."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.open = ""
        self.words = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") not in ("submit", "checkbox", "radio", "file"):
            self.found[name] = given.get("value", "")
        elif tag == "select" and name:
            self.found[name], self.open = "", name
        elif tag == "option" and self.open and "selected" in given:
            self.found[self.open] = given.get("value", "")
        elif tag == "textarea" and name:
            self.found[name], self.open, self.words = "", name, True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea") and self.open:
            # A browser leaves away the line break that begins a text area.
            self.found[self.open] = self.found[self.open].removeprefix("\n") if self.words else self.found[self.open]
            self.open, self.words = "", False

    def handle_data(self, data: str) -> None:
        if self.words:
            self.found[self.open] += data


def untouched(page: Any) -> dict[str, str]:
    fields = Fields()
    fields.feed(page.content.decode())
    return fields.found


@pytest.fixture
def film() -> Film:
    return Film.objects.create(title="The Long Harbour", year=2026)


@pytest.fixture
def editor(edith, signed_in) -> Client:
    return signed_in(edith)


def entered(film: Film, typed: Typed) -> dict[str, str]:
    day, _t, time = typed.clock.partition("T")
    return {
        "kind": "review", "film": str(film.pk), "edition": "", "piece": "", "zone": typed.zone, "wording": "",
        "lifts_at_day": day, "lifts_at_time": time, "lifts_at_which": typed.which,
    }  # fmt: skip


def went_wrong(editor: Client, film: Film, typed: Typed) -> str:
    """Types the time, opens what was kept, saves it unchanged; "" where all of it is right."""
    Embargo.objects.all().delete()
    answer = editor.post(reverse(ADD), entered(film, typed))
    made = Embargo.objects.first()
    if not typed.instant:
        said = answer.context["adminform"].form.errors.get("lifts_at") if answer.status_code == 200 else None
        return "" if said and made is None else f"{typed}: kept as {made and made.lifts_at}"
    wanted = datetime.fromisoformat(f"{typed.instant}+00:00")
    if made is None or made.lifts_at != wanted:
        return f"{typed}: kept as {made and made.lifts_at}"
    address = reverse("admin:press_embargo_change", args=[made.pk])
    saved = editor.post(address, untouched(editor.get(address)))
    after = Embargo.objects.get()
    if saved.status_code != 302 or (after.lifts_at, after.zone) != (wanted, typed.zone):
        return f"{typed}: saved again as {after.lifts_at} ({saved.status_code})"
    return ""


def cases_of(zone: str, clock: str, instants: list[str]) -> list[Typed]:
    if len(instants) < 2:
        return [Typed(zone, clock, "", "".join(instants))]
    asked = Typed(zone, clock, "", "")
    return [asked, *(Typed(zone, clock, str(n), instant) for n, instant in enumerate(instants, start=1))]


@pytest.mark.parametrize("typed", [typed for case in OWN for typed in cases_of(*case)], ids=str)
def test_what_is_typed_is_kept_and_saving_it_unchanged_moves_nothing(editor, film, typed):
    assert went_wrong(editor, film, typed) == ""


NONE = [
    "0001-01-01T00:00", "1849-12-31T23:59", "3000-01-01T00:00", "9999-12-31T23:59", "2026-06-30T23:59:60",
    "2027-02-29T12:00", "2027-06-01T24:00", "2027-12-31T23:59:59.999999",
]  # fmt: skip


@pytest.mark.parametrize("clock", NONE)
@pytest.mark.parametrize("zone", ["Europe/Zurich", "America/New_York", "Pacific/Kiritimati"])
def test_a_time_that_is_none_is_refused_at_the_field(editor, film, zone, clock):
    assert went_wrong(editor, film, Typed(zone, clock, "", "")) == ""


def shared() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()] if SHARED.exists() else []


def typed_of(case: dict[str, Any]) -> Typed:
    which = str(case["fold"] + 1) if case["kind"] == "overlap" else ""
    return Typed(case["zone"], case["local"], which, (case["utc"] or "").removesuffix("+00:00"))


# Of the extremes the cases say "kept exactly, or a form error": this is what the desk does with each.
EXTREMES = {
    "2028-02-29T23:59:59": "2028-02-29T22:59:59",
    "2027-12-31T23:59:59.999999": "",
    "9999-12-31T23:59": "",
    "0001-01-01T00:00": "",
    "1895-12-28T21:00": "1895-12-28T20:00",
    "2038-01-19T03:14:08": "2038-01-19T02:14:08",
    "2026-06-30T23:59:60": "",
}


@pytest.mark.skipif(not SHARED.exists(), reason=f"{SHARED.name} is not beside the repository")
def test_every_instant_of_two_zones_over_fifteen_years_survives_open_and_save(editor, film):
    cases = shared()
    assert len(cases) == 221
    wrong = []
    for case in cases:
        typed = typed_of(case)
        if case["kind"] == "extreme":
            typed = Typed(typed.zone, typed.clock, "", EXTREMES[typed.clock])
        if case["kind"] == "overlap" and case["fold"] == 0:
            wrong.append(went_wrong(editor, film, Typed(typed.zone, typed.clock, "", "")))
        wrong.append(went_wrong(editor, film, typed))
    assert [what for what in wrong if what] == []


def test_an_instant_finer_than_the_field_is_not_rounded_behind_ones_back(editor, film):
    instant = datetime.fromisoformat("2027-06-01T16:00:00.000001+00:00")
    made = Embargo.objects.create(film=film, lifts_at=instant, zone="Europe/Zurich")
    address = reverse("admin:press_embargo_change", args=[made.pk])
    saved = editor.post(address, untouched(editor.get(address)))
    assert saved.context["adminform"].form.errors == {
        "lifts_at": ["Give the time to the thousandth of a second at most."]
    }
    assert Embargo.objects.get().lifts_at == instant


@pytest.mark.parametrize("instant", ["2012-11-04T05:30:00", "2012-11-04T06:30:00", "2012-09-06T09:15:07.250000"])
def test_an_interview_that_stood_elsewhere_keeps_its_stamps_when_it_is_saved(editor, edith, instant):
    interview = Interview(kind="interview")
    given = {"headline": "The room that waited", "form": {"first_published_at": f"{instant}+00:00"}}
    saving.start(article=interview, changes=given, by=edith, now=NOW)
    address = reverse("admin:interviews_interview_change", args=[interview.pk])
    posted = {**untouched(editor.get(address)), "dek": "Waited for what?"}
    assert editor.post(address, posted).status_code == 302
    saved = Interview.objects.get()
    assert (saved.dek, saved.first_published_at.isoformat()) == ("Waited for what?", f"{instant}+00:00")
