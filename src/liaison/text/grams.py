"""Grams: the short pieces of a text that the search index holds.

Chinese, and every script but Latin, gives single characters and pairs; runs of Latin letters give pairs, runs of digits
triples, since two digits stand in nearly every telephone number and narrow nothing down. Letters and digits that stand
together, as in B2024, give pairs, and their digits triples besides.
A query is looked up by the pieces that cover it, and what is found is then checked against the folded text itself,
since the index knows neither order nor place. Pieces never cross a space or a sign, so every text that holds the query
somewhere holds all pieces of the query.

Each piece is written as hexadecimal code points: nothing but ASCII letters and digits, which every tokenizer keeps
whole and none stems, drops as a common word or reads as a number.
"""

import re
from collections.abc import Sequence
from operator import add

from liaison.text.folding import fold
from liaison.text.remembered import Remembered

__all__ = ["fold", "gram_line", "grams", "query_grams"]

_RUNS = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_NUMBERS = re.compile(r"[0-9]+")
_TRIPLE = 3


def grams(text: str) -> list[str]:
    """The pieces of a text for the index, each once, in their order; folded first, so case and width do not matter."""
    return list(dict.fromkeys(gram_line(fold(text)).split()))


def gram_line(folded: str) -> str:
    """The pieces of a text that is folded already, in one line as the index takes them; some may come again."""
    return " ".join([_of_number(word) if word.isdecimal() else _PIECES[word] for word in folded.split()])


def query_grams(text: str) -> list[str]:
    """The pieces that everything matching the query has: the longest that cover it.

    Empty when the query has none, as a single Latin letter or two digits: it must then be answered without the index.
    """
    return list(dict.fromkeys(_written(piece) for run in _RUNS.findall(fold(text)) for piece in _cover(run)))


def _sizes(run: str) -> Sequence[int]:
    """How long the pieces of a run are."""
    if run.isascii():
        return (_TRIPLE,) if run.isdecimal() else (2,)
    return (1, 2)


def _cover(run: str) -> list[str]:
    sizes = _sizes(run)
    size = min(len(run), sizes[-1])
    if size not in sizes:
        return []
    starts = [*range(0, len(run) - size, size), len(run) - size]
    return [run[start : start + size] for start in starts]


def _pieces(word: str) -> str:
    return " ".join([_of_run(run) for run in _RUNS.findall(word)])


_PIECES = Remembered(_pieces)
"""The pieces of words, written; names, units and places stand in many lines, so most words come again."""


def _of_number(number: str) -> str:
    """The same of a number, which is not remembered, since nearly each comes once."""
    return _in_hexadecimal(number, _TRIPLE) if number.isascii() else _PIECES[number]


def _of_run(run: str) -> str:
    """The pieces of letters or digits that stand together, written."""
    if not run.isascii():
        codes = [_CODES[character] for character in run]
        return " ".join([*codes, *map(add, codes, map(_SECOND.__getitem__, run[1:]))])
    parts = [run] if run.isdecimal() or run.isalpha() else [run, *_NUMBERS.findall(run)]
    return " ".join([_in_hexadecimal(part, _sizes(part)[-1]) for part in parts])


def _in_hexadecimal(run: str, size: int) -> str:
    """The pieces of so many ASCII characters: each takes two digits."""
    cuts = _CUTS[len(run), size]
    return "a" + " a".join(map(run.encode().hex().__getitem__, cuts)) if cuts else ""


def _cuts(sizes: tuple[int, int]) -> Sequence[slice]:
    """Where a run of so many characters is cut into pieces of so many, each taking two digits."""
    length, size = sizes
    return [slice(2 * at, 2 * (at + size)) for at in range(length - size + 1)]


_CUTS = Remembered(_cuts)
_CODES: Remembered[str, str] = Remembered(lambda character: f"h{ord(character):x}")
_SECOND: Remembered[str, str] = Remembered(lambda character: f"g{ord(character):x}")


def _written(piece: str) -> str:
    # Latin pieces need no separator; other code points differ in length and do.
    if piece.isascii():
        return _in_hexadecimal(piece, len(piece))
    return "h" + "g".join(f"{ord(character):x}" for character in piece)
