import datetime
from dataclasses import replace

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journal.pictures.naming import original_path, public_path
from journal.pictures.presenting import SOURCES, Shown, choose, srcset
from journal.pictures.querysets import PictureQuerySet
from journal.pictures.storage import OriginalStorage

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class Picture(models.Model):
    """A still or photograph. The upload is kept aside; `file` is a safe public JPEG made from it at once."""

    class Source(models.TextChoices):
        # IPTC's vocabulary of digital source types, as far as a film magazine meets it.
        CAPTURE = "digitalCapture", _("digital photograph or frame")
        NEGATIVE = "negativeFilm", _("scanned negative")
        POSITIVE = "positiveFilm", _("scanned slide or film frame")
        PRINT = "print", _("scanned print")
        COMPOSITE = "compositeCapture", _("montage")
        GRAPHIC = "digitalArt", _("drawing or graphic")
        GENERATED = "trainedAlgorithmicMedia", _("made by a generative model")

    title = models.CharField(_("working title"), max_length=200, help_text=_("For the desk; readers do not see it."))
    caption = models.TextField(_("caption"), blank=True)
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it; about 125 characters."),
    )
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("Says nothing that the text does not; needs no alternative text.")
    )
    extended_description = models.TextField(_("long description"), blank=True)
    creator = models.CharField(_("creator"), max_length=200, blank=True)
    credit_line = models.CharField(_("credit line"), max_length=250, blank=True, help_text=_("As it must be printed."))
    copyright_notice = models.CharField(_("copyright notice"), max_length=250, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    rights_expire = models.DateField(_("rights expire"), null=True, blank=True)
    digital_source = models.CharField(_("source"), max_length=30, choices=Source, blank=True)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left"), default=50, validators=PERCENT, help_text=_("Percent of the width.")
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top"), default=50, validators=PERCENT, help_text=_("Percent of the height.")
    )
    original = models.FileField(
        _("picture"),
        storage=OriginalStorage(),  # type: ignore[arg-type]  # stands in for the one of the settings
        upload_to=original_path,
        max_length=200,
    )
    file = models.FileField(upload_to=public_path, max_length=200, editable=False)
    file_width = models.PositiveIntegerField(editable=False)
    file_height = models.PositiveIntegerField(editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    placeholder = models.CharField(_("placeholder colour"), max_length=7, editable=False)
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("uploaded by"),
        null=True,
        editable=False,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded"), editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=100, focal_y__gte=0, focal_y__lte=100),
                name="picture_focus_inside",
                violation_error_message=_("The focal point lies inside the picture: 0 to 100 percent."),
            ),
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1, file_width__gte=1, file_height__gte=1),
                name="picture_has_size",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def presented(self, crop: str = "whole", *, sizes: str = "") -> Shown:
        """What a page needs to show this picture in that crop.

        Before the renditions exist, the safe JPEG stands in: whole, so that nothing of it is lost. `sizes` is the
        attribute of that name. Uses prefetched renditions where they are (`with_renditions`).
        """
        shown = Shown(
            src=self.file.url,
            width=self.file_width,
            height=self.file_height,
            alt="" if self.decorative else self.alt,
            credit=self.credit_line,
            caption=self.caption,
            placeholder=self.placeholder,
        )
        made = choose(self.renditions.all(), crop)
        if "jpeg" not in made:
            return shown
        widest = made["jpeg"][-1]
        return replace(
            shown,
            src=widest.url,
            width=widest.width,
            height=widest.height,
            srcset=srcset(made["jpeg"]) if len(made["jpeg"]) > 1 else "",
            sizes=sizes,
            sources=tuple((kind, srcset(made[name])) for name, kind in SOURCES if name in made),
        )

    @property
    def is_ready_to_print(self) -> bool:
        """Whether it may be shown: described (or decorative) and credited."""
        return bool((self.decorative or self.alt) and self.credit_line)

    def has_rights(self, on: datetime.date) -> bool:
        return self.rights_expire is None or self.rights_expire >= on


class Rendition(models.Model):
    """One public file made from a picture: a crop in one width and format."""

    class Crop(models.TextChoices):
        WHOLE = "whole", _("whole picture")
        LEAD = "lead", _("lead, 16:9")
        CARD = "card", _("card, 3:2")
        SQUARE = "square", _("square")
        SHARE = "share", _("shared link, 1200 × 630")

    class Format(models.TextChoices):
        JPEG = "jpeg", "JPEG"
        AVIF = "avif", "AVIF"

    picture = models.ForeignKey(Picture, models.CASCADE, verbose_name=_("picture"), related_name="renditions")
    crop = models.CharField(_("crop"), max_length=6, choices=Crop)
    format = models.CharField(_("format"), max_length=4, choices=Format)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    file = models.FileField(upload_to=public_path, max_length=200)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["crop", "format", "width"]
        constraints = [
            models.UniqueConstraint(fields=["picture", "crop", "format", "width"], name="rendition_once"),
            models.CheckConstraint(condition=Q(format__in=["jpeg", "avif"]), name="rendition_format_known"),
            models.CheckConstraint(
                condition=Q(crop__in=["whole", "lead", "card", "square", "share"]), name="rendition_crop_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.picture}: {self.crop} {self.width}w {self.format}"

    @property
    def url(self) -> str:
        return self.file.url
