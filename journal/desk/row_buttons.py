"""Buttons of the rows beside a text that work without scripts: more rows, a row up or down.

Pressing one sends the whole form; nothing is saved, and the page comes back with everything that was typed. Such a
button is named ``_rows``; its value says which rows and what: ``participants:add``, ``participants:up:2``.
"""

import re
from collections.abc import Mapping

from django.http import QueryDict

NAME = "_rows"
PRESSED = re.compile(r"(?P<prefix>[a-z_]{1,40}):(?:(?P<add>add)|(?P<way>up|down):(?P<row>\d{1,4}))")
MORE = 3  # empty rows at once
MOST = 100  # rows of one kind
STAY = ("id", "interview", "article")  # of a row: which record stood there, not what it says


def is_pressed(data: Mapping[str, object]) -> bool:
    """Whether the form was sent to have its rows changed, and not to be saved."""
    return NAME in data


def press(data: QueryDict) -> QueryDict:
    """The form as it was sent, with the rows as the button wants them. What makes no sense changes nothing."""
    found = PRESSED.fullmatch(data.get(NAME, ""))
    total = _total(data, found["prefix"]) if found else None
    if found is None or total is None:
        return data
    changed = data.copy()
    if found["add"]:
        _add(changed, found["prefix"], total)
        return changed
    row = int(found["row"])
    other = row + (1 if found["way"] == "down" else -1)
    if other >= 0 and max(row, other) < total:
        _swap(changed, f"{found['prefix']}-{row}-", f"{found['prefix']}-{other}-")
    return changed


def _total(data: QueryDict, prefix: str) -> int | None:
    raw = data.get(f"{prefix}-TOTAL_FORMS", "")
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 5 else None


def _add(data: QueryDict, prefix: str, total: int) -> None:
    """The page carries an empty row that nobody sees, and sends it, too: the new ones begin as it stands."""
    wanted = max(total, min(total + MORE, MOST))
    data[f"{prefix}-TOTAL_FORMS"] = str(wanted)
    empty = f"{prefix}-__prefix__-"
    for key in [key for key in data if key.startswith(empty)]:
        for row in range(total, wanted):
            data.setlist(f"{prefix}-{row}-{key.removeprefix(empty)}", data.getlist(key))


def _swap(data: QueryDict, one: str, other: str) -> None:
    """What the rows say changes places. A box without a tick is not sent at all, so the names are those of either."""
    names = {key.removeprefix(prefix) for prefix in (one, other) for key in data if key.startswith(prefix)}
    for name in names.difference(STAY):
        here, there = (data.getlist(f"{prefix}{name}") for prefix in (one, other))
        for prefix, values in ((one, there), (other, here)):
            if values:
                data.setlist(f"{prefix}{name}", values)
            else:
                data.pop(f"{prefix}{name}", None)
