"""What happens round a working copy: who has it, what was said about it, who may look, what waits for a signature."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journal.desk.models.article import Article
from journal.desk.models.revision import Revision


class Assignment(models.Model):
    """A piece of work for a named person, with a day by which it is due."""

    class Task(models.TextChoices):
        WRITE = "write", _("write")
        REVIEW = "review", _("review")
        FACTS = "facts", _("check facts")
        TRANSLATE = "translate", _("translate")
        PICTURE = "picture", _("find a picture")

    article = models.ForeignKey(Article, models.CASCADE, related_name="assignments", verbose_name=_("piece"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("for"))
    task = models.CharField(_("task"), max_length=9, choices=Task, default=Task.REVIEW)
    due = models.DateField(_("due"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("given by")
    )
    at = models.DateTimeField(_("given"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["due", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "to", "task"],
                condition=Q(done_at__isnull=True),
                name="desk_assignment_once",
                violation_error_message=_("This person has this task already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.get_task_display()}"


def new_token() -> str:
    return secrets.token_urlsafe(24)


class PreviewLink(models.Model):
    """A look at one revision without an account: for the translator, the lawyer, the person interviewed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="preview_links", verbose_name=_("piece"))
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+", verbose_name=_("revision"))
    token = models.CharField(_("token"), max_length=40, unique=True, default=new_token, editable=False)
    label = models.CharField(_("for whom"), max_length=120)
    comments_allowed = models.BooleanField(_("may comment"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("good until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.label

    def is_open(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


class Comment(models.Model):
    """A remark on a working copy, at one block of it or on the whole."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="comments", verbose_name=_("piece"))
    block = models.CharField(_("passage"), max_length=8, blank=True, help_text=_("Id of the block; empty: the piece."))
    text = models.TextField(_("comment"), max_length=5000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    link = models.ForeignKey(
        PreviewLink, models.CASCADE, null=True, blank=True, related_name="comments", verbose_name=_("by link")
    )
    at = models.DateTimeField(_("at"))
    resolved_at = models.DateTimeField(_("settled"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Proposal(models.Model):
    """A change to a published piece that waits for a second person's signature. Settled once, then kept."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="proposals", verbose_name=_("piece"))
    copy_data = models.JSONField(_("copy"))
    declared = models.JSONField(_("declared changes"))
    base = models.PositiveIntegerField(_("version it starts from"))
    revision = models.PositiveIntegerField(_("revision"), null=True, help_text=_("Empty: made on the live version."))
    at = models.DateTimeField(_("goes live"), null=True, blank=True)
    why_second = models.JSONField(_("why a second person"), default=list)
    reason = models.TextField(_("reason"), blank=True)
    token = models.CharField(_("submission"), max_length=40, unique=True, default=new_token, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"))
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    signed = models.BooleanField(_("signed"), null=True, help_text=_("Empty: still open."))
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("change to sign")
        verbose_name_plural = _("changes to sign")
        ordering = ["proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, signed__isnull=True)
                | Q(settled_at__isnull=False, signed__isnull=False),
                name="desk_proposal_settled_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.base})"
