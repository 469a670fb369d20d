"""The Settings room: sections at the left, the section that is open at the right; on a narrow screen one at a time."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import ContentSwitcher, OptionList
from textual.widgets.option_list import Option

from liaison.text.words import _
from liaison.tui.commands import Command, Commanded
from liaison.tui.desk import Desk
from liaison.tui.room import Room
from liaison.tui.screens.settings_choices import LooksPanel, OfficePanel
from liaison.tui.screens.settings_keys import KeysPanel
from liaison.tui.screens.settings_letters import LettersPanel
from liaison.tui.screens.settings_lists import SectorsPanel, TiersPanel
from liaison.tui.screens.settings_panel import SettingsPanel
from liaison.tui.screens.settings_rules import RulesPanel
from liaison.tui.screens.settings_store import StorePanel

_PANELS: tuple[type[SettingsPanel], ...] = (
    RulesPanel,
    SectorsPanel,
    TiersPanel,
    OfficePanel,
    LettersPanel,
    LooksPanel,
    KeysPanel,
    StorePanel,
)
_ELSEWHERE: tuple[tuple[str, Callable[[], str]], ...] = (
    ("app.history", lambda: _("History…")),
    ("app.suggest", lambda: _("Suggest pairings…")),
    ("app.import", lambda: _("Import a workbook…")),
    ("app.export", lambda: _("Export the office…")),
)
"""Commands of the app that are offered below the sections."""


class SettingsRoom(Room):
    """The Settings room."""

    ROOM: ClassVar[str] = "settings"
    COMMAND_SET = (
        Command(
            "settings.back",
            "escape,left",
            lambda: _("Sections"),
            lambda: _("Back to the list of sections."),
            "back",
            show=True,
            rank=50,
            palette=False,
        ),
    )
    DEFAULT_CSS = """
    SettingsRoom OptionList { width: 24; height: 1fr; border: none; padding: 0; background: $surface; }
    SettingsRoom OptionList:focus { border: none; }
    SettingsRoom ContentSwitcher { width: 1fr; height: 1fr; }
    SettingsRoom.-narrow OptionList { width: 1fr; }
    SettingsRoom.-narrow ContentSwitcher { display: none; }
    SettingsRoom.-narrow.-open OptionList { display: none; }
    SettingsRoom.-narrow.-open ContentSwitcher { display: block; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._panels = [panel(desk) for panel in _PANELS]
        self._language = ""

    def body(self) -> ComposeResult:
        """The sections, and the one that is open."""
        with Horizontal():
            yield OptionList(*self._options(), id="sections", markup=False)
            with ContentSwitcher(initial=self._panels[0].id):
                yield from self._panels

    def command_title(self) -> str:
        """The heading on the help page."""
        return _("Settings")

    def refresh_data(self) -> None:
        """Bring the open section up to date."""
        self._panel.bring_up_to_date()

    def reword(self) -> None:
        """Speak another language: the sections, and everything in them."""
        super().reword()
        if not self.is_mounted:
            return
        sections = self._sections
        place = sections.highlighted
        sections.set_options(self._options())
        sections.highlighted = place
        for node in self.query("*"):
            if isinstance(node, Commanded):
                node.reword()
        self.bring_up_to_date()
        self.refresh_bindings()

    @property
    def _sections(self) -> OptionList:
        return self.query_one("#sections", OptionList)

    @property
    def _panel(self) -> SettingsPanel:
        current = self.query_one(ContentSwitcher).current
        return next(panel for panel in self._panels if panel.id == current)

    def _options(self) -> list[Option | None]:
        panels = [Option(Content(panel.title()), id=panel.SECTION) for panel in self._panels]
        return [*panels, None, *(Option(Content(words()), id=name) for name, words in _ELSEWHERE)]

    @on(OptionList.OptionHighlighted)
    def _look(self, event: OptionList.OptionHighlighted) -> None:
        if any(event.option_id == panel.SECTION for panel in self._panels):
            self.query_one(ContentSwitcher).current = f"section-{event.option_id}"
            self._panel.bring_up_to_date()

    @on(OptionList.OptionSelected)
    async def _open(self, event: OptionList.OptionSelected) -> None:
        name = event.option_id or ""
        if any(name == command for command, _words in _ELSEWHERE):
            await self._run(name)
            return
        self.add_class("-open")
        self._panel.take_focus()
        self.refresh_bindings()

    async def _run(self, command_id: str) -> None:
        commands = self.app.all_commands() if isinstance(self.app, Commanded) else ()
        for command in commands:
            if command.id == command_id:
                await self.app.run_action(command.action, self.app)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no way back from the sections themselves."""
        if action == "back":
            return not self._sections.has_focus
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Go back to the sections."""
        self.remove_class("-open")
        self._sections.focus()
        self.refresh_bindings()
