from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _

from interviews.drafts import Draft
from interviews.models.interview import Interview


class ImportQuerySet(models.QuerySet["Import"]):
    def open(self) -> "ImportQuerySet":
        """What was read and not yet made into an interview."""
        return self.filter(finished_at__isnull=True)

    def listed(self) -> "ImportQuerySet":
        """With ``headline`` and without the transcripts themselves, which may be long."""
        return self.annotate(headline=KeyTextTransform("headline", "state")).defer("state", "text", "content")

    def of(self, user: AbstractBaseUser | AnonymousUser) -> "ImportQuerySet":
        return self.filter(by=user.pk)


class Import(models.Model):
    """A transcript between the paste and the interview: kept from the first step on, so that nothing is lost."""

    filename = models.CharField(_("file"), max_length=255, blank=True)
    content = models.BinaryField(_("file as uploaded"), default=b"", editable=False)
    text = models.TextField(_("source"), blank=True, help_text=_("The words as they came in, where they can be read."))
    format = models.CharField(_("format"), max_length=20, blank=True)
    state = models.JSONField(_("as read and mended"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name=_("imported by")
    )
    at = models.DateTimeField(_("imported"))
    edited_at = models.DateTimeField(_("last touched"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    revises = models.ForeignKey(
        Interview,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revises"),
        help_text=_("The interview whose transcript this one replaces."),
    )
    interview = models.ForeignKey(
        Interview, models.SET_NULL, null=True, blank=True, related_name="imports", verbose_name=_("interview")
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-edited_at", "-pk"]

    def __str__(self) -> str:
        headline = self.headline if hasattr(self, "headline") else self.draft.headline
        return headline or self.filename or str(self.at)

    @property
    def draft(self) -> Draft:
        return Draft.from_json(self.state)
