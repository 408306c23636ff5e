from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from journal.desk.permissions import create_roles
from journal.press import guards


class Command(Migrate):
    """Django's migrate, then what must be there after every one of its runs.

    The database guards, because SQLite loses triggers when a migration rebuilds their table; the roles, because
    permissions come into being only when all migrations are through.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options.get("plan") or options.get("check_unapplied"):
            return
        connection = connections[options["database"]]
        guards.install(connection)
        if {"auth_group", "desk_article"} <= set(connection.introspection.table_names()):
            create_roles(using=connection.alias)
