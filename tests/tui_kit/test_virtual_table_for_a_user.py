import asyncio
import threading
from collections.abc import Sequence
from typing import Any, ClassVar

import pytest
from rich.cells import cell_len
from textual import work
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from liaison.errors import StoreError
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row, RowSource
from liaison.tui.widgets.virtual_table import VirtualTable
from screens import NASTY, screen_lines, screen_text, settle

SIZES = [(80, 24), (120, 40)]


def people(*keys: int) -> ListSource:
    return ListSource(Row(key, (f"name {key}", "unit", f"{key} days"), (None, None, "error")) for key in keys)


class TableApp(App[None]):
    def __init__(self, source: RowSource | None = None) -> None:
        super().__init__()
        columns = [
            Column("name", lambda: "Name", min_width=30),
            Column("unit", lambda: "Unit", width=40, priority=3),
            Column("late", lambda: "Late", width=12, align="right"),
        ]
        self.table = VirtualTable(columns, source, empty=lambda: "Nobody is late.")
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.table

    def on_virtual_table_row_highlighted(self, message: VirtualTable.RowHighlighted) -> None:
        self.heard.append(message)

    def on_virtual_table_row_selected(self, message: VirtualTable.RowSelected) -> None:
        self.heard.append(message)

    def on_virtual_table_marks_changed(self, message: VirtualTable.MarksChanged) -> None:
        self.heard.append(message)


async def shown(app: TableApp, pilot: Pilot[Any]) -> list[str]:
    await settle(pilot)
    return [line.split()[0] + " " + " ".join(line.split()[1:3]) if line else "" for line in screen_lines(app)]


@pytest.mark.parametrize("size", SIZES)
async def test_end_of_a_hundred_thousand_rows_is_shown(size: tuple[int, int]) -> None:
    app = TableApp(people(*range(100_000)))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("end")
        await settle(pilot)
        lines = screen_lines(app)
        assert "Name" in lines[0]
        assert lines[-1].startswith(">")
        assert "name 99999" in lines[-1]
        assert ("unit" in lines[-1]) is (size[0] == 120)
        # The labels end in how many columns there is no room for.
        assert lines[0].split()[-2:] == (["Unit", "Late"] if size[0] == 120 else ["Late", "+1"])
        assert {cell_len(line) for line in lines} == {cell_len(lines[-1])}
        await pilot.press("home", "pagedown", "pageup", "j", "j", "k")
        assert app.table.cursor == 1


async def test_messages_tell_of_the_cursor_and_of_enter() -> None:
    app = TableApp(people(7, 8))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "enter")
        heard = [(type(message).__name__, message.row) for message in app.heard if hasattr(message, "row")]
        first, second = Row(7, ("name 7", "unit", "7 days"), (None, None, "error")), app.table.cursor_row
        assert heard == [("RowHighlighted", first), ("RowHighlighted", second), ("RowSelected", second)]


