"""What the copy desk found in a draft, and letting a finding stand."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.desk import checking, permissions
from journal.desk.addresses import form_url
from journal.desk.models import Article
from journal.desk.permissions import account
from journal.desk.views.access import for_piece, forbidden, page
from journal.desk.views.writing import as_written
from journal.document.blocks import DocumentError


@for_piece()
def checks(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """The findings, the gravest first; a POST lets one of them stand."""
    copy = article.whole().copy()
    may_waive = permissions.may_edit(request.user, article)
    if request.method == "POST":
        if not may_waive:
            return forbidden(request, _("Only who may edit the piece lets a finding stand."), article)
        try:
            checking.waive(
                article=article,
                fingerprint=request.POST.get("fingerprint", ""),
                reason=request.POST.get("reason", ""),
                copy=copy,
                by=account(request.user),
                now=now,
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("It stands, with your reason."))
        return HttpResponseRedirect(reverse("admin:desk_checks", args=[article.pk]))
    found = checking.findings(article, copy, now=now)
    context = {
        "title": _("Checks"),
        "article": article,
        "copy": copy,
        "open": [finding for finding in found if finding.is_open],
        "waived": [finding for finding in found if not finding.is_open],
        "may_waive": may_waive,
        "back": form_url(article),
    }
    return page(request, "desk/checks.html", context)


@require_POST
@for_piece(may=permissions.may_edit)
def live(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """The findings in the text that is in the form now; nothing is saved. 422 with a sentence where it is damaged."""
    try:
        found = checking.beside_the_text(article, as_written(request, article), now=now)
    except DocumentError:
        return _refused(_("The text cannot be read. Save it to see what is wrong."))
    except checking.TooLong as refusal:
        return _refused(" ".join(refusal.messages))
    response = JsonResponse(found)
    add_never_cache_headers(response)
    return response


@require_POST
@for_piece(may=permissions.may_edit)
def let_stand(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """Lets a finding stand that was found in the text that is in the form now, with the reason that was given."""
    try:
        copy = as_written(request, article)
        checking.waive(
            article=article,
            fingerprint=request.POST.get("fingerprint", ""),
            reason=request.POST.get("reason", "").replace("\0", ""),
            copy=copy,
            by=account(request.user),
            now=now,
        )
    except DocumentError:
        return _refused(_("The text cannot be read. Save it to see what is wrong."))
    except ValidationError as refusal:
        return _refused(" ".join(refusal.messages))
    return JsonResponse({})


def _refused(said: str) -> HttpResponse:
    return JsonResponse({"said": said}, status=422)
