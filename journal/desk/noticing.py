"""Films, people and festival editions that a text names and does not lead to yet: what the surface proposes.

Nothing is linked here. Whoever writes confirms a proposal on the surface, which then stores the id (a film) or the
address (a person, an edition) in the text; a proposal that is refused is kept for this piece as a waiver and does not
come back. A title is marked wherever it stands, a person or an edition is linked once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from journal.cinema.mention_facts import EDITION, FILM, PERSON, Mention, Passage
from journal.cinema.mention_places import TOKEN
from journal.cinema.models import Credit, Edition, Film, Person
from journal.cinema.slices import finder_for
from journal.desk.models import Article, Waiver
from journal.desk.permissions import Somebody
from journal.document import excerpts, inline
from journal.document.blocks import Block, Document

RULE = "M01"  # of the waivers that are kept for refused proposals
KEY = re.compile(r"m:[0-9a-f]{14}")
RIGHTS = {FILM: "cinema.view_film", PERSON: "cinema.view_person", EDITION: "cinema.view_edition"}
# A long interview has 100,000 characters and 2,000 words with a capital, each of which may begin ten names.
TEXT_LIMIT = 300_000
NAMES_LIMIT = 10_000
SHOWN = 200  # proposals at once
AROUND = 30  # characters shown on either side of a place
CREDITS_SHOWN = 3
READ = frozenset({"paragraph", "heading", "quote", "note", "turn"})


class TooLong(ValidationError):
    """The text is longer than a piece can be; it is not looked through."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: in a block, the ``nth`` time that they do, counted from 0."""

    block: str
    words: str
    nth: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A record that is meant, perhaps. ``told``: what tells it from others of the same name."""

    id: int
    name: str
    told: str
    address: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Places that mean one of these records, likeliest first. ``key`` names it when it is refused."""

    key: str
    kind: str
    sure: bool
    choices: tuple[Choice, ...]
    places: tuple[Place, ...]


@dataclass(slots=True)
class _Line:
    """A paragraph of a block, in plain words. ``cited`` and ``linked`` are (start, end, to what)."""

    block: str
    offset: int
    text: str = ""
    cited: list[tuple[int, int, int | None]] = field(default_factory=list)
    linked: list[tuple[int, int, str]] = field(default_factory=list)


def suggestions(article: Article, document: Document, *, user: Somebody) -> list[Suggestion]:
    """What may be proposed to this person, in the order of the text. Raises TooLong."""
    lines = [line for block in document for line in _lines(block)]
    passages = [Passage(line.text, tuple((start, end) for start, end, _film in line.cited)) for line in lines]
    _check_size(passages)
    found: dict[tuple[str, tuple[int, ...]], list[Mention]] = {}
    for mention in _mentions(article, passages):
        if user.has_perm(RIGHTS[mention.kind]) and not _is_marked(lines[mention.passage], mention):
            found.setdefault((mention.kind, mention.ids), []).append(mention)
    refused = set(article.waivers.filter(rule=RULE).values_list("fingerprint", flat=True))
    choices = _choices(found)
    addresses = {address for line in lines for _start, _end, address in line.linked}
    texts = {block.id: "\n".join(_texts(block)) for block in document}
    return [
        Suggestion(
            key=key_of(kind, ids),
            kind=kind,
            sure=all(mention.sure for mention in mentions),
            choices=tuple(choices[kind, id] for id in ids),
            places=tuple(_place(lines[mention.passage], mention, texts) for mention in mentions),
        )
        for (kind, ids), mentions in found.items()
        if key_of(kind, ids) not in refused and (kind == FILM or choices[kind, ids[0]].address not in addresses)
    ][:SHOWN]


def refuse(*, article: Article, key: str, words: str, by: User, now: datetime) -> Waiver:
    """Keeps for this piece that these words do not mean what was proposed. Raises ValidationError on a damaged key."""
    if not KEY.fullmatch(key):
        raise ValidationError(_("This proposal is damaged. Look for names again."), code="key")
    waiver, _made = Waiver.objects.get_or_create(
        article_id=article.pk,
        fingerprint=key,
        defaults={"rule": RULE, "reason": words.replace("\0", "").strip()[:300], "by": by, "at": now},
    )
    return waiver


