"""Who is told by e-mail of what happens round a piece.

A letter goes out after everything is written, one an event and person, never to whoever did it, never to somebody who
may not see the piece, never about a kind of event that the person has switched off. A mail server that is away stops
nothing: what could not be sent is in the log, and still stands on the first page of the desk.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, TextChoices
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.desk import permissions
from journal.desk.addresses import form_url
from journal.desk.models import Article, Assignment, Byline, Comment, Preference, Proposal
from journal.press.models import Report

logger = logging.getLogger(__name__)
NAMED = re.compile(r"(?<![\w.@])@([\w.@+-]*[\w+-])")  # @vera, with the letters that an account's name may have
SIGNED_IN_BY = "django.contrib.auth.backends.ModelBackend"
HUSHED: ContextVar[bool] = ContextVar("hushed", default=False)
MOST_NAMED = 20  # accounts that one comment can call


class Event(TextChoices):
    """Kinds of events, each of which a person may switch off."""

    WORK = "work", gettext_lazy("Somebody gives me work")
    SIGN = "sign", gettext_lazy("A change waits for a signature that I may give")
    COMMENT = "comment", gettext_lazy("A comment names me, or stands at a piece of mine")
    REVIEWED = "reviewed", gettext_lazy("A piece of mine is approved or sent back, a change of mine signed or declined")
    REPORT = "report", gettext_lazy("A reader reports a mistake in a piece of mine")


def writers(article: Article) -> list[User]:
    """Whose piece it is: who started it, stands in its byline, or was given it to write."""
    bylines = Byline.objects.filter(article=article.pk, contributor__user__isnull=False).values("contributor__user")
    tasks = Assignment.objects.filter(article=article.pk, task=Assignment.Task.WRITE, done_at__isnull=True)
    own = Q(pk=article.created_by_id) | Q(pk__in=bylines) | Q(pk__in=tasks.values("to"))
    return list(User.objects.filter(own).order_by("pk"))


def named_in(text: str) -> list[User]:
    """Accounts that a comment calls by name: "@vera, is this right?"."""
    wanted = Q()
    for name in sorted(names_in(text))[:MOST_NAMED]:
        wanted |= Q(username__iexact=name)
    return list(User.objects.filter(wanted).order_by("pk")) if wanted else []


def names_in(text: str) -> set[str]:
    """The names that are called, in small letters."""
    return {name.lower() for name in NAMED.findall(text)}


@contextmanager
def hushed() -> Iterator[None]:
    """What is done inside is told to nobody: content that is loaded is no news."""
    token = HUSHED.set(True)
    try:
        yield
    finally:
        HUSHED.reset(token)


# -- events --------------------------------------------------------------------------------------------------------


def given(assignment: Assignment, *, by: User) -> None:
    article = assignment.article
    said = _("%(who)s gives you work: %(task)s.") % {"who": by, "task": assignment.get_task_display()}
    if assignment.due:
        said += " " + _("Due on %(day)s.") % {"day": date_format(assignment.due, "j F Y")}
    _tell(Event.WORK, [assignment.to], article, said, words=assignment.note, by=by)


def asked_to_sign(proposal: Proposal, *, by: User) -> None:
    signers = User.objects.with_perm("desk.sign_piece", backend=SIGNED_IN_BY).filter(is_staff=True)
    said = _("%(who)s proposes a change that a second person has to sign.") % {"who": by}
    url = _proposal_url(proposal)
    _tell(Event.SIGN, signers, proposal.article, said, words=proposal.reason, by=by, url=url)


def settled(proposal: Proposal, *, by: User) -> None:
    """To whoever proposed the change: it is signed, or declined with a reason."""
    if proposal.proposed_by is None:
        return
    said = _("%(who)s has signed your change.") if proposal.signed else _("%(who)s has declined your change.")
    people = [proposal.proposed_by]
    url = _proposal_url(proposal)
    _tell(Event.REVIEWED, people, proposal.article, said % {"who": by}, words=proposal.answer, by=by, url=url)


def approved(article: Article, *, by: User) -> None:
    _tell(Event.REVIEWED, writers(article), article, _("%(who)s has approved your piece.") % {"who": by}, by=by)


def sent_back(article: Article, reason: str, *, by: User) -> None:
    said = _("%(who)s has sent your piece back to you.") % {"who": by}
    _tell(Event.REVIEWED, writers(article), article, said, words=reason, by=by)


def commented(comment: Comment) -> None:
    """To those named and those whose piece it is; by a guest with a preview link, too."""
    article = comment.article
    who = comment.author or (comment.link and comment.link.label) or _("Somebody")
    people = [*named_in(comment.text), *writers(article)]
    said = _("%(who)s comments on this piece.") % {"who": who}
    _tell(
        Event.COMMENT, people, article, said, words=comment.text, by=comment.author, url=f"{form_url(article)}#comments"
    )


def reported(report: Report) -> None:
    """A reader says that something is wrong. How to reach the reader stays at the desk."""
    article = Article.objects.filter(piece=report.piece_id).first()
    if article is None:
        return
    people = writers(article)
    triaging = {user.pk for user in people if permissions.may_triage(user)}
    said = _("A reader reports a mistake in your piece.")
    page = reverse("admin:desk_report", args=[report.pk])
    for url, told in ((page, triaging), (form_url(article), {user.pk for user in people} - triaging)):
        these = [user for user in people if user.pk in told]
        _tell(Event.REPORT, these, article, said, words=report.wrong, url=url)


def _proposal_url(proposal: Proposal) -> str:
    return reverse("admin:desk_proposal", args=[proposal.article_id, proposal.pk])


# -- letters -------------------------------------------------------------------------------------------------------


def told(event: Event, people: Iterable[User], article: Article, by: User | None = None) -> list[User]:
    """Those of the people who get a letter, each once."""
    found = {user.pk: user for user in people if user.is_active and user.email and user != by}
    silent = Preference.objects.filter(user__in=found)
    deaf = {row.pk for row in silent if event in row.silenced}
    return [user for pk, user in found.items() if pk not in deaf and permissions.may_see(user, article)]


def _tell(
    event: Event,
    people: Iterable[User],
    article: Article,
    said: str,
    *,
    words: str = "",
    by: User | None = None,
    url: str = "",
) -> None:
    """Writes the letters now, in the transaction that knows everything, and posts them when it is through."""
    readers = [] if HUSHED.get() else told(event, people, article, by)
    if not readers:
        return
    context = {
        "said": said,
        "article": article,
        "words": words.strip(),
        "url": f"{settings.SITE_URL}{url or form_url(article)}",
        "why": event.label,
        "choose": f"{settings.SITE_URL}{reverse('admin:desk_letters')}",
    }
    body = render_to_string("desk/letter.txt", context)
    # A headline may have been pasted with a line break, which no header may have.
    subject = " ".join(f"{said} {article.headline}".split())
    letters = [EmailMessage(subject, body, to=[user.email]) for user in readers]
    transaction.on_commit(lambda: post(letters), robust=True)


def post(letters: Iterable[EmailMessage]) -> int:
    """Sends them over one connection; gives how many went out. What fails is in the log."""
    connection = get_connection()
    sent = 0
    try:
        connection.open()
        for letter in letters:
            sent += _sent(connection, letter)
        connection.close()
    except OSError:  # that of a mail server too: SMTPException is one
        logger.exception("The mail server does not answer; nobody was told: %s", [letter.subject for letter in letters])
    return sent


def _sent(connection: Any, letter: EmailMessage) -> int:
    letter.connection = connection
    try:
        return letter.send()
    except OSError:
        logger.exception("This letter was refused: %s", letter.subject)
        return 0
