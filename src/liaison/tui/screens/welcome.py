"""The first run: an empty store greets the newcomer with what to do first.

``answer = await app.push_screen_wait(WelcomeScreen(desk))``: one of `First`, or None to look around.
"""

from enum import StrEnum

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from liaison.people.queries import count_people
from liaison.text.words import _
from liaison.tui.commands import Command, Commanded
from liaison.tui.desk import Desk
from liaison.tui.widgets.command_bar import CommandBar


class First(StrEnum):
    """What somebody does first."""

    IMPORT = "import"
    SAMPLE = "sample"
    PERSON = "person"


class WelcomeScreen(Commanded, Screen[First | None]):
    """Import a workbook, try the sample office, or add the first person."""

    COMMAND_SET = (
        Command("welcome.import", "i", lambda: _("Import"), None, "first('import')", show=True, rank=1),
        Command("welcome.sample", "t", lambda: _("Sample office"), None, "first('sample')", show=True, rank=2),
        Command("welcome.person", "a", lambda: _("Add a person"), None, "first('person')", show=True, rank=3),
        Command("welcome.close", "escape", lambda: _("Look around"), None, "look_around", show=True, rank=4),
    )
    DEFAULT_CSS = """
    WelcomeScreen { align: center middle; }
    WelcomeScreen > .-title { width: 72; max-width: 100%; height: auto; padding: 0 2; text-style: bold; }
    WelcomeScreen > .-words { width: 72; max-width: 100%; height: auto; padding: 0 2 1 2; color: $text-muted; }
    WelcomeScreen > OptionList {
        width: 72; max-width: 100%; height: auto; border: none; padding: 0 1; background: $surface;
    }
    WelcomeScreen > OptionList:focus { border: none; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """A greeting, the three ways to begin, the footer."""
        yield Static(Content(_("Welcome to liaison. This store is still empty.")), classes="-title")
        yield Static(Content(_("How do you want to begin?")), classes="-words")
        options = [_option(first, title, words) for first, title, words in _ways()]
        yield OptionList(*options, markup=False)
        yield CommandBar()

    def refresh_data(self) -> None:
        """Somebody else may have filled the store meanwhile."""
        self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        if any(await self.desk.ask(count_people)):
            self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(First(event.option_id or ""))

    def action_first(self, first: str) -> None:
        """Begin in one way."""
        self.dismiss(First(first))

    def action_look_around(self) -> None:
        """Go on to the empty rooms."""
        self.dismiss(None)


def _ways() -> list[tuple[First, str, str]]:
    return [
        (
            First.IMPORT,
            _("Import a workbook (I)"),
            _("Cadres, representatives, pairings and contact records from Excel, checked first."),
        ),
        (
            First.SAMPLE,
            _("Try the sample office (T)"),
            _("An invented county in a scratch copy; your own store stays as it is."),
        ),
        (First.PERSON, _("Add the first person (A)"), _("Begin by hand, with one representative.")),
    ]


def _option(first: First, title: str, words: str) -> Option:
    return Option(Content.assemble((title, "bold"), "\n  ", (words, "dim"), "\n"), id=first.value)
