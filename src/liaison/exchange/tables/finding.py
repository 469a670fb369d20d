"""Finding the rosters in a sheet: headers under titles, over one row or several, and the rows of people below.

Total, signature and section rows, notes and repeated headers are passed over, each with its number and text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice, pairwise

from liaison.exchange.cells import Cell, cell_text, is_blank
from liaison.exchange.sheets import Sheet
from liaison.exchange.tables.aliases import GIVEN_NAME, SERIAL
from liaison.exchange.tables.asides import is_aside, is_section, is_total, looks_like_a_name
from liaison.exchange.tables.headers import Fate, Judged, judge
from liaison.exchange.tables.memory import ColumnMap
from liaison.exchange.tables.source import Merged, Table
from liaison.text.folding import narrow

SURELY = 100
HEADERS_WITHIN = 60
"""So many filled rows are looked at for headers: titles and notes may stand above them."""
_DEEPEST = 3
_WIDEST = 2000
_NAMES = frozenset({"name", GIVEN_NAME})
_LONGEST_HEADER = 40
_FILLED_IN = re.compile(r"[^(]:\s*[^\s(]")


@dataclass(frozen=True)
class Passed:
    """A row that speaks of nobody: its number and the first text in it."""

    number: int
    text: str


@dataclass
class Roster:
    """People found in a sheet: what stands above each column, and the rows, with numbers as a spreadsheet counts them.

    ``judged`` are the columns by their place in a row; ``title`` is what stands above the headers. ``head`` are the
    places of the rows of titles and headers, ``depth`` how many of the last of them are headers; ``alone`` says that
    no other list stands beside it.
    """

    table: Table
    judged: Mapping[int, Judged]
    title: str
    head: range = range(0)
    depth: int = 1
    alone: bool = True
    rows: list[tuple[int, Sequence[Cell]]] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of all columns up to the last, the parts of those over several rows joined."""
        last = max(self.judged, default=-1)
        return tuple(self.judged[place].header if place in self.judged else "" for place in range(last + 1))

    def place(self, target: str) -> int | None:
        """Where the first column of a field stands."""
        return next((at for at, one in self.judged.items() if one.fate is Fate.READ and one.target == target), None)


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
        return any(one.fate is Fate.READ and one.target in _NAMES for one in self.columns.values())


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
            self._judged(above[place]).target in _NAMES and self._judged(here[place]).target not in _NAMES
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
        readers = [_Reader(roster, self._merged) for roster in rosters]
        rows = self._rows[head.top : head.top + head.depth]
        titles = _NameHeaders(head.columns, rows)
        row = head.top + head.depth
        while row < len(self._rows):
            cells = self._rows[row]
            if cells and titles.stand_in(cells):
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
    names = [place for place, one in columns.items() if one.fate is Fate.READ and one.target in _NAMES]
    first = min(columns)
    starts = [place - (names[0] - first) for place in names]
    if len(names) < 2:
        return [columns]
    width = starts[1] - starts[0]
    lists = [{place: one for place, one in columns.items() if start <= place < start + width} for start in starts]
    headers = [[one.header for one in each.values()] for each in lists]
    whole = sum(map(len, lists)) == len(columns)
    return list(lists) if whole and all(each == headers[0] for each in headers) else [columns]


class _NameHeaders:
    """Tells rows that are headers once more."""

    def __init__(self, columns: Mapping[int, Judged], rows: Iterable[Sequence[Cell]]) -> None:
        self._rows = {tuple(row) for row in rows}
        self._last = {place: _bare(one.header.rsplit("/", 1)[-1]) for place, one in columns.items()}
        self._words = {
            word
            for place, word in self._last.items()
            if columns[place].fate is Fate.READ and columns[place].target in _NAMES
        } | {"姓名", "名字", "name"}
        # Few cells of a roster begin like a header, so most need no further look.
        begin = {word[:1] for word in self._words}
        self._begin = begin | {letter.upper() for letter in begin} | set(" \u3000\xa0\n\t\r")

    def stand_in(self, cells: Sequence[Cell]) -> bool:
        """Whether a row has a header of names, or is one of the rows of headers."""
        return tuple(cells) in self._rows or any(
            isinstance(cell, str) and cell[:1] in self._begin and len(cell) <= 12 and _bare(cell) in self._words
            for cell in cells
        )

    def same(self, cells: Sequence[Cell]) -> bool:
        """Whether the headers of a row are those above."""
        if tuple(cells) in self._rows:
            return True
        texts = [(place, _bare(cell_text(cell))) for place, cell in enumerate(cells) if not is_blank(cell)]
        alike = sum(self._last.get(place) == text for place, text in texts)
        return alike * 2 > len(texts)


