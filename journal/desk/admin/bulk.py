"""What can be done to many pieces of the list at once."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from journal.desk import bulk, handing, workflow
from journal.desk.addresses import form_url
from journal.desk.fields import InstantField
from journal.desk.forms import AssignForm
from journal.desk.models import Article
from journal.desk.permissions import account
from journal.desk.views.access import page
from journal.press.declaring import Signatures


class ScheduleForm(forms.Form):
    at = InstantField(
        label=gettext_lazy("Goes live"), help_text=gettext_lazy("All of them at this instant. Embargoes are kept.")
    )


class BulkActions(admin.ModelAdmin):
    """Mixin for the admin of pieces: actions of its list."""

    actions = ["assign_all", "submit_all", "approve_all", "schedule_all"]

    @admin.action(description=gettext_lazy("Assign …"))
    def assign_all(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        def act(article: Article, given: dict[str, Any]) -> object:
            return workflow.assign(article=article, by=account(request.user), now=timezone.now(), **given)

        return self._asked(request, queryset, "assign", AssignForm, act)

    @admin.action(description=gettext_lazy("Hand in …"))
    def submit_all(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        def act(article: Article, given: dict[str, Any]) -> object:
            return workflow.submit(article=article, by=account(request.user), now=timezone.now())

        return self._asked(request, queryset, "submit", forms.Form, act)

    @admin.action(description=gettext_lazy("Approve as they stand …"))
    def approve_all(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        def act(article: Article, given: dict[str, Any]) -> object:
            by = account(request.user)
            return workflow.approve(article=article, revision=article.revision, by=by, now=timezone.now())

        return self._asked(request, queryset, "approve", forms.Form, act)

    @admin.action(description=gettext_lazy("Schedule …"))
    def schedule_all(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        def act(article: Article, given: dict[str, Any]) -> object:
            signed = Signatures(by=account(request.user))
            return handing.print_first(
                article=article, revision=article.revision, signed=signed, now=timezone.now(), at=given["at"]
            )

        return self._asked(request, queryset, "publish", ScheduleForm, act)

    def _asked(
        self,
        request: HttpRequest,
        queryset: QuerySet,
        verb: str,
        form_class: type[forms.BaseForm],
        act: Callable[[Article, dict[str, Any]], object],
    ) -> HttpResponse:
        """First the page that names the pieces and asks what is needed, then the deed."""
        form = form_class(request.POST if "_apply" in request.POST else None)
        pieces = self._pieces(queryset)
        if form.is_valid():
            outcomes = bulk.run(pieces, verb, lambda piece: act(piece, form.cleaned_data), account(request.user))
            return _told(outcomes) if _for_script(request) else self._shown(request, queryset, outcomes)
        labels = {"assign": _("Assign"), "submit": _("Hand in"), "approve": _("Approve"), "publish": _("Schedule")}
        context = {
            "title": ngettext("%(verb)s %(number)d piece", "%(verb)s %(number)d pieces", len(pieces))
            % {"verb": labels[verb], "number": len(pieces)},
            "form": form,
            "pieces": pieces,
            "left": self._left(queryset),
            "action": request.POST["action"],
            "checkbox": ACTION_CHECKBOX_NAME,
            "back": request.get_full_path(),
        }
        return page(request, "desk/bulk_form.html", context, status=422 if _for_script(request) else 200)

    def _shown(self, request: HttpRequest, queryset: QuerySet, outcomes: list[bulk.Outcome]) -> HttpResponse:
        context = {
            "title": _("What was done"),
            "done": [(outcome.article, form_url(outcome.article)) for outcome in outcomes if outcome.done],
            "refused": [(found.article, form_url(found.article), found.why) for found in outcomes if not found.done],
            "left": self._left(queryset),
            "back": request.get_full_path(),
        }
        return page(request, "desk/bulk.html", context)

    def _left(self, queryset: QuerySet) -> str:
        return _("Only the first %(limit)d are looked at.") % {"limit": bulk.LIMIT} if self._more(queryset) else ""

    def _pieces(self, queryset: QuerySet) -> list[Article]:
        """The pieces as plain rows: what the list annotates would be taken for the state after the deed."""
        keys = list(queryset.order_by("-edited_at", "-pk").values_list("pk", flat=True)[: bulk.LIMIT])
        found = Article.objects.select_related("piece", "created_by").in_bulk(keys)
        return [found[key] for key in keys]

    def _more(self, queryset: QuerySet) -> bool:
        return queryset.order_by()[bulk.LIMIT : bulk.LIMIT + 1].exists()


def _for_script(request: HttpRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")


def _told(outcomes: list[bulk.Outcome]) -> JsonResponse:
    """What became of a few pieces, for the script that sends many of them a few at a time and shows how far it is."""
    return JsonResponse(
        {"outcomes": [{"piece": str(found.article.pk), "done": found.done, "why": found.why} for found in outcomes]}
    )
