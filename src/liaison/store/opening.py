"""Opening a store: is it there, is it one of ours, is it of this time."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

from liaison.errors import ConflictError, StoreError
from liaison.store.copies import copy_beside
from liaison.store.engine import store_path
from liaison.store.store import Settler, Store
from liaison.text.words import _

CURRENT = "0006"
"""The newest migration; kept here so that opening a store that is up to date need not load Alembic."""

_OLDEST_SQLITE = (3, 34)
"""The first that looks for pieces of three characters (tokenizer ``trigram``)."""
_SQLITE_HEAD = b"SQLite format 3\x00"


def create_store(location: str, settlers: Sequence[Settler] = ()) -> Store:
    """Make a new, empty store.

    Raises:
        ConflictError: when something is there already.
        StoreError: when it cannot be written there, or SQLite is too old.
    """
    from liaison.store.migrate import upgrade  # noqa: PLC0415 - Alembic takes long to load

    path = store_path(location)
    if path is not None:
        _require_new_sqlite()
        if path.exists() and path.stat().st_size > 0:
            raise ConflictError(_("{path} exists already; it was not touched.").format(path=path))
        _make_private(path)
    store = Store(location, settlers)
    try:
        if path is None and _revision(store) is not None:
            raise ConflictError(_("There is a store in that database already; it was not touched."))
        upgrade(store.engine)
    except DatabaseError as error:
        store.close()
        raise StoreError(_("The store cannot be made: {detail}").format(detail=error.orig)) from error
    except BaseException:
        store.close()
        raise
    return store


def open_store(location: str, settlers: Sequence[Settler] = ()) -> Store:
    """Open a store; one made by an older program is copied beside itself and brought up to date.

    Raises:
        StoreError: when there is none, it is no store, or a newer program made it, or SQLite is too old.
    """
    path = store_path(location)
    if path is not None:
        _require_new_sqlite()
        _require_ours(_revision_in_file(path), location)
    store = Store(location, settlers)
    try:
        revision = _revision(store)
        _require_ours(revision, location)
        if revision != CURRENT:
            migrate(store)
    except DatabaseError as error:
        store.close()
        raise StoreError(_("{place} cannot be read: {detail}").format(place=location, detail=error.orig)) from error
    except BaseException:
        store.close()
        raise
    return store


def migrate(store: Store) -> Path | None:
    """Bring a store up to date; return the copy made before, None where there was nothing to do.

    Raises:
        StoreError: when it cannot be done; the store is then as it was.
    """
    from liaison.store.migrate import upgrade  # noqa: PLC0415 - Alembic takes long to load

    if _revision(store) == CURRENT:
        return None
    copy = copy_beside(store.path, datetime.now().astimezone()) if store.path is not None else None
    try:
        upgrade(store.engine)
    except DatabaseError as error:
        sentence = _("The store could not be brought up to date and was left as it is: {detail}")
        raise StoreError(sentence.format(detail=error.orig)) from error
    return copy


def _require_new_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        sentence = _("This Python has SQLite {version}, and {oldest} or newer is needed. Install a newer Python.")
        oldest = ".".join(map(str, _OLDEST_SQLITE))
        raise StoreError(sentence.format(version=sqlite3.sqlite_version, oldest=oldest))


def _require_sqlite_file(path: Path) -> None:
    if path.is_dir():
        raise StoreError(_("{path} is a folder; name the file of a store.").format(path=path))
    if not path.exists():
        raise StoreError(_("There is no store at {path}. Make one with: liaison init").format(path=path))
    try:
        with path.open("rb") as file:
            start = file.read(len(_SQLITE_HEAD))
    except OSError as error:
        raise StoreError(_("{path} cannot be read: {detail}").format(path=path, detail=error.strerror)) from error
    if start != _SQLITE_HEAD:
        raise StoreError(_("{path} is not a store of this program.").format(path=path))


def _revision_in_file(path: Path) -> str | None:
    # Asked without the program's own settings of a connection: those would change a file that is somebody else's.
    _require_sqlite_file(path)
    try:
        with closing(sqlite3.connect(path)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return None if row is None else str(row[0])
    except sqlite3.Error as error:
        raise StoreError(_("{place} cannot be read: {detail}").format(place=path, detail=error)) from error


def _require_ours(revision: str | None, location: str) -> None:
    if revision is None:
        raise StoreError(_("{path} is not a store of this program.").format(path=location))
    if revision > CURRENT:
        sentence = _("{path} was made by a newer version of this program. Install that version to open it.")
        raise StoreError(sentence.format(path=location))


def _revision(store: Store) -> str | None:
    with store.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        value = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return None if value is None else str(value)


def _make_private(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.chmod(path, 0o600)
    except OSError as error:
        raise StoreError(
            _("No store can be made at {path}: {detail}").format(path=path, detail=error.strerror)
        ) from error
