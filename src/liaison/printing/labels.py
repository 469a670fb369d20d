"""Sheets of labels: the address and the code of each piece that goes by post, from any label on."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from liaison.letters.fields import LetterChannel
from liaison.letters.pieces import PrintJob, PrintPiece
from liaison.printing.engine import BATCH, Batch, Sheets
from liaison.printing.options import LABELS, PrintOptions
from liaison.printing.plain import Plain
from liaison.printing.room import surely_fits, unbroken

_INSET, _FOOT = 3.0, 2.6
"""Millimetres left free around a label, and below its lines for the code."""
_TYPE = 12.0
"""The largest type, in points."""


def label_sheets(job: PrintJob, options: PrintOptions, plain: Plain) -> Sheets:
    """The labels of a job, in its order, beginning at the first free one of the first sheet."""
    pieces = [piece for piece in job.pieces if piece.channel is LetterChannel.POST]
    size = LABELS[options.labels]
    room = (size.label[0] - 2 * _INSET, size.label[1] - 2 * _INSET - _FOOT)
    shared = {"size": asdict(size), "move": (options.dx, options.dy), "inset": _INSET, "room": room, "type": _TYPE}
    labels: list[PrintPiece | None] = [*[None] * (options.start - 1), *pieces] if pieces else []
    return Sheets("labels", shared, _batches(labels, size.count, room, plain), len(pieces), {})


def _batches(labels: list[PrintPiece | None], count: int, room: tuple[float, float], plain: Plain) -> Iterator[Batch]:
    at_once = BATCH // count * count
    for start in range(0, len(labels), at_once):
        some = labels[start : start + at_once]
        made = [None if piece is None else _label(piece, room, plain) for piece in some]
        sheets = [made[first : first + count] for first in range(0, len(made), count)]
        yield Batch(sheets, sum(piece is not None for piece in some))


def _label(piece: PrintPiece, room: tuple[float, float], plain: Plain) -> dict[str, Any]:
    lines = plain.lines(piece.address_lines or piece.addressee)
    if piece.postcode and not any(piece.postcode in line for line in lines):
        lines.insert(0, plain.line(piece.postcode))
    return {"code": piece.code, "lines": lines, "words": unbroken(lines), "sure": surely_fits(lines, *room, _TYPE)}
