"""Questions whose SQL is made once. Django makes it anew each time, which costs ten times what the database takes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Rows = list[tuple[Any, ...]]
Places = tuple[tuple[str, Any], ...]


class Prepared:
    """A queryset as a function of values, which are put into the finished SQL as parameters.

    ``ask`` is called once, with ``examples`` by keyword: values that differ from each other and from everything else in
    the query, so that their places in it can be told. It gives a ``values_list``; rows come as the database has them.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], **examples: Any) -> None:
        self._ask = ask
        self._examples = examples
        self._made: tuple[str, Places] | None = None

    def rows(self, **values: Any) -> Rows:
        """Raises KeyError where a value is missing."""
        return _asked(*self.made(), values)

    def column(self, **values: Any) -> list[Any]:
        """The first column alone."""
        return [row[0] for row in self.rows(**values)]

    def made(self) -> tuple[str, Places]:
        """The SQL, and what stands in each of its places: the name of a value, or "" and a constant."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def _make(self) -> tuple[str, Places]:
        sql, params = self._ask(**self._examples).query.sql_with_params()
        names = {_adapted(example): name for name, example in self._examples.items()}
        places = tuple((names.get(param, ""), param) for param in params)
        missing = set(self._examples) - {name for name, _fixed in places}
        if missing:
            raise LookupError(f"{sorted(missing)} cannot be told in the query: {sql}")
        return sql, places


class Together:
    """Several questions for numbers in one journey to the database, which costs as much as most of them."""

    def __init__(self, *parts: Prepared) -> None:
        self._parts = parts
        self._made: tuple[str, Places] | None = None

    def columns(self, **values: Any) -> list[list[int]]:
        """The one column of each part, in its order. A value goes to every part that takes one of that name.

        Raises KeyError where a value is missing.
        """
        found: list[list[int]] = [[] for _part in self._parts]
        for number, value in _asked(*(self._made or self._make()), values):
            found[number].append(value)
        return found

    def _make(self) -> tuple[str, Places]:
        made = [part.made() for part in self._parts]
        # UNION ALL takes its parts one after the other, so each keeps its order.
        sql = " UNION ALL ".join(f"SELECT {n}, part{n}.* FROM ({sql}) part{n}" for n, (sql, _places) in enumerate(made))  # noqa: S608
        self._made = sql, tuple(place for _sql, places in made for place in places)
        return self._made


def _asked(sql: str, places: Places, values: dict[str, Any]) -> Rows:
    adapted = {name: _adapted(value) for name, value in values.items()}
    with connection.cursor() as cursor:
        cursor.execute(sql, [adapted[name] if name else fixed for name, fixed in places])
        return cursor.fetchall()


def _adapted(value: Any) -> Any:
    """As the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
