from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journal.press.querysets import FrontPageQuerySet


class FrontPage(models.Model):
    """What an editor put on the front page, from an instant on. Append-only: the one that went live last stands.

    It names pieces, never words: what is not public when a reader comes is left out, and its place is filled.
    """

    class Festival(models.TextChoices):
        AUTOMATIC = "automatic", _("a festival shows while it runs")
        PICKED = "picked", _("this festival shows")
        NONE = "none", _("no festival shows")

    live_from = models.DateTimeField(_("public from"))
    # Ids of pieces in the order of the places, the lead first; null is a place that fills itself.
    pieces = models.JSONField(_("pieces"), default=list)
    festival = models.CharField(_("festival"), max_length=9, choices=Festival, default=Festival.AUTOMATIC)
    edition = models.ForeignKey(
        "cinema.Edition", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("edition")
    )
    arranged_at = models.DateTimeField(_("arranged"))
    arranged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("arranged by")
    )
    called_off_at = models.DateTimeField(_("called off"), null=True, blank=True)

    objects = FrontPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")
        ordering = ["-live_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(festival="picked", edition__isnull=False)
                | (~Q(festival="picked") & Q(edition__isnull=True)),
                name="press_front_page_picks_an_edition",
            ),
            # What readers have seen cannot be called off, only followed by another.
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True) | Q(called_off_at__lt=models.F("live_from")),
                name="press_front_page_called_off_before",
            ),
        ]
        indexes = [models.Index(fields=["-live_from", "-id"], name="press_front_page_newest")]

    def __str__(self) -> str:
        return f"{self.live_from:%Y-%m-%d %H:%M}"
