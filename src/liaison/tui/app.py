"""The terminal UI: rooms, the watch on the store and the clock, and the keys that work everywhere."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ScreenStackError

from liaison.errors import LiaisonError
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.store.undo import GIVE_OUT, undo
from liaison.text.words import _
from liaison.tui.commands import Command
from liaison.tui.desk import Desk, config_folder
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.help import open_help
from liaison.tui.keys import load_keymap
from liaison.tui.office_app import OfficeApp
from liaison.tui.palette import CommandProvider, open_palette
from liaison.tui.preferences import load_preferences
from liaison.tui.room import Room, room_commands
from liaison.tui.screens.contacts import ContactsRoom
from liaison.tui.screens.history_screen import tell_kept
from liaison.tui.screens.letters import LettersRoom
from liaison.tui.screens.people import PeopleRoom
from liaison.tui.screens.reports import ReportsRoom
from liaison.tui.screens.settings import SettingsRoom
from liaison.tui.screens.today import TodayRoom
from liaison.tui.themes import register_themes

WATCH_SECONDS = 1.0
"""How often the store and the clock are looked at: what another process changed shows within two seconds."""

_STOPPING = ("SIGTERM", "SIGHUP", "SIGQUIT")


class LiaisonApp(OfficeApp):
    """The program on a terminal."""

    TITLE = "liaison"
    ENABLE_COMMAND_PALETTE = False
    COMMANDS = {CommandProvider}  # noqa: RUF012 - Textual's declaration
    COMMAND_SET = (
        *room_commands(),
        Command(
            "app.help",
            "f1",
            lambda: _("Keys"),
            lambda: _("Every key of this screen."),
            "help",
            show=True,
            rank=95,
            priority=True,
        ),
        Command("app.palette", "ctrl+p", lambda: _("Commands"), None, "palette", show=True, rank=96, priority=True),
        Command("app.undo", "ctrl+z", lambda: _("Undo"), lambda: _("Take back the last deed."), "undo", rank=60),
        Command("app.quit", "ctrl+q", lambda: _("Quit"), None, "quit", rank=97, priority=True),
    )
    ROOMS: ClassVar[dict[str, type[Room]]] = {
        "today": TodayRoom,
        "people": PeopleRoom,
        "contacts": ContactsRoom,
        "letters": LettersRoom,
        "reports": ReportsRoom,
        "settings": SettingsRoom,
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seen = (-1, desk.today())
        register_themes(self)
        # Before anything is styled, so that nothing is styled twice.
        self.set_reactive(LiaisonApp.theme, load_preferences(config_folder()).theme)

    async def on_mount(self) -> None:
        """Open on Today, watch the store, and leave cleanly when told to."""
        self._use_own_keys()
        for room in self.ROOMS:
            self.add_room(room)
        await self.switch_mode("today")
        self._leave_on_signals()
        self.set_interval(WATCH_SECONDS, self._watch)

    def bring_up_to_date(self) -> None:
        """Let the screen in front read its data anew."""
        if isinstance(self.screen, Room):
            self.screen.bring_up_to_date()
        else:
            refresh = getattr(self.screen, "refresh_data", None)
            if refresh is not None:
                refresh()

    @work(exclusive=True, group="watch")
    async def _watch(self) -> None:
        # A store that cannot be read now is asked again; without a screen the program is about to end.
        with suppress(LiaisonError, ScreenStackError):
            seen = (await self.desk.version(), self.desk.today())
            if seen != self._seen:
                first = self._seen[0] == -1
                self._seen = seen
                if not first:
                    self.bring_up_to_date()

    async def action_room(self, room: str) -> None:
        """Go to another room."""
        await self.switch_mode(room)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        open_help(self)

    def action_palette(self) -> None:
        """Search for a command."""
        open_palette(self)

    @work
    async def action_undo(self) -> None:
        """Take back the last deed, after asking."""
        deeds = await self.desk.ask(deed_rows, limit=50)
        last = next((d for d in deeds if d.undone_by_id is None and d.undoes_id is None and d.name != GIVE_OUT), None)
        if last is None:
            self.notify(_("There is nothing to undo."), markup=False)
            return
        question = _("Undo: {name} ({subject}), by {who}?")
        question = question.format(name=_(last.name), subject=last.subject or "–", who=last.who)
        if not await self.push_screen_wait(ConfirmScreen(question, _("Undo"), _("Cancel"))):
            return
        try:
            await self.desk.do(undo, last.id)
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        self.notify(_("Undone: {name} ({subject}).").format(name=_(last.name), subject=last.subject), markup=False)
        await tell_kept(self, self.desk, last.id)
        self.bring_up_to_date()

    def _use_own_keys(self) -> None:
        try:
            self.set_keymap(load_keymap(config_folder() / "keys.toml"))
        except LiaisonError as error:
            self.notify(error.sentence, severity="warning", markup=False)

    def _leave_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in _STOPPING:
            number = getattr(signal, name, None)
            if number is not None:
                # Not every system has them all, and a test may run outside the main thread.
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.exit, 128 + number, 128 + number)


def run_app(
    location: str,
    open_store: Callable[[str], Store],
    today: date | None,
    remark: str,
) -> int:
    """Open the terminal UI on a store; return the exit code."""
    store = open_store(location)
    try:
        app = LiaisonApp(Desk(store, today, remark))
        app.run()
        return app.return_code or 0
    finally:
        store.close()
