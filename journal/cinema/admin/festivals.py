from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from journal.cinema.admin.records import CappedPaginator, ExternalIdInline, Invented, KnownInline, RecordAdmin
from journal.cinema.forms import FestivalForm
from journal.cinema.models import Edition, Festival, Selection, Strand


class EditionInline(admin.TabularInline):
    model = Edition
    fields = ["year", "ordinal", "starts", "ends", "time_zone", "status"]
    extra = 0
    show_change_link = True


@admin.register(Festival)
class FestivalAdmin(RecordAdmin):
    form = FestivalForm
    list_display = ["name", "short_name", "city", "country", "founded"]
    list_filter = [Invented]
    search_fields = ["search_key"]
    inlines = [EditionInline, ExternalIdInline]
    fields = ["name", "short_name", "aliases", ("city", "country", "founded"), "slug", "invented"]

    def find(self, queryset: Any, search_term: str, first: int | None) -> Any:
        return queryset.search(search_term)


class StrandInline(admin.TabularInline):
    model = Strand
    fields = ["name", "competitive", "position"]
    extra = 0
    show_change_link = True


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin):
    list_display = ["__str__", "ordinal", "starts", "ends", "status"]
    list_select_related = ["festival"]
    list_filter = ["status"]
    search_fields = ["festival__search_key"]
    autocomplete_fields = ["festival"]
    inlines = [StrandInline]
    fields = ["festival", ("year", "ordinal"), "name", ("starts", "ends", "time_zone"), "status"]
    show_full_result_count = False
    paginator = CappedPaginator

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Edition], bool]:
        return (queryset.search(search_term) if search_term.strip() else queryset), False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return super().get_queryset(request).select_related("festival")

    def view_on_site(self, obj: Edition) -> str:
        return obj.get_absolute_url()


class SelectionInline(KnownInline):
    model = Selection
    fields = ["film", "premiere", "first_screened"]
    autocomplete_fields = ["film"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Selection]:
        return super().get_queryset(request).select_related("film", "strand__edition__festival")


@admin.register(Strand)
class StrandAdmin(admin.ModelAdmin):
    """The films of one strand, reached from its edition."""

    list_display = ["__str__", "competitive"]
    list_select_related = ["edition__festival"]
    readonly_fields = ["edition"]
    inlines = [SelectionInline]
    fields = ["edition", "name", "competitive", "position"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Strand]:
        return super().get_queryset(request).select_related("edition__festival")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        # A strand is added with its edition, where it belongs.
        return False
