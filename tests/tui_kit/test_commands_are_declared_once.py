from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.screen import ModalScreen, Screen

from liaison.text.words import _, use_language
from liaison.tui.commands import Command, Commanded
from liaison.tui.help import help_sections, open_help
from liaison.tui.palette import CommandProvider, open_palette
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.command_bar import MOST_SHOWN, CommandBar
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable
from screens import screen_lines, screen_text, settle


def command(key: str, rank: int = 50, **options: Any) -> Command:
    return Command(f"room.{key}", key, lambda: f"do {key}", lambda: f"Helps with {key}.", f"press('{key}')", **options)


class Room(Commanded, Screen[None]):
    COMMAND_SET = (
        Command("room.save", "s", lambda: _("Save"), None, "press('s')", show=True, rank=1),
        Command("room.hidden", "h", lambda: "hide [b]this[/b]", lambda: "Help [red]x[/.", "press('h')"),
        Command("room.not_now", "n", lambda: "not now", None, "impossible", show=True, rank=2),
        *(command(str(number), show=True, rank=10 + number) for number in range(9)),
    )

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []

    def compose(self) -> ComposeResult:
        yield VirtualTable([Column("a", lambda: "A")], ListSource([Row(1, ("one",))]))
        yield CommandBar()

    def command_title(self) -> str:
        return "The room"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action == "impossible" else True

    def action_press(self, key: str) -> None:
        self.pressed.append(key)


class Special(Room):
    COMMAND_SET = (Command("room.save", "ctrl+s", lambda: "store", None, "press('special')", show=True, rank=1),)


class House(Commanded, App[None]):
    COMMANDS = {CommandProvider}  # noqa: RUF012 - Textual's declaration
    COMMAND_SET = (Command("app.help", "f1", lambda: "Help", None, "help_page", show=True, rank=90, priority=True),)

    def __init__(self, room: type[Room] = Room) -> None:
        super().__init__()
        self.room = room()

    def on_mount(self) -> None:
        self.push_screen(self.room)

    def action_help_page(self) -> None:
        open_help(self)


async def test_the_key_of_a_command_runs_it() -> None:
    app = House()
    async with app.run_test() as pilot:
        await pilot.press("s", "h", "n", "3")
        assert app.room.pressed == ["s", "h", "3"]


async def test_words_are_spoken_when_the_screen_is_made_and_again_when_the_language_changes() -> None:
    use_language("zh")
    app = House()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert screen_lines(app)[-1].startswith(" s 保存  n not now  0 do 0")
        use_language("en")
        app.room.reword()
        app.room.refresh_bindings()
        await settle(pilot)
        assert screen_lines(app)[-1].startswith(" s Save  n not now")
        await pilot.press("s")
        assert app.room.pressed == ["s"]


@pytest.mark.parametrize("width", [20, 80, 120])
async def test_the_footer_shows_at_most_six_commands_the_foremost_first(width: int) -> None:
    app = House()
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        entries = app.screen.query_one(CommandBar).entries()
        assert [entry.words for entry in entries] == ["Save", "not now", "do 0", "do 1", "do 2", "do 3"][: len(entries)]
        assert len(entries) == (MOST_SHOWN if width > 20 else 2)
        assert [entry.enabled for entry in entries][:2] == [True, False]


async def test_a_click_on_the_footer_presses_the_key() -> None:
    app = House()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click(CommandBar, offset=(screen_lines(app)[-1].index("do 1"), 0))
        await settle(pilot)
        assert app.room.pressed == ["1"]


async def test_a_rebound_key_runs_the_command_and_is_shown_everywhere() -> None:
    app = House()
    async with app.run_test(size=(80, 24)) as pilot:
        app.set_keymap({"room.save": "f2", "table.down": "d"})
        await settle(pilot)
        assert screen_lines(app)[-1].startswith(" f2 Save")
        await pilot.press("s", "f2")
        assert app.room.pressed == ["s"]
        await pilot.press("f1")
        await settle(pilot)
        assert "f2" in screen_text(app)


async def test_a_derived_screen_replaces_a_command_by_its_id() -> None:
    app = House(Special)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s", "ctrl+s")
        assert app.room.pressed == ["special"]
        assert screen_lines(app)[-1].startswith(" ^s store")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_help_page_lists_every_key_of_the_screen_literally(size: tuple[int, int]) -> None:
    app = House()
    async with app.run_test(size=size) as pilot:
        await pilot.press("f1")
        await settle(pilot)
        listed = {line for section in help_sections(app) for line in section.lines}
        assert ("esc f1 q", "Close", "") in listed
        page = "\n".join(" ".join(line.split()) for line in screen_lines(app))
        assert "↓ j Down" in page
        await pilot.press("end")
        await settle(pilot)
        page = "\n".join(" ".join(line.split()) for line in screen_lines(app))
        assert "f1 Help" in page
        if size[1] == 40:
            assert "The room" in page
            assert "hide [b]this[/b] Help [red]x[/." in page
        await pilot.press("f1")
        assert app.screen is app.room


class Unmarked(Room):
    def compose(self) -> ComposeResult:
        yield VirtualTable([Column("a", lambda: "A")], ListSource([Row(1, ("one",))]), marks=False)


@pytest.mark.parametrize(("room", "marks"), [(Room, True), (Unmarked, False)])
async def test_the_help_page_tells_of_marking_only_where_rows_can_be_marked(room: type[Room], marks: bool) -> None:
    app = House(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        words = {line[1] for section in help_sections(app) for line in section.lines}
        assert "Down" in words
        assert ({"Mark", "Mark all", "Unmark all"} <= words) is marks
        assert marks or words.isdisjoint({"Mark", "Mark all", "Unmark all"})


async def test_the_palette_finds_a_command_by_its_words_and_runs_it() -> None:
    app = House()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        open_palette(app)
        await pilot.pause()
        await pilot.press(*"hide")
        await settle(pilot)
        assert "hide [b]this[/b]  h" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        assert app.room.pressed == ["h"]


async def test_the_palette_says_so_when_nothing_matches_and_offers_nothing_impossible() -> None:
    app = House()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        open_palette(app)
        await settle(pilot)
        assert "do 8" in screen_text(app)
        assert "not now" not in screen_text(app).splitlines()[10]
        await pilot.press(*"qqqq")
        await settle(pilot)
        assert "No command matches." in screen_text(app)


async def test_under_a_modal_screen_the_keys_of_the_room_rest() -> None:
    class Modal(Commanded, ModalScreen[None]):
        COMMAND_SET = (Command("modal.close", "x", lambda: "Close", None, "dismiss(None)", show=True),)

        def compose(self) -> ComposeResult:
            yield CommandBar()

    app = House()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(Modal())
        await settle(pilot)
        assert screen_lines(app)[-1] == " x Close"
        await pilot.press("s", "x")
        assert app.room.pressed == []
        assert app.screen is app.room
