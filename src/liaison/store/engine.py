"""How a store is reached: the engine with its settings for each connection."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from liaison.store.behind import let_wait

WRITES = {"liaison_writes": True}
"""Execution options of a connection that is going to write."""


_CACHE_KILOBYTES = 16_000
"""What of the store is kept at hand while it is written: the indexes of a hundred thousand people."""

BUSY_MS = 5000
"""How long to wait, in milliseconds, while somebody else writes; ``LIAISON_BUSY_MS`` overrides it."""


def make_engine(location: str) -> Engine:
    """An engine for a store at a path or a database URL; it connects when it is first used.

    SQLite's own transaction handling loses updates among several writers, so transactions are begun here:
    DEFERRED to read, IMMEDIATE to write, with write-ahead logging and foreign keys on.
    """
    if is_url(location):
        url = make_url(location)
        if url.get_backend_name() != "sqlite":
            engine = create_engine(url)
            let_wait(engine)
            return engine
    else:
        url = make_url("sqlite+pysqlite://").set(database=str(Path(location)))
    engine = create_engine(url, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    let_wait(engine)
    return engine


def is_url(location: str) -> bool:
    """Whether a store's location is a database URL rather than a path."""
    return "://" in location


def store_path(location: str) -> Path | None:
    """The file of a SQLite store; None for a store on a database server."""
    if not is_url(location):
        return Path(location)
    url = make_url(location)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    asked = os.environ.get("LIAISON_BUSY_MS", "")
    patience = int(asked) if asked.isdecimal() else BUSY_MS
    safe = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
    for pragma in (*safe, f"busy_timeout={patience}", f"cache_size=-{_CACHE_KILOBYTES}"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("liaison_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")
