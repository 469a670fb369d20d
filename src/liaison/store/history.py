"""Reading the history: which deeds were done, when, by whom, and what each changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from liaison.errors import NotFoundError
from liaison.store.changes import Change, from_json, table_named
from liaison.store.models import ChangeRow, Deed
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


def deed_changes(session: Session, deed_id: int) -> list[Change]:
    """What a deed changed, row by row.

    Raises:
        NotFoundError: when there is no such deed.
    """
    if session.get(Deed, deed_id) is None:
        raise NotFoundError(_("There is no deed {number} in the history.").format(number=deed_id))
    rows = session.scalars(select(ChangeRow).where(col(ChangeRow.deed_id) == deed_id).order_by(col(ChangeRow.id)))
    return [_change(row) for row in rows]


def _change(row: ChangeRow) -> Change:
    return from_json(table_named(row.table_name), row.row_id, row.before, row.after)
