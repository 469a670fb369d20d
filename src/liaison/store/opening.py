"""Opening a store: is it there, is it one of ours, is it of this time."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

from liaison.errors import ConflictError, StoreError
from liaison.store.copies import copy_beside
from liaison.store.engine import store_path
from liaison.store.store import Settler, Store
from liaison.text.words import _

CURRENT = "0001"
"""The newest migration; kept here so that opening a store that is up to date need not load Alembic."""

_SQLITE_HEAD = b"SQLite format 3\x00"


def create_store(location: str, settlers: Sequence[Settler] = ()) -> Store:
    """Make a new, empty store.

    Raises:
        ConflictError: when something is there already.
        StoreError: when it cannot be written there.
    """
    from liaison.store.migrate import upgrade  # noqa: PLC0415 - Alembic takes long to load

    path = store_path(location)
    if path is not None:
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
    return store


def open_store(location: str, settlers: Sequence[Settler] = ()) -> Store:
    """Open a store; one made by an older program is copied beside itself and brought up to date.

    Raises:
        StoreError: when there is none, it is no store, or a newer program made it.
    """
    path = store_path(location)
    if path is not None:
        _require_sqlite_file(path)
    store = Store(location, settlers)
    try:
        revision = _revision(store)
    except DatabaseError as error:
        store.close()
        raise StoreError(_("{place} cannot be read: {detail}").format(place=location, detail=error.orig)) from error
    try:
        _require_ours(revision, location)
        if revision != CURRENT:
            migrate(store)
    except StoreError:
        store.close()
        raise
    return store


def migrate(store: Store) -> Path | None:
    """Bring a store up to date; return the copy made before, None where there was nothing to do."""
    from liaison.store.migrate import upgrade  # noqa: PLC0415 - Alembic takes long to load

    if _revision(store) == CURRENT:
        return None
    copy = copy_beside(store.path, datetime.now().astimezone()) if store.path is not None else None
    upgrade(store.engine)
    return copy


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
