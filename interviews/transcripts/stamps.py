"""Reading the date lines of a piece: every reading is tried, contradictions rule readings out, what is left decides.

A reading is ruled out when no such day exists, when the zone named never showed that abbreviation at that wall time
(11 June is never EST in New York), when the weekday disagrees, or when the update would precede the publication. The
stamps of a file are written in one order, so one stamp may prove the order of all. One reading left is a proof; two are
a question, and so is a proof that goes against how the zone's country writes dates.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Literal

from journal.document.messages import gettext_noop as _

from . import zones
from .calendars import DATE, WEEKDAYS, DateReading, ascii_digits, readings

StampKind = Literal["published", "updated", "other", ""]

UPDATED = (
    r"updated?|last modified|modified|revised|actualizad[oa]|actualización|mis à jour|mise à jour|maj|modifié|aktualisiert"
    r"|zuletzt geändert|stand|aggiornat[oa]|ultimo aggiornamento|atualizad[oa]|bijgewerkt|gewijzigd|uppdaterad|oppdatert"
    r"|opdateret|päivitetty|zaktualizowano|aktualizacja|обновлено|güncellendi|güncelleme|最終更新|更新|به‌?روز\w*|تحديث"
)
PUBLISHED = (
    r"published|posted|publié|veröffentlicht|erschienen|publicad[oa]|publicación|pubblicat[oa]|gepubliceerd|geplaatst"
    r"|publicerad|publisert|udgivet|julkaistu|opublikowano|опубликовано|yayınlan\w+|公開|掲載|投稿|配信|منتشر|نشر|filed|first aired"
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

AMBIGUOUS_ORDER = _("Is “%(stamp)s” the day or the month first?")
AMBIGUOUS_ZONE = _("Which time zone is meant in “%(stamp)s”?")
CONTRADICTION = _("“%(stamp)s” contradicts itself: check the date.")
AGAINST_HABIT = _("“%(stamp)s” only fits with the day first, which its country does not write: check the date.")
UPDATED_BEFORE = _("“%(stamp)s” is earlier than the publication: check both dates.")
NO_ZONE = _("“%(stamp)s” names no time zone: in which zone was it written?")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date line as read. ``value`` is ISO 8601 ("" where no reading stands); ``readings`` all that were possible;
    ``proof`` says what left one reading; ``question`` is a template for ``{"stamp": source_text}`` and set whenever a
    person should decide, ``value`` then being only an assumption."""

    kind: StampKind
    source_text: str
    value: str = ""
    readings: tuple[str, ...] = ()
    proof: str = ""
    question: str = ""

    @property
    def certain(self) -> bool:
        return bool(self.value) and not self.question

    def to_json(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "source_text": self.source_text,
            "value": self.value,
            "readings": list(self.readings),
            "proof": self.proof,
            "certain": self.certain,
        }


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


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a stamp: the moment, the order of the figures, and whether anything contradicts it."""

    value: str
    moment: datetime
    order: str
    zone: str
    contradicted: str = ""


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


def read_stamps(
    lines: Sequence[str], *, site_zone: str = "America/New_York", context: str = "", english: bool = True
) -> list[Stamp]:
    """Read the stamps of a file together.

    ``context`` is other text of the piece, whose place names may settle a shared abbreviation; ``english`` says whether
    the piece is in English, the one language in which the month is ever written first.
    """
    found = [stamp for number, line in enumerate(lines) for stamp in printed(line, number)]
    places = [_places(stamp, lines[stamp.line], context) for stamp in found]
    options = [_options(stamp, site_zone, near) for stamp, near in zip(found, places, strict=True)]
    order, why = _order(found, options, english, site_zone)
    return [_settle(stamp, option, order, why) for stamp, option in zip(found, options, strict=True)] if found else []


def _places(stamp: Printed, line: str, context: str) -> list[str]:
    here = zones.places_in(line)
    return here or zones.places_in(context)


def _options(stamp: Printed, site_zone: str, places: Iterable[str]) -> list[Reading]:
    """Every reading of a stamp, contradicted ones marked."""
    if stamp.bad_clock:
        return []
    return [
        _reading(stamp, date, zone, offset)
        for date in stamp.dates
        for zone, offset in _zones(stamp, site_zone, list(places))
    ]


def _zones(stamp: Printed, site_zone: str, places: list[str]) -> list[tuple[str, int | None]]:
    if stamp.offset is not None:
        return [("", stamp.offset)]
    if stamp.zone:
        return [(stamp.zone, None)]
    options: list[tuple[str, int | None]] = list(zones.candidates(stamp.abbreviation))
    for name in (site_zone, *places):
        chosen = [option for option in options if option[0] == name]
        if (
            chosen
            and len(options) > 1
            and (name == site_zone or len({*places} & {zone for zone, _off in options}) == 1)
        ):
            return chosen
    if len({offset for _zone_name, offset in options}) == 1:
        return options[:1]
    return options or [("", None)]


def _reading(stamp: Printed, date: DateReading, zone: str, offset: int | None) -> Reading:
    contradicted = ""
    if stamp.weekday is not None and date.value.weekday() != stamp.weekday:
        contradicted = "weekday"
    if stamp.clock is None:
        moment = datetime.combine(date.value, time())
        return Reading(date.value.isoformat(), moment, date.order, zone, contradicted)
    local = datetime.combine(date.value, stamp.clock)
    moment = local
    if offset is not None:
        moment = local.replace(tzinfo=zones.fixed(offset))
        if zone and not zones.borne_out(local, zone, offset):
            contradicted = contradicted or "zone"
    elif zone and (info := zones.zone_info(zone)):
        moment = local.replace(tzinfo=info)
    return Reading(moment.isoformat(), moment, date.order, zone, contradicted)


def _order(found: list[Printed], options: list[list[Reading]], english: bool, site_zone: str) -> tuple[str, str]:
    """The order of day and month in the file and why: "proof", "habit" (an assumption), or "" when none is needed."""
    numeric = [option for stamp, option in zip(found, options, strict=True) if stamp.numeric]
    if not numeric:
        return "", ""
    open_orders = [order for order in ("month first", "day first") if _possible(order, found, options)]
    habit = _habit(found, options, english, site_zone)
    if len(open_orders) == 1:
        return open_orders[0], "proof" if open_orders[0] == habit[0] or not habit[1] else "against habit"
    return habit[0], "habit" if open_orders else "contradiction"


def _possible(order: str, found: list[Printed], options: list[list[Reading]]) -> bool:
    """Whether every stamp has an uncontradicted reading in this order and no update precedes its publication."""
    last = None
    for stamp, readings_ in zip(found, options, strict=True):
        fit = [reading for reading in readings_ if reading.order in ("", order) and not reading.contradicted]
        if not fit:
            return False
        if stamp.kind == "updated" and last and _earlier(fit[0].moment, last):
            return False
        last = fit[0].moment
    return True


def _earlier(updated: datetime, published: datetime) -> bool:
    if (updated.tzinfo is None) != (published.tzinfo is None):
        updated, published = updated.replace(tzinfo=None), published.replace(tzinfo=None)
    if updated.time() == time() or published.time() == time():
        return updated.date() < published.date()
    return updated < published


def _habit(found: list[Printed], options: list[list[Reading]], english: bool, site_zone: str) -> tuple[str, bool]:
    """The order that the writer's country is used to, and whether the file itself says which country that is."""
    named = {reading.zone for readings_ in options for reading in readings_ if reading.zone}
    if named:
        american = all(zones.AMERICAN.match(stamp.abbreviation) for stamp in found if stamp.abbreviation)
        american = american and bool(named & zones.MONTH_FIRST_ZONES)
        return ("month first" if american and english else "day first"), True
    if not english:
        return "day first", True
    return ("month first" if site_zone in zones.MONTH_FIRST_ZONES else "day first"), False


