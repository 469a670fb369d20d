"""Looking at a workbook before it is unpacked whole: whether it is out of all proportion, and what it hides.

A workbook is an archive of XML files. They are scanned as bytes, a few megabytes at a time, so that neither a file that
swells when it is unpacked nor entities that stand for each other can take the memory.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from liaison.exchange.tables.source import TooLargeError, UnreadableError

LARGEST_SHEETS = 500_000_000
"""Bytes that the sheets of a workbook may hold unpacked: more is a mistake or an attack."""
LARGEST_BESIDE = 150_000_000
"""Bytes that everything but the sheets may hold unpacked, such as the texts that sheets share."""
MOST_AREA = 12_000_000
"""Cells between the corners of one sheet, empty ones counted: the reader makes room for all of them."""
MOST_CELLS = 8_000_000
"""Cells or shared texts that may be written down in one part."""

_PIECE, _OVERLAP, _LONGEST_ROW = 500_000, 400, 1_000_000
_ROW_NUMBER = re.compile(rb'[^>]*?\br="(\d{1,9})"')
_FILLED = re.compile(rb"[^>]*>(?:\s*<c(?: [^>]*)?/>)*\s*<c(?: [^>]*[^/])?>")
_COLUMNS = (  # the last column of each span of letters, the widest first; only cells that are not empty count
    (re.compile(rb' r="[A-Z]{3}\d+"(?:[^>]*[^/])?>'), 18_278),
    (re.compile(rb' r="[C-Z][A-Z]\d+"(?:[^>]*[^/])?>'), 702),
    (re.compile(rb' r="[A-Z]{2}\d+"(?:[^>]*[^/])?>'), 78),
)
_NO_COLUMN = re.compile(rb' r="[A-Z]{4,}\d')
_BEYOND_Z = re.compile(rb' r="[A-Z]{2}')
_NARROW = 26
_PLACED_CELL = b'<c r="'
_PREFIX = re.compile(rb"<\w+:(?=(?:row|c|col)[\s/>])")
_LINE_BROKEN = re.compile(rb"<(row|c)[\t\r\n]")
_SINGLE_QUOTED = re.compile(rb"(<(?:row|c) [^>']*?\br)='([^']*)'")
_LOOSE_ROW = re.compile(rb'<row(?![^>]*\br=")[ />]')
_LOOSE_CELL = re.compile(rb'<c(?![^>]*\br=")[ />]')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row (?=[^>]*(?:\bhidden="(?:1|true)"|\bht="0"))[^>]*?\br="(\d{1,9})"')
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col (?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_SPAN = re.compile(rb'\b(min|max)="(\d{1,6})"')
_SHEET = re.compile(r"<(?:\w+:)?sheet [^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship [^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=\"([^\"]*)\"")
_MOST_COLUMNS = 16_384
_LONGEST_INDEX = 5_000_000


@dataclass
class Hidden:
    """The rows and columns of a sheet that are not shown, as numbers counted from 1."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)


