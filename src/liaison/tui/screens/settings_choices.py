"""Settings: single values, each a line that Enter changes: of the office, and of the user's own screen."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from textual import on, work
from textual.app import ComposeResult

from liaison.errors import InvalidInputError, LiaisonError
from liaison.store.settings import DUE_SOON_DAYS, NAME_ORDER, change_setting, read_setting
from liaison.text.words import _, current_language, n_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk, config_folder
from liaison.tui.forms.modals import ChoiceScreen, TextPromptScreen
from liaison.tui.preferences import Preferences, save_preferences
from liaison.tui.screens.settings_panel import SettingsPanel
from liaison.tui.themes import DARK, LIGHT
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

_COLUMNS = (
    Column("what", lambda: _("Setting"), fraction=2, min_width=16),
    Column("value", lambda: _("Value"), fraction=3, min_width=16),
)


@dataclass(frozen=True)
class Choice:
    """One value: its words, how it is shown now, and what asks for another."""

    words: str
    value: str
    change: Callable[[], Awaitable[None]]


class ChoicesPanel(SettingsPanel):
    """Lines of a setting and its value."""

    COMMAND_SET = (
        Command(
            "choices.change", "e", lambda: _("Change"), lambda: _("Enter does the same."), "change", show=True, rank=1
        ),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._choices: list[Choice] = []

    def body(self) -> ComposeResult:
        """The lines."""
        yield VirtualTable(_COLUMNS, marks=False)

    async def choices(self) -> list[Choice]:
        """The lines, read anew."""
        return []

    @work(exclusive=True, group="choices")
    async def refresh_data(self) -> None:
        """Read the values anew."""
        self._choices = await self.choices()
        rows = [Row(key, (choice.words, choice.value)) for key, choice in enumerate(self._choices)]
        self.table.refresh_rows(ListSource(rows))

    @on(VirtualTable.RowSelected)
    @work()
    async def action_change(self) -> None:
        """Ask for another value."""
        row = self.table.cursor_row
        if row is not None and row.key < len(self._choices):
            await self._choices[row.key].change()
            self.refresh_data()


class OfficePanel(ChoicesPanel):
    """What the office has agreed on."""

    SECTION = "office"

    def title(self) -> str:
        """The name of the section."""
        return _("Due and names")

    def remark(self) -> str:
        """A line of help."""
        return _("These hold for everybody who works on this store.")

    async def choices(self) -> list[Choice]:
        """Due soon, and the order of names."""
        days = int(await self.desk.ask(read_setting, DUE_SOON_DAYS))
        order = str(await self.desk.ask(read_setting, NAME_ORDER))
        soon = n_("within {count} day", "within {count} days", days).format(count=days)
        return [
            Choice(_("“Due soon” means"), soon, lambda: self._change_days(days)),
            Choice(_("Order of names"), dict(_orders())[order], self._change_order),
        ]

    async def _change_days(self, days: int) -> None:
        title = _("“Due soon”: within how many days?")
        wanted = await self.app.push_screen_wait(TextPromptScreen(title, str(days), parse=_read_days))
        if wanted is not None:
            await self._set(DUE_SOON_DAYS, wanted)

    async def _change_order(self) -> None:
        wanted = await self.app.push_screen_wait(ChoiceScreen(_("Order of names"), _orders()))
        if wanted is not None:
            await self._set(NAME_ORDER, wanted)

    async def _set(self, name: str, value: Any) -> None:
        try:
            await self.desk.do(change_setting, name, value)
        except LiaisonError as error:
            self.say_error(error)
        else:
            self.say_done(_("The setting is changed."))


class LooksPanel(ChoicesPanel):
    """What one user prefers on this machine."""

    SECTION = "looks"

    def title(self) -> str:
        """The name of the section."""
        return _("Looks and language")

    def remark(self) -> str:
        """A line of help."""
        return _(
            "The theme is kept for you on this machine. The language holds until you leave; to keep it, set"
            " LIAISON_LANG=zh or LIAISON_LANG=en in your environment, or start with --lang."
        )

    async def choices(self) -> list[Choice]:
        """The theme and the language."""
        return [
            Choice(_("Theme"), dict(_themes()).get(self.app.theme, self.app.theme), self._change_theme),
            Choice(_("Language"), dict(_LANGUAGES)[current_language()], self._change_language),
        ]

    async def _change_theme(self) -> None:
        wanted = await self.app.push_screen_wait(ChoiceScreen(_("Theme"), _themes()))
        if wanted is None:
            return
        self.app.theme = wanted
        try:
            save_preferences(config_folder(), Preferences(theme=wanted))
        except OSError as error:
            sentence = _("The theme could not be kept in {folder}: {reason}")
            self.notify(sentence.format(folder=config_folder(), reason=error), severity="warning", markup=False)

    async def _change_language(self) -> None:
        wanted = await self.app.push_screen_wait(ChoiceScreen(_("Language"), _LANGUAGES))
        if wanted is not None:
            await self.app.run_action(f"speak('{wanted}')", self.app)


_LANGUAGES = [("zh", "中文"), ("en", "English")]


def _themes() -> list[tuple[str, str]]:
    return [(DARK, _("dark")), (LIGHT, _("light"))]


def _orders() -> list[tuple[str, str]]:
    return [("pinyin", _("by pinyin")), ("strokes", _("by strokes of the surname"))]


def _read_days(typed: str) -> int:
    try:
        return int(typed.strip())
    except ValueError as error:
        raise InvalidInputError(_("“{value}” is no whole number.").format(value=typed)) from error
