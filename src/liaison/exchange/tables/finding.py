"""Finding the rosters in a sheet: headers under titles, over one row or several, and the rows of people below.

Total, signature and section rows, notes and repeated headers are passed over, each with its number and text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from liaison.exchange.cells import cell_text
from liaison.exchange.sheets import Sheet
from liaison.exchange.tables.headers import Fate, Judged, judge
from liaison.exchange.tables.memory import ColumnMap
from liaison.exchange.tables.roster_rows import NAMES, NameHeaders, Roster, RosterReader
from liaison.exchange.tables.source import Merged, Table
from liaison.text.folding import narrow

SURELY = 100
HEADERS_WITHIN = 60
"""So many filled rows are looked at for headers: titles and notes may stand above them."""
_DEEPEST = 3
_WIDEST = 2000
_LONGEST_HEADER = 40
_FILLED_IN = re.compile(r"[^(]:\s*[^\s(]")


@dataclass(frozen=True)
class _Head:
    """Headers that were found: their first row, how many rows they take, and the columns."""

    top: int
    depth: int
    columns: Mapping[int, Judged]

    @property
    def score(self) -> int:
        return len({one.target for one in self.columns.values() if one.fate is Fate.READ}) + sum(
            one.fate is Fate.NOT_HELD for one in self.columns.values()
        )

    @property
    def has_names(self) -> bool:
        return any(one.fate is Fate.READ and one.target in NAMES for one in self.columns.values())


def find_rosters(table: Table, sheet: Sheet, columns: ColumnMap | None = None) -> list[Roster]:
    """The rosters of a sheet, from the top; none where no column holds names.

    ``columns`` says what headers mean, where somebody has said so.
    """
    found: list[Roster] = []
    finder = _Finder(table, sheet, columns)
    start = 0
    while (head := finder.head(start)) is not None:
        title = finder.text_between(start, head.top)
        lists = _side_by_side(head.columns)
        rows = range(start, head.top + head.depth)
        rosters = [Roster(table, columns, title, rows, head.depth, len(lists) == 1) for columns in lists]
        start = finder.read(rosters, head)
        found.extend(rosters)
    return found


class _Finder:
    def __init__(self, table: Table, sheet: Sheet, columns: ColumnMap | None) -> None:
        self._table = table
        self._rows = table.rows
        self._sheet = sheet
        self._columns = columns
        self._merged: dict[int, list[Merged]] = {}
        for block in table.merged:
            for row in range(block.top, min(block.bottom + 1, len(table.rows))):
                self._merged.setdefault(row, []).append(block)
        self._hidden = set(table.hidden_rows)

    # Headers.

    def head(self, start: int) -> _Head | None:
        """The first headers at or below a row."""
        looked_at = 0
        for top in range(start, len(self._rows)):
            if not self._rows[top]:
                continue
            looked_at += 1
            if looked_at > HEADERS_WITHIN:
                break
            heads = [head for depth in range(1, _DEEPEST + 1) if (head := self._head_at(top, depth)) is not None]
            if heads:
                whole = [head for head in heads if not self._cut_through(head)] or heads
                return self._without_titles(max(whole, key=lambda head: (head.score, -head.depth)))
        return None

    def _cut_through(self, head: _Head) -> bool:
        """Whether a header that is merged downwards goes on below these headers."""
        last = head.top + head.depth - 1
        return any(block.top >= head.top and block.bottom > last for block in self._merged.get(last, ()))

    def _without_titles(self, head: _Head) -> _Head:
        """The headers without titles in several cells above them, which say nothing of any column."""
        for depth in range(1, head.depth):
            below = self._head_at(head.top + head.depth - depth, depth)
            if below is not None and below.columns.keys() == head.columns.keys():
                pairs = [(below.columns[place], one) for place, one in head.columns.items()]
                if all((alone.fate, alone.target) == (one.fate, one.target) for alone, one in pairs):
                    return below
        return head

    def _head_at(self, top: int, depth: int) -> _Head | None:
        if top + depth > len(self._rows) or len({text for _place, text in self._texts(top)}) < 2 - (depth == 1):
            return None
        if depth > 1 and (self._is_filled_in(top) or not self._goes_on(top, depth)):
            return None
        columns = {
            place: self._judged(parts[-1], "/".join(parts[:-1])) for place, parts in self._parts(top, depth).items()
        }
        head = _Head(top, depth, columns)
        # A single known word may stand in any text; headers come in numbers, or alone in their table.
        alone = len(columns) == 1 and all(one.likeness == SURELY for one in columns.values())
        return head if head.has_names and (head.score > 1 or alone) else None

    def _judged(self, header: str, group: str = "") -> Judged:
        one = judge(header, self._sheet, group)
        return one if self._columns is None else self._columns.judged(one)

    def _is_filled_in(self, row: int) -> bool:
        """Whether a row says things rather than naming columns: 填表时间：2026年3月."""
        return any(_FILLED_IN.search(text) for _place, text in self._texts(row))

    def _goes_on(self, top: int, depth: int) -> bool:
        """Whether the row below belongs to the headers: it stands under one merged with it, or under gaps."""
        last = top + depth - 1
        row = self._rows[last]
        if any(isinstance(cell, float | bool) or len(str(cell)) > _LONGEST_HEADER for cell in row):
            return False
        blocks = self._merged.get(last, ())
        if any(block.top <= top and block.bottom >= last and block.top < block.bottom for block in blocks):
            return True
        above, here = dict(self._texts(last - 1)), dict(self._texts(last))
        judged = [self._judged(text, above.get(place, "")) for place, text in here.items()]
        named = any(
            self._judged(above[place]).target in NAMES and self._judged(here[place]).target not in NAMES
            for place in above.keys() & here.keys()
        )
        return sum(one.known for one in judged) * 2 > len(here) and not named

    def _texts(self, row: int) -> Iterator[tuple[int, str]]:
        for place, cell in enumerate(self._rows[row][:_WIDEST]):
            text = " ".join(narrow(cell_text(cell)).split())
            if text:
                yield place, text

    def _parts(self, top: int, depth: int) -> dict[int, list[str]]:
        """The texts above each column, from the top; a merged or left-out group stands above all its columns."""
        grid = [dict(self._texts(row)) for row in range(top, top + depth)]
        for at, row in enumerate(range(top, top + depth)):
            for block in self._merged.get(row, ()):
                text = dict(self._texts(block.top)).get(block.left, "") if block.top >= top else ""
                for place in range(block.left, min(block.right, _WIDEST) + 1):
                    if text:
                        grid[at].setdefault(place, text)
        for upper, lower in pairwise(grid):
            _spread(upper, lower)
        places = sorted({place for texts in grid for place in texts})
        return {
            place: [text for text, _same in groupby(texts[place] for texts in grid if place in texts)]
            for place in places
        }

    def text_between(self, start: int, end: int) -> str:
        """What stands in some rows, in one line."""
        return " ".join(text for row in range(start, end) for _place, text in self._texts(row))[:200]

    # Rows of people.

    def read(self, rosters: Sequence[Roster], head: _Head) -> int:
        """Give the rows below the headers to the rosters that they belong to; return where the next table may begin."""
        readers = [RosterReader(roster, self._merged) for roster in rosters]
        rows = self._rows[head.top : head.top + head.depth]
        titles = NameHeaders(head.columns, rows)
        row = head.top + head.depth
        while row < len(self._rows):
            cells = self._rows[row]
            if cells and all(reader.counts(cells) for reader in readers):  # a row of headers has no running number
                for reader in readers:
                    reader.take(row, hidden=row in self._hidden)
            elif cells and titles.stand_in(cells):
                if not titles.same(cells) and self.head(row) is not None:
                    for reader in readers:
                        reader.end()
                    return row
                for reader in readers:
                    reader.passed(row)
            elif cells or row in self._merged:
                for reader in readers:
                    reader.take(row, hidden=row in self._hidden)
            row += 1
        return row


def _spread(upper: dict[int, str], lower: Mapping[int, str]) -> None:
    """Where nothing is merged, a group stands above the columns on its right that have only a second header."""
    group: str | None = None
    for place in range(max([*upper, *lower], default=-1) + 1):
        if place in upper:
            group = upper[place] if place in lower else None
        elif group is not None and place in lower:
            upper[place] = group
        else:
            group = None


def _side_by_side(columns: Mapping[int, Judged]) -> list[Mapping[int, Judged]]:
    """The columns, or those of each list where several with the same headers stand beside each other."""
    names = [place for place, one in columns.items() if one.fate is Fate.READ and one.target in NAMES]
    first = min(columns)
    starts = [place - (names[0] - first) for place in names]
    if len(names) < 2:
        return [columns]
    width = starts[1] - starts[0]
    lists = [{place: one for place, one in columns.items() if start <= place < start + width} for start in starts]
    headers = [[one.header for one in each.values()] for each in lists]
    whole = sum(map(len, lists)) == len(columns)
    return list(lists) if whole and all(each == headers[0] for each in headers) else [columns]
