"""A letter as text, laid out as it will stand on the page; its envelope likewise."""

from collections.abc import Iterator

from rich.cells import cell_len

from liaison.letters.pieces import LetterText, PrintJob, PrintPiece
from liaison.people.fields import Language
from liaison.printing.letters import salutation_and_body
from liaison.text.display import printable, wrap
from liaison.text.words import _

PAGE_WIDTH = 60
"""Cells of a line: on A4 thirty Chinese characters fit."""
_RIGHT = 4
_TWO_BLANKS = "\N{IDEOGRAPHIC SPACE}" * 2
# Wrapping trims blanks at the start of a line, so these hold the place of the indentation.
_PLACE = "〓〓"


def letter_lines(job: PrintJob, piece: PrintPiece, width: int = PAGE_WIDTH) -> list[str]:
    """The lines of the letter of a piece; none of them is wider than the page."""
    text = job.texts.get(piece.language, LetterText(piece.language))
    lines = list(_head(job, text, width))
    lines += _english(job, text, piece, width) if piece.language is Language.EN else _chinese(job, text, piece, width)
    return [*lines, "", *([piece.code.rjust(width)] if piece.code else [])]


def envelope_lines(piece: PrintPiece) -> list[str]:
    """What stands on the envelope of a piece."""
    lines = [printable(line) for line in piece.address_lines]
    return lines if any(piece.postcode in line for line in lines) else [piece.postcode, *lines]


def _head(job: PrintJob, text: LetterText, width: int) -> Iterator[str]:
    if job.sender.letterhead:
        for line in wrap(printable(job.sender.letterhead), width):
            yield _centred(line, width)
        yield "═" * width
        yield ""
    if text.heading:
        heading = printable(text.heading)
        yield _centred(heading if text.language is Language.EN else " ".join(heading), width)
        yield ""


def _chinese(job: PrintJob, text: LetterText, piece: PrintPiece, width: int) -> Iterator[str]:
    salutation, body = salutation_and_body(piece)
    if salutation:
        yield from wrap(printable(salutation), width)
    for paragraph in body:
        if paragraph.strip():
            yield from _indented(paragraph, width)
    for number, words in enumerate(text.closing):
        yield from _indented(words, width) if number == 0 else wrap(printable(words), width)
    yield ""
    for line in _signed(job, text):
        yield " " * max(width - _RIGHT - cell_len(line), 0) + line
    if text.date_line:
        yield " " * max(width - _RIGHT - cell_len(text.date_line), 0) + text.date_line


def _english(job: PrintJob, text: LetterText, piece: PrintPiece, width: int) -> Iterator[str]:
    salutation, body = salutation_and_body(piece)
    if text.date_line:
        yield from (text.date_line, "")
    for paragraph in (salutation, *body):
        if paragraph.strip():
            yield from (*wrap(printable(paragraph.strip()), width), "")
    for words in text.closing:
        yield from wrap(printable(words), width)
    yield from _signed(job, text)


def _signed(job: PrintJob, text: LetterText) -> list[str]:
    picture = [_("[picture of the signature]")] if job.sender.signature else []
    signature = [printable(line) for line in text.signature]
    return [*picture, *signature] if text.language is Language.EN else [*signature, *picture]


def _indented(paragraph: str, width: int) -> list[str]:
    lines = wrap(_PLACE + printable(paragraph.strip()), width)
    return [_TWO_BLANKS + lines[0].removeprefix(_PLACE), *lines[1:]]


def _centred(line: str, width: int) -> str:
    return " " * max((width - cell_len(line)) // 2, 0) + line
