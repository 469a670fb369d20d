"""What the history tells of rows that were added: it keeps none of their values, and tells them all the same."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlmodel import Session

from liaison.main import open_office
from liaison.people.models import Address, Representative
from liaison.people.service import add_representative, edit_representative, remove_address
from liaison.store.bulk import BATCH
from liaison.store.changes import bulk_insert
from liaison.store.history import deed_changes, deed_rows
from liaison.store.migrate import alembic_config
from liaison.store.store import Store, deed
from liaison.store.undo import undo
from stored import HISTORY, NEVER_GOES_BACK, contents

PEOPLE = 2 * BATCH + 7


@pytest.fixture
def path(store: Store) -> Path:
    assert store.path is not None
    return store.path


@deed("take in many")
def take_in_many(session: Session) -> None:
    people = [{"id": n, "name": f"覃{n}", "unit": "县侨联"} for n in range(1, PEOPLE + 1)]
    # One in three lives somewhere, so that ids of people and of addresses differ.
    addresses = [{"id": n // 3, "representative_id": n, "city": "杭州市"} for n in range(3, PEOPLE + 1, 3)]
    bulk_insert(session, Representative, people)
    bulk_insert(session, Address, addresses)


def kept(path: Path) -> list[tuple[Any, ...]]:
    """What the store keeps of its changes."""
    columns = "deed_id, table_name, row_id, before, after, representative_id"
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT {columns} FROM change ORDER BY id").fetchall()


def added(store: Store, deed_id: int, table: str = "representative") -> dict[str, Any]:
    (change,) = (one for one in store.read(deed_changes, deed_id) if one.table == table)
    assert change.before is None
    assert change.after is not None
    return change.after


def test_many_rows_are_recorded_one_by_one_with_whom_they_are_about(store: Store, path: Path) -> None:
    store.write(take_in_many)
    people = [(1, "representative", n, None, "", n) for n in range(1, PEOPLE + 1)]
    addresses = [(1, "address", n // 3, None, "", n) for n in range(3, PEOPLE + 1, 3)]
    assert kept(path) == people + addresses


def test_many_rows_are_told_with_their_values(store: Store) -> None:
    store.write(take_in_many)
    changes = store.read(deed_changes, 1)
    assert len(changes) == PEOPLE + PEOPLE // 3
    first, last = changes[0].after or {}, changes[-1].after or {}
    assert (first["name"], first["unit"], first["tier"], first["status_since"]) == ("覃1", "县侨联", "", None)
    assert (last["representative_id"], last["city"], last["country"]) == (PEOPLE // 3 * 3, "杭州市", "CN")
    assert "search_text" not in first


def test_many_rows_come_again_when_their_undoing_is_undone(store: Store, path: Path) -> None:
    store.write(take_in_many)
    before = contents(path, HISTORY | NEVER_GOES_BACK)
    store.write(undo)
    store.write(undo, 2)
    assert contents(path, HISTORY | NEVER_GOES_BACK) == before
    assert len(store.read(deed_rows, representative_id=PEOPLE)) == 3


def test_an_addition_is_told_as_it_was_whatever_was_changed_since(store: Store) -> None:
    person = store.write(add_representative, name="覃淼", tier="一般", review_on=date(2027, 1, 1))
    at_first = added(store, 1)
    store.write(edit_representative, person, tier="重点", post="会长")
    store.write(edit_representative, person, tier="一般", review_on=None)
    store.write(edit_representative, person, name="谭淼", phone="138 0013 8000")
    assert (at_first["name"], at_first["tier"], at_first["post"]) == ("覃淼", "一般", "")
    assert at_first["review_on"] == date(2027, 1, 1)
    assert added(store, 1) == at_first


def test_an_addition_is_told_though_the_row_is_gone(store: Store) -> None:
    store.write(add_representative, name="覃淼", address={"city": "宁波市", "lines": "中山路1号"})
    at_first = added(store, 1, "address")
    assert at_first["lines"] == "中山路1号"
    store.write(remove_address, 1)
    assert added(store, 1, "address") == at_first
    store.write(undo, 2)
    assert added(store, 1, "address") == at_first


def test_a_value_stands_once_in_the_store(store: Store, path: Path) -> None:
    store.write(add_representative, name="覃淼", remarks="喜欢下棋")
    held = contents(path)
    assert sum("喜欢下棋" in str(row) for name, rows in held.items() if name != "(schema)" for row in rows) == 1


def test_additions_of_an_older_store_are_told_as_before(store: Store, path: Path) -> None:
    person = store.write(add_representative, name="覃淼", tier="一般")
    store.write(edit_representative, person, tier="重点")
    at_first, now = added(store, 1), kept(path)
    location = store.location
    with store.engine.execution_options(liaison_writes=True).connect() as connection, connection.begin():
        command.stamp(alembic_config(connection), "0004")
        connection.exec_driver_sql("DROP TABLE representative_search_pieces")  # a later step makes it
    store.close()
    with closing(sqlite3.connect(path)) as old, old:
        old.execute("UPDATE change SET after = ? WHERE before IS NULL", ['{"name": "覃淼", "tier": "一般"}'])
    opened = open_office(location)
    assert kept(path) == now
    assert added(opened, 1) == at_first
    opened.close()
