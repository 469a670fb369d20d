"""What was understood of a file: its tables, and what each column is read as; to be corrected before rows are read.

``looked = await app.push_screen_wait(ImportColumnsScreen(desk, looked))``; None when it is left.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.exchange.looking import ColumnView, Looked, corrected, turned
from liaison.exchange.sheets import CADRES
from liaison.exchange.tables.headers import Fate
from liaison.exchange.tables.readings import reading_word, readings
from liaison.text.display import printable
from liaison.text.words import N_, _, n_, p_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.field_row import WRONG_SIGN
from liaison.tui.forms.modals import ChoiceScreen, MessageScreen
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

_COLUMNS = (
    Column("table", lambda: _("Table"), width=12, priority=4),
    Column("header", lambda: _("Header"), fraction=3, min_width=12),
    Column("read", lambda: _("Read as"), fraction=3, min_width=12),
    Column("sample", lambda: _("Sample"), fraction=4, min_width=12, priority=2),
    Column("remark", lambda: _("Remark"), fraction=3, min_width=12),
)
_NOT_READ = ""
_FATE_WORDS: Mapping[Fate, str] = {
    Fate.READ: N_("read"),
    Fate.NOT_HELD: N_("not held"),
    Fate.OTHERS: N_("about somebody else"),
    Fate.UNSURE: N_("not sure"),
    Fate.UNKNOWN: N_("no field for it"),
    Fate.TWICE: N_("read from another column"),
}
_STYLES: Mapping[Fate, str] = {Fate.NOT_HELD: "muted", Fate.UNSURE: "warning", Fate.UNKNOWN: "muted"}


class ImportColumnsScreen(SubScreen[Looked]):
    """The columns of a file, each with what it is read as."""

    COMMAND_SET = (
        Command(
            "import.go_on",
            "ctrl+s",
            lambda: _("Go on"),
            lambda: _("Read the rows like this, and see what would change in the store."),
            "go_on",
            show=True,
            rank=1,
        ),
        Command(
            "import.read_as",
            "e",
            lambda: _("Read as…"),
            lambda: _("Say what the column under the cursor holds (Enter does so too)."),
            "read_as",
            show=True,
            rank=2,
        ),
        Command(
            "import.leave_out",
            "x",
            lambda: _("Do not read"),
            lambda: _("Leave out the column under the cursor."),
            "leave_out",
            show=True,
            rank=3,
        ),
        Command(
            "import.turn",
            "k",
            lambda: _("Cadres or not"),
            lambda: _("Take the people of this table for cadres, or for representatives again."),
            "turn",
            show=True,
            rank=4,
        ),
        Command("import.said", "m", lambda: _("Remarks"), lambda: _("Everything to be known of it."), "remarks"),
    )
    DEFAULT_CSS = """
    ImportColumnsScreen > .-tables { height: auto; max-height: 6; padding: 0 1; }
    ImportColumnsScreen > .-say { height: auto; min-height: 1; padding: 0 1; text-style: bold; }
    ImportColumnsScreen > .-say.-wrong { color: $text-error; }
    ImportColumnsScreen > .-whole { height: auto; max-height: 4; padding: 0 1; background: $surface; }
    """

    def __init__(self, desk: Desk, looked: Looked) -> None:
        super().__init__(desk)
        self._looked = looked
        self._columns: list[ColumnView] = []

    def title_words(self) -> str:
        """The file."""
        return _("Import {file}: what was understood").format(file=self._looked.path.name)

    def body(self) -> ComposeResult:
        """The tables, the columns, and the column under the cursor in full."""
        yield Static("", classes="-tables", markup=False)
        yield Static("", classes="-say", markup=False)
        alone = len(self._looked.rosters()) == 1
        yield VirtualTable(_COLUMNS[1:] if alone else _COLUMNS, id="columns", marks=False)
        yield Static("", classes="-whole", markup=False)

    def refresh_data(self) -> None:
        """Show the columns."""
        self._columns = self._looked.columns()
        self.query_one(".-tables", Static).update(Content(printable("\n".join(self._tables()), lines=True)))
        self.query_one(VirtualTable).refresh_rows(ListSource(list(self._rows())), keep_cursor=True)
        under = self.query_one(VirtualTable).cursor_row
        self._say_whole(None if under is None else under.key)
        unsure = sum(column.fate is Fate.UNSURE for column in self._columns)
        said = _("Correct what is read wrongly, then Ctrl+S. What you say is remembered for files like this one.")
        if unsure:
            asked = n_("{count} column is not sure: say what it is.", "{count} columns are not sure: say them.", unsure)
            said = asked.format(count=unsure) + " " + said
        self._say(said)

    def _tables(self) -> Iterator[str]:
        for table in self._looked.rosters():
            whose = _("cadres") if table.sheet is CADRES else _("representatives")
            words = n_("{table}: {count} row of {whose}", "{table}: {count} rows of {whose}", len(table.rows))
            parts = [words.format(table=table.name, count=len(table.rows), whose=whose)]
            if table.roster.table.hidden:
                parts.append(_("the sheet is hidden"))
            if table.roster.hidden_rows:
                count = len(table.roster.hidden_rows)
                parts.append(n_("{count} row hidden", "{count} rows hidden", count).format(count=count))
            if table.roster.passed:
                count = len(table.roster.passed)
                parts.append(n_("{count} row passed over", "{count} rows passed over", count).format(count=count))
            yield _(", ").join(parts)

    def _rows(self) -> Iterator[Row]:
        alone = len(self._looked.rosters()) == 1
        for key, column in enumerate(self._columns):
            cells = (
                *([] if alone else [column.table.name]),
                column.header,
                _read_as(column),
                p_("samples of a column", " | ").join(column.samples()),
                _remark(column),
            )
            style = _STYLES.get(column.fate)
            yield Row(key, cells, (*([] if alone else [None]), None, style, None, style))

    @on(VirtualTable.RowHighlighted)
    def _show_whole(self, event: VirtualTable.RowHighlighted) -> None:
        self._say_whole(None if event.row is None else event.row.key)

    def _say_whole(self, key: int | None) -> None:
        """The column under the cursor in full: the table may be too narrow."""
        cells = () if key is None else list(self._rows())[key].cells
        self.query_one(".-whole", Static).update(Content(printable("  ".join(filter(None, cells)))))

    @on(VirtualTable.RowSelected)
    def _enter(self, event: VirtualTable.RowSelected) -> None:
        event.stop()
        self.action_read_as()

    @property
    def _column(self) -> ColumnView | None:
        row = self.query_one(VirtualTable).cursor_row
        return None if row is None else self._columns[row.key]

    # Commands.

    @work
    async def action_read_as(self) -> None:
        """Ask what the column under the cursor holds."""
        column = self._column
        if column is None:
            return
        if column.fate is Fate.NOT_HELD:
            self._say(_("“{column}” is not held by this program.").format(column=column.header), wrong=True)
            return
        offered = [(_NOT_READ, _("do not read it")), *readings(column.table.sheet)]
        title = _("What does “{column}” hold?").format(column=column.header)
        target = await self.app.push_screen_wait(ChoiceScreen(title, offered))
        if target is not None:
            self._change(lambda: corrected(self._looked, column, target or None))

    def action_leave_out(self) -> None:
        """Do not read the column under the cursor."""
        column = self._column
        if column is not None and column.fate is not Fate.NOT_HELD:
            self._change(lambda: corrected(self._looked, column, None))

    def action_turn(self) -> None:
        """Take the people of the table for cadres, or for representatives."""
        column = self._column
        if column is not None:
            self._change(lambda: turned(self._looked, column.table))

    @work
    async def _change(self, change: Callable[[], Looked]) -> None:
        try:
            self._looked = await asyncio.to_thread(change)
        except LiaisonError as error:
            self._say(error.sentence, wrong=True)
            return
        self.refresh_data()

    @work
    async def action_remarks(self) -> None:
        """Show everything that is to be known of the file."""
        said = "\n".join(self._looked.mapped.remarks) or _("There is nothing to remark.")
        await self.app.push_screen_wait(MessageScreen(said, _("Remarks")))

    def action_go_on(self) -> None:
        """Read the rows like this."""
        self.dismiss(self._looked)

    def _say(self, text: str, *, wrong: bool = False) -> None:
        line = self.query_one(".-say", Static)
        line.set_class(wrong, "-wrong")
        line.update(Content((WRONG_SIGN if wrong else "") + printable(text)))


def _read_as(column: ColumnView) -> str:
    if column.fate is Fate.READ and column.target is not None:
        return reading_word(column.table.sheet, column.target)
    if column.fate is Fate.UNSURE and column.target is not None:
        return _("{field}?").format(field=reading_word(column.table.sheet, column.target))
    return _("– not read")


def _remark(column: ColumnView) -> str:
    said = [_(_FATE_WORDS[column.fate])] if column.fate is not Fate.READ else []
    if column.fate is Fate.READ and column.likeness < 100:
        said.append(_("by likeness"))
    if column.hidden:
        said.append(_("hidden"))
    return _(", ").join(said)
