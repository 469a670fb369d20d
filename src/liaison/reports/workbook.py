"""A report as a workbook: a cover, the figures, a sheet for each table with its chart, the records behind each number.

Every number is a link to its records, which stand in sheets of their own with filters.
"""

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlmodel import Session

from liaison.exchange.workbook import whole_file
from liaison.reports.document import Cell, Chart, Column, Figure, Report, Section, Share, Table, cell_text
from liaison.reports.layout import chart_data, figures_table, subtitle
from liaison.reports.record_sheets import RecordSheets
from liaison.reports.workbook_style import Style, column_width, fit_row, set_up_page, sheet_name
from liaison.text.words import _

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Microsoft YaHei", "font_size": 10},
}
_COVER_WIDTH = 96
_CHART_ROWS, _CHART_WIDTH = 18, 720
_PIXELS_OF_CHARACTER, _PIXELS_OF_COLUMN = 7, 64


def write_workbook(session: Session, report: Report, path: Path) -> None:
    """Write a report as a workbook.

    Raises:
        NotFoundError, InvalidInputError: as in `whole_file`.
    """
    with whole_file(path) as partial:
        book = xlsxwriter.Workbook(str(partial), _OPTIONS)
        try:
            _Writer(book, session, report).write()
        finally:
            book.close()


class _Writer:
    """Writes one report; the sheets of records come last, so that their names are known only then."""

    def __init__(self, book: Any, session: Session, report: Report) -> None:
        self._book, self._report = book, report
        self._style = Style(book)
        self._names: set[str] = set()
        self._records = RecordSheets(session)
        self._links: list[tuple[Any, int, int, Figure]] = []

    def write(self) -> None:
        """Write all sheets."""
        report = self._report
        self._cover()
        listed = [section for section in report.sections if section.figures]
        if listed:
            self._figures(listed)
        for section in report.sections:
            if section.table is not None:
                self._table(section, section.table)
        self._records.plan(report)
        places = self._records.write(self._book, self._style, self._names, report)
        for sheet, row, column, figure in self._links:
            place = places.get(figure.key)
            if place is not None:
                sheet.write_url(row, column, f"internal:{place}", self._style.hidden_link)
            self._number(sheet, row, column, figure)

    def _sheet(self, name: str, *, landscape: bool | None = None) -> Any:
        sheet = self._book.add_worksheet(sheet_name(name, self._names))
        set_up_page(sheet, self._report, landscape=self._report.landscape if landscape is None else landscape)
        return sheet

    def _cover(self) -> None:
        report, style = self._report, self._style
        sheet = self._sheet(_("Summary"), landscape=False)
        sheet.set_column(0, 0, _COVER_WIDTH)
        sheet.write_string(0, 0, report.title, style.title)
        sheet.write_string(1, 0, subtitle(report), style.muted)
        row = 3
        for section in report.sections:
            if not section.sentences and not section.remark:
                continue
            sheet.write_string(row, 0, section.title, style.heading)
            for text in (*section.sentences, *((section.remark,) if section.remark else ())):
                row += 1
                self._paragraph(sheet, row, text)
            row += 2
        if report.definitions:
            sheet.write_string(row, 0, _("What the figures mean"), style.heading)
            for text in report.definitions:
                row += 1
                self._paragraph(sheet, row, text)
        sheet.print_area(0, 0, row, 0)

    def _paragraph(self, sheet: Any, row: int, text: str) -> None:
        sheet.write_string(row, 0, text, self._style.wrapped)
        fit_row(sheet, row, [(text, _COVER_WIDTH)])

    def _figures(self, sections: Sequence[Section]) -> None:
        compared = self._report.compared
        tables = [(section.title, figures_table(section, compared)) for section in sections]
        columns = (Column(_("Part"), 2), *tables[0][1].columns)
        sheet = self._sheet(_("Figures"), landscape=False)
        self._header(sheet, columns)
        row = 0
        for title, table in tables:
            for line in table.rows:
                row += 1
                self._cells(sheet, row, (title, *line.cells))
        sheet.autofilter(0, 0, max(row, 1), len(columns) - 1)
        sheet.print_area(0, 0, max(row, 1), len(columns) - 1)

    def _table(self, section: Section, table: Table) -> None:
        sheet = self._sheet(section.title)
        self._header(sheet, table.columns)
        widths = [column_width(column) for column in table.columns]
        for row, line in enumerate(table.rows, 1):
            self._cells(sheet, row, line.cells)
            fit_row(sheet, row, zip(map(cell_text, line.cells), widths, strict=True))
        last = max(len(table.rows), 1)
        if table.total is not None:
            self._cells(sheet, len(table.rows) + 1, table.total.cells, total=True)
        end = last + (table.total is not None)
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
        width = len(table.columns)
        if section.chart is not None and table.rows:
            self._chart(sheet, section.chart, table, end + 2)
            end += 2 + _CHART_ROWS
            room = sum(widths) * _PIXELS_OF_CHARACTER
            width += max(0, ceil((_CHART_WIDTH - room) / _PIXELS_OF_COLUMN))
        sheet.print_area(0, 0, end, width - 1)

    def _header(self, sheet: Any, columns: Sequence[Column]) -> None:
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column_width(column))
            style = self._style.header_number if column.number else self._style.header
            sheet.write_string(0, place, column.label, style)
        sheet.set_row(0, 30)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)

    def _cells(self, sheet: Any, row: int, cells: Sequence[Cell], *, total: bool = False) -> None:
        for column, cell in enumerate(cells):
            if isinstance(cell, Figure):
                self._links.append((sheet, row, column, cell))
            else:
                self._style.write(sheet, row, column, cell, total=total)

    def _number(self, sheet: Any, row: int, column: int, figure: Figure) -> None:
        value = figure.value
        if not isinstance(value, Share):
            sheet.write_number(row, column, value, self._style.number)
        elif value.ratio is None:
            sheet.write_string(row, column, figure.shown(), self._style.no_number)
        else:
            sheet.write_number(row, column, value.ratio, self._style.percent)

    def _chart(self, sheet: Any, chart: Chart, table: Table, row: int) -> None:
        data = chart_data(table, chart)
        made = self._book.add_chart({"type": "column", **({"subtype": "stacked"} if data.stacked else {})})
        name, last = sheet.get_name(), len(data.categories)
        shown = {label for label, _values in data.series}
        for column in chart.columns:
            if table.columns[column].label in shown:
                made.add_series(
                    {
                        "name": [name, 0, column],
                        "categories": [name, 1, 0, last, 0],
                        "values": [name, 1, column, last, column],
                        "gap": 60,
                    }
                )
        made.set_title({"name": chart.title, "name_font": {"size": 12, "bold": False}, "overlay": False})
        grid = {"visible": True, "line": {"color": "#D9D9D9"}}
        top = {"max": 1} if data.percent else {}
        made.set_y_axis({"num_format": "0%" if data.percent else "0", "major_gridlines": grid, "min": 0, **top})
        made.set_x_axis({"num_font": {"rotation": -45} if last > 14 else {}})
        made.set_legend({"position": "bottom"} if len(data.series) > 1 else {"none": True})
        made.set_size({"width": _CHART_WIDTH, "height": _CHART_ROWS * 20})
        sheet.insert_chart(row, 0, made, {"description": chart.title})
