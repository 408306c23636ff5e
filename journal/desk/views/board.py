"""The board: what waits for whom, and moving a piece from column to column."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.desk import actions, moves, permissions, workflow
from journal.desk.addresses import form_url
from journal.desk.models import Article, Assignment, Proposal
from journal.desk.permissions import Somebody, account
from journal.desk.states import State
from journal.desk.views.access import page

SHOWN = 20  # of each column


def board(request: HttpRequest) -> HttpResponse:
    """What waits for whom: a column a state, each piece with the person whose turn it is and where it can go."""
    if not permissions.may_use_desk(request.user):
        raise Http404
    now = timezone.now()
    visible = permissions.visible_to(request.user, Article.objects.kept())
    context = {
        "title": _("Board"),
        "columns": _columns(request.user, visible, now),
        "proposals": _proposals(request),
        "today": timezone.localdate(now, ZoneInfo(settings.TIME_ZONE)),
    }
    return page(request, "desk/board.html", context)


def _columns(user: Somebody, visible: Any, now: datetime) -> list[dict[str, Any]]:
    """A column a state. States are asked for once, for what is under way; then the few pieces that are shown."""
    found: dict[str, list[int]] = {state.value: [] for state in moves.COLUMNS}
    states = visible.under_way(now).with_state(now).order_by("edited_at", "pk").values_list("pk", "derived_state")
    for pk, state in states:
        if state in found:
            found[state].append(pk)
    tasks = Prefetch("assignments", Assignment.objects.filter(done_at__isnull=True).select_related("to"), "open_tasks")
    wanted = [pk for keys in found.values() for pk in keys[:SHOWN]]
    rows = (
        Article.objects.select_related("created_by").prefetch_related(tasks).defer("document", "words").in_bulk(wanted)
    )
    return [
        _column(user, state, [rows[pk] for pk in found[state][:SHOWN]], len(found[state]) > SHOWN)
        for state in moves.COLUMNS
    ]


def _column(user: Somebody, state: State, rows: list[Any], more: bool) -> dict[str, Any]:
    return {
        "state": state,
        "rows": [_card(user, row, state) for row in rows],
        "more": f"{reverse('admin:desk_article_changelist')}?state={state.value}" if more else "",
    }


def _card(user: Somebody, row: Any, state: State) -> dict[str, Any]:
    ways = moves.open_to(user, row, state)
    verbs = [moves.verb(state, State(to)) for to, why in ways.items() if not why]
    labels = actions.labels()
    return {
        "article": row,
        "url": form_url(row),
        "who": _whose(row, state),
        "tasks": row.open_tasks,
        "ways": json.dumps(ways, ensure_ascii=False),
        "verbs": [(labels[name], reverse(f"admin:desk_{name}", args=[row.pk])) for name in verbs],
    }


def _whose(row: Any, state: State) -> str:
    """Whose turn it is, in words, where nobody was given the piece by name."""
    if row.open_tasks:
        return ""
    if state in (State.SUBMITTED, State.IN_REVIEW):
        return _("any editor")
    if state in (State.APPROVED, State.CHANGED):
        return _("an editor, to publish")
    return str(row.created_by or "")


def _proposals(request: HttpRequest) -> list[Proposal]:
    found = Proposal.objects.filter(settled_at__isnull=True).select_related("article", "proposed_by")
    if not permissions.has(request.user, "sign_piece"):
        found = found.filter(proposed_by=request.user.pk)
    return list(found.defer("copy_data")[:SHOWN])


# -- moving --------------------------------------------------------------------------------------------------------


def _submit(article: Article, revision: int, by: User, now: datetime) -> str:
    workflow.submit(article=article, by=by, now=now)
    return _("Handed in: %(piece)s")


def _take(article: Article, revision: int, by: User, now: datetime) -> str:
    workflow.take(article=article, by=by, now=now)
    return _("Yours to review: %(piece)s")


def _approve(article: Article, revision: int, by: User, now: datetime) -> str:
    workflow.approve(article=article, revision=revision, by=by, now=now)
    return _("Approved: %(piece)s")


RUNS: dict[str, Callable[[Article, int, User, datetime], str]] = {
    "submit": _submit,
    "take": _take,
    "approve": _approve,
}


@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """A card was dropped: ``piece``, its ``revision`` that was seen, the columns that it came ``from`` and goes ``to``.

    Answers {"done"}, {"go": a page that asks more}, or, with 403 or 409, {"why"}: nothing was written then.
    """
    article = _dropped(request)
    now = timezone.now()
    state, to, seen = article.state(now), request.POST.get("to", ""), request.POST.get("from", "")
    if to not in State.values:
        return _no(_("There is no such column."), 400)
    if state != seen:
        return _no(_("Somebody moved this piece meanwhile: %(state)s.") % {"state": state.label}, 409)
    if why := moves.why_not(request.user, article, state, State(to)):
        return _no(why, 403)
    verb = moves.verb(state, State(to))
    if verb in moves.ASKS:
        return JsonResponse({"go": reverse(f"admin:desk_{verb}", args=[article.pk])})
    try:
        said = RUNS[verb](article, _number(request.POST.get("revision", "")), account(request.user), now)
    except ValidationError as refusal:
        return _no(" ".join(refusal.messages), 409)
    messages.success(request, said % {"piece": article.headline})
    return JsonResponse({"done": True})


def _dropped(request: HttpRequest) -> Article:
    """The piece of the card. Raises Http404 for one that this person may not see."""
    article = Article.objects.select_related("piece").filter(pk=_number(request.POST.get("piece", ""))).first()
    if article is None or not permissions.may_see(request.user, article):
        raise Http404
    return article


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _no(why: str, status: int) -> JsonResponse:
    return JsonResponse({"why": why}, status=status)
