import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.desk import slots

PLACES = st.lists(
    st.one_of(st.none(), st.integers(1, 99)), min_size=6, max_size=6, unique_by=lambda one: one or object()
)
SIX = (1, 2, None, 3, None, None)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("move 0 1", (2, 1, None, 3, None, None)),
        ("move 3 0", (3, 1, 2, None, None, None)),
        ("move 1 5", (1, None, 3, None, None, 2)),
        ("clear 1", (1, None, None, 3, None, None)),
        ("put 9", (1, 2, 9, 3, None, None)),
        ("put 9 0", (9, 2, None, 3, None, None)),
        ("put 3 0", (3, 2, None, None, None, None)),
        ("put 3", (1, 2, 3, None, None, None)),
        ("move 0 6", SIX),
        ("move 0 -1", SIX),
        ("clear x", SIX),
        ("put", SIX),
        ("find", SIX),
        (" ", SIX),
        ("put 99999999999999999999", SIX),
        ("move ² 0", SIX),
    ],
)
def test_a_button_does_what_it_says(command, expected):
    assert slots.done(SIX, command) == expected


def test_the_last_gives_way_where_no_place_is_empty():
    assert slots.put((1, 2, 3, 4, 5, 6), 7) == (1, 2, 3, 4, 5, 7)


def test_a_form_is_read_to_the_number_of_places():
    assert slots.read(["3", "", "x", "-1", "٣", "1", "2"], 6) == (3, None, None, None, None, 1)
    assert slots.read([], 2) == (None, None)


@given(PLACES, st.integers(0, 5), st.integers(0, 5))
def test_a_move_loses_nothing_and_goes_back(places, start, end):
    moved = slots.move(tuple(places), start, end)
    assert moved[end] == places[start]
    assert slots.move(moved, end, start) == tuple(places)


@given(PLACES, st.integers(1, 99), st.one_of(st.none(), st.integers(0, 5)))
def test_a_piece_is_put_in_one_place_alone(places, piece, place):
    after = slots.put(tuple(places), piece, place)
    assert (len(after), after.count(piece)) == (6, 1)
    assert {one for one in places if one} - set(after) <= {places[place if place is not None else 5]}
