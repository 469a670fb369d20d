"""Writing a store out: the office workbook, one sheet as CSV, everything as JSON; and an empty workbook to fill in."""

import csv
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session

from liaison.errors import InvalidInputError
from liaison.exchange.all_sheets import SHEETS, sheet_named
from liaison.exchange.cells import harmless
from liaison.exchange.check import Progress
from liaison.exchange.export_rows import RowValues, cell_of, exported
from liaison.exchange.letter_sheets import LONG_TEXTS
from liaison.exchange.sheets import PEOPLE, Holds, Sheet
from liaison.exchange.spill import Spill
from liaison.exchange.template import example_row, has_example
from liaison.exchange.workbook import Book, whole_file, write_book
from liaison.pairing.terms import Frequency
from liaison.store.settings import DEFAULTS, SECTORS, TIERS, read_setting
from liaison.store.store import Store
from liaison.text.words import _, listed

SHEET_ENDINGS = (".xlsx", ".csv", ".json")
_TEMPLATE_ROWS = 2000
_LONGEST_LIST = 255
_EVERY = 1000


def export_sheets(
    store: Store,
    path: Path,
    *,
    sheet: str | None = None,
    people: Collection[int] | None = None,
    progress: Progress | None = None,
) -> None:
    """Write a store to a file, as its ending says; a CSV file holds one sheet, the representatives unless named.

    With ``people``, nothing but the sheet of the representatives is written, and of it only their rows.

    Raises:
        InvalidInputError: for another ending, a sheet that there is not, or a file that cannot be written.
        NotFoundError: when the folder does not exist.
    """
    ending = path.suffix.lower()
    chosen = sheet_to_write(sheet, ending)
    if ending == ".csv":
        store.read(_write_csv, path, chosen, people)
    elif ending == ".json":
        store.read(_write_json, path, people)
    else:
        export_workbook(store, path, progress, people)


def export_workbook(
    store: Store, path: Path, progress: Progress | None = None, people: Collection[int] | None = None
) -> None:
    """Write the whole store as an office workbook, or the rows of some representatives only.

    Raises:
        NotFoundError, InvalidInputError: as in `export_sheets`.
    """
    store.read(_write_workbook, path, progress, people)


def export_template(store: Store | None, path: Path) -> None:
    """Write an empty office workbook with lists to choose from, and in each sheet an example that import ignores.

    Raises:
        NotFoundError, InvalidInputError: as in `export_sheets`.
    """
    if path.suffix.lower() != ".xlsx":
        raise InvalidInputError(_("{path}: an empty workbook ends in .xlsx.").format(path=path))
    lists = {name: DEFAULTS[name] if store is None else store.read(read_setting, name) for name in (SECTORS, TIERS)}
    write_book(path, lambda book: _fill_template(book, {"sector": lists[SECTORS], "tier": lists[TIERS]}))


def sheet_to_write(name: str | None, ending: str) -> Sheet:
    """The sheet that a CSV file is to hold.

    Raises:
        InvalidInputError: when there is none of that name, or the file is none that holds a single sheet.
    """
    if name is None:
        return PEOPLE
    if ending != ".csv":
        raise InvalidInputError(_("A single sheet can only be written as .csv."), field="sheet")
    found = sheet_named(name) or next((sheet for sheet in SHEETS if sheet.code == name), None)
    if found is None:
        sentence = _("There is no sheet “{name}”; there are: {sheets}.")
        known = listed(sheet.name for sheet in SHEETS)
        raise InvalidInputError(sentence.format(name=name, sheets=known), field="sheet")
    return found


def _sheets(people: Collection[int] | None) -> Sequence[Sheet]:
    return SHEETS if people is None else (PEOPLE,)


def _write_workbook(session: Session, path: Path, progress: Progress | None, people: Collection[int] | None) -> None:
    out = exported(session, people)
    spill = Spill()

    def fill(book: Book) -> None:
        for sheet in _sheets(people):
            page = _begin_sheet(book, sheet)
            last = 0
            for last, values in enumerate(spill.rows() if sheet is LONG_TEXTS else out.rows(sheet), 1):
                _write_row(book, page, last, sheet, values, spill)
                if progress is not None and last % _EVERY == 0:
                    progress(_("Writing {sheet}").format(sheet=sheet.name), last, 0)
            page.autofilter(0, 0, last, len(sheet.columns) - 1)

    write_book(path, fill, rows_in_order=True)


def _write_csv(session: Session, path: Path, sheet: Sheet, people: Collection[int] | None) -> None:
    out = exported(session, people)
    # The mark at the start tells spreadsheet programs that the file is in UTF-8.
    with whole_file(path) as partial, partial.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.header for column in sheet.columns])
        for values in out.rows(sheet):
            cells = (cell_of(sheet, column.name, values.get(column.name)) for column in sheet.columns)
            writer.writerow([harmless("" if cell is None else str(cell)) for cell in cells])


def _write_json(session: Session, path: Path, people: Collection[int] | None) -> None:
    out = exported(session, people)
    with whole_file(path) as partial, partial.open("w", encoding="utf-8", newline="\n") as file:
        for place, sheet in enumerate(_sheets(people)):
            file.write("{\n" if place == 0 else ",\n")
            rows = [{name: _plain(values.get(name)) for name in _names(sheet)} for values in out.rows(sheet)]
            file.write(f"{json.dumps(sheet.code)}: {json.dumps(rows, ensure_ascii=False, indent=1)}")
        file.write("\n}\n")


def _names(sheet: Sheet) -> list[str]:
    return [column.name for column in sheet.columns]


def _plain(value: Any) -> Any:
    """A value as JSON holds it; codes stay codes, days are written in ISO form."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Frequency):
        return {"basis": value.basis, "amount": value.amount, "unit": value.unit}
    if isinstance(value, frozenset | tuple):
        return sorted(value) if isinstance(value, frozenset) else list(value)
    return value


def _begin_sheet(book: Book, sheet: Sheet) -> Any:
    page = book.sheet(sheet.name)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, book.day if column.holds is Holds.DAY else book.text)
        book.write_header(page, place, column.header)
    page.freeze_panes(1, 2 if len(sheet.columns) > 4 else 0)
    return page


def _write_row(book: Book, page: Any, row: int, sheet: Sheet, values: RowValues, spill: Spill) -> None:
    for place, column in enumerate(sheet.columns):
        value = values.get(column.name)
        if value is not None and value != "":
            cell = cell_of(sheet, column.name, value)
            book.write(page, row, place, cell if sheet is LONG_TEXTS else spill.in_cell(cell))


def _fill_template(book: Book, lists: Mapping[str, list[str]]) -> None:
    for sheet in filter(has_example, SHEETS):
        page = _begin_sheet(book, sheet)
        example = example_row(sheet)
        for place, column in enumerate(sheet.columns):
            text = example.get(column.header, "")
            value = column.parse(text) if column.holds is Holds.DAY and text else text
            book.write(page, 1, place, value)
            offered = list(column.offered() if column.offered else lists.get(column.name, ()))
            if offered and len(",".join(offered)) <= _LONGEST_LIST:
                # A word of one's own is allowed where the office keeps the list itself.
                kind = "stop" if column.offered else "information"
                wanted = {"validate": "list", "source": offered, "error_type": kind}
                page.data_validation(1, place, _TEMPLATE_ROWS, place, wanted)
