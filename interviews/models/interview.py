from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interviews import conditions
from journal.desk.models import Article
from journal.desk.models.article import language_tag
from journal.press import copy as press
from journal.press.declaring import Stamps
from journal.press.kinds import Kind

# Plain columns that a revision keeps. Dates are listed apart: JSON has no date.
WORDED = (
    "place", "medium", "editing", "original_language", "interpreter", "approval", "travel_paid", "recording",
    "label_style", "stamp_text", "stamp_zone",
)  # fmt: skip
DAYS = ("conducted_on", "conducted_to")
INSTANTS = ("first_published_at", "first_updated_at")


class Interview(Article):  # type: ignore[django-manager-missing]  # taggit makes the manager of ArticleTopic
    """A piece in which people speak. The turns are blocks of the document; this record says who speaks and how the
    conversation came about."""

    class Medium(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ON_STAGE = "on_stage", _("on stage")
        ROUND_TABLE = "round_table", _("at a round table")
        VIDEO = "video", _("by video call")
        PHONE = "phone", _("by telephone")
        EMAIL = "email", _("by e-mail")

    class Editing(models.TextChoices):
        VERBATIM = "verbatim", _("word for word")
        CLARITY = "clarity", _("edited for clarity")
        CONDENSED = "condensed", _("condensed and edited for clarity")
        EXTRACT = "extract", _("extract")

    class Approval(models.TextChoices):
        NOT_ASKED = "not_asked", _("not asked for")
        ASKED = "asked", _("asked for")
        GRANTED = "granted", _("granted")

    class LabelStyle(models.TextChoices):
        PRINTED = "printed", _("as in the transcript")
        INITIALS = "initials", _("initials (VF)")
        FULL = "full", _("full names")
        QA = "qa", _("Q and A")

    conducted_on = models.DateField(_("conducted on"), null=True, blank=True)
    conducted_to = models.DateField(
        _("until"), null=True, blank=True, help_text=_("If the conversation took several days.")
    )
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("As in a sentence: Locarno."))
    medium = models.CharField(_("medium"), max_length=11, choices=Medium, blank=True)
    editing = models.CharField(_("editing"), max_length=9, choices=Editing, blank=True)
    original_language = models.CharField(
        _("language spoken"),
        max_length=20,
        blank=True,
        validators=[language_tag],
        help_text=_("A tag such as fr. If it is not the language of the piece, readers are told of the translation."),
    )
    interpreter = models.CharField(_("interpreter"), max_length=200, blank=True)
    approval = models.CharField(
        _("approval"),
        max_length=9,
        choices=Approval,
        default=Approval.NOT_ASKED,
        help_text=_("Did the interviewee see the text before publication?"),
    )
    travel_paid = models.CharField(
        _("travel paid by"),
        max_length=200,
        blank=True,
        help_text=_("Who paid for the journey or the stay, if it was not this magazine."),
    )
    recording = models.CharField(
        _("recording"), max_length=300, blank=True, help_text=_("Where it is kept. Never printed.")
    )
    label_style = models.CharField(
        _("speakers are shown"),
        max_length=8,
        choices=LabelStyle,
        default=LabelStyle.PRINTED,
        help_text=_("Changes how readers see the labels, not a word of the transcript."),
    )

    first_published_at = models.DateTimeField(
        _("first published"), null=True, blank=True, help_text=_("Of a piece that stood elsewhere before.")
    )
    first_updated_at = models.DateTimeField(_("updated there"), null=True, blank=True)
    stamp_text = models.CharField(
        _("stamp, as printed"), max_length=500, blank=True, help_text=_("The words that the two dates were read from.")
    )
    stamp_zone = models.CharField(_("zone of the stamp"), max_length=64, blank=True)
    source_name = models.CharField(_("file"), max_length=255, blank=True, editable=False)
    source_text = models.TextField(
        _("source"), blank=True, editable=False, help_text=_("The transcript as it came in, kept for comparison.")
    )

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(conducted_to__isnull=True)
                | Q(conducted_on__isnull=False, conducted_to__gte=F("conducted_on")),
                name="interview_days_forward",
                violation_error_message=_("The last day of the conversation lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(first_updated_at__isnull=True)
                | Q(first_published_at__isnull=False, first_updated_at__gt=F("first_published_at")),
                name="interview_stamps_forward",
                violation_error_message=_("The imported “updated” stamp must lie after the “published” one."),
            ),
            models.CheckConstraint(
                condition=Q(label_style__in=["printed", "initials", "full", "qa"]), name="interview_label_style_known"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = Kind.INTERVIEW
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.conducted_to and not self.conducted_on:
            raise ValidationError({"conducted_on": _("Say when the conversation began.")})

    @property
    def stamps(self) -> Stamps | None:
        """The dates under which the piece stood elsewhere, for ``publishing.publish``."""
        if self.first_published_at is None:
            return None
        return Stamps(self.first_published_at, self.first_updated_at, self.stamp_text)

    # -- what the press gets -------------------------------------------------------------------------------------

    def copy_participants(self) -> tuple[press.Participant, ...]:
        return tuple(participant.printed() for participant in self.participants.with_names())

    def copy_form(self) -> dict[str, Any]:
        """Keys of ``Copy.form``: ``label_style`` (one of ``html.LABEL_STYLES``), ``conditions`` (the public sentence,
        "" where nothing is known) and ``interview`` (the facts behind it, as far as readers may know them)."""
        facts = self.conditions()
        return {
            **super().copy_form(),
            "label_style": self.label_style,
            "conditions": conditions.sentence(facts),
            "interview": {
                "conducted_on": _iso(self.conducted_on),
                "conducted_to": _iso(self.conducted_to),
                "place": self.place,
                "medium": self.medium,
                "editing": self.editing,
                "original_language": self.original_language,
                "interpreter": self.interpreter,
                "approval": self.approval,
                "travel_paid": self.travel_paid,
            },
        }

    def conditions(self) -> conditions.Conditions:
        return conditions.Conditions(
            medium=self.medium,
            conducted_on=self.conducted_on,
            conducted_to=self.conducted_to,
            place=self.place,
            occasion=self.edition.full_name if self.edition else "",
            editing=self.editing,
            lang=self.lang,
            original_language=self.original_language,
            translators=tuple(
                line.contributor.name
                for line in self.bylines.select_related("contributor")
                if line.role == "translator"
            ),
            interpreter=self.interpreter,
            approval=self.approval,
            travel_paid=self.travel_paid,
        )

    # -- what a revision keeps -----------------------------------------------------------------------------------

    def snapshot_form(self) -> dict[str, Any]:
        return {
            **{name: getattr(self, name) for name in WORDED},
            **{name: _iso(getattr(self, name)) for name in (*DAYS, *INSTANTS)},
            "participants": [participant.snapshot() for participant in self.participants.all()] if self.pk else [],
        }

    def take_form(self, form: dict[str, Any]) -> None:
        for name in WORDED:
            if name in form:
                setattr(self, name, form[name])
        for names, kind in ((DAYS, date), (INSTANTS, datetime)):
            for name in names:
                if name in form:
                    setattr(self, name, kind.fromisoformat(form[name]) if form[name] else None)
        self.save(update_fields=[*WORDED, *DAYS, *INSTANTS])
        if "participants" in form:
            self.participants.replace(self, form["participants"])


def _iso(at: date | datetime | None) -> str | None:
    """ISO 8601 to the second's fraction that the database keeps, in the form that ``fromisoformat`` reads back."""
    return at.isoformat() if at else None


Article.forms[Kind.INTERVIEW.value] = "interview"
