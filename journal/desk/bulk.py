"""One verb for many pieces: each goes through the same door as alone, and what was refused says why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from journal.desk import actions
from journal.desk.models import Article

LIMIT = 200  # pieces at once: each is a transaction of its own, and a request should end


@dataclass(frozen=True, slots=True)
class Outcome:
    article: Article
    done: bool
    why: str = ""


def run(articles: Iterable[Article], verb: str, act: Callable[[Article], object], by: User) -> list[Outcome]:
    """Does ``act`` to each piece for which ``by`` has the right to ``verb`` (one of ``actions.RULES``)."""
    return [_one(article, verb, act, by) for article in articles]


def _one(article: Article, verb: str, act: Callable[[Article], object], by: User) -> Outcome:
    if why := actions.why_not(verb, by, article):
        return Outcome(article, False, why)
    try:
        act(article)
    except ValidationError as refusal:
        return Outcome(article, False, " ".join(refusal.messages) or _("It was refused."))
    return Outcome(article, True)
