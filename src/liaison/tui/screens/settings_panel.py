"""What the sections of the Settings room share: a heading, a line of help, their own commands."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.text.display import printable
from liaison.text.words import _
from liaison.tui.commands import Commanded
from liaison.tui.desk import Desk
from liaison.tui.widgets.virtual_table import VirtualTable


class SettingsPanel(Commanded, Vertical):
    """One section. ``SECTION`` is its id; ``title`` and ``remark`` are said anew whenever it is shown."""

    SECTION: ClassVar[str] = ""
    DEFAULT_CSS = """
    SettingsPanel { height: 1fr; }
    SettingsPanel > .-heading { height: auto; padding: 0 1; background: $panel; }
    SettingsPanel > .-remark { height: auto; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(id=f"section-{self.SECTION}")
        self.desk = desk

    def compose(self) -> ComposeResult:
        """The heading, the help, the section itself."""
        yield Static("", classes="-heading", markup=False)
        yield Static("", classes="-remark", markup=False)
        yield from self.body()

    def body(self) -> ComposeResult:
        """The widgets of the section."""
        yield Widget()

    def title(self) -> str:
        """The name of the section."""
        return ""

    def remark(self) -> str:
        """A line of help."""
        return ""

    def command_title(self) -> str:
        """The heading on the help page."""
        return self.title()

    def bring_up_to_date(self) -> None:
        """Show what is there now, in the language spoken now."""
        self.query_one(".-heading", Static).update(Content.assemble((self.title(), "bold")))
        self.query_one(".-remark", Static).update(Content(printable(self.remark(), lines=True)))
        self.refresh_data()

    def refresh_data(self) -> Any:
        """Read the section's data anew."""

    @property
    def table(self) -> VirtualTable:
        """The list of the section."""
        return self.query_one(VirtualTable)

    def take_focus(self) -> None:
        """Go into the section."""
        for widget in self.query("*"):
            if widget.focusable:
                widget.focus()
                return

    def say_error(self, error: LiaisonError) -> None:
        """Show what went wrong."""
        self.notify(error.sentence, severity="error", markup=False)

    def say_done(self, done: str) -> None:
        """Show what was done in the store, and that it can be taken back."""
        self.notify(_("{done} Ctrl+Z takes it back.").format(done=done), markup=False)