def inspect_archive(path: Path) -> Mapping[str, Hidden]:
    """Make sure that a workbook is in proportion; return what each sheet, by its name, hides.

    Raises:
        TooLargeError: when it would take more memory than is right.
        UnreadableError: when it is no archive, or a broken one.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts if _is_sheet(part.filename)) > LARGEST_SHEETS:
                raise TooLargeError
            if sum(part.file_size for part in parts if not _is_sheet(part.filename)) > LARGEST_BESIDE:
                raise TooLargeError
            hidden = {}
            for part in parts:
                with archive.open(part) as file:
                    pieces = iter(partial(file.read, _PIECE), b"")
                    if _is_sheet(part.filename):
                        hidden[part.filename] = _scan(pieces)
                    elif part.filename == "xl/sharedStrings.xml" and _count(pieces, b"<si") > MOST_CELLS:
                        raise TooLargeError
            names = _sheet_names(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error, OSError) as error:
        raise UnreadableError from error
    return {names[part]: found for part, found in hidden.items() if part in names}


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml")


def _count(pieces: Iterator[bytes], mark: bytes) -> int:
    return sum(piece.count(mark) for piece in map(_in_proportion, pieces))


def _in_proportion(piece: bytes) -> bytes:
    """The piece, unless a single text fills it: no cell holds so much."""
    if len(piece) == _PIECE and b"<" not in piece:
        raise TooLargeError
    return piece


def _scan(pieces: Iterator[bytes]) -> Hidden:
    """What a sheet hides; it must not reach too far."""
    last, width, cells, loose_rows, run, before = 0, _NARROW, 0, 0, 0, b""
    hidden = Hidden()
    for piece in map(_in_proportion, pieces):
        text = _as_usual(before + piece)
        placed = text.count(_PLACED_CELL)
        if placed == text.count(b"<c"):
            cells += placed - before.count(_PLACED_CELL)
            widest, run = 0, (0 if b"<row" in text else run)
        else:
            cells += _count_cells(text) - _count_cells(before)
            widest, run = _loose_cells(text, run)
        if _BEYOND_Z.search(text):
            width = next((wide for wide_cell, wide in _COLUMNS if wide > width and wide_cell.search(text)), width)
            if _NO_COLUMN.search(text):
                raise TooLargeError
        outside, *rows = text.split(b"<row")
        heads = [row[: row.find(b">") + 1] for row in rows]
        filled, all_numbered = _last_filled(rows, heads)
        last = max(last, filled)
        # Rows and cells that do not say where they stand come one after the other.
        if not all_numbered:
            loose_rows += len(_LOOSE_ROW.findall(text)) - len(_LOOSE_ROW.findall(before))
        width = max(width, widest)
        if cells > MOST_CELLS or (last + loose_rows) * width > MOST_AREA:
            raise TooLargeError
        _note_hidden(b"<row".join([outside, *heads]), hidden)
        row = text.rfind(b"<row ")
        before = text[row:] if row >= 0 and len(text) - row < _LONGEST_ROW else text[-_OVERLAP:]
    return hidden


def _as_usual(text: bytes) -> bytes:
    """Rows and cells as nearly all programs write them: without prefixes, and with what is said of them in one line."""
    if b":" in text and (b":row" in text or b":c" in text):
        text = _PREFIX.sub(b"<", text)
    if any(sign in text for sign in (b"\n", b"\r", b"\t")) and _LINE_BROKEN.search(text):
        text = _LINE_BROKEN.sub(rb"<\1 ", text)
    return _SINGLE_QUOTED.sub(rb'\1="\2"', text) if b"'" in text and b"r='" in text else text


def _count_cells(text: bytes) -> int:
    return text.count(b"<c ") + text.count(b"<c>")


def _loose_cells(text: bytes, run: int) -> tuple[int, int]:
    """How far the cells without a place reach in the fullest row, and how many the last has; ``run`` it had before.

    Empty ones count only where a filled one comes behind them.
    """
    widest = 0
    for place, row in enumerate(text.split(b"<row")):
        begun = 0 if place else run
        if (end := row.rfind(b"</c>")) >= 0:
            widest = max(widest, begun + len(_LOOSE_CELL.findall(row[:end])))
        run = begun + len(_LOOSE_CELL.findall(row))
    return widest, run


def _last_filled(rows: Sequence[bytes], heads: Sequence[bytes]) -> tuple[int, bool]:
    """The highest number of a row that has more than empty cells, wherever it stands, 0 where none has.

    And whether all rows say their numbers.
    """
    pairs = zip(rows, heads, strict=True)
    numbered = [(int(number[1]), row) for row, head in pairs if (number := _ROW_NUMBER.match(head))]
    all_numbered = len(numbered) == len(rows)
    numbered.sort(reverse=True)
    return next((number for number, row in numbered if _FILLED.match(row)), 0), all_numbered


def _note_hidden(text: bytes, hidden: Hidden) -> None:
    """Note what is hidden, as columns and rows say of themselves."""
    if b"hidden=" not in text and b'ht="0"' not in text:
        return
    known = set(hidden.rows)
    hidden.rows.extend(number for number in map(int, _HIDDEN_ROW.findall(text)) if number not in known)
    for column in _HIDDEN_COLUMNS.findall(text):
        span = {name: int(number) for name, number in _SPAN.findall(column)}
        if {b"min", b"max"} <= span.keys():
            hidden.columns.extend(range(span[b"min"], min(span[b"max"], _MOST_COLUMNS) + 1))


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of each sheet by the part of the archive that holds it."""
    targets = {}
    for relation in map(_attributes, _RELATION.findall(_text(archive, "xl/_rels/workbook.xml.rels"))):
        target = relation.get("Target", "")
        targets[relation.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    sheets = map(_attributes, _SHEET.findall(_text(archive, "xl/workbook.xml")))
    return {targets.get(sheet.get("r:id", ""), ""): sheet.get("name", "") for sheet in sheets}


def _text(archive: zipfile.ZipFile, name: str) -> str:
    if name not in archive.namelist():
        return ""
    with archive.open(name) as file:
        return file.read(_LONGEST_INDEX).decode("utf-8", "replace")


def _attributes(tag: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
