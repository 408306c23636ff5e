"""What search looks through: one row a version that may be public, and every word that occurs in any."""

from django.db import models

from journal.press.models.version import Version


class SearchEntry(models.Model):
    """The words of one version, folded for comparing and whole for showing.

    ``folded``, ``words`` and ``blocks`` run in parallel: a line (an item) a passage. Passages behind a spoiler are in
    none of them. Derived from the version, so it may be thrown away and made anew (`manage.py rebuild_search`).
    """

    version = models.OneToOneField(Version, models.CASCADE, primary_key=True, related_name="search_entry")
    headline = models.TextField()
    names = models.TextField()
    folded = models.TextField()
    words = models.TextField()
    blocks = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.version_id}: {self.headline}"


class SearchTerm(models.Model):
    """A folded word that occurs in some entry: what a misspelt word is compared with."""

    word = models.CharField(max_length=40, primary_key=True)

    def __str__(self) -> str:
        return self.word
