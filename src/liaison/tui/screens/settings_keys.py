"""Settings: every command with its key, and giving it another."""

from pathlib import Path

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from liaison.errors import InvalidInputError
from liaison.text.display import printable
from liaison.text.words import N_, _
from liaison.tui.commands import Command, keys_shown
from liaison.tui.desk import Desk, config_folder
from liaison.tui.forms.field_row import WRONG_SIGN
from liaison.tui.forms.modals import Dialog
from liaison.tui.key_registry import check_key, known_commands
from liaison.tui.keys import load_keymap, save_keymap
from liaison.tui.screens.settings_panel import SettingsPanel
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

_COLUMNS = (
    Column("where", lambda: _("Where"), width=14),
    Column("words", lambda: _("Command"), fraction=2, min_width=12),
    Column("keys", lambda: _("Key"), fraction=2, min_width=12),
    Column("help", lambda: _("What it does"), fraction=5, min_width=16, priority=2),
)
PLACES = {
    "app": N_("everywhere"),
    "table": N_("lists"),
    "form": N_("forms"),
    "help": N_("help page"),
    "confirm": N_("questions"),
    "message": N_("questions"),
    "choice": N_("questions"),
    "prompt": N_("questions"),
    "pick": N_("questions"),
    "day": N_("questions"),
    "today": N_("Today"),
    "people": N_("People"),
    "segment": N_("Segment"),
    "letters": N_("Letters"),
    "import": N_("import"),
    "welcome": N_("welcome page"),
    "search": N_("search line"),
    "card": N_("card"),
    "cadre": N_("card of a cadre"),
    "address": N_("Addresses"),
    "contacts": N_("Contacts"),
    "duplicates": N_("Duplicates"),
    "ledger": N_("Raised"),
    "reports": N_("Reports"),
    "records": N_("Figures"),
    "trips": N_("Trips"),
    "settings": N_("Settings"),
    "rules": N_("Contact rules"),
    "lists": N_("Sectors and tiers"),
    "choices": N_("Settings"),
    "keys": N_("Keys"),
    "store": N_("The store"),
    "screen": N_("inner screens"),
    "history": N_("History"),
    "disclosures": N_("Given out"),
    "deed": N_("History"),
    "handover": N_("Handover"),
    "suggestions": N_("Suggested pairings"),
}


class KeysPanel(SettingsPanel):
    """The keys, all of them."""

    SECTION = "keys"
    COMMAND_SET = (
        Command(
            "keys.change",
            "e",
            lambda: _("Change"),
            lambda: _("Give the command another key; Enter does the same."),
            "change",
            show=True,
            rank=1,
        ),
        Command(
            "keys.reset",
            "backspace,delete",
            lambda: _("Usual key"),
            lambda: _("Give the command its usual key again."),
            "reset",
            show=True,
            rank=2,
        ),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._commands: list[Command] = []
        self._own: dict[str, str] = {}

    def title(self) -> str:
        """The name of the section."""
        return _("Keys")

    def remark(self) -> str:
        """A line of help."""
        return _("Enter, then press the new key. Your own keys are kept in {path}.").format(path=_file())

    def body(self) -> ComposeResult:
        """The list."""
        yield VirtualTable(_COLUMNS, marks=False)

    def refresh_data(self) -> None:
        """List the commands anew."""
        try:
            self._own = load_keymap(_file())
        except InvalidInputError as error:
            self._own = {}
            self.say_error(error)
        self._commands = known_commands()
        self.table.refresh_rows(ListSource(self._row(key, command) for key, command in enumerate(self._commands)))

    @on(VirtualTable.RowSelected)
    @work()
    async def action_change(self) -> None:
        """Wait for the new key of the command under the cursor."""
        command = self._here()
        if command is None:
            return
        key = await self.app.push_screen_wait(KeyScreen(command, self._own))
        if key is not None:
            self._keep({**self._own, command.id: key})

    def action_reset(self) -> None:
        """Forget the user's own key of the command under the cursor."""
        command = self._here()
        if command is None or command.id not in self._own:
            return
        others = {name: key for name, key in self._own.items() if name != command.id}
        try:
            check_key(command.id, command.key, others)
        except InvalidInputError as error:
            self.say_error(error)
            return
        self._keep(others)

    def _keep(self, keymap: dict[str, str]) -> None:
        try:
            save_keymap(_file(), keymap)
        except OSError as error:
            sentence = _("The keys could not be kept in {path}: {reason}")
            self.notify(sentence.format(path=_file(), reason=error), severity="error", markup=False)
        self.app.set_keymap(keymap)
        self.refresh_data()
        self.app.refresh_bindings()

    def _here(self) -> Command | None:
        row = self.table.cursor_row
        return self._commands[row.key] if row else None

    def _row(self, key: int, command: Command) -> Row:
        place = command.id.split(".")[0]
        keys = " ".join(keys_shown(self.app, command))
        own = "* " if command.id in self._own else ""
        sentence = command.help() if command.help else ""
        return Row(key, (_(PLACES.get(place, place)), command.words(), f"{own}{keys}", sentence))


class KeyScreen(Dialog[str | None]):
    """Waits for one key; says so when another command has it. Escape leaves things as they are."""

    TAKES_EVERY_KEY = True  # so that the app leaves F1 or Ctrl+Q to it

    def __init__(self, command: Command, keymap: dict[str, str]) -> None:
        super().__init__()
        self._command, self._keymap = command, keymap
        self._wrong = Static("", classes="-wrong-line", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        title = _("Press the new key for “{command}”.").format(command=self._command.words())
        hint = Static(Content(_("Esc: leave it as it is")), classes="-foot")
        yield self.frame(Static(Content(printable(title))), self._wrong, hint)

    async def on_event(self, event: events.Event) -> None:
        """Take the key before any binding of the screen does, Tab included."""
        if isinstance(event, events.Key):
            event.stop()
            event.prevent_default()
            self._pressed(event.key)
        else:
            await super().on_event(event)

    def _pressed(self, key: str) -> None:
        if key == "escape":
            self.dismiss(None)
            return
        try:
            check_key(self._command.id, key, self._keymap)
        except InvalidInputError as error:
            self._wrong.update(Content(WRONG_SIGN + error.sentence))
        else:
            self.dismiss(key)


def _file() -> Path:
    return config_folder() / "keys.toml"
