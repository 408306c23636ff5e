"""How instants are worded for readers. Pure.

`6 September 2012, 05:15 EDT`: the month as a word (never NN/NN/YYYY), the clock with the abbreviation of the zone at
that instant. About 227 of 599 IANA zones have no abbreviation but a number (+03): those are printed `UTC+3`.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_noop, pgettext

MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)
NUMERIC = re.compile(r"([+-])(\d{2}):?(\d{2})?\Z")


def zone_name(instant: datetime, zone: str) -> str:
    """`EDT`, or `UTC+3` and `UTC+5:30` where the zone has only numbers."""
    local = instant.astimezone(ZoneInfo(zone))
    name = local.tzname() or ""
    found = NUMERIC.match(name)
    if not found:
        return name
    sign, hours, minutes = found.group(1), int(found.group(2)), found.group(3) or "00"
    if hours == 0 and minutes == "00":
        return "UTC"
    return f"UTC{'+' if sign == '+' else '−'}{hours}" + (f":{minutes}" if minutes != "00" else "")


def day(instant: datetime, zone: str) -> str:
    """`6 September 2012`."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local.day} {gettext(MONTHS[local.month - 1])} {local.year}"


def stamp(instant: datetime, zone: str) -> str:
    """`6 September 2012, 05:15 EDT`."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{day(instant, zone)}, {local:%H:%M} {zone_name(instant, zone)}"


def machine(instant: datetime, zone: str) -> str:
    """`2012-09-06T05:15:00-04:00`: always with the offset, for `<time datetime>`, JSON-LD and feeds."""
    return instant.astimezone(ZoneInfo(zone)).replace(microsecond=0).isoformat()


@dataclass(frozen=True, slots=True)
class Line:
    """One dated statement about a piece: `label` + `text`, and `machine` for the attribute."""

    label: str
    text: str
    machine: str
    remark: str = ""  # "no note on record"
    noted: bool = False  # a notice explains it, so the line links there


def labels() -> dict[str, str]:
    """The word before the second date, by the kind of change that moved it. Corrected is never worded Updated."""
    return {
        "clarification": pgettext("dateline", "Clarified"),
        "correction": pgettext("dateline", "Corrected"),
        "update": pgettext("dateline", "Updated"),
        "editor_note": pgettext("dateline", "Editor’s note added"),
        "retraction": pgettext("dateline", "Retracted"),
        "legacy": pgettext("dateline", "Updated"),
    }


def lines(published_at: datetime | None, updated_at: datetime | None, updated_by_change: str, zone: str) -> list[Line]:
    """The lines under a headline: Published, then at most one more.

    Args:
        published_at: first public instant; None in a preview of a piece that never was public.
        updated_at: when the last change of a kind that readers must know went live, or None.
        updated_by_change: the kind of that change; "" when there is none.
        zone: IANA name of the site's zone.
    """
    found = []
    if published_at is None:
        found.append(Line(pgettext("dateline", "Not published"), "", ""))
    else:
        found.append(Line(pgettext("dateline", "Published"), stamp(published_at, zone), machine(published_at, zone)))
    if updated_at is not None:
        legacy = updated_by_change == "legacy"
        found.append(
            Line(
                labels()[updated_by_change],
                stamp(updated_at, zone),
                machine(updated_at, zone),
                remark=gettext("no note on record") if legacy else "",
                noted=not legacy,
            )
        )
    return found
