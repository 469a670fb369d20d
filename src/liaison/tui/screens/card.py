"""The card of a representative: who it is, why contact is due, and everything that happened.

``app.push_screen(CardScreen(desk, representative_id))``.
"""

from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from liaison.stewardship.timeline import Entry, EntryKind
from liaison.store.history import deed_row
from liaison.store.tables import Named
from liaison.text.words import _
from liaison.tui.desk import Desk
from liaison.tui.screens.card_addresses import AddressesScreen
from liaison.tui.screens.card_base import FactsScreen
from liaison.tui.screens.card_head import CardFacts, card_facts, name_words, standing_lines, who_lines
from liaison.tui.screens.card_household import manage_household
from liaison.tui.screens.card_keys import CARD_COMMANDS
from liaison.tui.screens.card_log import log_for
from liaison.tui.screens.card_timeline import TIMELINE_COLUMNS, timeline_rows
from liaison.tui.screens.history_screen import DeedScreen, undo_after_asking
from liaison.tui.screens.pairing_form import change_pairing, manage_pairings
from liaison.tui.screens.person_form import PersonForm
from liaison.tui.screens.wishes import change_pause, manage_consents, manage_pauses, manage_status, stop_contact
from liaison.tui.widgets.virtual_table import VirtualTable


class CardScreen(FactsScreen[CardFacts]):
    """Everything about one representative."""

    COMMAND_SET = CARD_COMMANDS
    AUTO_FOCUS = "VirtualTable"
    DEFAULT_CSS = """
    CardScreen #head { height: auto; }
    CardScreen #head > VerticalScroll { height: auto; max-height: 9; padding: 0 1; }
    CardScreen #standing { background: $surface; }
    CardScreen.-wide #head { layout: horizontal; }
    CardScreen.-wide #head > VerticalScroll { max-height: 16; width: 1fr; }
    CardScreen.-wide #head > #standing { width: 1fr; }
    """

    def __init__(self, desk: Desk, representative_id: int) -> None:
        super().__init__(desk)
        self._person_id = representative_id
        self._deeds = True
        self._entries: dict[int, Entry] = {}

    def body(self) -> ComposeResult:
        """The head, then the timeline."""
        with Container(id="head"):
            with VerticalScroll(id="who", can_focus=False):
                yield Static("", markup=False)
            with VerticalScroll(id="standing", can_focus=False):
                yield Static("", markup=False)
        nothing = lambda: _("Nothing is recorded yet. Press l to log a contact.")  # noqa: E731 - said when shown
        yield VirtualTable(TIMELINE_COLUMNS, empty=nothing, marks=False)

    def title_words(self) -> str:
        """The title: the name."""
        return name_words(self._facts.card.values) if self._facts else ""

    async def read_facts(self, today: date) -> CardFacts:
        """The record, its standings and its timeline."""
        return await self.desk.ask(card_facts, self._person_id, today)

    def show_facts(self, facts: CardFacts, today: date) -> None:
        """The head and the timeline."""
        self.query_one("#who > Static", Static).update(who_lines(facts))
        self.query_one("#standing > Static", Static).update(standing_lines(facts, today))
        rows = timeline_rows(facts.entries, deeds=self._deeds)
        self._entries = dict(rows.entries)
        self.query_one(VirtualTable).refresh_rows(rows.source)

    @property
    def _person(self) -> Named:
        return Named(self._person_id, self._facts.card.name if self._facts else "")

    @property
    def _here(self) -> Entry | None:
        row = self.query_one(VirtualTable).cursor_row
        return self._entries.get(row.key) if row else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be changed before the card has been read; a deed is undone on its line."""
        if action == "undo_deed":
            return self._here is not None and self._here.kind is EntryKind.DEED
        if action in _NEED_FACTS:
            return self._facts is not None
        return super().check_action(action, parameters)

    @on(VirtualTable.RowHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    # What the keys do.

    @work
    async def action_log(self) -> None:
        """Record a contact."""
        await log_for(self.app, self.desk, [self._person])

    @work
    async def action_plan(self) -> None:
        """Plan a contact."""
        await log_for(self.app, self.desk, [self._person], planned=True)

    @work
    async def action_edit(self) -> None:
        """Change the person's record."""
        await self.app.push_screen_wait(PersonForm(self.desk, self._person_id))

    @work
    async def action_pairings(self) -> None:
        """Pair, end, change, hand over."""
        if self._facts is not None:
            await manage_pairings(self, self._person, self._facts.open_pairings)

    @work
    async def action_pause(self) -> None:
        """Pause, snooze, resume."""
        if self._facts is not None:
            await manage_pauses(self, self._person, self._facts)

    @work
    async def action_no_contact(self) -> None:
        """Note that the person asks not to be contacted."""
        await stop_contact(self, self._person)

    @work
    async def action_consents(self) -> None:
        """Note what the person said about each channel."""
        if self._facts is not None:
            await manage_consents(self, self._person, self._facts.card.consents)

    @work
    async def action_status(self) -> None:
        """Archive, note a death, or make active again."""
        if self._facts is not None:
            await manage_status(self, self._person, self._facts.card.status)

    def action_addresses(self) -> None:
        """Show all addresses."""
        self.app.push_screen(AddressesScreen(self.desk, self._person))

    @work
    async def action_household(self) -> None:
        """Put the person together with others, or change the household."""
        if self._facts is not None:
            await manage_household(self, self._person, self._facts.household)

    @work
    async def action_sheet(self) -> None:
        """Write a sheet to take along."""
        from liaison.reports.calls import person_sheet  # noqa: PLC0415 - seldom asked for
        from liaison.tui.screens.reports_save import write_report  # noqa: PLC0415 - its writers take long to load

        report = await self.desk.ask(person_sheet, self._person_id, self.desk.today())
        await write_report(self.app, self.desk, report)

    def action_letters(self) -> None:
        """Show the letters of this person."""
        from liaison.tui.screens.card_letters import LettersOfPersonScreen  # noqa: PLC0415 - seldom opened

        self.app.push_screen(LettersOfPersonScreen(self.desk, self._person))

    def action_deeds(self) -> None:
        """Show the deeds in the timeline, or leave them out."""
        self._deeds = not self._deeds
        self.refresh_data()

    @work
    async def action_undo_deed(self) -> None:
        """Take back the deed under the cursor, after asking."""
        entry = self._here
        if entry is not None and entry.kind is EntryKind.DEED:
            deed = await self.desk.ask(deed_row, entry.row_id)
            if await undo_after_asking(self, self.desk, deed):
                self.refresh_data()

    @on(VirtualTable.RowSelected)
    @work
    async def _open_entry(self) -> None:
        entry, facts = self._here, self._facts
        if entry is None or facts is None:
            return
        match entry.kind:
            case EntryKind.VISIT:
                from liaison.tui.screens.contact_form import ContactForm  # noqa: PLC0415 - it leads back to cards

                await self.app.push_screen_wait(ContactForm(self.desk, visit_id=entry.row_id))
            case EntryKind.PAIRING:
                await change_pairing(self, entry.row_id)
            case EntryKind.PAUSE:
                await change_pause(self, next(p for p in facts.card.pauses if p.id == entry.row_id))
            case EntryKind.DEED:
                deed = await self.desk.ask(deed_row, entry.row_id)
                await self.app.push_screen_wait(DeedScreen(self.desk, deed))
            case EntryKind.DISCLOSURE:
                from liaison.tui.screens.disclosures import DisclosuresScreen  # noqa: PLC0415 - seldom opened

                await self.app.push_screen_wait(DisclosuresScreen(self.desk, self._person.id))
            case EntryKind.FOLLOW_UP | EntryKind.STEP:
                from liaison.tui.screens.follow_ups import ledger_of  # noqa: PLC0415 - it leads back to cards

                await self.app.push_screen_wait(ledger_of(self.desk, self._person, entry.part_of or entry.row_id))
                self.refresh_data()


_NEED_FACTS = {
    *("log", "plan", "edit", "pairings", "pause", "no_contact"),
    *("consents", "status", "addresses", "household", "sheet", "letters"),
}
