"""All addresses of a representative: the first gets the post unless a season says otherwise."""

from typing import Any

from textual import on, work
from textual.app import ComposeResult

from liaison.errors import LiaisonError
from liaison.people.fields import ADDRESS_FIELDS, FOR_HOUSEHOLD, address_words
from liaison.people.queries import representative_card
from liaison.people.service import add_address, edit_address, remove_address
from liaison.store.tables import Named
from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.screens.record_form import typed_values
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

_COLUMNS = (
    Column("number", lambda: _("No."), width=4, align="right"),
    Column("address", lambda: _("Address"), fraction=1, min_width=20),
)


class AddressesScreen(SubScreen[None]):
    """The addresses of one person."""

    COMMAND_SET = (
        Command("address.add", "a", lambda: _("Add"), lambda: _("Add an address."), "add", show=True, rank=1),
        Command(
            "address.edit",
            "e",
            lambda: _("Edit"),
            lambda: _("Change this address; Enter does the same."),
            "edit",
            show=True,
            rank=2,
        ),
        Command(
            "address.remove",
            "delete,d",
            lambda: _("Remove"),
            lambda: _("Remove this address, after asking."),
            "remove",
            show=True,
            rank=3,
        ),
    )

    def __init__(self, desk: Desk, person: Named) -> None:
        super().__init__(desk)
        self._person = person
        self._addresses: dict[int, dict[str, Any]] = {}
        self._fields: tuple[Field, ...] = ADDRESS_FIELDS

    def title_words(self) -> str:
        """The title: whose addresses."""
        return _("Addresses of {name}").format(name=self._person.name)

    def body(self) -> ComposeResult:
        """The list."""
        yield VirtualTable(_COLUMNS, empty=lambda: _("No address yet. Press a to add one."), marks=False)

    @work(exclusive=True, group="addresses")
    async def refresh_data(self) -> Any:
        """Read the addresses anew."""
        try:
            card = await self.desk.ask(representative_card, self._person.id)
        except LiaisonError:
            self.dismiss(None)
            return
        self._fields = (*ADDRESS_FIELDS, FOR_HOUSEHOLD) if card.household else ADDRESS_FIELDS
        self._addresses = {address["id"]: address for address in card.addresses}
        lines = enumerate(card.addresses, start=1)
        rows = [Row(address["id"], (str(number), address_words(address))) for number, address in lines]
        for table in self.query(VirtualTable):  # none any more where the screen was left meanwhile
            table.refresh_rows(ListSource(rows))

    @work
    async def action_add(self) -> None:
        """Add an address."""

        async def save(values: dict[str, Any]) -> bool:
            await self.desk.do(add_address, self._person.id, **values)
            return True

        await self._ask(_("Add an address"), {}, save)

    @on(VirtualTable.RowSelected)
    @work
    async def action_edit(self) -> None:
        """Change the address under the cursor."""
        address = self._here()
        if address is None:
            return

        async def save(values: dict[str, Any]) -> bool:
            changed = {name: value for name, value in values.items() if value != address[name]}
            await self.desk.do(edit_address, address["id"], **changed)
            return True

        await self._ask(_("Edit the address"), address, save)

    @work
    async def action_remove(self) -> None:
        """Remove the address under the cursor."""
        address = self._here()
        if address is None:
            return
        question = _("Remove this address? {address}").format(address=address_words(address))
        if not await self.app.push_screen_wait(ConfirmScreen(question, _("Remove"), _("Keep"))):
            return
        try:
            await self.desk.do(remove_address, address["id"])
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
        self._done()

    async def _ask(self, title: str, held: dict[str, Any], save: Any) -> None:
        typed = typed_values(ADDRESS_FIELDS, held) | {"for_household": "yes" if held.get("for_household") else "no"}
        make = lambda: Form(self._fields, values=typed, today=self.desk.today)  # noqa: E731 - made once the app runs
        if await self.app.push_screen_wait(FormDialog(title, make, save)):
            self._done()

    def _done(self) -> None:
        self.notify(_("{done} Ctrl+Z undoes it.").format(done=_("The addresses are changed.")), markup=False)
        self.refresh_data()

    def _here(self) -> dict[str, Any] | None:
        row = self.query_one(VirtualTable).cursor_row
        return self._addresses.get(row.key) if row else None
