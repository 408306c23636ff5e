import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.press.models.piece import Piece
from journal.press.models.version import Version


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Report(models.Model):
    """A reader says that something in a published piece is wrong.

    How to reach the reader is kept only as long as somebody may have to ask: closing erases it (``reporting``).
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("not an error")

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="reports", verbose_name=_("piece"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("version that was read"))
    blocks = models.JSONField(_("passages"), default=list, blank=True, help_text=_("Ids of the blocks it is about."))
    words = models.TextField(_("the words in question"), blank=True)
    wrong = models.TextField(_("what is wrong"))
    contact = models.CharField(_("how to reach the reader"), max_length=254, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    answer = models.TextField(_("answer"), blank=True, help_text=_("The reader sees it under a private link."))
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates", verbose_name=_("same as")
    )
    token = models.CharField(_("key of the private link"), max_length=40, unique=True, default=new_token)
    created_at = models.DateTimeField(_("reported"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )

    class Meta:
        verbose_name = _("reader’s report")
        verbose_name_plural = _("readers’ reports")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="press_report_closed_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | (Q(contact="") & ~Q(answer="")),
                name="press_report_closed_answers_and_forgets",
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True) | ~Q(duplicate_of=F("id")), name="press_report_not_its_own_twin"
            ),
            models.CheckConstraint(condition=~Q(wrong=""), name="press_report_says_something"),
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="press_report_queue")]

    def __str__(self) -> str:
        return self.wrong[:60]

    def get_absolute_url(self) -> str:
        """The private page on which the reader follows the report."""
        return reverse("front:report_status", args=[self.token])
