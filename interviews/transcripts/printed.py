"""What a line prints for its dates: figures, times of day, zones and keywords, before any reading is chosen."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Literal

from . import zones
from .calendars import DATE, WEEKDAYS, DateReading, ascii_digits, readings

StampKind = Literal["published", "updated", "other", ""]


UPDATED = (
    r"updated?|last modified|modified|revised|actualizad[oa]|actualización|mis à jour|mise à jour|maj"
    r"|modifié|aktualisiert"
    r"|zuletzt geändert|stand|aggiornat[oa]|ultimo aggiornamento|atualizad[oa]|bijgewerkt|gewijzigd"
    r"|uppdaterad|oppdatert"
    r"|opdateret|päivitetty|zaktualizowano|aktualizacja|обновлено|güncellendi|güncelleme|最終更新|更新|به‌?روز\w*|تحديث"
)


PUBLISHED = (
    r"published|posted|publié|veröffentlicht|erschienen|publicad[oa]|publicación|pubblicat[oa]|gepubliceerd|geplaatst"
    r"|publicerad|publisert|udgivet|julkaistu|opublikowano|опубликовано|yayınlan\w+|公開|掲載|投稿|配信|منتشر|نشر"
    r"|filed|first aired"
)


# Dates of other things: they are kept as text and never become the date of publication.
OTHER = (
    r"recorded|recording|taped|transcribed|conducted|interviewed|draft|date|enregistré|réalisé|aufgenommen|aufzeichnung"
    r"|grabad[oa]|registrat[oa]|opgenomen|nahráno|収録|取材日|born|screening|premiere[sd]?|festival|opens|in cinemas"
)


KEYWORD = re.compile(
    rf"(?<!\w)(?:(?P<updated>{UPDATED})|(?P<published>{PUBLISHED})|(?P<other>{OTHER}))(?!\w)", re.IGNORECASE
)


TIME = re.compile(
    r"(?<![\w:.,])(?:T)?(?P<hour>\d{1,2})(?:"
    r"[:：](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
    r"|\s*[hH時]\s*(?P<minute2>\d{2})?\s*分?(?![\w])"
    r"|\.(?P<minute3>\d{2})(?=\s*(?:Uhr|h\b|hrs|[ap]\.?m))(?:\s*(?P<half3>[ap])\.?\s?m\b\.?)?"
    r"|\s*(?P<half2>[ap])\.?\s?m\b\.?"
    r")",
    re.IGNORECASE,
)


OFFSET = re.compile(r"^(?:UTC|GMT)?\s*(?P<sign>[+\-−])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)")


CITY_TIME = re.compile(
    r"(?:heure|heures|hora|ora|orario) (?:locale |local )?(?:de |d['’]|di |do )?\w+|\w+[ -](?:time|Zeit)\b|日本時間"
)


NAMED_ZONE = {
    "eastern": zones.NEW_YORK,
    "central": zones.CHICAGO,
    "mountain": zones.DENVER,
    "pacific": zones.LOS_ANGELES,
}


WEEKDAY = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True))})(?!\w)", re.IGNORECASE
)


SPAN_BEFORE = re.compile(r"\d{1,2}\s*[-–—]\s*$|(?:from|to|bis|au|until|till|al)\s+$", re.IGNORECASE)


EPOCH = re.compile(r"\s*(\d{10}|\d{13})\s*")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a line prints for one stamp, before any reading is chosen."""

    kind: StampKind
    source_text: str
    start: int
    end: int
    dates: tuple[DateReading, ...]
    clock: time | None = None
    bad_clock: bool = False
    abbreviation: str = ""
    offset: int | None = None
    zone: str = ""
    weekday: int | None = None
    line: int = 0

    @property
    def numeric(self) -> bool:
        return any(date.order for date in self.dates)


def printed(line: str, number: int = 0) -> list[Printed]:
    """The stamps that a line prints, in order."""
    text = ascii_digits(line)
    if epoch := EPOCH.fullmatch(text):
        return [_epoch(epoch, line, number)]
    found: list[Printed] = []
    matches = [match for match in DATE.finditer(text) if not SPAN_BEFORE.search(text[: match.start()])]
    begin = 0
    for position, match in enumerate(matches):
        limit = matches[position + 1].start() if position + 1 < len(matches) else len(text)
        end = _own_end(text, match.end(), limit)
        stamp = _one(text, begin, match, end, line, number)
        found.append(stamp)
        begin = stamp.end
        if bare := _time_alone(text, begin, limit, stamp, line):
            found.append(bare)
            begin = bare.end
    return found


def _epoch(match: re.Match[str], line: str, number: int) -> Printed:
    seconds = int(match[1]) / (1000 if len(match[1]) == 13 else 1)
    moment = datetime.fromtimestamp(seconds, UTC)
    dates = (DateReading(moment.date()),)
    return Printed("", line.strip(), 0, len(line), dates, moment.time().replace(microsecond=0), offset=0, line=number)


