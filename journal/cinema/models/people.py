from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.cinema import names
from journal.cinema.models.slugs import free_slug
from journal.cinema.querysets import PersonQuerySet
from journal.cinema.validators import validate_language
from journal.pictures.models import Picture


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    CIRCA = "circa", _("about that year")


class Person(models.Model):
    class Order(models.TextChoices):
        GIVEN = names.GIVEN_FIRST, _("given name first (Agnès Varda)")
        FAMILY = names.FAMILY_FIRST, _("family name first (Bong Joon Ho)")
        MONO = names.MONO, _("one name (Björk), or one that is never parted")

    slug = models.SlugField(
        _("address"), max_length=120, unique=True, blank=True, help_text=_("Leave empty to have it made from the name.")
    )
    name = models.CharField(_("name"), max_length=200, help_text=_("As printed in this magazine."))
    name_order = models.CharField(_("order of the name"), max_length=6, choices=Order, default=Order.GIVEN)
    given_name = models.CharField(_("given name"), max_length=120, blank=True)
    family_name = models.CharField(_("family name"), max_length=120, blank=True)
    sort_name = models.CharField(
        _("sorts as"),
        max_length=200,
        blank=True,
        help_text=_("Leave empty to have it made: De Niro, Robert; Trier, Lars von; Bong Joon Ho."),
    )
    sort_key = models.CharField(max_length=250, editable=False)
    disambiguation = models.CharField(
        _("told apart by"),
        max_length=80,
        blank=True,
        help_text=_("For two people of one name: actor, director, born 1969."),
    )
    born = models.DateField(_("born"), null=True, blank=True)
    born_precision = models.CharField(_("born, precise to the"), max_length=5, choices=Precision, default=Precision.DAY)
    died = models.DateField(_("died"), null=True, blank=True)
    died_precision = models.CharField(_("died, precise to the"), max_length=5, choices=Precision, default=Precision.DAY)
    bio = models.TextField(_("about"), blank=True, help_text=_("Ours, in plain words."))
    portrait = models.ForeignKey(
        Picture, models.SET_NULL, verbose_name=_("portrait"), null=True, blank=True, related_name="people"
    )
    invented = models.BooleanField(
        _("invented"), default=False, help_text=_("No real person: made up for demonstration, and said to be so.")
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["sort_key", "id"], name="person_alphabet")]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "disambiguation"],
                name="person_identity",
                violation_error_message=_("There is a person of this name already; say what tells the two apart."),
            ),
            models.CheckConstraint(
                condition=Q(born__isnull=True) | Q(died__isnull=True) | Q(died__gte=F("born")),
                name="person_died_after_birth",
                violation_error_message=_("Nobody dies before being born: check both dates."),
            ),
            models.CheckConstraint(
                condition=~Q(name_order="mono") | Q(family_name=""),
                name="person_mononym_without_family",
                violation_error_message=_("A single name has no family name."),
            ),
            models.CheckConstraint(
                condition=Q(name_order__in=["given", "family", "mono"]), name="person_name_order_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="person_named"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.disambiguation})" if self.disambiguation else self.name

    def save(self, *args, **kwargs) -> None:
        self.derive()
        fields = kwargs.get("update_fields")
        if not self.slug:
            self.slug = free_slug(self, self.own_slug())
        if fields is not None:
            kwargs["update_fields"] = {*fields, "slug", "sort_key"}
        super().save(*args, **kwargs)
        if fields is None or "name" in fields:
            type(self).objects.filter(pk=self.pk).rekey()

    def get_absolute_url(self) -> str:
        return reverse("front:person", kwargs={"slug": self.slug})

    def own_slug(self) -> str:
        """The address that its own words make, taken or not."""
        return names.slug(self.name)

    def derive(self) -> None:
        """Sets what follows from other columns."""
        self.sort_key = names.sort_key(self.shown_sort_name)

    @property
    def shown_sort_name(self) -> str:
        return self.sort_name or names.sort_name(
            self.name, self.name_order, family=self.family_name, given=self.given_name
        )

    @property
    def surname(self) -> str:
        """The word by which a text names the person after the first mention."""
        return names.surname(self.name, self.name_order, family=self.family_name)

    @property
    def initials(self) -> str:
        return names.initials(self.name)


class PersonName(models.Model):
    """Another name of a person: for search always, for print only where it may be printed."""

    class Kind(models.TextChoices):
        BIRTH = "birth", _("name at birth")
        STAGE = "stage", _("stage name")
        NATIVE = "native", _("in the own script")
        TRANSLIT = "translit", _("other transliteration")
        FORMER = "former", _("former name")
        VARIANT = "variant", _("variant")
        MISSPELLING = "misspelling", _("misspelling")

    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("person"), related_name="names")
    text = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.VARIANT)
    lang = models.CharField(_("language"), max_length=12, blank=True, validators=[validate_language])
    never_print = models.BooleanField(
        _("never print"), default=False, help_text=_("A piece that holds this name cannot be published.")
    )

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["kind", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "text", "lang"],
                name="person_name_once",
                violation_error_message=_("The person has this name in this language already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["birth", "stage", "native", "translit", "former", "variant", "misspelling"]),
                name="person_name_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        Person.objects.filter(pk=self.person_id).rekey()

    def delete(self, *args, **kwargs):
        gone = super().delete(*args, **kwargs)
        Person.objects.filter(pk=self.person_id).rekey()
        return gone

    @property
    def printable(self) -> bool:
        return not self.never_print and self.kind != self.Kind.MISSPELLING


class PersonKey(models.Model):
    """A folded name from one of its words on: what a search by prefix looks up; `whole` if from the first.

    Written by PersonQuerySet.rekey().
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="keys", db_index=False)
    key = models.CharField(max_length=250)
    whole = models.BooleanField(default=False)

    class Meta:
        # The operator class lets PostgreSQL answer LIKE 'prefix%' from the index in any locale; SQLite needs none.
        indexes = [
            models.Index(
                fields=["key", "whole", "person"],
                name="person_key",
                opclasses=["varchar_pattern_ops", "bool_ops", "int8_ops"],
            )
        ]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="person_key_once")]

    def __str__(self) -> str:
        return self.key
