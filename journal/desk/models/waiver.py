from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.desk.models.article import Article


class Waiver(models.Model):
    """A finding of the copy desk that somebody looked at and let stand, with the reason. Survives other edits."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="waivers", verbose_name=_("piece"))
    rule = models.CharField(_("rule"), max_length=4)
    fingerprint = models.CharField(_("finding"), max_length=16)
    reason = models.CharField(_("why it stands"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("waived by")
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["article", "fingerprint"], name="desk_waiver_once")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"
