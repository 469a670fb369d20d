"""The workbook of rejected rows: as they stood in the file, the wrong cells coloured, with what to mend beside them."""

import re
from collections.abc import Sequence
from pathlib import Path

from liaison.exchange.mapping import Mapped, MappedTable, header_text
from liaison.exchange.planned import Plan, Planned
from liaison.exchange.sheets import CADRES, TO_MEND
from liaison.exchange.tables.rosters import RosterTable
from liaison.exchange.workbook import Book, write_book
from liaison.text.words import p_

_WIDTH, _WIDE = 14, 60
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_NUMBERED = re.compile(r"(?P<name>.+)\.rejects(?:-(?P<number>\d+))?")


def write_rejects(path: Path, mapped: Mapped, plan: Plan) -> Path:
    """Write ``NAME.rejects.xlsx`` beside ``NAME.xlsx``; importing it, once mended, finishes the import.

    A workbook of rejects that is imported itself is not written over: the next one has a number.

    Raises:
        InvalidInputError: when it cannot be written.
    """
    target = rejects_path(path)
    office = [table for table in mapped.tables if not isinstance(table, RosterTable)]
    rejected: dict[int, list[Planned]] = {}
    for planned in plan.rejected():
        table = planned.row.table or next(each for each in office if each.sheet is planned.row.sheet)
        rejected.setdefault(id(table), []).append(planned)

    def fill(book: Book) -> None:
        names: set[str] = set()
        for table in mapped.tables:
            if id(table) in rejected:
                _write_sheet(book, table, _name(table, names), rejected[id(table)])

    write_book(target, fill)
    return target


def _name(table: MappedTable, taken: set[str]) -> str:
    """The name of a sheet: as in the file, as far as a sheet can be called so, and none twice."""
    whole = _NOT_IN_NAMES.sub(" ", table.name).strip("' ") or table.sheet.name
    if table.sheet is CADRES and whole != CADRES.name and "干部" not in whole:
        whole = f"{CADRES.name} {whole}"  # so that it is read as a roster of cadres again
    name, number = whole[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        name = f"{whole[: _LONGEST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name


def rejects_path(path: Path) -> Path:
    """Where the rejected rows of a file go."""
    match = _NUMBERED.fullmatch(path.stem)
    if match is None:
        return path.with_name(f"{path.stem}.rejects.xlsx")
    return path.with_name(f"{match['name']}.rejects-{int(match['number'] or 1) + 1}.xlsx")


def _write_sheet(book: Book, table: MappedTable, name: str, rows: Sequence[Planned]) -> None:
    page = book.sheet(name)
    headers = [header for header in table.headers if header != TO_MEND]
    places = [place for place, header in enumerate(table.headers) if header != TO_MEND]
    page.set_column(0, len(headers) - 1, _WIDTH)
    page.set_column(len(headers), len(headers), _WIDE)
    for column, header in enumerate([*headers, TO_MEND]):
        book.write_header(page, column, header)
    page.freeze_panes(1, 0)
    for number, planned in enumerate(rows, 1):
        wrong = {header_text(mend.header) for mend in planned.mends}
        wrong |= {header_text(table.headers[at]) for column, at in table.columns if column.header in wrong}
        cells = planned.row.cells
        for column, place in enumerate(places):
            cell = cells[place] if place < len(cells) else ""
            book.write(page, number, column, cell, wrong=header_text(headers[column]) in wrong)
        sentences = [
            p_("a column and what is wrong in it", "{column}: {sentence}").format(column=m.header, sentence=m.sentence)
            for m in planned.mends
        ]
        book.write(page, number, len(headers), "\n".join(sentences))
