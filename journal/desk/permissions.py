"""Who may do what at the desk: small predicates, and the roles that they rest on.

A predicate answers for one person and one piece. Pages, admin, templates and bulk actions all ask here. Whoever may not
even see a piece gets 404, whoever sees it but lacks a right gets 403 with a reason (``views`` do that).
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, Q

from journal.desk.models import Article, Assignment, Byline, RatingScale
from journal.desk.querysets import ArticleQuerySet
from journal.desk.states import PUBLIC, State
from journal.press.kinds import Change
from journal.press.models import Contributor, Embargo

Somebody = User | AnonymousUser

WRITERS, EDITORS, MODERATORS, EDITOR_IN_CHIEF = "writers", "editors", "moderators", "editor_in_chief"

# Rights of our own, by role. Rights on tables are in TABLES.
RIGHTS: dict[str, tuple[str, ...]] = {
    WRITERS: (),
    EDITORS: ("edit_any_article", "publish_article", "assign_article", "sign_piece", "triage_report"),
    MODERATORS: ("correct_piece", "triage_report"),
    EDITOR_IN_CHIEF: (
        "edit_any_article",
        "publish_article",
        "assign_article",
        "correct_piece",
        "sign_piece",
        "retract_piece",
        "waive_embargo",
        "triage_report",
    ),
}
LOOK = ("view",)
KEEP = ("view", "add", "change")
MANAGE = ("view", "add", "change", "delete")
SINGLE_TABLES: dict[str, type[Model]] = {"contributor": Contributor, "embargo": Embargo, "scale": RatingScale}
# By role: what they may do to which tables ("article" with its forms, a single table, or all tables of an app).
TABLES: dict[str, dict[str, tuple[str, ...]]] = {
    WRITERS: {"article": KEEP, "cinema": LOOK, "pictures": ("view", "add"), "contributor": LOOK, "scale": LOOK},
    MODERATORS: {"article": LOOK, "cinema": KEEP, "pictures": ("view", "change"), "contributor": LOOK, "scale": LOOK},
    EDITORS: {
        "article": KEEP,
        "cinema": MANAGE,
        "pictures": MANAGE,
        "contributor": KEEP,
        "scale": KEEP,
        "embargo": KEEP,
    },
    EDITOR_IN_CHIEF: {
        "article": MANAGE,
        "cinema": MANAGE,
        "pictures": MANAGE,
        "contributor": MANAGE,
        "scale": MANAGE,
        "embargo": KEEP,
    },
}
# Kinds of change by the right that they need (docs/architecture.md, kinds of change).
CHANGE_RIGHTS: dict[str, tuple[str, ...]] = {
    Change.TYPO: ("publish_article", "correct_piece"),
    Change.UPDATE: ("publish_article",),
    Change.CLARIFICATION: ("correct_piece",),
    Change.CORRECTION: ("correct_piece",),
    Change.EDITOR_NOTE: ("publish_article", "correct_piece"),
    Change.RETRACTION: ("retract_piece",),
}


def account(user: Somebody) -> User:
    """The account of a request that has passed the desk's door. Raises PermissionDenied on a visitor without one."""
    if not isinstance(user, User):
        raise PermissionDenied
    return user


def has(user: Somebody, right: str) -> bool:
    """One of the desk's own rights, ``publish_article`` say."""
    return bool(user.is_active and user.is_staff and user.has_perm(f"desk.{right}"))


def may_use_desk(user: Somebody) -> bool:
    return bool(user.is_active and user.is_staff and has(user, "view_article"))


def is_own(user: Somebody, article: Article) -> bool:
    """Started by this person, in their byline, or given to them to write."""
    if user.pk is None:
        return False
    return (
        article.created_by_id == user.pk
        or article.bylines.filter(contributor__user=user.pk).exists()
        or article.assignments.filter(to=user.pk, task="write", done_at__isnull=True).exists()
    )


def may_see(user: Somebody, article: Article) -> bool:
    """The draft and everything made from it: history, preview, comments, comparison."""
    if not has(user, "view_article"):
        return False
    if has(user, "edit_any_article") or is_own(user, article) or _is_assigned(user, article):
        return True
    return has(user, "correct_piece") and article.piece_id is not None


def visible_to(user: Somebody, articles: ArticleQuerySet) -> ArticleQuerySet:
    """``may_see`` as a filter."""
    if not has(user, "view_article"):
        return articles.none()
    if has(user, "edit_any_article"):
        return articles
    allowed = Q(created_by=user.pk)
    allowed |= Q(pk__in=Byline.objects.filter(contributor__user=user.pk).values("article"))
    allowed |= Q(pk__in=Assignment.objects.filter(to=user.pk, done_at__isnull=True).values("article"))
    if has(user, "correct_piece"):
        allowed |= Q(piece__isnull=False)
    return articles.filter(allowed)


