"""Two records of one film, person or festival become one: every link is kept, every old address redirects."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from journal.cinema.models import Festival, Film, FilmTitle, FormerAddress, Person, PersonName

Record = Film | Person | Festival
# Written anew for the record that stays.
DERIVED = {"filmkey", "personkey"}
# Never taken over: they are the record's own identity, or made from other fields.
OWN = {"id", "slug", "sort_key", "search_key", "disambiguation", "invented"}


class MergeError(ValueError):
    """The two cannot be merged; the message says what stands in the way, for the editor."""


@dataclass
class Merged:
    """What a merge did: rows moved and rows dropped as doubles by table name, and fields taken from the one gone."""

    moved: Counter[str] = field(default_factory=Counter)
    doubles: Counter[str] = field(default_factory=Counter)
    filled: list[str] = field(default_factory=list)


def merge(*, keep: Record, gone: Record) -> Merged:
    """Merges `gone` into `keep`, all or nothing.

    Whatever points at `gone` points at `keep` afterwards, in whichever app it is; rows that then stand twice are
    dropped. Empty fields of `keep` are filled. The titles or names of `gone` stay as other titles or names, its
    addresses and its number lead to `keep`. Printed words stay as they are. Raises MergeError.
    """
    if type(keep) is not type(gone) or keep.pk == gone.pk:
        raise MergeError(_("Choose two different records of one kind."))
    with transaction.atomic():
        # The rows are read again under a lock, so that two editors do not merge the same records in both directions.
        rows = type(keep)._default_manager.select_for_update().in_bulk([keep.pk, gone.pk])
        if len(rows) < 2:
            raise MergeError(_("One of the two is not there any more."))
        keep, gone = rows[keep.pk], rows[gone.pk]
        merged = Merged()
        _repoint(keep, gone, merged)
        _fill(keep, gone, merged)
        _keep_names(keep, gone)
        kind = str(keep._meta.model_name)
        gone_pk, gone_slug = gone.pk, gone.slug
        gone.delete()
        FormerAddress.objects.create(kind=kind, slug=gone_slug, former_id=gone_pk, **{kind: keep})
        keep.save()
    return merged


def relations(record: models.Model) -> list[models.ForeignObjectRel]:
    """Every column anywhere that may point at this record, hidden ones included; not those of derived tables."""
    return [
        relation
        for relation in record._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.related_model._meta.model_name not in DERIVED
    ]


def _repoint(keep: models.Model, gone: models.Model, merged: Merged) -> None:
    for relation in relations(gone):
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{name: gone})
        label = relation.related_model._meta.label_lower
        try:
            with transaction.atomic():
                merged.moved[label] += rows.update(**{name: keep})
        except IntegrityError:
            for row in rows:
                _repoint_row(row, relation.field, keep, merged)


def _repoint_row(row: models.Model, link: models.Field, keep: models.Model, merged: Merged) -> None:
    label = row._meta.label_lower
    try:
        with transaction.atomic():
            merged.moved[label] += type(row)._base_manager.filter(pk=row.pk).update(**{link.name: keep})
    except IntegrityError:
        twin = _twin(row, link, keep)
        if twin is None:
            raise MergeError(
                _("“%(row)s” stands in the way: the other record has one that contradicts it.") % {"row": row}
            ) from None
        _repoint(twin, row, merged)
        type(row)._base_manager.filter(pk=row.pk).delete()
        merged.doubles[label] += 1


def _twin(row: models.Model, link: models.Field, keep: models.Model) -> models.Model | None:
    """The row of `keep` that says the same. The first unique constraint of a table is what makes its rows the same."""
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and link.name in constraint.fields:
            same: dict[str, Any] = {name: getattr(row, name) for name in constraint.fields if name != link.name}
            return type(row)._base_manager.filter(**same, **{link.name: keep}).first()
    return None


def _fill(keep: Record, gone: Record, merged: Merged) -> None:
    for column in keep._meta.concrete_fields:
        mine, other = getattr(keep, column.attname), getattr(gone, column.attname)
        if column.name not in OWN and mine in (None, "", []) and other not in (None, "", []):
            setattr(keep, column.attname, other)
            merged.filled.append(column.name)
    for event in ("born", "died"):
        if event in merged.filled:
            setattr(keep, f"{event}_precision", getattr(gone, f"{event}_precision"))


def _keep_names(keep: Record, gone: Record) -> None:
    """What the record gone was called stays findable."""
    if isinstance(keep, Film) and isinstance(gone, Film):
        known = {keep.title, keep.original_title, *keep.titles.values_list("text", flat=True)}
        for text, language in ((gone.title, gone.title_language), (gone.original_title, gone.original_language)):
            if text and text not in known:
                known.add(text)
                FilmTitle.objects.create(film=keep, text=text, lang=language)
    elif isinstance(keep, Person) and isinstance(gone, Person):
        if gone.name not in {keep.name, *keep.names.values_list("text", flat=True)}:
            PersonName.objects.create(person=keep, text=gone.name)
    elif isinstance(keep, Festival) and isinstance(gone, Festival):
        known = {keep.name, keep.short_name}
        keep.aliases = [
            *keep.aliases,
            *({gone.name, gone.short_name, *gone.aliases} - known - set(keep.aliases) - {""}),
        ]
