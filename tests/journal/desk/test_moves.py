"""From column to column by a verb, or not at all."""

import pytest

from journal.desk import actions, moves
from journal.desk.states import State


@pytest.mark.parametrize(
    ("state", "ways"),
    [
        (State.DRAFT, {"submitted": "submit"}),
        (State.SUBMITTED, {"draft": "send_back", "in_review": "take", "approved": "approve"}),
        (State.IN_REVIEW, {"draft": "send_back", "approved": "approve"}),
        (State.APPROVED, {"draft": "send_back"}),
        (State.CHANGED, {}),
    ],
)
def test_the_verbs_between_columns(state, ways):
    assert {to.value: moves.verb(state, to) for to in moves.COLUMNS if moves.verb(state, to)} == ways


def test_every_way_in_is_a_verb_of_the_bar():
    assert set(moves.INTO.values()) <= set(actions.RULES)
    assert set(moves.INTO.values()) >= moves.ASKS


@pytest.mark.django_db
def test_a_column_that_is_closed_says_why(article, wanda):
    assert moves.open_to(wanda, article, State.DRAFT) == {
        "submitted": "",
        "in_review": "A draft is handed in first.",
        "approved": "A draft is handed in first.",
        "changed": "Here stands what readers see and what was changed since.",
    }
