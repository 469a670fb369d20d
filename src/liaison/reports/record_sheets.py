"""The sheets of records in a workbook: one for each figure of the list, and one for each table and kind of record.

In the sheet of a table a line stands once for each line of the table, with a column of ticks for each figure that
counts it: filter by the line and the ticks, and the rows left are those behind the number.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from liaison.reports.document import Column, Figure, RecordKind, Records, Report, Row, Table, cell_text, unit_word
from liaison.reports.records import record_columns, record_lines
from liaison.reports.workbook_style import Style, column_width, fit_row, set_up_page, sheet_name
from liaison.text.words import _

_TICK = "✓"
_LONGEST_TITLE = 28
"""The name of a sheet has 31 characters, of which three are its number."""
_MOST_ROWS = 1_048_000
"""A sheet holds 1,048,576 rows."""


@dataclass
class _Block:
    """The records of one line: its words, what is listed, and for each tick column the ids that have it."""

    label: str
    records: Records
    ticks: tuple[frozenset[int], ...] = ()
    keys: tuple[str, ...] = ()


@dataclass
class _Plan:
    """One sheet of records."""

    title: str
    first: str
    blocks: list[_Block] = field(default_factory=list)
    tick_labels: tuple[str, ...] = ()


class RecordSheets:
    """Plans the sheets of a report and writes them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._plans: list[_Plan] = []
        self._same: dict[str, str] = {}
        self._labels: Counter[str] = Counter()

    def plan(self, report: Report) -> None:
        """Decide which sheets there are; where figures differ in their counting word only, it is in the name."""
        self._labels = Counter(figure.label for section in report.sections for figure in section.figures)
        known: dict[tuple[RecordKind, tuple[int, ...]], str] = {}
        for section in report.sections:
            for figure in section.figures:
                if self._of_figure(figure, report.compared):
                    known.setdefault((figure.records.kind, figure.records.ids), figure.key)
        for section in report.sections:
            if section.table is not None:
                self._of_table(section.title, section.table, known)

    def write(self, book: Any, style: Style, names: set[str], report: Report) -> Mapping[str, str]:
        """Write the sheets; returns the place of the records of each figure, by its key."""
        places: dict[str, str] = {}
        for number, plan in enumerate(self._plans, 1):
            sheet = book.add_worksheet(sheet_name(f"{number:02d} {plan.title}", names))
            set_up_page(sheet, report, landscape=True)
            places.update(self._fill(sheet, style, plan))
        return {**places, **{key: places[other] for key, other in self._same.items() if other in places}}

    def _of_figure(self, figure: Figure, compared: Sequence[str]) -> bool:
        """A sheet for a figure with its like of other spans; none where there are no records."""
        spans = zip(compared or ("",), (figure, *figure.before), strict=True)
        shown = [(name, one) for name, one in spans if one.records.ids]
        if shown:
            blocks = [_Block(name, one.records, keys=(one.key,)) for name, one in shown]
            title = figure.label
            if self._labels[title] > 1:
                unit = _("({unit})").format(unit=unit_word(figure.unit))
                title = f"{title[: _LONGEST_TITLE - len(unit)]}{unit}"
            self._plans.append(_Plan(title, _("Time") if compared else "", blocks))
        return bool(shown)

    def _of_table(self, title: str, table: Table, known: Mapping[tuple[RecordKind, tuple[int, ...]], str]) -> None:
        kinds: dict[RecordKind, list[int]] = {}
        for row in table.rows:
            for place, cell in enumerate(row.cells):
                if isinstance(cell, Figure) and place not in kinds.setdefault(cell.records.kind, []):
                    kinds[cell.records.kind].append(place)
        for places in kinds.values():
            labels = tuple(table.columns[place].label for place in places)
            plan = _Plan(title, table.columns[0].label or title, tick_labels=labels if len(labels) > 1 else ())
            total = table.total
            if total is not None and all(self._is_known(total, place, known) for place in places):
                total = None
            for row in (*table.rows, *((total,) if total else ())):
                block = _block(row, places)
                if block.records.ids:
                    plan.blocks.append(block)
            if plan.blocks:
                self._plans.append(plan)

    def _is_known(self, row: Row, place: int, known: Mapping[tuple[RecordKind, tuple[int, ...]], str]) -> bool:
        """Whether the records of a cell have a sheet of their own already; then the cell leads there."""
        cell = row.cells[place]
        if not isinstance(cell, Figure):
            return True
        other = known.get((cell.records.kind, cell.records.ids))
        if other is not None and other != cell.key:
            self._same[cell.key] = other
        return other is not None or not cell.records.ids

    def _fill(self, sheet: Any, style: Style, plan: _Plan) -> dict[str, str]:
        columns = _columns(plan)
        widths = [column_width(column) for column in columns]
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column_width(column))
            sheet.write_string(0, place, column.label, style.header)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        places: dict[str, str] = {}
        row = 0
        for block in plan.blocks:
            for key in block.keys:
                places[key] = f"'{sheet.get_name()}'!A{row + 2}"
            for line in record_lines(self._session, block.records):
                if row >= _MOST_ROWS:
                    break
                row += 1
                lead = (block.label,) if plan.first else ()
                ticks = tuple(_TICK if line.id in ids else "" for ids in block.ticks) if plan.tick_labels else ()
                cells = (*lead, *line.cells, *ticks)
                for place, cell in enumerate(cells):
                    style.write(sheet, row, place, cell)
                fit_row(sheet, row, zip(map(cell_text, cells), widths, strict=True))
        sheet.autofilter(0, 0, max(row, 1), len(columns) - 1)
        sheet.print_area(0, 0, max(row, 1), len(columns) - 1)
        return places


def _columns(plan: _Plan) -> tuple[Column, ...]:
    lead = (Column(plan.first, 1.6),) if plan.first else ()
    noted = next((block.records for block in plan.blocks if block.records.headers), plan.blocks[0].records)
    return (*lead, *record_columns(noted), *(Column(label, 1) for label in plan.tick_labels))


def _block(row: Row, places: Sequence[int]) -> _Block:
    """The records of some cells of a line, each once, with what the cells note of them."""
    figures = [cell for place in places if isinstance(cell := row.cells[place], Figure)]
    ids = tuple(dict.fromkeys(one for figure in figures for one in figure.records.ids))
    noted = next((figure.records for figure in figures if figure.records.headers), figures[0].records)
    return _Block(
        cell_text(row.cells[0]),
        Records(noted.kind, ids, noted.headers, noted.notes),
        tuple(frozenset(figure.records.ids) for figure in figures),
        tuple(figure.key for figure in figures),
    )
