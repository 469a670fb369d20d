"""Copies made before much is changed: consistent, private, the last five kept."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from liaison.errors import StoreError
from liaison.main import open_office
from liaison.people.queries import count_people
from liaison.people.service import add_cadre, add_representative
from liaison.store.copies import KEPT, copies, copy_beside
from liaison.store.store import Store
from liaison.store.undo import undo
from stored import contents

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def copy(store: Store) -> Callable[[datetime], Path]:
    assert store.path is not None
    path = store.path
    return lambda now: copy_beside(path, now)


def test_the_last_five_are_kept(store: Store, copy: Callable[[datetime], Path]) -> None:
    made = [copy(NOON + timedelta(hours=number)) for number in range(8)]
    assert store.path is not None
    assert copies(store.path) == made[-KEPT:]
    assert sorted(store.path.parent.glob("*.copy-*")) == sorted(made[-KEPT:])


def test_several_in_one_second_stand_in_the_order_they_were_made(
    store: Store, copy: Callable[[datetime], Path]
) -> None:
    made = [copy(NOON) for _ in range(13)]
    assert store.path is not None
    assert copies(store.path) == made[-KEPT:]


def test_a_copy_is_a_whole_store_of_its_moment(store: Store, copy: Callable[[datetime], Path]) -> None:
    store.write(add_representative, name="覃淼")
    assert store.path is not None
    before = contents(store.path)
    made = copy(NOON)
    store.write(add_representative, name="单小明")
    assert contents(made) == before
    opened = open_office(str(made))
    assert opened.read(count_people) == (0, 1)
    opened.write(undo)
    assert opened.read(count_people) == (0, 0)
    opened.close()


def test_what_somebody_is_just_writing_is_not_in_a_copy(store: Store, copy: Callable[[datetime], Path]) -> None:
    store.write(add_cadre, name="单小明")
    assert store.path is not None
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE cadre SET name = '写到一半'")
        made = copy(NOON)
        other.execute("ROLLBACK")
    assert [row[2] for row in contents(made)["cadre"]] == ["单小明"]


def test_a_copy_can_be_read_by_its_owner_only(copy: Callable[[datetime], Path]) -> None:
    assert copy(NOON).stat().st_mode & 0o077 == 0


def test_copies_of_another_store_are_left_alone(store: Store, copy: Callable[[datetime], Path], tmp_path: Path) -> None:
    neighbours = [
        tmp_path / name
        for name in ("office.db.copy-of-mine", "office.dbx.copy-20200101-000000", "xoffice.db.copy-20200101-000000")
    ]
    for path in neighbours:
        path.write_text("kept")
    for number in range(KEPT + 2):
        copy(NOON + timedelta(hours=number))
    assert [path.read_text() for path in neighbours] == ["kept"] * 3


def test_a_copy_that_cannot_be_written_leaves_no_half(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert store.path is not None
    with pytest.raises(StoreError, match="No space left"):
        copy_beside(store.path, NOON)
    assert list(tmp_path.glob("*.part")) == []
    assert copies(store.path) == []
