"""The desk hands copy to the press, and takes back what was changed on the printed piece.

The press decides what is public and when. Here stands what the desk has to add: which revision was printed, and that a
correction made on the live version is not lost when the pending draft is printed next.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from journal.cinema import titles
from journal.desk import saving, telling
from journal.desk.merging import merge
from journal.desk.models import Article, Proposal, Revision
from journal.document.quoting import stray_quotes
from journal.press import publishing
from journal.press.copy import Copy
from journal.press.declaring import Declared, Refused, Signatures, Stamps
from journal.press.kinds import Change
from journal.press.models import Address, Piece, Version

# What is carried from a change of the live version into the draft; copy and snapshot have the same names for it.
CARRIED = ("headline", "dek")


@transaction.atomic
def print_first(
    *,
    article: Article,
    revision: int,
    signed: Signatures,
    now: datetime,
    at: datetime | None = None,
    stamps: Stamps | None = None,
) -> Version:
    """Publishes a working copy for the first time, at once or at ``at``.

    ``stamps`` are the dates of a piece that stood elsewhere before; left out, those that the form of article knows.
    Raises Refused where the press says no, or where the copy was saved again since ``revision``.
    """
    whole = _with_original(_unmoved(article, revision))
    slug = whole.slug or free_slug(whole)
    version = publishing.publish(
        copy=_verbatim(whole.copy()),
        slug=slug,
        signed=signed,
        now=now,
        piece=whole.piece,
        at=at,
        stamps=stamps or whole.stamps,
    )
    _printed(article, version, revision)
    return version


@transaction.atomic
def print_change(
    *,
    article: Article,
    revision: int,
    declared: Sequence[Declared],
    base: int,
    signed: Signatures,
    now: datetime,
    at: datetime | None = None,
) -> Version:
    """Prints the working copy as a declared change of the published piece, at once or at ``at``."""
    whole = _with_original(_unmoved(article, revision))
    version = publishing.change(
        piece=_piece(whole),
        copy=_verbatim(whole.copy()),
        declared=declared,
        base=base,
        signed=signed,
        now=now,
        at=at,
        slug=whole.slug,
    )
    _printed(article, version, revision)
    return version


@transaction.atomic
def correct_live(
    *,
    article: Article,
    copy: Copy,
    declared: Sequence[Declared],
    base: int,
    signed: Signatures,
    now: datetime,
    at: datetime | None = None,
) -> Version:
    """Prints a change made on the live version's own copy, past the pending draft, and carries it into the draft."""
    piece = _piece(Article.objects.select_for_update().get(pk=article.pk))
    before = piece.versions.get(number=base)
    version = publishing.change(
        piece=piece, copy=_verbatim(copy), declared=declared, base=base, signed=signed, now=now, at=at
    )
    carry_back(article=article, before=before.copy(), after=copy, version=version, by=signed.by, now=now)
    return version


@transaction.atomic
def reprint(
    *, article: Article, number: int, declared: Sequence[Declared], base: int, signed: Signatures, now: datetime
) -> Version:
    """Prints an old version again as a declared change, and makes the working copy follow; lifts a withdrawal."""
    piece = _piece(Article.objects.select_for_update().get(pk=article.pk))
    before, old = piece.versions.get(number=base).copy(), piece.versions.get(number=number)
    version = publishing.restore(version=old, declared=declared, base=base, signed=signed, now=now)
    carry_back(article=article, before=before, after=old.copy(), version=version, by=signed.by, now=now)
    return version


