"""Rows beside the text: byline, links to records, the facts of a review."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest

from journal.desk.models import Byline, Mention, Review


class RowForm(forms.ModelForm):
    """A row that knows whether it says anything: an empty extra row is no row."""

    content: tuple[str, ...] = ()

    def has_content(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.content)


class BylineForm(RowForm):
    content = ("contributor",)


class MentionForm(RowForm):
    content = ("film", "person", "edition")


class ReviewForm(RowForm):
    content = ("film",)


class PieceInline(InlineModelAdmin):
    """Whoever may edit the piece may edit what stands beside it; rows have no rights of their own."""

    extra = 1

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


class BylineInline(PieceInline, admin.StackedInline):
    model = Byline
    form = BylineForm
    fields = ("contributor", "role")
    classes = ("desk-side",)


class MentionInline(PieceInline, admin.StackedInline):
    model = Mention
    form = MentionForm
    fields = ("film", "person", "edition", "role", "confirmed")
    classes = ("desk-side",)


class ReviewInline(PieceInline, admin.StackedInline):
    model = Review
    form = ReviewForm
    fields = ("film", "scale", "rating", "verdict", "seen_at")
    max_num = 1
    extra = 1
    can_delete = False
    classes = ("desk-side",)
