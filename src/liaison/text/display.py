"""Text on a terminal: without characters that steer it, and cut to the columns there are."""

import unicodedata

from rich.cells import cell_len, set_cell_size

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ELLIPSIS = "…"
_JOINER = "\N{ZERO WIDTH JOINER}"  # holds emoji together and steers nothing
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


def _shown(character: str, *, lines: bool) -> str:
    if character == "\t":
        return " "
    if character == _JOINER or (lines and character == "\n"):
        return character
    return REPLACEMENT if unicodedata.category(character) in _NOT_SHOWN else character
