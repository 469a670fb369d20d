"""Scratch stores for tests that make many: copies of one empty store, without waiting for the disk."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import event

from liaison.main import create_office, open_office
from liaison.store.store import Store


@cache
def empty_store() -> Path:
    """The file of an empty store, made once; not to be opened, only copied."""
    path = Path(tempfile.mkdtemp(prefix="liaison-empty-")) / "empty.db"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    create_office(str(path)).close()
    return path


def scratch_store() -> Store:
    """A new, empty store in a folder of its own; `discard` takes it away."""
    path = Path(tempfile.mkdtemp(prefix="liaison-scratch-")) / "office.db"
    shutil.copy(empty_store(), path)
    store = open_office(str(path))
    event.listen(store.engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
    return store


def discard(store: Store) -> None:
    """Close a scratch store and remove its folder."""
    store.close()
    if store.path is not None:
        shutil.rmtree(store.path.parent)
