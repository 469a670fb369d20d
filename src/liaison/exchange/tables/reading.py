"""Reading files: a workbook or a text as tables of cells, whatever they mean."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from liaison.errors import InvalidInputError, LiaisonError, NotFoundError
from liaison.exchange.cells import Cell
from liaison.exchange.tables.guard import Hidden, inspect_archive
from liaison.exchange.tables.meanwhile import Meanwhile, load_tables
from liaison.exchange.tables.plain import CutOffError, EndlessCellError, read_plain
from liaison.exchange.tables.source import Merged, Source, Table, TooLargeError, UnreadableError, trimmed
from liaison.text.words import _

LARGEST_FILE = 200_000_000
"""Bytes of a file that is read at all."""
LARGEST_OLD_BOOK = 60_000_000
"""Bytes of a workbook in the old format, which cannot be looked at before it is read."""
_LARGE = 1_000_000
"""Bytes of a workbook that takes longer to be unpacked than the tables of names and places to be loaded."""

BOOKS = (".xlsx", ".xlsm", ".xls", ".et")
TEXTS = (".csv", ".tsv", ".txt")
ENDINGS = (*BOOKS, *TEXTS)
_ARCHIVE, _OLD_BOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_SHEETS = 500
_LONGEST_CELL = 32_767
_CELLS_AT_ONCE = 50_000  # so many are in work beside the rows that are kept
_KNOWN_CELLS = 20_000
_MOST_TEXT = 80_000_000  # characters of a sheet, each text counted once
_ERRORS = 2  # the file that errors are shown in
_MOST_AREA = 18_000_000  # an old sheet can have 65,536 rows of 256 cells


def read_source(path: Path) -> Source:
    """Read a workbook (.xlsx, .xls) or a text of cells (.csv, .tsv).

    Raises:
        NotFoundError: when there is no such file.
        InvalidInputError: when it cannot be read, is no workbook or text, or is too large.
    """
    if not path.is_file():
        raise NotFoundError(_("There is no file {path}.").format(path=path))
    if path.suffix.lower() not in ENDINGS:
        sentence = _("{path}: only workbooks (.xlsx, .xls), texts (.csv, .tsv) and cards (.vcf) can be taken in.")
        raise InvalidInputError(sentence.format(path=path))
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(path)
        with path.open("rb") as file:
            start = file.read(8)
        if start.startswith((_ARCHIVE, _OLD_BOOK)) and path.suffix.lower() in BOOKS:
            return Source(path, tuple(_read_workbook(path, old=start.startswith(_OLD_BOOK))), named=True)
        if path.suffix.lower() in TEXTS or (path.suffix.lower() == ".xls" and not start.lstrip().startswith(b"<")):
            return Source(path, (_read_text(path),), named=False)
    except OSError as error:
        raise InvalidInputError(_("{path} cannot be read: {detail}").format(path=path, detail=error)) from error
    raise _no_workbook(path)


def _read_text(path: Path) -> Table:
    try:
        return read_plain(path)
    except TooLargeError as error:
        raise _too_large(path) from error
    except CutOffError as error:
        sentence = _("{path} ends in the middle of a character: a part of it is missing. Copy it again.")
        raise InvalidInputError(sentence.format(path=path)) from error
    except EndlessCellError as error:
        sentence = _(
            "{path}, line {line}: a cell begins there that is longer than any cell may be. "
            'Perhaps its quotation mark (") is not closed. '
            "Mend that line, or save the table as a workbook (.xlsx)."
        )
        raise InvalidInputError(sentence.format(path=path, line=error.line)) from error
    except UnreadableError as error:
        sentence = _("{path} is no text: it is neither in UTF-8 nor in GB18030.")
        raise InvalidInputError(sentence.format(path=path)) from error


def _read_workbook(path: Path, *, old: bool) -> Iterator[Table]:
    try:
        if old and path.stat().st_size > LARGEST_OLD_BOOK:
            raise TooLargeError
        hidden: Mapping[str, Hidden] = {} if old else inspect_archive(path)
        with _quietly(old=old), path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            large = path.stat().st_size > _LARGE
            yield from _tables(book, hidden, Meanwhile(load_tables()).working if large else nullcontext)
    except PasswordError as error:
        raise _locked(path) from error
    except TooLargeError as error:
        raise _too_large(path) from error
    except (CalamineError, UnreadableError, ValueError, TypeError, IndexError, OverflowError) as error:
        raise _no_workbook(path) from error
    except BaseException as error:
        # The reader is compiled code; where it gives up on a broken file it raises outside of Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _no_workbook(path) from error


def _tables(
    book: CalamineWorkbook, hidden: Mapping[str, Hidden], meanwhile: Callable[[], AbstractContextManager[None]]
) -> Iterator[Table]:
    if len(book.sheets_metadata) > _MOST_SHEETS:
        raise TooLargeError
    for place, about in enumerate(book.sheets_metadata):
        if about.typ is SheetTypeEnum.WorkSheet:
            shown = about.visible is SheetVisibleEnum.Visible
            with meanwhile():
                sheet = book.get_sheet_by_index(place)
            table = _table(sheet, hidden.get(about.name, Hidden()), shown=shown)
            if table is not None:
                yield table


def _table(sheet: CalamineSheet, hidden: Hidden, *, shown: bool) -> Table | None:
    if sheet.start is None:
        return None
    if sheet.height * sheet.width > _MOST_AREA:
        raise TooLargeError
    top, left = sheet.start
    rows = _rows(sheet)
    if len(rows) > sheet.height:  # some formats are read from the first row on, whatever it holds
        rows = rows[len(rows) - sheet.height :]
    while rows and not rows[-1]:
        rows.pop()
    last = (len(rows) - 1, sheet.width - 1)
    blocks = dict.fromkeys(
        Merged(a - top, b - left, min(c - top, last[0]), min(d - left, last[1]))
        for (a, b), (c, d) in sheet.merged_cell_ranges or ()
    )
    return Table(
        sheet.name,
        rows,
        top + 1,
        [block for block in blocks if 0 <= block.top < len(rows) and block.left >= 0],
        [number - 1 - top for number in hidden.rows if 0 <= number - 1 - top < len(rows)],
        [number - 1 - left for number in hidden.columns if 0 <= number - 1 - left < sheet.width],
        hidden=not shown,
    )


def _rows(sheet: CalamineSheet) -> list[Sequence[Cell]]:
    """The rows without the blank cells at their ends, no cell longer than a spreadsheet program lets it be."""
    # Some rows at a time, and cut at once, so that what lies around the cells takes no memory.
    kept = _Kept()
    rows: list[Sequence[Cell]] = []
    coming = sheet.iter_rows()
    at_once = max(1, _CELLS_AT_ONCE // sheet.width)
    while part := list(islice(coming, at_once)):
        columns = map(kept.column, zip(*part, strict=True))
        rows.extend(map(trimmed, zip(*columns, strict=True)))
        if kept.written > _MOST_TEXT:
            raise TooLargeError
    if kept.longest > _LONGEST_CELL:
        return [[cell[:_LONGEST_CELL] if isinstance(cell, str) else cell for cell in row] for row in rows]
    return rows


class _Kept:
    """Keeps of cells that are alike one, since the reader makes each anew.

    ``written`` counts the characters that came in, those of texts that come again and again once; ``longest`` is that
    of the longest text.
    """

    def __init__(self) -> None:
        self.written = self.longest = 0
        self._known: dict[Cell, Cell] = {}

    def column(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Cells of one column that follow each other."""
        if bool in set(map(type, cells)):  # True is equal to 1
            return cells
        found = dict.fromkeys(cells)
        come_again = len(found) <= len(cells) // 2
        fresh = [cell for cell in found if cell not in self._known] if come_again else found
        lengths = [len(cell) for cell in fresh if isinstance(cell, str)]
        self.written += sum(lengths)
        self.longest = max(self.longest, *lengths, 0)
        if not come_again:
            return cells
        if len(self._known) > _KNOWN_CELLS:
            self._known.clear()
            fresh = found
        self._known.update(zip(fresh, fresh, strict=True))
        return list(map(self._known.__getitem__, cells))


@contextmanager
def _quietly(*, old: bool) -> Iterator[None]:
    """Keep what the reader of old workbooks prints when it gives up on a broken one from where errors are shown.

    A terminal is left alone: a screen may be drawn on it.
    """
    if not old or os.isatty(_ERRORS):
        yield
        return
    sys.stderr.flush()
    kept = os.dup(_ERRORS)
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), _ERRORS)
        yield
    finally:
        os.dup2(kept, _ERRORS)
        os.close(kept)


def _no_workbook(path: Path) -> LiaisonError:
    sentence = _("{path} is not a workbook that can be read. Open it in a spreadsheet program and save it as .xlsx.")
    return InvalidInputError(sentence.format(path=path))


def _locked(path: Path) -> LiaisonError:
    sentence = _("{path} is locked with a password. Open it in a spreadsheet program and save it without one.")
    return InvalidInputError(sentence.format(path=path))


def _too_large(path: Path) -> LiaisonError:
    sentence = _("{path} is too large to be taken in. Remove what lies outside the tables, or divide it.")
    return InvalidInputError(sentence.format(path=path))
