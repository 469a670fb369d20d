"""Copies of a store beside itself, made before anything that changes much of it."""

import os
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from liaison.errors import StoreError
from liaison.text.words import _

KEPT = 5


def copy_beside(path: Path, now: datetime) -> Path:
    """Copy a SQLite store to ``NAME.copy-YYYYMMDD-HHMMSS`` beside it, and keep the last five copies.

    The copy is one consistent moment of the store even while somebody writes. Done in one step: copying in small
    steps starts again whenever another connection writes.

    Raises:
        StoreError: when the copy cannot be written; there is then no half copy.
    """
    target = _free_name(path, now)
    partial = target.with_name(target.name + ".part")
    try:
        # A copy holds what the store holds, so nobody else may read it either.
        os.close(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as copy:
            source.backup(copy, pages=-1)
        os.replace(partial, target)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise StoreError(
            _("No copy of the store could be written to {folder}: {detail}").format(folder=path.parent, detail=error)
        ) from error
    for old in copies(path)[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def copies(path: Path) -> list[Path]:
    """The copies beside a store, oldest first."""
    shape = re.compile(re.escape(path.name) + r"\.copy-(\d{8}-\d{6})(?:-(\d+))?")
    found = {p: shape.fullmatch(p.name) for p in path.parent.iterdir()}
    order = {p: (match[1], int(match[2] or 1)) for p, match in found.items() if match}
    return sorted(order, key=order.__getitem__)


def _free_name(path: Path, now: datetime) -> Path:
    """The name of a copy made now; of several in one second the later has the higher number."""
    base = f"{path.name}.copy-{now:%Y%m%d-%H%M%S}"
    held = [copy.name for copy in copies(path)]
    number = max((int(name[len(base) + 1 :] or 1) for name in held if name.startswith(base)), default=0) + 1
    return path.with_name(base if number == 1 else f"{base}-{number}")
