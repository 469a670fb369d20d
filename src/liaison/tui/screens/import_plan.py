"""What an import would do, sheet by sheet, with what is rejected and why; and doing it."""

import asyncio
from dataclasses import replace

from rich.table import Table
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.exchange.intake import Incoming, Outcome, preview, take_in
from liaison.exchange.planned import Choice, Decision, Plan, Verdict
from liaison.text.dates import parse_day
from liaison.text.display import printable
from liaison.text.words import _, listed, n_, p_
from liaison.tui.commands import Command, Commanded
from liaison.tui.desk import Desk
from liaison.tui.forms.field_row import WRONG_SIGN
from liaison.tui.forms.modals import ChoiceScreen, MessageScreen, TextPromptScreen
from liaison.tui.screens.import_lines import KIND_WORDS, Kind, Line, lines
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.command_bar import CommandBar
from liaison.tui.widgets.rows import ListSource
from liaison.tui.widgets.virtual_table import VirtualTable

_COLUMNS = (
    Column("kind", lambda: _("What becomes of it"), width=12),
    Column("sheet", lambda: _("Table"), width=10, priority=3),
    Column("row", lambda: _("Row"), width=6, align="right"),
    Column("column", lambda: _("Column"), width=10, priority=2),
    Column("value", lambda: _("Who or what"), fraction=1, min_width=10),
    Column("what", lambda: _("What to mend, or what changes"), fraction=3, min_width=24),
)
_MOST_SHEETS = 8
"""So many sheets have a line each; more would leave no room for the rest of the screen."""
_SHOWN: tuple[Kind | None, ...] = (None, *Kind)


