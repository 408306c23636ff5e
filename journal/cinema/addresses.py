"""How records change their addresses without breaking a link."""

from django.db import transaction

from journal.cinema.models import Festival, Film, FormerAddress, Person

Record = Film | Person | Festival


def move(record: Record, *, slug: str) -> None:
    """Gives a saved record another address; the old one redirects from now on. No effect if it is the same.

    An address that this record had before is taken back. Raises IntegrityError if another record has it.
    """
    kind = str(record._meta.model_name)
    old = type(record)._default_manager.values_list("slug", flat=True).get(pk=record.pk)
    if slug == old:
        return
    with transaction.atomic():
        FormerAddress.objects.filter(kind=kind, slug=slug, former_id=None, **{kind: record}).delete()
        record.slug = slug
        record.save(update_fields=["slug"])
        FormerAddress.objects.create(kind=kind, slug=old, **{kind: record})
