"""The site stamp: what a cached page is good for.

Triggers give the one row of ``SiteStamp`` a new random word in the very transaction that changes something a reader can
see, so an old page cannot be asked for once a verb has been acknowledged. Random rather than counted: a database that
was put back from a backup must not meet the pages of the days that it lost.
"""

from datetime import UTC, datetime

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

STAMP = "press_sitestamp"
# What only ever changes together with one of these (a version's links, its quotations) needs no trigger of its own.
WATCHED = (
    "press_version",
    "press_notice",
    "press_withdrawal",
    "press_contributor",
    "press_frontpage",
    "taggit_tag",
)
# Every table of these apps, whatever is added to them.
WATCHED_APPS = ("cinema_", "pictures_")
EVENTS = ("INSERT", "UPDATE", "DELETE")
# A reader's report shows nowhere until somebody answers it; strangers must not be able to empty the cache.
ANSWERED = "press_report"
# A new body is no new printing: the words are the same, their HTML is not.
SET_ANEW = ("press_version", "UPDATE OF body")
# A topic that is merged into another takes its links along; their dates are nobody's news.
RETOPICED = [("press_versiontopic", event) for event in ("INSERT", "UPDATE OF tag_id", "DELETE")]
# Printing writes rows here, and a row that nothing pointed at changes no page that is there.
WRITTEN_BY_PRINTING = ("press_versiontopic", "taggit_tag")
WRITE = f"INSERT INTO {STAMP} (id, word) VALUES (1, {{word}}) ON CONFLICT (id) DO UPDATE SET word = excluded.word"  # noqa: S608
WRITE_FACTS = (
    f"INSERT INTO {STAMP} (id, word, facts) VALUES (1, {{word}}, {{word}}) "  # noqa: S608  # constants
    "ON CONFLICT (id) DO UPDATE SET word = excluded.word, facts = excluded.facts"
)
SQLITE_WORD = "lower(hex(randomblob(16)))"
POSTGRESQL_WORD = "md5(random()::text || clock_timestamp()::text)"


def current() -> tuple[str, str]:
    """The words of this moment, of everything and of the facts alone; "" where nothing was ever changed.

    One row by its key.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT word, facts FROM {STAMP} WHERE id = 1")  # noqa: S608  # a constant
        row = cursor.fetchone()
    return row or ("", "")


def next_instant(now: datetime) -> datetime | None:
    """When time alone next changes what is public: a schedule, an end, the lift of an embargo. From an index each."""
    parts = [
        f"SELECT MIN({column}) AS at FROM press_version WHERE {column} > %s"  # noqa: S608  # constants
        for column in ("live_from", "live_until", "hidden_until")
    ]
    parts.append("SELECT MIN(live_from) FROM press_frontpage WHERE live_from > %s AND called_off_at IS NULL")
    with connection.cursor() as cursor:
        after = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"SELECT MIN(at) FROM ({' UNION ALL '.join(parts)}) AS coming", [after] * len(parts))  # noqa: S608
        (found,) = cursor.fetchone()
    # SQLite hands out the text that it keeps, in UTC.
    return datetime.fromisoformat(found).replace(tzinfo=UTC) if isinstance(found, str) else found


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes every trigger anew."""
    remove(connection)
    tables = watched(connection)
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite" and tables:
            for function, write in (("press_restamp", WRITE), ("press_restamp_facts", WRITE_FACTS)):
                body = write.format(word=POSTGRESQL_WORD)
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN {body}; RETURN NULL; END $$"
                )
        for table, event in tables:
            name, facts = _name(table, event), _is_fact(table, event)
            if connection.vendor == "sqlite":
                body = (WRITE_FACTS if facts else WRITE).format(word=SQLITE_WORD)
                cursor.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body}; END")
            else:
                cursor.execute(
                    f"CREATE TRIGGER {name} AFTER {event} ON {table} "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION press_restamp{'_facts' if facts else ''}()"
                )
        if tables:
            # Whatever happened while there were no triggers.
            word = SQLITE_WORD if connection.vendor == "sqlite" else POSTGRESQL_WORD
            cursor.execute(WRITE_FACTS.format(word=word))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes away every trigger of this kind, those too that an older release made under names no longer known."""
    asked = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        for name, table in cursor.fetchall():
            if name.startswith(f"{table}_stamp_"):
                suffix = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER {name}{suffix}")


def names(connection: BaseDatabaseWrapper) -> set[str]:
    """The triggers that this database should have."""
    return {_name(table, event) for table, event in watched(connection)}


def watched(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """(table, event) of everything that readers' pages are made of; nothing while the stamp is not there whole.

    That is so before its migrations have run, and where one of them failed: the error to tell is that one.
    """
    if STAMP not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, STAMP)}
    return _of_interest(connection) if "facts" in columns else []


def _of_interest(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    present = sorted(connection.introspection.table_names())
    found = [
        (table, event) for table in present if table in WATCHED or table.startswith(WATCHED_APPS) for event in EVENTS
    ]
    more = [one for one in ((ANSWERED, "UPDATE"), SET_ANEW, *RETOPICED) if one[0] in present]
    return found + more


def _is_fact(table: str, event: str) -> bool:
    """Does it change what pages say of something other than what was printed, and when?"""
    if table in WRITTEN_BY_PRINTING:
        return event != "INSERT"
    return table.startswith(WATCHED_APPS) or table == "press_contributor" or (table, event) == SET_ANEW


def _name(table: str, event: str) -> str:
    return f"{table}_stamp_{event.lower().replace(' ', '_')}"
