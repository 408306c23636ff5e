"""Screens and buttons for the way of a draft."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from journal.desk import actions, permissions, remarks, workflow
from journal.desk.addresses import form_url
from journal.desk.forms import AssignForm, CommentForm, ReasonForm
from journal.desk.models import Article
from journal.desk.permissions import account
from journal.desk.views.access import for_piece, page


def _simple(verb: str, run: Callable[[HttpRequest, Article, datetime], Any], done: Any, question: Any) -> Any:
    """A verb without a form: a page that asks once (GET), and does it (POST)."""

    @for_piece(verb)
    def view(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
        if request.method != "POST":
            context = {
                "title": question,
                "article": article,
                "yes": actions.labels()[verb].removesuffix(" …"),
                "back": form_url(article),
            }
            return page(request, "desk/confirm.html", context)
        try:
            run(request, article, now)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, done)
        return HttpResponseRedirect(form_url(article))

    return view


def _approve(request: HttpRequest, article: Article, now: datetime) -> None:
    workflow.approve(article=article, revision=article.revision, by=account(request.user), now=now)


submit = _simple(
    "submit",
    lambda request, article, now: workflow.submit(article=article, by=account(request.user), now=now),
    gettext_lazy("Handed in. The editors see it on their first page."),
    gettext_lazy("Hand this draft in?"),
)
take = _simple(
    "take",
    lambda request, article, now: workflow.take(article=article, by=account(request.user), now=now),
    gettext_lazy("It is yours to review."),
    gettext_lazy("Take this draft for review?"),
)
approve = _simple("approve", _approve, gettext_lazy("Approved."), gettext_lazy("Approve this draft as it stands?"))
trash = _simple(
    "trash",
    lambda request, article, now: workflow.trash(article=article, by=account(request.user), now=now),
    gettext_lazy("In the bin. It can be taken out again."),
    gettext_lazy("Throw this draft away?"),
)
untrash = _simple(
    "untrash",
    lambda request, article, now: workflow.untrash(article=article),
    gettext_lazy("Out of the bin again."),
    gettext_lazy("Take this draft out of the bin?"),
)


@for_piece("send_back")
def send_back(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            workflow.send_back(
                article=article,
                reason=form.cleaned_data["reason"],
                by=account(request.user),
                now=now,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Sent back to its writer, with your comment."))
            return HttpResponseRedirect(form_url(article))
    context = {"title": _("Send back"), "article": article, "form": form, "submit": _("Send back")}
    return page(request, "desk/form.html", {**context, "back": form_url(article)})


@for_piece("assign")
def assign(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    form = AssignForm(request.POST or None)
    if form.is_valid():
        workflow.assign(article=article, by=account(request.user), now=now, **form.cleaned_data)
        messages.success(request, _("Given to %(who)s.") % {"who": form.cleaned_data["to"]})
        return HttpResponseRedirect(form_url(article))
    context = {"title": _("Give out work"), "article": article, "form": form, "submit": _("Assign")}
    return page(request, "desk/form.html", {**context, "back": form_url(article)})


@require_POST
@for_piece()
def finish(request: HttpRequest, article: Article, *, now: datetime, assignment: int) -> HttpResponse:
    """A task is done: said by whom it was given to, or by whoever gives out work."""
    found = article.assignments.filter(pk=assignment).first()
    if found is None or not (found.to_id == request.user.pk or permissions.may_assign(request.user, article)):
        raise Http404
    workflow.finish(assignment=found, now=now)
    messages.success(request, _("Done."))
    return HttpResponseRedirect((request.POST.get("next") == "home" and reverse("admin:index")) or form_url(article))


@for_piece(may=permissions.may_comment)
def comment(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """A remark on the piece or on one passage (``?block=`` chooses it beforehand)."""
    initial = {"block": request.GET.get("block", "")}
    form = CommentForm(request.POST or None, passages=remarks.passages(article.copy_document()), initial=initial)
    if form.is_valid():
        workflow.remark(article=article, by=account(request.user), now=now, **form.cleaned_data)
        return HttpResponseRedirect(form_url(article) + "#comments")
    context = {"title": _("Comment"), "article": article, "form": form, "submit": _("Comment")}
    return page(request, "desk/form.html", {**context, "back": form_url(article)})


@require_POST
@for_piece(may=permissions.may_comment)
def settle_comment(request: HttpRequest, article: Article, *, now: datetime, comment: int) -> HttpResponse:
    found = article.comments.filter(pk=comment, resolved_at__isnull=True).first()
    if found is None:
        raise Http404
    found.resolved_at, found.resolved_by = now, account(request.user)
    found.save(update_fields=["resolved_at", "resolved_by"])
    return HttpResponseRedirect(form_url(article) + "#comments")
