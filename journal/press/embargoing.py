"""Set and waive embargoes: what may not be public before an instant.

``Version.hidden_until`` carries the ruling instant, so that "what is public" is asked of one row; the verbs here keep
it true.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from journal.press import publishing, rulings
from journal.press.declaring import Declared, Refused, Signatures, Stamps
from journal.press.kinds import Change
from journal.press.models import Act, Embargo, Version


def impose(*, embargo: Embargo, by: User | None, now: datetime) -> list[Version]:
    """Saves an embargo (new, or with another time) and gives the versions that it took from public view or schedule.

    What is public already is hidden until the embargo lifts. What was scheduled for an instant before that is printed
    again for the instant of the lift, so that its "Published" stays true; under an embargo without an end it is only
    taken off the schedule.
    """
    with transaction.atomic():
        embargo.created_by = embargo.created_by or by
        embargo.save()
        lifts_at = embargo.lifts_at or rulings.FOREVER
        touched = []
        for version in _covered(embargo):
            if publishing.moment_of(version.piece, now) < version.live_from < lifts_at:
                touched.append(_postpone(version, Signatures(by=by, reason=embargo.wording), now))
            elif _refresh(version):
                touched.append(version)
                _record(version, Act.Verb.EMBARGO, by, now, embargo.wording)
        return touched


def waive(*, embargo: Embargo, by: User | None, reason: str, now: datetime) -> list[Version]:
    """Sets an embargo aside for a reason that is kept; gives the versions that it hid.

    Raises Refused without a reason. Who may is the desk's question.
    """
    if not reason.strip():
        raise Refused(_("Say why the embargo is waived; the reason is kept."), code="reason")
    with transaction.atomic():
        embargo.waived_at, embargo.waived_by, embargo.waiver_reason = now, by, reason.strip()
        embargo.save(update_fields=["waived_at", "waived_by", "waiver_reason"])
        changed = []
        for version in _covered(embargo):
            if _refresh(version):
                changed.append(version)
                _record(version, Act.Verb.WAIVE, by, now, reason)
        return changed


def _covered(embargo: Embargo) -> QuerySet[Version]:
    """Versions under this embargo's record that are, were or will be public: an old one speaks in the history."""
    on: dict[str, Any] = {"piece": embargo.piece_id}
    if embargo.film_id:
        on = {"film_links__film": embargo.film_id}
    elif embargo.edition_id:
        on = {"edition_links__edition": embargo.edition_id}
    return Version.objects.filter(**on).not_called_off()


def _postpone(version: Version, signed: Signatures, now: datetime) -> Version:
    called_off = publishing.unschedule(piece=version.piece, signed=signed, now=now)
    standing = _standing(version)
    if standing is None or standing.lifts_at == rulings.FOREVER:
        return called_off
    if version.change in {Change.FIRST, Change.LEGACY}:
        source = version.stamps.get("source_text")
        stamps = Stamps(version.published_at, version.updated_at, source) if source else None
        return publishing.publish(
            copy=version.copy(),
            slug=version.slug,
            signed=signed,
            now=now,
            piece=version.piece,
            at=standing.lifts_at,
            stamps=stamps,
        )
    declared = [
        Declared(notice.kind, notice.text, tuple(notice.anchors), notice.place, notice.supersedes_id)
        for notice in version.notices.all()
    ]
    base = version.piece.versions.was_public(publishing.moment_of(version.piece, now)).latest("number").number
    return publishing.change(
        piece=version.piece,
        copy=version.copy(),
        declared=declared or [Declared(version.change)],
        base=base,
        signed=signed,
        now=now,
        at=standing.lifts_at,
        slug=version.slug,
    )


def _standing(version: Version) -> rulings.Standing | None:
    """By the link tables, which follow a record that was merged into another; the printed links do not."""
    films = version.film_links.values_list("film", flat=True)
    editions = version.edition_links.values_list("edition", flat=True)
    return rulings.latest(rulings.over(films=list(films), editions=list(editions), piece=version.piece))


def _refresh(version: Version) -> bool:
    """Sets ``hidden_until`` to what the embargoes over it say now; True when that changed something."""
    standing = _standing(version)
    hidden_until = standing.lifts_at if standing else None
    if version.hidden_until == hidden_until:
        return False
    version.hidden_until = hidden_until
    version.save(update_fields=["hidden_until"])
    return True


def _record(version: Version, verb: str, by: User | None, now: datetime, reason: str) -> None:
    Act.objects.create(piece=version.piece, version=version, verb=verb, at=now, by=by, reason=reason.strip())
