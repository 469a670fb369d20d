"""From tables of cells to rows of the office workbook: which sheet a table is, and which column each of its columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from liaison.errors import InvalidInputError
from liaison.exchange.cells import Cell, cell_text, is_blank
from liaison.exchange.sheets import SHEETS, TO_MEND, Column, Sheet, sheet_named
from liaison.exchange.tables.source import Source, Table
from liaison.exchange.template import is_example
from liaison.text.folding import narrow
from liaison.text.words import _, n_

_HEADER_WITHIN = 20
"""So many rows are looked at for the one with the headers: titles may stand above it."""


@dataclass(frozen=True)
class Mend:
    """One cell that is wrong: its column and value as they stand in the file, and how to mend it."""

    header: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: ``number`` counts from 1 as a spreadsheet does, ``cells`` are those of the file.

    ``values`` holds what was given, by column; an empty cell gives nothing. ``mends`` says what is wrong by itself.
    """

    sheet: Sheet
    number: int
    cells: Sequence[Cell]
    values: Mapping[str, Any]
    mends: tuple[Mend, ...]


@dataclass(frozen=True)
class MappedTable:
    """A table with its sheet: where each column stands, and the rows that are not blank, with their numbers."""

    sheet: Sheet
    headers: tuple[str, ...]
    positions: Mapping[str, int]
    rows: tuple[tuple[int, Sequence[Cell]], ...]

    @property
    def columns(self) -> Iterator[tuple[Column, int]]:
        """The columns of the sheet that the table has, each with its place."""
        return ((column, self.positions[column.name]) for column in self.sheet.columns if column.name in self.positions)


@dataclass(frozen=True)
class Mapped:
    """A file as the office workbook it is: its tables, and remarks on what was not understood."""

    tables: tuple[MappedTable, ...]
    remarks: tuple[str, ...]


def map_source(source: Source) -> Mapped:
    """Find the sheets of the office workbook in a file, and their columns.

    Raises:
        InvalidInputError: when there is none of them, or one lacks a column that it cannot do without.
    """
    remarks: list[str] = []
    tables = []
    for table in source.tables:
        sheet = sheet_named(narrow(table.name).strip()) if source.named else _sheet_of_headers(table)
        if sheet is not None:
            tables.append(_mapped(table, sheet, remarks))
        elif source.named:
            remarks.append(
                _("The sheet “{sheet}” is none of the office workbook; it was not read.").format(sheet=table.name)
            )
    _require_any(source, tables)
    return Mapped(tuple(table for table in tables if table is not None), tuple(remarks))


def header_text(cell: Cell) -> str:
    """What a header says, however it is spaced."""
    return "".join(narrow(cell_text(cell)).split())


def _require_any(source: Source, tables: Sequence[MappedTable | None]) -> None:
    if tables:
        return
    wanted = "、".join(sheet.name for sheet in SHEETS)
    if source.named:
        sentence = _("{path} is no office workbook: none of its sheets is one of {sheets}.")
    else:
        sentence = _("{path} has not the columns of any sheet of the office workbook ({sheets}).")
    raise InvalidInputError(sentence.format(path=source.path, sheets=wanted))


def _sheet_of_headers(table: Table) -> Sheet | None:
    """The sheet that a table without a name is: it has the keys, and of several most columns in common."""
    best: tuple[int, Sheet] | None = None
    for sheet in SHEETS:
        at = _header_row(table, sheet)
        found = {header_text(cell) for cell in table.rows[at]} if at is not None else set()
        common = sum(column.header in found for column in sheet.columns)
        if _keys(sheet) <= found and (best is None or common > best[0]):
            best = (common, sheet)
    return best[1] if best else None


def _keys(sheet: Sheet) -> set[str]:
    return {column.header for column in sheet.columns if column.key}


def _header_row(table: Table, sheet: Sheet) -> int | None:
    """The row that has the key columns, else the first that is not blank."""
    filled = [at for at, row in enumerate(table.rows[:_HEADER_WITHIN]) if not all(map(is_blank, row))]
    for at in filled:
        if _keys(sheet) <= {header_text(cell) for cell in table.rows[at]}:
            return at
    return filled[0] if filled else None


def _mapped(table: Table, sheet: Sheet, remarks: list[str]) -> MappedTable | None:
    at = _header_row(table, sheet)
    if at is None:
        return None
    headers = tuple(header_text(cell) for cell in table.rows[at])
    missing = [column.header for column in sheet.columns if column.key and column.header not in headers]
    if missing:
        sentence = _("The sheet “{sheet}” lacks the column {columns}. Add it, with this very header.")
        raise InvalidInputError(sentence.format(sheet=sheet.name, columns="、".join(missing)))
    positions = {c.name: headers.index(c.header) for c in sheet.columns if c.header in headers}
    _remark_columns(sheet, headers, set(positions.values()), remarks)
    marked = positions.get(sheet.marked)
    rows, examples = [], 0
    for number, cells in enumerate(table.rows[at + 1 :], table.first_row + at + 1):
        if all(is_blank(cells[place]) for place in positions.values() if place < len(cells)):
            continue
        if marked is not None and marked < len(cells) and is_example(cell_text(cells[marked])):
            examples += 1
            continue
        rows.append((number, cells))
    if examples:
        sentence = n_(
            "{sheet}: {count} example row was passed over.", "{sheet}: {count} example rows were passed over.", examples
        )
        remarks.append(sentence.format(sheet=sheet.name, count=examples))
    return MappedTable(sheet, headers, positions, tuple(rows))


def _remark_columns(sheet: Sheet, headers: Sequence[str], used: set[int], remarks: list[str]) -> None:
    for place, header in enumerate(headers):
        if place in used or not header or header == TO_MEND:
            continue
        if header in headers[:place]:
            sentence = _("{sheet}: the column “{column}” stands there twice; only the first was read.")
        else:
            sentence = _("{sheet}: the column “{column}” is none of the office workbook; it was not read.")
        remarks.append(sentence.format(sheet=sheet.name, column=header))
