"""Database guards: words that were printed stay as they are, whoever writes to the database.

Triggers, on SQLite and PostgreSQL. SQLite drops them without a word when a later migration rebuilds the table, so they
are made anew after every ``migrate`` and ``missing`` reports any that is not there.
"""

from collections.abc import Mapping, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from journal.press import dating, search_tables, stamping

FROZEN: dict[str, tuple[str, ...]] = {
    "press_version": (
        "id", "piece_id", "number", "kind", "slug", "headline", "dek", "lang", "byline", "document", "form", "links",
        "change", "live_from", "published_at", "updated_at", "updated_by_change", "stamps", "printed_at", "sha256",
        "previous_sha256", "translation_of_id",
    ),
    "press_notice": ("id", "version_id", "number", "kind", "text", "anchors", "place", "supersedes_id"),
    "press_frontpage": ("id", "live_from", "pieces", "festival", "edition_id", "arranged_at"),
    "press_act": ("id", "piece_id", "version_id", "verb", "at", "reason"),
}  # fmt: skip
OVERLAP = "press_version_overlap"


def names() -> set[str]:
    frozen = {f"{table}_{guard}" for table in FROZEN for guard in ("frozen", "kept")}
    return frozen | {f"{OVERLAP}_{n}" for n in "iu"} | dating.names()


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes every guard anew; tables and columns that are not there yet are passed over."""
    remove(connection)
    present = set(connection.introspection.table_names())
    frozen = {table: _present_columns(connection, table) for table in FROZEN if table in present}
    statements = _sqlite(frozen) if connection.vendor == "sqlite" else _postgresql(frozen)
    with connection.cursor() as cursor:
        for table, statement in statements:
            if table in present:
                cursor.execute(statement)
    dating.install(connection)
    stamping.install(connection)
    search_tables.install(connection)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes the guards away, for a rebuild of a table or the flush of a test database."""
    stamping.remove(connection)
    dating.remove(connection)
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in [*FROZEN, "press_version"]:
            if table not in present:
                continue
            for name in names():
                if name.startswith(table):
                    suffix = "" if connection.vendor == "sqlite" else f" ON {table}"
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of guards that the database does not have, sorted."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        wanted = names() | stamping.names(connection)
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


def _present_columns(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """A migration that stopped half way leaves a table without the newest of its columns."""
    with connection.cursor() as cursor:
        there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
    return [column for column in FROZEN[table] if column in there]


def _sqlite(frozen: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """(table, statement) pairs. Every name is a constant of this module, so no value is put into SQL."""
    found = []
    for table, columns in frozen.items():
        differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
        found.append(
            (
                table,
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN {differs} "
                f"BEGIN SELECT RAISE(ABORT, 'what was printed cannot be changed'); END",
            )
        )
        found.append(
            (
                table,
                f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'what was printed cannot be deleted'); END",
            )
        )
    clash = (
        "SELECT RAISE(ABORT, 'two versions of a piece would be live at once') WHERE EXISTS ("
        "SELECT 1 FROM press_version v WHERE v.piece_id = NEW.piece_id AND v.id <> NEW.id "
        "AND NEW.live_from < COALESCE(v.live_until, '9999') AND v.live_from < COALESCE(NEW.live_until, '9999') "
        "AND (v.live_until IS NULL OR v.live_until > v.live_from) "
        "AND (NEW.live_until IS NULL OR NEW.live_until > NEW.live_from))"
    )
    for letter, event in (("i", "INSERT"), ("u", "UPDATE OF live_from, live_until")):
        found.append(
            ("press_version", f"CREATE TRIGGER {OVERLAP}_{letter} AFTER {event} ON press_version BEGIN {clash}; END")
        )
    return found


def _postgresql(frozen: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    found = [
        (
            "press_version",
            """
            CREATE OR REPLACE FUNCTION press_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$
            """,
        ),
        (
            "press_version",
            """
            CREATE OR REPLACE FUNCTION press_refuse_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (
                    SELECT 1 FROM press_version v
                    WHERE v.piece_id = NEW.piece_id AND v.id <> NEW.id
                    AND tstzrange(v.live_from, v.live_until) && tstzrange(NEW.live_from, NEW.live_until)
                ) THEN
                    RAISE EXCEPTION 'two versions of a piece would be live at once'
                    USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NULL;
            END $$
            """,
        ),
    ]
    for table, columns in frozen.items():
        differs = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
        for name, event, when, said in (
            ("frozen", "UPDATE", f"WHEN ({differs})", "what was printed cannot be changed"),
            ("kept", "DELETE", "", "what was printed cannot be deleted"),
        ):
            found.append(
                (
                    table,
                    f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH ROW {when} "
                    f"EXECUTE FUNCTION press_refuse('{said}')",
                )
            )
    for letter, event in (("i", "INSERT"), ("u", "UPDATE OF live_from, live_until")):
        found.append(
            (
                "press_version",
                f"CREATE TRIGGER {OVERLAP}_{letter} AFTER {event} ON press_version FOR EACH ROW "
                f"EXECUTE FUNCTION press_refuse_overlap()",
            )
        )
    return found
