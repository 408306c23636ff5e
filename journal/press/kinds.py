"""Kinds of piece and kinds of change: the two vocabularies of the press.

The rules of a kind of change stand in one table, ``RULES``; every surface reads them from here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    NEWS = "news", _("News")
    REVIEW = "review", _("Review")
    INTERVIEW = "interview", _("Interview")
    FEATURE = "feature", _("Feature")
    ESSAY = "essay", _("Essay")
    DISPATCH = "dispatch", _("Festival dispatch")
    OBITUARY = "obituary", _("Obituary")
    LIST = "list", _("List")

    @property
    def section(self) -> str:
        return SECTIONS[self]


SECTIONS: dict[str, str] = {
    Kind.INTERVIEW: "interviews",
    Kind.REVIEW: "reviews",
    Kind.FEATURE: "features",
    Kind.NEWS: "news",
    Kind.ESSAY: "essays",
    Kind.DISPATCH: "dispatches",
    Kind.OBITUARY: "obituaries",
    Kind.LIST: "lists",
}
KIND_OF_SECTION: dict[str, Kind] = {section: Kind(kind) for kind, section in SECTIONS.items()}
SECTION_NAMES = {
    "interviews": _("Interviews"),
    "reviews": _("Reviews"),
    "features": _("Features"),
    "news": _("News"),
    "essays": _("Essays"),
    "dispatches": _("Festival dispatches"),
    "obituaries": _("Obituaries"),
    "lists": _("Lists"),
}


class Change(TextChoices):
    FIRST = "first", _("First publication")
    TYPO = "typo", _("Typo")
    CLARIFICATION = "clarification", _("Clarification")
    CORRECTION = "correction", _("Correction")
    UPDATE = "update", _("Update")
    EDITOR_NOTE = "editor_note", _("Editor’s note")
    RETRACTION = "retraction", _("Retraction")
    LEGACY = "legacy", _("Imported, no note on record")


class Place(TextChoices):
    TOP = "top", _("at the top")
    FOOT = "foot", _("at the foot")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a kind of change does to the public face of a piece (docs/architecture.md, "Kinds of change")."""

    gravity: int  # the gravest change of a publish sets the visible line
    needs_notice: bool
    moves_updated: bool
    in_corrections: bool  # listed at /corrections/ and in its feed
    place: Place | None  # where its notice stands unless gravity moves it


RULES: dict[str, Rule] = {
    Change.FIRST: Rule(0, False, False, False, None),
    Change.LEGACY: Rule(1, False, True, False, None),
    Change.TYPO: Rule(1, False, False, False, None),
    Change.UPDATE: Rule(2, True, True, False, Place.TOP),
    Change.CLARIFICATION: Rule(3, True, True, True, Place.FOOT),
    Change.EDITOR_NOTE: Rule(4, True, True, True, Place.TOP),
    Change.CORRECTION: Rule(5, True, True, True, Place.FOOT),
    Change.RETRACTION: Rule(6, True, True, True, Place.TOP),
}
NOTICED = tuple(kind for kind, rule in RULES.items() if rule.needs_notice)
LISTED_AS_CORRECTIONS = tuple(kind for kind, rule in RULES.items() if rule.in_corrections)


def gravest(kinds: Iterable[str]) -> Change:
    """The kind that sets the line when several changes go out in one publish. Raises ValueError on none."""
    return Change(max(kinds, key=lambda kind: RULES[kind].gravity))
