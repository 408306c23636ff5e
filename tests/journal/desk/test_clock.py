"""Clock time to instant: one, two or none."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.desk import clock

NEW_YORK = ZoneInfo("America/New_York")
CASES = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "clock" / "dst_cases.jsonl"


def at(clock_time: str) -> datetime:
    """A time on the wall, without a zone."""
    return datetime.fromisoformat(clock_time)


def test_an_ordinary_time_is_one_instant():
    assert clock.instants(at("2012-09-06T05:15"), NEW_YORK) == (datetime(2012, 9, 6, 9, 15, tzinfo=UTC),)


def test_the_doubled_hour_is_two():
    assert clock.instants(at("2012-11-04T01:30"), NEW_YORK) == (
        datetime(2012, 11, 4, 5, 30, tzinfo=UTC),
        datetime(2012, 11, 4, 6, 30, tzinfo=UTC),
    )


def test_the_skipped_hour_is_none_and_its_edges_are_named():
    wall = at("2026-03-08T02:30")
    assert clock.instants(wall, NEW_YORK) == ()
    last, first = clock.skipped(wall, NEW_YORK)
    assert (f"{last:%H:%M}", f"{first:%H:%M %Z}") == ("02:00", "03:00 EDT")


def test_a_day_that_a_country_left_out():
    samoa = ZoneInfo("Pacific/Apia")
    wall = at("2011-12-30T12:00")
    assert clock.instants(wall, samoa) == ()
    last, first = clock.skipped(wall, samoa)
    assert (last, first.replace(tzinfo=None)) == (at("2011-12-30"), at("2011-12-31"))


def test_beyond_the_ends_of_the_calendar_there_is_nothing():
    assert clock.instants(at("0001-01-01T00:00"), ZoneInfo("Europe/Zurich")) == ()
    assert clock.instants(at("9999-12-31T23:59"), NEW_YORK) == ()


@given(
    st.datetimes(at("1975-01-01"), at("2037-01-01"), timezones=st.just(UTC)),
    st.sampled_from(["America/New_York", "Europe/Zurich", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca"]),
)
def test_every_instant_is_found_again_on_its_clock(instant: datetime, name: str):
    zone = ZoneInfo(name)
    wall = instant.astimezone(zone).replace(tzinfo=None)
    found = clock.instants(wall, zone)
    assert instant in found
    assert found[clock.is_second(instant, zone) if len(found) == 2 else 0] == instant


CASES_AT_HAND = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()] if CASES.exists() else []


@pytest.mark.skipif(not CASES_AT_HAND, reason=f"{CASES.name} is not beside the repository")
def test_edges_gaps_and_overlaps_of_two_zones_over_fifteen_years():
    wrong = []
    for case in CASES_AT_HAND:
        if case["kind"] not in ("edge", "gap", "overlap"):
            continue
        found = clock.instants(at(case["local"]), ZoneInfo(case["zone"]))
        if case["kind"] == "gap":
            right = found == ()
        else:
            right = datetime.fromisoformat(case["utc"]) in found and len(found) == (
                2 if case["kind"] == "overlap" else 1
            )
        if not right:
            wrong.append(case["id"])
    assert wrong == []
