"""Inserting very many rows at the speed of the driver: what each value becomes is settled once for its column."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert

BATCH = 2000
"""So many rows are handed to the driver at once."""


class Inserter:
    """Inserts rows into some columns of a table, each row as a tuple in the order of ``names``."""

    def __init__(self, connection: Connection, table: Table, names: Sequence[str]) -> None:
        self._connection = connection
        self._insert = insert(table)
        self._names = tuple(names)
        dialect = connection.dialect
        compiled = self._insert.compile(dialect=dialect, column_keys=self._names)
        self._order = compiled.positiontup
        self._sql = str(compiled)
        self._become: list[tuple[int, Callable[[Any], Any]]] = []
        for place, name in enumerate(self._names):
            become = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
            if become is not None:
                self._become.append((place, become))

    def insert(self, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows; none of them is looked at by the unit of work."""
        if self._order is None or tuple(self._order) != self._names:  # a driver that takes values by name
            named = [dict(zip(self._names, row, strict=True)) for row in rows]
            if named:
                self._connection.execute(self._insert, named)
            return
        become = self._become
        made = []
        for row in rows:
            values = list(row)
            for place, convert in become:
                if values[place] is not None:
                    values[place] = convert(values[place])
            made.append(tuple(values))
        if made:
            self._connection.exec_driver_sql(self._sql, made)
