"""Turns rows into strips: fixed cells, wide characters measured, user text literal; strips are kept for the next frame.

The two cells of the gutter carry signs that need no colour and have one width on every terminal: ``>`` the cursor,
``*`` a marked row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from liaison.text.display import cell_width, fit, printable
from liaison.tui.widgets.columns import GAP, Placed
from liaison.tui.widgets.rows import Row

GUTTER = 2
"""Cells left of the first column: the signs."""
ELLIPSIS = "…"


@dataclass(frozen=True)
class Looks:
    """The styles of a table, resolved from the style sheet."""

    plain: Style
    header: Style
    cursor: Style
    marked: Style
    muted: Style
    cells: Mapping[str, Style]


@dataclass
class RowPainter:
    """Paints rows in given looks and columns; make a new one when either changes."""

    looks: Looks
    columns: tuple[Placed, ...]
    width: int
    left_out: int = 0
    _kept: LRUCache[tuple[Row, bool, bool], Strip] = field(default_factory=lambda: LRUCache(500))

    def header(self, marked: int) -> Strip:
        """The line of labels; the gutter shows that rows are marked, its end how many columns there is no room for."""
        style = self.looks.header
        labels = [(placed.column.label(), style) for placed in self.columns]
        line = self._line(" *" if marked else "  ", labels, style)
        if not self.left_out:
            return line
        sign = f"+{self.left_out}"
        used = GUTTER + sum(placed.width for placed in self.columns) + GAP * (len(self.columns) - 1)
        if used + GAP + len(sign) > self.width:
            *before, (label, _style) = labels
            last = self.columns[-1]
            room = max(last.width - (used + len(sign) - self.width), 0)
            apart = room - GAP if cell_width(label) < room else room
            cut = fit_cell(label, apart, last.column.align) + " " * (last.width - apart)
            line = self._line(" *" if marked else "  ", [*before, (cut, style)], style)
        return Strip([*line.crop(0, self.width - len(sign)), Segment(sign, style)], self.width)

    def row(self, row: Row, *, cursor: bool, marked: bool) -> Strip:
        """One row."""
        kept = self._kept.get((row, cursor, marked))
        if kept is None:
            kept = self._paint(row, cursor=cursor, marked=marked)
            self._kept[row, cursor, marked] = kept
        return kept

    def waiting(self, *, cursor: bool) -> Strip:
        """A row whose page has not arrived yet."""
        style = self.looks.cursor if cursor else self.looks.muted
        return self._line("> " if cursor else "  ", [(ELLIPSIS, style)] * len(self.columns), style)

    def remark(self, sentence: str) -> Strip:
        """A line without columns."""
        text = fit(" " * GUTTER + printable(sentence), self.width, pad=True)
        return Strip([Segment(text, self.looks.muted)], self.width)

    def blank(self) -> Strip:
        """A line with nothing on it."""
        return Strip.blank(self.width, self.looks.plain)

    def _paint(self, row: Row, *, cursor: bool, marked: bool) -> Strip:
        base = self.looks.cursor if cursor else self.looks.marked if marked else self.looks.plain
        cells = []
        for placed in self.columns:
            text = row.cells[placed.index] if placed.index < len(row.cells) else ""
            name = row.styles[placed.index] if placed.index < len(row.styles) else None
            # On the cursor its own colours are the legible ones.
            cells.append((text, base + self.looks.cells[name] if name and not cursor else base))
        return self._line((">" if cursor else " ") + ("*" if marked else " "), cells, base)

    def _line(self, gutter: str, cells: Sequence[tuple[str, Style]], base: Style) -> Strip:
        segments = [Segment(gutter, base)]
        for number, (placed, (text, style)) in enumerate(zip(self.columns, cells, strict=True)):
            if number:
                segments.append(Segment(" " * GAP, base))
            segments.append(Segment(fit_cell(text, placed.width, placed.column.align), style))
        return Strip(segments).adjust_cell_length(self.width, base)


def fit_cell(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """Literal text on one line in exactly ``width`` cells, cut with an ellipsis when it is longer."""
    one_line = printable(text.replace("\n", " "))
    if align == "right":
        one_line = " " * (width - cell_width(one_line)) + one_line
    return fit(one_line, width, pad=True)
