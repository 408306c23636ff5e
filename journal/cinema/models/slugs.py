"""How a new record gets its address."""

from django.db import models

from journal.cinema.querysets import related


def free_slug(record: models.Model, wanted: str) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3`, … that no other record has or had."""
    kind = record._meta.model_name
    # Through _meta, because the table of former addresses points at the models that call this.
    former = related(type(record), "former_addresses")._default_manager
    others = type(record)._default_manager.exclude(pk=record.pk)
    number, slug = 1, wanted
    while others.filter(slug=slug).exists() or former.filter(kind=kind, slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug
