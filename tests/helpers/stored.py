"""What a store file holds, read past the program, to compare one moment of a store with another."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from liaison.text.trigrams import LENGTH, ended

HISTORY = frozenset({"deed", "change"})
NEVER_GOES_BACK = frozenset({"sqlite_sequence"})
"""Row ids are not used twice, so their counter does not go back when a deed is undone."""


def contents(path: Path, leave_out: frozenset[str] = frozenset()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, and the schema; the search index is left to `indexed`."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not name.startswith("representative_search") and name not in leave_out
        ]
        held = {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
        held["(schema)"] = sorted(connection.execute("SELECT name, sql FROM sqlite_master"), key=repr)
        return held


def indexed(path: Path) -> set[tuple[str, int]]:
    """What the search index holds: each piece with the id of the person who has it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.pieces USING fts5vocab(main, representative_search, 'instance')")
        return {(term, row_id) for term, row_id in connection.execute("SELECT term, doc FROM temp.pieces")}


def should_be_indexed(path: Path) -> set[tuple[str, int]]:
    """What the search index should hold, from the lines of text beside the records."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT id, search_text FROM representative").fetchall()
    return {(ended(line)[at : at + LENGTH], row_id) for row_id, line in rows for at in range(len(line))}
