"""Cells of workbooks and CSV files: what they hold, as text; and text kept from being taken for a formula."""

import re
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Cell: TypeAlias = str | float | bool | date | datetime | time | timedelta
"""A cell as it was read; an empty one is an empty text."""

_YES, _NO = "是", "否"
_NUMBERS = (float, int)  # a union would be made anew for each of millions of cells
# What a spreadsheet would take for a formula, and what we wrote so that it would not be.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MADE_HARMLESS = re.compile(r"'+[=+\-@\t\r]")


def cell_text(cell: Cell) -> str:
    """A cell as text: a whole number without its point, a yes or no as a word, a day in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return _YES if cell else _NO
    if isinstance(cell, _NUMBERS):
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    return str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return cell == "" or (isinstance(cell, str) and cell.isspace())


def harmless(text: str) -> str:
    """Text for a cell of a CSV file: a spreadsheet would run what begins like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_it_was(text: str) -> str:
    """The text that `harmless` was given."""
    return text[1:] if _MADE_HARMLESS.match(text) else text
