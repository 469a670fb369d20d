"""What every room of the program shares: the line at the top, the footer, and being brought up to date."""

from datetime import date
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from liaison.text.dates import show_day_long
from liaison.text.words import _
from liaison.tui.commands import Command, Commanded, keys_shown
from liaison.tui.desk import Desk
from liaison.tui.widgets.command_bar import CommandBar

ROOMS = ("today", "people", "contacts", "letters", "reports", "settings")


def room_commands() -> tuple[Command, ...]:
    """The keys that lead from room to room."""
    words = {
        "today": lambda: _("Today"),
        "people": lambda: _("People"),
        "contacts": lambda: _("Contacts"),
        "letters": lambda: _("Letters"),
        "reports": lambda: _("Reports"),
        "settings": lambda: _("Settings"),
    }
    return tuple(
        Command(f"app.{room}", f"f{number},{number - 1}", words[room], None, f"room('{room}')", rank=90)
        for number, room in enumerate(ROOMS, start=2)
    )


class TopLine(Horizontal):
    """The rooms with their keys, the one we are in marked; the day and the remark at the right."""

    DEFAULT_CSS = """
    TopLine { dock: top; height: 1; background: $primary; color: $text; }
    TopLine > .-rooms { width: auto; }
    TopLine > .-day { width: 1fr; padding: 0 1; text-align: right; }
    """

    def compose(self) -> ComposeResult:
        """Both halves."""
        yield Static("", classes="-rooms", markup=False)
        yield Static("", classes="-day", markup=False)

    def show(self, room: str, desk: Desk) -> None:
        """Say where we are and what day it is, as fully as there is room for."""
        parts: list[Content | tuple[str, str]] = []
        for command in room_commands():
            here = command.id == f"app.{room}"
            key = keys_shown(self.app, command)[0]
            text = f" {key} {command.words()} "
            parts.append((f"[{text.strip()}]", "bold reverse") if here else (text, ""))
        rooms = Content.assemble(*parts)
        self.query_one(".-rooms", Static).update(rooms)
        left = self.app.size.width - rooms.cell_length - 2
        said = (f"{desk.remark}  {day}" if desk.remark else day for day in _days(desk.today()))
        remark = (desk.remark,) if desk.remark else ()
        shown = next((text for text in (*said, *remark, *_days(desk.today())) if cell_len(text) <= left), "")
        self.query_one(".-day", Static).update(Content(shown))


def _days(day: date) -> tuple[str, ...]:
    return show_day_long(day), day.isoformat(), day.isoformat()[5:]


class Room(Commanded, Screen[None]):
    """A room of the program. A room says what it shows in `body` and reads it anew in `refresh_data`."""

    ROOM: ClassVar[str] = ""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's declaration
        (0, "-narrow"),
        (100, "-wide"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """The line at the top, the room itself, the footer."""
        yield TopLine()
        yield from self.body()
        yield CommandBar()

    def body(self) -> ComposeResult:
        """The widgets of the room."""
        yield Widget()

    def on_mount(self) -> None:
        """Show the first data."""
        self.bring_up_to_date()

    def on_resize(self) -> None:
        """Say the day as fully as the new width allows."""
        if self._is_made:
            self.query_one(TopLine).show(self.ROOM, self.desk)

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was in front."""
        self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        """Read everything that is shown anew: the store or the day has changed."""
        if self._is_made:
            self.query_one(TopLine).show(self.ROOM, self.desk)
            self.refresh_data()

    @property
    def _is_made(self) -> bool:
        """Whether the line at the top stands there whole: else the room is being made, or the program is ending."""
        return bool(self.query("TopLine > .-day"))

    def refresh_data(self) -> Any:
        """Read the room's own data anew; implemented by each room with exclusive workers."""
