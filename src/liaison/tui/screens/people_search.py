"""The line that is typed into to find people."""

from dataclasses import dataclass

from textual.message import Message
from textual.widgets import Input

from liaison.text.words import _
from liaison.tui.commands import Command, Commanded


class SearchInput(Commanded, Input):
    """Finds as you type: Enter opens the first hit, Down goes to the list, Escape clears."""

    COMMAND_SET = (
        Command(
            "search.open",
            "enter",
            lambda: _("Open"),
            lambda: _("Open the first one found."),
            "submit",
            show=True,
            rank=1,
            palette=False,
        ),
        Command(
            "search.list",
            "down",
            lambda: _("To the list"),
            lambda: _("Go to the list; / comes back here."),
            "to_list",
            show=True,
            rank=2,
            palette=False,
        ),
        Command("search.clear", "escape", lambda: _("Clear"), None, "clear_text", rank=3, show=True, palette=False),
    )
    DEFAULT_CSS = """
    SearchInput { background: $surface; padding: 0 1; }
    SearchInput.-textual-compact { padding: 0 1; }
    SearchInput:focus { background-tint: $foreground 8%; }
    """

    @dataclass
    class ToList(Message):
        """The user goes on in the list."""

    def command_title(self) -> str:
        """The heading on the help page."""
        return _("Search")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be cleared while nothing is typed."""
        if action == "clear_text":
            return bool(self.value)
        return super().check_action(action, parameters)

    def action_to_list(self) -> None:
        """Go to the list."""
        self.post_message(self.ToList())

    def action_clear_text(self) -> None:
        """Clear what was typed."""
        self.value = ""
