"""Reading the history: which deeds were done, when, by whom, and what each changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, func, select
from sqlmodel import Session, col

from liaison.errors import NotFoundError
from liaison.store.changes import Change, Row, from_json, recorded_columns, table_named
from liaison.store.models import ChangeRow, Deed
from liaison.store.references import by_table, chunks, held_rows
from liaison.text.words import _


@dataclass(frozen=True)
class DeedRow:
    """One deed: ``at`` is UTC; ``name`` is to be shown through the catalogue; ``changes`` counts the rows."""

    id: int
    at: datetime
    who: str
    name: str
    subject: str
    undoes_id: int | None
    undone_by_id: int | None
    changes: int


def deed_rows(
    session: Session,
    *,
    representative_id: int | None = None,
    visits: Sequence[int] = (),
    limit: int | None = 50,
) -> list[DeedRow]:
    """The deeds, the latest first: all, or those that changed a person's records, ``visits`` among them.

    Those that changed a record that went up in the person's are among them.
    """
    changes = select(func.count(col(ChangeRow.id))).where(col(ChangeRow.deed_id) == col(Deed.id)).scalar_subquery()
    query = select(Deed, changes).order_by(col(Deed.id).desc()).limit(limit)
    if representative_id is not None:
        people = _once_others(session, representative_id)
        ids = set(session.scalars(select(col(ChangeRow.deed_id)).where(col(ChangeRow.representative_id).in_(people))))
        of_visits = select(col(ChangeRow.deed_id)).where(col(ChangeRow.table_name) == "visit")
        ids.update(session.scalars(of_visits.where(col(ChangeRow.row_id).in_(visits))))
        query = query.where(col(Deed.id).in_(ids))
    return [
        DeedRow(d.key, d.at, d.who, d.name, d.subject, d.undoes_id, d.undone_by_id, count)
        for d, count in session.execute(query)
    ]


def _once_others(session: Session, representative_id: int) -> set[int]:
    """A person and those whose records went up in the person's: rows of others whose removal is the person's."""
    found: set[int] = set()
    coming = {representative_id}
    while coming:
        found |= coming
        gone = (
            select(col(ChangeRow.row_id))
            .join(Deed, col(Deed.id) == col(ChangeRow.deed_id))
            .where(col(ChangeRow.representative_id).in_(coming), col(ChangeRow.table_name) == "representative")
            .where(col(ChangeRow.after).is_(None), col(Deed.undone_by_id).is_(None))
        )
        coming = set(session.scalars(gone)) - found
    return found


def deed_row(session: Session, deed_id: int) -> DeedRow:
    """One deed.

    Raises:
        NotFoundError: when there is no such deed.
    """
    done = session.get(Deed, deed_id)
    if done is None:
        raise NotFoundError(_("There is no deed {number} in the history.").format(number=deed_id))
    count = session.scalar(select(func.count(col(ChangeRow.id))).where(col(ChangeRow.deed_id) == deed_id)) or 0
    return DeedRow(done.key, done.at, done.who, done.name, done.subject, done.undoes_id, done.undone_by_id, count)


def deed_changes(session: Session, deed_id: int, most: int | None = None) -> list[Change]:
    """What a deed changed, row by row; no more than the first ``most`` rows, if that is given.

    Raises:
        NotFoundError: when there is no such deed.
    """
    if session.get(Deed, deed_id) is None:
        raise NotFoundError(_("There is no deed {number} in the history.").format(number=deed_id))
    columns = (ChangeRow.table_name, ChangeRow.row_id, ChangeRow.before, ChangeRow.after)
    query = select(*map(col, columns)).where(col(ChangeRow.deed_id) == deed_id).order_by(col(ChangeRow.id)).limit(most)
    changes = [from_json(table_named(name), *rest) for name, *rest in session.execute(query)]
    added: dict[tuple[str, int], Change] = {}
    for table, part in by_table([change for change in changes if change.before is None]):
        rows = _as_added(session, table, [change.row_id for change in part], deed_id)
        added.update(((table.name, row_id), Change(table.name, row_id, None, row)) for row_id, row in rows.items())
    return [added.get((change.table, change.row_id), change) for change in changes]


def _as_added(session: Session, table: Table, ids: Sequence[int], deed_id: int) -> dict[int, Row]:
    """Rows as a deed added them: as they stand, or as they were removed, without what other deeds changed since."""
    names = recorded_columns(table)
    rows = {row_id: {n: row[n] for n in names} for row_id, row in held_rows(session, table, ids).items()}
    later = select(col(ChangeRow.row_id), col(ChangeRow.before), col(ChangeRow.after))
    later = later.where(col(ChangeRow.table_name) == table.name, col(ChangeRow.deed_id) > deed_id)
    for some in chunks(ids):
        for row_id, before, after in session.execute(
            later.where(col(ChangeRow.row_id).in_(some)).order_by(col(ChangeRow.id).desc())
        ):
            # From the last change back to the first: each tells what the row was before.
            was = from_json(table, row_id, before, after).before or {}
            rows[row_id] = was if after is None else {**rows.get(row_id, {}), **was}
    return {row_id: rows.get(row_id, {}) for row_id in ids}
