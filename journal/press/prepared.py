"""Questions whose SQL is made once. Django makes it anew each time, which costs ten times what the database takes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Rows = list[tuple[Any, ...]]


class Prepared:
    """A queryset as a function of values, which are put into the finished SQL as parameters.

    ``ask`` is called once, with ``examples`` by keyword: values that differ from each other and from everything else in
    the query, so that their places in it can be told. It gives a ``values_list``; rows come as the database has them.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], **examples: Any) -> None:
        self._ask = ask
        self._examples = examples
        self._made: tuple[str, tuple[tuple[str, Any], ...]] | None = None

    def rows(self, **values: Any) -> Rows:
        """Raises KeyError where a value is missing."""
        sql, places = self._made or self._make()
        adapted = {name: _adapted(value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [adapted[name] if name else fixed for name, fixed in places])
            return cursor.fetchall()

    def column(self, **values: Any) -> list[Any]:
        """The first column alone."""
        return [row[0] for row in self.rows(**values)]

    def _make(self) -> tuple[str, tuple[tuple[str, Any], ...]]:
        sql, params = self._ask(**self._examples).query.sql_with_params()
        names = {_adapted(example): name for name, example in self._examples.items()}
        places = tuple((names.get(param, ""), param) for param in params)
        missing = set(self._examples) - {name for name, _fixed in places}
        if missing:
            raise LookupError(f"{sorted(missing)} cannot be told in the query: {sql}")
        self._made = sql, places
        return self._made


def _adapted(value: Any) -> Any:
    """As the database takes it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
