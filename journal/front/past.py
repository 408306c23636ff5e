"""What a piece said before: its public versions, the notices, and the differences between two neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from journal.front import differences
from journal.press import presenting
from journal.press.kinds import Change
from journal.press.models import Notice, Piece, Version
from journal.press.presenting import Presented


@dataclass(frozen=True, slots=True)
class Entry:
    """One version in the history. ``shown`` is False for one under embargo: it leaves a stub, never words."""

    version: Version
    shown: bool
    previous: Version | None
    notices: Sequence[presenting.ShownNotice] = field(default=())
    until: datetime | None = None  # when the next one took its place; None while it stands, whatever is scheduled

    @property
    def is_minor(self) -> bool:
        return self.version.change == Change.TYPO


def entries(piece: Piece, *, now: datetime) -> list[Entry]:
    """Every version that was public up to ``now``, newest first."""
    versions = list(piece.versions.was_public(now).defer("document", "body", "form", "links").order_by("number"))
    notices = presenting.notices_of(piece, now)
    found = []
    for before, version in zip([None, *versions], versions, strict=False):
        hidden = version.hidden_until is not None and version.hidden_until > now
        found.append(Entry(version, not hidden, before, _of(version, notices), _ended(version, now)))
    return found[::-1]


def entry(piece: Piece, number: int, *, now: datetime) -> Entry | None:
    """One version with its words, and the public one before it."""
    public = piece.versions.was_public(now)
    version = public.filter(number=number).first()
    if version is None:
        return None
    hidden = version.hidden_until is not None and version.hidden_until > now
    previous = public.filter(number__lt=number).order_by("-number").first()
    if previous is not None and previous.hidden_until is not None and previous.hidden_until > now:
        previous = None
    notices = _of(version, presenting.notices_of(piece, now))
    return Entry(version, not hidden, previous, notices, _ended(version, now))


def as_it_stood(entry: Entry, *, now: datetime) -> Presented:
    """The version as readers saw it on the day it went live, with the notices of that day; stills as they are now."""
    return presenting.of_version(entry.version, now=entry.version.live_from, read_at=now)


def changes(entry: Entry) -> list[differences.Difference] | None:
    """What the version changed in the one before it; None for the first."""
    if entry.previous is None:
        return None
    return differences.between(entry.previous.copy(), entry.version.copy())


def technical_clock(version: Version, now: datetime) -> datetime:
    """When the words at the address last changed: not an editorial date, and never shown."""
    lifted = version.hidden_until if version.hidden_until and version.hidden_until <= now else version.live_from
    return max(version.live_from, lifted)


def _ended(version: Version, now: datetime) -> datetime | None:
    """The end of its time, once it is past: the date of a scheduled change is nobody's business before."""
    return version.live_until if version.live_until and version.live_until <= now else None


def _of(version: Version, notices: Sequence[Notice]) -> list[presenting.ShownNotice]:
    numbers = {notice.number for notice in notices if notice.version_id == version.pk}
    return [notice for notice in presenting.shown(notices) if notice.number in numbers]