def as_json(found: Sequence[Suggestion]) -> list[dict[str, Any]]:
    return [asdict(suggestion) for suggestion in found]


def key_of(kind: str, ids: Sequence[int]) -> str:
    """Of a proposal; unlike any fingerprint of the copy desk, so that a refusal can never waive one of its findings."""
    return "m:" + sha256(f"{kind}:{','.join(map(str, ids))}".encode()).hexdigest()[:14]


def _check_size(passages: Sequence[Passage]) -> None:
    capitals = sum(not match[0][0].islower() for passage in passages for match in TOKEN.finditer(passage.text))
    if sum(len(passage.text) for passage in passages) > TEXT_LIMIT or capitals > NAMES_LIMIT:
        raise TooLong(_("This text is too long to be looked through for names."), code="size")


def _mentions(article: Article, passages: Sequence[Passage]) -> list[Mention]:
    about = article.mentions.filter(film__isnull=False).values_list("film_id", flat=True)
    return finder_for(passages, own_films=about, own_edition=article.edition_id).find(passages)


def _is_marked(line: _Line, mention: Mention) -> bool:
    """Whether the place leads somewhere already."""
    marked = [(start, end) for start, end, film in line.cited if film is not None]
    marked += [(start, end) for start, end, _address in line.linked]
    return any(start < mention.end and mention.start < end for start, end in marked)


def _texts(block: Block) -> list[str]:
    """The paragraphs of a block as the finder reads them: words without brackets round stage directions."""
    return ["".join(run.text for run in inline.parse(markup)) for markup in _markups(block)]


def _markups(block: Block) -> Sequence[str]:
    if block.type in READ:
        return inline.paragraphs(block.text)
    return block.items if block.type == "list" else ()


def _lines(block: Block) -> Iterator[_Line]:
    offset = 0
    for markup in _markups(block):
        line = _Line(block.id, offset)
        for (is_cite, film, href), runs in groupby(inline.parse(markup), lambda run: (run.cite, run.film, run.href)):
            start = len(line.text)
            line.text += "".join(run.text for run in runs)
            if is_cite:
                line.cited.append((start, len(line.text), film))
            if href is not None:
                line.linked.append((start, len(line.text), href))
        offset += len(line.text) + 1
        yield line


def _place(line: _Line, mention: Mention, texts: dict[str, str]) -> Place:
    # The finder reads with straight apostrophes; here stand those of the text.
    words = line.text[mention.start : mention.end]
    return Place(
        block=line.block,
        words=words,
        nth=texts[line.block].count(words, 0, line.offset + mention.start),
        before=excerpts.before(line.text, mention.start, AROUND),
        after=excerpts.after(line.text, mention.end, AROUND),
    )


def _choices(found: dict[tuple[str, tuple[int, ...]], list[Mention]]) -> dict[tuple[str, int], Choice]:
    wanted: dict[str, set[int]] = {FILM: set(), PERSON: set(), EDITION: set()}
    for kind, ids in found:
        wanted[kind].update(ids)
    chosen: dict[tuple[str, int], Choice] = {}
    directing = Prefetch("credits", Credit.objects.directing().select_related("person"), to_attr="directing")
    for film in Film.objects.filter(pk__in=wanted[FILM]).prefetch_related(directing):
        told = ", ".join(credit.person.name for credit in film.directing)
        chosen[FILM, film.pk] = Choice(film.pk, str(film), told, film.get_absolute_url())
    known_for = Prefetch("credits", Credit.objects.select_related("film").order_by("-film__year", "pk"))
    for person in Person.objects.filter(pk__in=wanted[PERSON]).prefetch_related(known_for):
        films = dict.fromkeys(str(credit.film) for credit in person.credits.all())
        told = ", ".join(list(films)[:CREDITS_SHOWN])
        chosen[PERSON, person.pk] = Choice(person.pk, str(person), told, person.get_absolute_url())
    for edition in Edition.objects.filter(pk__in=wanted[EDITION]).select_related("festival"):
        chosen[EDITION, edition.pk] = Choice(edition.pk, str(edition), "", edition.get_absolute_url())
    return chosen
