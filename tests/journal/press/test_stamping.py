"""The triggers behind the site stamp, over the life of a database."""

import pytest
from django.core.management import call_command
from django.db import connection

from factories import make_version
from journal.press import guards, stamping

pytestmark = pytest.mark.django_db


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
        return {name for (name,) in cursor.fetchall()}


def test_a_trigger_of_an_older_release_goes_too():
    """SQLite refuses to rebuild a table that somebody's trigger names, so one left behind would stop a migration."""
    old = "press_versiontopic_stamp_long_ago"
    body = (
        "AFTER UPDATE ON press_versiontopic BEGIN SELECT 1; END"
        if connection.vendor == "sqlite"
        else "AFTER UPDATE ON press_versiontopic FOR EACH STATEMENT EXECUTE FUNCTION press_restamp()"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TRIGGER {old} {body}")
    assert old in triggers()
    stamping.remove(connection)
    assert [name for name in triggers() if "_stamp_" in name] == []
    guards.install(connection)
    assert stamping.names(connection) <= triggers()
    assert old not in triggers()


def test_migrating_leaves_every_guard_in_place_and_moves_the_stamp():
    make_version(slug="one")
    before = stamping.current()
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []
    assert stamping.current() != before
