"""Where a record is used, in whichever app: read from the columns that may point at it."""

from typing import Any, NamedTuple

from django.db import models

from journal.cinema.merging import relations

SAMPLE = 20
# Parts of the record itself, which its own form shows.
PARTS = {"filmtitle", "personname", "release", "externalid", "formeraddress", "edition", "strand"}


class Use(NamedTuple):
    """One table that points at the record: what its rows are called, how many, and the first of them.

    Each row is given as the record that uses this one: for a link between a version and a film, the version.
    """

    label: str
    number: int
    users: list[models.Model]


def usage(record: models.Model) -> list[Use]:
    """The tables that point at the record, in the order of the apps; those without a row are left out."""
    return [use for relation in relations(record) if (use := _use(record, relation)) is not None]


def _use(record: models.Model, relation: models.ForeignObjectRel) -> Use | None:
    model = relation.related_model
    if model._meta.model_name in PARTS:
        return None
    subject = _subject(relation)
    rows = model._base_manager.filter(**{relation.field.name: record}).order_by("-pk")
    number = rows.count()
    if not number:
        return None
    if subject:
        rows = rows.select_related(subject)
    users = [getattr(row, subject, None) or row if subject else row for row in rows[:SAMPLE]]
    return Use(_label(model, subject), number, users)


def _label(model: type[models.Model], subject: str) -> str:
    """What the rows are called. A table that only links, and has no name of its own, is called by what it leads to."""
    if subject and "verbose_name" not in model._meta.original_attrs:
        other: Any = model._meta.get_field(subject).related_model
        return str(other._meta.verbose_name_plural)
    return str(model._meta.verbose_name_plural)


def _subject(relation: models.ForeignObjectRel) -> str:
    """The other end of a row that does nothing but link two records; "" for a row that is a record itself."""
    others = [
        column.name
        for column in relation.related_model._meta.concrete_fields
        if isinstance(column, models.ForeignKey) and column.name != relation.field.name and not column.null
    ]
    return others[0] if others else ""
