"""The command palette: everything that can be done here and now, found by its words.

Use it with ``COMMANDS = {CommandProvider}`` on the app; `open_palette` shows it with words in the user's language.
"""

from functools import partial
from typing import Any

from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode

from liaison.text.words import _
from liaison.tui.commands import Command, Commanded, command_nodes, is_possible, keys_shown


class CommandProvider(Provider):
    """Offers the commands of the focused widget, the screen and the app; no user text goes through markup."""

    async def search(self, query: str) -> Hits:
        """Commands whose words or id match what was typed; one line that says so when none does."""
        matcher = self.matcher(query)
        found = False
        for node, command in self._possible():
            words = command.words()
            score = max(matcher.match(words), 0.9 * matcher.match(command.id))
            if score > 0:
                found = True
                yield Hit(score, self._line(command), partial(self.app.run_action, command.action, node), text=words)
        if not found:
            # Textual says this itself, but in English only.
            nothing = _("No command matches.")
            yield Hit(0.01, Content(nothing), _do_nothing, text=nothing)

    async def discover(self) -> Hits:
        """All commands, while nothing is typed."""
        for node, command in self._possible():
            yield DiscoveryHit(
                self._line(command), partial(self.app.run_action, command.action, node), text=command.words()
            )

    def _possible(self) -> list[tuple[DOMNode, Command]]:
        seen: dict[str, tuple[DOMNode, Command]] = {}
        for node in command_nodes(self.app, self.focused, self.screen):
            for command in node.all_commands() if isinstance(node, Commanded) else ():
                if command.palette and command.id not in seen and is_possible(command, node):
                    seen[command.id] = (node, command)
        return list(seen.values())

    def _line(self, command: Command) -> Content:
        keys = " ".join(keys_shown(self.app, command))
        return Content.assemble(command.words(), "  ", (keys, "dim"))


def open_palette(app: App[Any]) -> None:
    """Open the palette, unless it is open."""
    if not CommandPalette.is_open(app):
        app.push_screen(CommandPalette(placeholder=_("Search for a command…"), id="--command-palette"))


def _do_nothing() -> None:
    """What the line "no command matches" does."""
