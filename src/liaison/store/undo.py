"""Taking a deed back, as far as later deeds allow."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from liaison.errors import ConflictError, NotFoundError
from liaison.store.changes import Change, note, recorded_columns, table_named
from liaison.store.history import deed_changes
from liaison.store.models import ChangeRow, Deed
from liaison.store.references import by_table, chunks, held_rows, holder, references
from liaison.store.store import about, deed, takes_back
from liaison.store.undo_parts import IMPORT, left_standing, what_can_go
from liaison.text.words import N_, _

CHUNK = 500
GIVE_OUT = N_("give data out")
"""The deed that notes what was given out of the store: what is out does not come back by undoing the last deed."""
_HISTORY = frozenset({"deed", "change"})


@deed(N_("undo"))
def undo(session: Session, deed_id: int | None = None) -> int:
    """Take back a deed, the last one that still stands unless ``deed_id`` names another; return its id.

    Notes of what was given out are passed over unless they are named. Taking back an undo does the first deed again.

    Raises:
        NotFoundError: when there is no such deed, or nothing to take back.
        ConflictError: when it is taken back already or a later deed stands in the way; the sentence names that deed.
    """
    target = _target(session, deed_id)
    changes = deed_changes(session, target.key)
    if target.name == IMPORT:
        changes = _require_some(what_can_go(session, changes), target.key)
    else:
        _require_unchanged(session, changes, target.key)
        _require_unreferenced(session, changes, target.key)
        _require_parents(session, changes, target.key)
    try:
        with session.begin_nested():
            _apply(session, changes)
    except IntegrityError:
        _require_free(session, changes, target.key)
        raise
    note(session, (Change(c.table, c.row_id, c.after, c.before) for c in changes))
    about(session, f"#{target.key} {_(target.name)} {target.subject}".strip())
    takes_back(session, target.key)
    return target.key


def left_by_undo(session: Session, deed_id: int) -> list[Change]:
    """What stands of a deed that was undone: the changes of records that were edited before the undo.

    Raises:
        NotFoundError: when there is no such deed.
    """
    changes = deed_changes(session, deed_id)
    undone_by = session.get_one(Deed, deed_id).undone_by_id
    return [] if undone_by is None else left_standing(changes, deed_changes(session, undone_by))


def _target(session: Session, deed_id: int | None) -> Deed:
    if deed_id is None:
        standing = select(Deed).where(col(Deed.undone_by_id).is_(None), col(Deed.undoes_id).is_(None))
        standing = standing.where(col(Deed.name) != GIVE_OUT)
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


def _require_some(changes: list[Change], deed_id: int) -> list[Change]:
    if not changes:
        sentence = _("Nothing of deed {number} is left to undo: all its records have changed since.")
        raise ConflictError(sentence.format(number=deed_id))
    return changes


def _require_unchanged(session: Session, changes: Sequence[Change], deed_id: int) -> None:
    """Each row is still as the deed left it, in the columns that the deed set."""
    for table, part in by_table(changes):
        known = set(recorded_columns(table))
        held = held_rows(session, table, [change.row_id for change in part])
        for change in part:
            if not _as_left(change, held.get(change.row_id), known):
                _blocked(session, change.table, change.row_id, deed_id)


def _as_left(change: Change, held: Mapping[Any, Any] | None, known: set[str]) -> bool:
    if change.after is None or held is None:
        return change.after is None and held is None
    return all(held[name] == value for name, value in change.after.items() if name in known)


def _require_unreferenced(session: Session, changes: Sequence[Change], deed_id: int) -> None:
    """Nothing that stays points to a row that goes."""
    going = {(c.table, c.row_id) for c in changes if c.before is None}
    let_go = {(c.table, c.row_id, name) for c in changes for name in c.before or () if c.after is not None}
    for table, column, parent in references():
        ids = [row_id for name, row_id in going if name == parent]
        for some in chunks(ids):
            children = select(table.c.id).where(column.in_(some))
            for child in session.connection().execute(children).scalars():
                if (table.name, child) not in going and (table.name, child, column.name) not in let_go:
                    _blocked(session, table.name, child, deed_id)


def _require_parents(session: Session, changes: Sequence[Change], deed_id: int) -> None:
    """Every row that comes back finds what it points to."""
    coming = {(c.table, c.row_id) for c in changes if c.after is None}
    for table, column, parent in references():
        wanted = {c.before.get(column.name) for c in changes if c.table == table.name and c.before}
        absent = [row_id for row_id in wanted if row_id is not None and (parent, row_id) not in coming]
        for row_id in set(absent) - held_rows(session, table_named(parent), absent).keys():
            _blocked(session, parent, row_id, deed_id)


def _require_free(session: Session, changes: Sequence[Change], deed_id: int) -> None:
    """Name the deed that has since given to another row what may stand only once, such as a number."""
    for change in changes:
        other = holder(session, change)
        if other is not None:
            _blocked(session, *other, deed_id)


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
    """Put every row back: rows that go make room first, and what was set last is reset first."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        # A row may go before the one that points to it is put right; all is checked again at the end.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for table, part in reversed(by_table(changes)):
        going = [{"row_id": c.row_id} for c in part if c.before is None]
        if going:
            connection.execute(delete(table).where(table.c.id == bindparam("row_id")), going)
    for table, part in by_table(changes):
        set_back = [c for c in reversed(part) if c.before is not None and c.after is not None]
        for _names, alike in groupby(set_back, key=lambda c: sorted(c.before or ())):
            rows = [{**(c.before or {}), "row_id": c.row_id} for c in alike]
            connection.execute(update(table).where(table.c.id == bindparam("row_id")), rows)
    for table, part in by_table(changes):
        coming = [{"id": c.row_id, **(c.before or {})} for c in part if c.before is not None and c.after is None]
        if coming:
            connection.execute(insert(table), coming)
    session.expire_all()
