"""The full-text index behind ``SearchEntry``: FTS5 on SQLite, a GIN index on PostgreSQL. Made after every migration.

The rows are written by `journal/press/searching.py`, not by triggers, which a rebuilt table would lose without a word.
Both see text folded by ``journal.cinema.folding``, so neither takes accents off itself and both find the same.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

ENTRIES = "press_searchentry"
INDEX = "press_search"
VECTOR = (
    "(setweight(to_tsvector('simple', headline), 'A') || setweight(to_tsvector('simple', names), 'B') || "
    "setweight(to_tsvector('simple', folded), 'D'))"
)
SQLITE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(headline, names, folded, content='{ENTRIES}', "
    "content_rowid='version_id', tokenize='unicode61 remove_diacritics 0', prefix='2 3')"
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes the index where it is missing, and fills it from the entries that are there."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if ENTRIES not in present:
            if INDEX in present:
                cursor.execute(f"DROP TABLE {INDEX}")
        elif connection.vendor != "sqlite":
            # Asked first: even IF NOT EXISTS is refused while rows of the same transaction await their checks.
            cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = %s", [INDEX])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE INDEX {INDEX} ON {ENTRIES} USING gin ({VECTOR})")
        elif INDEX not in present:
            cursor.execute(SQLITE)
            refill(connection)


def refill(connection: BaseDatabaseWrapper) -> None:
    """Makes the index anew from the entries. PostgreSQL keeps its own up to date."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')")  # noqa: S608  # constants


def add(connection: BaseDatabaseWrapper, versions: list[int]) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {INDEX} (rowid, headline, names, folded) "  # noqa: S608  # constants
                f"SELECT version_id, headline, names, folded FROM {ENTRIES} WHERE version_id = %s",
                [(version,) for version in versions],
            )


def drop(connection: BaseDatabaseWrapper, versions: list[int]) -> None:
    """Takes entries out; before their rows go, because FTS5 needs the old words to forget them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {INDEX} ({INDEX}, rowid, headline, names, folded) "  # noqa: S608  # constants
                f"SELECT 'delete', version_id, headline, names, folded FROM {ENTRIES} WHERE version_id = %s",
                [(version,) for version in versions],
            )
