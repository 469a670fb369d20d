"""Grams: the short pieces of a text that the search index holds.

Chinese, and every script but Latin, gives single characters and pairs; runs of Latin letters and digits give pairs and
triples. A query is looked up by the pieces that cover it, and what is found is then checked against the folded text
itself, since the index knows neither order nor place. Pieces never cross a space or a sign, so every text that holds
the query somewhere holds all pieces of the query.

Each piece is written as hexadecimal code points: nothing but ASCII letters and digits, which every tokenizer keeps
whole and none stems, drops as a common word or reads as a number.
"""

import re
from functools import lru_cache
from itertools import chain

from liaison.text.folding import fold

__all__ = ["fold", "grams", "query_grams"]

_RUNS = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def grams(text: str) -> list[str]:
    """The pieces of a text for the index, each once, in their order; folded first, so case and width do not matter."""
    return list(dict.fromkeys(chain.from_iterable(map(_tokens, _runs(text)))))


def query_grams(text: str) -> list[str]:
    """The pieces that everything matching the query has: the longest that cover it.

    Empty when the query has none, as a single Latin letter or digit: it must then be answered without the index.
    """
    return list(dict.fromkeys(_token(piece) for run in _runs(text) for piece in _cover(run)))


def _runs(text: str) -> list[str]:
    return _RUNS.findall(fold(text))


def _sizes(run: str) -> tuple[int, int]:
    return (2, 3) if run.isascii() else (1, 2)


def _cover(run: str) -> list[str]:
    shortest, longest = _sizes(run)
    size = min(len(run), longest)
    if size < shortest:
        return []
    starts = [*range(0, len(run) - size, size), len(run) - size]
    return [run[start : start + size] for start in starts]


@lru_cache(maxsize=65536)
def _tokens(run: str) -> tuple[str, ...]:
    """The pieces of a run, written; names, units and places stand in many lines, so most runs come again."""
    pieces = (run[start : start + size] for size in _sizes(run) for start in range(len(run) - size + 1))
    return tuple(map(_token, dict.fromkeys(pieces)))


@lru_cache(maxsize=65536)
def _token(piece: str) -> str:
    # Latin pieces are the most and need no separator; other code points differ in length and do.
    if piece.isascii():
        return "a" + piece.encode().hex()
    return "h" + "g".join(f"{ord(character):x}" for character in piece)
