from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from journal.demo.moments import day, doubled_hour, instant

LOADED = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # still the 22nd in New York
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1 days before, 10:20", datetime(2026, 11, 21, 15, 20, tzinfo=UTC)),
        ("9 days after, 18:00 Europe/Madrid", datetime(2026, 12, 1, 17, 0, tzinfo=UTC)),
        ("26 hours before", datetime(2026, 11, 22, 1, 0, tzinfo=UTC)),
        ("2012-10-12 06:40 America/New_York", datetime(2012, 10, 12, 10, 40, tzinfo=UTC)),
        ("ambiguous hour, second", datetime(2027, 11, 7, 6, 30, tzinfo=UTC)),
    ],
)
def test_words_become_instants(words: str, expected: datetime) -> None:
    assert instant(words, LOADED, NEW_YORK) == expected


def test_the_doubled_hour_is_the_second_of_two_and_lies_ahead() -> None:
    found = doubled_hour(LOADED, NEW_YORK)
    assert found is not None
    assert found.astimezone(NEW_YORK).isoformat() == "2027-11-07T01:30:00-05:00"


def test_a_zone_without_daylight_saving_has_no_doubled_hour_and_borrows_new_york() -> None:
    assert doubled_hour(LOADED, ZoneInfo("Asia/Tokyo")) is None
    assert instant("ambiguous hour, second", LOADED, ZoneInfo("Asia/Tokyo")) == doubled_hour(LOADED, NEW_YORK)


def test_days_are_told_from_the_day_of_loading_in_the_sites_zone() -> None:
    assert day("75 days before", LOADED, NEW_YORK) == date(2026, 9, 8)
    assert day("2012-10-08", LOADED, NEW_YORK) == date(2012, 10, 8)


def test_other_words_are_refused() -> None:
    with pytest.raises(ValueError, match="not a moment: next week"):
        instant("next week", LOADED, NEW_YORK)


def test_a_skipped_clock_time_is_refused() -> None:
    with pytest.raises(ValueError, match="no clock in America/New_York shows 2026-03-08 02:30"):
        instant("2026-03-08 02:30 America/New_York", LOADED, NEW_YORK)
