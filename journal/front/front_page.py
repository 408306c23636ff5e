"""What stands where on the front page when nobody arranges it by hand. Pure but for the versions it is given."""

from collections.abc import Sequence
from dataclasses import dataclass

from journal.press.kinds import SECTION_NAMES, Kind
from journal.press.models import Version

# One query feeds the whole page; a kind that none of the newest sixty pieces has is not news to a front page.
DEPTH = 60
BESIDE = 5
IN_BAND = 3
PICTURED = 2  # bands


@dataclass(frozen=True, slots=True)
class Band:
    section: str
    name: str
    versions: Sequence[Version]
    pictured: bool  # stills and plain type take turns down the page


@dataclass(frozen=True, slots=True)
class Front:
    lead: Version | None
    beside: Sequence[Version]
    bands: Sequence[Band]
    also: Sequence[Version]

    def with_pictures(self) -> list[Version]:
        """Those that stand there with a still, where they have one."""
        leading = [self.lead] if self.lead else []
        return [*leading, *(version for band in self.bands if band.pictured for version in band.versions)]


def arranged(latest: Sequence[Version]) -> Front:
    """The newest piece that is more than a news item leads; the newest others stand beside it; then a band a section.

    No piece stands twice.
    """
    lead = next((version for version in latest if version.kind != Kind.NEWS), latest[0] if latest else None)
    rest = [version for version in latest if version is not lead]
    beside, rest = rest[:BESIDE], rest[BESIDE:]
    bands: list[Band] = []
    single: list[Version] = []
    for section, name in SECTION_NAMES.items():
        of_section = [version for version in rest if version.section == section][:IN_BAND]
        if len(of_section) > 1:
            bands.append(Band(section, str(name), of_section, pictured=len(bands) < PICTURED))
        else:
            single += of_section
    # One piece alone makes a poor band, so such pieces share one.
    return Front(lead, beside, bands, sorted(single, key=lambda version: version.published_at, reverse=True))
