"""Every link of a version carries the version's date, so that the newest pieces on a film are read from one index.

Triggers write it: whoever adds a link, by the thousand or one by one, cannot forget it. Made anew after every migration
with the other guards.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

# Table -> its column with the version.
DATED = {
    "press_versionfilm": "version_id",
    "press_versionperson": "version_id",
    "press_versionedition": "version_id",
    "press_versioncontributor": "version_id",
    "press_versiontopic": "content_object_id",
}


def names() -> set[str]:
    return {f"{table}_dated" for table in DATED}


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes the triggers of the tables that are there and have a date."""
    with connection.cursor() as cursor:
        for table, version in _present(connection):
            date = f"(SELECT v.published_at FROM press_version v WHERE v.id = NEW.{version})"  # noqa: S608  # constants
            if connection.vendor == "sqlite":
                cursor.execute(
                    f"CREATE TRIGGER {table}_dated AFTER INSERT ON {table} "  # noqa: S608  # constants
                    f"BEGIN UPDATE {table} SET published_at = {date} WHERE id = NEW.id; END"
                )
                continue
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {table}_date() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN NEW.published_at := {date}; RETURN NEW; END $$"
            )
            cursor.execute(
                f"CREATE TRIGGER {table}_dated BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_date()"
            )


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for table, _version in _present(connection):
            suffix = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_dated{suffix}")


def _present(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    present = set(connection.introspection.table_names())
    return [(table, version) for table, version in DATED.items() if table in present]
