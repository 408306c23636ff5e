from datetime import UTC, datetime, timedelta

import pytest

from factories import KEEPING, NOON, make_change, make_version
from journal.press import publishing
from journal.press.declaring import Signatures

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def notices(response):
    return [notice.text for notice in response.context["page"].rows]


def test_corrections_are_listed_newest_first_and_updates_are_not(client):
    version = make_version()
    for number, kind in enumerate(("correction", "update", "clarification", "typo", "editor_note"), start=1):
        version = make_change(version, now=NOON + number * HOUR, kind=kind)
    assert notices(client.get("/corrections/")) == [
        "This is the editor_note.",
        "This is the clarification.",
        "This is the correction.",
    ]


def test_scheduled_and_withdrawn_corrections_are_not_listed(client, set_clock):
    version = make_version()
    make_change(version, now=NOON + HOUR)
    set_clock(NOON)
    assert notices(client.get("/corrections/")) == []
    set_clock(NOON + HOUR)
    assert notices(client.get("/corrections/")) == ["This is the correction."]
    publishing.withdraw(piece=version.piece, public_reason="Court.", signed=Signatures(by=None), now=NOON + 2 * HOUR)
    set_clock(NOON + 3 * HOUR)
    assert notices(client.get("/corrections/")) == []


def test_years_are_those_of_the_house(client):
    # 1 January 2026, 03:00 UTC is still 2025 in New York.
    make_change(make_version(now=datetime(2025, 5, 1, tzinfo=UTC)), now=datetime(2026, 1, 1, 3, tzinfo=UTC))
    make_change(make_version("Second"), now=NOON + HOUR, text="Of this year.")
    assert notices(client.get("/corrections/2025/")) == ["This is the correction."]
    response = client.get("/corrections/2026/")
    assert notices(response) == ["Of this year."]
    assert response.context["years"] == [2026, 2025]


@pytest.mark.parametrize("number", [1, 3])
def test_query_count_does_not_grow(client, django_assert_num_queries, number):
    for n in range(number):
        make_change(make_version(f"Piece {n}"), now=NOON + HOUR)
    with django_assert_num_queries(3 + KEEPING):
        client.get("/corrections/")


@pytest.mark.parametrize("address", ["/corrections/", "/corrections/2026/", "/corrections-policy/", "/about/"])
def test_pages_of_the_house_work(client, address):
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405
