from django.db import models


class SiteStamp(models.Model):
    """One row: a word that is another after every change to anything that readers' pages are made of.

    Database triggers write it (`journal/press/stamping.py`), so no door can forget it.
    """

    word = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.word
