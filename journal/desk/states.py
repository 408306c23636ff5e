"""Where a piece stands, derived from the records: no column holds a state, so none can be wrong."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    APPROVED = "approved", _("Approved")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    CHANGED = "changed", _("Changed since")
    CORRECTED = "corrected", _("Corrected")
    RETRACTED = "retracted", _("Retracted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    TRASHED = "trashed", _("In the bin")


# What has been before readers: the working copy of such a piece is changed by declaration only.
PUBLIC = frozenset({State.PUBLISHED, State.CHANGED, State.CORRECTED, State.RETRACTED})
PRINTED = PUBLIC | {State.SCHEDULED, State.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides the state. ``querysets.ArticleQuerySet.with_state`` asks the database the same in the same order."""

    trashed: bool = False
    withdrawn: bool = False
    live: bool = False
    live_change: str = ""  # kind of change of the live version
    live_updated_by: str = ""  # kind of the last change that moved its updated line
    waiting: bool = False  # a version on the schedule or under embargo
    pending: bool = False  # the working copy was changed since it was last printed
    approved: bool = False
    taken: bool = False  # somebody has an open assignment to review it
    submitted: bool = False


def derive(facts: Facts) -> State:
    """The state, gravest fact first."""
    if facts.trashed:
        return State.TRASHED
    if facts.withdrawn:
        return State.WITHDRAWN
    if facts.live:
        return _of_live(facts)
    if facts.waiting:
        return State.SCHEDULED
    if facts.approved:
        return State.APPROVED
    if facts.submitted:
        return State.IN_REVIEW if facts.taken else State.SUBMITTED
    return State.DRAFT


def _of_live(facts: Facts) -> State:
    if facts.live_change == "retraction":
        return State.RETRACTED
    if facts.pending:
        return State.CHANGED
    if facts.live_updated_by == "correction":
        return State.CORRECTED
    return State.PUBLISHED
