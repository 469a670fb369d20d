"""Trigrams: the pieces of three neighbouring characters by which the full-text index knows a line of text.

SQLite cuts lines into them itself (its tokenizer ``trigram``). Two spaces behind a line let each of its characters
begin one, so that a word of one or two characters is found as the beginning of pieces.
A word is looked up by the pieces that cover it, and what is found is then checked against the line itself, since the
index knows neither order nor place. Every line that has the word somewhere has all of its pieces.
"""

from collections.abc import Iterable

LENGTH = 3
MOST = 50
"""So many pieces of a word are looked up at most; they narrow the search enough."""
END = " " * (LENGTH - 1)
"""What stands behind each line, as the index is told it."""
_NOTHING = "\0"
"""Where what is asked of the index ends; it stands in no line."""


def ended(line: str) -> str:
    """A line as the index is told it."""
    return line + END


def cover(word: str) -> list[str]:
    """The pieces that cover a word, each once, or the first of them; none for a word shorter than a piece."""
    if len(word) < LENGTH:
        return []
    starts = (*range(0, len(word) - LENGTH, LENGTH), len(word) - LENGTH)
    pieces = dict.fromkeys(word[start : start + LENGTH] for start in starts)
    return [piece for piece in pieces if _NOTHING not in piece][:MOST]


def all_of(pieces: Iterable[str]) -> str:
    """What asks a full-text index for the lines that have all of these pieces."""
    return " ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def narrows(word: str) -> bool:
    """Whether the beginnings of pieces narrow the search for a word that is shorter than a piece.

    Single Latin letters and two digits stand in nearly every line.
    """
    return not word.isascii() or (len(word) > 1 and not word.isdecimal())
