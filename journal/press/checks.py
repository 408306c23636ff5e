from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connections

from journal.press import guards


@register(Tags.database)
def guards_are_installed(databases: Any = None, **kwargs: Any) -> list[Error]:
    """press.E001: a later migration rebuilt a table and SQLite dropped its triggers (they are silent about it)."""
    return [
        Error(
            f"The database guard {name} is missing: printed words could be changed.",
            hint="Run manage.py migrate; it makes every guard anew.",
            id="press.E001",
        )
        for alias in databases or []
        if "press_version" in connections[alias].introspection.table_names()
        for name in guards.missing(connections[alias])
    ]
