"""Taking a deed back, as far as later deeds allow."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Index, Table, UniqueConstraint, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from liaison.errors import ConflictError, NotFoundError
from liaison.store.changes import Change, note, recorded_columns, table_named
from liaison.store.history import deed_changes
from liaison.store.models import ChangeRow, Deed
from liaison.store.store import about, deed, takes_back
from liaison.store.tables import METADATA
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


def _require_unchanged(session: Session, changes: Sequence[Change], deed_id: int) -> None:
    """Each row is still as the deed left it, in the columns that the deed set."""
    for table, part in _by_table(changes):
        known = set(recorded_columns(table))
        for some in _chunks(part):
            query = select(table).where(table.c.id.in_([change.row_id for change in some]))
            held = {row["id"]: row for row in session.connection().execute(query).mappings()}
            for change in some:
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
    for table, column, parent in _references():
        ids = [row_id for name, row_id in going if name == parent]
        for some in _chunks(ids):
            children = select(table.c.id).where(column.in_(some))
            for child in session.connection().execute(children).scalars():
                if (table.name, child) not in going and (table.name, child, column.name) not in let_go:
                    _blocked(session, table.name, child, deed_id)


def _require_parents(session: Session, changes: Sequence[Change], deed_id: int) -> None:
    """Every row that comes back finds what it points to."""
    coming = {(c.table, c.row_id) for c in changes if c.after is None}
    for table, column, parent in _references():
        wanted = {c.before.get(column.name) for c in changes if c.table == table.name and c.before}
        absent = [row_id for row_id in wanted if row_id is not None and (parent, row_id) not in coming]
        key = table_named(parent).c.id
        for some in _chunks(absent):
            held = set(session.connection().execute(select(key).where(key.in_(some))).scalars())
            for row_id in set(some) - held:
                _blocked(session, parent, row_id, deed_id)


def _require_free(session: Session, changes: Sequence[Change], deed_id: int) -> None:
    """Name the deed that has since given to another row what may stand only once, such as a number."""
    for change in changes:
        table = table_named(change.table)
        comes_back = {**_held(session, table, change.row_id), **(change.before or {})}
        for columns, condition in _unique(table) if change.before is not None else ():
            query = select(table.c.id).where(*(table.c[name] == comes_back[name] for name in columns))
            if condition is not None:
                query = query.where(condition)
            holder = session.connection().execute(query.where(table.c.id != change.row_id)).scalar()
            if holder is not None:
                _blocked(session, table.name, holder, deed_id)


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
    for table, part in reversed(_by_table(changes)):
        going = [{"row_id": c.row_id} for c in part if c.before is None]
        if going:
            connection.execute(delete(table).where(table.c.id == bindparam("row_id")), going)
    for table, part in _by_table(changes):
        set_back = [c for c in reversed(part) if c.before is not None and c.after is not None]
        for _names, alike in groupby(set_back, key=lambda c: sorted(c.before or ())):
            rows = [{**(c.before or {}), "row_id": c.row_id} for c in alike]
            connection.execute(update(table).where(table.c.id == bindparam("row_id")), rows)
    for table, part in _by_table(changes):
        coming = [{"id": c.row_id, **(c.before or {})} for c in part if c.before is not None and c.after is None]
        if coming:
            connection.execute(insert(table), coming)
    session.expire_all()


def _by_table(changes: Sequence[Change]) -> list[tuple[Table, list[Change]]]:
    """The changes of each table, a table after those that it points to."""
    parts: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        parts[change.table].append(change)
    return [(table, parts[table.name]) for table in METADATA.sorted_tables if table.name in parts]


def _references() -> Iterator[tuple[Table, Column[Any], str]]:
    """Each column of the records that points to another row, with its table and the table it points to."""
    for table in METADATA.tables.values():
        for column in table.columns if table.name not in _HISTORY else ():
            for key in column.foreign_keys:
                yield table, column, key.column.table.name


def _unique(table: Table) -> Iterator[tuple[list[str], Any]]:
    """The columns that may hold the same values only once, with the condition under which that is so."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield [column.name for column in constraint.columns], None
    for index in table.indexes:
        if isinstance(index, Index) and index.unique:
            yield [column.name for column in index.columns], index.dialect_options["sqlite"]["where"]


def _held(session: Session, table: Table, row_id: int) -> dict[str, Any]:
    row = session.connection().execute(select(table).where(table.c.id == row_id)).mappings().first()
    return dict(row) if row is not None else {}


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    ordered = list(items)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))
