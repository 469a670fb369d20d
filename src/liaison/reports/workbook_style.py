"""How the sheets of a report look and print: formats, names, page set-up."""

import re
from collections.abc import Iterable
from datetime import date
from math import ceil
from typing import Any

from liaison.reports.document import Cell, Column, Report, cell_text
from liaison.reports.spans import day_words
from liaison.text.display import cell_width
from liaison.text.words import _

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_A4 = 9
_LINE_HEIGHT, _HIGHEST_ROW = 15, 409
_UNIT_OF_WIDTH = 9
"""Characters to which one part of a column's weight comes."""
_CELLS = 1.12
"""How much wider than its cells on a terminal a text is set."""
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets reckon days before this one differently from each other, so they are written as text."""
_MOST_CHARACTERS = 32_767


class Style:
    """The formats that the sheets of a workbook share."""

    def __init__(self, book: Any) -> None:
        made = book.add_format
        body = {"valign": "top", "bottom": 4, "bottom_color": "#C8CED4"}
        head = {"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "valign": "vcenter", "text_wrap": True}
        link = {"font_color": "#1F4E79"}
        self.title = made({"bold": True, "font_size": 18})
        self.heading = made({"bold": True, "font_size": 12})
        self.muted = made({"font_color": "#595959"})
        self.wrapped = made({"text_wrap": True, "valign": "top"})
        self.header = made(head)
        self.header_number = made({**head, "align": "right"})
        self.text = made({**body, "num_format": "@", "text_wrap": True})
        self.day = made({**body, "num_format": "yyyy-mm-dd", "align": "left", "indent": 1})
        self.number = made({**body, **link, "num_format": "0", "align": "right"})
        self.percent = made({**body, **link, "num_format": "0.0%", "align": "right"})
        self.no_number = made({**body, "align": "right"})
        self.plain_number = made({**body, "num_format": "0", "align": "right"})
        self.total = made({**body, "num_format": "@", "bold": True})
        self.hidden_link = made({**body, **link})

    def write(self, sheet: Any, row: int, column: int, cell: Cell, *, total: bool = False) -> None:
        """Write one cell that is no figure as what it is."""
        if isinstance(cell, int):
            sheet.write_number(row, column, cell, self.plain_number)
        elif isinstance(cell, date) and cell >= _FIRST_DAY:
            sheet.write_datetime(row, column, cell, self.day)
        else:
            sheet.write_string(row, column, cell_text(cell)[:_MOST_CHARACTERS], self.total if total else self.text)


def fit_row(sheet: Any, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make a row high enough for its texts, each with the width of its column: not every program does so by itself."""
    lines = max(
        (sum(max(1, ceil(cell_width(part) * _CELLS / width)) for part in text.split("\n")) for text, width in texts),
        default=1,
    )
    if lines > 1:
        sheet.set_row(row, min(lines * _LINE_HEIGHT + 2, _HIGHEST_ROW))


def column_width(column: Column) -> float:
    """The width of a column, in characters."""
    return max(column.weight * _UNIT_OF_WIDTH, cell_width(column.label) + 4)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name for a sheet that spreadsheet programs take and that no other sheet has; it is added to ``taken``."""
    bare = _NOT_IN_NAMES.sub(" ", wanted).strip() or "-"
    name, number = bare[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = bare[: _LONGEST_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name


def set_up_page(sheet: Any, report: Report, *, landscape: bool) -> None:
    """A4, as wide as one page, with the report at the top and page numbers and the day at the bottom."""
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    about = " · ".join(_plain(text) for text in (report.title, report.span) if text)
    sheet.set_header(f"&L{about}&R&A")
    pages = _("page {page} of {pages}").format(page="&P", pages="&N")
    made = _("made on {day}").format(day=day_words(report.made_on))
    sheet.set_footer(f"&L{_plain(made)}&R{pages}")


def _plain(text: str) -> str:
    # Ampersands begin codes there; 255 characters are the limit of the whole line.
    return text.replace("&", "&&")[:80]
