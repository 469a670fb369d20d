"""A file as it was read: its tables of cells, and what is to be known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from liaison.exchange.cells import Cell


@dataclass(frozen=True)
class Merged:
    """Cells that were merged into one, as places in `Table.rows` from the top left to the bottom right one."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Table:
    """One sheet as it was read: ``first_row`` is the number of its first row, counted from 1.

    Rows end at their last filled cell; a blank row is empty. ``hidden_rows`` are places in ``rows``,
    ``hidden_columns`` places in a row; ``hidden`` says that the sheet as a whole is not shown.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    first_row: int = 1
    merged: Sequence[Merged] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Source:
    """A file as it was read; ``named`` says whether its tables bear names of their own."""

    path: Path
    tables: tuple[Table, ...]
    named: bool


class UnreadableError(Exception):
    """A file is not what it should be; its reader says so to the user."""


class TooLargeError(Exception):
    """A file would take more memory than there should be taken."""


def trimmed(cells: Sequence[Cell]) -> Sequence[Cell]:
    """A row without the blank cells at its end."""
    last = len(cells)
    while last and (cells[last - 1] == "" or (isinstance(cells[last - 1], str) and not str(cells[last - 1]).strip())):
        last -= 1
    return cells if last == len(cells) else cells[:last]
