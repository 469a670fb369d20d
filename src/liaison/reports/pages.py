"""A report as pages: set with typst by the printing room, charts drawn, page numbers, headers that come again."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from liaison.printing.engine import Batch, Sheets, page_pictures, print_pdf
from liaison.printing.glyphs import in_no_font
from liaison.printing.plain import Plain
from liaison.reports.document import Report, Row, Section, Table, cell_text
from liaison.reports.layout import ChartData, chart_data, figures_table, has_header, subtitle
from liaison.text.words import _, listed

_TEMPLATE = "report"
_PPI = 200


def write_pages(report: Report, path: Path) -> int:
    """Write a report as a PDF file; returns how many pages there are.

    A character that no font has is left blank, and the last lines name it: a report is not held up by one name.

    Raises:
        NotFoundError, PrintError: as in `print_pdf`.
    """
    missing = in_no_font(set("".join(_texts(report))))
    record = _record(report, Plain(missing))
    if missing:
        remark = _("Left blank, since no font has them: {characters}.")
        named = listed(f"U+{ord(character):04X}" for character in sorted(missing))
        record["definitions"].append(remark.format(characters=named))
    return print_pdf(path, Sheets(_TEMPLATE, {}, [Batch([record], 1)], 1, {}))


def chart_picture(chart: ChartData, width: float) -> bytes:
    """A chart as a PNG picture, so many millimetres wide.

    Raises:
        PrintError: when it cannot be set.
    """
    plain = Plain(in_no_font(set("".join(_chart_texts(chart)))))
    record = {"only-chart": _chart(chart, plain), "width": width}
    return page_pictures(Sheets(_TEMPLATE, {}, [Batch([record], 1)], 1, {}), _PPI)[0]


def _record(report: Report, plain: Plain) -> dict[str, Any]:
    before, between, after = _("page {page} of {pages}").replace("{pages}", "{page}").split("{page}")
    return {
        "title": plain.line(report.title),
        "subtitle": plain.line(subtitle(report)),
        "footer": plain.line(f"{report.title} · {subtitle(report)}"),
        "page": [before, between, after],
        "landscape": report.landscape,
        "sections": [_section(section, report.compared, plain) for section in report.sections],
        "definitions-title": _("What the figures mean"),
        "definitions": [plain.line(text) for text in report.definitions],
    }


def _section(section: Section, compared: Sequence[str], plain: Plain) -> dict[str, Any]:
    tables = [figures_table(section, compared)] if section.figures else []
    empty = section.table is not None and not section.table.rows
    if section.table is not None and not empty:
        tables.append(section.table)
    made: dict[str, Any] = {
        "title": plain.line(section.title),
        "remark": plain.line(f"{section.remark} {_('Nothing to list.')}".strip() if empty else section.remark),
        "sentences": [plain.line(sentence) for sentence in section.sentences],
        "tables": [_table(table, plain) for table in tables],
    }
    if section.chart is not None and section.table is not None and section.table.rows:
        made["chart"] = _chart(chart_data(section.table, section.chart), plain)
    return made


def _table(table: Table, plain: Plain) -> dict[str, Any]:
    return {
        "header": [plain.line(column.label) for column in table.columns] if has_header(table) else [],
        "weights": [column.weight for column in table.columns],
        "numbers": [column.number for column in table.columns],
        "rows": [_cells(row, plain) for row in table.rows],
        "total": _cells(table.total, plain) if table.total else [],
    }


def _cells(row: Row, plain: Plain) -> list[str]:
    return ["\n".join(map(plain.line, cell_text(cell).split("\n"))) for cell in row.cells]


def _chart(chart: ChartData, plain: Plain) -> dict[str, Any]:
    return {
        **asdict(chart),
        "title": plain.line(chart.title),
        "categories": [plain.line(name) for name in chart.categories],
        "series": [{"name": plain.line(name), "values": values} for name, values in chart.series],
    }


def _texts(report: Report) -> list[str]:
    found = [report.title, report.span, *report.definitions]
    for section in report.sections:
        found += [section.title, section.remark, *section.sentences, *(figure.label for figure in section.figures)]
        if section.table is not None:
            found += [cell_text(cell) for row in section.table.rows for cell in row.cells]
    return found


def _chart_texts(chart: ChartData) -> list[str]:
    return [chart.title, *chart.categories, *(name for name, _values in chart.series)]
