"""Trips: the journeys to call on people. Choosing one answers with it, so that its contacts can be listed."""

from typing import Any

from textual import on, work
from textual.app import ComposeResult

from liaison.errors import LiaisonError
from liaison.store.tables import Named
from liaison.text.fields import Field, iso_date
from liaison.text.words import _, listed
from liaison.tui import lookups
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.forms.people_picker import PeoplePicker
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.fields import TRIP_FIELDS
from liaison.visits.queries import TripRow, trip_contacts, trip_rows
from liaison.visits.service import add_trip, delete_trip, edit_trip

_CADRES = Field("cadres", "干部", lambda: _("Cadres"), str)
_COLUMNS = (
    Column("name", lambda: _("Name of the trip"), fraction=3, min_width=12),
    Column("city", lambda: _("City"), fraction=1, min_width=8),
    Column("from", lambda: _("From"), width=10),
    Column("until", lambda: _("Until"), width=10, priority=2),
    Column("cadres", lambda: _("Cadres"), fraction=3, min_width=10, priority=2),
    Column("contacts", lambda: _("Contacts"), width=8, align="right"),
)


class TripsScreen(SubScreen[Named]):
    """The trips, the latest first."""

    COMMAND_SET = (
        Command("trips.add", "a", lambda: _("Add"), lambda: _("Put down a journey."), "add", show=True, rank=1),
        Command(
            "trips.edit",
            "e",
            lambda: _("Edit"),
            lambda: _("Change the trip's name, city, days or cadres."),
            "edit",
            show=True,
            rank=2,
        ),
        Command(
            "trips.delete",
            "delete",
            lambda: _("Delete"),
            lambda: _("Delete the trip after asking; its contact records stay."),
            "delete",
            rank=30,
        ),
        Command(
            "trips.contacts",
            "c",
            lambda: _("Its contacts"),
            lambda: _("List the contact records of the trip; Enter does the same."),
            "contacts",
            show=True,
            rank=3,
        ),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._trips: dict[int, TripRow] = {}

    def body(self) -> ComposeResult:
        """The list."""
        yield VirtualTable(_COLUMNS, empty=lambda: _("No trip yet. Press a to add one."), id="trips", marks=False)

    def title_words(self) -> str:
        """The title."""
        return _("Trips")

    @work(exclusive=True, group="trips")
    async def refresh_data(self) -> None:
        """Read the trips anew."""
        trips = await self.desk.ask(trip_rows)
        counts = await self.desk.ask(trip_contacts)
        self._trips = {trip.id: trip for trip in trips}
        self.query_one(VirtualTable).refresh_rows(ListSource(_row(trip, counts.get(trip.id, 0)) for trip in trips))

    @on(VirtualTable.RowSelected)
    def action_contacts(self) -> None:
        """Answer with the trip under the cursor."""
        trip = self._here()
        if trip is not None:
            self.dismiss(Named(trip.id, trip.name))

    def action_add(self) -> None:
        """Ask for a new trip."""
        self._ask(None)

    def action_edit(self) -> None:
        """Ask for the changes of the trip under the cursor."""
        trip = self._here()
        if trip is not None:
            self._ask(trip)

    @work
    async def action_delete(self) -> None:
        """Delete the trip under the cursor, after asking."""
        trip = self._here()
        if trip is None:
            return
        question = _("Delete the trip {name}? Its contact records stay.").format(name=trip.name)
        if not await self.app.push_screen_wait(ConfirmScreen(question, _("Delete"), _("Keep"))):
            return
        try:
            await self.desk.do(delete_trip, trip.id)
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
        self.refresh_data()

    @work()
    async def _ask(self, trip: TripRow | None) -> None:
        async def save(values: dict[str, Any]) -> int:
            if trip is None:
                return await self.desk.do(add_trip, **values)
            await self.desk.do(edit_trip, trip.id, **values)
            return trip.id

        title = _("New trip") if trip is None else _("Edit the trip")
        if await self.app.push_screen_wait(FormDialog(title, lambda: self._form(trip), save)) is not None:
            self.refresh_data()

    def _form(self, trip: TripRow | None) -> Form:
        chosen = lookups.candidates(trip.cadres) if trip else ()
        picker = PeoplePicker(lookups.all_cadres(self.desk.store), chosen)
        values = {field.name: field.show(getattr(trip, field.name)) for field in TRIP_FIELDS} if trip else {}
        return Form([*TRIP_FIELDS, _CADRES], values=values, editors={"cadres": picker}, today=self.desk.today)

    def _here(self) -> TripRow | None:
        row = self.query_one(VirtualTable).cursor_row
        return self._trips.get(row.key) if row else None


def _row(trip: TripRow, contacts: int) -> Row:
    cadres = listed(cadre.name for cadre in trip.cadres)
    cells = (trip.name, trip.city, iso_date(trip.from_on), iso_date(trip.until), cadres, str(contacts))
    return Row(trip.id, cells)
