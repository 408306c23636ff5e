"""What the readers' templates need beyond Django: dates in the house's words, names of codes, data for machines."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from journal.cinema import countries, languages
from journal.cinema.models import Person
from journal.document import contents, html
from journal.front import bylines, clock, stills
from journal.pictures.models import Picture
from journal.pictures.presenting import Shown
from journal.press import datelines
from journal.press.kinds import SECTION_NAMES, Kind
from journal.press.presenting import Presented

register = template.Library()
INTERFACE = "en"  # in which the pages themselves speak
# A script element ends at the first "</script" whatever the language, so no "<" may stand in it.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.simple_tag
def sections() -> list[tuple[str, str]]:
    return [(slug, str(name)) for slug, name in SECTION_NAMES.items()]


@register.simple_tag
def standing(template: str, **given: str) -> str:
    """A part that is the same on every page but for these words: set once by a process, and once a page in DEBUG."""
    words = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, **given}
    key = tuple(sorted((name, value or "") for name, value in words.items()))
    return _set.__wrapped__(template, "", key) if settings.DEBUG else _set(template, get_language() or "", key)


@lru_cache(maxsize=100)
def _set(template: str, language: str, words: tuple[tuple[str, str], ...]) -> str:
    return get_template(template).render(dict(words))


@register.simple_tag
def structured(data: Any) -> SafeString | str:
    """JSON-LD for the head of a page: data, not a script, and escaped so that it cannot become one."""
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  # escaped above


@register.simple_tag
def still(picture: Picture | None, crop: str = "whole", sizes: str = "100vw") -> Shown | None:
    return stills.still(picture, crop, now=clock.now(), sizes=sizes)


@register.simple_tag
def questions(piece: Presented) -> list[contents.Question]:
    """What was asked in a long interview that is printed."""
    return contents.questions(piece.body) if piece.version and piece.copy.kind == Kind.INTERVIEW else []


@register.filter
def day(instant: datetime) -> str:
    return datelines.day(instant, settings.TIME_ZONE)


@register.filter
def stamp(instant: datetime) -> str:
    return datelines.stamp(instant, settings.TIME_ZONE)


@register.filter
def machine(instant: datetime) -> str:
    return datelines.machine(instant, settings.TIME_ZONE)


@register.filter
def country(code: str) -> str:
    return _(countries.name(code))


@register.filter
def language(tag: str) -> str:
    return _(languages.name(tag))


@register.filter
def own_name(tag: str) -> str:
    """What a language is called by those who read it, `français`; "" where Django does not know."""
    try:
        return str(get_language_info(tag.lower())["name_local"])
    except KeyError:
        return ""


@register.simple_tag
def in_language(tag: str) -> SafeString | str:
    """Attributes of an element whose words are a piece's; nothing where they are in the language of the pages."""
    if tag in ("", INTERFACE):
        return ""
    return format_html_join("", ' {}="{}"', [pair for pair in html.language_attributes(tag).items() if pair[1]])


@register.filter
def credits(byline: Sequence[Any]) -> list[bylines.Group]:
    return bylines.grouped(byline)


@register.filter
def writers(byline: Sequence[Any]) -> str:
    return bylines.writers(byline)


@register.filter
def born_or_died(when: date, precision: str) -> str:
    """A date of a life, no more precise than it is known."""
    if precision == "year":
        return str(when.year)
    if precision == "circa":
        return _("about %(year)d") % {"year": when.year}
    month = _(datelines.MONTHS[when.month - 1])
    return f"{month} {when.year}" if precision == "month" else f"{when.day} {month} {when.year}"


@register.filter
def lives(person: Person) -> str:
    """`1928–2019`, or the one year that is known."""
    if person.died:
        return f"{person.born.year if person.born else ''}–{person.died.year}"
    return _("born %(year)d") % {"year": person.born.year} if person.born else ""


@register.filter
def feed_forms(atom: str) -> list[tuple[str, str]]:
    """(media type, address) of a feed in each form, from the address of the Atom one."""
    place = atom.removesuffix(".atom")
    return [
        ("application/atom+xml", atom),
        ("application/rss+xml", f"{place}.xml"),
        ("application/feed+json", f"{place}.json"),
    ]
