"""Fix once, find everywhere: what is published with a wrong form of a record, and a batch of declared changes.

The catalogue was put right already, and that moved no piece's clock. Here each piece that carries the wrong form gets a
change of its own, of the kind that somebody chose for it, through the one door to the press (``handing``).
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from journal.cinema.models import Festival, Film, Person
from journal.desk import handing, permissions
from journal.desk.models import Article
from journal.desk.permissions import Somebody
from journal.desk.wrong_forms import Form, Hit, find, of_name, of_year, put_right
from journal.document.blocks import Document
from journal.press import changes
from journal.press.copy import Copy
from journal.press.declaring import Declared, Refused, Signatures
from journal.press.kinds import Change
from journal.press.models import Version

Record = Film | Person | Festival
KINDS = (Change.CORRECTION, Change.CLARIFICATION, Change.TYPO)
LIMIT = 50  # pieces at once: each is a transaction of its own, and a request should end
DRAFTS = 30
NAME, WORDS, YEAR = "name", "words", "year"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A published piece in which a wrong form stands."""

    version: Version
    copy: Copy
    hits: tuple[Hit, ...]
    linked: bool  # is it printed as a piece about the record?


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody decided about one piece: the passages to put right, and what readers are told."""

    piece: int
    base: int
    places: frozenset[str]
    kind: str
    text: str
    token: str


@dataclass(frozen=True, slots=True)
class Outcome:
    piece: int
    version: Version | None  # the new one; None where it was refused
    why: str = ""
    conflict: str = ""  # what could not be carried into the draft


def forms_of(record: Record, what: str, wrong: str, right: str) -> tuple[Form, ...]:
    """What to look for. A name is looked for whole and by each changed word, a year behind the titles of its film."""
    if what == YEAR and isinstance(record, Film):
        titles = [record.title, record.original_title, *record.titles.values_list("text", flat=True)]
        return of_year(titles, int(wrong), int(right))
    return of_name(wrong, right) if what == NAME else (Form(wrong, right),)


def carriers(record: Record, forms: Sequence[Form], *, now: datetime) -> Iterator[Carrier]:
    """Every piece that readers see with one of the forms: those about the record first, then the newest.

    The database looks for the rarest-looking word of each form; whether it stands there whole is decided here.
    """
    film = record.pk if isinstance(record, Film) else None
    live = Version.objects.listed(now).select_related("piece").order_by("-published_at", "-pk")
    about = set(live.order_by().filter(_about(record)).values_list("pk", flat=True))
    for linked, rows in (
        (True, live.filter(pk__in=about)),
        (False, live.filter(_holds(forms, ("headline", "dek", "body"))).exclude(pk__in=about)),
    ):
        for version in rows.iterator(chunk_size=LIMIT):
            copy = version.copy()
            if hits := find(copy, forms, film=film, linked=linked):
                yield Carrier(version, copy, hits, linked)


def drafts(forms: Sequence[Form], *, of: Somebody, without: Collection[int], now: datetime) -> list[Article]:
    """Working copies that carry a wrong form and that this person may see; pieces in ``without`` are left out."""
    rows = permissions.visible_to(of, Article.objects.kept()).filter(_holds(forms, ("headline", "dek", "words")))
    rows = rows.exclude(piece__in=without).with_state(now).order_by("-edited_at", "-pk")
    found = []
    for article in rows.iterator(chunk_size=DRAFTS):
        copy = Copy(article.kind, article.headline, Document.from_json(article.document), article.dek)
        if find(copy, forms):
            found.append(article)
        if len(found) == DRAFTS:
            break
    return found


def corrected(carrier: Carrier, places: Collection[str], record: Record) -> Copy:
    """The copy as it would be printed with these passages put right. The record is named as the catalogue has it."""
    after = put_right(carrier.copy, [hit for hit in carrier.hits if hit.place in places])
    if isinstance(record, Film):
        films = (
            replace(link, title=record.title, year=record.year) if link.film == record.pk else link
            for link in after.films
        )
        return replace(after, films=tuple(films))
    if isinstance(record, Person):
        people = (replace(link, name=record.name) if link.person == record.pk else link for link in after.people)
        return replace(after, people=tuple(people))
    return after


def proposed_notice(before: Copy, after: Copy, *, kind: str, record: Record, forms: Iterable[Form]) -> str:
    """The sentence that a correction starts from."""
    what = _("the film’s title") if isinstance(record, Film) else _("the name")
    roles = {form.right: what for form in forms if not form.right.isdecimal()}
    return changes.proposed_notice(before, after, piece=kind.lower(), roles=roles)


def put_all_right(
    choices: Iterable[Choice], *, record: Record, forms: Sequence[Form], reason: str, by: User, now: datetime
) -> list[Outcome]:
    """Prints a declared change for each choice, each by itself: what is refused says why, the others go on."""
    return [_one(choice, record, forms, reason, by, now) for choice in choices]


def _one(choice: Choice, record: Record, forms: Sequence[Form], reason: str, by: User, now: datetime) -> Outcome:
    try:
        return _put_right(choice, record, forms, reason, by, now)
    except ValidationError as refusal:
        return Outcome(choice.piece, None, " ".join(refusal.messages))


def _put_right(choice: Choice, record: Record, forms: Sequence[Form], reason: str, by: User, now: datetime) -> Outcome:
    article = Article.objects.select_related("piece").filter(piece=choice.piece).first()
    if article is None or not permissions.may_see(by, article):
        raise Refused(_("This piece is not yours to change."), code="right")
    if choice.kind not in KINDS or not permissions.may_declare(by, article, choice.kind):
        raise Refused(_("You have no right to declare this kind of change here."), code="right")
    carrier = _carrier(article, choice.base, record, forms, now)
    after = corrected(carrier, choice.places, record)
    if after.document == carrier.copy.document and not changes.touches(carrier.copy, after):
        raise Refused(_("None of the passages chosen carries the wrong form."), code="unchanged")
    declared = Declared(
        kind=choice.kind,
        text="" if choice.kind == Change.TYPO else choice.text.strip(),
        anchors=changes.anchors(carrier.copy, after),
    )
    signed = Signatures(
        by=by,
        reason=reason,
        token=choice.token,
        # The press refuses what is no typo; whoever means it all the same asks for a signature on the piece's own page.
        second_person_needed=changes.why_second_person(carrier.copy, after, {choice.kind}),
    )
    version = handing.correct_live(
        article=article, copy=after, declared=[declared], base=choice.base, signed=signed, now=now
    )
    return Outcome(choice.piece, version, conflict=article.conflict)


def _carrier(article: Article, base: int, record: Record, forms: Sequence[Form], now: datetime) -> Carrier:
    """The piece as it stood when the passages were looked at. Whether it stands still, the press decides."""
    assert article.piece is not None
    version = article.piece.versions.was_public(now).filter(number=base).first()
    if version is None:
        raise Refused(_("This version was never published."), code="stale")
    film = record.pk if isinstance(record, Film) else None
    linked = article.piece.versions.filter(_about(record), pk=version.pk).exists()
    copy = version.copy()
    return Carrier(version, copy, find(copy, forms, film=film, linked=linked), linked)


def _about(record: Record) -> Q:
    """Versions that are printed as pieces about the record, or with words of the person."""
    if isinstance(record, Film):
        return Q(film_links__film=record)
    if isinstance(record, Person):
        return Q(person_links__person=record) | Q(quotations__person=record)
    return Q(edition_links__edition__festival=record)


def _holds(forms: Iterable[Form], columns: Sequence[str]) -> Q:
    """Rows of which a column holds the longest word of a form. In a rendered body words stand as they are written."""
    found = Q(pk__in=[])
    for form in forms:
        longest = max(re.findall(r"\w+", form.wrong), key=len, default=form.wrong)
        for spelt in {unicodedata.normalize(way, longest) for way in ("NFC", "NFD")}:
            for column in columns:
                found |= Q(**{f"{column}__contains": spelt})
    return found
