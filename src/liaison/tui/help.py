"""The help page (F1): every key of a screen, with its words and one sentence each, in the user's language.

``open_help(app)`` shows the page of the current screen, or closes it when it is open.
"""

from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from liaison.text.words import _
from liaison.tui.commands import Command, Commanded, command_nodes, keys_shown


@dataclass(frozen=True)
class HelpSection:
    """One heading of the help page and its lines: keys, words, sentence."""

    title: str
    lines: tuple[tuple[str, str, str], ...]


def help_sections(app: App[Any]) -> list[HelpSection]:
    """What can be pressed on the current screen: each kind of widget once, the screen, the app."""
    sections = []
    seen: set[str] = set()
    for node in command_nodes(app, app.screen.focused, app.screen):
        if isinstance(node, Commanded):
            fresh = [command for command in node.offered_commands() if command.id not in seen]
            seen.update(command.id for command in fresh)
            if fresh:
                sections.append(HelpSection(node.command_title(), tuple(_line(app, command) for command in fresh)))
    return sections


class HelpScreen(Commanded, ModalScreen[None]):
    """The help page; scrolls, and closes with Escape, F1 or q."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 90%; max-width: 100; height: auto; max-height: 90%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    HelpScreen .-title { text-style: bold underline; margin-top: 1; }
    HelpScreen .-apart { margin-top: 1; }
    """
    COMMAND_SET = (
        Command("help.close", "escape,f1,q", lambda: _("Close"), None, "dismiss(None)", show=True, palette=False),
    )

    def __init__(self, sections: list[HelpSection]) -> None:
        super().__init__()
        self._sections = sections

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll() as box:
            box.border_title = Content(_("Keys"))
            box.border_subtitle = Content(_("Esc: back"))
            for number, section in enumerate(self._sections):
                if section.title:
                    yield Static(Content(section.title), classes="-title")
                yield Static(self._table(section), classes="" if section.title or not number else "-apart")

    def _table(self, section: HelpSection) -> Table:
        lines = [line for each in self._sections for line in each.lines]
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=max((cell_len(keys) for keys, _words, _sentence in lines), default=0), style="bold")
        table.add_column(width=max((cell_len(words) for _keys, words, _sentence in lines), default=0))
        table.add_column(style="dim")
        for line in section.lines:
            table.add_row(*(Text(text) for text in line))
        return table


def open_help(app: App[Any]) -> None:
    """Show the help page; when it is in front already, close it."""
    if isinstance(app.screen, HelpScreen):
        app.screen.dismiss(None)
    else:
        app.push_screen(HelpScreen(help_sections(app)))


def _line(app: App[Any], command: Command) -> tuple[str, str, str]:
    sentence = command.help() if command.help else ""
    return " ".join(keys_shown(app, command)), command.words(), sentence
