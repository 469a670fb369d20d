"""Writing the history: a row for each change, with the representative whom it is about."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, insert, literal, null, select
from sqlmodel import Session

from liaison.store.bulk import BATCH, Inserter
from liaison.store.changes import ADDED, Change, table_named, to_json
from liaison.store.models import ChangeRow
from liaison.store.tables import table_of

_COLUMNS = ("deed_id", "table_name", "row_id", "before", "after", "representative_id")
_PERSON = "representative"
_OF_PERSON = "representative_id"


def record(session: Session, deed_id: int, changes: Sequence[Change], heirs: Mapping[int, int]) -> None:
    """Write down what a deed changed; what it did to people whose records went up in others' is of their ``heirs``."""
    parts = [changes[start : start + BATCH] for start in range(0, len(changes), BATCH)]
    for is_run, alike in groupby(parts, key=lambda part: not heirs and _is_run(part)):
        if is_run:
            for part in alike:
                _record_run(session, deed_id, part)
        else:
            _record_each(session, deed_id, alike, heirs)


def _is_run(part: Sequence[Change]) -> bool:
    """Whether many rows were added to one table, with ids that follow each other."""
    first = part[0]
    ids = [change.row_id for change in part if change.before is None and change.table == first.table]
    return len(part) == BATCH and ids == list(range(first.row_id, first.row_id + BATCH))


def _record_run(session: Session, deed_id: int, part: Sequence[Change]) -> None:
    """Let the database write down the rows that it took in."""
    table = table_named(part[0].table)
    person: ColumnElement[Any] = null()
    if table.name == _PERSON:
        person = table.c.id
    elif _OF_PERSON in table.c:
        person = table.c[_OF_PERSON]
    rows = select(literal(deed_id), literal(table.name), table.c.id, null(), literal(ADDED), person)
    rows = rows.where(table.c.id.between(part[0].row_id, part[-1].row_id)).order_by(table.c.id)
    session.connection().execute(insert(table_of(ChangeRow)).from_select(_COLUMNS, rows))


def _record_each(session: Session, deed_id: int, parts: Iterable[Sequence[Change]], heirs: Mapping[int, int]) -> None:
    inserter = Inserter(session.connection(), table_of(ChangeRow), _COLUMNS)
    for part in parts:
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
