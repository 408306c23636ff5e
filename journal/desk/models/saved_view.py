from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A search with its filters in the list of pieces, kept by one person under a name; shared ones are for all."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("whose"))
    # The one without a name says which columns the list has for its owner.
    name = models.CharField(_("name"), max_length=60, blank=True)
    query = models.CharField(_("query"), max_length=500, help_text=_("Without the question mark."))
    shared = models.BooleanField(_("for the whole desk"), default=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="desk_saved_view_named_once")]

    def __str__(self) -> str:
        return self.name
