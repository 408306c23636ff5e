"""Wall clock to instant. Pure.

A clock time in a zone is one instant, or two where clocks go back, or none where they jump forward. Nothing is guessed:
the desk's date field asks in the doubled hour and names the skipped one.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def instants(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants (UTC, in order) at which clocks of the zone show ``wall`` (naive): none, one or two."""
    found = []
    for fold in (0, 1):
        try:
            instant = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
            is_shown = instant.astimezone(zone).replace(tzinfo=None) == wall
        except OverflowError:
            # Before the first or after the last day that Python counts.
            continue
        if is_shown and instant not in found:
            found.append(instant)
    return tuple(sorted(found))


def skipped(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """For a ``wall`` that no clock shows: the last clock time before the jump and the first one after it (aware)."""
    before, after = (wall.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    # Read with the offset before the jump the wall time lies past it, read with the one after it before it: between
    # the two lies the jump itself.
    early, late = sorted((wall - offset).replace(tzinfo=UTC) for offset in (before, after))
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        middle = middle.replace(microsecond=0)
        if middle in (early, late):
            break
        if middle.astimezone(zone).utcoffset() == early.astimezone(zone).utcoffset():
            early = middle
        else:
            late = middle
    offset = early.astimezone(zone).utcoffset() or timedelta()
    return (late + offset).replace(tzinfo=None), late.astimezone(zone)


def is_doubled(instant: datetime, zone: ZoneInfo) -> bool:
    """Does the clock time of this instant come twice?"""
    return len(instants(instant.astimezone(zone).replace(tzinfo=None), zone)) == 2


def is_second(instant: datetime, zone: ZoneInfo) -> bool:
    """Is it the second of the two instants that clocks show alike?"""
    return bool(instant.astimezone(zone).fold)
