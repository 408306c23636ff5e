from django.db import models


class SiteStamp(models.Model):
    """One row: a word that is another after every change to anything that readers' pages are made of.

    ``facts`` is another after every change but to what is printed when: to films, pictures, names, topics, to the
    HTML of a text. Database triggers write both (`journal/press/stamping.py`), so no door can forget it.
    """

    word = models.CharField(max_length=40)
    facts = models.CharField(max_length=40, db_default="")

    def __str__(self) -> str:
        return self.word
