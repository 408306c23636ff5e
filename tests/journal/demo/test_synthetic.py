from datetime import UTC, datetime

import pytest

from journal.demo import people, scaling

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_without_the_demo_there_is_nothing_to_make_pieces_from() -> None:
    people.create_logins()
    with pytest.raises(LookupError, match="load the demo first"):
        scaling.scale(1, now=NOW)
