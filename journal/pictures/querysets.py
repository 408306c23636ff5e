import datetime
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q


def holds(text: str) -> Q:
    """The condition that every word of ``text`` stands in title, caption, alternative text, creator or credit."""
    found = Q()
    for word in text.split():
        found &= (
            Q(title__icontains=word)
            | Q(caption__icontains=word)
            | Q(alt__icontains=word)
            | Q(creator__icontains=word)
            | Q(credit_line__icontains=word)
        )
    return found


class PictureQuerySet(models.QuerySet):
    def search(self, text: str) -> Self:
        """Pictures of which working title, caption, alternative text, creator or credit holds every word."""
        return self.filter(holds(text))

    def with_rights(self, on: datetime.date) -> Self:
        """Pictures that may be printed on that day."""
        return self.filter(Q(rights_expire__isnull=True) | Q(rights_expire__gte=on))

    def with_renditions(self) -> Self:
        """For pages that show several: two queries, however many pictures."""
        return self.prefetch_related("renditions")

    def lacking(self, crops: Iterable[str]) -> Self:
        """Pictures of which at least one of these crops is still to be made."""
        wanted = set(crops)
        made = models.Count("renditions__crop", filter=Q(renditions__crop__in=wanted), distinct=True)
        return self.alias(made=made).filter(made__lt=len(wanted))
