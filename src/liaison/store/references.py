"""How the rows of the store hang together: which point to which, and which values may stand only once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Index, Table, UniqueConstraint, select
from sqlmodel import Session

from liaison.store.changes import Change, table_named
from liaison.store.tables import METADATA

CHUNK = 500
_HISTORY = frozenset({"deed", "change"})


def by_table(changes: Sequence[Change]) -> list[tuple[Table, list[Change]]]:
    """The changes of each table, a table after those that it points to."""
    parts: dict[str, list[Change]] = {}
    for change in changes:
        parts.setdefault(change.table, []).append(change)
    return [(table, parts[table.name]) for table in METADATA.sorted_tables if table.name in parts]


def references() -> Iterator[tuple[Table, Column[Any], str]]:
    """Each column of the records that points to another row, with its table and the table it points to."""
    for table in METADATA.tables.values():
        for column in table.columns if table.name not in _HISTORY else ():
            for key in column.foreign_keys:
                yield table, column, key.column.table.name


def held_rows(session: Session, table: Table, ids: Iterable[int]) -> dict[int, Mapping[Any, Any]]:
    """Those rows of a table that are there, by id."""
    found: dict[int, Mapping[Any, Any]] = {}
    for some in chunks(ids):
        rows = session.connection().execute(select(table).where(table.c.id.in_(some))).mappings()
        found.update((row["id"], row) for row in rows)
    return found


def holder(session: Session, change: Change) -> tuple[str, int] | None:
    """Another row that has since been given what a row would have again and may stand only once, such as a number."""
    table = table_named(change.table)
    if change.before is None:
        return None
    comes_back = {**held_rows(session, table, [change.row_id]).get(change.row_id, {}), **change.before}
    for columns, condition in _unique(table):
        query = select(table.c.id).where(*(table.c[name] == comes_back[name] for name in columns))
        if condition is not None:
            query = query.where(condition)
        other = session.connection().execute(query.where(table.c.id != change.row_id)).scalar()
        if other is not None:
            return table.name, other
    return None


def chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Some items after the others, as many as a question can name."""
    ordered = list(items)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def _unique(table: Table) -> Iterator[tuple[list[str], Any]]:
    """The columns that may hold the same values only once, with the condition under which that is so."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield [column.name for column in constraint.columns], None
    for index in table.indexes:
        if isinstance(index, Index) and index.unique:
            yield [column.name for column in index.columns], index.dialect_options["sqlite"]["where"]
