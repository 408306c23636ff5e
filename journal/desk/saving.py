"""Saving a working copy so that nobody's words are lost.

A save names the revision that it was based on. In one transaction the article moves on from that revision, and from no
other, and the new state is written down. A stale save is refused with everything that is needed to merge.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from journal.cinema.models import Edition, Film, Person
from journal.desk import translating
from journal.desk.merging import Conflict, Merged, Snapshot, merge
from journal.desk.models import Article, Byline, Mention, RatingScale, Review, Revision
from journal.desk.models.article import headline_key
from journal.document.blocks import Document, DocumentError, mint
from journal.pictures.models import Picture
from journal.press.models import Contributor

COLUMNS = ("kind", "headline", "dek", "slug", "lang", "document", "notes")
RELATIONS = ("byline", "mentions", "topics", "review", "form")
KEYS = {"picture": "picture_id", "edition": "edition_id", "translation_of": "translation_of_id"}
# Autosaves of one person that follow each other more closely than this are one line of the history.
COLLAPSE = timedelta(minutes=30)


class StaleSave(ValidationError):
    """Somebody saved in between; nothing was written, nothing is lost.

    ``mine`` and ``theirs`` are whole snapshots, ``current`` is the revision that stands now, ``merged`` joins the two.
    """

    def __init__(self, *, base: int, mine: Snapshot, current: Revision, merged: Merged) -> None:
        super().__init__(
            _("%(who)s saved this piece while you were writing. Both texts are here; nothing is lost.")
            % {"who": current.author or _("Somebody")},
            code="stale",
        )
        self.base = base
        self.mine = mine
        self.current = current
        self.theirs: Snapshot = current.snapshot
        self.merged = merged

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return self.merged.conflicts


@transaction.atomic
def start(
    *,
    article: Article,
    changes: Mapping[str, Any],
    by: User | None,
    now: datetime,
    kind: str = Revision.Kind.SAVE,
    note: str = "",
) -> Revision:
    """Writes a new working copy (an unsaved Article or a child of it) and its first revision.

    ``changes`` are parts of a snapshot (``Article.snapshot``). Raises ValidationError on values that make no sense.
    """
    clean = cleaned(changes)
    _check_translation(article, clean)
    for name, value in _columns(clean).items():
        setattr(article, name, value)
    article.created_by, article.created_at, article.edited_at, article.revision = by, now, now, 1
    article.save(force_insert=True)
    _write_relations(article, {}, clean)
    return Revision.objects.create(
        article_id=article.pk,
        number=1,
        snapshot=_fresh(article).snapshot(),
        base=0,
        kind=kind,
        author=by,
        at=now,
        note=note,
    )


@transaction.atomic
def save(
    *,
    article: Article,
    changes: Mapping[str, Any],
    base: int,
    by: User | None,
    now: datetime,
    kind: str = Revision.Kind.SAVE,
    note: str = "",
) -> Revision:
    """Moves a working copy on from revision ``base``.

    A save that changes nothing writes nothing and gives the standing revision. An approval is an approval of words: it
    lapses when they change.

    Raises:
        StaleSave: the article has moved on since ``base``.
        ValidationError: a value makes no sense; nothing was written.
    """
    current = type(article)._default_manager.select_for_update().get(pk=article.pk).whole()
    before = current.snapshot()
    clean = cleaned(changes, before)
    if current.revision != base:
        raise _stale(current, clean, base)
    after = {**before, **clean}
    _check_kind(current, after["kind"])
    if any(after.get(name) != before[name] for name in ("lang", "translation_of")):
        _check_translation(current, after)
    if after == before:
        return current.revisions.get(number=base)
    number = base + 1
    columns = {**_columns(after), "revision": number, "edited_at": now, "approved_at": None, "approved_by": None}
    # The condition is the lock: without it two transactions that read the same revision would both go on.
    if not Article.objects.filter(pk=current.pk, revision=base).update(**columns):
        raise _stale(Article.objects.get(pk=current.pk).whole(), clean, base)
    _write_relations(current, before, after)
    for name, value in columns.items():
        setattr(article, name, value)
    if kind in (Revision.Kind.SAVE, Revision.Kind.AUTOSAVE):
        _collapse(current, by, now)
    return Revision.objects.create(
        article_id=current.pk,
        number=number,
        snapshot=_written(current, before, after),
        base=base,
        kind=kind,
        author=by,
        at=now,
        note=note,
    )


def autosave(*, article: Article, changes: Mapping[str, Any], base: int, by: User, now: datetime) -> Revision:
    """A save that nobody asked for: kept until the same person saves again."""
    return save(article=article, changes=changes, base=base, by=by, now=now, kind=Revision.Kind.AUTOSAVE)


def save_merged(
    *,
    article: Article,
    mine: Mapping[str, Any],
    base: int,
    theirs: int,
    choices: Mapping[str, str],
    by: User,
    now: datetime,
) -> Revision:
    """Saves the merge of ``mine`` (based on ``base``) with revision ``theirs``, conflicts settled as chosen.

    Raises StaleSave where the piece moved on once more, ValidationError as ``save`` does.
    """
    current = article.revisions.get(number=theirs)
    clean = cleaned(mine)
    ancestor = _ancestor(article, base).snapshot
    merged = merge(ancestor, {**ancestor, **clean}, current.snapshot, choices)
    note = _("merged with revision %(number)d") % {"number": theirs}
    return save(
        article=article, changes=merged.snapshot, base=theirs, by=by, now=now, kind=Revision.Kind.MERGE, note=note
    )


def restore_revision(*, article: Article, number: int, base: int, by: User, now: datetime) -> Revision:
    """Makes an earlier state the working copy again, as a new revision. Readers see nothing of it."""
    old = article.revisions.get(number=number)
    note = _("revision %(number)d") % {"number": number}
    return save(article=article, changes=old.snapshot, base=base, by=by, now=now, kind=Revision.Kind.RESTORE, note=note)


def restore_block(*, article: Article, number: int, block: str, base: int, by: User, now: datetime) -> Revision:
    """Puts one block of an earlier revision back: in place of the one that stands, else behind its old neighbour."""
    old = article.revisions.get(number=number).snapshot["document"]
    wanted = next((item for item in old if item["id"] == block), None)
    if wanted is None:
        raise ValidationError(_("Revision %(number)d has no such passage.") % {"number": number}, code="block")
    present = [item["id"] for item in article.document]
    document = [wanted if item["id"] == block else item for item in article.document]
    if block not in present:
        before = [item["id"] for item in old[: old.index(wanted)] if item["id"] in present]
        document.insert(present.index(before[-1]) + 1 if before else 0, wanted)
    note = _("one passage of revision %(number)d") % {"number": number}
    return save(
        article=article,
        changes={"document": document},
        base=base,
        by=by,
        now=now,
        kind=Revision.Kind.RESTORE,
        note=note,
    )


def cleaned(changes: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Snapshot:
    """The changes, checked: the one gate for forms, merges, imports and restored revisions.

    The text passes ``Document.from_json``; blocks without an id get one. Raises ValidationError, by field. ``before``
    is the state that stands: records linked there are not looked up again, the database keeps them.
    """
    clean: Snapshot = dict(changes)
    errors: dict[str, list[str]] = {}
    if "document" in clean:
        try:
            clean["document"] = Document.from_json(_identified(clean["document"])).to_json()
        except DocumentError as error:
            errors["document"] = [str(error)]
    if "headline" in clean and not str(clean["headline"]).strip():
        errors["headline"] = [_("Write a headline.")]
    if "topics" in clean:
        clean["topics"] = sorted({str(topic).strip() for topic in clean["topics"] if str(topic).strip()})
    if "byline" in clean:
        clean["byline"] = [{"contributor": line["contributor"], "role": line["role"]} for line in clean["byline"]]
    if "mentions" in clean:
        clean["mentions"] = [_linked(mention) for mention in clean["mentions"]]
    new = {name: value for name, value in clean.items() if before is None or value != before.get(name)}
    for name, message in _unknown_records(new):
        errors.setdefault(name, []).append(message)
    if errors:
        raise ValidationError(errors)
    return clean


def _identified(blocks: Any) -> Any:
    """Blocks with an id each; the second of two with one id gets a new one, as a pasted copy should."""
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return blocks
    taken = {old for block in blocks for old in (block.get("id"), *(block.get("was") or [])) if isinstance(old, str)}
    seen: set[str] = set()
    identified = []
    for block in blocks:
        id = block.get("id")
        if not id or (isinstance(id, str) and id in seen):
            block = {**block, "id": mint(taken)}
            block.pop("was", None)
            taken.add(block["id"])
        if isinstance(block["id"], str):
            seen.add(block["id"])
        identified.append(block)
    return identified


def _unknown_records(clean: Snapshot) -> list[tuple[str, str]]:
    """Fields that name a record which is not there, with what to say about it."""
    mentions = clean.get("mentions") or []
    review = clean.get("review") or {}
    named: list[tuple[str, Any, list[Any]]] = [
        ("picture", Picture, [clean.get("picture")]),
        ("edition", Edition, [clean.get("edition")]),
        ("translation_of", Article, [clean.get("translation_of")]),
        ("byline", Contributor, [line["contributor"] for line in clean.get("byline") or []]),
        ("mentions", Film, [mention.get("film") for mention in mentions]),
        ("mentions", Person, [mention.get("person") for mention in mentions]),
        ("mentions", Edition, [mention.get("edition") for mention in mentions]),
        ("review", Film, [review.get("film")]),
        ("review", RatingScale, [review.get("scale")]),
    ]
    unknown = []
    for field, model, keys in named:
        wanted = {key for key in keys if key is not None}
        if wanted and model.objects.filter(pk__in=wanted).count() < len(wanted):
            name = model._meta.verbose_name
            unknown.append((field, _("A %(record)s that is linked here no longer exists.") % {"record": name}))
    return unknown


def _check_kind(article: Article, kind: str) -> None:
    if kind == article.kind:
        return
    if article.piece_id is not None:
        raise ValidationError({"kind": [_("A published piece keeps its kind; its address depends on it.")]})
    if kind in Article.forms or article.kind in Article.forms:
        raise ValidationError({"kind": [_("This kind has a form of its own. Start a new piece of that kind.")]})


def _check_translation(article: Article, after: Mapping[str, Any]) -> None:
    """Raises ValidationError where the piece cannot be a translation of what it names, or not in its language.

    Names no third piece: who saves is not known to be allowed to see it. Forms say more, and say it first.
    """
    number = after.get("translation_of")
    original = Article.objects.get(pk=number) if number else None
    lang = after.get("lang", article.lang)
    found = translating.refusals(article, original=original, lang=lang, seen=Article.objects.none())
    errors = {field: [message] for field, message in found}
    if errors:
        raise ValidationError(errors)


def _columns(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: snapshot[name] for name in COLUMNS if name in snapshot}
    if "headline" in plain:
        plain["headline_key"] = headline_key(plain["headline"])
    if "document" in plain:
        plain["words"] = Document.from_json(plain["document"]).plain()
    return {**plain, **{column: snapshot[name] for name, column in KEYS.items() if name in snapshot}}


def _write_relations(article: Article, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Rows beside the article, where they differ."""

    def differs(name: str) -> bool:
        return name in after and after[name] != before.get(name)

    if differs("byline"):
        article.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(article_id=article.pk, contributor_id=line["contributor"], role=line["role"], position=position)
            for position, line in enumerate(after["byline"])
        )
    if differs("mentions"):
        article.mentions.all().delete()
        Mention.objects.bulk_create(_mention(article, mention) for mention in after["mentions"])
    if differs("topics"):
        article.topics.set(after["topics"])
    if differs("review"):
        _write_review(article, after["review"])
    if differs("form"):
        article.take_form(after["form"])


