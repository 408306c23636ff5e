from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from journal.desk.models.article import Article


class RatingScale(models.Model):
    """How a critic counts: stars from 0 to 5 in halves, letters, points."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    low = models.DecimalField(_("lowest"), max_digits=5, decimal_places=2, default=Decimal(0))
    high = models.DecimalField(_("highest"), max_digits=5, decimal_places=2, default=Decimal(5))
    step = models.DecimalField(_("step"), max_digits=4, decimal_places=2, default=Decimal("0.5"))
    labels = models.JSONField(
        _("labels"),
        default=list,
        blank=True,
        help_text=_("One a step from the lowest on, such as letters; else empty."),
    )

    class Meta:
        verbose_name = _("rating scale")
        verbose_name_plural = _("rating scales")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(low__lt=F("high")),
                name="desk_scale_rises",
                violation_error_message=_("The lowest value must lie below the highest."),
            ),
            models.CheckConstraint(
                condition=Q(step__gt=0),
                name="desk_scale_steps",
                violation_error_message=_("The step must be greater than zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.labels and (
            not isinstance(self.labels, list) or len(self.labels) != (self.high - self.low) / self.step + 1
        ):
            raise ValidationError({"labels": _("Give one label for every step, from the lowest to the highest.")})

    def holds(self, rating: Decimal) -> bool:
        """Is the value one of the scale's steps?"""
        return self.low <= rating <= self.high and (rating - self.low) % self.step == 0

    def shown(self, rating: Decimal) -> str:
        """`B+`, or `3.5 / 5`."""
        if self.labels:
            return str(self.labels[int((rating - self.low) / self.step)])
        return f"{plain(rating)} / {plain(self.high)}"


class Review(models.Model):
    """What a review has beside its text: the film, the rating on the critic's own scale, the verdict."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="review", verbose_name=_("piece"))
    film = models.ForeignKey("cinema.Film", models.PROTECT, related_name="+", verbose_name=_("film"))
    scale = models.ForeignKey(
        RatingScale, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scale")
    )
    rating = models.DecimalField(_("rating"), max_digits=5, decimal_places=2, null=True, blank=True)
    verdict = models.CharField(
        _("verdict"), max_length=300, blank=True, help_text=_("One sentence that readers see beside the rating.")
    )
    seen_at = models.CharField(
        _("seen at"), max_length=200, blank=True, help_text=_("Where the critic saw it: a cinema, a festival, a link.")
    )

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(scale__isnull=False),
                name="desk_rating_needs_scale",
                violation_error_message=_("A rating needs a scale."),
            )
        ]

    def __str__(self) -> str:
        return str(self.film)

    def clean(self) -> None:
        if self.rating is not None and self.scale and not self.scale.holds(self.rating):
            raise ValidationError(
                {
                    "rating": _("%(scale)s goes from %(low)s to %(high)s in steps of %(step)s.")
                    % {
                        "scale": self.scale,
                        "low": plain(self.scale.low),
                        "high": plain(self.scale.high),
                        "step": plain(self.scale.step),
                    }
                }
            )

    def snapshot(self) -> dict[str, Any]:
        return {
            "film": self.film_id,
            "scale": self.scale_id,
            "rating": plain(self.rating) if self.rating is not None else None,
            "verdict": self.verdict,
            "seen_at": self.seen_at,
        }

    def printed(self) -> dict[str, Any]:
        """The part of ``Copy.form`` that readers' pages and structured data take: no ids of the desk's own tables."""
        rating = None
        if self.scale and self.rating is not None:
            rating = {
                "value": plain(self.rating),
                "low": plain(self.scale.low),
                "high": plain(self.scale.high),
                "shown": self.scale.shown(self.rating),
                "scale": self.scale.name,
            }
        return {"film": self.film_id, "rating": rating, "verdict": self.verdict, "seen_at": self.seen_at}


def plain(number: Decimal) -> str:
    """`4` and `3.5`, never `4.00`: the same value must always be written the same way in a snapshot."""
    return format(number.normalize(), "f")
