"""Which parts of a large deed can be taken back when its records have changed since: all but those."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import select
from sqlmodel import Session

from liaison.store.changes import Change, recorded_columns, table_named
from liaison.store.references import by_table, chunks, held_rows, holder, references
from liaison.text.words import N_

IMPORT = N_("import a workbook")
"""The deed that is taken back in parts: it changes many records, and work goes on with some of them."""

_Key: TypeAlias = tuple[str, int]
_PARTS: Mapping[str, str] = {
    "address": "representative",
    "channel_consent": "representative",
    "kept_apart": "representative",
    "clause": "contact_rule",
    "visit_cadre": "visit",
    "visit_representative": "visit",
    "trip_cadre": "trip",
    "follow_up_step": "follow_up",
}
"""What belongs to a record so closely that it stays with it: an address stays with the person."""


def what_can_go(session: Session, changes: Sequence[Change]) -> list[Change]:
    """The changes of a deed that can still be taken back, none of those that something else rests on by now.

    A record that was edited since in what the deed had set stays as it is, with what belongs to it.
    """
    going = list(_as_left(session, changes))
    while kept := {*_pointed_to(session, going), *_belonging(changes, going), *_without_place(session, going)}:
        going = [change for change in going if _key(change) not in kept]
    return going


def left_standing(before: Sequence[Change], taken_back: Sequence[Change]) -> list[Change]:
    """The changes of a deed that an undo left standing; ``taken_back`` are those of the undo."""
    gone = {_key(change) for change in taken_back}
    return [change for change in before if _key(change) not in gone]


def _as_left(session: Session, changes: Sequence[Change]) -> Iterator[Change]:
    """The changes whose rows are still as the deed left them."""
    for table, part in by_table(changes):
        known = set(recorded_columns(table))
        held = held_rows(session, table, [change.row_id for change in part])
        for change in part:
            row = held.get(change.row_id)
            if change.after is None:
                if row is None:
                    yield change
            elif row is not None and all(row[n] == value for n, value in change.after.items() if n in known):
                yield change


def _pointed_to(session: Session, going: Sequence[Change]) -> Iterator[_Key]:
    """The rows that would go, though something that stays points to them."""
    gone = {_key(change) for change in going if change.before is None}
    let_go = {(*_key(c), name) for c in going if c.after is not None for name in c.before or ()}
    for table, column, parent in references():
        for some in chunks(row_id for name, row_id in gone if name == parent):
            query = select(table.c.id, column).where(column.in_(some))
            for child, target in session.connection().execute(query):
                if (table.name, child) not in gone and (table.name, child, column.name) not in let_go:
                    yield parent, target


def _belonging(changes: Sequence[Change], going: Sequence[Change]) -> Iterator[_Key]:
    """The rows that would go, though they belong to one that the deed added and that stays."""
    gone = {_key(change) for change in going}
    stays = {_key(change) for change in changes if change.before is None} - gone
    for table, column, parent in references():
        if _PARTS.get(table.name) == parent:
            for change in going:
                added = change.table == table.name and change.before is None
                if added and (parent, (change.after or {}).get(column.name)) in stays:
                    yield _key(change)


def _without_place(session: Session, going: Sequence[Change]) -> Iterator[_Key]:
    """The rows that would come back, though what they point to is gone, or another has taken their number."""
    coming = {_key(change) for change in going if change.after is None}
    for table, column, parent in references():
        wanted = {
            _key(change): change.before[column.name]
            for change in going
            if change.table == table.name and change.before and change.before.get(column.name) is not None
        }
        absent = {target for target in wanted.values() if (parent, target) not in coming}
        held = held_rows(session, table_named(parent), absent)
        yield from (key for key, target in wanted.items() if target in absent and target not in held)
    for change in going:
        if change.before is not None and "number" in change.before and holder(session, change) is not None:
            yield _key(change)


def _key(change: Change) -> _Key:
    return change.table, change.row_id
