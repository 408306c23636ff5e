"""Moving a piece on the board: from one column to another is a verb, or there is no way."""

from django.utils.translation import gettext as _

from journal.desk import actions
from journal.desk.models import Article
from journal.desk.permissions import Somebody
from journal.desk.states import State

# The columns of the board, in the order of a piece's way.
COLUMNS = (State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.APPROVED, State.CHANGED)
# What leads into a column; from where, the verb itself says (``actions.RULES``).
INTO: dict[State, str] = {
    State.DRAFT: "send_back",
    State.SUBMITTED: "submit",
    State.IN_REVIEW: "take",
    State.APPROVED: "approve",
}
ASKS = frozenset({"send_back"})  # verbs that want a word with it: they have a page of their own


def verb(state: State, to: State) -> str:
    """The verb that brings a piece from one state to another; "" where none does."""
    name = INTO.get(to, "")
    return name if name and state in actions.RULES[name].states else ""


def why_not(user: Somebody, article: Article, state: State, to: State) -> str:
    """ "" where this person may move the piece, which is in ``state``; else the reason."""
    if name := verb(state, to):
        return actions.why_not(name, user, article)
    if to == State.CHANGED:
        return _("Here stands what readers see and what was changed since.")
    if state == State.CHANGED:
        return _("Readers see this one already: it is changed by a declaration on its own page.")
    if state == State.DRAFT:
        return _("A draft is handed in first.")
    return _("Nothing leads back there but sending it back to its writer.")


def open_to(user: Somebody, article: Article, state: State) -> dict[str, str]:
    """By the other columns: "" where the piece may go there, else why not."""
    return {to.value: why_not(user, article, state, to) for to in COLUMNS if to != state}