@transaction.atomic
def carry_back(
    *, article: Article, before: Copy, after: Copy, version: Version, by: User | None, now: datetime
) -> Revision | None:
    """Makes a change of the live version in the working copy too, block by block.

    Where the draft has changed the same passage in its own way the draft is left alone and flagged
    (``Article.conflict``). Gives the new revision, or None where nothing had to be carried.
    """
    current = Article.objects.select_for_update().get(pk=article.pk).whole()
    mine = current.snapshot()
    base, theirs = ({**mine, **_carried(copy)} for copy in (before, after))
    if before.byline != after.byline:
        base["byline"], theirs["byline"] = _credits(before), _credits(after)
    merged = merge(base, mine, theirs)
    was_pending = current.is_pending
    places = ", ".join(conflict.place.removeprefix("block:") for conflict in merged.conflicts)
    if before.participants != after.participants and current.copy_participants() != after.participants:
        # Names are printed from records and cannot be led back to them: a person has to.
        places = ", ".join(filter(None, (places, _("who speaks"))))
    if places:
        flag = _("Version %(number)d changed passages that this draft changes too: %(places)s") % {
            "number": version.number,
            "places": places,
        }
        Article.objects.filter(pk=current.pk).update(conflict=flag)
        article.conflict = flag
    if merged.snapshot == mine:
        return None
    revision = saving.save(
        article=article,
        changes=merged.snapshot,
        base=current.revision,
        by=by,
        now=now,
        kind=Revision.Kind.CARRIED,
        note=_("from version %(number)d") % {"number": version.number},
    )
    if not was_pending:
        Article.objects.filter(pk=current.pk).update(printed_revision=revision.number)
        article.printed_revision = revision.number
    return revision


@transaction.atomic
def unschedule(*, article: Article, signed: Signatures, now: datetime) -> Version:
    """Calls off what is scheduled; the working copy is then unprinted again."""
    current = Article.objects.select_for_update().get(pk=article.pk)
    piece = _piece(current)
    version = publishing.unschedule(piece=piece, signed=signed, now=now)
    stands = piece.versions.was_public(now).exists()
    # 0: something is printed, but no revision that is still known to be what readers see.
    article.printed_revision = 0 if stands else None
    Article.objects.filter(pk=article.pk).update(printed_revision=article.printed_revision)
    return version


def retract(*, article: Article, notice: str, base: int, signed: Signatures, now: datetime) -> Version:
    """Replaces the piece by the reason, at the same address. The working copy keeps its text."""
    return publishing.retract(piece=_piece(article), notice=notice, base=base, signed=signed, now=now)


@transaction.atomic
def propose(
    *,
    article: Article,
    copy: Copy,
    declared: Sequence[Declared],
    base: int,
    revision: int | None,
    why_second: Sequence[str],
    reason: str,
    by: User,
    now: datetime,
    at: datetime | None = None,
) -> Proposal:
    """Lays a change before a second person, exactly as it would be printed."""
    is_retraction = declared[0].kind == Change.RETRACTION
    proposal = Proposal.objects.create(
        article_id=article.pk,
        copy_data=(copy if is_retraction else _verbatim(copy)).to_json(),
        declared=[declared_to_json(entry) for entry in declared],
        base=base,
        revision=revision,
        at=at,
        why_second=list(why_second),
        reason=reason,
        proposed_by=by,
        proposed_at=now,
    )
    telling.asked_to_sign(proposal, by=by)
    return proposal


@transaction.atomic
def sign(*, proposal: Proposal, by: User, now: datetime) -> Version:
    """The second person signs: the change is printed, in the proposer's name and theirs.

    Raises Refused where it is settled already, where both are one person, or where the press says no (another version
    was printed since, an embargo stands); the proposal then stays open.
    """
    current = _open(proposal)
    if current.proposed_by_id == by.pk:
        raise Refused(_("A colleague has to sign; you proposed this change yourself."), code="second_person")
    signed = Signatures(
        by=current.proposed_by,
        approved_by=by,
        reason=current.reason,
        token=current.token,
        second_person_needed=tuple(current.why_second),
    )
    declared = [declared_from_json(entry) for entry in current.declared]
    at = current.at if current.at and current.at > now else None
    article = current.article
    if declared[0].kind == Change.RETRACTION:
        version = retract(article=article, notice=declared[0].text, base=current.base, signed=signed, now=now)
    elif current.revision is not None:
        version = print_change(
            article=article,
            revision=current.revision,
            declared=declared,
            base=current.base,
            signed=signed,
            now=now,
            at=at,
        )
    else:
        copy = Copy.from_json(current.copy_data)
        version = correct_live(
            article=article, copy=copy, declared=declared, base=current.base, signed=signed, now=now, at=at
        )
    _settle(current, True, "", by, now)
    return version


