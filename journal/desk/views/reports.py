"""Readers' reports of errors: the queue, and what becomes of each."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.desk import permissions
from journal.desk.models import Article
from journal.desk.permissions import account
from journal.desk.views.access import forbidden, page
from journal.press import reporting
from journal.press.datelines import stamp
from journal.press.declaring import Refused
from journal.press.models import Report, Version

SHOWN = 50


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Answer to the reader"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Seen under the reader’s private link, by whoever has it."),
    )


class JoinForm(forms.Form):
    of = forms.ModelChoiceField(Report.objects.none(), label=gettext_lazy("Same as"))

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].queryset = others(report)  # type: ignore[attr-defined]


def others(report: Report) -> Any:
    """Reports about the same piece that this one may be the double of, open ones first to be seen."""
    return Report.objects.filter(piece=report.piece_id, duplicate_of__isnull=True).exclude(pk=report.pk)


def for_triage(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answer(request: HttpRequest, **rest: Any) -> HttpResponse:
        if not permissions.may_triage(request.user):
            return forbidden(request, _("Moderators and editors handle readers’ reports."))
        return view(request, **rest)

    return answer


@for_triage
def queue(request: HttpRequest) -> HttpResponse:
    """Open reports, the oldest first; what was closed last below."""
    single = Report.objects.filter(duplicate_of__isnull=True).select_related("version").prefetch_related("duplicates")
    waiting = list(single.filter(state=Report.State.OPEN)[:SHOWN])
    closed = list(single.exclude(state=Report.State.OPEN).order_by("-closed_at")[:SHOWN])
    context = {"title": _("Readers’ reports"), "waiting": _rows(waiting), "closed": _rows(closed)}
    return page(request, "desk/reports.html", context)


@for_triage
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report with the passage: accept it, refuse it, or join it to another."""
    found = Report.objects.select_related("version", "piece", "duplicate_of", "closed_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    form = AnswerForm(request.POST if {"_accept", "_refuse"} & set(request.POST) else None)
    joining = JoinForm(request.POST if "_join" in request.POST else None, report=found)
    if request.method == "POST":
        answer = _settle(request, found, form, joining)
        if answer is not None:
            return answer
    article = Article.objects.filter(piece=found.piece_id).first()
    context = {
        "title": _("A reader’s report"),
        "report": found,
        "when": stamp(found.created_at, settings.TIME_ZONE),
        "passages": _passages(found),
        "form": form,
        "joining": joining if others(found).exists() and not found.duplicates.exists() else None,
        "doubles": found.duplicates.all(),
        "correct": _correct_url(request, article, found),
        "note": reporting.answering(found.duplicate_of or found, timezone.now()),
        "queue": reverse("admin:desk_reports"),
    }
    return page(request, "desk/report.html", context)


def _settle(request: HttpRequest, found: Report, form: AnswerForm, joining: JoinForm) -> HttpResponse | None:
    """Does what the button says; None where the form has to be looked at again."""
    now = timezone.now()
    try:
        if joining.is_bound and joining.is_valid():
            reporting.join(report=found, of=joining.cleaned_data["of"], now=now)
            messages.success(request, _("Joined. It shares the other report’s fate."))
            return HttpResponseRedirect(reverse("admin:desk_report", args=[joining.cleaned_data["of"].pk]))
        if not form.is_bound or not form.is_valid():
            return None
        verb = reporting.accept if "_accept" in request.POST else reporting.refuse
        verb(report=found, answer=form.cleaned_data["answer"], by=account(request.user), now=now)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None
    if "_refuse" in request.POST:
        messages.success(request, _("Closed. The reader finds your answer under the private link."))
        return HttpResponseRedirect(reverse("admin:desk_reports"))
    messages.success(request, _("Accepted. Correct the passage, and say in the notice what was wrong."))
    return HttpResponseRedirect(reverse("admin:desk_report", args=[found.pk]))


def _rows(reports: list[Report]) -> list[tuple[Report, str, int]]:
    """(report, when it came, how many doubles it has)."""
    return [(one, stamp(one.created_at, settings.TIME_ZONE), len(one.duplicates.all())) for one in reports]


def _passages(found: Report) -> list[tuple[str, str, str]]:
    """(id, words as read, words as they stand now or "") of each passage that the report is about."""
    read = {block.id: block.plain() for block in found.version.copy().document}
    current = Version.objects.was_public(timezone.now()).filter(piece=found.piece_id).order_by("-number").first()
    now = {block.id: block.plain() for block in current.copy().document} if current else {}
    return [(id, read[id], now.get(id, "") if now.get(id) != read[id] else "") for id in found.blocks if id in read]


def _correct_url(request: HttpRequest, article: Article | None, found: Report) -> str:
    """The correction screen of the piece, at the passage; "" for whoever may not correct.

    It carries the report, so that the correction is known to answer it.
    """
    if article is None or not permissions.may_correct(request.user, article):
        return ""
    anchor = f"#{found.blocks[0]}" if found.blocks else ""
    return f"{reverse('admin:desk_correct', args=[article.pk])}?report={found.pk}{anchor}"
