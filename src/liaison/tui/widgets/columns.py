"""Columns of a table and how they share the width of the screen; no Textual in here.

``place(columns, width)`` says which columns are seen and how wide each is. When there is not enough room for the least
widths of all, the columns of the highest ``priority`` number drop out first (of equal ones the rightmost).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

GAP = 1
"""Cells between two columns."""


@dataclass(frozen=True)
class Column:
    """One column.

    ``width`` is a fixed number of cells; without it the column takes its ``fraction`` of the room left, at least
    ``min_width``. ``priority`` 1 is the last to drop out on a narrow screen. ``label`` is called when shown.
    """

    key: str
    label: Callable[[], str]
    width: int | None = None
    fraction: int = 1
    min_width: int = 4
    align: Literal["left", "right"] = "left"
    priority: int = 1

    @property
    def least(self) -> int:
        """The fewest cells this column can live with."""
        return self.min_width if self.width is None else self.width


@dataclass(frozen=True)
class Placed:
    """A column that is seen: its place among the declared ones (and so in a row's cells), and its cells."""

    index: int
    column: Column
    width: int


def place(columns: Sequence[Column], width: int) -> tuple[Placed, ...]:
    """The columns seen in ``width`` cells, in their declared order; at least one, cut if need be."""
    kept = list(enumerate(columns))
    while len(kept) > 1 and _needed([column for _index, column in kept]) > width:
        kept.remove(max(kept, key=lambda pair: (pair[1].priority, pair[0])))
    shares = _shares([column for _index, column in kept], width)
    return tuple(Placed(index, column, share) for (index, column), share in zip(kept, shares, strict=True))


def _needed(columns: Sequence[Column]) -> int:
    return sum(column.least for column in columns) + GAP * (len(columns) - 1)


def _shares(columns: Sequence[Column], width: int) -> list[int]:
    if len(columns) == 1 and columns[0].least > width:
        return [max(width, 0)]
    shares = [column.least for column in columns]
    room = width - _needed(columns)
    stretchy = [index for index, column in enumerate(columns) if column.width is None]
    parts = sum(columns[index].fraction for index in stretchy)
    for index in stretchy:
        share = room * columns[index].fraction // parts
        shares[index] += share
        room -= share
        parts -= columns[index].fraction
    return shares
