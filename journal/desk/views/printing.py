"""From the desk to the press: first publication, the schedule, legal removal."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from journal.desk import checking, handing, permissions, scheduled, shelving
from journal.desk.addresses import form_url
from journal.desk.comparing import differences
from journal.desk.forms import PublishForm, ReasonForm, WithdrawForm
from journal.desk.models import Article
from journal.desk.permissions import account
from journal.desk.readiness import gaps
from journal.desk.views.access import for_piece, forbidden, page
from journal.press import embargoing, publishing, rulings
from journal.press.datelines import stamp
from journal.press.declaring import Refused, Signatures
from journal.press.models import Embargo


@for_piece("publish")
def publish(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """First publication, at once or on a date."""
    form = PublishForm(request.POST or None, initial={"revision": article.revision})
    copy = article.whole().copy()
    found = [finding for finding in checking.findings(article, copy, now=now) if finding.is_open]
    if form.is_valid() and not _stopped(form, found):
        at = form.cleaned_data["at"]
        try:
            version = handing.print_first(
                article=article,
                revision=form.cleaned_data["revision"],
                signed=Signatures(by=account(request.user), token=form.cleaned_data["token"]),
                now=now,
                at=at,
            )
        except Refused as refusal:
            form.add_error(None, refusal)
        else:
            said = _("Scheduled for %(when)s.") if at else _("Published. Readers see it now.")
            messages.success(request, said % {"when": stamp(version.live_from, settings.TIME_ZONE)})
            return HttpResponseRedirect(form_url(article))
    context = {
        "title": _("Publish"),
        "article": article,
        "copy": copy,
        "form": form,
        "slug": article.slug or handing.free_slug(article),
        "gaps": gaps(copy),
        "found": found,
        "embargo": _embargo(article, copy, now),
        "back": form_url(article),
    }
    return page(request, "desk/publish.html", context)


def _stopped(form: PublishForm, found: list[checking.Finding]) -> bool:
    """Says at the form what has to be mended first."""
    grave = checking.blocking(found)
    for finding in grave:
        form.add_error(None, _("%(finding)s Mend it, then publish.") % {"finding": finding.said})
    return bool(grave)


def waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets an embargo aside, with the reason that is kept."""
    embargo = Embargo.objects.standing().filter(pk=pk).first()
    if embargo is None or not permissions.may_use_desk(request.user):
        raise Http404
    if not permissions.may_waive(request.user):
        return forbidden(request, _("Only the editor in chief waives an embargo."))
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = _("Why it is waived")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        for version in embargoing.waive(embargo=embargo, by=account(request.user), reason=reason, now=timezone.now()):
            messages.warning(request, _("“%(piece)s” is no longer held back.") % {"piece": version.headline})
        messages.success(request, _("The embargo is waived; your reason is kept."))
        return HttpResponseRedirect(reverse("admin:index"))
    context = {
        "title": _("Waive the embargo on %(what)s") % {"what": embargo.film or embargo.edition or embargo.piece},
        "form": form,
        "submit": _("Waive"),
        "grave": True,
        "back": reverse("admin:press_embargo_change", args=[embargo.pk]),
    }
    return page(request, "desk/form.html", context)


def _embargo(article: Article, copy: Any, now: datetime) -> str:
    """The embargo that stands over the piece, in words; "" where none does."""
    standing = rulings.ruling(
        films=[link.film for link in copy.films],
        editions=[link.edition for link in copy.editions],
        piece=article.piece,
        at=now,
    )
    if standing is None:
        return ""
    if standing.lifts_at == rulings.FOREVER:
        return _("An embargo without an end stands over this piece.")
    return _("An embargo stands until %(when)s.") % {"when": stamp(standing.lifts_at, settings.TIME_ZONE)}


@for_piece()
def unschedule(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """Takes off the schedule what waits for its instant, a first publication or a change; first shows what that is."""
    waiting = scheduled.of(article, request.user, now)
    if not (waiting.call_off if waiting else permissions.may_publish(request.user, article)):
        return forbidden(request, _("Editors decide on the schedule; moderators on that of a correction."), article)
    if request.method == "POST":
        try:
            handing.unschedule(article=article, signed=Signatures(by=account(request.user)), now=now)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Off the schedule. Its text stays in the draft."))
        return HttpResponseRedirect(form_url(article))
    public = article.piece.versions.was_public(now).order_by("-number").first() if article.piece else None
    context = {
        "title": _("Take off the schedule?"),
        "article": article,
        "waiting": waiting,
        "public": public,
        "differences": differences(public.copy(), waiting.version.copy()) if public and waiting else [],
        "back": form_url(article),
    }
    return page(request, "desk/unschedule.html", context)


@for_piece("withdraw")
def withdraw(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """A legal removal."""
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            if article.piece is None:
                raise Refused(_("This piece is not published yet."), code="unpublished")
            publishing.withdraw(
                piece=article.piece,
                public_reason=form.cleaned_data["public_reason"],
                signed=Signatures(by=account(request.user), reason=form.cleaned_data["reason"]),
                now=now,
            )
        except Refused as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Withdrawn. The address answers with your sentence."))
            if shelving.settle(now=now).failed:
                messages.warning(request, _("Some of its pictures are not taken down yet. Tell who runs the site."))
            return HttpResponseRedirect(form_url(article))
    context = {
        "title": _("Withdraw"),
        "article": article,
        "form": form,
        "submit": _("Withdraw for legal reasons"),
        "grave": True,
        "lead": _("The address will answer 410 with your sentence, and no page will show the text, old or new."),
        "back": form_url(article),
    }
    return page(request, "desk/form.html", context)
