"""Writing the history: a row for each change, with the representative whom it is about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, insert, literal, null, select
from sqlmodel import Session

from liaison.store.behind import send_statement
from liaison.store.bulk import BATCH, Inserter
from liaison.store.changes import ADDED, Change, table_named, to_json
from liaison.store.models import ChangeRow
from liaison.store.tables import table_of

_COLUMNS = ("deed_id", "table_name", "row_id", "before", "after", "representative_id")
_PERSON = "representative"
_OF_PERSON = "representative_id"
_MANY = 500
"""From so many rows on, the database writes them down itself."""


def record(session: Session, deed_id: int, changes: Sequence[Change], heirs: Mapping[int, int]) -> None:
    """Write down what a deed changed; what it did to people whose records went up in others' is of their ``heirs``."""
    added: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.before is None:
            added[change.table].append(change)
    runs = {} if heirs else {table: rows for table, rows in added.items() if _is_run(rows)}
    for table, rows in runs.items():
        _record_run(session, deed_id, table, rows[0].row_id, rows[-1].row_id)
    others = changes if not runs else [each for each in changes if each.before is not None or each.table not in runs]
    _record_each(session, deed_id, others, heirs)


def _is_run(together: Sequence[Change]) -> bool:
    """Whether many rows were added with ids that follow each other."""
    first = together[0].row_id
    return len(together) >= _MANY and [change.row_id for change in together] == [*range(first, first + len(together))]


def _record_run(session: Session, deed_id: int, name: str, first: int, last: int) -> None:
    """Let the database write down the rows that it took in."""
    table = table_named(name)
    person: ColumnElement[Any] = null()
    if table.name == _PERSON:
        person = table.c.id
    elif _OF_PERSON in table.c:
        person = table.c[_OF_PERSON]
    rows = select(literal(deed_id), literal(table.name), table.c.id, null(), literal(ADDED), person)
    rows = rows.where(table.c.id.between(first, last)).order_by(table.c.id)
    send_statement(session.connection(), insert(table_of(ChangeRow)).from_select(_COLUMNS, rows))


def _record_each(session: Session, deed_id: int, changes: Sequence[Change], heirs: Mapping[int, int]) -> None:
    if not changes:
        return
    inserter = Inserter(session.connection(), table_of(ChangeRow), _COLUMNS)
    for start in range(0, len(changes), BATCH):
        part = changes[start : start + BATCH]
        inserter.insert(
            (
                [deed_id] * len(part),
                [change.table for change in part],
                [change.row_id for change in part],
                *zip(*map(to_json, part), strict=True),
                [person and heirs.get(person, person) for person in map(_person, part)],
            )
        )


def _person(change: Change) -> int | None:
    """The representative whom a change is about, as far as the row itself says."""
    if change.table == _PERSON:
        return change.row_id
    # Whose record it is now, where it moved from one to another.
    people = (row.get(_OF_PERSON) for row in (change.after, change.before) if row)
    return next((person for person in people if person), None)
