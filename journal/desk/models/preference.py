from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Preference(models.Model):
    """What one person chose about the desk. Whoever never chose anything has no row, and the defaults."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("whose")
    )
    silenced = models.JSONField(
        _("no e-mail about"), default=list, blank=True, help_text=_("Kinds of notices that are not sent.")
    )

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return str(self.user)
