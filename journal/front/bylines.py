"""How a byline is worded: "By A and B", then who translated and who took the pictures. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

WRITERS = ("author", "interviewer")


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    url: str = ""
    joint: str = ""  # what stands before the name: "", ", " or " and "


@dataclass(frozen=True, slots=True)
class Group:
    """One line of a byline: its opening words and the names."""

    opening: str
    people: tuple[Named, ...]


def openings() -> dict[str, str]:
    return {
        "author": pgettext("byline", "By"),
        "interviewer": pgettext("byline", "Interview by"),
        "translator": pgettext("byline", "Translated by"),
        "photographer": pgettext("byline", "Photographs by"),
        "editor": pgettext("byline", "Edited by"),
    }


def grouped(byline: Iterable[tuple[str, str, str] | Mapping[str, Any]]) -> list[Group]:
    """Lines in the order of the roles.

    ``byline`` holds (name, role, address) as ``Presented.byline`` gives it, or the mappings stored with a version.
    """
    roles: dict[str, list[tuple[str, str]]] = {}
    for line in byline:
        name, role, url = (line["name"], line.get("role", "author"), "") if isinstance(line, Mapping) else line
        roles.setdefault(role, []).append((name, url))
    known = openings()
    ordered = sorted(roles, key=lambda role: list(known).index(role) if role in known else len(known))
    return [Group(known.get(role, f"{role}:"), _joined(roles[role])) for role in ordered]


def writers(byline: Iterable[Mapping[str, Any]]) -> str:
    """The names in a list of pieces: "A, B and C"."""
    names = [line["name"] for line in byline if line.get("role", "author") in WRITERS]
    return "".join(person.joint + person.name for person in _joined([(name, "") for name in names]))


def _joined(people: Sequence[tuple[str, str]]) -> tuple[Named, ...]:
    last = len(people) - 1
    return tuple(
        Named(name, url, "" if n == 0 else _(" and ") if n == last else ", ") for n, (name, url) in enumerate(people)
    )
