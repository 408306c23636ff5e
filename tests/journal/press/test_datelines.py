from datetime import UTC, datetime

import pytest

from journal.press import datelines

PUBLISHED = datetime(2012, 9, 6, 9, 15, tzinfo=UTC)
UPDATED = datetime(2012, 11, 6, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "zone", "said"),
    [
        (PUBLISHED, "America/New_York", "6 September 2012, 05:15 EDT"),
        (UPDATED, "America/New_York", "6 November 2012, 05:12 EST"),
        (PUBLISHED, "Europe/Zurich", "6 September 2012, 11:15 CEST"),
        (PUBLISHED, "Europe/Istanbul", "6 September 2012, 12:15 EEST"),
        (datetime(2026, 9, 6, 9, 15, tzinfo=UTC), "Europe/Istanbul", "6 September 2026, 12:15 UTC+3"),
        (PUBLISHED, "America/Sao_Paulo", "6 September 2012, 06:15 UTC−3"),
        (PUBLISHED, "Asia/Kathmandu", "6 September 2012, 15:00 UTC+5:45"),
        (PUBLISHED, "UTC", "6 September 2012, 09:15 UTC"),
        # The doubled hour: one wall clock, two instants, told apart by the abbreviation.
        (datetime(2012, 11, 4, 5, 30, tzinfo=UTC), "America/New_York", "4 November 2012, 01:30 EDT"),
        (datetime(2012, 11, 4, 6, 30, tzinfo=UTC), "America/New_York", "4 November 2012, 01:30 EST"),
    ],
)
def test_stamp(instant, zone, said):
    assert datelines.stamp(instant, zone) == said


def test_machine_form_always_carries_the_offset():
    assert datelines.machine(PUBLISHED, "America/New_York") == "2012-09-06T05:15:00-04:00"


@pytest.mark.parametrize(
    ("change", "said", "remark", "noted"),
    [
        ("clarification", "Clarified", "", True),
        ("correction", "Corrected", "", True),
        ("update", "Updated", "", True),
        ("editor_note", "Editor’s note added", "", True),
        ("retraction", "Retracted", "", True),
        ("legacy", "Updated", "no note on record", False),
    ],
)
def test_second_line_is_worded_by_the_kind_of_change(change, said, remark, noted):
    published, updated = datelines.lines(PUBLISHED, UPDATED, change, "America/New_York")
    assert (published.label, published.text, published.noted) == ("Published", "6 September 2012, 05:15 EDT", False)
    assert updated == datelines.Line(
        said, "6 November 2012, 05:12 EST", "2012-11-06T05:12:00-05:00", remark=remark, noted=noted
    )


def test_never_updated_has_one_line_and_a_draft_says_so():
    assert [line.label for line in datelines.lines(PUBLISHED, None, "", "UTC")] == ["Published"]
    assert [line.label for line in datelines.lines(None, None, "", "UTC")] == ["Not published"]