def _linked(mention: Mapping[str, Any]) -> Snapshot:
    """A link in the one shape in which snapshots keep it."""
    targets = {name: mention.get(name) for name in ("film", "person", "edition")}
    return {**targets, "role": mention["role"], "confirmed": mention.get("confirmed", True)}


def _mention(article: Article, mention: Mapping[str, Any]) -> Mention:
    targets = {f"{name}_id": mention[name] for name in ("film", "person", "edition")}
    return Mention(article_id=article.pk, role=mention["role"], confirmed=mention["confirmed"], **targets)


def _write_review(article: Article, review: Mapping[str, Any] | None) -> None:
    if review is None:
        Review.objects.filter(article=article.pk).delete()
        return
    values = {**review, "film_id": review["film"], "scale_id": review["scale"]}
    del values["film"], values["scale"]
    Review.objects.update_or_create(article_id=article.pk, defaults=values)


def _collapse(article: Article, by: User | None, now: datetime) -> None:
    """Takes away this person's autosaves at the end of the history: the save that follows holds their words."""
    latest = article.revisions.defer("snapshot").order_by("-number")[:50]
    superseded = []
    for revision in latest:
        if revision.kind != Revision.Kind.AUTOSAVE or revision.author_id != getattr(by, "pk", None):
            break
        if now - revision.at > COLLAPSE:
            break
        superseded.append(revision.pk)
    in_use = article.preview_links.filter(revision__in=superseded).values_list("revision", flat=True)
    Revision.objects.filter(pk__in=set(superseded) - set(in_use)).delete()


def _ancestor(article: Article, base: int) -> Revision:
    """Revision ``base``, or the nearest one before it that is kept: on a straight line any earlier state will do."""
    found = article.revisions.filter(number__lte=base).order_by("-number").first()
    return found or article.revisions.order_by("number")[0]


def _stale(current: Article, clean: Snapshot, base: int) -> StaleSave:
    standing = current.revisions.order_by("-number")[0]
    ancestor = _ancestor(current, base).snapshot
    mine = {**ancestor, **clean}
    return StaleSave(base=base, mine=mine, current=standing, merged=merge(ancestor, mine, standing.snapshot))


def _written(article: Article, before: Snapshot, after: Snapshot) -> Snapshot:
    """The state as the database has it now: what is written as it was given is not read again."""
    if all(after.get(name) == before.get(name) for name in ("topics", "review", "form")):
        return after
    return _fresh(article).snapshot()


def _fresh(article: Article) -> Article:
    """The record as the database has it: what was cached while it was written is not to be trusted in a snapshot."""
    return type(article).objects.get(pk=article.pk)
