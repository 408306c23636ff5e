"""The desk's first page: what waits for me, what goes live, what is under embargo until when."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from journal.desk import permissions, shelving, telling
from journal.desk.addresses import add_url, form_url
from journal.desk.models import Article, Assignment, Comment, Proposal
from journal.desk.permissions import account
from journal.desk.querysets import ArticleQuerySet
from journal.desk.states import State
from journal.press.datelines import stamp
from journal.press.kinds import Kind
from journal.press.models import Embargo, Report, Version

SHOWN = 8
SOON = timedelta(days=7)


def home_context(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """Everything that the first page shows; sections without rows are left to the template's empty states."""
    user = request.user
    visible = permissions.visible_to(user, Article.objects.kept())
    own = _linked(visible.of(account(user)).with_state(now).order_by("-edited_at")[:SHOWN])
    return {
        "tasks": _tasks(request),
        "proposals": _proposals(request),
        "comments": _comments(request, visible),
        "submitted": _linked(_waiting(visible, now)) if permissions.has(user, "publish_article") else None,
        "own": own,
        "conflicts": _linked(visible.exclude(conflict="")[:SHOWN]),
        "upcoming": _upcoming(visible, now),
        "embargoes": _embargoes(now),
        "kinds": [(kind.label, add_url(kind)) for kind in Kind] if permissions.may_start(user) else [],
        "may_waive": permissions.may_waive(user),
        "rights": shelving.running_out(now) if user.has_perm("pictures.change_picture") else [],
        "reported": _reported(request, visible) if not permissions.may_triage(user) else [],
        "reports": _open_reports() if permissions.may_triage(user) else None,
        "first_visit": not own,
    }


def _open_reports() -> list[dict[str, Any]]:
    """What readers say is wrong, the oldest first: as many as are shown, and one more where there are more."""
    found = Report.objects.filter(state=Report.State.OPEN, duplicate_of__isnull=True).order_by("created_at", "pk")
    return [
        {
            "pk": report.pk,
            "wrong": report.wrong,
            "headline": report.version.headline,
            "when": stamp(report.created_at, settings.TIME_ZONE),
        }
        for report in found.select_related("version").defer("version__document", "version__body")[: SHOWN + 1]
    ]


def _tasks(request: HttpRequest) -> list[Assignment]:
    found = (
        Assignment.objects.filter(to=request.user.pk, done_at__isnull=True, article__trashed_at__isnull=True)
        .select_related("article", "by")
        .order_by("due", "at")
    )
    return list(found[: 2 * SHOWN])


def _comments(request: HttpRequest, visible: ArticleQuerySet) -> list[tuple[Comment, str]]:
    """(comment, where it stands) of open ones that name this person or stand at a piece of theirs, as letters tell."""
    user = account(request.user)
    own = visible.filter(pk=OuterRef("article")).written_by(user)
    called = Q(text__icontains=f"@{user.username}")
    rows: Any = Comment.objects.annotate(is_own=Exists(own)).filter(
        called | Q(is_own=True), resolved_at__isnull=True, article__in=visible.values("pk")
    )
    rows = rows.exclude(author=user.pk).select_related("article", "author", "link").order_by("-at", "-pk")
    # The database finds the name anywhere; "@vera" calls nobody in "@veranda".
    found = [row for row in rows[: 3 * SHOWN] if row.is_own or user.username.lower() in telling.names_in(row.text)]
    return [(row, f"{form_url(row.article)}#comments") for row in found[:SHOWN]]


def _reported(request: HttpRequest, visible: ArticleQuerySet) -> list[tuple[str, str, str]]:
    """(what is wrong, headline, where it is edited) of readers' reports at own pieces, for who does not handle them."""
    own = visible.written_by(account(request.user)).printed()
    found = Report.objects.filter(state=Report.State.OPEN, duplicate_of__isnull=True, piece__in=own.values("piece"))
    rows = list(found.order_by("created_at", "pk")[:SHOWN])
    pieces = {piece.piece_id: piece for piece in own.filter(piece__in=[row.piece_id for row in rows])}
    return [(row.wrong, pieces[row.piece_id].headline, form_url(pieces[row.piece_id])) for row in rows]


def _proposals(request: HttpRequest) -> list[Proposal]:
    """Changes to sign for whoever signs; one's own that wait for somebody else, too."""
    found = Proposal.objects.filter(settled_at__isnull=True).select_related("article", "proposed_by")
    if not permissions.has(request.user, "sign_piece"):
        found = found.filter(proposed_by=request.user.pk)
    return list(found.defer("copy_data")[:SHOWN])


def _waiting(visible: ArticleQuerySet, now: datetime) -> ArticleQuerySet:
    waiting: Any = visible.filter(submitted_at__isnull=False, piece__isnull=True).with_state(now)
    return waiting.filter(derived_state__in=[State.SUBMITTED, State.IN_REVIEW, State.APPROVED]).order_by(
        "submitted_at"
    )[: 2 * SHOWN]


def _upcoming(visible: ArticleQuerySet, now: datetime) -> list[dict[str, Any]]:
    """What goes live within a week, the next first."""
    versions = Version.objects.scheduled(now).filter(live_from__lt=now + SOON).order_by("live_from")
    rows = list(versions.only("piece_id", "headline", "live_from", "hidden_until")[: 2 * SHOWN])
    articles = {article.piece_id: article for article in visible.filter(piece__in=[row.piece_id for row in rows])}
    return [
        {
            "headline": row.headline,
            "url": form_url(articles[row.piece_id]),
            "when": stamp(row.live_from, settings.TIME_ZONE),
            "today": _day(row.live_from) == _day(now),
            "tomorrow": _day(row.live_from) == _day(now) + timedelta(days=1),
        }
        for row in rows
        if row.piece_id in articles
    ]


def _day(instant: datetime) -> date:
    return instant.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def _embargoes(now: datetime) -> list[dict[str, Any]]:
    found = Embargo.objects.standing().select_related("film", "edition__festival", "piece")
    rows = [
        embargo for embargo in found.order_by("lifts_at")[:50] if embargo.lifts_at is None or embargo.lifts_at > now
    ]
    return [
        {
            "what": str(embargo.film or embargo.edition or embargo.piece),
            "kind": embargo.get_kind_display(),
            "lifts": stamp(embargo.lifts_at, embargo.zone) if embargo.lifts_at else _("open"),
            "pk": embargo.pk,
        }
        for embargo in rows[:SHOWN]
    ]


def _linked(articles: Any) -> list[tuple[Article, str, State | None]]:
    """(piece, where it is edited, its state where the query knew it)."""
    return [(article, form_url(article), _known_state(article)) for article in articles]


def _known_state(article: Article) -> State | None:
    derived = getattr(article, "derived_state", None)
    return State(derived) if derived else None
