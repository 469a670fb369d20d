"""Writing workbooks: plain texts and real days, whole or not at all."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from liaison.errors import InvalidInputError, NotFoundError
from liaison.exchange.cells import Cell
from liaison.text.words import _

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets reckon days before this one differently from each other, so they are written as text."""
_MOST_CHARACTERS = 32_767


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path to write to; what is there becomes the file only when all of it was written.

    Raises:
        NotFoundError: when the folder does not exist.
        InvalidInputError: when the file cannot be written; what was there before stays as it was.
    """
    if not path.parent.is_dir():
        raise NotFoundError(_("There is no folder {folder}.").format(folder=path.parent))
    partial: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}.", suffix=path.suffix)
        partial = Path(name)
        os.close(handle)
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(partial, path)
    except (OSError, XlsxWriterException) as error:
        raise InvalidInputError(_("{path} cannot be written: {detail}").format(path=path, detail=error)) from error
    finally:
        if partial is not None:
            partial.unlink(missing_ok=True)


class Book:
    """A workbook being written, with the formats that its sheets share."""

    def __init__(self, path: Path, *, rows_in_order: bool = False) -> None:
        """Begin a workbook; with ``rows_in_order``, rows are written from the top and take no memory."""
        self._book = xlsxwriter.Workbook(str(path), {**_OPTIONS, "constant_memory": rows_in_order})
        made = self._book.add_format
        self.header = made({"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "num_format": "@"})
        self.text = made({"num_format": "@"})
        self.day = made({"num_format": "yyyy-mm-dd", "align": "left"})
        self.wrong_text = made({"num_format": "@", "bg_color": "#F8CBAD"})
        self.wrong_day = made({"num_format": "yyyy-mm-dd", "align": "left", "bg_color": "#F8CBAD"})
        self._number = made({})
        self._wrong_number = made({"bg_color": "#F8CBAD"})

    def sheet(self, name: str) -> Any:
        """Add a sheet."""
        return self._book.add_worksheet(name)

    def write_header(self, page: Any, column: int, header: str, row: int = 0) -> None:
        """Write the header of a column."""
        page.write_string(row, column, header, self.header)

    def write(self, page: Any, row: int, column: int, cell: Cell | None, *, wrong: bool = False) -> None:
        """Write one cell as what it is; nothing for an empty one."""
        if cell is None or cell == "":
            if wrong:
                page.write_blank(row, column, None, self.wrong_text)
        elif isinstance(cell, bool):
            page.write_boolean(row, column, cell, self._wrong_number if wrong else self._number)
        elif isinstance(cell, int | float):
            page.write_number(row, column, cell, self._wrong_number if wrong else self._number)
        elif isinstance(cell, date) and not isinstance(cell, datetime) and cell >= _FIRST_DAY:
            page.write_datetime(row, column, cell, self.wrong_day if wrong else self.day)
        else:
            page.write_string(row, column, str(cell)[:_MOST_CHARACTERS], self.wrong_text if wrong else self.text)

    def close(self) -> None:
        """Write what is still to be written."""
        self._book.close()


def write_book(path: Path, fill: Callable[[Book], None], *, rows_in_order: bool = False) -> None:
    """Write a workbook whole.

    Raises:
        NotFoundError, InvalidInputError: as in `whole_file`.
    """
    with whole_file(path) as partial:
        book = Book(partial, rows_in_order=rows_in_order)
        try:
            fill(book)
        finally:
            book.close()
