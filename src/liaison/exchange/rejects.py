"""The workbook of rejected rows: as they stood in the file, the wrong cells coloured, with what to mend beside them."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from liaison.exchange.mapping import Mapped, MappedTable, header_text
from liaison.exchange.planned import Plan, Planned
from liaison.exchange.sheets import TO_MEND, Sheet
from liaison.exchange.workbook import Book, write_book
from liaison.text.words import p_

_WIDTH, _WIDE = 14, 60
_NUMBERED = re.compile(r"(?P<name>.+)\.rejects(?:-(?P<number>\d+))?")


def write_rejects(path: Path, mapped: Mapped, plan: Plan) -> Path:
    """Write ``NAME.rejects.xlsx`` beside ``NAME.xlsx``; importing it, once mended, finishes the import.

    A workbook of rejects that is imported itself is not written over: the next one has a number.

    Raises:
        InvalidInputError: when it cannot be written.
    """
    target = rejects_path(path)
    rejected: Mapping[Sheet, Sequence[Planned]] = {
        sheet: [planned for planned in rows if planned.rejected] for sheet, rows in plan.rows.items()
    }

    def fill(book: Book) -> None:
        written = set()
        for table in mapped.tables:
            if rejected.get(table.sheet) and table.sheet not in written:
                written.add(table.sheet)
                _write_sheet(book, table, rejected[table.sheet])

    write_book(target, fill)
    return target


def rejects_path(path: Path) -> Path:
    """Where the rejected rows of a file go."""
    match = _NUMBERED.fullmatch(path.stem)
    if match is None:
        return path.with_name(f"{path.stem}.rejects.xlsx")
    return path.with_name(f"{match['name']}.rejects-{int(match['number'] or 1) + 1}.xlsx")


def _write_sheet(book: Book, table: MappedTable, rows: Sequence[Planned]) -> None:
    page = book.sheet(table.sheet.name)
    headers = [header for header in table.headers if header != TO_MEND]
    places = [place for place, header in enumerate(table.headers) if header != TO_MEND]
    page.set_column(0, len(headers) - 1, _WIDTH)
    page.set_column(len(headers), len(headers), _WIDE)
    for column, header in enumerate([*headers, TO_MEND]):
        book.write_header(page, column, header)
    page.freeze_panes(1, 0)
    for number, planned in enumerate(rows, 1):
        wrong = {mend.header for mend in planned.mends}
        cells = planned.row.cells
        for column, place in enumerate(places):
            cell = cells[place] if place < len(cells) else ""
            book.write(page, number, column, cell, wrong=header_text(headers[column]) in wrong)
        sentences = [
            p_("a column and what is wrong in it", "{column}: {sentence}").format(column=m.header, sentence=m.sentence)
            for m in planned.mends
        ]
        book.write(page, number, len(headers), "\n".join(sentences))
