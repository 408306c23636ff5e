"""The list of all pieces, and the form of those that have no form of their own."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from journal.cinema.models import Edition
from journal.desk import permissions
from journal.desk.addresses import form_url
from journal.desk.admin.bulk import BulkActions
from journal.desk.admin.columns import ChosenColumns
from journal.desk.admin.inlines import ReviewInline
from journal.desk.admin.working_copy import SIDE, WorkingCopyAdmin
from journal.desk.list_columns import PARAMETER
from journal.desk.models import Article, Byline
from journal.desk.permissions import account
from journal.desk.states import State
from journal.press.datelines import stamp
from journal.press.kinds import Kind

CHOICES_KEPT = 60  # seconds for which the names in a filter are remembered
EDITIONS_SHOWN = 40


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return State.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        if self.value() in State.values:
            return queryset.in_state(self.value(), timezone.now())
        # What was thrown away is out of sight until somebody looks for it.
        return queryset.filter(trashed_at__isnull=True)


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind__exact"  # the name of Django's own filter, so that views kept earlier still open

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return Kind.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        return queryset.filter(kind=self.value()) if self.value() in Kind.values else queryset


class EditedFilter(admin.SimpleListFilter):
    title = _("edited")
    parameter_name = "edited"
    days = {"1": _("in the last day"), "7": _("in the last 7 days"), "30": _("in the last 30 days")}

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [*self.days.items(), ("older", _("longer ago"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        now = timezone.now()
        if self.value() == "older":
            return queryset.filter(edited_at__lt=now - timedelta(days=30))
        if self.value() in self.days:
            return queryset.filter(edited_at__gte=now - timedelta(days=int(self.value() or 0)))
        return queryset


class WhoseFilter(admin.SimpleListFilter):
    title = _("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("mine", _("mine")), ("assigned", _("given to me")), ("unassigned", _("nobody’s task"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        if self.value() == "mine":
            return queryset.of(account(request.user))
        if self.value() == "assigned":
            return queryset.assigned_to(account(request.user))
        if self.value() == "unassigned":
            return queryset.unassigned()
        return queryset


class AssigneeFilter(admin.SimpleListFilter):
    title = _("assignee")
    parameter_name = "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return cache.get_or_set("desk-assignees", self._people, CHOICES_KEPT)

    def _people(self) -> list[tuple[str, str]]:
        people = User.objects.filter(is_active=True, is_staff=True).order_by("username")
        return [(str(user.pk), str(user)) for user in people]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        value = self.value() or ""
        return queryset.assigned_to(int(value)) if value.isdecimal() and len(value) < 10 else queryset


class FestivalFilter(admin.SimpleListFilter):
    title = _("festival")
    parameter_name = "festival"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return cache.get_or_set("desk-festivals", self._editions, CHOICES_KEPT)

    def _editions(self) -> list[tuple[str, str]]:
        used = Article.objects.filter(edition__isnull=False).order_by().values("edition").distinct()
        editions = Edition.objects.filter(pk__in=used).select_related("festival").order_by("-year", "festival__name")
        return [(str(edition.pk), str(edition)) for edition in editions[:EDITIONS_SHOWN]]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        value = self.value() or ""
        return queryset.at_festival(int(value)) if value.isdecimal() and len(value) < 10 else queryset


class PieceList(ChangeList):
    """A page of the list. Nothing is counted: one row more than the page says whether there is another page."""

    more = False
    model_admin: Any  # with ``beside``

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        found = super().get_queryset(request, exclude_parameters)
        found = self.model_admin.beside(request, found.defer("document", "words", "notes"))
        if "shown_byline" not in self.list_display:
            return found
        return found.prefetch_related(Prefetch("bylines", Byline.objects.select_related("contributor")))

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """Which columns are shown is no question about the rows."""
        return {name: value for name, value in super().get_filters_params(params).items() if name != PARAMETER}

    def get_results(self, request: HttpRequest) -> None:
        start = (self.page_num - 1) * self.list_per_page
        rows = list(self.queryset[start : start + self.list_per_page + 1]) if start >= 0 else []
        if not rows and self.page_num != 1:
            raise IncorrectLookupParameters
        self.result_list = rows[: self.list_per_page]
        self.more = len(rows) > self.list_per_page
        self.multi_page = self.more or start > 0
        self.result_count = start + len(rows)
        self.full_result_count = None
        self.show_full_result_count = self.can_show_all = False
        self.show_admin_actions = bool(rows)
        self.paginator = self.model_admin.get_paginator(request, self.result_list, self.list_per_page)

    @property
    def page_before(self) -> str:
        return self.get_query_string({"p": self.page_num - 1})

    @property
    def page_after(self) -> str:
        return self.get_query_string({"p": self.page_num + 1})


@admin.register(Article)
class ArticleAdmin(BulkActions, ChosenColumns, WorkingCopyAdmin):
    fieldsets = [
        (None, {"fields": ["headline", "dek", "document"]}),
        (_("Publication"), {"fields": ["kind", "slug", "lang", "translation_of"], "classes": [SIDE]}),
        (_("Picture, festival, topics"), {"fields": ["picture", "edition", "topics"], "classes": [SIDE]}),
        (_("For the desk"), {"fields": ["notes"], "classes": [SIDE]}),
    ]
    list_display = ["piece_link", "shown_state", "kind", "shown_byline", "shown_edited", "shown_live_date"]
    list_display_links = None
    change_list_template = "desk/piece_list.html"
    actions = BulkActions.actions
    list_filter = [StateFilter, KindFilter, WhoseFilter, AssigneeFilter, FestivalFilter, EditedFilter]
    search_fields = ["headline"]  # switches the search on; get_search_results looks further
    empty_value_display = ""
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    ordering = ["-edited_at", "-pk"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        context = {
            **(extra_context or {}),
            "saved_views": [view for view in self.views(request) if view.name],
            "filtered": any(value for name, value in request.GET.items() if name not in ("o", "p", "e", PARAMETER)),
            "column_choices": self.column_choices(request),
            "columns": ",".join(self.columns(request)),
            "own_columns": request.GET.get(PARAMETER, ""),
            "may_drop_all": permissions.has(request.user, "edit_any_article"),
        }
        return super().changelist_view(request, context)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        found: Any = super().get_queryset(request)
        return found.with_state(timezone.now())

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return PieceList

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[QuerySet, bool]:
        return queryset.search(search_term), False

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> list[Any]:
        kind = obj.kind if obj is not None else request.POST.get("kind") or request.GET.get("kind")
        return [inline for inline in self.inlines if inline is not ReviewInline or kind == Kind.REVIEW]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url_: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A piece whose form of article has a page of its own is edited there, never without its other half."""
        article = self.get_object(request, object_id)
        if article is not None and article.kind in Article.forms:
            target = form_url(article)
            if target != request.path:
                return HttpResponseRedirect(target)
        return super().change_view(request, object_id, form_url_, extra_context)

    @admin.display(description=_("headline"), ordering="headline")
    def piece_link(self, article: Article) -> str:
        # The id is where the list's own skip link leads.
        markup = '<a class="desk-piece" id="piece-{}" href="{}">{}</a>'
        return format_html(markup, article.pk, form_url(article), article.headline)

    # Neither state nor date is a column: to sort by them is to work them out for every piece there is. Filters do it.
    @admin.display(description=_("state"))
    def shown_state(self, article: Article) -> str:
        state = article.state(timezone.now())
        return format_html('<span class="desk-state is-{}">{}</span>', state.value, state.label)

    @admin.display(description=_("by"))
    def shown_byline(self, article: Article) -> str:
        return ", ".join(line.contributor.name for line in article.bylines.all())

    @admin.display(description=_("edited"), ordering="edited_at")
    def shown_edited(self, article: Article) -> str:
        return _short(article.edited_at)

    @admin.display(description=_("goes live"))
    def shown_live_date(self, article: Any) -> str:
        return _short(article.goes_live_at) if article.goes_live_at else ""


def _short(instant: datetime) -> str:
    """`22 Nov, 21:54` on the site's clock, with the year where it is another; the zone is said in the title."""
    here = timezone.localtime(instant, ZoneInfo(settings.TIME_ZONE))
    this_year = timezone.localtime(None, ZoneInfo(settings.TIME_ZONE)).year == here.year
    said = date_format(here, "j M, H:i" if this_year else "j M Y")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', here.isoformat(), stamp(instant, settings.TIME_ZONE), said
    )
