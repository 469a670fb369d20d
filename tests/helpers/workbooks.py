"""Workbooks for tests: written plainly, and read back as cells."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from liaison.exchange.apply import Wishes
from liaison.exchange.intake import Outcome, receive, take_in
from liaison.exchange.planned import Plan, Planned, Verdict
from liaison.store.store import Store

TODAY = date(2026, 11, 20)
Sheets = Mapping[str, Sequence[Sequence[Any]]]


def write(path: Path, sheets: Sheets) -> Path:
    """A workbook of these rows, headers among them; texts stay texts, days are days."""
    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(at, place, cell, day)
                elif cell is not None and cell != "":
                    page.write(at, place, cell)
    book.close()
    return path


def table(headers: str, *rows: Sequence[Any]) -> list[Sequence[Any]]:
    """Rows under headers that are written with spaces between them."""
    return [headers.split(), *rows]


def cells(path: Path) -> dict[str, list[list[Any]]]:
    """Every cell of a workbook, by sheet."""
    with CalamineWorkbook.from_path(path) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def records(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by header, without their empty cells."""
    headers, *rows = cells(path)[sheet]
    return [{header: cell for header, cell in zip(headers, row, strict=True) if cell != ""} for row in rows]


class Desk:
    """A store that takes workbooks in."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self._number = 0

    def write(self, **sheets: Sequence[Sequence[Any]]) -> Path:
        """Write a workbook of its own name."""
        self._number += 1
        return write(self.folder / f"taken{self._number}.xlsx", sheets)

    def take(self, today: date = TODAY, counts_from: date | None = None, **sheets: Sequence[Sequence[Any]]) -> Outcome:
        """Take in a workbook of these sheets."""
        return self.take_file(self.write(**sheets), today, counts_from)

    def take_file(self, path: Path, today: date = TODAY, counts_from: date | None = None) -> Outcome:
        """Take in a file."""
        return take_in(self.store, receive(path, Wishes(today, counts_from)))


def verdicts(plan: Plan) -> dict[str, list[str]]:
    """What became of each row, by sheet."""
    return {sheet.name: [planned.verdict.value for planned in rows] for sheet, rows in plan.rows.items() if rows}


def moved(plan: Plan) -> list[Planned]:
    """The rows that are new or change something."""
    return [p for rows in plan.rows.values() for p in rows if p.verdict in {Verdict.NEW, Verdict.CHANGED}]


def wrong_cells(plan: Plan) -> list[tuple[str, int, str, str]]:
    """Each cell to mend: sheet, row, column, value."""
    return [
        (planned.row.sheet.name, planned.row.number, mend.header, mend.value)
        for planned in plan.rejected()
        for mend in planned.mends
    ]
