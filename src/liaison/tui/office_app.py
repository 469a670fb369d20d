"""What can be asked for from every room: the history, the suggested pairings, an export, another language."""

from typing import ClassVar

from textual import work
from textual.app import App

from liaison.text.words import _, use_language
from liaison.tui.commands import Command, Commanded
from liaison.tui.desk import Desk
from liaison.tui.room import Room


class OfficeApp(Commanded, App[int]):
    """An app with a desk and rooms."""

    COMMAND_SET: ClassVar[tuple[Command, ...]] = (
        Command(
            "app.suggest",
            "f7",
            lambda: _("Suggest pairings"),
            lambda: _("Propose a cadre for everybody who has none, by load and home town."),
            "suggest",
            rank=91,
        ),
        Command(
            "app.history",
            "f8",
            lambda: _("History"),
            lambda: _("The last deeds: what each changed, and taking one back."),
            "history",
            rank=92,
        ),
        Command(
            "app.export",
            "f9",
            lambda: _("Export"),
            lambda: _("Write everything but the history into an office workbook."),
            "export",
            rank=93,
        ),
    )
    ROOMS: ClassVar[dict[str, type[Room]]] = {}

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def add_room(self, room: str) -> None:
        """Let a room be made when it is first entered."""
        screen = self.ROOMS[room]
        self.add_mode(room, lambda: screen(self.desk))

    def action_suggest(self) -> None:
        """Show the suggested pairings."""
        from liaison.tui.screens.suggestions import SuggestionsScreen  # noqa: PLC0415 - its solver takes long to load

        if not isinstance(self.screen, SuggestionsScreen):
            self.push_screen(SuggestionsScreen(self.desk))

    def action_history(self) -> None:
        """Show the last deeds."""
        from liaison.tui.screens.history_screen import HistoryScreen  # noqa: PLC0415 - seldom opened

        if not isinstance(self.screen, HistoryScreen):
            self.push_screen(HistoryScreen(self.desk))

    @work
    async def action_export(self) -> None:
        """Write the office workbook."""
        from liaison.tui.screens.export_dialog import export_office  # noqa: PLC0415 - its writer takes long to load

        await export_office(self, self.desk)

    async def action_speak(self, language: str) -> None:
        """Speak another language from now on; the rooms that are not in front are made anew."""
        use_language(language)
        self.reword()
        for room in self.ROOMS:
            if room != self.current_mode:
                await self.remove_mode(room)
                self.add_room(room)
        for screen in self.screen_stack:
            if isinstance(screen, Commanded):
                screen.reword()
