"""Rows beside the text: byline, links to records, the facts of a review."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.desk.linking import KINDS, RecordField, RowChoiceField, Rows, RowSelect, only_add, record_key
from journal.desk.models import Article, Byline, Mention, Review


class RowForm(forms.ModelForm):
    """A row that knows whether it says anything: an empty extra row is no row."""

    content: tuple[str, ...] = ()

    def has_content(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.content)


class LinkForm(RowForm):
    """A row that takes the place of the one that stood. What is in it was checked field by field; asking the model
    again would be five queries a row, and would compare it with rows that go when these are saved.

    ``once`` are the fields in which no two rows of the page may be the same, ``once_message`` what is said then.
    """

    once: tuple[str, ...] = ()
    once_message: Any = ""

    def _get_validation_exclusions(self) -> set[str]:
        return {field.name for field in self._meta.model._meta.fields}


class BylineForm(LinkForm):
    content = ("contributor",)


class MentionForm(LinkForm):
    content = ("record",)
    record = RecordField(label=gettext_lazy("film, person or festival"))

    class Meta:
        model = Mention
        fields = ("role", "confirmed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["record"] = record_key(self.instance)
        if self.instance.pk is None or self.instance.confirmed:
            # Only a suggestion asks to be confirmed; what a person links is meant.
            self.fields["confirmed"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        record = given.get("record")
        for kind, model in KINDS.items():
            given[kind] = record if isinstance(record, model) else None
        if given.get("role") == Mention.Role.REVIEWED and record is not None and given["film"] is None:
            self.add_error("role", _("Only a film is reviewed."))
        return given


class ReviewForm(RowForm):
    content = ("film",)


class PieceInline(InlineModelAdmin):
    """Whoever may edit the piece may edit what stands beside it; rows have no rights of their own."""

    extra = 0

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        names = [field.name for field in self.model._meta.fields if field.is_relation and field.name != "article"]
        registry = self.admin_site._registry
        targets = {name: self.model._meta.get_field(name).related_model for name in names}
        return [name for name, target in targets.items() if target in registry and registry[target].search_fields]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return only_add(super().formfield_for_dbfield(db_field, request, **kwargs))


class RowsInline(PieceInline, admin.StackedInline):
    """One line a row; the records that a column names are looked up together."""

    formset = Rows
    template = "desk/rows.html"

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs |= {"form_class": RowChoiceField, "widget": RowSelect(db_field, self.admin_site)}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        columns = [field for field in self.model._meta.fields if field.is_relation]
        names = [field.name for field in columns if not issubclass(field.related_model, Article)]
        return super().get_queryset(request).select_related(*names)


class BylineInline(RowsInline):
    model = Byline
    form = BylineForm
    fields = ("contributor", "role")
    verbose_name = gettext_lazy("name")
    verbose_name_plural = gettext_lazy("byline")
    classes = ("desk-side",)


class MentionInline(RowsInline):
    model = Mention
    form = MentionForm
    fields = ("record", "role", "confirmed")
    verbose_name = gettext_lazy("record")
    verbose_name_plural = gettext_lazy("people, films and festivals")
    classes = ("desk-side",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("film", "person", "edition__festival")


class ReviewInline(PieceInline, admin.StackedInline):
    model = Review
    form = ReviewForm
    fields = ("film", "scale", "rating", "verdict", "seen_at")
    max_num = 1
    extra = 1
    can_delete = False
    classes = ("desk-side",)
