"""The workbook of rejected rows: as they stood in the file, the wrong cells coloured, with what to mend beside them."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from liaison.exchange.cells import cell_text, is_blank
from liaison.exchange.mapping import Mapped, MappedTable, header_text
from liaison.exchange.planned import Plan, Planned
from liaison.exchange.sheets import CADRES, TO_MEND
from liaison.exchange.tables.rosters import RosterTable
from liaison.exchange.workbook import Book, write_book
from liaison.text.words import p_

_WIDTH, _WIDE = 14, 60
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_MOST_ABOVE = 30
"""So many rows of titles and headers are written as they were; of more, only the headers."""
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


def _write_head(book: Book, page: Any, table: MappedTable, headers: Sequence[str]) -> int:
    """Write what stands above the rows; return how many rows that takes."""
    roster = table.roster if isinstance(table, RosterTable) else None
    as_it_was = roster is not None and roster.alone and TO_MEND not in table.headers[: len(headers)]
    if roster is None or not as_it_was or len(roster.head) > _MOST_ABOVE:
        for column, header in enumerate([*headers, TO_MEND]):
            book.write_header(page, column, header)
        return 1
    first = len(roster.head) - roster.depth
    for at, row in enumerate(roster.head):
        for place, cell in enumerate(roster.table.rows[row][: len(headers)]):
            if at >= first and not is_blank(cell):
                book.write_header(page, place, cell_text(cell), at)
            else:
                book.write(page, at, place, cell)
    for block in roster.table.merged:
        if block.top in roster.head and block.bottom in roster.head and block.right < len(headers):
            above = roster.table.rows[block.top]
            text = cell_text(above[block.left]) if block.left < len(above) else ""
            top, bottom = block.top - roster.head.start, block.bottom - roster.head.start
            page.merge_range(top, block.left, bottom, block.right, text, book.header if top >= first else book.text)
    if roster.depth > 1:
        page.merge_range(first, len(headers), first + roster.depth - 1, len(headers), TO_MEND, book.header)
    else:
        book.write_header(page, len(headers), TO_MEND, first)
    return len(roster.head)


def _write_sheet(book: Book, table: MappedTable, name: str, rows: Sequence[Planned]) -> None:
    page = book.sheet(name)
    headers = [header for header in table.headers if header != TO_MEND]
    places = [place for place, header in enumerate(table.headers) if header != TO_MEND]
    page.set_column(0, len(headers) - 1, _WIDTH)
    page.set_column(len(headers), len(headers), _WIDE)
    above = _write_head(book, page, table, headers)
    page.freeze_panes(above, 0)
    for number, planned in enumerate(rows, above):
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
