"""The records behind a figure, a page at a time; Enter opens the card of a person in the record."""

from typing import Any

from textual import on, work
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from liaison.reports import document
from liaison.reports.document import Figure, Records
from liaison.reports.records import RecordLine, record_columns, record_lines
from liaison.store.tables import Named
from liaison.text.words import _, n_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ChoiceScreen
from liaison.tui.sources import IdSource
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import Row
from liaison.tui.widgets.virtual_table import VirtualTable

_DAY_WIDTH = 10
_KIND_WIDTH = 7


class RecordsScreen(SubScreen[None]):
    """What a number counts."""

    COMMAND_SET = (
        Command(
            "records.card",
            "o",
            lambda: _("Card"),
            lambda: _("Open the card of the person in this record; Enter does the same."),
            "card",
            show=True,
            rank=1,
        ),
    )
    DEFAULT_CSS = """
    RecordsScreen > .-said { height: 1; padding: 0 1; background: $panel; color: $text-muted; }
    """

    def __init__(self, desk: Desk, figure: Figure, words: str) -> None:
        super().__init__(desk)
        self._figure, self._words = figure, words
        self._people: dict[int, tuple[Named, ...]] = {}

    def title_words(self) -> str:
        """The title: which number."""
        return self._words

    def body(self) -> ComposeResult:
        """How many records, and the records."""
        records = self._figure.records
        count = n_("{count} record", "{count} records", len(records.ids)).format(count=len(records.ids))
        said = f"{self._figure.said()}   {count}   " + _("Enter: the card of the person")
        yield Static(Content(said), classes="-said")
        yield VirtualTable(_columns(records), empty=lambda: _("No record stands behind this number."), marks=False)

    def refresh_data(self) -> None:
        """Read the records anew."""
        records = self._figure.records
        source = IdSource(
            self.desk.store,
            lambda _session: records.ids,
            lambda session, ids: record_lines(session, records, ids),
            self._row,
        )
        self.query_one(VirtualTable).refresh_rows(source)

    def _row(self, line: RecordLine) -> Row:
        self._people[line.id] = line.people
        return Row(line.id, tuple("" if cell is None else str(cell).replace("\n", " ") for cell in line.cells))

    @on(VirtualTable.RowSelected)
    @work
    async def action_card(self) -> None:
        """Open the card of the person in the record under the cursor."""
        row = self.query_one(VirtualTable).cursor_row
        if row is not None:
            await open_card(self.app, self.desk, self._people.get(row.key, ()))


async def open_card(app: App[Any], desk: Desk, people: tuple[Named, ...]) -> None:
    """Open the card of a person in a worker, of several the one that is chosen."""
    from liaison.tui.screens.card import CardScreen  # noqa: PLC0415 - it leads on to every form

    if not people:
        app.notify(_("No representative stands in this line, so no card can be opened."), markup=False)
        return
    chosen = people[0].id if len(people) == 1 else None
    if len(people) > 1:
        offered = [(person.id, person.name) for person in people]
        chosen = await app.push_screen_wait(ChoiceScreen(_("Whose card?"), offered))
    if chosen is not None:
        app.push_screen(CardScreen(desk, chosen))


def _columns(records: Records) -> tuple[Column, ...]:
    return tuple(_column(place, column) for place, column in enumerate(record_columns(records)))


def _column(place: int, column: document.Column) -> Column:
    return Column(
        str(place),
        lambda: column.label,
        fraction=max(1, round(column.weight * 2)),
        # A long label is rather cut than a column left out.
        min_width=_DAY_WIDTH if column.weight >= 1 else _KIND_WIDTH,
        priority=place + 1,
    )