def may_start(user: Somebody) -> bool:
    return has(user, "add_article")


def may_edit(user: Somebody, article: Article) -> bool:
    """The working copy: one's own, or anybody's for an editor."""
    if article.trashed_at is not None or not has(user, "change_article"):
        return False
    return has(user, "edit_any_article") or is_own(user, article)


def may_comment(user: Somebody, article: Article) -> bool:
    return may_see(user, article) and article.trashed_at is None


def may_submit(user: Somebody, article: Article) -> bool:
    return may_edit(user, article)


def may_approve(user: Somebody, article: Article) -> bool:
    return has(user, "publish_article") and may_see(user, article)


def may_publish(user: Somebody, article: Article) -> bool:
    """First publication, at once or scheduled, and calling a schedule off."""
    return has(user, "publish_article") and may_edit(user, article)


def may_call_off(user: Somebody, article: Article, change: str) -> bool:
    """Take a scheduled version off the schedule: who publishes; a change of a public piece, who may declare its kind.

    ``change`` is the kind that leads the version. A moderator cannot stop a first publication. Asked of a piece that
    the person may see (a calendar asks it of many).
    """
    return may_publish(user, article) or _declares(user, change)


def may_declare(user: Somebody, article: Article, kind: str) -> bool:
    """A change of this kind to the published piece."""
    return may_see(user, article) and _declares(user, kind)


def declarable(user: Somebody, article: Article) -> list[str]:
    """The kinds of change that this person may declare, retraction apart (it has a page of its own)."""
    kinds = [kind for kind in CHANGE_RIGHTS if kind != Change.RETRACTION]
    return [kind for kind in kinds if may_declare(user, article, kind)]


def may_change_published(user: Somebody, article: Article) -> bool:
    return bool(declarable(user, article))


def may_correct(user: Somebody, article: Article) -> bool:
    return may_declare(user, article, Change.CORRECTION)


def may_retract(user: Somebody, article: Article) -> bool:
    return may_declare(user, article, Change.RETRACTION)


def may_withdraw(user: Somebody, article: Article) -> bool:
    return has(user, "retract_piece") and may_see(user, article)


def may_reprint(user: Somebody, article: Article, state: str) -> bool:
    """Put an old version back into print; what was retracted or withdrawn, by those who may do that."""
    if state == State.WITHDRAWN:
        return may_withdraw(user, article)
    if state == State.RETRACTED:
        return may_retract(user, article)
    return state in PUBLIC and may_correct(user, article)


def may_sign(user: Somebody, article: Article) -> bool:
    return has(user, "sign_piece") and may_see(user, article)


def may_assign(user: Somebody, article: Article) -> bool:
    return has(user, "assign_article") and may_see(user, article)


def may_share(user: Somebody, article: Article) -> bool:
    """Hand out a preview link."""
    return may_edit(user, article)


def may_trash(user: Somebody, article: Article) -> bool:
    """Only what never was printed: a published piece is retracted or withdrawn instead."""
    return article.piece_id is None and may_edit(user, article)


def may_waive(user: Somebody) -> bool:
    return has(user, "waive_embargo")


def may_arrange(user: Somebody) -> bool:
    """Arrange the front page: whoever publishes decides what leads."""
    return has(user, "publish_article")


def may_triage(user: Somebody) -> bool:
    return has(user, "triage_report")


def _declares(user: Somebody, kind: str) -> bool:
    return any(has(user, right) for right in CHANGE_RIGHTS.get(kind, ()))


def _is_assigned(user: Somebody, article: Article) -> bool:
    return article.assignments.filter(to=user.pk, done_at__isnull=True).exists()


def create_roles(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Makes the roles, or sets the permissions of those that are there to what stands above. Returns their names."""
    for role in RIGHTS:
        group, _created = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set(_permissions(role, using))
    return list(RIGHTS)


def _permissions(role: str, using: str) -> Iterable[Permission]:
    wanted = {("desk", right) for right in RIGHTS[role]}
    for what, actions in TABLES[role].items():
        for app, model in _tables(what):
            wanted |= {(app, f"{action}_{model}") for action in actions}
    known = Permission.objects.using(using).select_related("content_type")
    by_name = {(permission.content_type.app_label, permission.codename): permission for permission in known}
    return [by_name[name] for name in wanted if name in by_name]


def _tables(what: str) -> list[tuple[str, str]]:
    models: list[type[Model]]
    if what == "article":
        # An interview is an article: whoever may write the one may write the other.
        models = [model for model in apps.get_models() if issubclass(model, Article)]
    elif what in SINGLE_TABLES:
        models = [SINGLE_TABLES[what]]
    else:
        models = list(apps.get_app_config(what).get_models())
    return [(model._meta.app_label, str(model._meta.model_name)) for model in models]
