"""The site stamp: what a cached page is good for.

Triggers give the one row of ``SiteStamp`` a new random word in the very transaction that changes something a reader can
see, so an old page cannot be asked for once a verb has been acknowledged. Random rather than counted: a database that
was put back from a backup must not meet the pages of the days that it lost.
"""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

STAMP = "press_sitestamp"
# What only ever changes together with one of these (a version's links, its quotations) needs no trigger of its own.
WATCHED = (
    "press_version",
    "press_notice",
    "press_withdrawal",
    "press_contributor",
    "press_versiontopic",
    "taggit_tag",
)
# Every table of these apps, whatever is added to them.
WATCHED_APPS = ("cinema_", "pictures_")
EVENTS = ("INSERT", "UPDATE", "DELETE")
# A reader's report shows nowhere until somebody answers it; strangers must not be able to empty the cache.
ANSWERED = "press_report"
WRITE = (
    f"INSERT INTO {STAMP} (id, word) VALUES (1, {{word}}) "  # noqa: S608  # constants
    "ON CONFLICT (id) DO UPDATE SET word = excluded.word"
)
SQLITE_WORD = "lower(hex(randomblob(16)))"
POSTGRESQL_WORD = "md5(random()::text || clock_timestamp()::text)"


def current() -> str:
    """The word of this moment; "" where nothing was ever changed. One row by its key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT word FROM {STAMP} WHERE id = 1")  # noqa: S608  # a constant
        row = cursor.fetchone()
    return row[0] if row else ""


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes every trigger anew."""
    remove(connection)
    tables = watched(connection)
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite" and tables:
            body = WRITE.format(word=POSTGRESQL_WORD)
            cursor.execute(
                "CREATE OR REPLACE FUNCTION press_restamp() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {body}; RETURN NULL; END $$"
            )
        for table, event in tables:
            name = _name(table, event)
            if connection.vendor == "sqlite":
                body = WRITE.format(word=SQLITE_WORD)
                cursor.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body}; END")
            else:
                cursor.execute(
                    f"CREATE TRIGGER {name} AFTER {event} ON {table} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION press_restamp()"
                )


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for table, event in _of_interest(connection):
            suffix = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}{suffix}")


def names(connection: BaseDatabaseWrapper) -> set[str]:
    """The triggers that this database should have."""
    return {_name(table, event) for table, event in watched(connection)}


def watched(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """(table, event) of everything that readers' pages are made of; nothing while the stamp has no table itself."""
    return _of_interest(connection) if STAMP in connection.introspection.table_names() else []


def _of_interest(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    present = sorted(connection.introspection.table_names())
    found = [
        (table, event) for table in present if table in WATCHED or table.startswith(WATCHED_APPS) for event in EVENTS
    ]
    return [*found, (ANSWERED, "UPDATE")] if ANSWERED in present else found


def _name(table: str, event: str) -> str:
    return f"{table}_stamp_{event.lower()}"
