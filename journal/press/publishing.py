"""Publish, schedule, change, correct, retract, withdraw, restore: the only code that moves a public timestamp.

Every door (the desk, commands, importers, bulk actions) goes through these verbs. Each is keyword-only, atomic and
takes ``now``; each writes an ``Act``. A verb that is not allowed raises ``Refused`` and has done nothing.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from journal.document.blocks import Document
from journal.press import printing
from journal.press.copy import Copy
from journal.press.datelines import stamp
from journal.press.declaring import Declared, Refused, Signatures, Stale, Stamps
from journal.press.kinds import RULES, Change, Place, gravest
from journal.press.models import Act, Piece, Version, Withdrawal

# The shortest time that a version stands: an empty interval means a schedule that was called off.
TICK = timedelta(microseconds=1)


def publish(
    *,
    copy: Copy,
    slug: str,
    signed: Signatures,
    now: datetime,
    piece: Piece | None = None,
    at: datetime | None = None,
    stamps: Stamps | None = None,
) -> Version:
    """Prints a piece for the first time, at once or at ``at``.

    ``stamps`` carries the dates of a piece that stood elsewhere before (an import): they become the public dates, and a
    second date without a notice makes the version ``legacy``.
    Raises Refused when the piece is public already, the address is taken, ``at`` is not in the future or an embargo
    stands.
    """

    def run() -> Version:
        target, moment = _locked(piece, now) if piece else (Piece.objects.create(kind=copy.kind), now)
        if target.versions.not_called_off().exists():
            raise Refused(_("This piece is published already; publish a change to it."), code="published")
        goes_live = _instant(at, moment)
        published_at = stamps.published_at if stamps else goes_live
        updated_at = stamps.updated_at if stamps else None
        if updated_at and updated_at <= published_at:
            raise Refused(_("The imported “updated” stamp is not after the “published” one."), code="stamps")
        version = printing.print_version(
            piece=target,
            copy=copy,
            slug=slug,
            change=Change.LEGACY if updated_at else Change.FIRST,
            live_from=goes_live,
            published_at=published_at,
            updated=(updated_at, Change.LEGACY) if updated_at else (None, ""),
            stamps=stamps.to_json() if stamps else {},
            printed_at=moment,
            signed_by=(signed.by, signed.approved_by),
            token=signed.token,
        )
        target.published_at = published_at
        target.save(update_fields=["published_at"])
        _record(version, Act.Verb.SCHEDULE if at else Act.Verb.PUBLISH, signed, moment)
        return version

    return _once(signed.token, run)


def change(
    *,
    piece: Piece,
    copy: Copy,
    declared: Sequence[Declared],
    base: int,
    signed: Signatures,
    now: datetime,
    at: datetime | None = None,
    slug: str = "",
    verb: str = Act.Verb.CHANGE,
) -> Version:
    """Prints a new version of a public piece, at once or at ``at``.

    Args:
        declared: one entry a kind of change, at least one; the gravest sets the visible line.
        base: the number of the version that the change started from.
    Raises:
        Stale: another version was printed since ``base``.
        Refused: nothing declared, a notice missing, a second person missing, nothing changed, an embargo stands.
    """

    def run() -> Version:
        target, moment = _locked(piece, now)
        current = _current(target, moment)
        moment = max(moment, current.live_from + TICK)
        if current.number != base:
            raise Stale(current)
        kinds = _checked(declared)
        if printing.same_content(current, copy) and kinds - {Change.EDITOR_NOTE}:
            raise Refused(_("Nothing was changed, so there is nothing to declare."), code="unchanged")
        _second_person(kinds, declared, signed)
        goes_live = _instant(at, moment)
        _close(current, goes_live)
        leading = gravest(kinds)
        moves = [kind for kind in kinds if RULES[kind].moves_updated]
        version = printing.print_version(
            piece=target,
            copy=copy,
            slug=slug or current.slug,
            change=leading,
            live_from=goes_live,
            published_at=current.published_at,
            updated=(max(goes_live, current.published_at), gravest(moves))
            if moves
            else (current.updated_at, current.updated_by_change),
            stamps=current.stamps,
            printed_at=moment,
            signed_by=(signed.by, signed.approved_by),
            token=signed.token,
            notices=[entry for entry in declared if entry.text],
        )
        _record(version, Act.Verb.SCHEDULE if at else verb, signed, moment)
        return version

    return _once(signed.token, run)


def correct(
    *,
    piece: Piece,
    copy: Copy,
    notice: Declared,
    base: int,
    signed: Signatures,
    now: datetime,
    at: datetime | None = None,
) -> Version:
    """A change of the one kind ``correction``: what was said, what is right."""
    return change(piece=piece, copy=copy, declared=[notice], base=base, signed=signed, now=now, at=at)


def retract(*, piece: Piece, notice: str, base: int, signed: Signatures, now: datetime) -> Version:
    """Replaces the body by the reason, at the same address, signed by two people; the words stay in the history."""
    current = _current(piece, now)
    old = current.copy()
    emptied = Copy(
        kind=old.kind,
        headline=old.headline,
        document=Document(()),
        lang=old.lang,
        byline=old.byline,
        films=old.films,
        people=old.people,
        editions=old.editions,
        translation_of=old.translation_of,
    )
    declared = [Declared(kind=Change.RETRACTION, text=notice)]
    return change(
        piece=piece, copy=emptied, declared=declared, base=base, signed=signed, now=now, verb=Act.Verb.RETRACT
    )


def unschedule(*, piece: Piece, signed: Signatures, now: datetime) -> Version:
    """Calls off what is scheduled: its interval becomes empty and the version before it stays open."""
    with transaction.atomic():
        target, moment = _locked(piece, now)
        waiting = target.versions.scheduled(moment).order_by("-number").first()
        if waiting is None:
            raise Refused(_("Nothing is scheduled for this piece."), code="nothing_scheduled")
        waiting.live_until = waiting.live_from
        waiting.save(update_fields=["live_until"])
        before = target.versions.was_public(moment).filter(live_until=waiting.live_from).first()
        if before is not None:
            before.live_until = None
            before.save(update_fields=["live_until"])
        else:
            target.published_at = None
            target.save(update_fields=["published_at"])
        _record(waiting, Act.Verb.UNSCHEDULE, signed, moment)
        return waiting


def withdraw(*, piece: Piece, public_reason: str, signed: Signatures, now: datetime) -> Withdrawal:
    """A legal removal: from ``now`` the address answers 410 with the reason, and no page shows the text, old or new."""
    if not public_reason.strip():
        raise Refused(_("Write the sentence that readers will see instead of the piece."), code="reason")
    with transaction.atomic():
        target, moment = _locked(piece, now)
        if target.withdrawals.filter(lifted_at__isnull=True).exists():
            raise Refused(_("This piece is withdrawn already."), code="withdrawn")
        for version in target.versions.scheduled(moment):
            version.live_until = version.live_from
            version.save(update_fields=["live_until"])
        for version in target.versions.filter(live_until__isnull=True) | target.versions.live(moment):
            version.live_until = max(moment, version.live_from + TICK)
            version.save(update_fields=["live_until"])
        withdrawal = Withdrawal.objects.create(
            piece=target, at=moment, public_reason=public_reason.strip(), by=signed.by
        )
        Act.objects.create(piece=target, verb=Act.Verb.WITHDRAW, at=moment, by=signed.by, reason=signed.reason)
        return withdrawal


def restore(*, version: Version, declared: Sequence[Declared], base: int, signed: Signatures, now: datetime) -> Version:
    """Prints an old version's copy again, as a change of its own; lifts a withdrawal."""
    with transaction.atomic():
        piece, moment = _locked(version.piece, now)
        piece.withdrawals.filter(lifted_at__isnull=True).update(lifted_at=moment)
        return change(
            piece=piece,
            copy=version.copy(),
            declared=declared,
            base=base,
            signed=signed,
            now=now,
            slug=version.slug,
            verb=Act.Verb.RESTORE,
        )


