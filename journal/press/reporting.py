"""Readers' reports of errors: file, accept, refuse, join; and how long a correction took.

A report never changes a piece. An accepted one is the reason for a correction that somebody declares.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from journal.press.declaring import Refused
from journal.press.models import Notice, Report, Version

YEAR = timedelta(days=365)
SHORTEST_PASSAGE = 3  # words; fewer stand in too many passages to say which was meant


@transaction.atomic
def file(*, version: Version, words: str, wrong: str, contact: str, now: datetime) -> Report:
    """Takes a report about the version that was read. ``words`` are those the reader marked, "" for none."""
    if not wrong.strip():
        raise Refused(_("Say what is wrong."), code="empty")
    report = Report.objects.create(
        piece_id=version.piece_id,
        version=version,
        blocks=passages(version, words),
        words=words.strip(),
        wrong=wrong.strip(),
        contact=contact.strip(),
        created_at=now,
    )
    # The settings name who is told: the press does not know the desk. The report is kept whatever becomes of that.
    tell = import_string(settings.REPORTS_ARE_TOLD_BY)
    transaction.on_commit(lambda: tell(report), robust=True)
    return report


def passages(version: Version, words: str) -> list[str]:
    """Ids of the blocks that hold these words; marked across blocks, those that hold one of the lines."""
    lines = [line for line in (_flat(part) for part in words.splitlines()) if len(line.split()) >= SHORTEST_PASSAGE]
    wanted = lines or [line for line in [_flat(words)] if line]
    return [
        block.id for block in version.copy().document if wanted and any(line in _flat(block.plain()) for line in wanted)
    ]


def accept(*, report: Report, answer: str, by: User | None, now: datetime) -> list[Report]:
    """The reader is right. Closes the report and those joined to it; gives all that were closed."""
    return _close(report, Report.State.ACCEPTED, answer, by, now)


def refuse(*, report: Report, answer: str, by: User | None, now: datetime) -> list[Report]:
    """Nothing is wrong; ``answer`` says why."""
    return _close(report, Report.State.REFUSED, answer, by, now)


def join(*, report: Report, of: Report, now: datetime) -> None:
    """Says that a report is about the same as another: it shares its fate, at once where that one is closed already."""
    with transaction.atomic():
        rows = Report.objects.select_for_update().in_bulk([report.pk, of.pk])
        report, of = rows[report.pk], rows[of.pk]
        if report.pk == of.pk or report.piece_id != of.piece_id:
            raise Refused(_("Choose another report about the same piece."), code="twin")
        if of.duplicate_of_id is not None or report.duplicates.exists():
            raise Refused(_("Join the later reports to the one that is nobody’s double."), code="chain")
        if report.state != Report.State.OPEN:
            raise Refused(_("This report is closed already."), code="closed")
        report.duplicate_of = of
        report.save(update_fields=["duplicate_of"])
        if of.state != Report.State.OPEN:
            _settle([report], of.state, of.answer, of.closed_by, now)


def corrected_at(*, report: Report, blocks: Iterable[str]) -> None:
    """A correction that started from this report has its markers at these passages: so it was about them, too."""
    with transaction.atomic():
        row = Report.objects.select_for_update().get(pk=report.pk)
        row.blocks = list(dict.fromkeys([*row.blocks, *blocks]))
        row.save(update_fields=["blocks"])
    report.blocks = row.blocks


def answering(report: Report, now: datetime) -> Notice | None:
    """The public note that answers an accepted report; None while there is none, or where it cannot be told.

    It is the first since the report with a marker at a passage that the report is about. A report about no passage (the
    headline, say) is answered by a note without a marker.
    """
    if report.state != Report.State.ACCEPTED:
        return None
    since = (
        Notice.objects.public(now)
        .corrections()
        .filter(version__piece=report.piece_id, version__live_from__gte=report.created_at)
        .select_related("version")
        .order_by("version__live_from", "number")
    )
    about = set(report.blocks)
    return next((note for note in since if (about & set(note.anchors) if about else not note.anchors)), None)


@dataclass(frozen=True, slots=True)
class TimeToCorrect:
    """Over the reports of a year that led to a public note."""

    hours: float  # median, from the report to the note
    reports: int


def time_to_correct(now: datetime) -> TimeToCorrect | None:
    """How long it took from an accepted report to the note that answers it; None without any."""
    accepted = Report.objects.filter(
        state=Report.State.ACCEPTED, duplicate_of__isnull=True, created_at__gt=now - YEAR, created_at__lte=now
    )
    hours = []
    for report in accepted.only("piece_id", "created_at", "blocks", "state"):
        note = answering(report, now)
        if note is not None:
            hours.append((note.version.live_from - report.created_at) / timedelta(hours=1))
    return TimeToCorrect(median(hours), len(hours)) if hours else None


def _close(report: Report, state: str, answer: str, by: User | None, now: datetime) -> list[Report]:
    if not answer.strip():
        raise Refused(_("Write an answer: the reader follows the report by a private link."), code="answer")
    with transaction.atomic():
        row = Report.objects.select_for_update().get(pk=report.pk)
        if row.state != Report.State.OPEN:
            raise Refused(_("This report is closed already."), code="closed")
        if row.duplicate_of_id is not None:
            raise Refused(_("This report is joined to another; close that one."), code="twin")
        closed = [row, *row.duplicates.filter(state=Report.State.OPEN)]
        _settle(closed, state, answer.strip(), by, now)
        return closed


def _settle(reports: Sequence[Report], state: str, answer: str, by: User | None, now: datetime) -> None:
    for report in reports:
        report.state, report.answer, report.closed_by = state, answer, by
        # A machine's clock may jump back; a report is never closed before it was made.
        report.closed_at = max(now, report.created_at)
        report.contact = ""
        report.save(update_fields=["state", "answer", "closed_by", "closed_at", "contact"])


def _flat(words: str) -> str:
    return " ".join(words.split()).casefold()
