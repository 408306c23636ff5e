from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.press.datelines import stamp
from journal.press.models.piece import Piece
from journal.press.querysets import EmbargoQuerySet


class Embargo(models.Model):
    """An instant before which nothing about a film, a festival's selection or one piece may be public.

    The latest embargo rules. The instant is kept in UTC, with the publicist's zone and words beside it.
    """

    class Kind(models.TextChoices):
        REVIEW = "review", _("reviews")
        SOCIAL = "social", _("social media")
        INTERVIEW = "interview", _("interviews and quotes")
        NEWS = "news", _("news")
        PREMIERE = "premiere", _("until the premiere")
        ALL = "all", _("everything")

    kind = models.CharField(_("covers"), max_length=10, choices=Kind, default=Kind.ALL)
    film = models.ForeignKey("cinema.Film", models.PROTECT, null=True, blank=True, related_name="embargoes")
    edition = models.ForeignKey("cinema.Edition", models.PROTECT, null=True, blank=True, related_name="embargoes")
    piece = models.ForeignKey(Piece, models.PROTECT, null=True, blank=True, related_name="embargoes")
    lifts_at = models.DateTimeField(
        _("lifts"), null=True, blank=True, help_text=_("Empty: until somebody sets a time. Nothing can be scheduled.")
    )
    zone = models.CharField(_("publicist’s zone"), max_length=64, default="UTC")
    wording = models.CharField(_("as the publicist wrote it"), max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    waived_at = models.DateTimeField(_("waived"), null=True, blank=True)
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    waiver_reason = models.TextField(_("why it was waived"), blank=True)

    objects = EmbargoQuerySet.as_manager()

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")
        constraints = [
            models.CheckConstraint(
                condition=Q(film__isnull=False, edition__isnull=True, piece__isnull=True)
                | Q(film__isnull=True, edition__isnull=False, piece__isnull=True)
                | Q(film__isnull=True, edition__isnull=True, piece__isnull=False),
                name="press_embargo_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(waived_at__isnull=True) | ~Q(waiver_reason=""), name="press_waiver_says_why"
            ),
        ]

    def __str__(self) -> str:
        what = str(self.film or self.edition or self.piece)
        if self.lifts_at is None:
            return gettext("%(what)s, until somebody sets a time") % {"what": what}
        return gettext("%(what)s, until %(lifts)s") % {"what": what, "lifts": stamp(self.lifts_at, settings.TIME_ZONE)}
