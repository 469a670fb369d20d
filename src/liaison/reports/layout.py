"""What the formats share: the figures of a report as one table, the numbers of a chart, the lines said around them."""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison.reports.document import (
    Cell,
    Chart,
    Column,
    Figure,
    Report,
    Row,
    Section,
    Share,
    Table,
    Unit,
    cell_text,
    unit_word,
)
from liaison.reports.spans import day_words
from liaison.text.words import _, p_


@dataclass(frozen=True)
class ChartData:
    """The numbers of a chart: one value of each series for each category; shares go from 0 to 100."""

    title: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    percent: bool
    stacked: bool


def figures_table(section: Section, compared: Sequence[str]) -> Table:
    """The figures of a section as a table: what, in which counting word, and the value of each compared span."""
    columns = (Column(_("Figure"), 3), Column(_("Counted in"), 1.6), *_value_columns(compared))
    rows = tuple(Row((one.label, unit_word(one.unit), one, *one.before)) for one in section.figures)
    return Table(columns, rows)


def _value_columns(compared: Sequence[str]) -> tuple[Column, ...]:
    return tuple(Column(name, 1.2, number=True) for name in compared or (p_("column of figures", "Number"),))


def chart_data(table: Table, chart: Chart) -> ChartData:
    """The numbers of a chart, from the lines of its table."""
    percent = any(_unit(table, column) is Unit.SHARE for column in chart.columns)
    series = []
    for column in chart.columns:
        values = tuple(_number(row.cells[column]) for row in chart.charted(table))
        if any(values) or len(chart.columns) == 1:
            series.append((table.columns[column].label, values))
    categories = tuple(cell_text(row.cells[0]) for row in chart.charted(table))
    return ChartData(chart.title, categories, tuple(series), percent, chart.stacked)


def subtitle(report: Report) -> str:
    """What stands under the title: the span, if there is one, and the day on which the report was made."""
    if not report.span:
        return _("made on {day}").format(day=day_words(report.made_on))
    return _("{span} · made on {day}").format(span=report.span, day=day_words(report.made_on))


def has_header(table: Table) -> bool:
    """Whether any column of a table has a name."""
    return any(column.label for column in table.columns)


def _unit(table: Table, column: int) -> Unit | None:
    cells = (row.cells[column] for row in table.rows)
    return next((cell.unit for cell in cells if isinstance(cell, Figure)), None)


def _number(cell: Cell) -> float:
    value = cell.value if isinstance(cell, Figure) else cell
    if isinstance(value, Share):
        return round((value.ratio or 0) * 100, 1)
    return float(value) if isinstance(value, int) else 0.0
