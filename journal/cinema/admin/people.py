from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from journal.cinema import twins
from journal.cinema.admin.records import ExternalIdInline, Invented, RecordAdmin
from journal.cinema.models import Person, PersonName


class PersonNameInline(admin.TabularInline):
    model = PersonName
    fields = ["text", "kind", "lang", "never_print"]
    extra = 0


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    list_display = ["name", "disambiguation", "shown_sort_name", "born", "died"]
    list_filter = ["name_order", Invented]
    search_fields = ["keys__key"]
    search_help_text = _("Any word of any name, with or without accents.")
    autocomplete_fields = ["portrait"]
    inlines = [PersonNameInline, ExternalIdInline]
    fieldsets = [
        (None, {"fields": ["name", "name_order", ("given_name", "family_name"), "sort_name", "disambiguation"]}),
        (
            _("Life"),
            {"fields": [("born", "born_precision"), ("died", "died_precision"), "bio", "portrait"]},
        ),
        (_("Identity"), {"fields": ["slug", "invented"], "classes": ["collapse"]}),
    ]

    def twins(self, record: Person) -> list[Any]:
        return twins.of_person(record)

    @admin.display(description=_("sorts as"), ordering="sort_key")
    def shown_sort_name(self, person: Person) -> str:
        return person.shown_sort_name
