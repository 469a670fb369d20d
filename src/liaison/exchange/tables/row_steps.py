"""The forms of the steps that read rows: each goes through many rows before the next one does.

That is twice as fast as to go through all steps for one row after the other, since a step finds what it needs at hand.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from liaison.errors import InvalidInputError
from liaison.exchange.cells import Cell
from liaison.exchange.tables.values import text_of

Values = dict[str, Any]
Read: TypeAlias = tuple[Sequence[Cell], Values]
"""The cells of a row, and the values that were read from them so far."""
Fail: TypeAlias = Callable[[int, int, str], None]
"""Told which of the rows is wrong, in which column, and how to mend it."""
Step: TypeAlias = Callable[[Sequence[Read], Fail], None]
"""Puts what some cells of each row say into its values."""
Note: TypeAlias = Callable[[int, str], None]
"""Told the column of a cell of which something has to be said, and the words."""
Said: TypeAlias = tuple[Values, str]
"""What a cell says, and what has to be said of that."""

REMEMBERED = 16_384
"""So many texts of a column are remembered with what they mean, or more where some of them come again."""
MOST_REMEMBERED = 65_536
_AGAIN = 1.03
"""So many cells must have been met for each text that is known, if more are to be remembered."""


class WrongCellError(InvalidInputError):
    """One of the cells that are read together is wrong: which."""

    def __init__(self, place: int, sentence: str) -> None:
        super().__init__(sentence)
        self.place = place


def each(one: Callable[[Sequence[Cell], Values], None], place: int) -> Step:
    """A step that reads row by row; ``place`` is the column to be mended where ``one`` names no other."""

    def step(rows: Sequence[Read], fail: Fail) -> None:
        for at, (cells, values) in enumerate(rows):
            try:
                one(cells, values)
            except WrongCellError as error:
                fail(at, error.place, error.sentence)
            except InvalidInputError as error:
                fail(at, place, error.sentence)

    return step


def by_cell(place: int, understand: Callable[[Cell], Said], note: Note) -> Step:
    """A step that goes by one cell alone: most stand in many rows, and are understood once."""
    known: dict[Any, Said] = {}
    met = 0

    def step(rows: Sequence[Read], fail: Fail) -> None:
        nonlocal met
        met += len(rows)
        for at, (cells, values) in enumerate(rows):
            cell = cells[place]
            if cell == "":
                continue
            key = cell if cell.__class__ is str else (cell.__class__, cell)
            found = known.get(key)
            if found is None:
                try:
                    found = understand(cell)
                except InvalidInputError as error:
                    fail(at, place, error.sentence)
                    continue
                if len(known) >= REMEMBERED and (len(known) >= MOST_REMEMBERED or met < _AGAIN * len(known)):
                    known.clear()
                    met = 0
                known[key] = found
            values.update(found[0])
            if found[1]:
                note(place, found[1])

    return step


def by_text(text: Callable[[Sequence[Cell]], str], understand: Callable[[str], Said], place: int, note: Note) -> Step:
    """A step that goes by the text of several cells."""
    known = lru_cache(maxsize=REMEMBERED)(understand)

    def one(cells: Sequence[Cell], values: Values) -> None:
        if said := text(cells):
            found, words = known(said)
            values.update(found)
            if words:
                note(place, words)

    return each(one, place)


def of_text(understand: Callable[[str], Said]) -> Callable[[Cell], Said]:
    """Understand a cell by its text."""

    def of_cell(cell: Cell) -> Said:
        text = text_of(cell)
        return understand(text) if text else ({}, "")

    return of_cell
