"""Verbs round a draft: hand it in, take it, send it back, approve it, give out work, throw away.

None of them touches the text, so none writes a revision; none moves anything that readers see.
"""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from journal.desk import telling
from journal.desk.models import Article, Assignment, Comment, PreviewLink, Revision

LINK_LIFE = timedelta(days=14)


class NotNow(ValidationError):
    """The verb makes no sense in the state that the piece is in; nothing was written."""


@transaction.atomic
def submit(*, article: Article, by: User, now: datetime) -> None:
    """Hands a draft in. Its writing assignments are done with that."""
    current = _locked(article)
    if current.submitted_at is not None:
        raise NotNow(_("This draft is handed in already."), code="submitted")
    _set(article, submitted_at=now)
    current.assignments.filter(task=Assignment.Task.WRITE, done_at__isnull=True).update(done_at=now)


@transaction.atomic
def take(*, article: Article, by: User, now: datetime) -> Assignment:
    """Somebody at the desk takes a submitted draft to review: from now on it is in review."""
    current = _locked(article)
    if current.submitted_at is None:
        raise NotNow(_("This draft is not handed in yet."), code="draft")
    return assign(article=current, to=by, task=Assignment.Task.REVIEW, by=by, now=now)


@transaction.atomic
def send_back(*, article: Article, reason: str, by: User, now: datetime) -> Comment:
    """Gives a draft back to its writer, with the reason as a comment."""
    current = _locked(article)
    if not reason.strip():
        raise ValidationError({"reason": [_("Say what the writer should do.")]})
    if current.submitted_at is None:
        raise NotNow(_("This draft is with its writer already."), code="draft")
    _set(article, submitted_at=None, approved_at=None, approved_by=None)
    current.assignments.filter(task=Assignment.Task.REVIEW, done_at__isnull=True).update(done_at=now)
    telling.sent_back(current, reason.strip(), by=by)
    return Comment.objects.create(article_id=current.pk, text=reason.strip(), author=by, at=now)


@transaction.atomic
def remark(
    *,
    article: Article,
    text: str,
    now: datetime,
    by: User | None = None,
    link: PreviewLink | None = None,
    block: str = "",
) -> Comment:
    """A comment on the piece, or on one block of it: by a member of the desk, or by the guest with a preview link."""
    comment = Comment.objects.create(article=article, block=block, text=text, author=by, link=link, at=now)
    telling.commented(comment)
    return comment


@transaction.atomic
def approve(*, article: Article, revision: int, by: User, now: datetime) -> None:
    """Approves the words of one revision. The next change of words takes the approval away (``saving.save``)."""
    current = _locked(article)
    if current.revision != revision:
        raise NotNow(_("The draft was saved again since you read it. Read it once more, then approve."), code="stale")
    if current.approved_at is not None:
        raise NotNow(_("This draft is approved already."), code="approved")
    _set(article, submitted_at=current.submitted_at or now, approved_at=now, approved_by=by)
    current.assignments.filter(task=Assignment.Task.REVIEW, done_at__isnull=True).update(done_at=now)
    telling.approved(current, by=by)


@transaction.atomic
def assign(
    *, article: Article, to: User, task: str, by: User, now: datetime, due: date | None = None, note: str = ""
) -> Assignment:
    """Gives a person a task; the same open task given twice is one task with the newer day and note."""
    assignment, created = Assignment.objects.get_or_create(
        article_id=article.pk,
        to=to,
        task=task,
        done_at=None,
        defaults={"due": due, "note": note, "by": by, "at": now},
    )
    is_news = created or (assignment.due, assignment.note) != (due, note)
    if not created:
        assignment.due, assignment.note = due, note
        assignment.save(update_fields=["due", "note"])
    if is_news:
        telling.given(assignment, by=by)
    return assignment


def finish(*, assignment: Assignment, now: datetime) -> None:
    if assignment.done_at is None:
        assignment.done_at = now
        assignment.save(update_fields=["done_at"])


@transaction.atomic
def trash(*, article: Article, by: User, now: datetime) -> None:
    """Puts a draft in the bin; ``untrash`` takes it out again. A printed piece cannot be thrown away."""
    current = _locked(article)
    if current.piece_id is not None:
        raise NotNow(_("This piece was published. It can be retracted or withdrawn, not thrown away."), code="printed")
    _set(article, trashed_at=now)
    current.preview_links.filter(revoked_at__isnull=True).update(revoked_at=now)


def untrash(*, article: Article) -> None:
    _set(article, trashed_at=None)


def share(
    *,
    article: Article,
    label: str,
    by: User,
    now: datetime,
    comments_allowed: bool = False,
    life: timedelta = LINK_LIFE,
) -> PreviewLink:
    """A link to the revision as it stands; later revisions stay hidden from whoever holds it."""
    revision = Revision.objects.get(article=article.pk, number=article.revision)
    return PreviewLink.objects.create(
        article_id=article.pk,
        revision=revision,
        label=label,
        comments_allowed=comments_allowed,
        created_by=by,
        created_at=now,
        expires_at=now + life,
    )


def revoke(*, link: PreviewLink, now: datetime) -> None:
    if link.revoked_at is None:
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update().get(pk=article.pk)


def _set(article: Article, **columns: object) -> None:
    """Writes columns by themselves, so that nothing else that changed meanwhile is overwritten."""
    Article.objects.filter(pk=article.pk).update(**columns)
    for name, value in columns.items():
        setattr(article, name, value)
