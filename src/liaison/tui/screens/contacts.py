"""The Contacts room: every contact record, newest first, to look back, to plan and to put right."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.store.tables import Named
from liaison.text.words import _, listed, n_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.room import Room
from liaison.tui.screens.contacts_filter import ContactsFilter, choose_filter
from liaison.tui.screens.contacts_rows import contact_columns, contacts_source
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.fields import CONTACT_KIND_WORDS, ContactState
from liaison.visits.queries import VisitRow, visit_rows
from liaison.visits.service import delete_contact, delete_contacts, mark_done, mark_many_done


class ContactsRoom(Room):
    """The Contacts room."""

    ROOM: ClassVar[str] = "contacts"
    COMMAND_SET = (
        Command(
            "contacts.log",
            "l",
            lambda: _("Log"),
            lambda: _("Record a contact that happened."),
            "log(False)",
            show=True,
            rank=1,
        ),
        Command(
            "contacts.plan",
            "p",
            lambda: _("Plan"),
            lambda: _("Put down a contact for a day to come."),
            "log(True)",
            show=True,
            rank=2,
        ),
        Command(
            "contacts.done",
            "d",
            lambda: _("Done"),
            lambda: _("Say that the marked planned contacts, else this one, took place."),
            "done",
            show=True,
            rank=3,
        ),
        Command(
            "contacts.filter",
            "f,slash",
            lambda: _("Filter"),
            lambda: _("Show only contacts of some state, kind, days, cadre, person or trip."),
            "filter",
            show=True,
            rank=4,
        ),
        Command(
            "contacts.unfilter", "x", lambda: _("Show all"), lambda: _("Take the filter away."), "unfilter", rank=20
        ),
        Command(
            "contacts.trips",
            "t",
            lambda: _("Trips"),
            lambda: _("The journeys to call on people, and their contacts."),
            "trips",
            rank=15,
        ),
        Command(
            "contacts.raised",
            "r",
            lambda: _("Raised"),
            lambda: _("The ledger of suggestions and requests, of the person that the list is narrowed to, if any."),
            "raised",
            rank=16,
        ),
        Command(
            "contacts.delete",
            "delete",
            lambda: _("Delete"),
            lambda: _("Delete the marked records, else this one, after asking."),
            "delete",
            rank=30,
        ),
    )
    DEFAULT_CSS = """
    ContactsRoom > .-filter { height: 1; padding: 0 1; background: $panel; color: $text-muted; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._filter = ContactsFilter()

    def body(self) -> ComposeResult:
        """What the list is narrowed to, and the list."""
        yield Static("", classes="-filter", markup=False)
        yield VirtualTable(contact_columns(), empty=self._nothing, id="contacts")

    def command_title(self) -> str:
        """The heading on the help page."""
        return _("Contacts")

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one(VirtualTable)

    def refresh_data(self) -> None:
        """Read the list anew."""
        self._show(keep_cursor=True)

    @work(exclusive=True, group="contacts")
    async def _show(self, *, keep_cursor: bool) -> None:
        if not self.query(VirtualTable):  # the screen is being taken away
            return
        self._say_filter(None)
        source = contacts_source(self.desk.store, self._filter.question(), self.desk.today())
        await self.table.show_rows(source, keep_cursor=keep_cursor)
        self._say_filter(self.table.row_count)

    @on(VirtualTable.MarksChanged)
    def _marks_changed(self) -> None:
        self._say_filter(self.table.row_count)

    def _say_filter(self, count: int | None) -> None:
        parts = self._filter.parts()
        shown = _("Only: {parts}").format(parts=" · ".join(parts)) if parts else _("All contact records")
        words = [shown]
        if count is not None:
            words.append(n_("{count} record", "{count} records", count).format(count=count))
        if self.table.marked:
            words.append(_("{count} marked").format(count=len(self.table.marked)))
        self.query_one(".-filter", Static).update(Content("   ".join(words)))

    def _nothing(self) -> str:
        if self._filter.parts():
            return _("No contact record fits. Press x to show all.")
        return _("No contact has been recorded yet. Press l to log the first.")

    def set_filter(self, wanted: ContactsFilter) -> None:
        """Show other records."""
        self._filter = wanted
        # A marked row that is no longer seen must not be taken along by a deed.
        self.table.clear_marks()
        self._show(keep_cursor=False)

    # Commands.

    @on(VirtualTable.RowSelected)
    @work()
    async def _edit(self, event: VirtualTable.RowSelected) -> None:
        from liaison.tui.screens.contact_form import ContactForm  # noqa: PLC0415 - the form opens the room's people

        await self.app.push_screen_wait(ContactForm(self.desk, visit_id=event.row.key))

    @work
    async def action_log(self, planned: bool) -> None:
        """Log or plan a contact, with the people that the list is narrowed to."""
        from liaison.tui.screens.contact_form import ContactForm  # noqa: PLC0415 - likewise

        people = [self._filter.person] if self._filter.person else []
        cadres = [self._filter.cadre] if self._filter.cadre else []
        await self.app.push_screen_wait(ContactForm(self.desk, representatives=people, cadres=cadres, planned=planned))

    @work
    async def action_done(self) -> None:
        """Mark planned contacts as done, all in one deed."""
        rows = await self.desk.ask(visit_rows, self.table.targets)
        planned = [row.id for row in rows if row.state is ContactState.PLANNED]
        if not planned:
            self.notify(_("Only a planned contact can be marked as done."), severity="warning", markup=False)
            return
        try:
            if len(planned) == 1:
                await self.desk.do(mark_done, planned[0], today=self.desk.today())
            else:
                await self.desk.do(mark_many_done, planned, today=self.desk.today())
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        done = n_("{count} contact is done now.", "{count} contacts are done now.", len(planned))
        self._tell(done.format(count=len(planned)))

    @work
    async def action_delete(self) -> None:
        """Delete records after asking, all in one deed."""
        rows = await self.desk.ask(visit_rows, self.table.targets)
        if not rows or not await self.app.push_screen_wait(
            ConfirmScreen(_delete_question(rows), _("Delete"), _("Keep"))
        ):
            return
        try:
            if len(rows) == 1:
                await self.desk.do(delete_contact, rows[0].id)
            else:
                await self.desk.do(delete_contacts, [row.id for row in rows])
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        gone = n_("{count} contact record deleted.", "{count} contact records deleted.", len(rows))
        self._tell(gone.format(count=len(rows)))

    @work
    async def action_filter(self) -> None:
        """Choose what the list is narrowed to."""
        chosen = await choose_filter(self.app, self.desk, self._filter)
        if chosen is not None:
            self.set_filter(chosen)

    def action_unfilter(self) -> None:
        """Show all records."""
        self.set_filter(ContactsFilter())

    @work
    async def action_trips(self) -> None:
        """Open the trips; a trip that is chosen narrows the list to its contacts."""
        from liaison.tui.screens.trips import TripsScreen  # noqa: PLC0415 - seldom opened

        trip: Named | None = await self.app.push_screen_wait(TripsScreen(self.desk))
        if trip is not None:
            self.set_filter(ContactsFilter(trip=trip))

    def action_raised(self) -> None:
        """Open the ledger of follow-ups."""
        from liaison.tui.screens.follow_ups import ledger_of  # noqa: PLC0415 - it leads to cards

        self.app.push_screen(ledger_of(self.desk, self._filter.person))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a filter there is none to take away."""
        if action == "unfilter":
            return bool(self._filter.parts())
        return super().check_action(action, parameters)

    def _tell(self, done: str) -> None:
        self.table.clear_marks()
        self.notify(_("{done} Ctrl+Z takes it back.").format(done=done), markup=False)
        self.bring_up_to_date()


def _delete_question(rows: list[VisitRow]) -> str:
    if len(rows) > 1:
        return n_("Delete {count} contact record?", "Delete {count} contact records?", len(rows)).format(
            count=len(rows)
        )
    row = rows[0]
    question = _("Delete the contact record of {day} ({kind}) with {people}?")
    people = listed(person.name for person in row.representatives)
    return question.format(day=row.happened_on, kind=_(CONTACT_KIND_WORDS[row.kind]), people=people)
