import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class PictureQuerySet(models.QuerySet):
    def search(self, text: str) -> Self:
        """Pictures of which working title, caption, alternative text, creator or credit holds every word."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(caption__icontains=word)
                | Q(alt__icontains=word)
                | Q(creator__icontains=word)
                | Q(credit_line__icontains=word)
            )
        return found

    def with_rights(self, on: datetime.date) -> Self:
        """Pictures that may be printed on that day."""
        return self.filter(Q(rights_expire__isnull=True) | Q(rights_expire__gte=on))

    def without_renditions(self) -> Self:
        return self.filter(renditions__isnull=True)
