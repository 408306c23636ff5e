"""Looking at a piece without changing it: preview, history, one revision against another."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from journal.desk import actions, permissions, saving, scheduled, side_by_side
from journal.desk.addresses import form_url
from journal.desk.handing import free_slug
from journal.desk.models import Article, Revision
from journal.desk.permissions import account
from journal.desk.states import State
from journal.desk.views.access import for_piece, page
from journal.press import presenting
from journal.press.copy import Copy

HISTORY_PAGE = 100


@for_piece()
def preview(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """The reader's page in a frame, with the verbs above it."""
    context = {
        "title": article.headline,
        "article": article,
        "state": article.state(now),
        "desk_actions": actions.for_piece(request.user, article, now),
        "may_edit": permissions.may_edit(request.user, article),
        "may_share": permissions.may_share(request.user, article),
        "waiting": scheduled.of(article, request.user, now),
        "back": form_url(article),
    }
    return page(request, "desk/preview.html", context)


@xframe_options_sameorigin
@for_piece()
def preview_page(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """The piece as readers would get it: the same template, from the working copy."""
    whole = article.whole()
    return reader_page(request, whole, whole.copy(), now)


def reader_page(request: HttpRequest, article: Article, copy: Copy, now: datetime) -> HttpResponse:
    slug, stamps = article.slug or free_slug(article), article.whole().stamps
    shown = presenting.of_copy(copy, now=now, slug=slug, piece=article.piece, stamps=stamps)
    response = render(request, "front/piece.html", {"piece": shown, "preview": True, "canonical": ""})
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response


@for_piece()
def history(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """Every revision, newest first, and what was printed between them."""
    revisions = article.revisions.defer("snapshot").select_related("author").order_by("-number")[:HISTORY_PAGE]
    versions = article.piece.versions.defer("document", "body").order_by("-number") if article.piece else []
    context = {
        "title": _("History"),
        "article": article,
        "revisions": revisions,
        "versions": versions,
        "may_reprint": permissions.may_reprint(request.user, article, article.state(now)),
        "current": _printed_number(article, now),
        "may_edit": permissions.may_edit(request.user, article),
        "back": form_url(article),
    }
    return page(request, "desk/history.html", context)


def _printed_number(article: Article, now: datetime) -> int:
    """The version that readers see; 0 where there is none, or where none of several is to be left out."""
    if article.piece is None or article.state(now) == State.WITHDRAWN:
        return 0
    live = article.piece.versions.live(now).order_by("-number").first()
    return live.number if live else 0


@for_piece()
def revision(request: HttpRequest, article: Article, *, now: datetime, number: int) -> HttpResponse:
    """One revision: what it changed against the one before it, or against ``?against=N``."""
    found = article.revisions.select_related("author").filter(number=number).first()
    if found is None:
        raise Http404
    other = _against(request, article, found)
    lines = side_by_side.lines(other.snapshot if other else {}, found.snapshot)
    context = {
        "title": _("Revision %(number)d") % {"number": number},
        "article": article,
        "revision": found,
        "against": other,
        "lines": lines,
        "changed": any(line.is_changed for line in lines),
        "inline": request.GET.get("shown") == "inline",
        "numbers": article.revisions.order_by("-number").values_list("number", flat=True)[:HISTORY_PAGE],
        "may_edit": permissions.may_edit(request.user, article),
        "back": form_url(article),
    }
    return page(request, "desk/revision.html", context)


def _against(request: HttpRequest, article: Article, found: Revision) -> Revision | None:
    wanted = request.GET.get("against", "")
    if wanted.isdecimal() and len(wanted) < 10:
        return article.revisions.filter(number=int(wanted)).first()
    return article.revisions.filter(number__lt=found.number).order_by("-number").first()


@require_POST
@for_piece(may=permissions.may_edit)
def restore(request: HttpRequest, article: Article, *, now: datetime, number: int) -> HttpResponse:
    """Brings a whole revision back, or one passage of it (``block``)."""
    if not article.revisions.filter(number=number).exists():
        raise Http404
    block = request.POST.get("block", "")
    try:
        if block:
            saving.restore_block(
                article=article,
                number=number,
                block=block,
                base=article.revision,
                by=account(request.user),
                now=now,
            )
        else:
            saving.restore_revision(
                article=article,
                number=number,
                base=article.revision,
                by=account(request.user),
                now=now,
            )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Brought back, as revision %(number)d.") % {"number": article.revision})
    return HttpResponseRedirect(form_url(article))