class ImportPlanScreen(Commanded, Screen[bool]):
    """The plan of an import; True once it was done."""

    COMMAND_SET = (
        Command(
            "import.do",
            "ctrl+s",
            lambda: _("Take in"),
            lambda: _("Take in everything but the rejected rows, as one deed that can be undone."),
            "take_in",
            show=True,
            rank=1,
        ),
        Command(
            "import.from",
            "r",
            lambda: _("Reckon from"),
            lambda: _("From which day new pairings are reckoned, so that nobody is overdue on the first day."),
            "reckon_from",
            show=True,
            rank=2,
        ),
        Command(
            "import.decide",
            "d",
            lambda: _("Decide"),
            lambda: _("Say whether somebody who is probably in the store already is that person (Enter does so too)."),
            "decide",
            show=True,
            rank=2,
        ),
        Command(
            "import.show",
            "v",
            lambda: _("Show only"),
            lambda: _("Show only what is rejected, probably the same, changed or new; then everything again."),
            "show_next",
            show=True,
            rank=2,
        ),
        Command("import.said", "m", lambda: _("Remarks"), lambda: _("Everything to be known of the file."), "remarks"),
        Command("import.back", "escape", lambda: _("Back"), None, "back", show=True, rank=3, palette=False),
    )
    DEFAULT_CSS = """
    ImportPlanScreen > .-title { height: 1; padding: 0 1; background: $primary; color: $text; text-style: bold; }
    ImportPlanScreen > .-counts { height: auto; padding: 0 1; }
    ImportPlanScreen > .-remarks { height: auto; max-height: 5; padding: 0 1; color: $text-warning; }
    ImportPlanScreen > .-say { height: auto; min-height: 1; padding: 0 1; text-style: bold; }
    ImportPlanScreen > .-whole { height: auto; max-height: 4; padding: 0 1; background: $surface; }
    ImportPlanScreen > .-say.-wrong { color: $text-error; }
    """

    def __init__(self, desk: Desk, incoming: Incoming) -> None:
        super().__init__()
        self.desk = desk
        self._incoming = incoming
        self._plan: Plan | None = None
        self._lines: list[Line] = []
        self._kind: Kind | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """Counts, remarks, rejected rows, and what can be done now."""
        yield Static(Content(printable(_("Import {file}").format(file=self._incoming.path.name))), classes="-title")
        yield Static("", classes="-counts", markup=False)
        yield Static("", classes="-remarks", markup=False)
        yield Static("", classes="-say", markup=False)
        yield VirtualTable(_COLUMNS, empty=self._nothing, id="lines", marks=False)
        yield Static("", classes="-whole", markup=False)
        yield CommandBar()

    def on_mount(self) -> None:
        """Work out the plan."""
        self._preview()

    def refresh_data(self) -> None:
        """The store has changed: plan anew."""
        if not self._busy:
            self._preview()

    # The plan.

    @work(exclusive=True, group="plan")
    async def _preview(self) -> None:
        self._say(_("Comparing with the store"))
        try:
            plan = await asyncio.to_thread(preview, self.desk.store, self._incoming, self._progress)
        except LiaisonError as error:
            self._say(error.sentence, wrong=True)
            return
        self._plan = plan
        self._show(plan)
        self.refresh_bindings()

    def _show(self, plan: Plan) -> None:
        self.query_one(".-counts", Static).update(_counts(plan))
        held = listed(f"{one.header} ({one.cells})" for one in plan.not_held)
        remarks = [_("Not held, so not read: {columns}.").format(columns=held)] if held else []
        if plan.remarks:
            count = len(plan.remarks)
            said = n_("{count} remark on the file: m shows it.", "{count} remarks on the file: m shows them.", count)
            remarks.append(said.format(count=count))
        self.query_one(".-remarks", Static).update(Content("\n".join(map(printable, remarks))))
        self.query_one(".-remarks").display = bool(remarks)
        self._show_lines(plan)
        self._say(self._summary(plan))

    def _show_lines(self, plan: Plan) -> None:
        self._lines = lines(plan, self._kind)
        self.query_one(VirtualTable).refresh_rows(ListSource([row for _kind, _planned, row in self._lines]))

    def _summary(self, plan: Plan) -> str:
        if not plan.does_something():
            return _("There is nothing new in this file.")
        rejected = len(plan.rejected())
        words = [_("Nothing is changed yet. Ctrl+S takes it in.")]
        if rejected:
            said = n_(
                "{count} row is left out; mend it later.", "{count} rows are left out; mend them later.", rejected
            )
            words.append(said.format(count=rejected))
        if self._incoming.wishes.counts_from is not None:
            words.append(_("New pairings are reckoned from {day}.").format(day=self._incoming.wishes.counts_from))
        return " ".join(words)

    def _nothing(self) -> str:
        if self._plan is None:
            return ""
        return _("Nothing of that kind.") if self._kind is not None else _("There is nothing new in this file.")

    @on(VirtualTable.RowHighlighted)
    def _show_whole(self, event: VirtualTable.RowHighlighted) -> None:
        """The row under the cursor in full: the columns may be too narrow."""
        said = ""
        if event.row is not None:
            _kind, _sheet, _number, column, value, sentence = event.row.cells
            said = p_("a column and what is wrong in it", "{column}: {sentence}")
            said = said.format(column=" ".join(filter(None, (column, value))), sentence=sentence)
        self.query_one(".-whole", Static).update(Content(printable(said)))

    # Commands.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be taken in twice, nor left half-way."""
        if action == "take_in" and (self._busy or self._plan is None or not self._plan.does_something()):
            return None
        if action in {"back", "reckon_from"} and self._busy:
            return None
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Leave; nothing was changed."""
        self.dismiss(result=False)

    @work
    async def action_reckon_from(self) -> None:
        """Ask for the day from which new pairings are reckoned."""
        today = self.desk.today()
        hint = _("New pairings whose row names no day are reckoned from then on.")
        prompt = TextPromptScreen(
            _("Reckon from"), today.isoformat(), parse=lambda typed: parse_day(typed, today), hint=hint
        )
        day = await self.app.push_screen_wait(prompt)
        if day is not None:
            self._incoming = replace(self._incoming, wishes=replace(self._incoming.wishes, counts_from=day))
            self._preview()

    @on(VirtualTable.RowSelected)
    def _enter(self, event: VirtualTable.RowSelected) -> None:
        event.stop()
        self.action_decide()

    @work
    async def action_decide(self) -> None:
        """Ask whether the person of the row under the cursor is who the store probably has."""
        row = self.query_one(VirtualTable).cursor_row
        planned = self._lines[row.key][1] if row is not None and row.key < len(self._lines) else None
        if self._busy:
            return
        if planned is None or planned.alike is None:
            sentence = _("This line asks nothing: only of somebody who is probably in the store already is it asked.")
            self.notify(sentence, markup=False)
            return
        alike = planned.alike
        who = f"{alike.name}（{alike.unit}）" if alike.unit else alike.name
        title = _("{name}, row {row}: is that {who}?")
        title = title.format(name=planned.row.values.get("name", ""), row=planned.row.number, who=who)
        options = [
            (Choice.SAME, _("yes: take the row for that person")),
            (Choice.APART, _("no: somebody new, and never ask again")),
            (Choice.LATER, _("decide later: somebody new for now, in the review of duplicates")),
        ]
        choice = await self.app.push_screen_wait(ChoiceScreen(title, options))
        if choice is not None:
            decisions = {**self._incoming.wishes.decisions, planned.key: Decision(choice, alike.person)}
            self._incoming = replace(self._incoming, wishes=replace(self._incoming.wishes, decisions=decisions))
            self._preview()

    def action_show_next(self) -> None:
        """Show lines of the next kind only, or all again."""
        if self._plan is not None:
            self._kind = _SHOWN[(_SHOWN.index(self._kind) + 1) % len(_SHOWN)]
            self._show_lines(self._plan)
            words = _("everything") if self._kind is None else _(KIND_WORDS[self._kind])
            self._say(_("Shown: {what}.").format(what=words))

    @work
    async def action_remarks(self) -> None:
        """Show everything that is to be known of the file."""
        said = self._plan.remarks if self._plan is not None else []
        await self.app.push_screen_wait(
            MessageScreen("\n".join(said) or _("There is nothing to remark."), _("Remarks"))
        )

    def action_take_in(self) -> None:
        """Do it."""
        self._busy = True
        self.refresh_bindings()
        self._take_in()

    @work
    async def _take_in(self) -> None:
        try:
            outcome = await asyncio.to_thread(take_in, self.desk.store, self._incoming, self._progress)
        except LiaisonError as error:
            self._say(error.sentence, wrong=True)
            return
        finally:
            self._busy = False
            self.refresh_bindings()
        await self.app.push_screen_wait(MessageScreen(_result(outcome), _("Import")))
        self.dismiss(result=True)

    def _progress(self, stage: str, done: int, total: int) -> None:
        # Called in another thread.
        self.call_later(self._say, f"{stage} {done}/{total}" if total > 1 else stage)

    def _say(self, text: str, *, wrong: bool = False) -> None:
        line = self.query_one(".-say", Static)
        line.set_class(wrong, "-wrong")
        line.update(Content((WRONG_SIGN if wrong else "") + printable(text, lines=True)))


def _counts(plan: Plan) -> Table:
    """What becomes of the rows of each sheet; where many sheets have some, in few lines."""
    table = Table.grid(padding=(0, 3, 0, 0))
    labels = {
        Verdict.NEW: _("New"),
        Verdict.CHANGED: _("Changed"),
        Verdict.UNCHANGED: _("Unchanged"),
        Verdict.REJECTED: _("Rejected"),
    }
    table.add_column()
    filled = {sheet.name: counts for sheet, counts in plan.counts().items() if sum(counts.values())}
    if len(filled) > _MOST_SHEETS:
        table.add_column()
        for verdict, words in labels.items():
            of_sheets = listed(f"{name} {counts[verdict]}" for name, counts in filled.items() if counts[verdict])
            table.add_row(Text(words, style="bold"), Text(of_sheets or "0"))
        return table
    for _verdict in labels:
        table.add_column(justify="right")
    table.add_row(Text(_("Sheet"), style="bold"), *(Text(words, style="bold") for words in labels.values()))
    for name, counts in filled.items():
        numbers = [Text(str(counts[verdict]), style="" if counts[verdict] else "dim") for verdict in labels]
        table.add_row(Text(name), *numbers)
    return table


def _result(outcome: Outcome) -> str:
    counts = outcome.plan.counts().values()
    new = sum(sheet[Verdict.NEW] for sheet in counts)
    changed = sum(sheet[Verdict.CHANGED] for sheet in counts)
    words = [_("Taken in: {new} new, {changed} changed. Ctrl+Z takes it all back.").format(new=new, changed=changed)]
    if outcome.rejects is not None:
        sentence = _("The rejected rows stand in {path}: mend them there and import that file.")
        words.append(sentence.format(path=outcome.rejects))
    return "\n\n".join(words)