def _bare(text: str) -> str:
    return "".join(narrow(text).split()).casefold()


class _Reader:
    """Takes the rows of one roster."""

    def __init__(self, roster: Roster, merged: Mapping[int, Sequence[Merged]]) -> None:
        self._roster = roster
        self._merged = merged
        read = {place: one.target for place, one in roster.judged.items() if one.fate is Fate.READ}
        self._values = [place for place, target in read.items() if target != SERIAL]
        self._serials = [place for place, target in read.items() if target == SERIAL]
        self._names = [place for place, target in read.items() if target in _NAMES]
        self._first, self._last = min(roster.judged), max(roster.judged)

    def take(self, row: int, *, hidden: bool) -> None:
        """Take a row, or pass it over."""
        cells = self._cells(row)
        if all(is_blank(cells[place]) for place in self._values if place < len(cells)):
            if not self._only_serial(cells):
                self.passed(row)
        elif self._is_aside(cells, row) or self._is_aside_before(row):
            self.passed(row)
        else:
            self._roster.rows.append((self._number(row), cells))
            if hidden:
                self._roster.hidden_rows.append(self._number(row))

    def end(self) -> None:
        """Another table begins: what stands alone in the last rows is its title."""
        rows = self._roster.rows
        while len(self._values) > 1 and rows and sum(not is_blank(cell) for cell in rows[-1][1]) == 1:
            number, cells = rows.pop()
            self._roster.passed.append(Passed(number, next(cell_text(cell) for cell in cells if not is_blank(cell))))

    def passed(self, row: int) -> None:
        """Note a row that speaks of nobody."""
        first = next((cell_text(cell).strip() for cell in self._cells(row) if not is_blank(cell)), "")
        if first:
            self._roster.passed.append(Passed(self._number(row), first))

    def _number(self, row: int) -> int:
        return self._roster.table.first_row + row

    def _cells(self, row: int) -> Sequence[Cell]:
        """The cells of the roster in a row; what is merged downwards stands in each of its rows."""
        cells = self._roster.table.rows[row]
        if self._first:
            cells = ["", *cells[1:]] if self._first == 1 else [*[""] * self._first, *cells[self._first :]]
        if len(cells) > self._last + 1:
            cells = cells[: self._last + 1]
        for block in self._merged.get(row, ()):
            if block.top < row and self._first <= block.left <= self._last:
                above = self._roster.table.rows[block.top]
                if block.left < len(above):
                    cells = [*cells, *[""] * (block.left + 1 - len(cells))]
                    cells[block.left] = above[block.left]
        return cells

    def _is_aside_before(self, row: int) -> bool:
        """Whether a total or a note begins in a column without a header, before the list."""
        before = self._roster.table.rows[row][: self._first] if self._roster.alone else ()
        texts = [cell.strip() for cell in before if isinstance(cell, str) and not is_blank(cell)]
        return any(is_total(text) or is_aside(text) for text in texts)

    def _only_serial(self, cells: Sequence[Cell]) -> bool:
        return all(
            is_blank(cell) or (place in self._serials and not is_aside(cell_text(cell)))
            for place, cell in enumerate(cells)
        )

    def _is_aside(self, cells: Sequence[Cell], row: int) -> bool:
        filled = (place for place, cell in enumerate(cells) if not is_blank(cell))
        place = next(filled)
        cell = cells[place]
        first = cell.strip() if isinstance(cell, str) else ""
        if first:
            if is_total(first):
                return True
            nameless = all(at >= len(cells) or is_blank(cells[at]) for at in self._names)
            if (nameless or place in self._names or place in self._serials) and is_aside(first):
                return True
        others = [at for at in (place, *islice(filled, 1 + len(self._serials))) if at not in self._serials] or [place]
        if len(others) > 1:
            return False
        place, text = others[0], cell_text(cells[others[0]]).strip()
        if place in self._names:
            return not looks_like_a_name(text)
        wide = any(block.top == row and block.left == place < block.right for block in self._merged.get(row, ()))
        return wide or place == self._first or is_aside(text) or is_section(text)
