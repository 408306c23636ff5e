from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journal.cinema import identifiers
from journal.cinema.models.festivals import Festival
from journal.cinema.models.films import Film
from journal.cinema.models.people import Person


class ExternalId(models.Model):
    """The same film, person or festival in another catalogue."""

    scheme = models.CharField(_("catalogue"), max_length=10, choices=identifiers.SCHEMES)
    value = models.CharField(_("identifier"), max_length=60)
    film = models.ForeignKey(
        Film, models.CASCADE, verbose_name=_("film"), null=True, blank=True, related_name="external_ids"
    )
    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("person"), null=True, blank=True, related_name="external_ids"
    )
    festival = models.ForeignKey(
        Festival, models.CASCADE, verbose_name=_("festival"), null=True, blank=True, related_name="external_ids"
    )

    class Meta:
        verbose_name = _("identifier elsewhere")
        verbose_name_plural = _("identifiers elsewhere")
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="external_id_once",
                violation_error_message=_("Another record has this identifier: are the two the same?"),
            ),
            models.CheckConstraint(
                condition=(
                    Q(film__isnull=False, person__isnull=True, festival__isnull=True)
                    | Q(film__isnull=True, person__isnull=False, festival__isnull=True)
                    | Q(film__isnull=True, person__isnull=True, festival__isnull=False)
                ),
                name="external_id_one_owner",
                violation_error_message=_("An identifier belongs to one film, one person or one festival."),
            ),
            models.CheckConstraint(
                condition=Q(scheme__in=[code for code, _label in identifiers.SCHEMES]), name="external_id_scheme_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    def clean(self) -> None:
        try:
            self.value = identifiers.read(self.scheme, self.owner_kind, self.value)
        except identifiers.IdentifierError as error:
            raise ValidationError({"value": str(error)}) from error

    @property
    def owner_kind(self) -> str:
        """film, person or festival; also while the owner itself is still to be saved."""
        for kind in ("film", "person"):
            if getattr(self, f"{kind}_id") is not None or getattr(self, kind) is not None:
                return kind
        return "festival"

    @property
    def url(self) -> str:
        return identifiers.url(self.scheme, self.owner_kind, self.value)
