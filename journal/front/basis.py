"""What a page is made of, in a line: where that line is the same, so is the page.

Asked anew for every reader in one to three plain queries, so the page is right whatever was printed, hidden, withdrawn
or corrected meanwhile; setting its type again is what is saved. A line holds the word of the facts
(`press/stamping.py`), the day (rights of pictures run out by days), and the ids of what was printed, in the order in
which the page asks for it.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from journal.cinema.models import Film, Person
from journal.front import coverage, feed_subjects, noticed, paging, quoting, related
from journal.press import fronting
from journal.press.kinds import KIND_OF_SECTION, SECTION_NAMES, SECTIONS
from journal.press.models import FrontPage, Notice, Version
from journal.press.prepared import Prepared, Together
from journal.press.querysets import VersionQuerySet

AN_INSTANT = datetime(1895, 12, 28, tzinfo=UTC)
A_DAY = date(1895, 12, 28)
MadeOf = Any  # for JSON; None where only the site stamp can tell
FACTS_ALONE: MadeOf = []

STANDS = Prepared(
    lambda at, section, slug: (
        Version.objects.live(at)  # type: ignore[misc]  # what `with_translated` annotates is not seen from here
        .filter(piece__addresses__section=section, piece__addresses__slug=slug)
        .with_translated()
        .values_list(
            "pk", "piece_id", "kind", "slug", "number", "hidden_until", "links", "translation_of", "is_translated"
        )
    ),
    at=AN_INSTANT,
    section="a section",
    slug="a slug",
)
NOTICES = Prepared(
    lambda at, piece: Notice.objects.public(at).filter(version__piece=piece).order_by("pk").values_list("pk"),
    at=AN_INSTANT,
    piece=-1,
)
IN_OTHER_LANGUAGES = Prepared(
    lambda at, original: Version.objects.listed(at).in_translations_of(original).values_list("pk"),
    at=AN_INSTANT,
    original=-1,
)
OF_HOME = Together(
    Prepared(lambda at: fronting.latest(at).values_list("pk")[: fronting.DEPTH], at=AN_INSTANT),
    Prepared(lambda today: fronting.running(today).values_list("pk")[: fronting.FESTIVALS], today=A_DAY),
    Prepared(lambda at: noticed.corrections(at).values_list("pk")[: noticed.ON_HOME], at=AN_INSTANT),
    Prepared(lambda at: FrontPage.objects.standing(at).values_list("pk")[:1], at=AN_INSTANT),
)
PLAN = Prepared(lambda pk: FrontPage.objects.filter(pk=pk).values_list("pieces", "festival", "edition"), pk=-1)
PLACES = {f"place{n}": -n for n in range(1, fronting.SLOTS + 1)}
PICKED = Prepared(
    lambda at, **places: (
        Version.objects.listed(at).filter(piece__in=list(places.values())).order_by("pk").values_list("pk")
    ),
    at=AN_INSTANT,
    **PLACES,
)
OF_EDITION_ON_HOME = Prepared(
    lambda at, edition: fronting.of_edition(edition, at).values_list("pk"), at=AN_INSTANT, edition=-1
)


def _first_page(ask: Callable[[datetime, str], VersionQuerySet], size: int = paging.SIZE) -> Prepared:
    """The rows of a list, and the one more that tells whether there is a second page; by the slug of what it is about.

    With the lift of an embargo, which is the date that a feed says it changed last.
    """

    def rows(at: datetime, slug: str) -> QuerySet[Version, Any]:
        return ask(at, slug).values_list("pk", "hidden_until")[: size + 1]

    return Prepared(rows, at=AN_INSTANT, slug="a slug")


def _of_kind(at: datetime, slug: str) -> VersionQuerySet:
    return Version.objects.listed(at).filter(kind=slug).order_by("-published_at", "-pk")


def _on_topic(at: datetime, slug: str) -> VersionQuerySet:
    return Version.objects.listed(at).filter(topic_links__tag__slug=slug).along("topic_links")


def _by_contributor(at: datetime, slug: str) -> VersionQuerySet:
    theirs = Version.contributors.through.objects.filter(contributor__slug=slug).values("version")
    return Version.objects.listed(at).filter(pk__in=theirs).order_by("-published_at", "-pk")


def _on_film(at: datetime, slug: str) -> VersionQuerySet:
    return Version.objects.listed(at).filter(film_links__film__slug=slug).along("film_links")


def _on_person(at: datetime, slug: str) -> VersionQuerySet:
    return Version.objects.listed(at).filter(person_links__person__slug=slug).along("person_links")


OF_SECTION, OF_TOPIC, OF_CONTRIBUTOR = map(_first_page, (_of_kind, _on_topic, _by_contributor))
FEED_OF_ALL = Prepared(
    lambda at: fronting.latest(at).values_list("pk", "hidden_until")[: feed_subjects.ENTRIES], at=AN_INSTANT
)
FEED_OF_CORRECTIONS = Prepared(
    lambda at: noticed.corrections(at).values_list("pk")[: feed_subjects.ENTRIES], at=AN_INSTANT
)
FEEDS = {
    "section": _first_page(_of_kind, feed_subjects.ENTRIES),
    "films": _first_page(_on_film, feed_subjects.ENTRIES),
    "people": _first_page(_on_person, feed_subjects.ENTRIES),
    "topics": _first_page(_on_topic, feed_subjects.ENTRIES),
    "contributors": _first_page(_by_contributor, feed_subjects.ENTRIES),
}
RECORDS = {
    name: Prepared(lambda slug, model=model: model.objects.filter(slug=slug).values_list("pk"), slug="a slug")
    for name, model in (("film", Film), ("person", Person))
}
# Pieces by role, then what was said: of the film, by the person.
OF_RECORD = {
    name: Together(
        *(coverage.OF_ROLE[name, role] for role in coverage.BY_RECORD[name]),
        Prepared(lambda at, record, said=said: said(record, at).values_list("pk"), at=AN_INSTANT, record=-1),
    )
    for name, said in (("film", quoting.of_film), ("person", quoting.of_person))
}


def of_address(path: str, *, facts: str, now: datetime) -> str:
    """ "" where only the site stamp can tell. ``facts`` is the word of the facts when the visit began."""
    for pattern, made_of in PAGES:
        found = pattern.fullmatch(path)
        if found:
            parts = made_of(now, *found.groups())
            return "" if parts is None else json.dumps([facts, str(_today(now)), parts])
    return ""


def _of_piece(now: datetime, section: str, slug: str) -> MadeOf:
    """None where no piece stands at this address at ``now``, or where it has moved on to another."""
    rows = STANDS.rows(at=now, section=section, slug=slug)
    if len(rows) != 1:
        return None
    version, piece, kind, stands, number, hidden_until, links, original, is_translated = rows[0]
    if (SECTIONS[kind], stands) != (section, slug):
        return None
    notices = NOTICES.column(at=now, piece=piece) if number > 1 else []
    lists = related.neighbours(json.loads(links), piece=piece, kind=kind, now=now)
    group = IN_OTHER_LANGUAGES.column(at=now, original=original or piece) if original or is_translated else []
    # The date of the last change is that of a lifted embargo.
    return [version, str(hidden_until), notices, lists, group]


def _of_home(now: datetime) -> MadeOf:
    latest, running, corrections, plans = OF_HOME.columns(at=now, today=_today(now))
    picked: list[int] = []
    for plan in plans:
        ((pieces, festival, edition),) = PLAN.rows(pk=plan)
        places = [piece or 0 for piece in json.loads(pieces)]
        filled = dict(zip(PLACES, [*places, *[0] * fronting.SLOTS], strict=False))
        picked = PICKED.column(at=now, **filled)
        if festival != FrontPage.Festival.AUTOMATIC:
            running = [edition] if edition else []
    festivals = [OF_EDITION_ON_HOME.column(at=now, edition=edition) for edition in running]
    return [latest, plans, picked, running, festivals, corrections]


def _of_section(now: datetime, section: str) -> MadeOf:
    return _ids(OF_SECTION.rows(at=now, slug=KIND_OF_SECTION[section]))


def _of_topic(now: datetime, slug: str) -> MadeOf:
    return _ids(OF_TOPIC.rows(at=now, slug=slug))


def _of_contributor(now: datetime, slug: str) -> MadeOf:
    return _ids(OF_CONTRIBUTOR.rows(at=now, slug=slug))


def _of_film(now: datetime, slug: str) -> MadeOf:
    return _of_record("film", slug, now)


def _of_person(now: datetime, slug: str) -> MadeOf:
    return _of_record("person", slug, now)


def _of_record(name: str, slug: str, now: datetime) -> MadeOf:
    """None where no record has this slug; it may have been renamed or merged."""
    return next((OF_RECORD[name].columns(at=now, record=pk) for pk in RECORDS[name].column(slug=slug)), None)


def _of_feed_of_all(now: datetime) -> MadeOf:
    return _ids(FEED_OF_ALL.rows(at=now))


def _of_feed_of_corrections(now: datetime) -> MadeOf:
    return FEED_OF_CORRECTIONS.column(at=now)


def _of_feed_of_section(now: datetime, section: str) -> MadeOf:
    return _ids(FEEDS["section"].rows(at=now, slug=KIND_OF_SECTION[section]))


def _of_feed(now: datetime, of: str, slug: str) -> MadeOf:
    return _ids(FEEDS[of].rows(at=now, slug=slug))


def _of_facts_alone(now: datetime) -> MadeOf:
    return FACTS_ALONE


def _ids(rows: list[tuple[Any, ...]]) -> MadeOf:
    return [[pk, str(hidden_until)] for pk, hidden_until in rows]


def _today(now: datetime) -> date:
    return now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


SECTION, SLUG, FORM = f"({'|'.join(SECTION_NAMES)})", r"([-\w]+)", "(?:atom|xml|json)"
PAGES: tuple[tuple[re.Pattern[str], Callable[..., MadeOf]], ...] = tuple(
    (re.compile(pattern), made_of)
    for pattern, made_of in (
        (f"/{SECTION}/{SLUG}/", _of_piece),
        ("/", _of_home),
        (f"/{SECTION}/", _of_section),
        (f"/films/{SLUG}/", _of_film),
        (f"/people/{SLUG}/", _of_person),
        (f"/topics/{SLUG}/", _of_topic),
        (f"/contributors/{SLUG}/", _of_contributor),
        (rf"/feeds/all\.{FORM}", _of_feed_of_all),
        (rf"/feeds/corrections\.{FORM}", _of_feed_of_corrections),
        (rf"/feeds/{SECTION}\.{FORM}", _of_feed_of_section),
        (rf"/feeds/({'|'.join(FEEDS)})/{SLUG}\.{FORM}", _of_feed),
        ("/(?:films|people|festivals|about|corrections-policy)/", _of_facts_alone),
    )
)
