"""How an interview came about, as one public sentence or two, made from facts. Pure.

What an editor typed is printed as typed; everything else is worded here, so that two interviews made in the same way
say so in the same words.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from journal.cinema.languages import NAMES, base
from journal.press.datelines import MONTHS

# The phrases are calls, not constants: each is worded in the language that is active when it is asked for.
MEDIUM = {
    "in_person": lambda: _("Interviewed in person"),
    "on_stage": lambda: _("Interviewed on stage"),
    "round_table": lambda: _("Interviewed at a round table with other journalists"),
    "video": lambda: _("Interviewed by video call"),
    "phone": lambda: _("Interviewed by telephone"),
    "email": lambda: _("Interviewed by e-mail"),
}
EDITING = {
    "verbatim": lambda: _("Printed word for word."),
    "clarity": lambda: _("Edited for clarity."),
    "condensed": lambda: _("Condensed and edited for clarity."),
    "extract": lambda: _("An extract from a longer conversation."),
}
APPROVAL = {
    "asked": lambda: _("Shown to the interviewee before publication."),
    "granted": lambda: _("Approved by the interviewee before publication."),
}


@dataclass(frozen=True, slots=True)
class Conditions:
    """The facts. Languages are BCP 47 tags; ``lang`` is that of the piece, ``occasion`` a festival's full name."""

    medium: str = ""
    conducted_on: date | None = None
    conducted_to: date | None = None
    place: str = ""
    occasion: str = ""
    editing: str = ""
    lang: str = "en"
    original_language: str = ""
    translators: tuple[str, ...] = ()
    interpreter: str = ""
    approval: str = ""
    travel_paid: str = ""

    @property
    def translated(self) -> bool:
        return bool(self.original_language) and base(self.original_language) != base(self.lang)


def sentence(facts: Conditions) -> str:
    """What readers are told; "" where nothing is known."""
    parts = [
        _occasion(facts),
        EDITING[facts.editing]() if facts.editing in EDITING else "",
        _translation(facts),
        _("Interpreter: %(name)s.") % {"name": facts.interpreter} if facts.interpreter else "",
        APPROVAL[facts.approval]() if facts.approval in APPROVAL else "",
        _("Travel paid by %(payer)s.") % {"payer": facts.travel_paid.rstrip(".")} if facts.travel_paid else "",
    ]
    return " ".join(part for part in parts if part)


def _occasion(facts: Conditions) -> str:
    """`Interviewed in person in Locarno at the 65th Locarno Film Festival on 5 August 2012.`"""
    known = facts.medium or facts.place or facts.conducted_on
    if not known:
        return ""
    words = [MEDIUM[facts.medium]() if facts.medium in MEDIUM else _("Interviewed")]
    if facts.place:
        words.append(_("in %(place)s") % {"place": facts.place})
    if facts.occasion:
        words.append(_("at the %(occasion)s") % {"occasion": facts.occasion})
    if facts.conducted_on:
        words.append(_days(facts.conducted_on, facts.conducted_to))
    return " ".join(words) + "."


def _days(first: date, last: date | None) -> str:
    if last is None or last == first:
        return _("on %(day)s") % {"day": day(first)}
    return _("between %(first)s and %(last)s") % {"first": day(first), "last": day(last)}


def day(at: date) -> str:
    """`5 August 2012`."""
    return f"{at.day} {_(MONTHS[at.month - 1])} {at.year}"


def _translation(facts: Conditions) -> str:
    if not facts.translated:
        return ""
    tag = base(facts.original_language)
    language = _(NAMES[tag]) if tag in NAMES else facts.original_language
    if facts.translators:
        names = _(" and ").join(facts.translators)
        return _("Translated from %(language)s by %(names)s.") % {"language": language, "names": names}
    return _("Translated from %(language)s.") % {"language": language}
