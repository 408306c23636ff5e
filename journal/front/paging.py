"""Paging by key: the next page starts after the last row of this one. No OFFSET, no COUNT, at any depth."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest

from journal.press.models import Version
from journal.press.querysets import VersionQuerySet

SIZE = 24
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = re.compile(r"(-?[0-9]{1,18})\.([0-9]{1,19})", re.ASCII)
LATEST = 253_402_300_799_999_999  # microseconds: the last instant that a datetime holds


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page; ``older`` is the query string of the next one, "" at the end."""

    rows: Sequence[Any]
    older: str = ""
    first: bool = True


def read_cursor(text: str) -> tuple[datetime, int] | None:
    """An instant and a row from ``write_cursor``'s form; None for anything that it never wrote."""
    found = CURSOR.fullmatch(text)
    if not found or not -LATEST <= int(found[1]) <= LATEST or int(found[2]) >= 2**63:
        return None
    try:
        return EPOCH + timedelta(microseconds=int(found[1])), int(found[2])
    except OverflowError:
        return None


def write_cursor(at: datetime, pk: int) -> str:
    return f"{(at - EPOCH) // timedelta(microseconds=1)}.{pk}"


def versions(request: HttpRequest, found: VersionQuerySet, *, size: int = SIZE) -> Page:
    """One page of versions, newest first. A cursor that makes no sense is the first page."""
    cursor = read_cursor(request.GET.get("before", ""))
    rows: list[Version] = list((found.before(*cursor) if cursor else found)[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    older = f"before={write_cursor(last.published_at, last.pk)}" if last else ""
    return Page(rows[:size], older, cursor is None)
