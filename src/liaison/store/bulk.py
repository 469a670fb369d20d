"""Inserting very many rows at the speed of the driver: what each value becomes is settled once for its column."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, repeat
from typing import Any

from sqlalchemy import Connection, Table, insert

from liaison.store.behind import is_behind, send

BATCH = 2000
"""So many rows are handed over at once."""
_VALUES_AT_ONCE = 48_000
"""So many values go into one statement, at most, where the database takes so many."""
_SMALLER = tuple(2**power for power in range(10, -1, -1))
"""So many rows go into a statement when fewer are left."""
_EMPTY: Mapping[Any, str] = {None: "NULL", "": "''", False: "0"}
"""How what says nothing is written out in a statement."""


class Writer:
    """Writes rows of ``width`` values behind ``beginning`` (``INSERT INTO … VALUES``).

    A statement of many rows costs SQLite far less than as many statements: each of them counts the foreign keys and
    keeps what it would need to be taken back by itself. Many rows are written behind, while the next are made ready.
    """

    def __init__(self, connection: Connection, beginning: str, width: int) -> None:
        self._connection = connection
        self._beginning = beginning
        self._one = _one_of(["?"] * width)
        self._values_at_once = _values_at_once(connection)

    def write(self, rows: Iterable[Sequence[Any]], count: int) -> None:
        """Write so many rows."""
        self._write(iter(rows), count, self._one)

    def _write(self, rows: Iterator[Sequence[Any]], count: int, one: str) -> None:
        if count < BATCH and not is_behind(self._connection):
            self._put(rows, count, one)
        else:
            send(self._connection, self._put, rows, count, one)

    def _put(self, rows: Iterator[Sequence[Any]], count: int, one: str) -> None:
        for size in _sizes(count, max(1, self._values_at_once // max(1, one.count("?")))):
            sql = f"{self._beginning} {', '.join([one] * size)}"
            self._connection.exec_driver_sql(sql, tuple(chain.from_iterable(islice(rows, size))))


class Inserter(Writer):
    """Inserts rows into the columns ``names`` of a table."""

    def __init__(self, connection: Connection, table: Table, names: Sequence[str]) -> None:
        self._insert = insert(table)
        self._names = tuple(names)
        dialect = connection.dialect
        compiled = self._insert.compile(dialect=dialect, column_keys=self._names)
        self._in_order = compiled.positiontup is not None and tuple(compiled.positiontup) == self._names
        beginning, values, _rows = str(compiled).partition("VALUES")
        super().__init__(connection, beginning + values, len(self._names))
        types = (table.c[name].type.dialect_impl(dialect) for name in self._names)
        self._become: list[Callable[[Any], Any] | None] = [each.bind_processor(dialect) for each in types]

    def insert(self, columns: Sequence[Sequence[Any]]) -> None:
        """Insert rows that are given as their columns, one for each name; the unit of work looks at none of them."""
        if not self._in_order:  # a driver that takes values by name
            rows = [dict(zip(self._names, row, strict=True)) for row in zip(*columns, strict=True)]
            self._connection.execute(self._insert, rows)
            return
        places, given = [], []
        for column, become in zip(columns, self._become, strict=True):
            place = _written_out(column)
            places.append(place)
            if place == "?":
                given.append(column if become is None else _each_once(become, column))
        self._write(iter(zip(*given, strict=True)), len(columns[0]), _one_of(places))


def _each_once(become: Callable[[Any], Any], column: Sequence[Any]) -> list[Any]:
    """What the values of a column become: words of a list, marks and days, of which most come again and again."""
    known = {each: None if each is None else become(each) for each in set(column)}
    return list(map(known.__getitem__, column))


def _sizes(count: int, most: int) -> Iterator[int]:
    """Into how large statements rows are divided: few sizes, since the driver keeps what it made of each text."""
    for size in (most, *(size for size in _SMALLER if size < most)):
        yield from repeat(size, count // size)
        count %= size


def _one_of(places: Sequence[str]) -> str:
    return f"({', '.join(places)})"


def _written_out(column: Sequence[Any]) -> str:
    """How a column stands in a statement: what is empty or not set in all rows need not be handed over."""
    first = column[0] if column else None
    if first not in _EMPTY or column.count(first) != len(column):
        return "?"
    return _EMPTY[first]


def _values_at_once(connection: Connection) -> int:
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        return min(_VALUES_AT_ONCE, driver.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))
    return _VALUES_AT_ONCE
