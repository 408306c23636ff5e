from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.cinema import crew, titles
from journal.cinema.models.people import Person
from journal.cinema.models.slugs import free_slug
from journal.cinema.querysets import CreditQuerySet, FilmQuerySet
from journal.cinema.validators import validate_countries, validate_country, validate_language, validate_languages
from journal.pictures.models import Picture


class Film(models.Model):
    class Kind(models.TextChoices):
        FEATURE = "feature", _("feature film")
        SHORT = "short", _("short film")
        DOCUMENTARY = "documentary", _("documentary")
        SERIES = "series", _("series")
        OTHER = "other", _("other")

    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Leave empty to have it made from title and year: ruby-sparks-2012."),
    )
    title = models.CharField(
        _("title"), max_length=300, help_text=_("The title under which this magazine writes of it.")
    )
    title_language = models.CharField(
        _("language of the title"),
        max_length=12,
        blank=True,
        default="en",
        validators=[validate_language],
        help_text=_(
            "Of the title above, so that The, Der and L' are passed over in lists, but not the Die of Die Hard."
        ),
    )
    original_title = models.CharField(_("original title"), max_length=300, blank=True)
    original_language = models.CharField(
        _("original language"), max_length=12, blank=True, validators=[validate_language]
    )
    sort_title = models.CharField(
        _("sorts as"), max_length=300, blank=True, help_text=_("Leave empty to have it made from title and language.")
    )
    sort_key = models.CharField(max_length=400, editable=False)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, help_text=_("Of the first public showing, festivals included.")
    )
    disambiguation = models.CharField(
        _("told apart by"),
        max_length=80,
        blank=True,
        help_text=_("For two films of one title and year: short film, Norway."),
    )
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.FEATURE)
    runtime = models.PositiveSmallIntegerField(_("runtime"), null=True, blank=True, help_text=_("In minutes."))
    countries = models.JSONField(
        _("countries"),
        default=list,
        blank=True,
        validators=[validate_countries],
        help_text=_("Codes such as US, FR; former states as they were: SU, DD, CS, YU."),
    )
    languages = models.JSONField(_("spoken languages"), default=list, blank=True, validators=[validate_languages])
    synopsis = models.TextField(_("synopsis"), blank=True, help_text=_("Ours, in plain words."))
    still = models.ForeignKey(
        Picture, models.SET_NULL, verbose_name=_("still"), null=True, blank=True, related_name="films"
    )
    invented = models.BooleanField(
        _("invented"), default=False, help_text=_("No real film: made up for demonstration, and said to be so.")
    )

    objects = FilmQuerySet.as_manager()

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        ordering = ["sort_key", "year", "id"]
        indexes = [models.Index(fields=["sort_key", "year", "id"], name="film_alphabet")]
        constraints = [
            models.UniqueConstraint(
                Lower("title"),
                # An unknown year counts as one value: two undated films of one title need telling apart as well.
                Coalesce("year", 0),
                "disambiguation",
                name="film_identity",
                violation_error_message=_(
                    "There is a film of this title and year already; say what tells the two apart."
                ),
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__gte=titles.MIN_YEAR, year__lte=titles.MAX_YEAR),
                name="film_year_possible",
                violation_error_message=_("The year must lie between 1874 and 2100."),
            ),
            models.CheckConstraint(
                condition=Q(runtime__isnull=True) | Q(runtime__gte=1, runtime__lte=6000),
                name="film_runtime_possible",
                violation_error_message=_("The runtime must lie between 1 and 6000 minutes."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["feature", "short", "documentary", "series", "other"]), name="film_kind_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="film_titled"),
        ]

    def __str__(self) -> str:
        told_apart = f", {self.disambiguation}" if self.disambiguation else ""
        return titles.write(self.title, self.year) + told_apart

    def save(self, *args, **kwargs) -> None:
        self.derive()
        fields = kwargs.get("update_fields")
        if not self.slug:
            self.slug = free_slug(self, self.own_slug())
        if fields is not None:
            kwargs["update_fields"] = {*fields, "slug", "sort_key"}
        super().save(*args, **kwargs)
        if fields is None or {"title", "original_title"} & set(fields):
            type(self).objects.filter(pk=self.pk).rekey()

    def get_absolute_url(self) -> str:
        return reverse("front:film", kwargs={"slug": self.slug})

    def own_slug(self) -> str:
        """The address that its own words make, taken or not."""
        return titles.slug(self.title, self.year)

    def derive(self) -> None:
        """Sets what follows from other columns."""
        self.sort_key = titles.sort_key(self.sort_title or self.title, "" if self.sort_title else self.title_language)


