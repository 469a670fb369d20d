"""Text on a terminal: without characters that steer it, and cut to the columns there are."""

import re
import unicodedata

from rich.cells import cell_len, set_cell_size

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ELLIPSIS = "…"
_JOINER = "\N{ZERO WIDTH JOINER}"  # holds emoji together and steers nothing
# What may not be parted: a run of letters, digits and signs; a Chinese character or mark stands for itself.
_PIECES = re.compile(r"\s+|[^\s\u2e80-\uffef]+|.", re.DOTALL)
_NOT_AT_START = "，。；：、！？）”’》」"
# Controls (with ESC), invisible format characters (with those that turn the direction), half characters, breaks.
_NOT_SHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def printable(text: str, *, lines: bool = False) -> str:
    """The text with every character that a terminal does not simply show as U+FFFD; a tab becomes a space.

    With ``lines``, line breaks stay.
    """
    if text.isprintable():
        return text
    return "".join(_shown(character, lines=lines) for character in text)


def cell_width(text: str) -> int:
    """The columns a text takes on a terminal; a Chinese character takes two."""
    return cell_len(text)


def fit(text: str, width: int, *, pad: bool = False) -> str:
    """The text in at most ``width`` columns, ending in … where it was cut; with ``pad``, in exactly so many."""
    if width <= 0:
        return ""
    if cell_len(text) > width:
        text = set_cell_size(text, width - 1).rstrip(" ") + _ELLIPSIS
    return set_cell_size(text, width) if pad else text


def wrap(text: str, width: int) -> list[str]:
    """The lines of a text, none wider than ``width`` columns where a piece can be parted from the next.

    Chinese breaks between any two characters, but not before a closing mark; words, numbers and days stay whole.
    """
    lines = []
    for paragraph in text.split("\n"):
        line = last = ""
        for piece in _PIECES.findall(paragraph):
            if line and cell_len(line) + cell_len(piece.rstrip()) > width:
                carried = last if piece in _NOT_AT_START and last != line else ""
                lines.append(line.removesuffix(carried).rstrip())
                line = carried
            last = piece if line else piece.lstrip()
            line += last
        lines.append(line.rstrip())
    return lines


def _shown(character: str, *, lines: bool) -> str:
    if character == "\t":
        return " "
    if character == _JOINER or (lines and character == "\n"):
        return character
    return REPLACEMENT if unicodedata.category(character) in _NOT_SHOWN else character
