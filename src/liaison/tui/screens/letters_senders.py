"""Who writes: the senders with their addresses, letterhead and the picture of the signature."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual import on, work
from textual.app import ComposeResult

from liaison.errors import LiaisonError
from liaison.letters.fields import SENDER_FIELDS
from liaison.letters.queries import SenderRow, sender_row, sender_rows
from liaison.letters.service import add_sender, delete_sender, edit_sender, sender_signature
from liaison.text.fields import Field, clean
from liaison.text.words import _
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.screens.record_form import Heading, RecordForm, typed_values
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

_NO_PICTURE = "-"
_COLUMNS = (
    Column("name", lambda: _("Sender"), fraction=2, min_width=16),
    Column("address", lambda: _("Address"), fraction=3, min_width=16),
    Column("latin", lambda: _("In Latin letters"), fraction=2, min_width=12, priority=2),
    Column("signature", lambda: _("Signature"), width=10, priority=3),
)


class SendersScreen(SubScreen[None]):
    """The senders of the office."""

    COMMAND_SET = (
        Command(
            "letters.sender_add",
            "a",
            lambda: _("Add"),
            lambda: _("Add somebody in whose name letters go out."),
            "add",
            show=True,
            rank=1,
        ),
        Command(
            "letters.sender_edit",
            "e",
            lambda: _("Edit"),
            lambda: _("Change the sender; Enter does the same. Frozen letters keep the sender they have."),
            "edit",
            show=True,
            rank=2,
        ),
        Command(
            "letters.sender_delete",
            "delete",
            lambda: _("Delete"),
            lambda: _("Delete the sender after asking, where no campaign has it."),
            "delete",
            show=True,
            rank=3,
        ),
    )

    def title_words(self) -> str:
        """The title."""
        return _("Senders")

    def body(self) -> ComposeResult:
        """The list."""
        empty = _("No sender yet. Press a: the name of the office, its address, how it signs.")
        yield VirtualTable(_COLUMNS, empty=lambda: empty, marks=False)

    def on_screen_resume(self) -> None:
        """Show what a form has changed."""
        self.refresh_data()

    @work(exclusive=True, group="senders")
    async def refresh_data(self) -> None:
        """Read the senders anew."""
        rows = await self.desk.ask(sender_rows)
        self.query_one(VirtualTable).refresh_rows(ListSource(map(_row, rows)))

    @work
    async def action_add(self) -> None:
        """Add a sender."""
        await self.app.push_screen_wait(SenderForm(self.desk))

    @on(VirtualTable.RowSelected)
    @work
    async def action_edit(self) -> None:
        """Change the sender under the cursor."""
        row = self.query_one(VirtualTable).cursor_row
        if row is not None:
            await self.app.push_screen_wait(SenderForm(self.desk, row.key))

    @work
    async def action_delete(self) -> None:
        """Delete the sender under the cursor, after asking."""
        row = self.query_one(VirtualTable).cursor_row
        if row is None:
            return
        question = _("Delete the sender {name}?").format(name=row.cells[0])
        if await self.app.push_screen_wait(ConfirmScreen(question, _("Delete"), _("Keep"))):
            try:
                await self.desk.do(delete_sender, row.key)
            except LiaisonError as error:
                self.notify(error.sentence, severity="error", markup=False)
            self.refresh_data()


class SenderForm(RecordForm):
    """Adds a sender, or changes one; the picture of the signature is read from a file."""

    def __init__(self, desk: Desk, sender_id: int | None = None) -> None:
        super().__init__(desk)
        self._sender_id = sender_id
        self._row: SenderRow | None = None

    def title_words(self) -> str:
        """The title."""
        return _("Edit {name}").format(name=self._row.name) if self._row else _("Add a sender")

    async def prepare(self) -> None:
        """Read the sender who is changed."""
        if self._sender_id is not None:
            self._row = await self.desk.ask(sender_row, self._sender_id)

    def fields(self) -> list[Field | Heading]:
        """All of them, the picture last."""
        return [*SENDER_FIELDS, self._picture_field()]

    def editors(self) -> dict[str, Any]:
        """What the declarations say is enough."""
        return {}

    def first_values(self) -> dict[str, str]:
        """What is kept of the sender."""
        if self._row is None:
            return {}
        return typed_values(SENDER_FIELDS, {field.name: getattr(self._row, field.name) for field in SENDER_FIELDS})

    async def save(self, values: dict[str, Any]) -> int:
        """Read the picture, then add or change the sender as one deed."""
        typed = values.pop("signature")
        if typed == _NO_PICTURE:
            values["signature"] = ""
        elif typed:
            values["signature"] = await asyncio.to_thread(sender_signature, Path(typed).expanduser())
        if self._row is None:
            return await self.desk.do(add_sender, **values)
        await self.desk.do(edit_sender, self._row.id, **values)
        return self._row.id

    def said(self, values: Mapping[str, Any]) -> str:
        """What was done."""
        sentence = _("{name} is saved.") if self._row else _("{name} is added.")
        return sentence.format(name=values["name"])

    def _picture_field(self) -> Field:
        hint = (
            _("A picture is kept: leave this empty to keep it, write another file, or - for none.")
            if self._row and self._row.signature
            else _("The path of an SVG or PNG picture of the signature; empty where letters are signed by hand.")
        )
        return Field("signature", "", lambda: _("Picture of the signature"), _path, hint=lambda: hint)


def _path(typed: str) -> str:
    return clean(typed).strip("\"'")


def _row(row: SenderRow) -> Row:
    one_line = " ".join(row.address.split())
    return Row(row.id, (row.name, one_line, row.name_latin, _("picture") if row.signature else _("by hand")))
