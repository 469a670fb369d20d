"""Inserting very many rows at the speed of the driver: what each value becomes is settled once for its column."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, insert

BATCH = 2000
"""So many rows are handed over at once."""
_VALUES_AT_ONCE = 10_000
"""So many values go into one statement, at most: SQLite takes 32,766 (SQLITE_MAX_VARIABLE_NUMBER)."""


class Inserter:
    """Inserts rows into some columns of a table, each row as a tuple in the order of ``names``.

    A statement of many rows costs SQLite far less than as many statements: each of them counts the foreign keys and
    keeps what it would need to be taken back by itself.
    """

    def __init__(self, connection: Connection, table: Table, names: Sequence[str]) -> None:
        self._connection = connection
        self._insert = insert(table)
        self._names = tuple(names)
        dialect = connection.dialect
        compiled = self._insert.compile(dialect=dialect, column_keys=self._names)
        self._in_order = compiled.positiontup is not None and tuple(compiled.positiontup) == self._names
        self._beginning, self._values, self._one = str(compiled).partition(" VALUES ")
        self._at_once = max(1, _VALUES_AT_ONCE // len(self._names))
        self._become: list[tuple[int, Callable[[Any], Any]]] = []
        for place, name in enumerate(self._names):
            become = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
            if become is not None:
                self._become.append((place, become))

    def insert(self, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows; none of them is looked at by the unit of work."""
        if not self._in_order:  # a driver that takes values by name
            named = [dict(zip(self._names, row, strict=True)) for row in rows]
            if named:
                self._connection.execute(self._insert, named)
            return
        columns = [list(column) for column in zip(*rows, strict=True)]
        for place, become in self._become:
            columns[place] = [None if value is None else become(value) for value in columns[place]]
        self._send(list(zip(*columns, strict=True)))

    def _send(self, rows: Sequence[Sequence[Any]]) -> None:
        for start in range(0, len(rows), self._at_once):
            part = rows[start : start + self._at_once]
            sql = self._beginning + self._values + ", ".join([self._one] * len(part))
            self._connection.exec_driver_sql(sql, tuple(chain.from_iterable(part)))
