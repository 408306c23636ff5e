"""Who wrote a working copy, and which records it is about."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journal.desk.models.article import Article


class Byline(models.Model):
    """One name in the byline of a working copy."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        INTERVIEWER = "interviewer", _("interviewer")
        TRANSLATOR = "translator", _("translator")
        PHOTOGRAPHER = "photographer", _("photographer")
        EDITOR = "editor", _("editor")

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines", verbose_name=_("piece"))
    contributor = models.ForeignKey(
        "press.Contributor", models.PROTECT, related_name="+", verbose_name=_("contributor")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "contributor", "role"],
                name="desk_byline_once",
                violation_error_message=_("This person stands in the byline with this role already."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=["author", "interviewer", "translator", "photographer", "editor"]),
                name="desk_byline_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contributor} ({self.get_role_display()})"


class Mention(models.Model):
    """A film, person or festival edition that a working copy is about or names. Exactly one of the three."""

    class Role(models.TextChoices):
        SUBJECT = "subject", _("subject")
        REVIEWED = "reviewed", _("reviewed")
        MENTIONED = "mentioned", _("mentioned")

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions", verbose_name=_("piece"))
    role = models.CharField(_("role"), max_length=9, choices=Role, default=Role.SUBJECT)
    confirmed = models.BooleanField(
        _("confirmed"), default=True, help_text=_("Only confirmed links are printed; the others are suggestions.")
    )
    film = models.ForeignKey(
        "cinema.Film", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("film")
    )
    person = models.ForeignKey(
        "cinema.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    edition = models.ForeignKey(
        "cinema.Edition", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("festival edition")
    )

    class Meta:
        verbose_name = _("link to a record")
        verbose_name_plural = _("people, films and festivals")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(film__isnull=False, person__isnull=True, edition__isnull=True)
                | Q(film__isnull=True, person__isnull=False, edition__isnull=True)
                | Q(film__isnull=True, person__isnull=True, edition__isnull=False),
                name="desk_mention_of_one_thing",
                violation_error_message=_("Choose one film, one person or one festival edition."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=["subject", "reviewed", "mentioned"]), name="desk_mention_role_known"
            ),
            models.CheckConstraint(
                condition=~Q(role="reviewed") | Q(film__isnull=False),
                name="desk_only_films_are_reviewed",
                violation_error_message=_("Only a film is reviewed."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["article", target],
                    condition=Q(**{f"{target}__isnull": False}),
                    name=f"desk_mention_{target}_once",
                    violation_error_message=_("This record is linked already."),
                )
                for target in ("film", "person", "edition")
            ),
        ]

    def __str__(self) -> str:
        return str(self.record)

    @property
    def record(self) -> models.Model | None:
        return self.film or self.person or self.edition
