"""The copy desk at work on a piece: the facts that its rules need, what they find, what was let stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from journal.cinema import crew
from journal.cinema.models import Credit as FilmCredit
from journal.cinema.models import Edition, Film, FilmTitle, Person
from journal.copydesk import facts as known
from journal.copydesk import rules
from journal.copydesk.issues import BLOCK, WARN, Issue
from journal.desk.models import Article, Waiver
from journal.document import excerpts
from journal.pictures.models import Picture
from journal.press import rulings
from journal.press.copy import Copy
from journal.press.kinds import SECTIONS

# The press itself refuses an embargoed piece and an undeclared change. Of a piece that stood elsewhere nobody may
# know any more who wrote it or how the conversation came about: that is asked before publishing, not enforced.
SETTLED_ELSEWHERE = frozenset({"P01", "P04", "S09", "T09"})
AROUND = 40  # characters of the passage shown on either side of a finding
# Beside the text: a long interview has 100,000 characters; nobody works through more findings at once.
TEXT_LIMIT = 300_000
SHOWN = 100


class TooLong(ValidationError):
    """The text is longer than a piece can be; it is not checked while somebody writes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as the desk shows it."""

    rule: str
    title: str
    severity: str
    said: str
    before: str
    excerpt: str
    after: str
    block: str
    field: str
    span: tuple[int, int]
    suggestion: str
    fingerprint: str
    waiver: Waiver | None

    @property
    def blocks(self) -> bool:
        return self.severity == BLOCK

    @property
    def is_open(self) -> bool:
        return self.waiver is None

    @property
    def may_stand(self) -> bool:
        """Whether somebody who gives a reason may let it stand; a mere information needs none."""
        return self.severity == WARN


def findings(article: Article, copy: Copy, *, now: datetime) -> list[Finding]:
    """Everything that the rules find in a copy, the gravest first, waived ones too."""
    waivers = {waiver.fingerprint: waiver for waiver in article.waivers.select_related("by")}
    titles = {id: rule.title for rule in rules.RULES for id in rule.ids}
    return [
        _shown(issue, copy, titles.get(issue.rule, ""), waivers.get(issue.fingerprint))
        for issue in rules.check(copy.document, facts(article, copy, now=now))
    ]


def beside_the_text(article: Article, copy: Copy, *, now: datetime) -> dict[str, Any]:
    """The open findings for the writing surface, as plain values: the first ``SHOWN``, how many more there are, and how
    many were let stand. Raises TooLong."""
    if sum(len(block.plain()) for block in copy.document) > TEXT_LIMIT:
        raise TooLong(_("This text is too long to be checked while you write. Save it, and look at its checks."))
    found = findings(article, copy, now=now)
    standing = [finding for finding in found if finding.is_open]
    return {
        "found": [_beside(finding) for finding in standing[:SHOWN]],
        "more": max(0, len(standing) - SHOWN),
        "blocking": sum(finding.blocks for finding in standing),
        "waived": len(found) - len(standing),
    }


def _beside(finding: Finding) -> dict[str, Any]:
    start, end = finding.span
    return {
        "fingerprint": finding.fingerprint,
        "severity": finding.severity,
        "said": finding.said,
        "todo": _todo(finding),
        "before": finding.before,
        "excerpt": finding.excerpt,
        "after": finding.after,
        "block": finding.block,
        "field": finding.field,
        "start": start,
        "end": end,
        "suggestion": finding.suggestion,
        "may_stand": finding.may_stand,
    }


def _todo(finding: Finding) -> str:
    if finding.blocks:
        return _("Has to be mended before it goes out.")
    return _("Mend it, or say why it stands.") if finding.may_stand else _("For your information.")


def blocking(found: Sequence[Finding]) -> list[Finding]:
    """What stops a publication: it cannot be waived, only mended."""
    return [finding for finding in found if finding.blocks and finding.rule not in SETTLED_ELSEWHERE]


def waive(*, article: Article, fingerprint: str, reason: str, copy: Copy, by: User | None, now: datetime) -> Waiver:
    """Lets a finding stand. Raises ValidationError without a reason, for what blocks and for what is not found."""
    if not reason.strip():
        raise ValidationError(_("Say why it stands; the reason is kept."), code="reason")
    finding = next((one for one in findings(article, copy, now=now) if one.fingerprint == fingerprint), None)
    if finding is None:
        raise ValidationError(_("This is no longer found in the text; nothing has to be waived."), code="gone")
    if finding.blocks:
        raise ValidationError(_("This has to be mended; it cannot be waived."), code="blocks")
    waiver, _made = Waiver.objects.update_or_create(
        article_id=article.pk,
        fingerprint=fingerprint,
        defaults={"rule": finding.rule, "reason": reason.strip()[:300], "by": by, "at": now},
    )
    return waiver


def facts(article: Article, copy: Copy, *, now: datetime) -> known.Facts:
    """What the records know about a piece, as the plain values that the rules read."""
    films = list(
        Film.objects.filter(pk__in=[link.film for link in copy.films]).prefetch_related(
            "titles", Prefetch("credits", FilmCredit.objects.select_related("person"))
        )
    )
    people_ids = {link.person for link in copy.people} | {c.person_id for film in films for c in film.credits.all()}
    interview = copy.form.get("interview") or {}
    pictures = Picture.objects.in_bulk([*copy.document.pictures(), *([copy.picture.picture] if copy.picture else [])])
    return known.Facts(
        kind=copy.kind,
        lang=copy.lang,
        headline=copy.headline,
        dek=copy.dek,
        byline=tuple(credit.name for credit in copy.byline),
        section=SECTIONS[copy.kind],
        films=tuple(_film(film) for film in films),
        people=tuple(_person(p) for p in Person.objects.filter(pk__in=people_ids).prefetch_related("names")),
        participants=tuple(known.Participant(p.label, p.name, p.role) for p in copy.participants),
        edition=_edition(copy),
        pictures={pk: _picture(picture) for pk, picture in pictures.items()},
        conducted_on=date.fromisoformat(day) if (day := interview.get("conducted_on")) else None,
        medium=interview.get("medium") or "",
        editing=interview.get("editing") or "",
        original_language=interview.get("original_language") or "",
        translator=next((credit.name for credit in copy.byline if credit.role == "translator"), ""),
        goes_live=now,
        published_on=now.astimezone(ZoneInfo(settings.TIME_ZONE)).date(),
        embargoes=_embargoes(article, copy),
        rating=_rating(copy),
    )


def _film(film: Film) -> known.Film:
    jobs = {"Actor": crew.ACTING}
    return known.Film(
        id=film.pk,
        title=film.title,
        titles=tuple(
            dict.fromkeys(
                [film.original_title] * bool(film.original_title)
                + [title.text for title in film.titles.all() if title.kind != FilmTitle.Kind.MISSPELLING]
            )
        ),
        year=film.year,
        credits=tuple(
            known.Credit(c.person.name, "Actor" if c.department == jobs["Actor"] else c.job, c.character)
            for c in film.credits.all()
        ),
    )


def _person(person: Person) -> known.Person:
    names = list(person.names.all())
    return known.Person(
        name=person.name,
        aliases=tuple(n.text for n in names if n.printable),
        never_print=tuple(n.text for n in names if n.never_print),
        died=person.died,
    )


def _edition(copy: Copy) -> known.Edition | None:
    link = next(iter(copy.editions), None)
    edition = Edition.objects.filter(pk=link.edition).first() if link else None
    if edition is None:
        return None
    cancelled = edition.status == Edition.Status.CANCELLED
    return known.Edition(edition.full_name, edition.starts, edition.ends, cancelled)


def _picture(picture: Picture) -> known.Picture:
    return known.Picture(
        id=picture.pk,
        alt=picture.alt,
        credit=picture.credit_line,
        caption=picture.caption,
        decorative=picture.decorative,
        expires=picture.rights_expire,
    )


def _embargoes(article: Article, copy: Copy) -> tuple[known.Embargo, ...]:
    over = rulings.over(
        films=[link.film for link in copy.films],
        editions=[link.edition for link in copy.editions],
        piece=article.piece,
    )
    return tuple(known.Embargo(embargo.lifts_at or rulings.FOREVER, str(embargo)) for embargo in over)


def _rating(copy: Copy) -> known.Rating | None:
    rating = (copy.form.get("review") or {}).get("rating")
    if not rating:
        return None
    steps = rating.get("step") or 1
    return known.Rating(float(rating["value"]), float(rating["low"]), float(rating["high"]), float(steps))


def _shown(issue: Issue, copy: Copy, title: str, waiver: Waiver | None) -> Finding:
    words = _passage(issue, copy)
    start, end = issue.span
    return Finding(
        rule=issue.rule,
        title=_(title) if title else issue.rule,
        severity=issue.severity,
        said=_(issue.message) % issue.params if issue.params else _(issue.message),
        before=excerpts.before(words, start, AROUND),
        excerpt=words[start:end] or issue.excerpt,
        after=excerpts.after(words, end, AROUND),
        block=issue.block,
        field=issue.field,
        span=issue.span,
        suggestion=issue.suggestion or "",
        fingerprint=issue.fingerprint,
        waiver=None if issue.severity == BLOCK else waiver,
    )


def _passage(issue: Issue, copy: Copy) -> str:
    if not issue.block:
        return {"headline": copy.headline, "dek": copy.dek}.get(issue.field, "")
    block = copy.document.get(issue.block)
    return block.plain() if block is not None and issue.field == "text" else ""
