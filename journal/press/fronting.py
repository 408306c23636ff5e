"""The front page: what an editor picked, and what fills the places that nobody picked or that lost their piece.

It is asked of the printed versions at the moment of the visit, so a piece that is withdrawn, under embargo or not out
yet leaves its place to the next one without anybody's doing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from journal.cinema.models import Edition
from journal.press.kinds import SECTION_NAMES, Kind
from journal.press.models import FrontPage, Version, VersionEdition
from journal.press.querysets import VersionQuerySet

# One query feeds the whole page; a kind that none of the newest sixty pieces has is not news to a front page.
DEPTH = 60
BESIDE = 5
SLOTS = 1 + BESIDE  # places that an editor may fill, the lead first
IN_BAND = 3
PICTURED = 2  # bands
OF_FESTIVAL = 4
FESTIVALS = 3


@dataclass(frozen=True, slots=True)
class Band:
    section: str
    name: str
    versions: Sequence[Version]
    pictured: bool  # stills and plain type take turns down the page


@dataclass(frozen=True, slots=True)
class FestivalBand:
    """An edition that shows, with what we print from there; dispatches first."""

    edition: Edition
    versions: Sequence[Version]


@dataclass(frozen=True, slots=True)
class Front:
    lead: Version | None
    beside: Sequence[Version]
    bands: Sequence[Band]
    also: Sequence[Version]
    festivals: Sequence[FestivalBand] = ()

    def with_pictures(self) -> list[Version]:
        """Those that stand there with a still, where they have one."""
        leading = [self.lead] if self.lead else []
        festival = [version for band in self.festivals for version in band.versions]
        bands = [version for band in self.bands if band.pictured for version in band.versions]
        return [*leading, *festival, *bands]


def standing(now: datetime) -> Front:
    """The front page of this moment."""
    return of_plan(FrontPage.objects.standing(now).first(), now=now)


def of_plan(plan: FrontPage | None, *, now: datetime) -> Front:
    """The front page as a plan has it at ``now``, which may be to come; without a plan it fills itself."""
    newest = list(latest(now)[:DEPTH])
    return arranged(newest, picked(plan, newest, now), _festivals(plan, now))


def latest(now: datetime) -> VersionQuerySet:
    """What fills the page by itself: as many as ``DEPTH``."""
    return Version.objects.listed(now).for_lists()


def picked(plan: FrontPage | None, latest: Sequence[Version], now: datetime) -> list[Version | None]:
    """The live version in each place of the plan; None where there is none."""
    wanted = plan.pieces if plan else []
    known = {version.piece_id: version for version in latest}
    missing = [piece for piece in wanted if piece is not None and piece not in known]
    if missing:
        others = Version.objects.listed(now).for_lists().filter(piece__in=missing)
        known |= {version.piece_id: version for version in others}
    return [known.get(piece) for piece in wanted]


def arranged(
    latest: Sequence[Version], picked: Sequence[Version | None] = (), festivals: Sequence[FestivalBand] = ()
) -> Front:
    """Fills what is not picked: the newest piece that is more than a news item leads, the newest others stand beside.

    Then a band for each festival that shows, and one a section. No piece stands twice.
    """
    slots = [*picked, *[None] * SLOTS][:SLOTS]
    free = _without(latest, [version for version in slots if version is not None])
    lead = slots[0] or next((version for version in free if version.kind != Kind.NEWS), free[0] if free else None)
    rest = iter(_without(free, [lead] if lead else []))
    beside = [version for version in (slot or next(rest, None) for slot in slots[1:]) if version is not None]
    if lead is None and beside:
        lead, *beside = beside
    shown = [*([lead] if lead else []), *beside]
    bands = []
    for festival in festivals:
        versions = _without(festival.versions, shown)[:OF_FESTIVAL]
        shown += versions
        bands.append(FestivalBand(festival.edition, versions))
    return Front(lead, beside, *_by_section(_without(list(rest), shown)), bands)


def _by_section(rest: Sequence[Version]) -> tuple[list[Band], list[Version]]:
    """A band for each section with more than one piece; the others by themselves, newest first."""
    bands: list[Band] = []
    single: list[Version] = []
    for section, name in SECTION_NAMES.items():
        of_section = [version for version in rest if version.section == section][:IN_BAND]
        if len(of_section) > 1:
            bands.append(Band(section, str(name), of_section, pictured=len(bands) < PICTURED))
        else:
            single += of_section
    # One piece alone makes a poor band, so such pieces share one.
    return bands, sorted(single, key=lambda version: version.published_at, reverse=True)


def _without(versions: Iterable[Version], others: Iterable[Version]) -> list[Version]:
    known = {version.piece_id for version in others}
    return [version for version in versions if version.piece_id not in known]


def _festivals(plan: FrontPage | None, now: datetime) -> list[FestivalBand]:
    return [FestivalBand(edition, _from(edition, now)) for edition in _showing(plan, now)]


def _showing(plan: FrontPage | None, now: datetime) -> list[Edition]:
    """The edition that was picked, or those that run on this day of the site's zone."""
    mode = plan.festival if plan else FrontPage.Festival.AUTOMATIC
    if mode == FrontPage.Festival.NONE:
        return []
    if plan and plan.edition_id:
        return list(Edition.objects.select_related("festival").filter(pk=plan.edition_id))
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return list(running(today).select_related("festival")[:FESTIVALS])


def running(today: date) -> QuerySet[Edition]:
    """Editions that show on a day of the site's zone, as many as ``FESTIVALS`` of them on the page."""
    found = Edition.objects.filter(starts__lte=today, ends__gte=today).exclude(status=Edition.Status.CANCELLED)
    return found.order_by("starts", "pk")


def of_edition(edition: int, now: datetime) -> VersionQuerySet:
    """Enough of what was printed from there, whatever else of it stands on the page."""
    theirs = VersionEdition.objects.filter(edition=edition).values("version")
    return Version.objects.listed(now).for_lists().filter(pk__in=theirs)[: SLOTS + 2 * OF_FESTIVAL]


def _from(edition: Edition, now: datetime) -> list[Version]:
    # Stable: the newest first in each.
    return sorted(of_edition(edition.pk, now), key=lambda version: version.kind != Kind.DISPATCH)
