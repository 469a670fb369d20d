"""Reading files: a workbook or a CSV file as tables of cells, whatever they mean."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from liaison.errors import InvalidInputError, LiaisonError, NotFoundError
from liaison.exchange.cells import Cell, as_it_was
from liaison.text.words import _

LARGEST_FILE = 200_000_000
"""Bytes of a file that is read at all."""
LARGEST_INSIDE = 800_000_000
"""Bytes that the sheets of a workbook may hold unpacked: more is a mistake or an attack."""
LARGEST_BESIDE = 200_000_000
"""Bytes that everything but the sheets may hold unpacked, such as the texts that sheets share."""
MOST_CELLS = 12_000_000
"""Cells of one sheet, empty ones between filled ones counted, as they all take memory."""

_BOOKS = (".xlsx", ".xlsm")
_TEXTS = (".csv",)
_FILLED_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d{1,9})"[^>]*>\s*<(?:\w+:)?c ')
_COLUMNS = (  # the last column of each span of letters, the widest first
    (re.compile(rb' r="[A-Z]{3}\d'), 18_278),
    (re.compile(rb' r="[C-Z][A-Z]\d'), 702),
    (re.compile(rb' r="[A-Z]{2}\d'), 78),
)
_NARROW = 26
_PIECE, _OVERLAP = 4_000_000, 400


@dataclass(frozen=True)
class Table:
    """One sheet as it was read: ``first_row`` is the number of its first row, counted from 1."""

    name: str
    rows: Sequence[Sequence[Cell]]
    first_row: int = 1


@dataclass(frozen=True)
class Source:
    """A file as it was read; ``named`` says whether its tables bear names of their own."""

    path: Path
    tables: tuple[Table, ...]
    named: bool


def read_source(path: Path) -> Source:
    """Read a workbook (.xlsx) or a CSV file.

    Raises:
        NotFoundError: when there is no such file.
        InvalidInputError: when it cannot be read, is no workbook or text, or is too large.
    """
    if not path.is_file():
        raise NotFoundError(_("There is no file {path}.").format(path=path))
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(path)
        if path.suffix.lower() in _BOOKS:
            return Source(path, tuple(_read_workbook(path)), named=True)
        if path.suffix.lower() in _TEXTS:
            return Source(path, (_read_csv(path),), named=False)
    except OSError as error:
        raise InvalidInputError(_("{path} cannot be read: {detail}").format(path=path, detail=error)) from error
    sentence = _("{path}: only workbooks (.xlsx) and CSV files (.csv) can be taken in.")
    raise InvalidInputError(sentence.format(path=path))


def _read_workbook(path: Path) -> Iterator[Table]:
    _require_sane(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                if sheet.start is not None:
                    yield Table(name, sheet.to_python(), sheet.start[0] + 1)
    except (CalamineError, ValueError, TypeError, IndexError) as error:
        raise _no_workbook(path) from error
    except BaseException as error:
        # The reader is compiled code; where it gives up on a broken file it raises outside of Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _no_workbook(path) from error


def _require_sane(path: Path) -> None:
    """A workbook is an archive whose parts are not out of all proportion, looked at before it is unpacked whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            sheets, others = 0, 0
            for part in archive.infolist():
                if _is_sheet(part):
                    sheets += part.file_size
                else:
                    others += part.file_size
            if sheets > LARGEST_INSIDE or others > LARGEST_BESIDE:
                raise _too_large(path)
            for part in filter(_is_sheet, archive.infolist()):
                with archive.open(part) as sheet:
                    if _cells_in(iter(lambda: sheet.read(_PIECE), b"")) > MOST_CELLS:
                        raise _too_large(path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise _no_workbook(path) from error


def _is_sheet(part: zipfile.ZipInfo) -> bool:
    return part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")


def _cells_in(pieces: Iterator[bytes]) -> int:
    """How many cells lie between the corners of a sheet, at most: the reader makes room for all of them."""
    last, width, before = 0, _NARROW, b""
    for piece in pieces:
        text = before + piece
        last = max(last, *(int(number) for number in _FILLED_ROW.findall(text)), 0)
        width = next((wide for column, wide in _COLUMNS if wide > width and column.search(text)), width)
        before = text[-_OVERLAP:]
    return last * width


def _read_csv(path: Path) -> Table:
    text = _decoded(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;", key=first.count)
    try:
        lines_of_cells = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [[as_it_was(cell) for cell in row] for row in lines_of_cells]
    except csv.Error as error:
        raise InvalidInputError(_("{path} is no CSV file: {detail}").format(path=path, detail=error)) from error
    return Table(path.stem, rows)


def _decoded(path: Path) -> str:
    """The text of a file: by its byte order mark, else as UTF-8, else as GB18030, each strictly."""
    data = path.read_bytes()
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    marked = [encoding for mark, encoding in marks if data.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    sentence = _("{path} is no text: it is neither in UTF-8 nor in GB18030.")
    raise InvalidInputError(sentence.format(path=path))


def _no_workbook(path: Path) -> LiaisonError:
    sentence = _("{path} is not a workbook that can be read. Open it in a spreadsheet program and save it as .xlsx.")
    return InvalidInputError(sentence.format(path=path))


def _too_large(path: Path) -> LiaisonError:
    sentence = _("{path} is too large to be taken in. Remove what lies outside the tables, or divide it.")
    return InvalidInputError(sentence.format(path=path))
