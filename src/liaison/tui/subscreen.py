"""A screen that a room opens: a line with its title, its body, the footer; Escape goes back."""

from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from liaison.text.dates import show_day_long
from liaison.text.display import printable
from liaison.text.words import _
from liaison.tui.commands import Command, Commanded
from liaison.tui.desk import Desk
from liaison.tui.widgets.command_bar import CommandBar

T = TypeVar("T")


class SubScreen(Commanded, Screen[T | None], Generic[T]):
    """A screen with a title; its answer is None when it is left with Escape."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's declaration
        (0, "-narrow"),
        (100, "-wide"),
    ]
    COMMAND_SET: ClassVar[tuple[Command, ...]] = (
        Command("screen.back", "escape", lambda: _("Back"), None, "back", show=True, rank=80),
    )
    DEFAULT_CSS = """
    SubScreen > .-title { dock: top; height: 1; background: $primary; color: $text; }
    SubScreen > .-title > .-words { width: 1fr; padding: 0 1; text-style: bold; }
    SubScreen > .-title > .-day { width: auto; padding: 0 1; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """The title, the body, the footer."""
        with Horizontal(classes="-title"):
            yield Static("", classes="-words", markup=False)
            yield Static(Content(self._day()), classes="-day")
        yield from self.body()
        yield CommandBar()

    def body(self) -> ComposeResult:
        """The widgets of the screen."""
        yield Widget()

    def title_words(self) -> str:
        """What stands in the title."""
        return ""

    def command_title(self) -> str:
        """The heading on the help page."""
        return self.title_words()

    def say_title(self) -> None:
        """Say the title anew."""
        self.query_one(".-words", Static).update(Content(printable(self.title_words())))

    def on_mount(self) -> None:
        """Show the first data."""
        self.say_title()
        self.refresh_data()

    def refresh_data(self) -> Any:
        """Read what is shown anew: the store or the day has changed."""

    def action_back(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def _day(self) -> str:
        day = show_day_long(self.desk.today())
        return f"{self.desk.remark}  {day}" if self.desk.remark else day
