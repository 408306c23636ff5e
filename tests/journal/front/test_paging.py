from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.front.paging import read_cursor, write_cursor


@given(st.datetimes(timezones=st.just(UTC)), st.integers(min_value=0, max_value=2**63 - 1))
def test_what_was_written_is_read(at, pk):
    assert read_cursor(write_cursor(at, pk)) == (at, pk)


@given(st.text())
def test_nothing_written_by_others_breaks_it(text):
    found = read_cursor(text)
    assert found is None or isinstance(found[0], datetime)


@pytest.mark.parametrize("text", ["", "NaN", "1", "1.", ".1", "-1", "٣.٣", "1.99999999999999999999", "9" * 18 + ".1"])
def test_nonsense_is_no_cursor(text):
    assert read_cursor(text) is None
