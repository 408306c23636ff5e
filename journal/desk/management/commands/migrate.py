from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from journal.desk.permissions import create_roles
from journal.press import dating, guards, stamping


class Command(Migrate):
    """Django's migrate, then what must be there after every one of its runs.

    The database guards, because SQLite loses triggers when a migration rebuilds their table; the roles, because
    permissions come into being only when all migrations are through.
    """

    def get_check_kwargs(self, options: dict[str, Any]) -> dict[Any, Any]:
        """Without the checks that ask the database: a guard that a new release brings is missing until this has run."""
        kwargs: dict[Any, Any] = super().get_check_kwargs(options)
        return {**kwargs, "databases": None}

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if options.get("plan") or options.get("check_unapplied"):
            super().handle(*args, **options)
            return
        # SQLite refuses to rename a table while a trigger of another one names it.
        stamping.remove(connection)
        dating.remove(connection)
        try:
            super().handle(*args, **options)
        finally:
            guards.install(connection)
        if {"auth_group", "desk_article"} <= set(connection.introspection.table_names()):
            create_roles(using=connection.alias)
