"""Checking rows by themselves: each cell is parsed, and what a row says must make sense on its own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from liaison.errors import InvalidInputError
from liaison.exchange.cells import Cell, cell_text, is_blank
from liaison.exchange.letter_sheets import LONG_TEXTS
from liaison.exchange.mapping import Mapped, MappedTable, Mend, Row
from liaison.exchange.sheets import ADDRESS, PAIRINGS, PAUSES, PEOPLE, VISITS, Column, Holds, Sheet
from liaison.exchange.spill import long_texts
from liaison.pairing.service import check_days
from liaison.people.rules import check_pause
from liaison.text.countries import HOME
from liaison.text.dates import parse_cell_day
from liaison.text.words import _
from liaison.visits.fields import ContactState
from liaison.visits.rules import check_visit

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told how far long work is: what is being done, how many rows are done, how many there are."""

SHOWN_VALUE = 60
_EVERY = 1000
_POSTCODE_DIGITS = 6
_Values: TypeAlias = dict[str, Any]
_Parsed: TypeAlias = dict[tuple[str, Cell], Any]


def check_rows(mapped: Mapped, today: date, progress: Progress | None = None) -> dict[Sheet, list[Row]]:
    """The rows of each sheet with their values, and with what is wrong in them."""
    total = sum(len(table.rows) for table in mapped.tables)
    spilled = long_texts(mapped.tables)
    checked: dict[Sheet, list[Row]] = {}
    done = 0
    for table in mapped.tables:
        rows = checked.setdefault(table.sheet, [])
        parsed: _Parsed = {}
        for number, cells in table.rows:
            whole = cells
            if spilled and table.sheet is not LONG_TEXTS:
                whole = [spilled.get(cell, cell) if isinstance(cell, str) else cell for cell in cells]
            rows.append(_checked(table, number, whole, today, parsed))
            done += 1
            if progress is not None and (done % _EVERY == 0 or done == total):
                progress(_("Reading the rows"), done, total)
    return checked


def mend(column: Column, cell: Cell, sentence: str) -> Mend:
    """What is wrong with a cell; a long value is cut."""
    text = cell_text(cell)
    return Mend(column.header, text if len(text) <= SHOWN_VALUE else text[:SHOWN_VALUE] + "…", sentence)


def _checked(table: MappedTable, number: int, cells: Sequence[Cell], today: date, parsed: _Parsed) -> Row:
    values: _Values = {}
    mends: list[Mend] = []
    for column, place in table.columns:
        cell = cells[place] if place < len(cells) else ""
        try:
            value = None if is_blank(cell) else _parse(column, cell, parsed)
        except InvalidInputError as error:
            mends.append(mend(column, cell, error.sentence))
            continue
        if value is not None and value != "":
            values[column.name] = value
        elif column.key:
            mends.append(mend(column, cell, _("Fill this in.")))
    _pad_postcode(table, cells, values)
    for column, sentence in _nonsense(table.sheet, values, today):
        place = table.positions.get(column.name, len(cells))
        mends.append(mend(column, cells[place] if place < len(cells) else "", sentence))
    return Row(table.sheet, number, cells, values, tuple(mends))


def _parse(column: Column, cell: Cell, parsed: _Parsed) -> Any:
    if column.holds is Holds.DAY and isinstance(cell, float | date | datetime):
        return parse_cell_day(cell)
    if column.holds is Holds.TEXT:
        return column.parse(cell_text(cell))
    # The same few words stand in thousands of rows.
    key = (column.name, cell)
    if key not in parsed:
        parsed[key] = column.parse(cell_text(cell))
    return parsed[key]


def _pad_postcode(table: MappedTable, cells: Sequence[Cell], values: _Values) -> None:
    """A Chinese postcode that a spreadsheet took for a number has lost the zeros it began with."""
    for name in ("postcode", ADDRESS + "postcode"):
        at_home = values.get(name.replace("postcode", "country"), HOME) == HOME
        if name in values and at_home and isinstance(cells[table.positions[name]], float):
            values[name] = values[name].zfill(_POSTCODE_DIGITS)


def _nonsense(sheet: Sheet, values: Mapping[str, Any], today: date) -> Iterator[tuple[Column, str]]:
    """What is wrong with a row as a whole, each with the column to mend."""
    if sheet is PEOPLE and values.get("status_since", today) > today:
        sentence = _("The status cannot begin in the future ({day}).").format(day=values["status_since"])
        yield sheet.column("status_since"), sentence
    for check in _CHECKS.get(sheet, ()):
        try:
            check(values, today)
        except KeyError:
            continue  # a key cell is missing or malformed, which is said already
        except InvalidInputError as error:
            yield sheet.column(error.field or sheet.marked), error.sentence


def _check_pairing(values: Mapping[str, Any], _today: date) -> None:
    check_days(values["started_on"], values.get("ended_on"))


def _check_visit(values: Mapping[str, Any], today: date) -> None:
    check_visit(values["happened_on"], values.get("state", ContactState.DONE), [0], today)


def _check_pause(values: Mapping[str, Any], today: date) -> None:
    check_pause(values["from_on"], values.get("until"), today, snooze="cadre" in values)


_CHECKS: Mapping[Sheet, Sequence[Callable[[Mapping[str, Any], date], None]]] = {
    PAIRINGS: (_check_pairing,),
    VISITS: (_check_visit,),
    PAUSES: (_check_pause,),
}
