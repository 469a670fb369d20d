"""From tables of cells to rows of the office workbook: which sheet a table is, and which column each of its columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from liaison.errors import InvalidInputError
from liaison.exchange.all_sheets import SHEETS, sheet_named
from liaison.exchange.cells import Cell, cell_text, is_blank
from liaison.exchange.sheets import CADRES, PEOPLE, TO_MEND, Column, Sheet
from liaison.exchange.tables.aliases import is_not_held
from liaison.exchange.tables.asides import is_aside
from liaison.exchange.tables.headers import Fate, judge
from liaison.exchange.tables.source import Table
from liaison.exchange.template import is_example
from liaison.text.folding import narrow
from liaison.text.words import _, listed, n_

_LAST_ROWS = 8
_HEADER_WITHIN = 20
"""So many rows are looked at for the one with the headers: titles may stand above it."""


@dataclass(frozen=True)
class Mend:
    """One cell that is wrong: its column and value as they stand in the file, and how to mend it."""

    header: str
    value: str
    sentence: str


class Row(NamedTuple):
    """One row of a sheet: ``number`` counts from 1 as a spreadsheet does, ``cells`` are those of the file.

    ``values`` holds what was given, by column; an empty cell gives nothing. ``mends`` says what is wrong by itself;
    ``table`` is that of the file, where it is not one of the office workbook.
    """

    sheet: Sheet
    number: int
    cells: Sequence[Cell]
    values: Mapping[str, Any]
    mends: tuple[Mend, ...]
    table: "MappedTable | None" = None

    @property
    def where(self) -> str:
        """The name of the table that the row stands in."""
        return self.sheet.name if self.table is None else self.table.name


@dataclass(frozen=True)
class MappedTable:
    """A table with its sheet: where each column stands, and the rows that are not blank, with their numbers.

    ``name`` is what the table is called in its file.
    """

    sheet: Sheet
    headers: tuple[str, ...]
    positions: Mapping[str, int]
    rows: tuple[tuple[int, Sequence[Cell]], ...]
    name: str

    @property
    def columns(self) -> Iterator[tuple[Column, int]]:
        """The columns of the sheet that the table has, each with its place."""
        return ((column, self.positions[column.name]) for column in self.sheet.columns if column.name in self.positions)


@dataclass(frozen=True)
class NotHeld:
    """A column of what the program does not hold, with how many cells of it were left unread."""

    table: str
    header: str
    cells: int


@dataclass(frozen=True)
class Mapped:
    """A file as it is understood: its tables, remarks on what was not understood, and what is not held."""

    tables: tuple[MappedTable, ...]
    remarks: tuple[str, ...]
    not_held: tuple[NotHeld, ...] = ()


def office_sheet(table: Table, *, named: bool) -> Sheet | None:
    """The sheet of the office workbook that a table is; None for any other table, such as somebody's own roster.

    A table with a name of its own is the sheet of that name, any other the one whose columns it has. People's own
    rosters may look alike: what has further known columns, titles above or signatures below is one of these.
    """
    sheet = sheet_named(narrow(table.name).strip()) if named else _sheet_of_headers(table)
    if sheet not in {PEOPLE, CADRES} or sheet is None:
        return sheet
    at = _header_row(table, sheet)
    headers = [header_text(cell) for cell in table.rows[at]] if at is not None else []
    known = {column.header for column in sheet.columns}
    if not _keys(sheet) <= set(headers) or (not named and len(known & set(headers)) * 2 < len(known)):
        return None
    others = [header for header in headers if header and header not in known]
    filled = [row for row in table.rows if row]
    plain = table.rows[at or 0] is filled[0] and not any(is_aside(_first_text(row)) for row in filled[-_LAST_ROWS:])
    return sheet if plain and not any(judge(each, sheet).fate is Fate.READ for each in others) else None


def has_no_key(table: Table, sheet: Sheet) -> bool:
    """Whether a table has none of the columns that a sheet cannot do without, and only its name in common with it."""
    return not any(_keys(sheet) & {header_text(cell) for cell in row} for row in table.rows[:_HEADER_WITHIN])


def map_table(table: Table, sheet: Sheet, remarks: list[str]) -> "MappedTable | None":
    """The columns and rows of a sheet of the office workbook; None for an empty one.

    Raises:
        InvalidInputError: when it lacks a column that it cannot do without.
    """
    at = _header_row(table, sheet)
    return None if at is None else _mapped(table, sheet, at, remarks)


def columns_not_held(table: "MappedTable") -> Iterator[NotHeld]:
    """The columns of a sheet of the office workbook that hold what the program does not, with their filled cells."""
    read = set(table.positions.values())
    for place, header in enumerate(table.headers):
        if header and place not in read and is_not_held(header):
            filled = sum(place < len(cells) and not is_blank(cells[place]) for _number, cells in table.rows)
            yield NotHeld(table.name, header, filled)


def _first_text(row: Sequence[Cell]) -> str:
    return next((cell_text(cell) for cell in row if not is_blank(cell)), "")


def header_text(cell: Cell) -> str:
    """What a header says, however it is spaced."""
    return "".join(narrow(cell_text(cell)).split())


def _sheet_of_headers(table: Table) -> Sheet | None:
    """The sheet that a table without a name is: it has the keys, and of several most columns in common."""
    best: tuple[int, Sheet] | None = None
    rows = _beginning(table)
    for sheet in SHEETS:
        found = next((headers for headers in rows.values() if _keys(sheet) <= headers), set())
        common = sum(column.header in found for column in sheet.columns)
        if _keys(sheet) <= found and _is_enough(sheet, found, common) and (best is None or common > best[0]):
            best = (common, sheet)
    return best[1] if best else None


def _is_enough(sheet: Sheet, headers: set[str], common: int) -> bool:
    """Whether a table has more of a sheet than one header, which any roster may have (联系对象)."""
    return len(_keys(sheet)) > 1 or common * 2 >= len(headers - {""})


def _keys(sheet: Sheet) -> set[str]:
    return {column.header for column in sheet.columns if column.key}


def _header_row(table: Table, sheet: Sheet) -> int | None:
    """The row that has the key columns, else the first that is not blank."""
    filled = _beginning(table)
    return next((at for at, headers in filled.items() if _keys(sheet) <= headers), next(iter(filled), None))


def _beginning(table: Table) -> dict[int, set[str]]:
    """What each of the first rows says that is not blank, read as headers."""
    beginning = enumerate(table.rows[:_HEADER_WITHIN])
    return {at: set(map(header_text, row)) for at, row in beginning if not all(map(is_blank, row))}


def _mapped(table: Table, sheet: Sheet, at: int, remarks: list[str]) -> MappedTable:
    headers = tuple(header_text(cell) for cell in table.rows[at])
    missing = [column.header for column in sheet.columns if column.key and column.header not in headers]
    if missing:
        sentence = _("The sheet “{sheet}” lacks the column {columns}. Add it, with this very header.")
        raise InvalidInputError(sentence.format(sheet=sheet.name, columns=listed(missing)))
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
    return MappedTable(sheet, headers, positions, tuple(rows), sheet.name)


def _remark_columns(sheet: Sheet, headers: Sequence[str], used: set[int], remarks: list[str]) -> None:
    for place, header in enumerate(headers):
        if place in used or not header or header == TO_MEND:
            continue
        if is_not_held(header):
            sentence = _("{sheet}: “{column}” is not held by this program; it was not read.")
        elif header in headers[:place]:
            sentence = _("{sheet}: the column “{column}” stands there twice; only the first was read.")
        else:
            sentence = _("{sheet}: the column “{column}” is none of the office workbook; it was not read.")
        remarks.append(sentence.format(sheet=sheet.name, column=header))
