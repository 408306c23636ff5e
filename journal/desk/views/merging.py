"""When somebody saved in between, who else is writing, and the saves that nobody asked for."""

import json
from datetime import datetime

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.desk import permissions, presence, saving
from journal.desk.addresses import admin_of, form_url
from journal.desk.comparing import stale_context
from journal.desk.models import Article
from journal.desk.permissions import account
from journal.desk.views.access import for_piece, page


@require_POST
@for_piece(may=permissions.may_edit)
def merge(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """Saves the merge that the page after a stale save offered, conflicts settled as chosen there."""
    given = request.POST.dict()
    choices = {name.removeprefix("choice-"): str(given[name]) for name in given if name.startswith("choice-")}
    try:
        saving.save_merged(
            article=article,
            mine=_mine(request),
            base=int(request.POST.get("base", "")),
            theirs=int(request.POST.get("theirs", "")),
            choices=choices,
            by=account(request.user),
            now=now,
        )
    except saving.StaleSave as stale:
        return page(request, "desk/stale.html", stale_context(article, stale), status=409)
    except (ValidationError, ValueError, KeyError, article.revisions.model.DoesNotExist) as error:
        reason = " ".join(error.messages) if isinstance(error, ValidationError) else _("This form is damaged.")
        context = {"title": _("Not saved"), "article": article, "reason": reason, "mine": request.POST.get("mine", "")}
        return page(request, "desk/not_saved.html", context, status=400)
    messages.success(request, _("Both texts are joined, as revision %(number)d.") % {"number": article.revision})
    return HttpResponseRedirect(form_url(article))


def _mine(request: HttpRequest) -> dict[str, object]:
    """What was typed, as the page carried it. Raises ValueError on anything but a snapshot's parts."""
    mine = json.loads(request.POST.get("mine", ""))
    if not isinstance(mine, dict):
        raise ValueError("not an object")
    return {name: mine[name] for name in (*saving.COLUMNS, *saving.KEYS, *saving.RELATIONS) if name in mine}


@require_POST
@for_piece(may=permissions.may_edit)
def autosave(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """Saves the fields of the form while somebody types. Answers with the revision that stands, or 409 and whose it is.

    Rows beside the text (byline, links) are kept for the save that a person asks for.
    """
    whole = article.whole()
    form_class = admin_of(admin.site, article).get_form(request, whole, change=True)
    form = form_class(request.POST, instance=whole)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        revision = saving.autosave(
            article=article,
            changes=form.changes(),
            base=form.cleaned_data["base"],
            by=account(request.user),
            now=now,
        )
    except saving.StaleSave as stale:
        return JsonResponse({"who": str(stale.current.author or ""), "number": stale.current.number}, status=409)
    except ValidationError as refusal:
        return JsonResponse({"errors": refusal.messages}, status=422)
    return JsonResponse({"revision": revision.number})


@require_POST
@for_piece(may=permissions.may_edit)
def present(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """A sign of life from an open form. Answers who else has it open, in words, and the revision that stands."""
    others = presence.seen(article, account(request.user), now)
    return JsonResponse({"others": presence.sentence(others), "revision": article.revision})
