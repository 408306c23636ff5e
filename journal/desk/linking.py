"""Form fields for records in rows beside a text: looked up as one types, and all rows of a form at once.

A row per record costs Django a query to check it, one to show it and three to ask the database for its constraints; a
piece with thirty links would ask a hundred times. Here a column of rows is looked up together (``Rows``).
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils.translation import gettext as _

from journal.cinema.models import Edition, Film, Person
from journal.desk.models import Mention

# What a piece can be linked to, by the name of the column that holds it.
KINDS: dict[str, type[Model]] = {"film": Film, "person": Person, "edition": Edition}


class KnownOptions:
    """A select that shows no option but what is chosen; the rest is looked up as one types."""

    known: Mapping[str, Model] = {}
    is_required: bool
    create_option: Any

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options += [
            self.create_option(name, key, str(self.known[key]), True, 1) for key in map(str, value) if key in self.known
        ]
        return [(None, options, 0)]


class RowSelect(KnownOptions, AutocompleteSelect):  # type: ignore[misc]
    pass


class RecordSelect(KnownOptions, AutocompleteMixin, forms.Select):  # type: ignore[misc]
    """Finds films, people and festival editions together."""

    def __init__(self) -> None:
        super().__init__(Mention._meta.get_field("film"), site)

    def get_url(self) -> str:
        return reverse("admin:desk_records")


class KnownRecords:
    """A field that takes only records that its formset has looked up."""

    widget: Any
    known: Mapping[str, Model] = {}

    def know(self, known: Mapping[str, Model]) -> None:
        self.known = known
        # Django wraps the select to put its "add another" link beside it.
        select = getattr(self.widget, "widget", self.widget)
        if isinstance(select, KnownOptions):
            select.known = known

    def record(self, value: Any) -> Model | None:
        if not value:
            return None
        if str(value) not in self.known:
            raise ValidationError(_("This record is no longer in the catalogue. Choose it again."), code="record")
        return self.known[str(value)]


class RowChoiceField(KnownRecords, forms.ModelChoiceField):
    def to_python(self, value: Any) -> Model | None:
        return self.record(value)

    def look_up(self, keys: set[str]) -> dict[str, Model]:
        assert self.queryset is not None
        numbers = [int(key) for key in keys if _is_number(key)]
        return {str(pk): found for pk, found in self.queryset.in_bulk(numbers).items()} if numbers else {}


class RecordField(KnownRecords, forms.Field):
    """A film, a person or an edition; its value is ``film:12``."""

    widget = RecordSelect

    def to_python(self, value: Any) -> Model | None:
        return self.record(value)

    def look_up(self, keys: set[str]) -> dict[str, Model]:
        found: dict[str, Model] = {}
        for kind, model in KINDS.items():
            numbers = [key.partition(":")[2] for key in keys if key.partition(":")[0] == kind]
            if known := [int(number) for number in numbers if _is_number(number)]:
                rows = model._default_manager.select_related(*(["festival"] if kind == "edition" else []))
                found |= {f"{kind}:{pk}": record for pk, record in rows.in_bulk(known).items()}
        return found


class Rows(BaseInlineFormSet):
    """Rows beside a text, which replace those that stand: what each column names is looked up once for all of them."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        key = form.fields["id"]
        rows = self.get_queryset()
        form.fields["id"] = RowChoiceField(queryset=rows, initial=key.initial, required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        """No two rows of one form may say the same in the fields that ``once`` of the row's form names."""
        super().clean()
        once: tuple[str, ...] = getattr(self.form, "once", ())
        seen = set()
        told: Any = getattr(self.form, "once_message", "")
        for form in self.forms if once else ():
            given = getattr(form, "cleaned_data", {})
            key = tuple(given.get(name) for name in once)
            if all(key) and not given.get("DELETE") and key in seen:
                form.add_error(once[0], told)
            seen.add(key)

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        self._tell(form)
        return form

    @property
    def empty_form(self) -> Any:
        form = super().empty_form
        self._tell(form, {})
        return form

    def _tell(self, form: Any, known: Mapping[str, Model] | None = None) -> None:
        for name, field in form.fields.items():
            if isinstance(field, KnownRecords):
                field.know(self._known(name, field) if known is None else known)

    def _known(self, name: str, field: Any) -> Mapping[str, Model]:
        found = self.__dict__.setdefault("_columns", {})
        if name not in found:
            standing = self._standing(name)
            names = [f"{self.prefix}-{number}-{name}" for number in range(self.total_form_count())]
            keys = {self.data.get(name) for name in names} - {None, ""}
            unknown = {str(key) for key in keys} - set(standing)
            found[name] = {**standing, **(field.look_up(unknown) if unknown else {})}
        return found[name]

    def _standing(self, name: str) -> dict[str, Model]:
        rows = self.get_queryset()
        if name == "id":
            return {str(row.pk): row for row in rows}
        if name == "record":
            return {record_key(row): row.record for row in rows}
        return {str(record.pk): record for row in rows if (record := getattr(row, name)) is not None}


def only_add(field: Any) -> Any:
    """The field without links that change, show or delete the record: one is added from here, the rest is done on its
    own page."""
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget.can_change_related = field.widget.can_view_related = field.widget.can_delete_related = False
    return field


def record_key(mention: Any) -> str:
    """``film:12`` of a row of ``Mention``; "" of one that names nothing."""
    return next((f"{kind}:{pk}" for kind in KINDS if (pk := getattr(mention, f"{kind}_id"))), "")


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10
