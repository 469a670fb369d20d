"""Taking a deed back, as far as later deeds allow."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row as SqlRow
from sqlalchemy import Table, delete, insert, select, update
from sqlmodel import Session, col

from liaison.errors import ConflictError, NotFoundError
from liaison.store.changes import Change, Row, note, recorded_columns, table_named
from liaison.store.history import deed_changes
from liaison.store.models import ChangeRow, Deed
from liaison.store.store import about, deed, takes_back
from liaison.store.tables import METADATA
from liaison.text.words import N_, _


@deed(N_("undo"))
def undo(session: Session, deed_id: int | None = None) -> int:
    """Take back a deed, the last one that still stands unless ``deed_id`` names another; return its id.

    Taking back an undo does the first deed again.

    Raises:
        NotFoundError: when there is no such deed, or nothing to take back.
        ConflictError: when it is taken back already or a later deed stands in the way; the sentence names that deed.
    """
    target = _target(session, deed_id)
    changes = deed_changes(session, target.key)
    for change in changes:
        _require_unchanged(session, change, target.key)
    _require_unreferenced(session, changes, target.key)
    _apply(session, changes)
    note(session, (Change(c.table, c.row_id, c.after, c.before) for c in changes))
    about(session, f"#{target.key} {_(target.name)} {target.subject}".strip())
    takes_back(session, target.key)
    return target.key


def _target(session: Session, deed_id: int | None) -> Deed:
    if deed_id is None:
        standing = select(Deed).where(col(Deed.undone_by_id).is_(None), col(Deed.undoes_id).is_(None))
        last = session.scalars(standing.order_by(col(Deed.id).desc()).limit(1)).first()
        if last is None:
            raise NotFoundError(_("There is nothing to undo."))
        return last
    target = session.get(Deed, deed_id)
    if target is None:
        raise NotFoundError(_("There is no deed {number} in the history.").format(number=deed_id))
    if target.undone_by_id is not None:
        raise ConflictError(
            _("Deed {number} was already undone, by deed {by}.").format(number=deed_id, by=target.undone_by_id)
        )
    return target


def _require_unchanged(session: Session, change: Change, deed_id: int) -> None:
    table = table_named(change.table)
    current = session.connection().execute(select(table).where(table.c.id == change.row_id)).first()
    if _as_left(table, change, current):
        return
    _blocked(session, change.table, change.row_id, deed_id)


def _as_left(table: Table, change: Change, current: SqlRow[Any] | None) -> bool:
    if change.after is None or current is None:
        return change.after is None and current is None
    held = current._mapping
    known = set(recorded_columns(table))
    return all(held[name] == value for name, value in change.after.items() if name in known)


def _require_unreferenced(session: Session, changes: Sequence[Change], deed_id: int) -> None:
    going = {(c.table, c.row_id) for c in changes if c.before is None}
    tables = {name for name, _row in going}
    for table in METADATA.tables.values():
        for column in table.columns:
            for key in column.foreign_keys:
                parent = key.column.table.name
                if parent in tables and table.name not in {"deed", "change"}:
                    ids = [row_id for name, row_id in going if name == parent]
                    _require_no_child(session, table, column.name, ids, going, deed_id)


def _require_no_child(
    session: Session, table: Table, column: str, ids: Sequence[int], going: set[tuple[str, int]], deed_id: int
) -> None:
    for start in range(0, len(ids), 500):
        children = select(table.c.id).where(table.c[column].in_(ids[start : start + 500]))
        for child in session.connection().execute(children).scalars():
            if (table.name, child) not in going:
                _blocked(session, table.name, child, deed_id)


def _blocked(session: Session, table: str, row_id: int, deed_id: int) -> None:
    later = session.scalars(
        select(Deed)
        .join(ChangeRow, col(ChangeRow.deed_id) == col(Deed.id))
        .where(col(ChangeRow.table_name) == table, col(ChangeRow.row_id) == row_id, col(Deed.id) > deed_id)
        .where(col(Deed.undone_by_id).is_(None))
        .order_by(col(Deed.id).desc())
        .limit(1)
    ).first()
    if later is None:
        raise ConflictError(_("Deed {number} cannot be undone: its records have changed since.").format(number=deed_id))
    sentence = _(
        "Deed {number} cannot be undone: deed {later} ({name} {subject}, by {who}) came after it. Undo that first."
    )
    raise ConflictError(
        sentence.format(number=deed_id, later=later.id, name=_(later.name), subject=later.subject, who=later.who)
    )


def _apply(session: Session, changes: Sequence[Change]) -> None:
    order = {table.name: position for position, table in enumerate(METADATA.sorted_tables)}
    connection = session.connection()
    back = sorted(changes, key=lambda change: order[change.table])
    for change in back:
        if change.after is None and change.before is not None:
            connection.execute(insert(table_named(change.table)), _whole(change, change.before))
    for change in back:
        if change.after is not None and change.before is not None:
            table = table_named(change.table)
            connection.execute(update(table).where(table.c.id == change.row_id).values(change.before))
    for change in reversed(back):
        if change.before is None:
            table = table_named(change.table)
            connection.execute(delete(table).where(table.c.id == change.row_id))
    session.expire_all()


def _whole(change: Change, row: Row) -> Row:
    return {"id": change.row_id, **row}
