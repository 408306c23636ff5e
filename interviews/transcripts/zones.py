"""Time zone abbreviations: which zones use them and whether a zone's rules bear them out.

The tables hold what newspapers print. An abbreviation that several zones use (CST, IST, BST, AST) lists them all; only
the site's own zone or a place named in the file may choose among them.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

NEW_YORK, CHICAGO, DENVER, LOS_ANGELES = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
PARIS, LONDON, ATHENS = "Europe/Paris", "Europe/London", "Europe/Athens"

# abbreviation -> (IANA zones, offset in minutes). The offset is what the abbreviation itself states.
ABBREVIATIONS: dict[str, tuple[tuple[str, ...], int]] = {
    "EDT": ((NEW_YORK,), -240),
    "EST": ((NEW_YORK,), -300),
    "CDT": ((CHICAGO,), -300),
    "CST": ((CHICAGO, "Asia/Shanghai", "America/Havana"), -360),
    "MDT": ((DENVER,), -360),
    "MST": ((DENVER, "America/Phoenix"), -420),
    "PDT": ((LOS_ANGELES,), -420),
    "PST": ((LOS_ANGELES,), -480),
    "AKDT": (("America/Anchorage",), -480),
    "AKST": (("America/Anchorage",), -540),
    "HST": (("Pacific/Honolulu",), -600),
    "ADT": (("America/Halifax",), -180),
    "AST": (("America/Halifax", "Asia/Riyadh"), -240),
    "NDT": (("America/St_Johns",), -150),
    "NST": (("America/St_Johns",), -210),
    "HAE": (("America/Toronto",), -240),
    "HNE": (("America/Toronto",), -300),
    "ART": (("America/Argentina/Buenos_Aires",), -180),
    "BRT": (("America/Sao_Paulo",), -180),
    "COT": (("America/Bogota",), -300),
    "PET": (("America/Lima",), -300),
    "UYT": (("America/Montevideo",), -180),
    "UTC": (("UTC",), 0),
    "GMT": (("UTC",), 0),
    "Z": (("UTC",), 0),
    "BST": ((LONDON, "Asia/Dhaka"), 60),
    "WET": (("Europe/Lisbon",), 0),
    "WEST": (("Europe/Lisbon",), 60),
    "CET": ((PARIS,), 60),
    "CEST": ((PARIS,), 120),
    "MEZ": ((PARIS,), 60),
    "MESZ": ((PARIS,), 120),
    "HEC": ((PARIS,), 60),
    "HAEC": ((PARIS,), 120),
    "EET": ((ATHENS,), 120),
    "EEST": ((ATHENS,), 180),
    "MSK": (("Europe/Moscow",), 180),
    "TRT": (("Europe/Istanbul",), 180),
    "IST": (("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"), 330),
    "IDT": (("Asia/Jerusalem",), 180),
    "IRST": (("Asia/Tehran",), 210),
    "PKT": (("Asia/Karachi",), 300),
    "NPT": (("Asia/Kathmandu",), 345),
    "JST": (("Asia/Tokyo",), 540),
    "KST": (("Asia/Seoul",), 540),
    "HKT": (("Asia/Hong_Kong",), 480),
    "SGT": (("Asia/Singapore",), 480),
    "PHT": (("Asia/Manila",), 480),
    "WIB": (("Asia/Jakarta",), 420),
    "SAST": (("Africa/Johannesburg",), 120),
    "WAT": (("Africa/Lagos",), 60),
    "CAT": (("Africa/Maputo",), 120),
    "EAT": (("Africa/Nairobi",), 180),
    "AEDT": (("Australia/Sydney",), 660),
    "AEST": (("Australia/Sydney", "Australia/Brisbane"), 600),
    "ACST": (("Australia/Adelaide",), 570),
    "ACDT": (("Australia/Adelaide",), 630),
    "AWST": (("Australia/Perth",), 480),
    "NZDT": (("Pacific/Auckland",), 780),
    "NZST": (("Pacific/Auckland",), 720),
}
# Offsets of the shared abbreviations in their other zones.
SHARED = {
    ("CST", "Asia/Shanghai"): 480,
    ("CST", "America/Havana"): -300,
    ("IST", "Europe/Dublin"): 60,
    ("IST", "Asia/Jerusalem"): 120,
    ("BST", "Asia/Dhaka"): 360,
    ("AST", "Asia/Riyadh"): 180,
}
# Zones whose names in the time zone database are numbers, so that the abbreviation cannot be compared, only the offset.
GENERIC = {"ET": NEW_YORK, "CT": CHICAGO, "MT": DENVER, "PT": LOS_ANGELES, "AT": "America/Halifax"}
# Month-first is written in the United States alone (and on Canadian sites of American houses).
MONTH_FIRST_ZONES = frozenset(
    (NEW_YORK, CHICAGO, DENVER, LOS_ANGELES, "America/Anchorage", "Pacific/Honolulu", "America/Phoenix")
)
AMERICAN = re.compile(r"^(E|C|M|P|AK)[DS]T$|^[ECMP]T$|^HST$")

PLACES = {
    LONDON: "london|londres|manchester|leeds|glasgow|edinburgh|bristol|cardiff|belfast|sheffield|liverpool|britain",
    "Europe/Dublin": "dublin|galway|cork|limerick|ireland|irish",
    "Asia/Kolkata": "india|indian|mumbai|bombay|delhi|chennai|madras|kolkata|calcutta|bengaluru|bangalore|hyderabad"
    "|kerala|kochi|goa|pune|thiruvananthapuram|trivandrum|tamil|malayalam|hindi",
    "Asia/Jerusalem": "israel|israeli|tel aviv|jerusalem|haifa",
    "Asia/Dhaka": "dhaka|bangladesh|bangladeshi|chittagong",
    "Asia/Shanghai": "china|chinese|beijing|shanghai|pingyao|guangzhou|shenzhen",
    "America/Havana": "havana|cuba|cuban|la habana",
    CHICAGO: "chicago|texas|austin|dallas|houston|minneapolis|new orleans|nashville|milwaukee|st. louis|memphis",
    "America/Halifax": "halifax|nova scotia|bermuda|puerto rico|san juan",
    "Asia/Riyadh": "riyadh|saudi|jeddah|kuwait|qatar|doha|bahrain",
    PARIS: "paris|france|cannes|lyon|berlin|rome|roma|madrid|barcelona|bruxelles|brussels|geneva|genève|zurich|zürich"
    "|locarno|vienna|wien|amsterdam|stockholm|oslo|copenhagen|warsaw|prague|budapest|venice|venezia|milan|milano",
    "Europe/Athens": "athens|athènes|thessaloniki|helsinki|bucharest|sofia|kyiv",
    "Europe/Lisbon": "lisbon|lisboa|lisbonne|porto",
    "Europe/Istanbul": "istanbul|turkey|ankara",
    "Europe/Moscow": "moscow|москва|moscou",
    NEW_YORK: "new york|toronto|montreal|montréal|québec|quebec|boston|washington|philadelphia|miami|ottawa",
    LOS_ANGELES: "los angeles|hollywood|san francisco|seattle|portland|vancouver|san diego",
    "America/Mexico_City": "mexico|méxico|ciudad de méxico|cdmx",
    "America/Argentina/Buenos_Aires": "buenos aires|argentina",
    "America/Sao_Paulo": "são paulo|rio de janeiro|brasília|brasilia|brazil|brasil",
    "America/Bogota": "bogotá|bogota",
    "America/Santiago": "santiago de chile|chile",
    "Asia/Tokyo": "tokyo|japan|日本|東京",
    "Asia/Seoul": "seoul|korea|busan",
    "Asia/Tehran": "tehran|iran|تهران",
    "Africa/Johannesburg": "johannesburg|cape town|durban",
    "Africa/Lagos": "lagos|nigeria|abuja",
    "Africa/Nairobi": "nairobi|kenya",
    "Africa/Cairo": "cairo|egypt|القاهرة",
    "Africa/Casablanca": "casablanca|rabat|marrakech|maroc",
    "Australia/Sydney": "sydney|melbourne|australia",
    "Pacific/Auckland": "auckland|wellington|new zealand",
}
PLACE_PATTERNS = {zone: re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE) for zone, names in PLACES.items()}
ABBREVIATION = re.compile(
    r"(?<![\w/])(?:" + "|".join(sorted((*ABBREVIATIONS, *GENERIC), key=len, reverse=True)) + r")(?![\w/])"
)


def zone_info(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def candidates(abbreviation: str) -> tuple[tuple[str, int], ...]:
    """(zone, offset in minutes) for each zone that the abbreviation may mean."""
    if abbreviation not in ABBREVIATIONS:
        return ()
    zones, offset = ABBREVIATIONS[abbreviation]
    return tuple((zone, SHARED.get((abbreviation, zone), offset)) for zone in zones)


def borne_out(local: datetime, zone: str, offset: int) -> bool:
    """Whether the clocks of the zone ever showed this wall time at this offset (minutes). A skipped hour
    counts with the offset that held before it; a doubled hour counts with both."""
    info = zone_info(zone)
    if info is None:
        return True
    stated = timedelta(minutes=offset)
    return any(local.replace(tzinfo=info, fold=fold).utcoffset() == stated for fold in (0, 1)) and not (
        _skipped(local, info) and local.replace(tzinfo=info, fold=0).utcoffset() != stated
    )


def _skipped(local: datetime, info: ZoneInfo) -> bool:
    there = local.replace(tzinfo=info)
    back = there.astimezone(UTC).astimezone(info).replace(tzinfo=None)
    return back != local


def places_in(text: str) -> list[str]:
    """Zones of the places that a text names, in the order of the table."""
    return [zone for zone, pattern in PLACE_PATTERNS.items() if pattern.search(text)]


def fixed(offset: int) -> timezone:
    return timezone(timedelta(minutes=offset))
