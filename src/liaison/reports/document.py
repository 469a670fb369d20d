"""What every report is: figures, each with the records behind it, in sections; definitions; nothing of any format.

A figure can be opened: `Records` names its rows in the store, and `liaison.reports.records` reads them. The renderers
(workbook, Word, pages, text) and the Reports room all read this one shape.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from liaison.stewardship.disclosures import Given
from liaison.store.tables import Named
from liaison.text.words import n_, p_


class Unit(StrEnum):
    """What a figure counts; figures of different units are never added up."""

    PEOPLE = "people"
    PERSON_TIMES = "person_times"
    CONTACTS = "contacts"
    EVENTS = "events"
    LETTERS = "letters"
    ISSUES = "issues"
    SUGGESTIONS = "suggestions"
    REQUESTS = "requests"
    PAIRINGS = "pairings"
    TRIPS = "trips"
    CITIES = "cities"
    SHARE = "share"


class RecordKind(StrEnum):
    """Which rows of the store stand behind a figure; a participation is one person in one contact."""

    VISIT = "visit"
    PARTICIPATION = "participation"
    PERSON = "person"
    CADRE = "cadre"
    PAIRING = "pairing"
    FOLLOW_UP = "follow_up"
    TRIP = "trip"
    PIECE = "piece"
    CAMPAIGN = "campaign"


@dataclass(frozen=True)
class Records:
    """The rows behind a figure, in the order in which they are listed.

    ``notes`` say more of single rows than the store does, such as whether they count, under ``headers``.
    """

    kind: RecordKind
    ids: tuple[int, ...] = ()
    headers: tuple[str, ...] = ()
    notes: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Share:
    """A part of a whole; of nothing there is no share."""

    part: int
    whole: int

    @property
    def ratio(self) -> float | None:
        """The share from 0 to 1."""
        return self.part / self.whole if self.whole else None


Value: TypeAlias = int | Share


@dataclass(frozen=True)
class Figure:
    """One number of a report; ``before`` are the same figure of other spans, named by the report's ``compared``."""

    key: str
    label: str
    unit: Unit
    value: Value
    records: Records
    before: tuple["Figure", ...] = ()

    def shown(self) -> str:
        """The bare number, as a table shows it; – where there is none."""
        return show_value(self.value)

    def said(self) -> str:
        """The number with its counting word, as a sentence says it."""
        return say_value(self.unit, self.value)


Cell: TypeAlias = str | int | date | Figure | None


@dataclass(frozen=True)
class Column:
    """A column of a table; ``weight`` is its part of the width of a page; numbers stand at the right."""

    label: str
    weight: float = 1.0
    number: bool = False


@dataclass(frozen=True)
class Row:
    """A line of a table; ``people`` are the representatives whom it is about, if it is about any."""

    cells: tuple[Cell, ...]
    people: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Table:
    """Lines under columns; ``total`` is no sum of the lines where people or contacts stand in several of them."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None


@dataclass(frozen=True)
class Chart:
    """A chart of some columns of the table beside it: a bar for each line, with the columns stacked or beside another.

    The columns hold figures, all of one unit. ``lines`` says how many of the first lines are charted, if not all.
    """

    title: str
    columns: tuple[int, ...]
    stacked: bool = True
    lines: int | None = None

    def charted(self, table: Table) -> tuple[Row, ...]:
        """The lines that the chart shows."""
        return table.rows[: self.lines]


@dataclass(frozen=True)
class Section:
    """A part of a report: sentences that can be pasted, figures, a table with or without a chart."""

    title: str
    remark: str = ""
    sentences: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    table: Table | None = None
    chart: Chart | None = None


@dataclass(frozen=True)
class Report:
    """A report, ready for any format.

    ``span`` says which days it is about; ``compared`` names the columns of figures, the first that of ``value``, the
    others those of ``before``. ``people`` are the ids of the representatives whose data it holds.
    """

    given: Given
    title: str
    span: str
    made_on: date
    sections: tuple[Section, ...]
    definitions: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    landscape: bool = False

    def figures(self) -> Iterator[Figure]:
        """Every figure, those of tables and of other spans too."""
        for section in self.sections:
            for figure in section.figures:
                yield from (figure, *figure.before)
            yield from _table_figures(section.table)


def show_value(value: Value) -> str:
    """A bare number; a share in per cent with one decimal, – where the whole is nothing."""
    if isinstance(value, int):
        return str(value)
    return "–" if value.ratio is None else f"{value.ratio * 100:.1f}%"


def say_value(unit: Unit, value: Value) -> str:
    """A number with its counting word: 27 名, 164 人次."""
    if isinstance(value, Share):
        return show_value(value)
    said = {
        Unit.PEOPLE: n_("{count} person", "{count} people", value),
        Unit.PERSON_TIMES: n_("{count} person-time", "{count} person-times", value),
        Unit.CONTACTS: n_("{count} time", "{count} times", value),
        Unit.EVENTS: n_("{count} event", "{count} events", value),
        Unit.LETTERS: n_("{count} letter", "{count} letters", value),
        Unit.ISSUES: n_("{count} issue", "{count} issues", value),
        Unit.SUGGESTIONS: n_("{count} suggestion", "{count} suggestions", value),
        Unit.REQUESTS: n_("{count} request", "{count} requests", value),
        Unit.PAIRINGS: n_("{count} pairing", "{count} pairings", value),
        Unit.TRIPS: n_("{count} trip", "{count} trips", value),
        Unit.CITIES: n_("{count} city", "{count} cities", value),
    }[unit]
    return said.format(count=value)


def unit_word(unit: Unit) -> str:
    """The counting word of a unit: 名, 人次."""
    return {
        Unit.PEOPLE: p_("counting word", "people"),
        Unit.PERSON_TIMES: p_("counting word", "person-times"),
        Unit.CONTACTS: p_("counting word", "times"),
        Unit.EVENTS: p_("counting word", "events"),
        Unit.LETTERS: p_("counting word", "letters"),
        Unit.ISSUES: p_("counting word", "issues"),
        Unit.SUGGESTIONS: p_("counting word", "suggestions"),
        Unit.REQUESTS: p_("counting word", "requests"),
        Unit.PAIRINGS: p_("counting word", "pairings"),
        Unit.TRIPS: p_("counting word", "trips"),
        Unit.CITIES: p_("counting word", "cities"),
        Unit.SHARE: "%",
    }[unit]


def cell_text(cell: Cell) -> str:
    """A cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, Figure):
        return cell.shown()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def counted(key: str, label: str, unit: Unit, kind: RecordKind, ids: Iterable[int]) -> Figure:
    """A figure that is the number of its records, each counted once."""
    distinct = tuple(dict.fromkeys(ids))
    return Figure(key, label, unit, len(distinct), Records(kind, distinct))


def _table_figures(table: Table | None) -> Iterator[Figure]:
    if table is None:
        return
    for row in (*table.rows, *((table.total,) if table.total else ())):
        for cell in row.cells:
            if isinstance(cell, Figure):
                yield from (cell, *cell.before)
