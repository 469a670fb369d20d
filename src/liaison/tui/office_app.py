"""What can be asked for from every room: the history, the suggested pairings, an export, another language."""

from typing import ClassVar

from textual import work

from liaison.text.words import _, use_language
from liaison.tui.commands import Command, Commanded
from liaison.tui.sample import Visitor


class OfficeApp(Visitor):
    """An app with a desk and rooms."""

    COMMAND_SET: ClassVar[tuple[Command, ...]] = (
        Command(
            "app.suggest",
            "ctrl+g",
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
            "app.follow_ups",
            "ctrl+r",
            lambda: _("Suggestions and requests"),
            lambda: _("The ledger of what was raised: assign, answer, close, remind."),
            "follow_ups",
            rank=92,
        ),
        Command(
            "app.export",
            "f9",
            lambda: _("Export"),
            lambda: _("Write a workbook, a list, cards or a calendar; what goes out is noted."),
            "export",
            rank=93,
        ),
        Command(
            "app.disclosures",
            "ctrl+y",
            lambda: _("Given out"),
            lambda: _("What was given out of the store, to whom and why."),
            "disclosures",
            rank=94,
        ),
    )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing of the app's runs while a screen waits for any key at all."""
        waits = bool(self.screen_stack) and getattr(self.screen, "TAKES_EVERY_KEY", False)
        return False if waits else super().check_action(action, parameters)

    def action_suggest(self) -> None:
        """Show the suggested pairings."""
        from liaison.tui.screens.suggestions import SuggestionsScreen  # noqa: PLC0415 - its solver takes long to load

        if not isinstance(self.screen, SuggestionsScreen):
            self.push_screen(SuggestionsScreen(self.desk))

    def action_follow_ups(self) -> None:
        """Show the ledger of follow-ups."""
        from liaison.tui.screens.follow_ups import LedgerScreen, ledger_of  # noqa: PLC0415 - not needed at the start

        if not isinstance(self.screen, LedgerScreen):
            self.push_screen(ledger_of(self.desk))

    def action_history(self) -> None:
        """Show the last deeds."""
        from liaison.tui.screens.history_screen import HistoryScreen  # noqa: PLC0415 - seldom opened

        if not isinstance(self.screen, HistoryScreen):
            self.push_screen(HistoryScreen(self.desk))

    def action_disclosures(self) -> None:
        """Show what was given out."""
        from liaison.tui.screens.disclosures import DisclosuresScreen  # noqa: PLC0415 - seldom opened

        if not isinstance(self.screen, DisclosuresScreen):
            self.push_screen(DisclosuresScreen(self.desk))

    @work
    async def action_export(self) -> None:
        """Write a file that goes out."""
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