def moment_of(piece: Piece, now: datetime) -> datetime:
    """``now``, but after what was printed last: a machine's clock may jump back, the clock of a piece does not."""
    last = piece.versions.aggregate(last=Max("printed_at"))["last"]
    return max(now, last + TICK) if last else now


def _once(token: str, run: Callable[[], Version]) -> Version:
    """Runs a verb once for a token: the second of two submissions gets the first one's version and changes nothing."""
    if not token:
        with transaction.atomic():
            return run()
    try:
        with transaction.atomic():
            return Version.objects.filter(token=token).first() or run()
    except (IntegrityError, Refused):
        # Two submissions ran side by side and the other was first: its version, or it was something else.
        done = Version.objects.filter(token=token).first()
        if done is None:
            raise
        return done


def _locked(piece: Piece, now: datetime) -> tuple[Piece, datetime]:
    """The piece, held until the verb is done, and the moment that the verb counts from."""
    locked = Piece.objects.select_for_update().get(pk=piece.pk)
    return locked, moment_of(locked, now)


def _current(piece: Piece, now: datetime) -> Version:
    """The version that stands (or stood last, for a withdrawn piece). Raises Refused while a change is scheduled."""
    waiting = piece.versions.scheduled(now).first()
    if waiting is not None:
        raise Refused(
            _("A version is scheduled for %(when)s. Take it off the schedule first, then publish this change."),
            code="scheduled",
            params={"when": stamp(waiting.live_from, settings.TIME_ZONE)},
        )
    current = piece.versions.was_public(now).order_by("-number").first()
    if current is None:
        raise Refused(_("This piece is not published yet."), code="unpublished")
    return current