@transaction.atomic
def decline(*, proposal: Proposal, answer: str, by: User, now: datetime) -> None:
    """Closes a proposal without printing it. The reason goes back to whoever proposed it."""
    if not answer.strip():
        raise ValidationError({"answer": [_("Say why not.")]})
    _settle(_open(proposal), False, answer.strip(), by, now)


def declared_to_json(entry: Declared) -> dict[str, Any]:
    return {
        "kind": str(entry.kind),
        "text": entry.text,
        "anchors": list(entry.anchors),
        "place": str(entry.place),
        "supersedes": entry.supersedes,
    }


def declared_from_json(entry: Mapping[str, Any]) -> Declared:
    return Declared(**{**entry, "anchors": tuple(entry["anchors"])})


def free_slug(article: Article) -> str:
    """A slug made from the headline that no piece of the section has or had."""
    wanted = titles.slug(article.headline, None, otherwise=article.kind)[:100].strip("-")
    taken = set(
        Address.objects.filter(section=article.section, slug__startswith=wanted)
        .exclude(piece=article.piece_id)
        .values_list("slug", flat=True)
    )
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _carried(copy: Copy) -> dict[str, Any]:
    return {**{name: getattr(copy, name) for name in CARRIED}, "document": copy.document.to_json()}


def _credits(copy: Copy) -> list[dict[str, Any]]:
    """The byline as a snapshot keeps it; a name that is no contributor's (an import's) stays in print alone."""
    return [{"contributor": line.contributor, "role": line.role} for line in copy.byline if line.contributor]


def _unmoved(article: Article, revision: int) -> Article:
    """The record as it stands, locked. Raises Refused where it was saved again since ``revision``."""
    current = Article.objects.select_for_update().get(pk=article.pk)
    if current.revision != revision:
        raise Refused(_("The piece was saved again since you looked. Look at it once more."), code="stale_revision")
    if current.trashed_at is not None:
        raise Refused(_("The piece is in the bin. Take it out first."), code="trashed")
    return current.whole()


def _with_original(article: Article) -> Article:
    """The same piece. Raises Refused where it is a translation of what was never handed to the press: what is printed
    leads to what was printed, and a link that came later would be nobody's to make."""
    original = article.translation_of
    if original is not None and original.piece_id is None:
        raise Refused(
            _(
                "“%(original)s”, of which this is a translation, is neither published nor scheduled. "
                "Publish or schedule it first, or take the link out."
            ),
            code="original",
            params={"original": original.headline},
        )
    return article


def _verbatim(copy: Copy) -> Copy:
    """The same copy. Raises Refused where a pull quote does not say what its passage says: readers would take it for
    somebody's words."""
    strays = stray_quotes(copy.document)
    if strays:
        raise Refused(
            [
                ValidationError(
                    _(
                        "The pull quote “%(words)s” no longer stands in the passage that it is taken from. "
                        "Take it again or delete it, then publish."
                    ),
                    code="pullquote",
                    params={"words": stray.plain()[:100]},
                )
                for stray in strays
            ]
        )
    return copy


def _piece(article: Article) -> Piece:
    if article.piece is None:
        raise Refused(_("This piece is not published yet."), code="unpublished")
    return article.piece


def _printed(article: Article, version: Version, revision: int) -> None:
    values: dict[str, Any] = {"piece_id": version.piece_id, "printed_revision": revision, "conflict": ""}
    Article.objects.filter(pk=article.pk).update(**values)
    for name, value in values.items():
        setattr(article, name, value)


def _open(proposal: Proposal) -> Proposal:
    current = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if current.settled_at is not None:
        raise Refused(_("This change is settled already."), code="settled")
    return current


def _settle(proposal: Proposal, signed: bool, answer: str, by: User, now: datetime) -> None:
    proposal.signed, proposal.answer, proposal.settled_by, proposal.settled_at = signed, answer, by, now
    proposal.save(update_fields=["signed", "answer", "settled_by", "settled_at"])
    telling.settled(proposal, by=by)
