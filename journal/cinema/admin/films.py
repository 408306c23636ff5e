from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from journal.cinema import crew, titles, twins
from journal.cinema.admin.records import ExternalIdInline, Invented, KnownInline, RecordAdmin
from journal.cinema.forms import FilmForm
from journal.cinema.models import Credit, Film, FilmTitle, Release

# A blockbuster has a thousand credits; the form shows those that a film page shows first, the list has them all.
CREDITS_SHOWN = 40
# Narrow enough that a row of the table fits a laptop's screen; jobs are offered from a list, others may be typed.
COLUMNS = {
    "job": forms.TextInput(attrs={"size": 18, "list": "crew-jobs"}),
    "character": forms.TextInput(attrs={"size": 18}),
    "credited_as": forms.TextInput(attrs={"size": 14}),
    "billing": forms.NumberInput(attrs={"size": 3, "min": 0}),
}


class FirstCredits(BaseInlineFormSet):
    """The first credits of a film. What is sent back is looked up among all of them."""

    def get_queryset(self) -> QuerySet[Credit]:
        # Kept, because the formset asks for it once a row.
        if not hasattr(self, "_first"):
            rows = super().get_queryset()
            self._first = rows if self.is_bound or not self.instance.pk else rows[:CREDITS_SHOWN]
        return self._first


class CreditInline(KnownInline):
    model = Credit
    formset = FirstCredits
    fields = ["person", "department", "job", "character", "credited_as", "billing"]
    autocomplete_fields = ["person"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Credit]:
        rows: Any = super().get_queryset(request).select_related("person")
        return rows.in_reading_order()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in COLUMNS:
            kwargs["widget"] = COLUMNS[db_field.name]
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class FilmTitleInline(admin.TabularInline):
    model = FilmTitle
    fields = ["text", "kind", "lang", "territory", "linkable"]
    extra = 0


class ReleaseInline(admin.TabularInline):
    model = Release
    fields = ["territory", "kind", "date", "certificate", "note"]
    extra = 0
    classes = ["collapse"]


class Unfinished(admin.SimpleListFilter):
    title = _("what is missing")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("year", _("year")), ("director", _("director")), ("still", _("still"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Film]) -> QuerySet[Film]:
        directed = Credit.objects.directing().values("film")
        lacking = {"year": {"year": None}, "still": {"still": None}}
        if self.value() == "director":
            return queryset.exclude(pk__in=directed)
        return queryset.filter(**lacking.get(self.value() or "", {}))


@admin.register(Film)
class FilmAdmin(RecordAdmin):
    form = FilmForm
    list_display = ["title", "year", "directors", "original_title", "kind"]
    list_filter = ["kind", Unfinished, Invented]
    search_fields = ["keys__key"]
    search_help_text = _("Any word of any title, with or without accents; the year may follow: ruby sparks (2012).")
    autocomplete_fields = ["still"]
    inlines = [FilmTitleInline, CreditInline, ReleaseInline, ExternalIdInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("title", "title_language"),
                    ("original_title", "original_language"),
                    ("year", "kind", "runtime"),
                ]
            },
        ),
        (_("Facts"), {"fields": ["countries", "languages", "synopsis", "still"]}),
        (
            _("Identity and order"),
            {"fields": ["disambiguation", "slug", "sort_title", "invented"], "classes": ["collapse"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Film]:
        directing = Credit.objects.directing().select_related("person")
        return super().get_queryset(request).prefetch_related(Prefetch("credits", directing, to_attr="direction"))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        return super().render_change_form(request, context | {"jobs": crew.JOBS}, *args, **kwargs)

    def find(self, queryset: Any, search_term: str, first: int | None) -> Any:
        asked = titles.read(search_term)
        if asked.year:
            return queryset.search(asked.title).filter(year=asked.year)
        return queryset.search(asked.title, first=first)

    def twins(self, record: Film) -> list[twins.Twin]:
        return twins.of_film(record)

    @admin.display(description=_("directed by"))
    def directors(self, film: Any) -> str:
        return ", ".join(credit.printed_name for credit in film.direction)


@admin.register(Credit)
class CreditAdmin(admin.ModelAdmin):
    """All credits of a film or person, reached from the film's form; the form itself shows the first of them."""

    list_display = ["film", "person", "job", "character", "billing"]
    list_select_related = ["film", "person"]
    list_filter = ["department"]
    autocomplete_fields = ["film", "person"]
    ordering = ["film", "billing", "id"]
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup in {"film__id__exact", "person__id__exact"} or super().lookup_allowed(lookup, value, request)
