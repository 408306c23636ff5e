from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interviews.models.interview import Interview
from journal.document.blocks import LABEL_LIMIT
from journal.press import copy as press

KEPT = ("role", "name", "described_as", "person", "contributor", "position")


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def with_names(self) -> Self:
        """With the records that names come from, in one query."""
        return self.select_related("person", "contributor")

    def replace(self, interview: Interview, kept: Iterable[dict[str, Any]]) -> None:
        """Makes the participants of an interview those of a snapshot; rows whose label stays keep their id."""
        before = {participant.label: participant for participant in self.filter(interview=interview)}
        made = []
        for position, item in enumerate(kept):
            one = before.pop(item["label"], None) or Participant(interview=interview, label=item["label"])
            one.role, one.name, one.described_as = item["role"], item["name"], item["described_as"]
            one.person_id, one.contributor_id, one.position = item["person"], item["contributor"], position
            made.append(one)
        self.filter(pk__in=[one.pk for one in before.values()]).delete()
        Participant.objects.bulk_update([one for one in made if one.pk], KEPT)
        Participant.objects.bulk_create(one for one in made if not one.pk)


class Participant(models.Model):
    """Who speaks, and how the transcript prints them. One row a person, or a group that speaks as one."""

    class Role(models.TextChoices):
        INTERVIEWER = "interviewer", _("interviewer")
        INTERVIEWEE = "interviewee", _("interviewee")
        MODERATOR = "moderator", _("moderator")
        INTERPRETER = "interpreter", _("interpreter")
        AUDIENCE = "audience", _("audience")
        OTHER = "other", _("other")

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="participants", verbose_name=_("interview"))
    label = models.CharField(
        _("label"), max_length=LABEL_LIMIT, help_text=_("As the transcript prints it, without the colon: VF.")
    )
    role = models.CharField(_("role"), max_length=11, choices=Role, default=Role.INTERVIEWEE)
    person = models.ForeignKey(
        "cinema.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    contributor = models.ForeignKey(
        "press.Contributor", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("contributor")
    )
    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("Of somebody who is neither in the catalogue nor writes.")
    )
    described_as = models.CharField(
        _("described as"), max_length=200, blank=True, help_text=_("Such as: co-director of the film.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "label"],
                name="interview_label_once",
                violation_error_message=_("Two participants cannot have the same label."),
            ),
            models.CheckConstraint(condition=~Q(label=""), name="interview_participant_labelled"),
            models.CheckConstraint(
                condition=Q(person__isnull=True, contributor__isnull=True)
                | Q(person__isnull=True, name="")
                | Q(contributor__isnull=True, name=""),
                name="interview_participant_named_once",
                violation_error_message=_("Give a person, a contributor or a name: one of the three."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=["interviewer", "interviewee", "moderator", "interpreter", "audience", "other"]),
                name="interview_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.shown_name}" if self.shown_name else self.label

    @property
    def shown_name(self) -> str:
        """The name that readers see, "" where only the label is known."""
        record = self.person or self.contributor
        return record.name if record else self.name

    def printed(self) -> press.Participant:
        return press.Participant(
            label=self.label,
            name=self.shown_name,
            role=self.role,
            person=self.person_id,
            described_as=self.described_as,
        )

    def snapshot(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "role": self.role,
            "person": self.person_id,
            "contributor": self.contributor_id,
            "name": self.name,
            "described_as": self.described_as,
        }
