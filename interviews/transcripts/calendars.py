"""Dates as newspapers print them: every reading of the figures, month names in many languages, two other calendars."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS: dict[str, int] = {}
for _names in (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber mär apr mai jun jul aug sep okt nov dez",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "ene feb mar abr may jun jul ago setiembre oct nov dic",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
):
    for _number, _name in enumerate(_names.split(), 1):
        MONTHS.setdefault(_name, _number)
JALALI_MONTHS = {
    name: number
    for number, name in enumerate(
        ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"], 1
    )
}
WEEKDAYS: dict[str, int] = {}
for _names in (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "mon tues wed thurs fri sat sun",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "понедельник вторник среда четверг пятница суббота воскресенье",
):
    for _number, _name in enumerate(_names.split()):
        WEEKDAYS.setdefault(_name, _number)

_MONTH = "|".join(sorted(map(re.escape, (*MONTHS, *JALALI_MONTHS)), key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|°)?"
DATE = re.compile(
    r"(?<![\w:])(?:"
    r"(?P<iso>\d{4})[-./](?P<iso_month>\d{1,2})[-./](?P<iso_day>\d{1,2})(?=T\d|\D|$)"
    r"|(?P<cjk>\d{4})\s*[年년]\s*(?P<cjk_month>\d{1,2})\s*[月월]\s*(?P<cjk_day>\d{1,2})\s*[日일]"
    r"|(?P<a>\d{1,2})(?P<separator>[/.\-])\s?(?P<b>\d{1,2})(?P=separator)\s?(?P<c>\d{4}|\d{2})(?![\d/:])"
    rf"|(?P<day>\d{{1,2}}){_ORDINAL}\.?(?:\s+|-|\s*/\s*)(?:de\s+|d['’])?(?P<month>{_MONTH})\b\.?"
    r"(?:,?\s+|-|\s*/\s*)(?:de[l]?\s+)?(?P<year>\d{4})(?!\d)"
    rf"|(?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d{{1,2}}){_ORDINAL},?\s+(?P<year2>\d{{4}})(?!\d)"
    r")",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩０１２３４５６７８９", "0123456789" * 3)


@dataclass(frozen=True, slots=True)
class DateReading:
    """One reading of printed figures. ``order`` is "month first", "day first" or "" where only one order is written."""

    value: date
    order: str = ""


def ascii_digits(text: str) -> str:
    """The same text, as long, with Persian, Arabic and full-width digits as 0-9."""
    return text.translate(_DIGITS)


def readings(match: re.Match[str]) -> list[DateReading]:
    """Every date that the figures of a DATE match can mean; none where no such day exists."""
    groups = match.groupdict()
    for year, month, day in (("iso", "iso_month", "iso_day"), ("cjk", "cjk_month", "cjk_day")):
        if groups[year]:
            return _valid((int(groups[year]), int(groups[month]), int(groups[day]), ""))
    if groups["a"]:
        return _numeric(int(groups["a"]), int(groups["b"]), groups["c"])
    name = (groups["month"] or groups["month2"]).lower()
    year_, day_ = int(groups["year"] or groups["year2"]), int(groups["day"] or groups["day2"])
    if name in JALALI_MONTHS:
        return _jalali(year_, JALALI_MONTHS[name], day_)
    return _valid((year_, MONTHS[name], day_, ""))


def _numeric(first: int, second: int, year: str) -> list[DateReading]:
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    if first == second:
        return _valid((full, first, second, ""))
    return _valid((full, first, second, "month first"), (full, second, first, "day first"))


def _valid(*dates: tuple[int, int, int, str]) -> list[DateReading]:
    found = []
    for year, month, day, order in dates:
        try:
            found.append(DateReading(date(year, month, day), order))
        except ValueError:
            continue
    return found


def _jalali(year: int, month: int, day: int) -> list[DateReading]:
    """The solar Hijri calendar of Iran, by the arithmetic of its 33-year cycle (right from 1206 to 1498)."""
    if not 1206 <= year <= 1498 or not 1 <= day <= (31 if month <= 6 else 30):
        return []
    year += 1595
    days = -355668 + 365 * year + year // 33 * 8 + (year % 33 + 3) // 4 + day
    days += (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    cycle, days = divmod(days, 146097)
    gregorian = 400 * cycle
    if days > 36524:
        days -= 1
        gregorian += 100 * (days // 36524)
        days %= 36524
        if days >= 365:
            days += 1
    gregorian += 4 * (days // 1461)
    days %= 1461
    if days > 365:
        gregorian += (days - 1) // 365
        days = (days - 1) % 365
    return [DateReading(date.fromordinal(date(gregorian, 1, 1).toordinal() + days))]
