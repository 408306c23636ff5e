from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Contributor(models.Model):
    """Somebody in a byline. Needs no account: a guest critic or a translator has none."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As readers see it in the byline."))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    bio = models.TextField(_("about"), blank=True, help_text=_("A few sentences on the contributor’s page."))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributor",
        verbose_name=_("desk account"),
        help_text=_("If this person signs in at the desk."),
    )
    person = models.OneToOneField(
        "cinema.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributor",
        verbose_name=_("person"),
        help_text=_("If the catalogue knows this person too, a filmmaker who writes, say."),
    )

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("front:contributor", args=[self.slug])
