"""The footer: at most six commands of the focused widget, the screen and the app, those of the lowest rank first.

``yield CommandBar()`` last in a screen. Commands that cannot run now are pale; those that do not fit are left out (they
are on the help page). A click presses the key.
"""

from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from liaison.tui.commands import Command, Commanded

MOST_SHOWN = 6


@dataclass(frozen=True)
class _Entry:
    rank: int
    key: str
    shown: str
    words: str
    enabled: bool

    @property
    def width(self) -> int:
        return cell_len(self.shown) + cell_len(self.words) + 3


class CommandBar(Widget):
    """One line at the bottom."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"command-bar--key"}  # noqa: RUF012 - Textual's declaration
    DEFAULT_CSS = """
    CommandBar {
        dock: bottom; height: 1; background: $footer-background; color: $footer-description-foreground;
        & > .command-bar--key { color: $footer-key-foreground; text-style: bold; }
    }
    """

    def on_mount(self) -> None:
        """Follow the focus and the state of the commands."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def render(self) -> Content:
        """The entries that fit, in their order."""
        key_style = self.get_visual_style("command-bar--key", partial=True)
        parts: list[str | tuple[str, str | Style]] = []
        for entry in self.entries():
            pale = Style() if entry.enabled else Style(dim=True)
            parts += [(f" {entry.shown} ", key_style + pale), (f"{entry.words} ", pale)]
        return Content.assemble(*parts)

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        right = 0
        for entry in self.entries():
            right += entry.width
            if event.x < right:
                self.app.simulate_key(entry.key)
                return

    def entries(self) -> list[_Entry]:
        """What is shown."""
        chosen, room = [], self.size.width
        for entry in sorted(self._shown_commands(), key=lambda entry: entry.rank)[:MOST_SHOWN]:
            room -= entry.width
            if room < 0:
                break
            chosen.append(entry)
        return chosen

    def _shown_commands(self) -> list[_Entry]:
        entries: dict[str, _Entry] = {}
        for active in self.screen.active_bindings.values():
            command = _command_of(active.node, active.binding.id)
            if command is not None and command.show and command.id not in entries:
                shown = self.app.get_key_display(active.binding)
                entries[command.id] = _Entry(
                    command.rank, active.binding.key, shown, active.binding.description, active.enabled
                )
        return list(entries.values())

    def _bindings_changed(self, _screen: Screen[Any]) -> None:
        self.refresh()


def _command_of(node: object, command_id: str | None) -> Command | None:
    if not isinstance(node, Commanded):
        return None
    return next((command for command in node.all_commands() if command.id == command_id), None)
