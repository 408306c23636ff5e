"""The verbs that the action bar of a piece offers: which make sense now, which this person may use, and why not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from journal.desk import permissions
from journal.desk.models import Article
from journal.desk.permissions import Somebody
from journal.desk.states import PUBLIC, State

UNPRINTED = frozenset({State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.APPROVED})


@dataclass(frozen=True, slots=True)
class Action:
    """One verb. ``reason`` says why it is not for this person; "" where it is."""

    name: str
    label: str
    url: str
    reason: str = ""
    primary: bool = False
    grave: bool = False

    @property
    def allowed(self) -> bool:
        return not self.reason


@dataclass(frozen=True, slots=True)
class _Rule:
    states: frozenset[State]
    may: Callable[[Somebody, Article], bool]
    primary: bool = False
    grave: bool = False


RULES: dict[str, _Rule] = {
    "submit": _Rule(frozenset({State.DRAFT}), permissions.may_submit),
    "take": _Rule(frozenset({State.SUBMITTED}), permissions.may_approve),
    "send_back": _Rule(frozenset({State.SUBMITTED, State.IN_REVIEW, State.APPROVED}), permissions.may_approve),
    "approve": _Rule(frozenset({State.SUBMITTED, State.IN_REVIEW}), permissions.may_approve),
    "publish": _Rule(UNPRINTED, permissions.may_publish, primary=True),
    "unschedule": _Rule(frozenset({State.SCHEDULED}), permissions.may_publish),
    "change": _Rule(frozenset({State.CHANGED}), permissions.may_change_published, primary=True),
    "correct": _Rule(PUBLIC - {State.RETRACTED}, permissions.may_change_published, primary=True),
    "retract": _Rule(PUBLIC - {State.RETRACTED}, permissions.may_retract, grave=True),
    "withdraw": _Rule(PUBLIC, permissions.may_withdraw, grave=True),
    "assign": _Rule(frozenset(State) - {State.TRASHED}, permissions.may_assign),
    "trash": _Rule(UNPRINTED, permissions.may_trash, grave=True),
    "untrash": _Rule(frozenset({State.TRASHED}), permissions.may_see),
}
# Verbs that somebody without the right may wonder about: shown greyed, with the reason. The others are left away.
EXPLAINED = frozenset({"publish", "change", "correct", "approve"})


def labels() -> dict[str, str]:
    return {
        "submit": _("Hand in"),
        "take": _("Take for review"),
        "send_back": _("Send back"),
        "approve": _("Approve"),
        "publish": _("Publish …"),
        "unschedule": _("Take off the schedule"),
        "change": _("Publish changes …"),
        "correct": _("Correct what is published …"),
        "retract": _("Retract …"),
        "withdraw": _("Withdraw …"),
        "assign": _("Assign …"),
        "trash": _("Throw away"),
        "untrash": _("Take out of the bin"),
    }


def reasons() -> dict[str, str]:
    """Why not, said to whoever lacks the right: what it takes, and whom to ask."""
    return {
        "submit": _("Only the writer of a piece, or an editor, hands it in."),
        "take": _("Editors review."),
        "send_back": _("Editors send a draft back."),
        "approve": _("Editors approve. Hand the piece in, then one of them will see it."),
        "publish": _("Editors publish. Hand the piece in, then one of them will see it."),
        "unschedule": _("Editors decide on the schedule."),
        "change": _("Editors publish updates, moderators corrections."),
        "correct": _("Editors publish updates, moderators corrections. Tell one of them what is wrong."),
        "retract": _("Only the editor in chief retracts, with a second signature."),
        "withdraw": _("Only the editor in chief withdraws a piece, for legal reasons."),
        "assign": _("Editors give out work."),
        "trash": _("Only the writer of a draft, or an editor, throws it away."),
        "untrash": _("This piece is not yours."),
    }


def why_not(name: str, user: Somebody, article: Article) -> str:
    """ "" where the person may use the verb on this piece (in whatever state it is), else the reason."""
    return "" if RULES[name].may(user, article) else reasons()[name]


def for_piece(user: Somebody, article: Article, now: datetime) -> list[Action]:
    """The verbs for the bar, the most likely one first; verbs that make no sense in this state are left away."""
    state = article.state(now)
    words = labels()
    found = []
    for name, rule in RULES.items():
        if state not in rule.states:
            continue
        reason = why_not(name, user, article)
        if reason and name not in EXPLAINED:
            continue
        url = reverse(f"admin:desk_{name}", args=[article.pk])
        found.append(Action(name, words[name], url, reason, rule.primary, rule.grave))
    return found
