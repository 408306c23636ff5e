"""What a page is made of, in a line: where that line is the same, so is the page. For pieces, sections and topics.

Asked anew for every reader in four plain queries, so the page is right whatever was printed, hidden, withdrawn or
corrected meanwhile; setting its type again is what is saved.
"""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet, Subquery

from journal.front import paging, related
from journal.press.kinds import KIND_OF_SECTION, SECTION_NAMES, SECTIONS
from journal.press.models import Notice, SiteStamp, Version
from journal.press.prepared import Prepared, Rows
from journal.press.querysets import VersionQuerySet

AN_INSTANT = datetime(1895, 12, 28, tzinfo=UTC)
FACTS = Subquery(SiteStamp.objects.filter(pk=1).values("facts"))
STANDS = Prepared(
    lambda at, section, slug: (
        Version.objects.live(at)
        .filter(piece__addresses__section=section, piece__addresses__slug=slug)
        .values_list(
            "pk",
            "piece_id",
            "kind",
            "slug",
            "number",
            "hidden_until",
            "links",
            FACTS,
        )
    ),
    at=AN_INSTANT,
    section="a section",
    slug="a slug",
)
OF_SECTION = Prepared(
    lambda at, kind: _first_page(Version.objects.listed(at).filter(kind=kind).order_by("-published_at", "-pk")),
    at=AN_INSTANT,
    kind="a kind",
)
OF_TOPIC = Prepared(
    lambda at, slug: _first_page(Version.objects.listed(at).filter(topic_links__tag__slug=slug).along("topic_links")),
    at=AN_INSTANT,
    slug="a slug",
)
NOTICES = Prepared(
    lambda at, piece: Notice.objects.public(at).filter(version__piece=piece).order_by("pk").values_list("pk"),
    at=AN_INSTANT,
    piece=-1,
)


def _first_page(found: VersionQuerySet) -> QuerySet[Version, Any]:
    """Its rows, and the one more that tells whether there is a second page."""
    return found.values_list("pk", FACTS)[: paging.SIZE + 1]


def of_address(path: str, *, now: datetime) -> str:
    """ "" where only the site stamp can tell."""
    parts = path.split("/")
    if len(parts) == 4 and parts[1] in SECTION_NAMES:
        return of_piece(*parts[1:3], now=now)
    if len(parts) == 3 and parts[1] in SECTION_NAMES:
        return _of_list(OF_SECTION.rows(at=now, kind=KIND_OF_SECTION[parts[1]]), now)
    if len(parts) == 4 and parts[1] == "topics":
        return _of_list(OF_TOPIC.rows(at=now, slug=parts[2]), now)
    return ""


def of_piece(section: str, slug: str, *, now: datetime) -> str:
    """ "" where no piece stands at this address at ``now``, or where it has moved on to another."""
    rows = STANDS.rows(at=now, section=section, slug=slug)
    if len(rows) != 1:
        return ""
    version, piece, kind, stands, number, hidden_until, links, facts = rows[0]
    if (SECTIONS[kind], stands) != (section, slug):
        return ""
    notices = NOTICES.column(at=now, piece=piece) if number > 1 else []
    lists = related.neighbours(json.loads(links), piece=piece, kind=kind, now=now)
    # The date of the last change is that of a lifted embargo.
    return json.dumps([facts, _today(now), version, str(hidden_until), notices, lists])


def _of_list(rows: Rows, now: datetime) -> str:
    """The first page of a list is made of its versions; one that is empty says so, or is not there."""
    return json.dumps([rows[0][1], _today(now), [row[0] for row in rows]]) if rows else ""


def _today(now: datetime) -> str:
    """The rights of a picture run out by days."""
    return str(now.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
