from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.desk.models.article import Article


class Revision(models.Model):
    """One saved state of a working copy: who, when, what, and what it was based on. Append-only.

    The one exception: an autosave is replaced by the same person's next save (saving.py), so that the history shows
    what somebody meant to keep.
    """

    class Kind(models.TextChoices):
        SAVE = "save", _("saved")
        AUTOSAVE = "autosave", _("saved by itself")
        IMPORT = "import", _("imported")
        MERGE = "merge", _("merged")
        RESTORE = "restore", _("restored")
        CARRIED = "carried", _("correction carried over")

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions", verbose_name=_("piece"))
    number = models.PositiveIntegerField(_("number"))
    snapshot = models.JSONField(_("state"))
    base = models.PositiveIntegerField(_("based on"), help_text=_("Number of the revision that this one changed."))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.SAVE)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["article", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="desk_revision_numbered")]

    def __str__(self) -> str:
        return f"{self.article_id}.{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError(_("A revision cannot be changed; save the piece again."))
        super().save(*args, **kwargs)
