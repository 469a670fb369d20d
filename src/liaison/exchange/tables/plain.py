"""Reading tables written as text: which encoding, which sign between the cells, and the cells."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from liaison.exchange.cells import Cell, as_it_was
from liaison.exchange.tables.source import Table, TooLargeError, UnreadableError, trimmed

LARGEST_TEXT = 200_000_000
"""Bytes of a text that is read at all."""
MOST_CELLS = 6_000_000
"""Cells that a text may hold."""
MOST_COLUMNS = 16_384
"""Columns that a text may have: as many as a spreadsheet program can show."""

_DELIMITERS = ",\t;|，"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("utf-8", "gb18030")
_WIDE = ("utf-16-le", "utf-16-be")
_BLOCK = 1_000_000
_LOOKED_AT = 60
_SAMPLE = 200_000


class CutOffError(UnreadableError):
    """A text ends in the middle of a character."""


class EndlessCellError(UnreadableError):
    """A cell that begins in a ``line`` goes on for longer than any cell may, as where a quotation mark is left open."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def read_plain(path: Path) -> Table:
    """The cells of a CSV or tab-separated file, as text.

    Raises:
        CutOffError: when it ends in the middle of a character.
        EndlessCellError: when a cell in it does not end.
        UnreadableError: when it is no text.
        TooLargeError: when it has too many cells.
    """
    if path.stat().st_size > LARGEST_TEXT:
        raise TooLargeError
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(_SAMPLE)
    delimiter, skipped = _delimiter(sample)
    try:
        rows = _rows(path, encoding, delimiter, csv.QUOTE_MINIMAL)
        whole = not _swallowed(rows, delimiter)
    except EndlessCellError:
        if not _quotes(path, encoding) % 2:
            raise
        rows, whole = [], False
    if not whole and _quotes(path, encoding) % 2:
        rows = [[_unquoted(cell) for cell in row] for row in _rows(path, encoding, delimiter, csv.QUOTE_NONE)]
    return Table(path.stem, [[] if number < skipped else row for number, row in enumerate(rows)])


def _rows(path: Path, encoding: str, delimiter: str, quoting: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    count = line = 0
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]  # a constant of csv
        try:
            for cells in reader:
                line = reader.line_num
                row = list(trimmed(cells))
                count += len(row) + 1
                if count > MOST_CELLS or len(row) > MOST_COLUMNS:
                    raise TooLargeError
                rows.append([as_it_was(str(cell)) for cell in row])
        except csv.Error as error:  # in the ways of reading chosen here: only that a cell is too long
            raise EndlessCellError(line + 1) from error
    return rows


def _swallowed(rows: list[list[Cell]], delimiter: str) -> bool:
    """Whether a quotation mark that is never closed may have swallowed lines."""
    return any("\n" in cell and delimiter in cell for row in rows for cell in row if isinstance(cell, str))


def _quotes(path: Path, encoding: str) -> int:
    with path.open(encoding=encoding, newline="") as file:
        return sum(block.count('"') for block in iter(lambda: file.read(_BLOCK), ""))


def _unquoted(cell: Cell) -> Cell:
    text = str(cell)
    return text[1:-1].replace('""', '"') if len(text) > 1 and text[0] == text[-1] == '"' else text


def _delimiter(sample: str) -> tuple[str, int]:
    """The sign between cells, and how many lines at the start only tell it (``sep=;``)."""
    first = sample.partition("\n")[0]
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return first.strip()[-1], 1
    return max(_DELIMITERS, key=lambda sign: _fit(sign, sample)), 0


def _fit(sign: str, sample: str) -> tuple[int, int]:
    """How well a sign divides the lines: how many have the commonest number of cells above one, and that number."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # a cell that does not end: the lines before it tell
        for number, cells in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=sign)):
            if number >= _LOOKED_AT:
                break
            widths[len(cells)] += len(cells) > 1
    if not +widths:
        return (0, 0)
    width, lines = max((+widths).items(), key=lambda item: (item[1], item[0]))
    return (lines, width)


def _encoding(path: Path) -> str:
    """By its byte order mark, else UTF-8, else GB18030, each strictly; UTF-16 without a mark where there are zeros."""
    with path.open("rb") as file:
        start = file.read(4096)
    marked = [encoding for mark, encoding in _MARKS if start.startswith(mark)]
    # Zeros are the first halves of letters and digits, or the second ones.
    wide = _WIDE if start[1::2].count(0) >= start[::2].count(0) else _WIDE[::-1]
    for encoding in marked or (wide if b"\x00" in start else _UNMARKED):
        if _decodes(path, encoding):
            return encoding
    raise UnreadableError


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    beyond_ascii = False
    try:
        for block in _blocks(path):
            text = decoder.decode(block)
            if "\x00" in text:
                return False
            beyond_ascii = beyond_ascii or not text.isascii()
    except UnicodeDecodeError:
        return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        if beyond_ascii:
            raise CutOffError from error
        return False
    return True


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
