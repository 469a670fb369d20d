"""What an app can do besides its rooms: import a workbook, and visit the sample office in a scratch store."""

import asyncio
from contextlib import suppress
from tempfile import TemporaryDirectory
from typing import ClassVar

from textual import work
from textual.app import App
from textual.screen import Screen

from liaison.errors import LiaisonError
from liaison.store.opening import create_store
from liaison.store.store import Store
from liaison.text.words import _
from liaison.tui.commands import Command, Commanded
from liaison.tui.desk import Desk
from liaison.tui.room import Room

_BETWEEN = "between"


class Visitor(Commanded, App[int]):
    """An app that can leave its desk for the sample office and come back."""

    COMMAND_SET: ClassVar[tuple[Command, ...]] = (
        Command(
            "app.import",
            "ctrl+o",
            lambda: _("Import"),
            lambda: _("Take in an office workbook; you see first what would come of it."),
            "import",
            rank=91,
        ),
        Command(
            "app.sample",
            "f10",
            lambda: _("Sample office"),
            lambda: _("Visit the sample office in a scratch store; from there: back to your own office."),
            "sample",
            rank=94,
        ),
    )
    ROOMS: ClassVar[dict[str, type[Room]]] = {}

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._home: Desk | None = None
        self._scratch: TemporaryDirectory[str] | None = None

    def add_room(self, room: str) -> None:
        """Let a room be made when it is first entered."""
        screen = self.ROOMS[room]
        self.add_mode(room, lambda: screen(self.desk))

    def action_import(self) -> None:
        """Take in a workbook."""
        from liaison.tui.screens.import_flow import ImportScreen  # noqa: PLC0415 - its readers take long to load

        if not isinstance(self.screen, ImportScreen):
            self.push_screen(ImportScreen(self.desk))

    @work(exclusive=True, group="sample")
    async def action_sample(self) -> None:
        """Go to the sample office, or back from it."""
        if self._home is not None:
            home, self._home = self._home, None
            scratch = self.desk.store
            await self._sit_at(home)
            self._clear_away(scratch)
            self.notify(_("This is your own office again."), markup=False)
            return
        from liaison.exchange.sample import SAMPLE_DAY, open_sample  # noqa: PLC0415 - seldom asked for

        self.notify(_("The sample office is being set up…"), markup=False)
        folder = TemporaryDirectory(prefix="liaison-sample-", ignore_cleanup_errors=True)
        settlers = self.desk.store.settlers
        try:
            store = await asyncio.to_thread(open_sample, folder.name, lambda place: create_store(place, settlers))
        except LiaisonError as error:
            folder.cleanup()
            self.notify(error.sentence, severity="error", markup=False)
            return
        self._home, self._scratch = self.desk, folder
        await self._sit_at(Desk(store, SAMPLE_DAY, _("Sample (F10)")))

    async def _sit_at(self, desk: Desk) -> None:
        """Work at another desk: all rooms are made anew, so that nothing of the other office stays on the screen."""
        self.desk = desk
        self.add_mode(_BETWEEN, Screen)
        await self.switch_mode(_BETWEEN)
        for room in self.ROOMS:
            await self.remove_mode(room)
            self.add_room(room)
        await self.switch_mode(next(iter(self.ROOMS)))
        await self.remove_mode(_BETWEEN)

    def on_unmount(self) -> None:
        """Leave nothing of the sample office behind."""
        if self._home is not None:
            self._clear_away(self.desk.store)

    def _clear_away(self, store: Store) -> None:
        with suppress(LiaisonError):
            store.close()
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None
