"""The rows of a roster with their values: each cell is understood by what its column holds."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from liaison.exchange.cells import Cell, is_blank
from liaison.exchange.check import Progress, mend
from liaison.exchange.mapping import Mend, Row
from liaison.exchange.sheets import Column
from liaison.exchange.tables.people_steps import Steps
from liaison.exchange.tables.rosters import RosterTable
from liaison.exchange.tables.row_steps import Read, Values
from liaison.exchange.tables.values import DITTO
from liaison.text.words import _, n_

_AT_ONCE = 1000


def read_rows(
    table: RosterTable, today: date, remarks: list[str], home: str = "", progress: Progress | None = None
) -> tuple[list[Row], str]:
    """The rows of a roster with their values, and the county that goes without saying before home towns.

    What is to be known of the rows is added to the remarks. ``home`` is that county where it is known.
    """
    reader = RowReader(table, today, home)
    rows: list[Row] = []
    while len(rows) < len(table.rows):
        rows.extend(reader.read(table.rows[len(rows) : len(rows) + _AT_ONCE]))
        if progress is not None:
            progress(_("Reading the rows"), len(rows), len(table.rows))
    remarks.extend(reader.remarks())
    return rows, reader.home


@dataclass
class RowReader:
    """Reads the rows of one roster, and counts what has to be said of them."""

    table: RosterTable
    today: date
    home: str = ""
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        steps = Steps(self.table, self.home, self._note)
        self._homes = steps.homes
        self.home = steps.homes.home
        self._name_place = steps.name_place
        self._steps = steps.needed()
        self._width = max(self.table.judged, default=0) + 1
        self._above: Sequence[Cell] = ()

    def read(self, rows: Sequence[tuple[int, Sequence[Cell]]]) -> Iterator[Row]:
        """Some rows that follow each other, each with its values, and with what is wrong in it."""
        wrong: dict[int, list[Mend]] = defaultdict(list)
        written = [self._without_dittos(cells) for _number, cells in rows]
        read: list[Read] = [(self._whole(cells), {}) for cells in written]

        def fail(at: int, place: int, sentence: str) -> None:
            wrong[at].append(self._mend(place, written[at], sentence))

        for step in self._steps:
            step(read, fail)
        for at, ((number, _cells), cells, (_whole, values)) in enumerate(zip(rows, written, read, strict=True)):
            mends = self._mends(cells, values, wrong.get(at, ()))
            yield Row(self.table.sheet, number, cells, values, mends, self.table)

    def remarks(self) -> Iterator[str]:
        """What was left out or decided in cells, each with how often, and where home towns come from."""
        for (header, words), count in self.notes.items():
            sentence = n_(
                "{table}, {column}, {count} cell: {words}.", "{table}, {column}, {count} cells: {words}.", count
            )
            yield sentence.format(table=self.table.name, column=header, count=count, words=_(words))
        if self._homes.left_out:
            sentence = _("{table}: “{county}” before the home towns, which most of them share, was left out.")
            yield sentence.format(table=self.table.name, county=self._homes.left_out)

    # Helpers.

    def _mends(self, cells: Sequence[Cell], values: Values, mends: Sequence[Mend]) -> tuple[Mend, ...]:
        if not values.get("name") and not any(one.header == self._header(self._name_place) for one in mends):
            mends = [self._mend(self._name_place, cells, _("Fill this in.")), *mends]
        since = values.get("status_since")
        if since is not None and since > self.today:
            sentence = _("The status cannot begin in the future ({day}).").format(day=since)
            mends = [*mends, self._mend(self.table.positions["status_since"], cells, sentence)]
        return tuple(mends)

    def _whole(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells with those that were left out at the end of the row."""
        missing = self._width - len(cells)
        return cells if missing <= 0 else [*cells, *[""] * missing]

    def _without_dittos(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells, each that says “the same” with what stands above it; a name is never the same."""
        if not DITTO.isdisjoint(cells):
            above = self._above
            cells = [
                (above[place] if place < len(above) else "")
                if isinstance(cell, str) and cell in DITTO and place != self._name_place
                else cell
                for place, cell in enumerate(cells)
            ]
        self._above = cells
        return cells

    def _note(self, place: int, words: str) -> None:
        self.notes[self._header(place), words] += 1

    def _header(self, place: int) -> str:
        return self.table.judged[place].header

    def _mend(self, place: int, cells: Sequence[Cell], sentence: str) -> Mend:
        found = mend(Column("", self._header(place)), cells[place] if place < len(cells) else "", sentence)
        return found if not is_blank(found.value) else Mend(found.header, "", found.sentence)
