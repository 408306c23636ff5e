"""Set pages that are kept standing in the database: for every process of the site, and over a restart.

Nothing here decides whether a page is still right; that is `journal/front/page_cache.py`. Asked in plain SQL, because
making a query through the models costs more than all else that a kept page takes.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction

LONGEST = 300  # characters of an address
HEAVIEST = 4_000_000  # bytes; a page beyond that is cheaper to set than to keep
TABLE = "press_galley"
FIND = f"SELECT word, since, until, basis, headers, content FROM {TABLE} WHERE address = %s AND release = %s"  # noqa: S608
# Not where the stamp has moved on since the page was begun: it may be made of things from before and after.
KEEP = (
    f"INSERT INTO {TABLE} (address, release, word, since, until, basis, headers, content) "  # noqa: S608  # constants
    "SELECT %s, %s, %s, %s, %s, %s, %s, %s WHERE EXISTS (SELECT 1 FROM press_sitestamp WHERE id = 1 AND word = %s) "
    "ON CONFLICT (address) DO UPDATE SET release = excluded.release, word = excluded.word, since = excluded.since, "
    "until = excluded.until, basis = excluded.basis, headers = excluded.headers, content = excluded.content"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A kept page: right under the site stamp ``word`` in ``[since, until)``, in microseconds since 1970."""

    word: str
    since: int
    until: int
    basis: str
    headers: tuple[tuple[str, str], ...]
    content: bytes


def find(address: str, release: str) -> Standing | None:
    """The page that this release last set for the address."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [address, release])
        row = cursor.fetchone()
    if row is None:
        return None
    word, since, until, basis, headers, content = row
    return Standing(word, since, until, basis, tuple(map(tuple, json.loads(headers))), bytes(content))


def keep(address: str, release: str, page: Standing) -> None:
    """Keeps a page, unless the site stamp has moved since. A reader never waits for that, and never sees it fail."""
    if len(address) > LONGEST or len(page.content) > HEAVIEST:
        return
    headers = json.dumps(page.headers, separators=(",", ":"))
    row: list[Any] = [address, release, page.word, page.since, page.until, page.basis, headers, page.content, page.word]
    try:
        with _no_waiting(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(KEEP, row)
    except DatabaseError:
        # Somebody else is writing, or nothing may be written here: the next reader keeps it.
        return


@contextmanager
def _no_waiting() -> Iterator[None]:
    """On SQLite one writes at a time. An editor's save is worth waiting for, a kept page is not."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
