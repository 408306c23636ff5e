import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from factories import NOON, make_change, make_version
from journal.press import guards
from journal.press.models import Act, Notice, Piece, Version

pytestmark = pytest.mark.django_db


def test_every_guard_is_there_after_migrate():
    assert guards.missing(connection) == []


def test_lost_guard_is_reported_and_made_again():
    with connection.cursor() as cursor:
        table = "" if connection.vendor == "sqlite" else " ON press_notice"
        cursor.execute(f"DROP TRIGGER press_notice_kept{table}")
    assert guards.missing(connection) == ["press_notice_kept"]
    guards.install(connection)
    assert guards.missing(connection) == []


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (Version, {"headline": "Other"}),
        (Version, {"document": []}),
        (Version, {"published_at": NOON.replace(year=2020)}),
        (Version, {"updated_at": None, "updated_by_change": ""}),
        (Version, {"translation_of": 90_000}),
        (Notice, {"text": "Other."}),
        (Act, {"reason": "Other."}),
    ],
)
def test_database_refuses_to_change_what_was_printed(model, columns):
    Piece.objects.create(pk=90_000, kind="essay")
    make_change(make_version(), now=NOON.replace(hour=13))
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        model.objects.filter(pk=model.objects.latest("pk").pk).update(**columns)


@pytest.mark.parametrize("model", [Version, Notice, Act])
def test_database_refuses_to_delete_what_was_printed(model):
    make_change(make_version(), now=NOON.replace(hour=13))
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.filter(pk=model.objects.latest("pk").pk)._raw_delete("default")


def test_database_refuses_two_versions_live_at_once():
    first = make_version()
    make_change(first, now=NOON.replace(hour=13))
    with pytest.raises(DatabaseError, match="live at once"), transaction.atomic():
        Version.objects.filter(pk=first.pk).update(live_until=NOON.replace(hour=14))


def test_model_refuses_to_change_or_delete_a_version_or_notice():
    version = make_change(make_version(), now=NOON.replace(hour=13))
    notice = version.notices.get()
    for attempt in (version.save, version.delete, notice.save, notice.delete):
        with pytest.raises(ValidationError):
            attempt()


def test_columns_that_a_migration_has_yet_to_make_are_passed_over():
    version = make_version()
    connection.check_constraints()  # what waits for the end of the transaction; PostgreSQL alters no table before
    with connection.cursor() as cursor:
        guards.remove(connection)
        cursor.execute("DROP INDEX press_translations")
        cursor.execute("ALTER TABLE press_version DROP COLUMN translation_of_id")
    guards.install(connection)
    assert guards.missing(connection) == []
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(headline="Other")


def test_migrate_makes_a_guard_that_is_missing():
    with connection.cursor() as cursor:
        suffix = "" if connection.vendor == "sqlite" else " ON press_version"
        cursor.execute(f"DROP TRIGGER press_version_kept{suffix}")
    assert guards.missing(connection) == ["press_version_kept"]
    call_command("migrate", verbosity=0, skip_checks=False)
    assert guards.missing(connection) == []