def _settle(stamp: Printed, options: list[Reading], order: str, why: str) -> Stamp:
    everything = tuple(dict.fromkeys(option.value for option in options))
    fit = [option for option in options if option.order in ("", order)]
    sound = [option for option in fit if not option.contradicted]
    result = Stamp(stamp.kind, stamp.source_text, readings=everything)
    if not fit:
        return replace(result, question=CONTRADICTION)
    if not sound and len({option.zone for option in fit}) == 1:
        return replace(
            result, value=fit[0].value, question=UPDATED_BEFORE if stamp.kind == "updated" else CONTRADICTION
        )
    values = list(dict.fromkeys(option.value for option in sound or fit))
    if len(values) > 1 or len({option.zone for option in fit}) > 1:  # also where only a slip would leave one zone
        local = fit[0].moment.replace(tzinfo=None)
        return replace(result, value=local.isoformat(), question=AMBIGUOUS_ZONE)
    result = replace(result, value=values[0])
    if not stamp.numeric or (len({date.order for date in stamp.dates}) == 1 and why == "habit"):
        return replace(result, proof=_proof(stamp))
    if why == "proof":
        return replace(result, proof=_proof(stamp, order))
    return replace(result, question={"habit": AMBIGUOUS_ORDER, "against habit": AGAINST_HABIT}.get(why, UPDATED_BEFORE))


def _proof(stamp: Printed, order: str = "") -> str:
    if not order:
        return "the date is written in one way only"
    zone = f" by {stamp.abbreviation}" if stamp.abbreviation else ""
    return f"{order}{zone}: every other reading of the file's dates contradicts itself"
