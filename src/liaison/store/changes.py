"""What a deed changes, row by row: gathered while it runs, from the unit of work and from bulk inserts alike."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from pydantic_core import to_json as to_json_bytes
from sqlalchemy import Table, event, func, inspect, select
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session

from liaison.store.bulk import BATCH, Inserter
from liaison.store.models import ChangeRow, Deed
from liaison.store.tables import METADATA, Record, table_of

Row = dict[str, Any]
_UNRECORDED = frozenset({Deed.__tablename__, ChangeRow.__tablename__})
_KEY = "liaison_changes"
ADDED = ""
"""What the history keeps of a row that was added: it follows from the row and from what was done to it since."""


class Change(NamedTuple):
    """One row before and after: an insert has no ``before``, a deletion no ``after``.

    An update holds only the columns that differ; derived columns are left out of the history. Rows that were inserted
    in bulk are as they were given: what is empty may be missing, and what is derived stand there.
    """

    table: str
    row_id: int
    before: Row | None
    after: Row | None

    def values(self, column: str) -> set[Any]:
        """The values that a column had or has, as far as this change tells."""
        return {row[column] for row in (self.before, self.after) if row and row.get(column) is not None}


def recorded_columns(table: Table) -> list[str]:
    """The columns of a table that the history keeps."""
    return [column.name for column in table.columns if not column.info.get("derived") and column.name != "id"]


def gather(session: Session) -> None:
    """Let a session gather its changes from now on."""
    session.info[_KEY] = []
    event.listen(session, "after_flush", _after_flush)
    event.listen(session, "do_orm_execute", _refuse_bulk_changes)


def note(session: Session, changes: Iterable[Change]) -> None:
    """Add changes that were made past the unit of work."""
    session.info[_KEY].extend(changes)


def gathered(session: Session) -> list[Change]:
    """The net changes of the session so far, one a row, in the order in which the rows were first touched."""
    net: dict[tuple[str, int], Change] = {}
    for change in session.info[_KEY]:
        key = (change.table, change.row_id)
        earlier = net.get(key)
        net[key] = _join(earlier, change) if earlier else change
    return [change for change in net.values() if change.before != change.after]


def bulk_insert(session: Session, model: type[Record], rows: Sequence[Row]) -> None:
    """Insert many rows, each with its ``id``, at the speed of the driver, and note them as changes."""
    table = table_of(model)
    defaults: Row = {"id": None, **{c.name: _default(c.default) for c in table.columns if c.name != "id"}}
    inserter = Inserter(session.connection(), table, list(defaults))
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        shapes = set(map(tuple, part))  # the rows of a file give much the same
        given = set().union(*shapes)
        if unknown := given - defaults.keys():
            raise ValueError(f"{table.name} has no {', '.join(sorted(unknown))}")
        in_all = given.intersection(*shapes)
        columns: list[list[Any]] = []
        for name, value in defaults.items():
            if name in in_all:
                columns.append(list(map(itemgetter(name), part)))
            else:
                columns.append([row.get(name, value) for row in part] if name in given else [value] * len(part))
        inserter.insert(columns)
        note(session, [Change(table.name, row["id"], None, row) for row in part])


def next_id(session: Session, model: type[Record]) -> int:
    """The first id that was never used in a table; ids from here on may be given out in this transaction."""
    table = table_of(model)
    change = table_of(ChangeRow)
    connection = session.connection()
    highest = connection.execute(select(func.max(table.c.id))).scalar() or 0
    used = connection.execute(select(func.max(change.c.row_id)).where(change.c.table_name == table.name)).scalar() or 0
    return int(max(highest, used)) + 1


def to_json(change: Change) -> tuple[str | None, str | None]:
    """The row of a change before and after, as they are kept in the history.

    Of a row that was removed, the empty columns are left out; of one that was added, everything.
    """
    before, after = change.before, change.after
    if before is None:
        return None, ADDED
    if after is not None:
        return to_json_bytes(before).decode(), to_json_bytes(after).decode()
    empty = _empty(change.table)
    filled = {name: value for name, value in before.items() if name not in empty or value != empty[name]}
    return to_json_bytes(filled).decode(), None


def from_json(table: Table, row_id: int, before: str | None, after: str | None) -> Change:
    """A change as the history keeps it, with the values that its table holds; an addition holds none."""
    return Change(table.name, row_id, _row_of(table, before, whole=after is None), _row_of(table, after, whole=False))


def _row_of(table: Table, text: str | None, *, whole: bool) -> Row | None:
    if text is None:
        return None
    row = {name: _typed(table, name, value) for name, value in json.loads(text or "{}").items()}
    return {**_empty(table.name), **row} if whole else row


@cache
def _empty(table_name: str) -> Mapping[str, Any]:
    """The columns of a table that may be empty, with what they then hold: nothing, no text, or a mark that is not set.

    A column is empty unless something is said of it, so its default is what it holds then.
    """
    columns = table_named(table_name).c
    defaults = {name: _default(columns[name].default) for name in recorded_columns(columns.id.table)}
    nothing = {name: None for name, each in defaults.items() if each is None and columns[name].nullable}
    return nothing | {name: each for name, each in defaults.items() if each in ("", False)}


def table_named(name: str) -> Table:
    """The table of a change."""
    return METADATA.tables[name]


def _after_flush(session: Session, _context: UOWTransaction) -> None:
    changes: list[Change] = session.info[_KEY]
    changes.extend(_change(record, None, _row(record)) for record in session.new)
    for record in session.dirty:
        before, after = _difference(record)
        if after:
            changes.append(_change(record, before, after))
    changes.extend(_change(record, _row(record, old=True), None) for record in session.deleted)
    changes[:] = [change for change in changes if change.table not in _UNRECORDED]


def _refuse_bulk_changes(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete:
        raise RuntimeError("a bulk change would miss the history: change the rows themselves")


def _change(record: Any, before: Row | None, after: Row | None) -> Change:
    return Change(record.__tablename__, record.id, before, after)


def _row(record: Any, *, old: bool = False) -> Row:
    state = inspect(record)
    row = {}
    for name in recorded_columns(record.__table__):
        removed = state.attrs[name].history.deleted if old else ()
        row[name] = removed[0] if removed else getattr(record, name)
    return row


def _difference(record: Any) -> tuple[Row, Row]:
    state = inspect(record)
    before: Row = {}
    after: Row = {}
    for name in recorded_columns(record.__table__):
        if name not in state.committed_state:  # a deed may touch thousands of rows, each in a column or two
            continue
        history = state.attrs[name].history
        if history.has_changes() and history.deleted and history.deleted[0] != history.added[0]:
            before[name], after[name] = history.deleted[0], history.added[0]
    return before, after


def _join(first: Change, second: Change) -> Change:
    if first.before is None:
        if second.after is None:
            return Change(first.table, first.row_id, None, None)
        recorded = set(recorded_columns(table_named(first.table)))  # what is derived may be another by now
        after = {**{n: value for n, value in (first.after or {}).items() if n in recorded}, **second.after}
        return Change(first.table, first.row_id, None, after)
    if first.after is None or second.after is None:
        before = {**(second.before or {}), **first.before}
        return Change(first.table, first.row_id, before, second.after)
    before = {**second.before, **first.before} if second.before else first.before
    after = {**first.after, **second.after}
    kept = {name for name in before if before[name] != after[name]}
    return Change(
        first.table,
        first.row_id,
        {name: value for name, value in before.items() if name in kept},
        {name: value for name, value in after.items() if name in kept},
    )


def _default(default: Any) -> Any:
    return default.arg if default is not None and default.is_scalar else None


def _typed(table: Table, name: str, value: Any) -> Any:
    if isinstance(value, str) and name in table.columns and table.columns[name].type.python_type is date:
        return date.fromisoformat(value)
    return value
