"""What the page of a piece is made of, in a line: where that line is the same, so is the page.

Asked anew for every reader in four plain queries, so the page is right whatever was printed, hidden, withdrawn or
corrected meanwhile; setting its type again is what is saved.
"""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Subquery

from journal.front import related
from journal.press.kinds import SECTION_NAMES, SECTIONS
from journal.press.models import Notice, SiteStamp, Version
from journal.press.prepared import Prepared

AN_INSTANT = datetime(1895, 12, 28, tzinfo=UTC)
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
            Subquery(SiteStamp.objects.filter(pk=1).values("facts")),
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


def of_address(path: str, *, now: datetime) -> str:
    """ "" where only the site stamp can tell."""
    parts = path.split("/")
    return of_piece(*parts[1:3], now=now) if len(parts) == 4 and parts[1] in SECTION_NAMES else ""


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
    # The rights of a picture run out by days; the date of the last change is that of a lifted embargo.
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return json.dumps([facts, str(today), version, str(hidden_until), notices, lists])
