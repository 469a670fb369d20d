"""A store that was migrated has exactly the schema that the models declare."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, insert

from liaison.people.models import Representative
from liaison.store import opening
from liaison.store.engine import make_engine
from liaison.store.migrate import alembic_config, head, upgrade
from liaison.store.store import Store
from liaison.store.tables import METADATA, table_of
from stored import indexed, should_be_indexed

BESIDE_THE_MODELS = re.compile("alembic_version|representative_search(_data|_idx|_config|_pieces)?|sqlite_.*")


def parts_of(sql: str) -> tuple[str, list[str]]:
    """The head of a CREATE statement, and what stands in its outer brackets, part by part, in alphabetical order."""
    start = sql.find("(")
    parts, depth = [""], 0
    for character in sql[start + 1 : sql.rfind(")")]:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    outside = sql[:start] + "()" + sql[sql.rfind(")") + 1 :]
    return " ".join(outside.split()), sorted(" ".join(part.split()) for part in parts)


def schema(path: Path) -> dict[str, tuple[str, list[str]]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: parts_of(sql) for name, sql in rows if not BESIDE_THE_MODELS.fullmatch(name)}


def columns_in_order(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            if not BESIDE_THE_MODELS.fullmatch(name)
        }


def test_alembic_finds_nothing_to_change(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda _o, name, kind, *_: kind != "table" or "search" not in name,
            },
        )
        assert compare_metadata(context, METADATA) == []


def test_every_table_and_index_reads_as_the_models_would_write_it(store: Store, tmp_path: Path) -> None:
    """Checks, partial indexes and the like, which Alembic does not compare."""
    made_at_once = tmp_path / "made_at_once.db"
    engine = create_engine(f"sqlite:///{made_at_once}")
    METADATA.create_all(engine)
    engine.dispose()
    assert store.path is not None
    migrated = schema(store.path)
    assert migrated == schema(made_at_once)
    assert columns_in_order(store.path) == columns_in_order(made_at_once)
    assert "WHERE due_on IS NOT NULL" in migrated["ix_pairing_due"][0]
    assert any("CHECK (status IN" in part for part in migrated["representative"][1])


def test_a_step_that_differs_would_be_seen(tmp_path: Path) -> None:
    """The comparison above is not blind to a missing check, another condition or another order of an index."""
    statements = {
        "check": ("CREATE TABLE a (b INT, CHECK (b > 0))", "CREATE TABLE a (b INT)"),
        "condition": ("CREATE INDEX i ON t (b) WHERE b > 0", "CREATE INDEX i ON t (b)"),
        "default": ("CREATE TABLE a (b INT DEFAULT 1)", "CREATE TABLE a (b INT)"),
    }
    for first, second in statements.values():
        assert parts_of(first) != parts_of(second)
    assert parts_of("CREATE TABLE a (b INT, c INT)") == parts_of("CREATE TABLE a (\n\tc INT, \n\tb INT\n)")


def test_the_program_knows_its_newest_step() -> None:
    assert head() == opening.CURRENT


def brought_up_to_date(store: Store, step: str, fill: Callable[[Connection], None]) -> Path:
    """A store that was made as of an older step, filled then, and opened now."""
    assert store.path is not None
    old = store.path.with_name("old.db")
    engine = make_engine(str(old))
    with engine.execution_options(liaison_writes=True).connect() as connection, connection.begin():
        command.upgrade(alembic_config(connection), step)
        fill(connection)
    upgrade(engine)
    engine.dispose()
    return old


def test_people_of_an_older_store_are_in_the_search_index(store: Store) -> None:
    def fill(connection: Connection) -> None:
        lines = ["覃淼 qinmiao|tanmiao qm|tm 13800138000", ""]
        people = [{"id": row_id, "name": "覃淼", "search_text": line} for row_id, line in enumerate(lines, 3)]
        connection.execute(insert(table_of(Representative)), people)

    old = brought_up_to_date(store, "0005", fill)
    assert indexed(old) == should_be_indexed(old)
    assert ("覃淼 ", 3) in indexed(old)


def test_follow_ups_of_an_older_store_are_kept_and_their_numbers_never_used_again(store: Store) -> None:
    def fill(connection: Connection) -> None:
        connection.execute(insert(table_of(Representative)), {"id": 1, "name": "覃淼"})
        for row_id in (3, 7):
            connection.exec_driver_sql(
                "INSERT INTO follow_up (id, representative_id, kind, text, in_charge, received_on, state)"
                f" VALUES ({row_id}, 1, 'request', '修路', '', '2026-01-05', 'registered')"
            )
        connection.exec_driver_sql("DELETE FROM follow_up WHERE id = 7")

    with closing(sqlite3.connect(brought_up_to_date(store, "0002", fill))) as connection:
        kept = connection.execute("SELECT id, kind, text, state, answer, closed_on FROM follow_up").fetchall()
        (last,) = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'follow_up'").fetchone()
    assert kept == [(3, "request", "修路", "registered", "", None)]
    assert last == 7
