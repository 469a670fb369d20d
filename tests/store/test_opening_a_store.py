"""Opening: what is no store is refused, an older store is copied and brought up to date, whole or not at all."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liaison.errors import ConflictError, StoreError
from liaison.main import create_office, open_office
from liaison.pairing.service import add_pairing
from liaison.people.service import add_cadre, add_representative
from liaison.store.copies import copies
from liaison.store.store import Store
from liaison.text.words import use_language
from stored import contents

NEW_COLUMN = """
with op.batch_alter_table("cadre", recreate="always") as batch:
    batch.add_column(sa.Column("desk", sa.String(), nullable=False, server_default=""))
"""


def stamp(path: Path, revision: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


def ask(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.fixture
def path(store: Store) -> Path:
    """The file of a store with a pairing in it, closed."""
    cadre = store.write(add_cadre, name="单小明")
    person = store.write(add_representative, name="覃淼")
    store.write(add_pairing, cadre_id=cadre, representative_id=person, started_on=date(2026, 1, 5))
    store.close()
    assert store.path is not None
    return store.path


def test_a_store_of_a_newer_program_is_refused(path: Path) -> None:
    stamp(path, "9999")
    before = contents(path)
    with pytest.raises(StoreError, match="newer version"):
        open_office(str(path))
    assert contents(path) == before
    assert copies(path) == []


def test_an_older_store_is_copied_and_upgraded(path: Path, next_step: Callable[[str], None]) -> None:
    before = contents(path)
    next_step(NEW_COLUMN)
    opened = open_office(str(path))
    try:
        assert ask(path, "SELECT version_num FROM alembic_version") == [("9000",)]
        assert ask(path, "SELECT name, desk FROM cadre") == [("单小明", "")]
        (copy,) = copies(path)
        assert contents(copy) == before
    finally:
        opened.close()


def test_rebuilding_a_table_keeps_the_rows_that_point_to_it(path: Path, next_step: Callable[[str], None]) -> None:
    next_step(NEW_COLUMN)
    open_office(str(path)).close()
    assert ask(path, "SELECT cadre_id, representative_id FROM pairing") == [(1, 1)]


def test_foreign_keys_are_on_after_an_upgrade(path: Path, next_step: Callable[[str], None]) -> None:
    next_step(NEW_COLUMN)
    opened = open_office(str(path))
    try:
        with opened.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    finally:
        opened.close()


def test_an_upgraded_store_is_not_copied_again(path: Path, next_step: Callable[[str], None]) -> None:
    next_step(NEW_COLUMN)
    open_office(str(path)).close()
    open_office(str(path)).close()
    assert len(copies(path)) == 1


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        ("op.execute('INSERT INTO nowhere VALUES (1)')", StoreError),
        ("op.execute('DELETE FROM cadre')", StoreError),
        ("raise RuntimeError('a bug in the step')", RuntimeError),
    ],
    ids=["the database refuses it", "rows would point nowhere", "it raises"],
)
def test_a_failed_upgrade_leaves_the_store_as_it_was(
    path: Path, next_step: Callable[[str], None], fault: str, raised: type[Exception]
) -> None:
    before = contents(path)
    next_step(f"{NEW_COLUMN}\nop.execute(\"UPDATE cadre SET name = 'lost'\")\n{fault}")
    with pytest.raises(raised):
        open_office(str(path))
    assert contents(path) == before
    (copy,) = copies(path)
    assert contents(copy) == before


def test_what_is_no_store_is_refused_and_not_touched(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database, whatever its name", encoding="utf-8")
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (a)")
    for path in (text, other, tmp_path, tmp_path / "absent.db"):
        held = path.read_bytes() if path.is_file() else None
        with pytest.raises(StoreError):
            open_office(str(path))
        assert (path.read_bytes() if path.is_file() else None) == held
    assert sorted(p.name for p in tmp_path.iterdir() if "notes" in p.name or "absent" in p.name) == ["notes.txt"]


def test_a_damaged_store_is_refused_with_a_sentence(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[100:4096] = b"\xff" * 3996
    path.write_bytes(held)
    with pytest.raises(StoreError):
        open_office(str(path))


def test_a_new_store_is_not_made_over_an_old_one(path: Path) -> None:
    before = contents(path)
    with pytest.raises(ConflictError):
        create_office(str(path))
    assert contents(path) == before


def test_a_new_store_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "office.db"
    create_office(str(path)).close()
    assert path.stat().st_mode & 0o077 == 0


def test_an_sqlite_that_is_too_old_is_named(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 31, 1))
    before = contents(path)
    with pytest.raises(StoreError, match=r"3\.34 or newer"):
        open_office(str(path))
    assert contents(path) == before
    with pytest.raises(StoreError, match=r"3\.34 or newer"):
        create_office(str(tmp_path / "new.db"))
    assert not (tmp_path / "new.db").exists()
