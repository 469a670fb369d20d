"""Suggested pairings for the representatives without one, to accept all of them or the marked ones."""

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.pairing.queries import unpaired
from liaison.pairing.service import add_pairings
from liaison.pairing.suggest import AFFINITY_WORDS, Affinity
from liaison.pairing.suggestions import Suggestion, suggestions
from liaison.text.dates import show_day
from liaison.text.words import _, n_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.form_dialog import DayScreen
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

_COLUMNS = (
    Column("person", lambda: _("Representative"), fraction=2, min_width=12),
    Column("town", lambda: _("Town"), fraction=1, min_width=8, priority=2),
    Column("cadre", lambda: _("Proposed cadre"), fraction=1, min_width=10),
    Column("load", lambda: _("Load"), width=10),
    Column("why", lambda: _("Why"), fraction=3, min_width=12, priority=2),
)
MOST = 500
"""How many people are looked at in one go: more than anybody reads at once; accept, and the next come."""


class SuggestionsScreen(SubScreen[None]):
    """The plan of suggested pairings."""

    COMMAND_SET = (
        Command(
            "suggestions.accept",
            "ctrl+s",
            lambda: _("Accept"),
            lambda: _("Pair the marked people, or all when none is marked, as one deed."),
            "accept",
            show=True,
            rank=1,
        ),
        Command(
            "suggestions.day",
            "d",
            lambda: _("From day"),
            lambda: _("Choose the day from which the new pairings hold."),
            "day",
            show=True,
            rank=2,
        ),
    )
    DEFAULT_CSS = """
    SuggestionsScreen > .-said { height: auto; padding: 0 1; background: $panel; color: $text-muted; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._from = desk.today()
        self._proposed: dict[int, Suggestion] = {}
        self._waiting = 0

    def title_words(self) -> str:
        """The title."""
        return _("Suggested pairings")

    def body(self) -> ComposeResult:
        """What the plan is made by, and the plan."""
        yield Static("", classes="-said", markup=False)
        yield VirtualTable(_COLUMNS, empty=self._nothing, id="suggestions")

    @work(exclusive=True, group="suggestions")
    async def refresh_data(self) -> None:
        """Make the plan anew."""
        proposals = await self.desk.ask(suggestions, self._from, limit=MOST)
        self._waiting = len(await self.desk.ask(unpaired, self._from, MOST))
        if not self.query(VirtualTable):  # an answer may come when the screen is being taken away
            return
        self._proposed = {proposal.representative.id: proposal for proposal in proposals}
        self.query_one(VirtualTable).refresh_rows(ListSource(map(_row, proposals)))
        self._say()

    def on_virtual_table_marks_changed(self) -> None:
        """Say how many are marked."""
        self._say()

    def _say(self) -> None:
        marked = [key for key in self.query_one(VirtualTable).marked if key in self._proposed]
        count = len(self._proposed)
        words = [n_("{count} person without a pairing", "{count} people without a pairing", self._waiting)]
        words.append(_("from {day} on"))
        words.append(_("{marked} marked") if marked else _("all are taken unless you mark some"))
        text = "   ".join(words).format(count=self._waiting, day=show_day(self._from), marked=len(marked))
        if count:
            text += "\n" + _("Made by load and home town only: loads as even as can be, then shared towns.")
        self.query_one(".-said", Static).update(Content(text))

    def _nothing(self) -> str:
        if self._waiting:
            return _("There is no cadre who could be paired. Add one under People.")
        return _("Everybody in contact has a pairing.")

    @work
    async def action_day(self) -> None:
        """Choose the day from which the pairings hold."""
        title = _("The new pairings hold from")
        day = await self.app.push_screen_wait(DayScreen(title, self.desk.today, show_day(self._from)))
        if day is not None:
            self._from = day
            self.refresh_data()

    @work
    async def action_accept(self) -> None:
        """Pair those marked, or all, after asking."""
        table = self.query_one(VirtualTable)
        wanted = [p for key, p in self._proposed.items() if not table.marked or key in table.marked]
        if not wanted:
            return
        question = n_(
            "Pair {count} person as proposed, from {day} on?",
            "Pair {count} people as proposed, from {day} on?",
            len(wanted),
        ).format(count=len(wanted), day=show_day(self._from))
        if not await self.app.push_screen_wait(ConfirmScreen(question, _("Pair"), _("Cancel"))):
            return
        try:
            await self.desk.do(add_pairings, [(p.cadre.id, p.representative.id) for p in wanted], self._from)
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        table.clear_marks()
        done = n_("{count} person is paired now.", "{count} people are paired now.", len(wanted))
        done = _("{done} Ctrl+Z takes it back.").format(done=done.format(count=len(wanted)))
        self.app.notify(done, markup=False)
        self.refresh_data()


def _row(proposal: Suggestion) -> Row:
    cells = (
        proposal.representative.name,
        proposal.town,
        proposal.cadre.name,
        f"{proposal.load_before} → {proposal.load_after}",
        _(AFFINITY_WORDS[proposal.affinity]),
    )
    tie = "success" if proposal.affinity is not Affinity.NONE else None
    return Row(proposal.representative.id, cells, (None, None, None, None, tie))
