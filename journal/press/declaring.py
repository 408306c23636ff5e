"""What a person says when publishing: the change, the dates, the signatures; and how the press says no."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from journal.press.models import Version


class Refused(ValidationError):
    """A verb may not do what was asked. The message says why and what to do; nothing was written."""


class Stale(Refused):
    """Somebody published in between. ``current`` is the version that stands now."""

    def __init__(self, current: Version) -> None:
        super().__init__(
            _("Version %(number)d was published in the meantime. Look at it, then publish again."),
            code="stale",
            params={"number": current.number},
        )
        self.current = current


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared change: its kind, the notice readers see, the ids of the blocks it touched."""

    kind: str
    text: str = ""
    anchors: tuple[str, ...] = ()
    place: str = ""
    supersedes: int | None = None  # id of the notice that this one replaces


@dataclass(frozen=True, slots=True)
class Stamps:
    """The dates of a piece that was published elsewhere before, with the words they were read from."""

    published_at: datetime
    updated_at: datetime | None = None
    source_text: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"source_text": self.source_text} if self.source_text else {}


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who publishes, who signed as the second person, and why."""

    by: User | None
    approved_by: User | None = None
    reason: str = ""
    token: str = ""  # the same for two submissions of one form
    second_person_needed: tuple[str, ...] = ()  # plain reasons, from ``changes.why_second_person``
