"""Thousands of published pieces for load tests, each with all that the desk and the press would have written for it.

The verbs would take minutes, so the rows are written in batches; they are those that `saving.start` and
`handing.print_first` write, sealed by the ledger. Nothing here may be used for anything but synthetic pieces.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from taggit.models import Tag

from interviews.models import Interview, Participant
from interviews.models.interview import DAYS, WORDED
from journal.demo.people import staff
from journal.demo.synthetic import PREFIX, Plan, Planner
from journal.desk.models import Article, ArticleTopic, Byline, Mention, Review, Revision
from journal.desk.models.article import headline_key
from journal.press import ledger, printing, searching
from journal.press.kinds import RULES, SECTIONS, Change
from journal.press.models import (
    Act,
    Address,
    Notice,
    Piece,
    Version,
    VersionContributor,
    VersionEdition,
    VersionFilm,
    VersionPerson,
    VersionTopic,
)

BATCH = 500


def scale(target: int, *, now: datetime) -> int:
    """Adds synthetic pieces until there are ``target``; gives how many were added. All or nothing."""
    there = Article.objects.filter(slug__startswith=PREFIX).count()
    numbers = range(there + 1, target + 1)
    if not numbers:
        return 0
    planner = Planner(now, seed=there)
    editor = staff()["editor"]
    with transaction.atomic():
        for start in range(0, len(numbers), BATCH):
            plans = [planner.plan(number) for number in numbers[start : start + BATCH]]
            _write(plans, editor, now)
    return len(numbers)


def _write(plans: Sequence[Plan], editor: User, now: datetime) -> None:
    tags = {tag.name: tag for tag in Tag.objects.all()}
    pieces = Piece.objects.bulk_create(Piece(kind=plan.copy.kind, published_at=plan.published_at) for plan in plans)
    Address.objects.bulk_create(
        Address(section=SECTIONS[plan.copy.kind], slug=plan.slug, piece=piece)
        for plan, piece in zip(plans, pieces, strict=True)
    )
    versions = [list(_versions(plan, piece, editor)) for plan, piece in zip(plans, pieces, strict=True)]
    printed = [
        (plan, version, notice) for plan, group in zip(plans, versions, strict=True) for version, notice in group
    ]
    Version.objects.bulk_create(version for _plan, version, _notice in printed)
    for _plan, version, notice in printed:
        if notice:
            notice.version = version
    Notice.objects.bulk_create(notice for _plan, _version, notice in printed if notice)
    _link(printed, tags)
    current = [(version, plan.copy) for plan, version, _notice in printed if version.live_until is None]
    searching.index(current, now=now)
    Act.objects.bulk_create(_act(version, editor) for _plan, version, _notice in printed)
    _work(plans, pieces, tags, editor)


# -- what the press writes ---------------------------------------------------------------------------------------


def _versions(plan: Plan, piece: Piece, editor: User) -> Iterator[tuple[Version, Notice | None]]:
    first = _version(plan, piece, editor, number=1, change=Change.FIRST, live_from=plan.published_at)
    if plan.change is None:
        first.sha256 = ledger.seal(first, [])
        yield first, None
        return
    first.live_until = plan.changed_at
    first.headline += " (first printing)"
    first.sha256 = ledger.seal(first, [])
    yield first, None
    rule = RULES[plan.change]
    second = _version(plan, piece, editor, number=2, change=plan.change, live_from=plan.changed_at)
    if rule.moves_updated:
        second.updated_at, second.updated_by_change = plan.changed_at, plan.change
    notice = None
    if rule.place:
        notice = Notice(number=1, kind=plan.change, text=f"{plan.change.label} of a synthetic piece.", place=rule.place)
    second.previous_sha256 = first.sha256
    second.sha256 = ledger.seal(second, [notice] if notice else [])
    yield second, notice


def _version(plan: Plan, piece: Piece, editor: User, *, number: int, change: Change, live_from: datetime) -> Version:
    return Version(
        piece=piece,
        number=number,
        slug=plan.slug,
        change=change,
        live_from=live_from,
        published_at=plan.published_at,
        printed_at=live_from,
        published_by=editor,
        picture_id=plan.copy.picture.picture if plan.copy.picture else None,
        words=plan.text.words,
        body=plan.text.body,
        **printing.content(plan.copy),
    )


def _link(printed: Sequence[tuple[Plan, Version, Notice | None]], tags: dict[str, Tag]) -> None:
    both = [(plan.copy, version) for plan, version, _notice in printed]
    VersionFilm.objects.bulk_create(
        VersionFilm(version=version, film_id=link.film, role=link.role, position=position)
        for copy, version in both
        for position, link in enumerate(copy.films)
    )
    VersionPerson.objects.bulk_create(
        VersionPerson(version=version, person_id=link.person, role=link.role, position=position)
        for copy, version in both
        for position, link in enumerate(copy.people)
    )
    VersionEdition.objects.bulk_create(
        VersionEdition(version=version, edition_id=link.edition, position=position)
        for copy, version in both
        for position, link in enumerate(copy.editions)
    )
    VersionContributor.objects.bulk_create(
        VersionContributor(version=version, contributor_id=credit.contributor, role=credit.role, position=position)
        for copy, version in both
        for position, credit in enumerate(copy.byline)
        if credit.contributor
    )
    VersionTopic.objects.bulk_create(
        VersionTopic(content_object=version, tag=tags[topic]) for copy, version in both for topic in copy.topics
    )
    printing.quote([(version, copy) for copy, version in both])


def _act(version: Version, editor: User) -> Act:
    verb = Act.Verb.PUBLISH if version.number == 1 else Act.Verb.CHANGE
    return Act(piece=version.piece, version=version, verb=verb, at=version.printed_at, by=editor)


# -- what the desk writes ----------------------------------------------------------------------------------------


def _work(plans: Sequence[Plan], pieces: Sequence[Piece], tags: dict[str, Tag], editor: User) -> None:
    articles = Article.objects.bulk_create(
        _article(plan, piece, editor) for plan, piece in zip(plans, pieces, strict=True)
    )
    both = list(zip(plans, articles, strict=True))
    Byline.objects.bulk_create(
        Byline(article=article, contributor_id=credit.contributor, role=credit.role, position=position)
        for plan, article in both
        for position, credit in enumerate(plan.copy.byline)
        if credit.contributor
    )
    Mention.objects.bulk_create(mention for plan, article in both for mention in _mentions(plan, article))
    ArticleTopic.objects.bulk_create(
        ArticleTopic(content_object=article, tag=tags[topic]) for plan, article in both for topic in plan.copy.topics
    )
    _reviews(both)
    _interviews(both)
    Revision.objects.bulk_create(
        Revision(
            article=article,
            number=1,
            snapshot=_snapshot(plan, article),
            base=0,
            author=editor,
            at=article.created_at,
        )
        for plan, article in both
    )


def _article(plan: Plan, piece: Piece, editor: User) -> Article:
    copy = plan.copy
    return Article(
        kind=copy.kind,
        headline=copy.headline,
        headline_key=headline_key(copy.headline),
        dek=copy.dek,
        slug=plan.slug,
        lang=copy.lang,
        document=copy.document.to_json(),
        picture_id=copy.picture.picture if copy.picture else None,
        edition_id=copy.editions[0].edition if copy.editions else None,
        piece=piece,
        revision=1,
        printed_revision=1,
        created_by=editor,
        created_at=plan.published_at,
        edited_at=plan.published_at,
    )


def _mentions(plan: Plan, article: Article) -> Iterator[Mention]:
    if plan.review is None:
        yield Mention(article=article, film=plan.film, role=Mention.Role.SUBJECT)
    yield Mention(article=article, person=plan.person, role=Mention.Role.SUBJECT)


def _reviews(both: Iterable[tuple[Plan, Article]]) -> None:
    reviews = []
    for plan, article in both:
        if plan.review is not None:
            plan.review.article = article
            reviews.append(plan.review)
    Review.objects.bulk_create(reviews)


def _interviews(both: Iterable[tuple[Plan, Article]]) -> None:
    """The child rows alone: their articles are written already."""
    participants = []
    for plan, article in both:
        if not isinstance(plan.text.article, Interview):
            continue
        form = plan.text.form
        values: dict[str, Any] = {name: form[name] for name in WORDED}
        values |= {name: date.fromisoformat(form[name]) if form[name] else None for name in DAYS}
        interview = Interview(article_ptr=article, **values)
        interview.save_base(raw=True, force_insert=True)
        participants += [
            Participant(
                interview=interview,
                label=item["label"],
                role=item["role"],
                person_id=item["person"],
                contributor_id=item["contributor"],
                name=item["name"],
                described_as=item["described_as"],
                position=position,
            )
            for position, item in enumerate(form["participants"])
        ]
    Participant.objects.bulk_create(participants)


def _snapshot(plan: Plan, article: Article) -> dict[str, Any]:
    """What ``article.snapshot()`` gives, without asking the database for what is at hand."""
    mentions = [
        {
            "film": mention.film_id,
            "person": mention.person_id,
            "edition": None,
            "role": str(mention.role),
            "confirmed": True,
        }
        for mention in _mentions(plan, article)
    ]
    return {
        "kind": article.kind,
        "headline": article.headline,
        "dek": article.dek,
        "slug": article.slug,
        "lang": article.lang,
        "document": article.document,
        "picture": article.picture_id,
        "edition": article.edition_id,
        "translation_of": None,
        "notes": "",
        "topics": list(plan.copy.topics),
        "byline": [{"contributor": credit.contributor, "role": credit.role} for credit in plan.copy.byline],
        "mentions": mentions,
        "review": plan.review.snapshot() if plan.review else None,
        "form": plan.text.form,
    }
