from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.cinema import names, ordinals
from journal.cinema.folding import fold
from journal.cinema.models.films import Film
from journal.cinema.models.slugs import free_slug
from journal.cinema.querysets import EditionQuerySet, FestivalQuerySet
from journal.cinema.validators import validate_country, validate_names, validate_time_zone


class Festival(models.Model):
    slug = models.SlugField(_("address"), max_length=120, unique=True, blank=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(
        _("short name"), max_length=60, blank=True, help_text=_("As in running text: Locarno.")
    )
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=4, blank=True, validators=[validate_country])
    founded = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    aliases = models.JSONField(
        _("other and former names"),
        default=list,
        blank=True,
        validators=[validate_names],
        help_text=_("A renamed festival keeps its former names here; an edition may carry the name of its time."),
    )
    invented = models.BooleanField(
        _("invented"), default=False, help_text=_("No real festival: made up for demonstration, and said to be so.")
    )
    search_key = models.TextField(editable=False)

    objects = FestivalQuerySet.as_manager()

    class Meta:
        verbose_name = _("festival")
        verbose_name_plural = _("festivals")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(founded__isnull=True) | Q(founded__gte=1874, founded__lte=2100),
                name="festival_founded_possible",
                violation_error_message=_("The year must lie between 1874 and 2100."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="festival_named"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.search_key = "\n".join(
            fold(name) for name in [self.name, self.short_name, self.city, *self.aliases] if name
        )
        if not self.slug:
            self.slug = free_slug(self, self.own_slug())
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "slug", "search_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("front:festival", kwargs={"slug": self.slug})

    def own_slug(self) -> str:
        """The address that its own words make, taken or not."""
        return names.slug(self.short_name or self.name)

    @property
    def printed_short_name(self) -> str:
        return self.short_name or self.name


class Edition(models.Model):
    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")
        ONLINE = "online", _("held online")

    festival = models.ForeignKey(Festival, models.CASCADE, verbose_name=_("festival"), related_name="editions")
    year = models.PositiveSmallIntegerField(_("year"))
    ordinal = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("65 for the 65th; it does not tell two festivals apart.")
    )
    name = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        help_text=_("Where this edition was called otherwise than the festival is now."),
    )
    starts = models.DateField(_("first day"), null=True, blank=True)
    ends = models.DateField(_("last day"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=50,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Such as Europe/Zurich."),
    )
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.HELD)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-year", "festival_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["festival", "year"],
                name="edition_year_once",
                violation_error_message=_("The festival has an edition of this year already."),
            ),
            models.UniqueConstraint(
                fields=["festival", "ordinal"],
                name="edition_ordinal_once",
                violation_error_message=_("The festival has an edition of this number already."),
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="edition_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1874, year__lte=2100),
                name="edition_year_possible",
                violation_error_message=_("The year must lie between 1874 and 2100."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "held", "cancelled", "online"]), name="edition_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.festival.printed_short_name} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("front:edition", kwargs={"slug": self.festival.slug, "year": self.year})

    @property
    def full_name(self) -> str:
        """The name of its time with its number: "65th Locarno Film Festival"."""
        name = self.name or self.festival.name
        return f"{ordinals.write(self.ordinal)} {name}" if self.ordinal else f"{name} {self.year}"


class Strand(models.Model):
    """A section of one edition; names change from year to year, so they belong to the edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="strands")
    name = models.CharField(_("name"), max_length=120)
    competitive = models.BooleanField(_("competitive"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("strand")
        verbose_name_plural = _("strands")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"],
                name="strand_once",
                violation_error_message=_("The edition has a strand of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.name}"


class Selection(models.Model):
    """A film shown in a strand."""

    class Premiere(models.TextChoices):
        WORLD = "world", _("world premiere")
        INTERNATIONAL = "international", _("international premiere")
        REGIONAL = "regional", _("regional premiere")
        NATIONAL = "national", _("national premiere")
        NONE = "none", _("no premiere")

    strand = models.ForeignKey(Strand, models.CASCADE, verbose_name=_("strand"), related_name="selections")
    film = models.ForeignKey(Film, models.PROTECT, verbose_name=_("film"), related_name="selections")
    premiere = models.CharField(_("premiere"), max_length=13, choices=Premiere, default=Premiere.NONE)
    first_screened = models.DateField(_("first screened"), null=True, blank=True)

    class Meta:
        verbose_name = _("selection")
        verbose_name_plural = _("selections")
        ordering = ["first_screened", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["strand", "film"],
                name="selection_once",
                violation_error_message=_("The strand shows this film already."),
            ),
            models.CheckConstraint(
                condition=Q(premiere__in=["world", "international", "regional", "national", "none"]),
                name="selection_premiere_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film} ({self.strand})"
