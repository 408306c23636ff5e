from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journal.cinema.models.festivals import Festival
from journal.cinema.models.films import Film
from journal.cinema.models.people import Person
from journal.cinema.querysets import FormerAddressQuerySet


class FormerAddress(models.Model):
    """An address that a record had before it was renamed or merged; it answers with a permanent redirect."""

    class Kind(models.TextChoices):
        FILM = "film", _("film")
        PERSON = "person", _("person")
        FESTIVAL = "festival", _("festival")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    slug = models.SlugField(_("address"), max_length=120)
    former_id = models.PositiveBigIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="The number of a record that was merged away; printed texts still cite it.",
    )
    film = models.ForeignKey(Film, models.CASCADE, null=True, blank=True, related_name="former_addresses")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="former_addresses")
    festival = models.ForeignKey(Festival, models.CASCADE, null=True, blank=True, related_name="former_addresses")

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["kind", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="former_address_once"),
            models.UniqueConstraint(fields=["kind", "former_id"], name="former_id_once"),
            models.CheckConstraint(
                condition=(
                    Q(kind="film", film__isnull=False, person__isnull=True, festival__isnull=True)
                    | Q(kind="person", film__isnull=True, person__isnull=False, festival__isnull=True)
                    | Q(kind="festival", film__isnull=True, person__isnull=True, festival__isnull=False)
                ),
                name="former_address_one_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"

    @property
    def record(self) -> Film | Person | Festival:
        return getattr(self, self.kind)
