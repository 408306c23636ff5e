"""The list of all pieces, and the form of those that have no form of their own."""

from typing import Any, cast

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from journal.desk.addresses import form_url
from journal.desk.admin.inlines import ReviewInline
from journal.desk.admin.working_copy import SIDE, WorkingCopyAdmin
from journal.desk.models import Article, Byline
from journal.desk.permissions import account
from journal.desk.states import State
from journal.press.datelines import stamp
from journal.press.kinds import Kind

COUNTED = 1000  # rows; past that the list says "more", because counting 20,000 costs more than showing 50


class CappedPaginator(Paginator):
    """Counts no further than a desk will ever page."""

    @cached_property
    def count(self) -> int:
        return cast(QuerySet, self.object_list).order_by()[: COUNTED + 1].count()


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return State.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        if self.value() in State.values:
            return queryset.filter(derived_state=self.value())
        # What was thrown away is out of sight until somebody looks for it.
        return queryset.filter(trashed_at__isnull=True)


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


class PieceList(ChangeList):
    """The rows with what the list shows of each; the form asks for none of it."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        found = super().get_queryset(request, exclude_parameters)
        return found.prefetch_related(Prefetch("bylines", Byline.objects.select_related("contributor")))


@admin.register(Article)
class ArticleAdmin(WorkingCopyAdmin):
    fieldsets = [
        (None, {"fields": ["headline", "dek", "document"]}),
        (_("Publication"), {"fields": ["kind", "slug", "lang"], "classes": [SIDE]}),
        (_("Picture, festival, topics"), {"fields": ["picture", "edition", "topics"], "classes": [SIDE]}),
        (_("For the desk"), {"fields": ["notes"], "classes": [SIDE]}),
    ]
    list_display = ["piece_link", "shown_state", "kind", "shown_byline", "shown_edited", "shown_live_date"]
    list_display_links = None
    list_filter = [StateFilter, "kind", WhoseFilter, ("edited_at", admin.DateFieldListFilter)]
    search_fields = ["headline"]  # switches the search box on; get_search_results looks further
    search_help_text = _("Headline, dek, byline, linked films and people.")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
    list_per_page = 50
    ordering = ["-edited_at", "-pk"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {**(extra_context or {}), "title": _("Pieces")})

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
        return format_html('<a class="desk-piece" href="{}">{}</a>', form_url(article), article.headline)

    @admin.display(description=_("state"), ordering="derived_state")
    def shown_state(self, article: Article) -> str:
        state = article.state(timezone.now())
        return format_html('<span class="desk-state is-{}">{}</span>', state.value, state.label)

    @admin.display(description=_("by"))
    def shown_byline(self, article: Article) -> str:
        return ", ".join(line.contributor.name for line in article.bylines.all()) or "—"

    @admin.display(description=_("edited"), ordering="edited_at")
    def shown_edited(self, article: Article) -> str:
        return stamp(article.edited_at, settings.TIME_ZONE)

    @admin.display(description=_("goes live"), ordering="goes_live_at")
    def shown_live_date(self, article: Any) -> str:
        return stamp(article.goes_live_at, settings.TIME_ZONE) if article.goes_live_at else ""
