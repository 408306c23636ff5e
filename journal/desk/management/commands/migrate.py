from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from journal.press import guards


class Command(Migrate):
    """Django's migrate, then the database guards: SQLite loses triggers when a migration rebuilds their table."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options.get("plan") and not options.get("check_unapplied"):
            guards.install(connections[options["database"]])
