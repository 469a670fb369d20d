"""The letters of one person: every campaign that wrote to them, and what became of the letter."""

from textual import on, work
from textual.app import ComposeResult

from liaison.letters.fields import piece_state_word
from liaison.letters.queries import PieceRow, letters_of
from liaison.store.tables import Named
from liaison.text.dates import show_day
from liaison.text.words import _
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

_COLUMNS = (
    Column("campaign", lambda: _("Campaign"), fraction=3, min_width=18),
    Column("state", lambda: _("State"), width=12),
    Column("day", lambda: _("Date"), width=10),
    Column("code", lambda: _("Code"), width=8, priority=2),
    Column("place", lambda: _("Place"), fraction=2, min_width=12, priority=3),
)


class LettersOfPersonScreen(SubScreen[None]):
    """The letters, those of the latest campaign first."""

    COMMAND_SET = (
        Command(
            "card.letter",
            "v",
            lambda: _("Preview"),
            lambda: _("The letter as it was written; Enter does the same."),
            "preview",
            show=True,
            rank=1,
        ),
    )

    def __init__(self, desk: Desk, person: Named) -> None:
        super().__init__(desk)
        self._person = person
        self._letters: dict[int, PieceRow] = {}

    def title_words(self) -> str:
        """The title."""
        return _("Letters to {name}").format(name=self._person.name)

    def body(self) -> ComposeResult:
        """The list."""
        empty = _("No letter to this person is frozen or sent yet.")
        yield VirtualTable(_COLUMNS, empty=lambda: empty, marks=False)

    @work(exclusive=True, group="letters")
    async def refresh_data(self) -> None:
        """Read the letters anew."""
        found = await self.desk.ask(letters_of, self._person.id)
        self._letters = {row.id: row for row in found}
        self.query_one(VirtualTable).refresh_rows(ListSource(map(_row, found)))

    @on(VirtualTable.RowSelected)
    def action_preview(self) -> None:
        """Show the letter under the cursor."""
        from liaison.tui.screens.letters_preview import PreviewScreen  # noqa: PLC0415 - what prints takes long to load

        row = self.query_one(VirtualTable).cursor_row
        if row is not None:
            campaign = self._letters[row.key].campaign
            self.app.push_screen(PreviewScreen(self.desk, campaign.id, self._person))


def _row(letter: PieceRow) -> Row:
    cells = (
        letter.campaign.name,
        piece_state_word(letter.state, letter.channel),
        show_day(letter.day) if letter.day else "",
        letter.code,
        letter.place,
    )
    return Row(letter.id, cells)
