"""Inserting very many rows at the speed of the driver: what each value becomes is settled once for its column."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Table, insert

BATCH = 2000
"""So many rows are handed over at once."""
_VALUES_AT_ONCE = 32_000
"""So many values go into one statement, at most, where the database takes so many."""


class Writer:
    """Writes rows of ``width`` values behind ``beginning`` (``INSERT INTO … VALUES``); used in a ``with`` statement.

    A statement of many rows costs SQLite far less than as many statements: each of them counts the foreign keys and
    keeps what it would need to be taken back by itself. While the database takes in some rows, the next can be made
    ready: nothing else is to be asked of the connection before the end of the ``with`` statement.
    """

    def __init__(self, connection: Connection, beginning: str, width: int, one: str = "") -> None:
        self._connection = connection
        self._beginning = beginning
        self._statements: dict[int, str] = {}
        self._one = one or f"({', '.join('?' * width)})"
        self._at_once = max(1, _values_at_once(connection) // width)
        self._thread: ThreadPoolExecutor | None = None
        self._sent: Future[None] | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Wait until all is written; raise what the database says, unless something was raised before."""
        if self._thread is not None:
            self._thread.shutdown()
        if kind is None:
            self._wait()

    def write(self, rows: Iterable[Sequence[Any]], count: int) -> None:
        """Begin to write so many rows, once those before are written; a few are written at once."""
        self._wait()
        if self._thread is None and count < BATCH:
            self._send(iter(rows), count)
            return
        self._thread = self._thread or ThreadPoolExecutor(max_workers=1)
        self._sent = self._thread.submit(self._send, iter(rows), count)

    def _wait(self) -> None:
        sent, self._sent = self._sent, None
        if sent is not None:
            sent.result()

    def _send(self, rows: Iterator[Sequence[Any]], count: int) -> None:
        for left in range(count, 0, -self._at_once):
            sql = self._sql(min(left, self._at_once))
            self._connection.exec_driver_sql(sql, tuple(chain.from_iterable(islice(rows, self._at_once))))

    def _sql(self, count: int) -> str:
        if count not in self._statements:
            self._statements[count] = f"{self._beginning} {', '.join([self._one] * count)}"
        return self._statements[count]


class Inserter(Writer):
    """Inserts rows into the columns ``names`` of a table; it is used in a ``with`` statement, as any writer."""

    def __init__(self, connection: Connection, table: Table, names: Sequence[str]) -> None:
        self._insert = insert(table)
        self._names = tuple(names)
        dialect = connection.dialect
        compiled = self._insert.compile(dialect=dialect, column_keys=self._names)
        self._in_order = compiled.positiontup is not None and tuple(compiled.positiontup) == self._names
        beginning, values, one = str(compiled).partition("VALUES")
        super().__init__(connection, beginning + values, len(self._names), one.strip())
        types = (table.c[name].type.dialect_impl(dialect) for name in self._names)
        self._become: list[Callable[[Any], Any] | None] = [each.bind_processor(dialect) for each in types]

    def insert(self, columns: Sequence[Sequence[Any]]) -> None:
        """Insert rows that are given as their columns, one for each name; the unit of work looks at none of them."""
        if self._in_order:
            columns = [
                column if become is None else [None if value is None else become(value) for value in column]
                for become, column in zip(self._become, columns, strict=False)
            ]
        self.write(zip(*columns, strict=True), len(columns[0]))

    def _send(self, rows: Iterator[Sequence[Any]], count: int) -> None:
        if self._in_order:
            super()._send(rows, count)
        elif count:  # a driver that takes values by name
            self._connection.execute(self._insert, [dict(zip(self._names, row, strict=True)) for row in rows])


def _values_at_once(connection: Connection) -> int:
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        return min(_VALUES_AT_ONCE, driver.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))
    return _VALUES_AT_ONCE
