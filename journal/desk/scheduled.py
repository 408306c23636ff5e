"""What is printed already and waits for its instant: shown at the desk before readers see it, called off from there."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from journal.desk import permissions
from journal.desk.models import Article
from journal.desk.permissions import Somebody
from journal.press.datelines import stamp
from journal.press.models import Notice, Version


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version on the schedule, as the desk shows it."""

    version: Version
    when: str
    notices: tuple[Notice, ...]
    call_off: str  # address of the page that takes it off the schedule; "" for whoever may not


def of(article: Article, user: Somebody, now: datetime) -> Waiting | None:
    """The version of this piece that waits for its instant; None where none does."""
    if article.piece_id is None:
        return None
    waiting = Version.objects.filter(piece=article.piece_id).scheduled(now).defer("body").order_by("-number").first()
    if waiting is None:
        return None
    return Waiting(
        version=waiting,
        when=stamp(waiting.live_from, settings.TIME_ZONE),
        notices=tuple(waiting.notices.all()),
        call_off=call_off(article, user, waiting.change),
    )


def call_off(article: Article, user: Somebody, change: str) -> str:
    """Where this person takes a scheduled version off the schedule; "" where they may not."""
    if not permissions.may_call_off(user, article, change):
        return ""
    return reverse("admin:desk_unschedule", args=[article.pk])
