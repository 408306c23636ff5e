from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.press.kinds import SECTIONS, Kind


class Piece(models.Model):
    """What has an address and can be published. It never holds words: those stand in its versions."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, help_text=_("The first public instant. Never changes once past.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def section(self) -> str:
        return SECTIONS[self.kind]


class Address(models.Model):
    """A slug that a piece has or had. Never handed to another piece, so an old link cannot change its meaning."""

    section = models.CharField(_("section"), max_length=12)
    slug = models.SlugField(_("slug"), max_length=120)
    piece = models.ForeignKey(Piece, models.PROTECT, related_name="addresses", verbose_name=_("piece"))

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [models.UniqueConstraint(fields=["section", "slug"], name="press_address_unique")]

    def __str__(self) -> str:
        return f"/{self.section}/{self.slug}/"

    def get_absolute_url(self) -> str:
        return reverse("front:piece", args=[self.section, self.slug])


class Withdrawal(models.Model):
    """A removal for legal reasons: the address answers 410 and says why, never with the text."""

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="withdrawals", verbose_name=_("piece"))
    at = models.DateTimeField(_("since"))
    public_reason = models.TextField(_("public reason"), help_text=_("Readers see this sentence instead of the piece."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        constraints = [
            models.UniqueConstraint(
                fields=["piece"], condition=models.Q(lifted_at__isnull=True), name="press_one_open_withdrawal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.piece} · {self.at:%Y-%m-%d}"


class Act(models.Model):
    """Who did what to a published piece, when and why. Append-only; one row a verb."""

    class Verb(models.TextChoices):
        PUBLISH = "publish", _("published")
        SCHEDULE = "schedule", _("scheduled")
        UNSCHEDULE = "unschedule", _("took off the schedule")
        CHANGE = "change", _("changed")
        RETRACT = "retract", _("retracted")
        WITHDRAW = "withdraw", _("withdrew")
        RESTORE = "restore", _("restored")
        EMBARGO = "embargo", _("put under embargo")
        WAIVE = "waive", _("waived an embargo")

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="acts", verbose_name=_("piece"))
    version = models.ForeignKey(
        "press.Version", models.PROTECT, null=True, related_name="acts", verbose_name=_("version")
    )
    verb = models.CharField(_("what"), max_length=12, choices=Verb)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.at:%Y-%m-%d %H:%M}"
