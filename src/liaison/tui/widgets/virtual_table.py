"""A table that reads only what is seen, so that 100,000 rows cost no more than a page.

Usage::

    table = VirtualTable(
        [Column("name", lambda: _("Name"), fraction=2), Column("due", lambda: _("Due"), width=10, priority=2)],
        source,                                          # a `RowSource`; or none, and `refresh_rows(source)` later
        empty=lambda: _("Nobody is overdue."),
        id="overdue",                                    # marks=False where no deed takes several rows
    )
    table.refresh_rows()                                 # the store changed: same question, cursor on the same row
    table.refresh_rows(new_source, keep_cursor=False)    # another question: cursor at the top

`refresh_rows` shows the old rows until the new ones are there and returns the worker; a worker of a screen that wants
to wait for them does ``await table.show_rows(source)``.
Messages: `VirtualTable.RowHighlighted` (``row`` may be None while its page is on the way), `RowSelected` (Enter or a
double click), `MarksChanged`. State: ``cursor``, ``cursor_row``, ``marked``, ``targets`` (the marked keys, else the
cursor's), ``row_count``. All keys are commands of their own (ids ``table.…``) and can be rebound.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import events, work
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.worker import Worker, WorkerCancelled

from liaison.errors import LiaisonError
from liaison.text.words import _
from liaison.tui.widgets.columns import Column, place
from liaison.tui.widgets.row_painter import GUTTER, Looks, RowPainter
from liaison.tui.widgets.rows import CELL_STYLES, ListSource, Row, RowCache, RowSource, all_keys, load_around
from liaison.tui.widgets.table_keys import TableKeys

_LOOKS = ("header", "cursor", "marked", "muted")


class VirtualTable(TableKeys, ScrollView, can_focus=True):
    """A list of rows with a cursor and marks. See the module for how to use it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"virtual-table--{name}" for name in (*_LOOKS, *CELL_STYLES)}
    DEFAULT_CSS = """
    VirtualTable {
        height: 1fr; overflow-x: hidden; background: $background; color: $foreground;
        & > .virtual-table--header { background: $panel; color: $foreground; text-style: bold; }
        & > .virtual-table--cursor {
            background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground;
        }
        &:focus > .virtual-table--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
        }
        & > .virtual-table--marked { background: $surface; text-style: bold; }
        & > .virtual-table--muted { color: $text-muted; }
        & > .virtual-table--error { color: $text-error; }
        & > .virtual-table--warning { color: $text-warning; }
        & > .virtual-table--success { color: $text-success; }
        & > .virtual-table--strong { text-style: bold; }
    }
    """

    class TableMessage(Message):
        """A message of a table; ``control`` is the table."""

        def __init__(self, table: "VirtualTable") -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> "VirtualTable":
            """The table that sent it."""
            return self.table

    class RowHighlighted(TableMessage):
        """The cursor stands on another row, or on none when the table is empty."""

        def __init__(self, table: "VirtualTable", row: Row | None) -> None:
            super().__init__(table)
            self.row = row

    class RowSelected(TableMessage):
        """Enter was pressed on a row."""

        def __init__(self, table: "VirtualTable", row: Row) -> None:
            super().__init__(table)
            self.row = row

    class MarksChanged(TableMessage):
        """Rows were marked or unmarked; ``marked`` are the keys of all marked rows."""

        def __init__(self, table: "VirtualTable", marked: frozenset[int]) -> None:
            super().__init__(table)
            self.marked = marked

    def __init__(
        self,
        columns: Sequence[Column],
        source: RowSource | None = None,
        *,
        empty: Callable[[], str] = lambda: _("Nothing here."),
        marks: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._wanted: RowSource = source or ListSource()
        self._cache = RowCache(ListSource())
        self._empty = empty
        self.with_marks = marks
        self._trouble = ""
        self._loaded = False
        self._cursor = 0
        self._told: int | None = None
        self._marked: frozenset[int] = frozenset()
        self._fetching: tuple[int, ...] = ()
        self._painter: RowPainter | None = None

    # What a screen may ask.

    @property
    def row_count(self) -> int:
        """How many rows there are, read or not."""
        return self._cache.count

    @property
    def cursor(self) -> int:
        """The place of the cursor, from 0."""
        return self._cursor

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor; None when the table is empty or the row is still on its way."""
        return self._cache.row(self._cursor)

    @property
    def left_out(self) -> tuple[int, ...]:
        """The places of the columns for which there is no room now; none before the table has a size."""
        width = self.scrollable_content_region.width or sum(column.least + 1 for column in self._columns) + GUTTER
        seen = {placed.index for placed in place(self._columns, width - GUTTER)}
        return tuple(index for index in range(len(self._columns)) if index not in seen)

    @property
    def marked(self) -> frozenset[int]:
        """The keys of the marked rows, shown or not."""
        return self._marked

    @property
    def targets(self) -> tuple[int, ...]:
        """What a deed is about: the marked keys, ascending; without marks the key under the cursor, if any."""
        if self._marked:
            return tuple(sorted(self._marked))
        row = self.cursor_row
        return (row.key,) if row else ()

    def refresh_rows(self, source: RowSource | None = None, *, keep_cursor: bool = True) -> Worker[None]:
        """Read the rows anew, from another source if one is given, and show them all at once when they are there."""
        self._wanted = source or self._wanted
        return self._reload(self._wanted, keep_cursor)

    async def show_rows(self, source: RowSource | None = None, *, keep_cursor: bool = True) -> None:
        """As `refresh_rows`, and wait until the rows are there; for a worker.

        Where others are asked for meanwhile, or the program ends, the worker ends here too.
        """
        try:
            await self.refresh_rows(source, keep_cursor=keep_cursor).wait()
        except WorkerCancelled:
            # Textual's own error would count as a failure of the waiting worker and end the program.
            raise asyncio.CancelledError from None

    def move_cursor(self, index: int) -> None:
        """Put the cursor on the row at a place, from 0; beyond the ends means the ends."""
        self._cursor = max(0, min(index, self.row_count - 1))
        self._show_cursor()
        self._seen_changed()

    def clear_marks(self) -> None:
        """Unmark all rows."""
        self._mark(frozenset())

    # Reading rows.

    @work(exclusive=True, group="reload")
    async def _reload(self, source: RowSource, keep_cursor: bool) -> None:
        while True:
            place_now = self._place() if keep_cursor else (None, 0)
            try:
                cache, cursor = await asyncio.to_thread(load_around, source, *place_now, max(self.size.height, 1))
                self._trouble = ""
            except LiaisonError as error:
                cache, cursor = RowCache(ListSource()), 0
                self._trouble = error.sentence
            # Somebody who moved on meanwhile must not be thrown back.
            if not keep_cursor or place_now == self._place():
                break
        self._swap(cache, cursor)

    def _place(self) -> tuple[int | None, int]:
        """The key under the cursor, if known, and the cursor's place."""
        row = self.cursor_row
        return row.key if row else None, self._cursor

    def _swap(self, cache: RowCache, cursor: int) -> None:
        """Show other rows; the cursor keeps its line on the screen."""
        line = self._cursor - self.scroll_offset.y
        self.workers.cancel_group(self, "pages")
        self._cache, self._cursor, self._loaded, self._fetching = cache, cursor, True, ()
        self.virtual_size = Size(self.size.width, self._lines_needed())
        self.scroll_to(y=cursor - line, animate=False, immediate=True)
        self._show_cursor()
        self._seen_changed()

    def _seen_changed(self) -> None:
        """After other rows came into view: repaint, fetch what is missing, tell where the cursor is."""
        self.refresh()
        first = self.scroll_offset.y
        missing = tuple(self._cache.missing(first, first + self.size.height))
        if missing and missing != self._fetching:
            self._fetching = missing
            self._fetch(self._cache, missing)
        row = self.cursor_row
        key = row.key if row else None
        if self._loaded and key != self._told:
            self._told = key
            self.post_message(self.RowHighlighted(self, row))

    @work(exclusive=True, group="pages")
    async def _fetch(self, cache: RowCache, numbers: tuple[int, ...]) -> None:
        try:
            for number in numbers:
                cache.put(number, await asyncio.to_thread(cache.fetch, number))
        except LiaisonError as error:
            self._trouble = error.sentence
            self._swap(RowCache(ListSource()), 0)
            return
        self._fetching = ()
        self._seen_changed()

    # Painting.

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the labels on top, then rows."""
        painter = self._painter
        # A scroll bar that comes or goes changes the width without a resize.
        if painter is None or painter.width != self.scrollable_content_region.width:
            painter = self._new_painter()
        if y == 0:
            return painter.header(len(self._marked))
        index = self.scroll_offset.y + y - 1
        if not self.row_count:
            remarks = self._remarks()
            return painter.remark(remarks[y - 1]) if y <= len(remarks) else painter.blank()
        if index >= self.row_count:
            return painter.blank()
        row = self._cache.row(index)
        if row is None:
            return painter.waiting(cursor=index == self._cursor)
        return painter.row(row, cursor=index == self._cursor, marked=row.key in self._marked)

    def notify_style_update(self) -> None:
        """Forget painted rows when the style changed."""
        super().notify_style_update()
        self._painter = None

    def reword(self) -> None:
        """Speak another language: labels are asked again."""
        super().reword()
        self._painter = None

    def _new_painter(self) -> RowPainter:
        width = self.scrollable_content_region.width
        style = self.get_component_rich_style
        looks = Looks(
            plain=self.rich_style,
            **{name: style(f"virtual-table--{name}") for name in _LOOKS},
            cells={name: style(f"virtual-table--{name}", partial=True) for name in CELL_STYLES},
        )
        placed = place(self._columns, width - GUTTER)
        self._painter = RowPainter(looks, placed, width, len(self._columns) - len(placed))
        return self._painter

    def _remarks(self) -> list[str]:
        """What stands in a table without rows; nothing before the first answer, which may be rows."""
        if not self._loaded:
            return []
        width = max(self.scrollable_content_region.width - GUTTER, 1)
        return [line.plain for line in Text(self._trouble or self._empty()).wrap(self.app.console, width)]

    def _lines_needed(self) -> int:
        return 1 + (self.row_count or len(self._remarks()) or 1)

    # Events.

    def on_mount(self) -> None:
        """Read the first rows."""
        self.refresh_rows()

    def on_resize(self) -> None:
        """Lay the columns out anew and keep the cursor in view."""
        self._painter = None
        self.virtual_size = Size(self.size.width, self._lines_needed())
        self._show_cursor()
        self._seen_changed()

    def watch_has_focus(self, value: bool) -> None:
        """The cursor looks otherwise with the focus."""
        self._painter = None
        super().watch_has_focus(value)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Fetch the rows that came into view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._seen_changed()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a double click selects."""
        if event.y >= 1 and self.scroll_offset.y + event.y - 1 < self.row_count:
            self.move_cursor(self.scroll_offset.y + event.y - 1)
            if event.chain > 1:
                self.action_select()

    def _show_cursor(self) -> None:
        seen = max(self.scrollable_content_region.height - 1, 1)
        top = min(max(self.scroll_offset.y, self._cursor - seen + 1), self._cursor)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)

    # Actions.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Escape to the screen while nothing is marked; without marks there is nothing to mark."""
        if action == "clear_marks":
            return bool(self._marked)
        if action in {"mark", "mark_all"}:
            return self.with_marks
        return super().check_action(action, parameters)

    def action_move(self, rows: int) -> None:
        """Move the cursor by some rows."""
        self.move_cursor(self._cursor + rows)

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by what is seen at once."""
        self.move_cursor(self._cursor + pages * max(self.scrollable_content_region.height - 2, 1))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.move_cursor(0)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.move_cursor(self.row_count - 1)

    def action_select(self) -> None:
        """Tell the screen that this row is chosen."""
        row = self.cursor_row
        if row is not None:
            self.post_message(self.RowSelected(self, row))

    def action_mark(self) -> None:
        """Mark or unmark this row and go down one."""
        row = self.cursor_row
        if row is not None:
            self._mark(self._marked ^ {row.key})
            self.move_cursor(self._cursor + 1)

    def action_clear_marks(self) -> None:
        """Unmark all rows."""
        self.clear_marks()

    def action_mark_all(self) -> None:
        """Mark all rows of the source, or unmark them when all are marked."""
        self._mark_all(self._cache.source)

    @work(exclusive=True, group="marks")
    async def _mark_all(self, source: RowSource) -> None:
        try:
            keys = await asyncio.to_thread(all_keys, source)
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        if source is self._cache.source:
            self._mark(self._marked - keys if keys <= self._marked else self._marked | keys)

    def _mark(self, marked: frozenset[int]) -> None:
        if marked != self._marked:
            self._marked = marked
            self.refresh()
            self.refresh_bindings()
            self.post_message(self.MarksChanged(self, marked))
