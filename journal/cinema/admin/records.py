"""What films, people and festivals have in common at the desk: search, addresses, where used, merging."""

from functools import cached_property
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.cinema import addresses
from journal.cinema.forms import InlineForm, KnownSelect, MergeForm
from journal.cinema.merging import MergeError, merge
from journal.cinema.models import ExternalId
from journal.cinema.models.slugs import free_slug
from journal.cinema.usage import Use, usage
from journal.pictures.placing import at_the_desk

# Keys that an autocomplete looks at; a broad beginning ("the") has tens of thousands, and is typed further.
TYPED = 200


class CappedPaginator(Paginator):
    """Counts no further than an editor would page: the count of a long list costs more than the list."""

    CAP = 5000

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return rows[: self.CAP].count()


class KnownInline(admin.TabularInline):
    """Rows whose autocompletes know what is chosen: a constant number of queries, however many rows."""

    form = InlineForm
    extra = 0
    classes = ["compact"]

    class Media:
        css = {"all": ["css/cinema-desk.css"]}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        for name in self.autocomplete_fields:
            # Four buttons a row would take more room than the name; a new person can still be added.
            field = formset.form.base_fields.get(name)
            if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
                field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = (
                    False
                )
        return formset


class ExternalIdInline(admin.TabularInline):
    model = ExternalId
    fields = ["scheme", "value"]
    extra = 0
    classes = ["collapse"]


class RecordAdmin(admin.ModelAdmin):
    """A record with an address of its own, which other records use and which may stand twice."""

    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
    list_per_page = 50
    change_form_template = "admin/cinema/record_form.html"
    used_template = "admin/cinema/used.html"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By the folded keys of every title or name; where nothing begins so, what is spelt nearly so."""
        if not search_term.strip():
            return queryset, False
        found = self.find(queryset, search_term, TYPED if request.path.endswith("/autocomplete/") else None)
        if not found.exists() and hasattr(queryset, "nearest"):
            found = queryset.nearest(search_term)
        return found, False

    def find(self, queryset: Any, search_term: str, first: int | None) -> Any:
        return queryset.search(search_term, first=first)

    def view_on_site(self, obj: Any) -> str:
        return obj.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """A changed address leaves a redirect behind."""
        if not change or "slug" not in form.changed_data:
            super().save_model(request, obj, form, change)
            return
        wanted = obj.slug
        obj.slug = form.initial["slug"]
        super().save_model(request, obj, form, change)
        addresses.move(obj, slug=wanted or free_slug(obj, obj.own_slug()))

    def get_urls(self) -> list[URLPattern]:
        name = self.model._meta.model_name
        return [
            path("<int:pk>/used/", self.admin_site.admin_view(self.used_view), name=f"cinema_{name}_used"),
            path("<int:pk>/merge/", self.admin_site.admin_view(self.merge_view), name=f"cinema_{name}_merge"),
            *super().get_urls(),
        ]

    def used_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = get_object_or_404(self.model, pk=pk)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        uses = [(use, self._visible(request, use)) for use in usage(record)]
        context = self._context(request, record, gettext("Where %(record)s is used") % {"record": record})
        return TemplateResponse(request, self.used_template, context | {"uses": uses})

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = get_object_or_404(self.model, pk=pk)
        if not (self.has_change_permission(request, record) and self.has_delete_permission(request, record)):
            raise PermissionDenied
        form = MergeForm(record, self.admin_site, request.POST or request.GET or None)
        other = form.cleaned_data["other"] if form.is_bound and form.is_valid() else None
        if request.method == "POST" and other:
            keep, gone = (other, record) if request.POST.get("stays") == str(other.pk) else (record, other)
            try:
                merge(keep=keep, gone=gone)
            except MergeError as error:
                form.add_error(None, str(error))
            else:
                self.log_change(request, keep, gettext("Merged “%(gone)s” into it.") % {"gone": gone})
                said = gettext("“%(gone)s” is one with “%(keep)s” now; its address leads here.")
                messages.success(request, said % {"gone": gone, "keep": keep})
                return redirect(f"admin:cinema_{self.model._meta.model_name}_change", keep.pk)
        sides = [(one, usage(one)) for one in (record, other)] if other else []
        context = self._context(request, record, gettext("Merge %(record)s with …") % {"record": record})
        context |= {"form": form, "media": self.media + form.media, "sides": sides, "twins": self.twins(record)}
        return TemplateResponse(request, "admin/cinema/merge.html", context)

    def twins(self, record: Any) -> list[Any]:
        """Records that may be the same, with the evidence."""
        return []

    def _context(self, request: HttpRequest, record: Any, title: str) -> dict[str, Any]:
        back = reverse(f"admin:cinema_{self.model._meta.model_name}_change", args=[record.pk])
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "record": record,
            "back": back,
            "opts": self.opts,
        }

    def _visible(self, request: HttpRequest, use: Use) -> list[tuple[str, str]]:
        return at_the_desk(use.users, request, self.admin_site)


class Invented(admin.SimpleListFilter):
    title = _("real or invented")
    parameter_name = "invented"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("no", _("real")), ("yes", _("invented"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(invented=self.value() == "yes") if self.value() in {"yes", "no"} else queryset
