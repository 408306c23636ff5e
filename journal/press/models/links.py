"""What a version points at, written when it is printed: the index behind film, person, festival and byline pages."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.press.models.contributor import Contributor
from journal.press.models.version import Version


def dated() -> "models.DateTimeField[Any, Any]":
    """When the version was published, once more beside the link (`journal/press/dating.py` writes it)."""
    return models.DateTimeField(null=True, editable=False)


def newest_first(record: str, name: str, version: str = "version") -> models.Index:
    """The index of a record's page: its versions, the newest first."""
    return models.Index(fields=[record, "-published_at", f"-{version}"], name=name)


class VersionFilm(models.Model):
    class Role(models.TextChoices):
        REVIEWED = "reviewed", _("reviewed")
        SUBJECT = "subject", _("subject")
        MENTIONED = "mentioned", _("mentioned")

    version = models.ForeignKey(Version, models.CASCADE, related_name="film_links")
    film = models.ForeignKey("cinema.Film", models.PROTECT, related_name="version_links", verbose_name=_("film"))
    role = models.CharField(_("role"), max_length=10, choices=Role)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    published_at = dated()

    class Meta:
        verbose_name = _("film of a version")
        verbose_name_plural = _("versions")
        constraints = [models.UniqueConstraint(fields=["version", "film"], name="press_version_film_once")]
        indexes = [newest_first("film", "press_film_newest")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.version_id} → {self.film_id}"


class VersionPerson(models.Model):
    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("interviewed")
        SUBJECT = "subject", _("subject")
        MENTIONED = "mentioned", _("mentioned")

    version = models.ForeignKey(Version, models.CASCADE, related_name="person_links")
    person = models.ForeignKey("cinema.Person", models.PROTECT, related_name="version_links", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=12, choices=Role)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    published_at = dated()

    class Meta:
        verbose_name = _("person of a version")
        verbose_name_plural = _("versions")
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="press_version_person_once")]
        indexes = [newest_first("person", "press_person_newest")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.version_id} → {self.person_id}"


class VersionEdition(models.Model):
    version = models.ForeignKey(Version, models.CASCADE, related_name="edition_links")
    edition = models.ForeignKey(
        "cinema.Edition", models.PROTECT, related_name="version_links", verbose_name=_("edition")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    published_at = dated()

    class Meta:
        verbose_name = _("festival of a version")
        verbose_name_plural = _("versions")
        constraints = [models.UniqueConstraint(fields=["version", "edition"], name="press_version_edition_once")]
        indexes = [newest_first("edition", "press_edition_newest")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.version_id} → {self.edition_id}"


class VersionContributor(models.Model):
    version = models.ForeignKey(Version, models.CASCADE, related_name="contributor_links")
    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="version_links")
    role = models.CharField(_("role"), max_length=12)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    published_at = dated()

    class Meta:
        verbose_name = _("byline of a version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["version", "contributor", "role"], name="press_version_contributor_once")
        ]
        indexes = [newest_first("contributor", "press_contributor_newest")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.version_id} → {self.contributor_id}"


class Quotation(models.Model):
    """Who said which passage in which version: the index behind quote search and person pages."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="quotations", verbose_name=_("version"))
    block = models.CharField(_("block"), max_length=8)
    position = models.PositiveIntegerField(_("position"))
    label = models.CharField(_("label"), max_length=80, blank=True)
    name = models.CharField(_("speaker"), max_length=200, blank=True)
    person = models.ForeignKey(
        "cinema.Person", models.PROTECT, null=True, blank=True, related_name="quotations", verbose_name=_("person")
    )
    text = models.TextField(_("words"))

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "block"], name="press_quotation_once")]

    def __str__(self) -> str:
        return f"{self.name or self.label}: {self.text[:60]}"


class QuotationFilm(models.Model):
    """A film that a quoted passage names: what was said of it, on its page and in the search of quotations."""

    quotation = models.ForeignKey(Quotation, models.CASCADE, related_name="film_links")
    film = models.ForeignKey("cinema.Film", models.PROTECT, related_name="quotation_links", verbose_name=_("film"))

    class Meta:
        verbose_name = _("quotation that names a film")
        verbose_name_plural = _("quotations that name a film")
        constraints = [models.UniqueConstraint(fields=["quotation", "film"], name="press_quotation_film_once")]

    def __str__(self) -> str:
        return f"{self.quotation_id} → {self.film_id}"
