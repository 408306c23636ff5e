"""Pieces for load tests, made from the demo's own texts: passages of one piece in another order, rendered once and used
often, under made-up headlines and linked to films and people at random.

Nobody is given words that an invented person did not say: turns stay with their speakers, in their order.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from taggit.models import Tag

from journal.cinema.models import Edition, Film, Person
from journal.demo.painting import dice
from journal.desk.models import Article, RatingScale, Review
from journal.document.blocks import Block, Document, mint
from journal.pictures.models import Picture
from journal.press import presenting
from journal.press.copy import Copy, Credit, EditionLink, FilmLink, PersonLink, PictureLink
from journal.press.kinds import Change, Kind
from journal.press.models import Contributor, Embargo, Version

PREFIX = "synthetic-"
VARIANTS = 6  # texts made from one piece
SHORT = 6  # a text of so few blocks is kept whole
YEARS = 10  # over which the pieces were published
CHANGED = 0.04  # the part of them that was changed after publication
CHANGES = (Change.TYPO, Change.CLARIFICATION, Change.CORRECTION, Change.UPDATE)


@dataclass(frozen=True)
class Text:
    """A document with what follows from it, worked out once."""

    article: Article  # the demo's piece that it was made from
    copy: Copy  # as the desk would hand it over
    form: dict[str, Any]  # Article.snapshot_form()
    body: str
    words: int


@dataclass(frozen=True)
class Plan:
    """One piece, before any of its rows is written."""

    slug: str
    text: Text
    copy: Copy
    published_at: datetime
    film: Film
    person: Person
    review: Review | None  # without its article
    change: Change | None
    changed_at: datetime


def texts(now: datetime, chance: random.Random) -> list[Text]:
    """Several for every piece of the demo that is public at ``now``. Raises LookupError where there is none."""
    found: list[Text] = []
    live = Version.objects.live(now).exclude(change=Change.RETRACTION).filter(stamps={})
    for article in (
        Article.objects.exclude(slug__startswith=PREFIX).filter(piece__in=live.values("piece")).order_by("pk")
    ):
        found += _variants(article.whole(), chance)
    if not found:
        raise LookupError("There is nothing to make synthetic pieces from; load the demo first.")
    return found


def _variants(article: Article, chance: random.Random) -> Iterator[Text]:
    copy, form = article.copy(), article.snapshot_form()
    for _number in range(VARIANTS):
        document = _mixed(copy.document, chance)
        mixed = replace(copy, document=document)
        yield Text(article, mixed, form, presenting.render_body(mixed, []), document.words())


def _mixed(document: Document, chance: random.Random) -> Document:
    """Some of the passages; prose in another order, a conversation in its own. Ids are new."""
    blocks = list(document)
    if len(blocks) > SHORT:
        kept = sorted(chance.sample(range(len(blocks)), chance.randint(SHORT, len(blocks))))
        blocks = [blocks[number] for number in kept]
    if not document.turns():
        chance.shuffle(blocks)
    taken: set[str] = set()
    return Document(tuple(_renamed(block, taken) for block in blocks))


def _renamed(block: Block, taken: set[str]) -> Block:
    id = mint(taken)
    taken.add(id)
    return replace(block, id=id, was=())


class Planner:
    """Deals out texts, records and dates. Two with one seed over the same records deal alike, but for ids of blocks."""

    def __init__(self, now: datetime, seed: int) -> None:
        self.now = now
        self.chance = dice(seed)
        self.texts = texts(now, self.chance)
        hidden = Embargo.objects.standing().filter(film__isnull=False).values("film")
        self.films = list(Film.objects.exclude(pk__in=hidden).order_by("pk"))
        self.people = list(Person.objects.order_by("pk"))
        self.contributors = list(Contributor.objects.order_by("pk"))
        self.pictures = list(Picture.objects.exclude(alt="").order_by("pk"))
        self.editions = list(Edition.objects.select_related("festival").order_by("pk"))
        self.topics = sorted(set(Tag.objects.values_list("name", flat=True)))
        self.scale = RatingScale.objects.order_by("pk")[0]

    def plan(self, number: int) -> Plan:
        text = self.chance.choice(self.texts)
        film, person = self.chance.choice(self.films), self.chance.choice(self.people)
        review = self._review(text, film)
        published_at = self.now - timedelta(seconds=self.chance.randint(3600, YEARS * 365 * 86400))
        changed = self.chance.random() < CHANGED
        return Plan(
            slug=f"{PREFIX}{number:05d}",
            text=text,
            copy=self._copy(number, text, film, person, review),
            published_at=published_at,
            film=film,
            person=person,
            review=review,
            change=self.chance.choice(CHANGES) if changed else None,
            changed_at=published_at + (self.now - published_at) * self.chance.uniform(0.05, 0.9),
        )

    def _copy(self, number: int, text: Text, film: Film, person: Person, review: Review | None) -> Copy:
        """What the desk's article, with rows as `scaling` writes them, would hand over."""
        old = text.copy
        role = "reviewed" if review else "subject"
        known = {link.film: replace(link, role="mentioned") for link in old.films}
        films = [FilmLink(film.pk, film.title, film.year, role)]
        films += [known[cited] for cited in old.document.films() if cited != film.pk]
        people = [link for link in old.people if link.role == "participant"]
        people += [PersonLink(person.pk, person.name, "subject")] * (person.pk not in {link.person for link in people})
        interview = old.kind == Kind.INTERVIEW
        return replace(
            old,
            headline=f"{Kind(old.kind).label} {number}: {film.title}",
            dek=f"Piece {number} of a load test, with words from “{old.headline}”.",
            byline=old.byline if interview else (self._credit(),),
            films=tuple(films),
            people=tuple(people),
            editions=old.editions if interview else self._editions(old.kind),
            topics=tuple(sorted(self.chance.sample(self.topics, min(2, len(self.topics))))),
            picture=self._picture(),
            translation_of=None,  # its words were mixed
            form={"review": review.printed()} if review else old.form,
        )

    def _credit(self) -> Credit:
        contributor = self.chance.choice(self.contributors)
        return Credit(contributor.name, "author", contributor.pk, contributor.slug)

    def _editions(self, kind: str) -> tuple[EditionLink, ...]:
        if kind != Kind.DISPATCH:
            return ()
        edition = self.chance.choice(self.editions)
        return (EditionLink(edition.pk, edition.full_name),)

    def _picture(self) -> PictureLink:
        picture = self.chance.choice(self.pictures)
        return PictureLink(picture.pk, picture.alt, picture.credit_line, picture.caption)

    def _review(self, text: Text, film: Film) -> Review | None:
        if text.copy.kind != Kind.REVIEW:
            return None
        steps = int((self.scale.high - self.scale.low) / self.scale.step)
        rating = self.scale.low + self.scale.step * self.chance.randint(0, steps)
        return Review(film=film, scale=self.scale, rating=rating, verdict="A synthetic verdict.")