class FilmTitle(models.Model):
    """Another title of a film. Working titles and misspellings are searched, never printed."""

    class Kind(models.TextChoices):
        RELEASE = "release", _("release title")
        INTERNATIONAL = "international", _("international title")
        FESTIVAL = "festival", _("festival title")
        WORKING = "working", _("working title")
        TRANSLIT = "translit", _("transliteration")
        LITERAL = "literal", _("literal translation")
        SHORT = "short", _("short form")
        MISSPELLING = "misspelling", _("misspelling")

    film = models.ForeignKey(Film, models.CASCADE, verbose_name=_("film"), related_name="titles")
    text = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind, default=Kind.RELEASE)
    lang = models.CharField(_("language"), max_length=12, blank=True, validators=[validate_language])
    territory = models.CharField(_("territory"), max_length=4, blank=True, validators=[validate_country])
    linkable = models.BooleanField(
        _("linkable"), default=True, help_text=_("May a text that names this title be linked to the film?")
    )

    class Meta:
        verbose_name = _("other title")
        verbose_name_plural = _("other titles")
        ordering = ["kind", "lang", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["film", "text", "kind", "lang", "territory"],
                name="film_title_once",
                violation_error_message=_("The film has this title already."),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "release", "international", "festival", "working",
                        "translit", "literal", "short", "misspelling",
                    ]
                ),
                name="film_title_kind_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        Film.objects.filter(pk=self.film_id).rekey()

    def delete(self, *args, **kwargs):
        gone = super().delete(*args, **kwargs)
        Film.objects.filter(pk=self.film_id).rekey()
        return gone

    @property
    def printable(self) -> bool:
        return self.kind not in {self.Kind.WORKING, self.Kind.MISSPELLING}


class FilmKey(models.Model):
    """A folded title from one of its words on: what a search by prefix looks up; `whole` if from the first.

    Written by FilmQuerySet.rekey().
    """

    film = models.ForeignKey(Film, models.CASCADE, related_name="keys", db_index=False)
    key = models.CharField(max_length=400)
    whole = models.BooleanField(default=False)

    class Meta:
        # The operator class lets PostgreSQL answer LIKE 'prefix%' from the index in any locale; SQLite needs none.
        indexes = [
            models.Index(
                fields=["key", "whole", "film"],
                name="film_key",
                opclasses=["varchar_pattern_ops", "bool_ops", "int8_ops"],
            )
        ]
        constraints = [models.UniqueConstraint(fields=["film", "key"], name="film_key_once")]

    def __str__(self) -> str:
        return self.key


class Department(models.TextChoices):
    DIRECTING = crew.DIRECTING, _("Directing")
    WRITING = crew.WRITING, _("Writing")
    ACTING = crew.ACTING, _("Acting")
    PRODUCTION = "Production", _("Production")
    CAMERA = "Camera", _("Camera")
    EDITING = "Editing", _("Editing")
    SOUND = "Sound", _("Sound")
    ART = "Art", _("Art")
    COSTUME = "Costume & Make-Up", _("Costume and make-up")
    EFFECTS = "Visual Effects", _("Visual effects")
    LIGHTING = "Lighting", _("Lighting")
    CREW = "Crew", _("Crew")


class Credit(models.Model):
    """Who did what in a film. Departments and jobs carry TMDB's names, so that imports need no mapping."""

    film = models.ForeignKey(Film, models.CASCADE, verbose_name=_("film"), related_name="credits")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="credits")
    department = models.CharField(_("department"), max_length=20, choices=Department, default=Department.DIRECTING)
    job = models.CharField(_("job"), max_length=80, default="Director")
    character = models.CharField(_("character"), max_length=200, blank=True)
    credited_as = models.CharField(
        _("credited as"), max_length=200, blank=True, help_text=_("Where the film writes the name differently.")
    )
    billing = models.PositiveSmallIntegerField(
        _("billing"), default=0, help_text=_("Order within the cast or the job; 0 comes first.")
    )

    objects = CreditQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["billing", "id"]
        indexes = [
            models.Index(fields=["film", "department", "job", "billing"], name="credit_of_film"),
            models.Index(fields=["person", "department", "job"], name="credit_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["film", "person", "job", "character"],
                name="credit_once",
                violation_error_message=_("The film credits this person with this job already."),
            ),
            models.CheckConstraint(
                condition=Q(department=crew.ACTING) | Q(character=""),
                name="credit_character_is_acted",
                violation_error_message=_("Only a credit for acting has a character."),
            ),
            models.CheckConstraint(condition=Q(department__in=crew.DEPARTMENTS), name="credit_department_known"),
            models.CheckConstraint(condition=~Q(job=""), name="credit_has_job"),
        ]

    def __str__(self) -> str:
        role = _("as %s") % self.character if self.character else self.job
        return f"{self.printed_name}, {role}"

    @property
    def printed_name(self) -> str:
        return self.credited_as or self.person.name


class Release(models.Model):
    """When a film came out somewhere. The numbers of the kinds are TMDB's."""

    class Kind(models.IntegerChoices):
        PREMIERE = 1, _("premiere")
        LIMITED = 2, _("limited release")
        THEATRICAL = 3, _("cinema release")
        DIGITAL = 4, _("digital release")
        PHYSICAL = 5, _("disc release")
        TV = 6, _("television")

    film = models.ForeignKey(Film, models.CASCADE, verbose_name=_("film"), related_name="releases")
    territory = models.CharField(_("territory"), max_length=4, validators=[validate_country])
    kind = models.PositiveSmallIntegerField(_("kind"), choices=Kind, default=Kind.THEATRICAL)
    date = models.DateField(_("date"))
    certificate = models.CharField(_("certificate"), max_length=20, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["date", "territory", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["film", "territory", "kind", "date"],
                name="release_once",
                violation_error_message=_("This release stands there already."),
            ),
            models.CheckConstraint(condition=Q(kind__gte=1, kind__lte=6), name="release_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.territory}, {self.get_kind_display()}, {self.date}"
