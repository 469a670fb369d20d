"""Copies of a store beside itself, made before anything that changes much of it."""

import os
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
    found = (p for p in path.parent.glob(f"{_glob_literal(path.name)}.copy-*") if not p.name.endswith(".part"))
    return sorted(found)


def _free_name(path: Path, now: datetime) -> Path:
    base = f"{path.name}.copy-{now:%Y%m%d-%H%M%S}"
    target = path.with_name(base)
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{base}-{number}")
    return target


def _glob_literal(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
