"""Reading the date lines of a piece: every reading is tried, contradictions rule readings out, what is left decides.

A reading is ruled out when no such day exists, when the zone named never showed that abbreviation at that wall time
(11 June is never EST in New York), when the weekday disagrees, or when the update would precede the publication. The
stamps of a file are written in one order, so one stamp may prove the order of all. One reading left is a proof; two are
a question, and so is a proof that goes against how the zone's country writes dates.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from journal.document.messages import gettext_noop as _

from . import zones
from .calendars import DateReading
from .printed import Printed, StampKind, printed

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
class Reading:
    """One way to read a stamp: the moment, the order of the figures, and whether anything contradicts it."""

    value: str
    moment: datetime
    order: str
    zone: str
    contradicted: str = ""


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
