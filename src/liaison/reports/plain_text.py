"""A report as Markdown, as CSV and as data: plain files that any program reads."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from liaison.exchange.cells import harmless
from liaison.reports.document import Cell, Figure, Report, Section, Share, Table, cell_text
from liaison.reports.layout import figures_table, has_header, subtitle
from liaison.text.words import _


def markdown(report: Report) -> str:
    """A report in Markdown; what users wrote is taken literally."""
    lines = [f"# {_escaped(report.title)}", "", _escaped(subtitle(report)), ""]
    for section in report.sections:
        lines += [f"## {_escaped(section.title)}", ""]
        for text in (*section.sentences, *((section.remark,) if section.remark else ())):
            lines += [_escaped(text), ""]
        for table in _tables(report, section):
            lines += [*_markdown_table(table), ""]
    if report.definitions:
        lines += [f"## {_('What the figures mean')}", ""]
        lines += [*(f"- {_escaped(text)}" for text in report.definitions), ""]
    return "\n".join(lines)


def write_markdown(report: Report, path: Path) -> None:
    """Write a report as Markdown in UTF-8."""
    path.write_text(markdown(report), encoding="utf-8", newline="\n")


def write_csv(report: Report, path: Path) -> None:
    """Write the tables of a report below each other, an empty line between them; cells cannot be taken for formulas.

    The mark at the start tells spreadsheet programs that the file is in UTF-8.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(csv_lines(report))


def csv_lines(report: Report) -> Iterator[list[str]]:
    """The lines of a report for a CSV file; a spreadsheet takes none of their cells for a formula."""
    for line in _lines(report):
        yield [harmless(cell) for cell in line]


def _lines(report: Report) -> Iterator[list[str]]:
    yield [report.title, subtitle(report)]
    for section in report.sections:
        for table in _tables(report, section):
            yield []
            yield [section.title]
            if has_header(table):
                yield [column.label for column in table.columns]
            for row in (*table.rows, *((table.total,) if table.total else ())):
                yield [cell_text(cell) for cell in row.cells]
    if report.definitions:
        yield []
        yield [_("What the figures mean")]
        yield from ([text] for text in report.definitions)


def as_data(report: Report) -> dict[str, Any]:
    """A report as data: each figure with its unit, its value and the ids of the records behind it."""
    return {
        "report": report.given.value,
        "title": report.title,
        "span": report.span,
        "made_on": report.made_on.isoformat(),
        "compared": list(report.compared),
        "sections": [
            {
                "title": section.title,
                "remark": section.remark,
                "sentences": list(section.sentences),
                "figures": [_figure(one) for one in section.figures],
                "table": None if section.table is None else _table(section.table),
            }
            for section in report.sections
        ],
        "definitions": list(report.definitions),
    }


def write_json(report: Report, path: Path) -> None:
    """Write a report as JSON."""
    path.write_text(json.dumps(as_data(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _tables(report: Report, section: Section) -> Iterator[Table]:
    """What is shown as a table under a heading: the figures, and the table of the section."""
    if section.figures:
        yield figures_table(section, report.compared)
    if section.table is not None:
        yield section.table


def _figure(figure: Figure) -> dict[str, Any]:
    value = figure.value
    return {
        "key": figure.key,
        "label": figure.label,
        "unit": figure.unit.value,
        "value": value if isinstance(value, int) else _share(value),
        "records": {"kind": figure.records.kind.value, "ids": list(figure.records.ids)},
        "before": [_figure(one) for one in figure.before],
    }


def _share(share: Share) -> dict[str, Any]:
    return {"part": share.part, "whole": share.whole, "ratio": share.ratio}


def _table(table: Table) -> dict[str, Any]:
    return {
        "columns": [column.label for column in table.columns],
        "rows": [[_plain(cell) for cell in row.cells] for row in table.rows],
        "total": None if table.total is None else [_plain(cell) for cell in table.total.cells],
    }


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Figure):
        return _figure(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _markdown_table(table: Table) -> list[str]:
    header = [_escaped(column.label) for column in table.columns]
    rule = ["---:" if column.number else "---" for column in table.columns]
    rows = (*table.rows, *((table.total,) if table.total else ()))
    lines = [[_escaped(cell_text(cell)) for cell in row.cells] for row in rows]
    return [f"| {' | '.join(line)} |" for line in (header, rule, *lines)]


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    flat = " ".join(text.split())
    return "".join(f"\\{character}" if character in "\\`*_[]<>|#&~" else character for character in flat)