async def test_the_cursor_stays_on_its_row_when_rows_come_and_go() -> None:
    app = TableApp(people(*range(100, 200)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.table.move_cursor(50)
        await settle(pilot)
        line = next(index for index, text in enumerate(screen_lines(app)) if text.startswith(">"))
        await app.table.refresh_rows(people(1, 2, 3, *range(100, 200))).wait()
        await settle(pilot)
        assert app.table.cursor_row is not None
        assert app.table.cursor_row.key == 150
        assert screen_lines(app)[line].startswith(">")
        await app.table.refresh_rows(people(1, 2, 3, *range(100, 150), *range(151, 200))).wait()
        assert app.table.cursor_row.key == 151
        await app.table.refresh_rows(people(5, 6), keep_cursor=False).wait()
        assert app.table.cursor == 0


async def test_marks_have_a_sign_and_survive_a_refresh() -> None:
    app = TableApp(people(1, 2, 3))
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.table.targets == (1,)
        await pilot.press("space", "down", "space")
        assert app.table.marked == {1, 3}
        assert list(app.table.targets) == [1, 3]
        await app.table.refresh_rows(people(3, 4, 5)).wait()
        await settle(pilot)
        assert screen_lines(app)[1].startswith(">*name 3")
        assert app.table.marked == {1, 3}
        await pilot.press("escape")
        assert app.table.marked == frozenset()
        marks = [message.marked for message in app.heard if isinstance(message, VirtualTable.MarksChanged)]
        assert marks == [{1}, {1, 3}, frozenset()]


@pytest.mark.parametrize("key", ["ctrl+a", "asterisk"])
async def test_all_rows_are_marked_also_those_never_read(key: str) -> None:
    app = TableApp(people(*range(1000)))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert app.table.marked == frozenset(range(1000))
        await pilot.press(key)
        await settle(pilot)
        assert app.table.marked == frozenset()


async def test_escape_is_left_to_the_screen_while_nothing_is_marked() -> None:
    class Leaving(TableApp):
        BINDINGS = [("escape", "leave")]  # noqa: RUF012 - Textual's declaration
        left = 0

        def action_leave(self) -> None:
            self.left += 1

    app = Leaving(people(1))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "escape")
        assert app.left == 0
        await pilot.press("escape")
        assert app.left == 1


class GatedSource:
    """Long list whose later pages come only when the test lets them."""

    def __init__(self) -> None:
        self.gate = threading.Event()

    def count(self) -> int:
        return 100_000

    def page(self, offset: int, limit: int, after: int | None) -> Sequence[Row]:
        if offset:
            self.gate.wait(10)
        return [Row(key, (f"name {key}",)) for key in range(offset, offset + limit)]


async def test_rows_still_on_their_way_are_shown_as_such_and_do_nothing() -> None:
    source = GatedSource()
    app = TableApp(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.table.move_cursor(50_000)
        await pilot.pause()
        assert "…" in screen_lines(app)[-1]
        await pilot.press("enter", "space")
        assert app.table.marked == frozenset()
        source.gate.set()
        await settle(pilot)
        assert "name 50000" in screen_text(app)
        assert isinstance(app.heard[-1], VirtualTable.RowHighlighted)
        assert app.heard[-1].row == Row(50_000, ("name 50000",))


async def test_a_late_answer_to_an_old_question_is_not_shown() -> None:
    class Late(GatedSource):
        def count(self) -> int:
            self.gate.wait(10)
            return 1

    late = Late()
    app = TableApp(late)
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.table.refresh_rows(people(42)).wait()
        late.gate.set()
        await settle(pilot)
        assert [line for line in screen_lines(app)[1:] if line] == [screen_lines(app)[1]]
        assert "name 42" in screen_lines(app)[1]


class SlowSource(ListSource):
    """Rows that are counted only once the gate is open."""

    def __init__(self, *rows: Row) -> None:
        super().__init__(rows)
        self.reading, self.gate = threading.Event(), threading.Event()

    def count(self) -> int:
        self.reading.set()
        self.gate.wait(10)
        return super().count()


async def test_somebody_who_moves_while_rows_are_read_is_not_thrown_back() -> None:
    app = TableApp(people(*range(50)))

    async with app.run_test() as pilot:
        await settle(pilot)
        slow = SlowSource(*(Row(key, (f"name {key}",)) for key in range(50)))
        worker = app.table.refresh_rows(slow)
        await pilot.press("down", "down", "down")
        slow.gate.set()
        await worker.wait()
        assert app.table.cursor == 3


async def test_whoever_waits_for_rows_can_be_superseded_at_any_moment() -> None:
    class Asking(TableApp):
        @work(exclusive=True)
        async def ask(self, source: RowSource) -> None:
            await self.table.show_rows(source)
            self.answered.append(source)

        answered: ClassVar[list[RowSource]] = []

    app, slow, last = Asking(), SlowSource(), people(3)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.ask(slow)
        await asyncio.to_thread(slow.reading.wait)
        app.ask(people(1, 2))  # another question while the first is being read
        app.table.refresh_rows(people(4))  # other rows while somebody waits for theirs
        app.ask(last)
        slow.gate.set()
        await settle(pilot)
        assert app.answered == [last]
        assert "name 3" in screen_lines(app)[1]


async def test_an_empty_table_and_a_store_that_fails_say_so() -> None:
    class Broken(ListSource):
        def count(self) -> int:
            raise StoreError("The store is locked by [red]somebody[/].")

    app = TableApp()
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "Nobody is late." in screen_lines(app)[1]
        await pilot.press("down", "up", "end", "enter", "space", "pagedown")
        await app.table.refresh_rows(Broken()).wait()
        await settle(pilot)
        assert "The store is locked by [red]somebody[/]." in screen_lines(app)[1]
        await app.table.refresh_rows(people(1)).wait()
        await settle(pilot)
        assert "name 1" in screen_lines(app)[1]


async def test_names_are_literal_and_wide_characters_keep_the_columns_straight() -> None:
    names = [*NASTY, "\x1b[31m红\u202e", "line\nbreak", "𬍛䶮堃", "欧阳" * 30, "Łukasz Żak", ""]
    app = TableApp(ListSource(Row(key, (name, "", "LATE")) for key, name in enumerate(names)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        lines = screen_lines(app)[1 : len(names) + 1]
        assert {cell_len(line[: line.index("LATE")]) for line in lines} == {76}
        for name, line in zip(NASTY, lines, strict=False):
            assert name in line
        assert not {"\x1b", "\u202e"} & set(screen_text(app))
        await pilot.click(offset=(3, 2))
        assert app.is_running
        assert app.table.cursor == 1


async def test_the_last_column_stays_in_view_when_a_scroll_bar_comes() -> None:
    app = TableApp(people(1, 2))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.table.refresh_rows(people(*range(1, 100)))
        await settle(pilot)
        seen = app.table.scrollable_content_region.width
        assert seen < 80
        assert "7 days" in screen_lines(app)[7][:seen]
