"""Texts as they are printed: literal, without characters that print nothing."""

import unicodedata
from collections.abc import Iterable

_PRINT_NOTHING = frozenset({"Cc", "Cf", "Cs"})
BLANK = "\N{IDEOGRAPHIC SPACE}"
"""What stands for a character that no font has, where the room is to be filled in by hand."""


class Plain:
    """Makes texts ready for the page; the characters of ``missing`` become blanks to fill in by hand."""

    def __init__(self, missing: Iterable[str] = ()) -> None:
        self._blanks = str.maketrans(dict.fromkeys(missing, BLANK))

    def line(self, text: str) -> str:
        """One line of text as it is printed."""
        text = printed(text)
        return text.translate(self._blanks) if self._blanks else text

    def lines(self, texts: Iterable[str]) -> list[str]:
        """The lines that hold anything."""
        return [line for text in texts if (line := self.line(text).strip(" "))]


def printed(text: str) -> str:
    """The text without controls, invisible characters and half characters; tabs and line breaks become spaces."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(kept for character in text if (kept := _kept(character)))


def _kept(character: str) -> str:
    if character in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    if unicodedata.category(character) in _PRINT_NOTHING or _selects_variation(character):
        return ""
    return character


def _selects_variation(character: str) -> bool:
    """Whether it only chooses among shapes of the character before it, of which our fonts have one."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
