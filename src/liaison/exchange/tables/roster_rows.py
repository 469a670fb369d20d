"""The rows below the headers of a roster: those of people are taken, all others passed over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from liaison.exchange.cells import Cell, cell_text, is_blank
from liaison.exchange.tables.aliases import GIVEN_NAME, SERIAL
from liaison.exchange.tables.asides import is_aside, is_section, is_total, looks_like_a_name
from liaison.exchange.tables.headers import Fate, Judged
from liaison.exchange.tables.source import Merged, Table
from liaison.text.folding import narrow

NAMES = frozenset({"name", GIVEN_NAME})
"""The fields without which nobody is named."""
_LONGEST_TITLE = 12
"""Characters of a header of names, with the spaces that part them."""
_HAN_DIGITS = frozenset("〇零一二三四五六七八九十百")
_first_character = itemgetter(slice(1))


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


class NameHeaders:
    """Tells rows that are headers once more."""

    def __init__(self, columns: Mapping[int, Judged], rows: Iterable[Sequence[Cell]]) -> None:
        self._rows = [list(row) for row in rows]
        self._last = {place: _bare(one.header.rsplit("/", 1)[-1]) for place, one in columns.items()}
        self._words = {
            word
            for place, word in self._last.items()
            if columns[place].fate is Fate.READ and columns[place].target in NAMES
        } | {"姓名", "名字", "name"}
        # Few cells of a roster begin like a header, so most need no further look.
        begin = {word[:1] for word in self._words}
        self._begin = begin | {letter.upper() for letter in begin} | set(" \u3000\xa0\n\t\r")

    def stand_in(self, cells: Sequence[Cell]) -> bool:
        """Whether a row has a header of names, or is one of the rows of headers."""
        if list(cells) in self._rows:
            return True
        texts = [cell for cell in cells if cell.__class__ is str]
        if self._begin.isdisjoint(map(_first_character, texts)):
            return False
        return any(len(text) <= _LONGEST_TITLE and _bare(text) in self._words for text in texts)

    def same(self, cells: Sequence[Cell]) -> bool:
        """Whether the headers of a row are those above."""
        if list(cells) in self._rows:
            return True
        texts = [(place, _bare(cell_text(cell))) for place, cell in enumerate(cells) if not is_blank(cell)]
        alike = sum(self._last.get(place) == text for place, text in texts)
        return alike * 2 > len(texts)


def _is_serial(text: str) -> bool:
    """Whether a text counts rows: digits of any kind with signs around them, but no word."""
    return not any(letter.isalpha() and letter not in _HAN_DIGITS for letter in text)


def _bare(text: str) -> str:
    return "".join(narrow(text).split()).casefold()


class RosterReader:
    """Takes the rows of one roster."""

    def __init__(self, roster: Roster, merged: Mapping[int, Sequence[Merged]]) -> None:
        self._roster = roster
        self._merged = merged
        read = {place: one.target for place, one in roster.judged.items() if one.fate is Fate.READ}
        self._values = [place for place, target in read.items() if target != SERIAL]
        self._serials = [place for place, target in read.items() if target == SERIAL]
        self._names = [place for place, target in read.items() if target in NAMES]
        self._first, self._last = min(roster.judged), max(roster.judged)
        others = [place for place in self._values if place not in self._names]
        numbered = self._first == 0 and self._serials == [0] and self._names and others
        self._telling = (self._names[0], others[0]) if numbered else ()

    def counts(self, cells: Sequence[Cell]) -> bool:
        """Whether a row of the sheet has a running number in the column for them."""
        return any(place < len(cells) and isinstance(cells[place], float) for place in self._serials)

    def take(self, row: int, *, hidden: bool) -> None:
        """Take a row, or pass it over."""
        cells = self._cells(row)
        if self._is_somebody(cells):
            self._keep(row, cells, hidden=hidden)
        elif all(is_blank(cells[place]) for place in self._values if place < len(cells)):
            if not self._only_serial(cells):
                self.passed(row)
        elif self._is_aside(cells, row) or self._is_aside_before(row):
            self.passed(row)
        else:
            self._keep(row, cells, hidden=hidden)

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

    def _keep(self, row: int, cells: Sequence[Cell], *, hidden: bool) -> None:
        self._roster.rows.append((self._number(row), cells))
        if hidden:
            self._roster.hidden_rows.append(self._number(row))

    def _is_somebody(self, cells: Sequence[Cell]) -> bool:
        """Whether a row needs no closer look: it begins with a running number, and says a name and more."""
        if not self._telling or not cells or not isinstance(cells[0], float):
            return False
        name, other = self._telling
        return max(name, other) < len(cells) and not is_blank(cells[name]) and not is_blank(cells[other])

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
        if not self._first or not self._roster.alone:
            return False
        before = self._roster.table.rows[row][: self._first]
        texts = [cell.strip() for cell in before if isinstance(cell, str) and not is_blank(cell)]
        return any(is_total(text) or is_aside(text) for text in texts)

    def _only_serial(self, cells: Sequence[Cell]) -> bool:
        return all(
            is_blank(cell) or (place in self._serials and _is_serial(cell_text(cell)))
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
