"""Scratch stores for tests that make many: copies of one empty store, without waiting for the disk."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import event

from liaison.main import create_office, open_office
from liaison.store.store import Store


@cache
def _empty() -> Path:
    path = Path(tempfile.mkdtemp(prefix="liaison-empty-")) / "empty.db"
    create_office(str(path)).close()
    return path


def scratch_store() -> Store:
    """A new, empty store in a folder of its own; `discard` takes it away."""
    path = Path(tempfile.mkdtemp(prefix="liaison-scratch-")) / "office.db"
    shutil.copy(_empty(), path)
    store = open_office(str(path))
    event.listen(store.engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
    return store


def discard(store: Store) -> None:
    """Close a scratch store and remove its folder."""
    store.close()
    if store.path is not None:
        shutil.rmtree(store.path.parent)
