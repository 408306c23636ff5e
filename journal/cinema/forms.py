"""The desk's forms of the catalogue."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.cinema.fields import CountriesField, LanguagesField, LinesField
from journal.cinema.models import Festival, Film, Person


class FilmForm(forms.ModelForm):
    countries = CountriesField(
        label=_("Countries"),
        help_text=_("Codes or names with commas between: US, France; former states as they were: Soviet Union."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    languages = LanguagesField(
        label=_("Spoken languages"),
        help_text=_("Codes or names with commas between: en, French."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    class Meta:
        model = Film
        fields = ("title", "countries", "languages")


class FestivalForm(forms.ModelForm):
    aliases = LinesField(
        label=_("Other and former names"),
        help_text=_("One a line. A renamed festival keeps its former names here."),
    )

    class Meta:
        model = Festival
        fields = ("name", "aliases")


class KnownSelect(AutocompleteSelect):
    """An autocomplete that is told the record chosen, and so need not ask the database for each row of an inline."""

    known: models.Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> list[Any]:
        if self.known is None or list(value) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        option = self.create_option(name, self.known.pk, str(self.known), True, len(empty))
        return [(None, [*empty, option], 0)]


class InlineForm(forms.ModelForm):
    """A row of an inline; tells each of its autocompletes which record is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = field.widget.widget if isinstance(field.widget, RelatedFieldWidgetWrapper) else field.widget
            if isinstance(widget, KnownSelect) and getattr(self.instance, f"{name}_id", None):
                widget.known = getattr(self.instance, name)


class MergeForm(forms.Form):
    """Chooses the other of two records of one kind."""

    other: Any = forms.ModelChoiceField(queryset=None, label=_("The same as"))

    def __init__(self, record: Film | Person | Festival, site: AdminSite, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model = type(record)
        link = {Film: "selections", Person: "credits", Festival: "editions"}[model]
        column = model._meta.get_field(link).remote_field
        field: Any = self.fields["other"]
        field.queryset = model._default_manager.exclude(pk=record.pk)
        field.widget = AutocompleteSelect(column, site, choices=field.choices)