def _instant(at: datetime | None, now: datetime) -> datetime:
    if at is None:
        return now
    if at <= now:
        raise Refused(_("The time to publish must lie in the future; leave it empty to publish now."), code="past")
    return at


def _close(current: Version, at: datetime) -> None:
    """Ends the interval of the version before, if a withdrawal has not ended it already."""
    if current.live_until is None:
        current.live_until = at
        current.save(update_fields=["live_until"])


def _checked(declared: Sequence[Declared]) -> set[Change]:
    """The kinds declared. Raises Refused where one is unknown, first, or lacks its notice."""
    if not declared:
        raise Refused(_("Say what kind of change this is."), code="undeclared")
    kinds = set()
    for entry in declared:
        if entry.kind not in RULES or entry.kind in {Change.FIRST, Change.LEGACY}:
            raise Refused(_("“%(kind)s” is not a kind of change."), code="kind", params={"kind": entry.kind})
        if RULES[entry.kind].needs_notice and not entry.text.strip():
            raise Refused(
                _("%(kind)s: write the sentence that tells readers what changed."),
                code="notice",
                params={"kind": Change(entry.kind).label},
            )
        if not RULES[entry.kind].needs_notice and entry.text.strip():
            raise Refused(_("A typo has no public notice. Choose another kind of change."), code="notice")
        kinds.add(Change(entry.kind))
    return kinds


def _second_person(kinds: set[Change], declared: Sequence[Declared], signed: Signatures) -> None:
    """Raises Refused where the rules ask for a second signature and it is missing or the same person's."""
    reasons = list(signed.second_person_needed)
    if Change.RETRACTION in kinds:
        reasons.append(_("A retraction is signed by two people."))
    if any(entry.kind == Change.CORRECTION and entry.place == Place.TOP for entry in declared):
        reasons.append(_("A correction at the top is signed by a second person."))
    if not reasons:
        return
    if signed.approved_by is None or signed.approved_by == signed.by:
        raise Refused(" ".join([*reasons, _("Ask a colleague to sign.")]), code="second_person")
    if Change.TYPO in kinds and signed.second_person_needed and not signed.reason.strip():
        raise Refused(_("Say why this is only a typo."), code="reason")


def _record(version: Version, verb: str, signed: Signatures, now: datetime) -> None:
    Act.objects.create(
        piece=version.piece, version=version, verb=verb, at=now, by=signed.by, reason=signed.reason.strip()
    )
