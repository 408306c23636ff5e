"""When the demo's things happened: words in a piece's file to instants. Most are told from the day of loading, so
that a fresh site is never stale. Pure.

``612 days before, 09:30``, ``26 hours before``, ``9 days after, 18:00 Europe/Madrid``, ``2012-10-12 06:40
America/New_York``, ``ambiguous hour, second``.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from journal.desk.clock import instants

CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d)(?: (?P<zone>[A-Z][A-Za-z_/]+))?"
RELATIVE = re.compile(rf"(?P<days>\d+) days (?P<side>before|after), {CLOCK}")
HOURS = re.compile(r"(?P<hours>\d+) hours before")
FIXED = re.compile(rf"(?P<day>\d{{4}}-\d\d-\d\d) {CLOCK}")
DOUBLED = "ambiguous hour, second"
NEW_YORK = ZoneInfo("America/New_York")


def instant(words: str, loaded: datetime, zone: ZoneInfo) -> datetime:
    """The instant (UTC) that ``words`` mean on a site in ``zone`` whose demo is loaded at ``loaded``.

    Raises ValueError on words of another form and on a clock time that no clock shows.
    """
    if words == DOUBLED:
        return doubled_hour(loaded, zone) or doubled_hour(loaded, NEW_YORK) or loaded + timedelta(days=90)
    if found := HOURS.fullmatch(words):
        return loaded - timedelta(hours=int(found["hours"]))
    if found := RELATIVE.fullmatch(words):
        return _at(found, _day(found, loaded, zone), zone)
    if found := FIXED.fullmatch(words):
        return _at(found, date.fromisoformat(found["day"]), zone)
    raise ValueError(f"not a moment: {words}")


def day(words: str, loaded: datetime, zone: ZoneInfo) -> date:
    """The day of ``2012-10-08`` or ``75 days before``. Raises ValueError."""
    if found := re.fullmatch(r"(\d+) days before", words):
        return loaded.astimezone(zone).date() - timedelta(days=int(found[1]))
    return date.fromisoformat(words)


def doubled_hour(after: datetime, zone: ZoneInfo) -> datetime | None:
    """Half past, for the second time: the next instant whose clock time came an hour before too. None in a zone that
    does not set its clocks back within two years."""
    today = after.astimezone(zone).date()
    for number in range(1, 750):
        for hour in range(4):
            twice = instants(datetime.combine(today + timedelta(days=number), time(hour, 30)), zone)
            if len(twice) == 2:
                return twice[1]
    return None


def _day(found: re.Match[str], loaded: datetime, zone: ZoneInfo) -> date:
    days = int(found["days"]) * (1 if found["side"] == "after" else -1)
    return loaded.astimezone(zone).date() + timedelta(days=days)


def _at(found: re.Match[str], on: date, zone: ZoneInfo) -> datetime:
    zone = ZoneInfo(found["zone"]) if found["zone"] else zone
    wall = datetime.combine(on, time(int(found["hour"]), int(found["minute"])))
    possible = instants(wall, zone)
    if not possible:
        raise ValueError(f"no clock in {zone} shows {wall}")
    return possible[0].astimezone(UTC)
