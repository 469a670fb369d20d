"""A part of a report as a table of the screen: its columns as wide as their numbers, its lines, what each can open."""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison.reports import document
from liaison.reports.document import Figure, Report, Section, Table
from liaison.reports.layout import figures_table
from liaison.text.display import cell_width
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import Row

_LEAST, _MOST = 6, 24


@dataclass(frozen=True)
class Shown:
    """A part as it is shown: columns, rows by their place, and the lines of the report behind them."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lines: tuple[document.Row, ...]


def shown_section(report: Report, section: Section) -> Shown:
    """The figures or the table of a part."""
    table = figures_table(section, report.compared) if section.figures else section.table or Table((), ())
    lines = (*table.rows, *((table.total,) if table.total else ()))
    texts = [tuple(document.cell_text(cell).replace("\n", " ") for cell in line.cells) for line in lines]
    columns = tuple(
        _column(place, column, [cells[place] for cells in texts]) for place, column in enumerate(table.columns)
    )
    last = len(lines) - 1 if table.total else -1
    rows = tuple(
        Row(place, cells, ("strong",) * len(cells) if place == last else ()) for place, cells in enumerate(texts)
    )
    return Shown(columns, rows, lines)


def figures_of(line: document.Row) -> list[Figure]:
    """The figures of a line, those of other spans too."""
    return [cell for cell in line.cells if isinstance(cell, Figure)]


def _column(place: int, column: document.Column, texts: Sequence[str]) -> Column:
    label = column.label
    widest = max(map(cell_width, (label, *texts)), default=_LEAST)
    if column.number or widest <= _LEAST * 2:
        return Column(
            str(place),
            lambda: label,
            width=max(widest, 2),
            align="right" if column.number else "left",
            priority=place + 1,
        )
    least = min(max(widest, _LEAST), _MOST if place == 0 else 12)
    return Column(
        str(place), lambda: label, fraction=max(1, round(column.weight * 2)), min_width=least, priority=place + 1
    )