def _own_end(text: str, start: int, limit: int) -> int:
    """Where the words after a date stop belonging to it: at the next separator bar or keyword of another kind."""
    cut = re.search(r"[|•]|\s/\s", text[start:limit])
    if cut and TIME.match(text[start + cut.end() :].lstrip()):  # "October 3, 2011 | 12:00 a.m."
        cut = re.compile(r"[|•]|\s/\s").search(text[:limit], start + cut.end())
        end = cut.start() if cut else limit
    else:
        end = start + cut.start() if cut else limit
    for keyword in KEYWORD.finditer(text, start, end):
        if not keyword["published"]:
            return keyword.start()
    return end


def _one(text: str, begin: int, match: re.Match[str], end: int, line: str, number: int) -> Printed:
    before, after = text[begin : match.start()], text[match.end() : end]
    clock = _after(after) or TIME.search(before[-14:])
    in_after = clock is not None and clock.string == after
    tail = after[clock.end() :] if clock and in_after else ""
    zone = _zone(tail if in_after else "")
    last = match.end() + ((clock.end() + zone[3]) if clock and in_after else 0)
    keyword = _kind(before, after[: clock.start()] if clock and in_after else "")
    first = begin + keyword[1] if keyword[1] >= 0 else match.start()
    hour = _clock(clock) if clock else None
    weekday = WEEKDAY.search(before[-20:])
    return Printed(
        kind=keyword[0],
        source_text=line[first:last].strip(" |,;·•–—-/"),
        start=first,
        end=last,
        dates=tuple(readings(match)),
        clock=hour,
        bad_clock=bool(clock) and hour is None,
        abbreviation=zone[0],
        offset=zone[1],
        zone=zone[2],
        weekday=WEEKDAYS[weekday[0].lower()] if weekday else None,
        line=number,
    )


def _after(after: str) -> re.Match[str] | None:
    clock = TIME.search(after)
    return clock if clock and clock.start() <= 40 else None


def _time_alone(text: str, begin: int, limit: int, stamp: Printed, line: str) -> Printed | None:
    """ "Updated 6:40 p.m." after a full stamp: the same day, the same zone."""
    keyword = KEYWORD.search(text, begin, limit)
    if not keyword or not keyword["updated"] or not stamp.clock:
        return None
    clock = TIME.search(text, keyword.end(), limit)
    hour = _clock(clock) if clock and clock.start() - keyword.end() <= 6 else None
    if not clock or hour is None:
        return None
    abbreviation, offset, zone, length = _zone(text[clock.end() : limit])
    if not (abbreviation or zone or offset is not None):
        abbreviation, offset, zone = stamp.abbreviation, stamp.offset, stamp.zone
    end = clock.end() + length
    return replace(
        stamp,
        kind="updated",
        source_text=line[keyword.start() : end].strip(),
        start=keyword.start(),
        end=end,
        clock=hour,
        abbreviation=abbreviation,
        offset=offset,
        zone=zone,
        weekday=None,
    )


def _kind(before: str, between: str) -> tuple[StampKind, int]:
    """The kind of a stamp and where its keyword starts (-1 without one); the last keyword before the figures counts."""
    found: tuple[StampKind, int] = ("", -1)
    for keyword in KEYWORD.finditer(before):
        found = (keyword.lastgroup, keyword.start())  # type: ignore[assignment]
    if found[0] in ("", "other"):
        for keyword in KEYWORD.finditer(between):
            if keyword["published"]:
                return "published", found[1]
    return found


def _clock(match: re.Match[str]) -> time | None:
    hour = int(match["hour"])
    minute = int(match["minute"] or match["minute2"] or match["minute3"] or 0)
    half = (match["half"] or match["half2"] or match["half3"] or "").lower()
    if (half and not 1 <= hour <= 12) or hour > 23 or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute, int(match["second"] or 0))


def _zone(tail: str) -> tuple[str, int | None, str, int]:
    """(abbreviation, offset in minutes, IANA zone, length read) of what follows a time of day."""
    stripped = tail.lstrip(" ,()")
    lead = len(tail) - len(stripped)
    if stripped[:3] == "Uhr":
        return _lead(_zone(stripped[3:]), lead + 3)
    if offset := OFFSET.match(stripped):
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
        return "", minutes if offset["sign"] == "+" else -minutes, "", lead + offset.end()
    if abbreviation := zones.ABBREVIATION.match(stripped):
        name = abbreviation[0]
        if name in zones.GENERIC:
            return name, None, zones.GENERIC[name], lead + abbreviation.end()
        return name, None, "", lead + abbreviation.end()
    if city := CITY_TIME.match(stripped):
        first = city[0].split()[0].lower()
        found = NAMED_ZONE.get(first) or next(iter(zones.places_in(city[0])), "")
        return "", None, found, lead + city.end() if found else 0
    return "", None, "", 0


def _lead(zone: tuple[str, int | None, str, int], length: int) -> tuple[str, int | None, str, int]:
    return zone[0], zone[1], zone[2], zone[3] + length
