"""What was given out of the store: each file with what it held, to whom it went and why."""

from textual import on, work
from textual.app import ComposeResult

from liaison.stewardship.disclosures import (
    DisclosureFilter,
    DisclosureRow,
    disclosure_people,
    disclosure_rows,
    fields_words,
    given_word,
    recipient_word,
)
from liaison.text.dates import show_day_long
from liaison.text.words import _, listed, n_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import MessageScreen
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

MOST = 2000
"""How many disclosures are listed."""
_MOST_NAMED = 40

_COLUMNS = (
    Column("day", lambda: _("Day"), width=10),
    Column("what", lambda: _("What went out"), fraction=3, min_width=12),
    Column("form", lambda: _("Form"), width=5, priority=3),
    Column("recipient", lambda: _("To"), fraction=3, min_width=10),
    Column("purpose", lambda: _("Purpose"), fraction=3, min_width=10),
    Column("people", lambda: _("People"), width=6, align="right", priority=2),
    Column("who", lambda: _("Done by"), fraction=1, min_width=8, priority=4),
)


class DisclosuresScreen(SubScreen[None]):
    """The disclosures of the whole store, or those that held one person's data."""

    COMMAND_SET = (
        Command(
            "disclosures.open",
            "o",
            lambda: _("Open"),
            lambda: _("Which fields went out, and whose; Enter does the same."),
            "open_one",
            show=True,
            rank=1,
        ),
    )

    def __init__(self, desk: Desk, representative_id: int | None = None) -> None:
        super().__init__(desk)
        self._person = representative_id
        self._rows: dict[int, DisclosureRow] = {}

    def title_words(self) -> str:
        """The title."""
        return _("Given out")

    def body(self) -> ComposeResult:
        """The list."""
        yield VirtualTable(_COLUMNS, empty=lambda: _("Nothing has been given out yet."), marks=False)

    @work(exclusive=True, group="disclosures")
    async def refresh_data(self) -> None:
        """Read the disclosures anew."""
        rows = await self.desk.ask(disclosure_rows, DisclosureFilter(representative_id=self._person), limit=MOST)
        self._rows = {row.id: row for row in rows}
        self.query_one(VirtualTable).refresh_rows(ListSource(map(_row, rows)))

    @on(VirtualTable.RowSelected)
    @work
    async def action_open_one(self) -> None:
        """Tell all of the disclosure under the cursor."""
        here = self.query_one(VirtualTable).cursor_row
        row = self._rows.get(here.key) if here else None
        if row is not None:
            names = [person.name for person in await self.desk.ask(disclosure_people, row.id)]
            await self.app.push_screen_wait(MessageScreen(_told(row, names)))


def _row(row: DisclosureRow) -> Row:
    purpose = " ".join((row.purpose or row.scope).split())
    cells = (row.given_on.isoformat(), given_word(row.what), row.form, recipient_word(row.recipient), purpose)
    return Row(row.id, (*cells, str(row.people), row.who))


def _told(row: DisclosureRow, names: list[str]) -> str:
    """A disclosure in full, a line each."""
    head = _("{day}: {what} ({form})")
    lines = [
        head.format(day=show_day_long(row.given_on), what=given_word(row.what), form=row.form),
        _("Given to: {recipient}").format(recipient=recipient_word(row.recipient)),
        _("What for: {purpose}").format(purpose=row.purpose) if row.purpose else "",
        _("Chosen: {scope}").format(scope=row.scope) if row.scope else "",
        _("Fields: {fields}").format(fields=listed(fields_words(row.fields))),
    ]
    count = n_("{count} person", "{count} people", row.people).format(count=row.people)
    if row.everybody:
        lines.append(_("Held everybody: {count}").format(count=count))
    else:
        shown = listed(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")
        lines.append(_("{count}: {names}").format(count=count, names=shown) if names else count)
    return "\n".join(line for line in lines if line)
