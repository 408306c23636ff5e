from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase

from journal.document.blocks import Document
from journal.press.copy import Copy
from journal.press.kinds import SECTIONS, Change, Kind, Place
from journal.press.models.piece import Piece
from journal.press.querysets import NoticeQuerySet, VersionQuerySet

# What may still change on a printed version: when it stops, an embargo over it, and the HTML made from it.
MUTABLE = frozenset({"live_until", "hidden_until", "body"})


class VersionTopic(TaggedItemBase):
    content_object = models.ForeignKey("press.Version", models.CASCADE, related_name="topic_links")
    # As beside the other links (`journal/press/dating.py`).
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["tag", "-published_at", "-content_object"], name="press_topic_newest")]
        verbose_name = _("topic of a version")
        verbose_name_plural = _("topics of versions")


class Version(models.Model):  # type: ignore[django-manager-missing]
    """One printed, immutable state of a piece.

    The words never change (``save`` and a database trigger refuse it). Public during ``[live_from, live_until)``;
    an empty interval is a schedule that was called off.
    """

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="versions", verbose_name=_("piece"))
    number = models.PositiveIntegerField(_("number"), validators=[MinValueValidator(1)])

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    slug = models.SlugField(_("slug"), max_length=120)
    headline = models.CharField(_("headline"), max_length=300)
    dek = models.TextField(_("dek"), blank=True)
    lang = models.CharField(_("language"), max_length=20, default="en")
    byline = models.JSONField(_("byline"), default=list)
    picture = models.ForeignKey(
        "pictures.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead picture")
    )
    words = models.PositiveIntegerField(_("words"), default=0)

    change = models.CharField(_("kind of change"), max_length=14, choices=Change)
    live_from = models.DateTimeField(_("public from"))
    live_until = models.DateTimeField(_("public until"), null=True, blank=True)
    hidden_until = models.DateTimeField(_("under embargo until"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"))
    updated_at = models.DateTimeField(_("updated"), null=True, blank=True)
    updated_by_change = models.CharField(_("updated by"), max_length=14, choices=Change, blank=True)
    stamps = models.JSONField(_("imported stamps"), default=dict, blank=True)

    printed_at = models.DateTimeField(_("printed"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("published by")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    # A form sends the same token twice when it is submitted twice; the second finds the first's version.
    token = models.CharField(_("submission"), max_length=40, null=True, blank=True, unique=True, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    previous_sha256 = models.CharField(_("SHA-256 of the version before"), max_length=64, blank=True)

    # Last, because SQLite reads a row from its start: a list asks for dates and slugs, not for 40 kB of words.
    document = models.JSONField(_("document"), default=list)
    form = models.JSONField(_("form"), default=dict, help_text=_("Participants, a review’s verdict and the like."))
    links = models.JSONField(_("records, as printed"), default=dict)
    # The piece, not a version of it: an original may be corrected without a word to its translations.
    translation_of = models.ForeignKey(
        Piece,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # few have one: see the indexes
        related_name="printed_translations",
        verbose_name=_("translation of"),
    )
    body = models.TextField(_("rendered body"), blank=True, help_text=_("Made from the document; may be made again."))

    films = models.ManyToManyField("cinema.Film", through="press.VersionFilm", related_name="versions")
    people = models.ManyToManyField("cinema.Person", through="press.VersionPerson", related_name="versions")
    editions = models.ManyToManyField("cinema.Edition", through="press.VersionEdition", related_name="versions")
    contributors = models.ManyToManyField(
        "press.Contributor", through="press.VersionContributor", related_name="versions"
    )
    topics = TaggableManager(through=VersionTopic, blank=True, related_name="versions")

    picture_columns = ("document",)  # for `journal.pictures.usage`
    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["piece", "number"]
        constraints = [
            models.UniqueConstraint(fields=["piece", "number"], name="press_version_numbered"),
            models.UniqueConstraint(
                fields=["piece"], condition=Q(live_until__isnull=True), name="press_one_open_version"
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gte=F("live_from")), name="press_interval_forward"
            ),
            models.CheckConstraint(
                condition=Q(updated_at__isnull=True) | Q(updated_at__gte=F("published_at")),
                name="press_updated_after_published",
            ),
            models.CheckConstraint(
                condition=Q(updated_at__isnull=True, updated_by_change="")
                | (Q(updated_at__isnull=False) & ~Q(updated_by_change="")),
                name="press_updated_says_why",
            ),
            # A later number may be "first" again only where every earlier one was called off; the verb sees to that.
            models.CheckConstraint(
                condition=~Q(number=1) | Q(change__in=[Change.FIRST, Change.LEGACY]), name="press_first_is_first"
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="press_by_date"),
            models.Index(fields=["kind", "-published_at", "-id"], name="press_by_kind"),
            models.Index(fields=["live_from"], name="press_by_live_from"),
            # For the instant at which cached pages end; few rows have either in the future.
            models.Index(fields=["live_until"], name="press_by_live_until"),
            models.Index(
                fields=["hidden_until"], condition=Q(hidden_until__isnull=False), name="press_by_hidden_until"
            ),
            models.Index(
                fields=["translation_of"], condition=Q(translation_of__isnull=False), name="press_translations"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Inserts, or saves columns that may change. Raises ValidationError on anything else."""
        if not self._state.adding:
            fields = kwargs.get("update_fields")
            if fields is None or not set(fields) <= MUTABLE:
                raise ValidationError(_("A printed version cannot be changed; publish a new one."))
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("front:piece", args=[self.section, self.slug])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValidationError(_("A printed version cannot be deleted; retract or withdraw the piece."))

    @property
    def section(self) -> str:
        return SECTIONS[self.kind]

    @property
    def is_retraction(self) -> bool:
        return self.change == Change.RETRACTION

    @property
    def cancelled(self) -> bool:
        return self.live_until is not None and self.live_until == self.live_from

    def is_live(self, at: datetime) -> bool:
        """The same question as ``VersionQuerySet.live``, of one version at hand."""
        return (
            self.live_from <= at
            and (self.live_until is None or self.live_until > at)
            and (self.hidden_until is None or self.hidden_until <= at)
        )

    def copy(self) -> Copy:
        """The copy that this version was printed from."""
        return replace(self.facts(), document=Document.from_json(self.document))

    def facts(self) -> Copy:
        """The same without its words: a page has those as HTML, and reading them anew is most of the cost of a page."""
        return Copy.from_json(
            {
                "kind": self.kind,
                "headline": self.headline,
                "dek": self.dek,
                "lang": self.lang,
                "byline": self.byline,
                "document": [],
                "form": {name: value for name, value in self.form.items() if name != "participants"},
                "participants": self.form.get("participants", []),
                **self.links,
                "original": self.translation_of_id,
            }
        )


class Notice(models.Model):
    """The public sentence that explains a change. Append-only: a wrong notice is superseded by a new one."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="notices", verbose_name=_("version"))
    number = models.PositiveIntegerField(_("number"), help_text=_("Counted per piece, so an address stays."))
    kind = models.CharField(_("kind of change"), max_length=14, choices=Change)
    text = models.TextField(_("notice"))
    anchors = models.JSONField(_("passages"), default=list, blank=True, help_text=_("Ids of the changed blocks."))
    place = models.CharField(_("place"), max_length=4, choices=Place)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("supersedes")
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="press_notice_numbered"),
            models.CheckConstraint(condition=~Q(text=""), name="press_notice_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError(_("A notice cannot be changed; publish one that supersedes it."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValidationError(_("A notice cannot be deleted; publish one that supersedes it."))

    @property
    def anchor(self) -> str:
        return f"notice-{self.number}"
