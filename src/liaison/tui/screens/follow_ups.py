"""The ledger of suggestions, requests and tasks: the most pressing first, and what is done about them."""

from collections.abc import Awaitable, Callable

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.store.tables import Named
from liaison.text.words import _, n_
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ChoiceScreen, ConfirmScreen
from liaison.tui.screens.follow_ups_filter import LedgerFilter, Part, choose_filter
from liaison.tui.screens.follow_ups_forms import Questions
from liaison.tui.screens.follow_ups_keys import LEDGER_COMMANDS
from liaison.tui.screens.follow_ups_rows import ledger_columns, ledger_source, told
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.fields import FollowUpAction
from liaison.visits.follow_up_queries import (
    FollowUpCounts,
    LedgerRow,
    count_follow_ups,
    follow_up_steps,
    ledger_rows,
)
from liaison.visits.follow_up_rules import allowed
from liaison.visits.follow_ups import delete_follow_ups

_ACTIONS = {
    "start": FollowUpAction.TAKE_IN_HAND,
    "answer": FollowUpAction.ANSWER,
    "close": FollowUpAction.CLOSE,
    "extend": FollowUpAction.EXTEND,
    "send_back": FollowUpAction.SEND_BACK,
    "reopen": FollowUpAction.REOPEN,
    "assign": FollowUpAction.ASSIGN,
    "remind": FollowUpAction.REMIND,
}
_FOR_SEVERAL = {"assign", "remind"}


class LedgerScreen(SubScreen[None]):
    """The ledger; ``person`` narrows it to one representative, ``follow_up_id`` is where the cursor begins."""

    COMMAND_SET = LEDGER_COMMANDS
    AUTO_FOCUS = "VirtualTable"
    DEFAULT_CSS = """
    LedgerScreen > .-filter { height: 1; padding: 0 1; background: $panel; color: $text-muted; }
    LedgerScreen > #whole { height: 1fr; }
    LedgerScreen #story { height: 9; padding: 0 1; background: $surface; }
    LedgerScreen.-wide > #whole { layout: horizontal; }
    LedgerScreen.-wide VirtualTable { width: 2fr; }
    LedgerScreen.-wide #story { width: 1fr; height: 1fr; }
    """

    def __init__(self, desk: Desk, wanted: LedgerFilter | None = None, follow_up_id: int | None = None) -> None:
        super().__init__(desk)
        self._filter = wanted or LedgerFilter()
        self._begin_at = follow_up_id
        self._row: LedgerRow | None = None
        self._counts: FollowUpCounts | None = None

    def body(self) -> ComposeResult:
        """What the list is narrowed to, the list, and the one under the cursor."""
        yield Static("", classes="-filter", markup=False)
        with Container(id="whole"):
            yield VirtualTable(ledger_columns(), empty=self._nothing, id="ledger")
            with VerticalScroll(id="story", can_focus=False):
                yield Static("", markup=False)

    def title_words(self) -> str:
        """The title."""
        return _("Suggestions and requests")

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one(VirtualTable)

    @property
    def _is_there(self) -> bool:
        """Whether the list still stands: an answer may come when the screen is being taken away."""
        return bool(self.query(VirtualTable))

    # Reading.

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was in front."""
        if self._counts is not None:
            self.refresh_data()

    def refresh_data(self) -> None:
        """Read the list anew."""
        self._show(keep_cursor=True)

    @work(exclusive=True, group="ledger")
    async def _show(self, *, keep_cursor: bool) -> None:
        today, question = self.desk.today(), self._filter.question()
        source = ledger_source(self.desk.store, question, today)
        if not self._is_there:
            return
        await self.table.show_rows(source, keep_cursor=keep_cursor)
        if self._begin_at is not None and self._is_there:
            place = source.position(self._begin_at)
            self._begin_at = None
            if place is not None:
                self.table.move_cursor(place)
        self._counts = await self.desk.ask(count_follow_ups, question, today)
        if self._is_there:
            self._say_filter()
            self._tell_row()

    @on(VirtualTable.RowHighlighted)
    def _moved(self) -> None:
        self._tell_row()

    @work(exclusive=True, group="ledger-row")
    async def _tell_row(self) -> None:
        """Tell the one under the cursor whole."""
        row = self.table.cursor_row if self._is_there else None
        found = await self.desk.ask(ledger_rows, [row.key], self.desk.today()) if row else []
        steps = await self.desk.ask(follow_up_steps, follow_up_id=found[0].id) if found else []
        if not self._is_there:
            return
        self._row = found[0] if found else None
        self.query_one("#story > Static", Static).update(told(found[0], steps) if found else Content(""))
        self.refresh_bindings()

    @on(VirtualTable.MarksChanged)
    def _marks_changed(self) -> None:
        self._say_filter()
        self.refresh_bindings()

    def _say_filter(self) -> None:
        words = [_("Only: {parts}").format(parts=" · ".join(self._filter.parts()))]
        if self._counts is not None:
            total = self._counts.total
            words.append(n_("{count} in all", "{count} in all", total).format(count=total))
            if self._counts.overdue:
                words.append(_("overdue {count}").format(count=self._counts.overdue))
            if self._counts.to_remind:
                words.append(_("to be reminded of {count}").format(count=self._counts.to_remind))
        if self.table.marked:
            words.append(_("{count} marked").format(count=len(self.table.marked)))
        self.query_one(".-filter", Static).update(Content("   ".join(words)))

    def _nothing(self) -> str:
        if self._filter == LedgerFilter():
            return _("No suggestion or request is open. Press a to register one, f to see others.")
        return _("None fits. Press x for the open ones, f to see others.")

    def set_filter(self, wanted: LedgerFilter) -> None:
        """Show other follow-ups."""
        self._filter = wanted
        # A marked row that is no longer seen must not be taken along by a deed.
        self.table.clear_marks()
        self._show(keep_cursor=False)

    # Deeds.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible for the row under the cursor can be done; marked rows are judged when it is done."""
        if action in _FOR_SEVERAL and self.table.marked:
            return True
        if action in _ACTIONS:
            return self._row is not None and self._can(action, self._row)
        if action == "unfilter":
            return self._filter != LedgerFilter()
        if action in {"edit", "card", "delete"}:
            return self._row is not None
        return super().check_action(action, parameters)

    def _can(self, action: str, row: LedgerRow) -> bool:
        can = allowed(row.kind, row.state)
        # What is not answered yet is answered in the same form as it is closed.
        return _ACTIONS[action] in can or (action == "close" and FollowUpAction.ANSWER in can)

    @work
    async def action_assign(self) -> None:
        """Put somebody in charge of the marked ones, else of this one."""
        rows = await self._targets()
        if rows:
            self._tell(await Questions(self.app, self.desk).assign(rows))

    @work
    async def action_remind(self) -> None:
        """Note a reminder of the marked ones, else of this one."""
        rows = await self._targets()
        if rows:
            self._tell(await Questions(self.app, self.desk).remind(rows))

    @work
    async def action_start(self) -> None:
        """Note that work has begun."""
        await self._with_row(Questions(self.app, self.desk).start)

    @work
    async def action_answer(self) -> None:
        """Note an answer."""
        await self._with_row(Questions(self.app, self.desk).answer)

    @work
    async def action_close(self) -> None:
        """Close with an outcome."""
        await self._with_row(Questions(self.app, self.desk).close)

    @work
    async def action_extend(self) -> None:
        """Move the due day on."""
        await self._with_row(Questions(self.app, self.desk).extend)

    @work
    async def action_send_back(self) -> None:
        """Send back to whoever raised it."""
        await self._with_row(Questions(self.app, self.desk).send_back)

    @work
    async def action_reopen(self) -> None:
        """Take up again."""
        await self._with_row(Questions(self.app, self.desk).reopen)

    @work
    async def action_edit(self) -> None:
        """Put right what was written down."""
        await self._with_row(Questions(self.app, self.desk).edit)

    @work
    async def action_add(self) -> None:
        """Register another one, of the person that the list is narrowed to."""
        person = [self._filter.person] if self._filter.person else []
        self._tell(await Questions(self.app, self.desk).add(person))

    @work
    async def action_delete(self) -> None:
        """Delete after asking, all in one deed."""
        rows = await self._targets()
        question = n_(
            "Delete {count} follow-up with its steps?", "Delete {count} follow-ups with their steps?", len(rows)
        )
        if not rows or not await self.app.push_screen_wait(
            ConfirmScreen(question.format(count=len(rows)), _("Delete"), _("Keep"))
        ):
            return
        try:
            count = await self.desk.do(delete_follow_ups, [row.id for row in rows])
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        self._tell(n_("{count} follow-up deleted.", "{count} follow-ups deleted.", count).format(count=count))

    @on(VirtualTable.RowSelected)
    @work
    async def _choose_what_to_do(self, event: VirtualTable.RowSelected) -> None:
        """Offer what can be done about the one on which Enter was pressed."""
        rows = await self.desk.ask(ledger_rows, [event.row.key], self.desk.today())
        if not rows:
            return
        self._row = row = rows[0]
        possible = {*(name for name in _ACTIONS if self._can(name, row)), "edit", "card", "delete"}
        offers = [
            (command.action, f"{command.words()} ({command.key})")
            for command in LEDGER_COMMANDS
            if command.action in possible
        ]
        wanted = await self.app.push_screen_wait(ChoiceScreen(row.representative.name, offers))
        if wanted is not None:
            self.table.clear_marks()
            await self.run_action(wanted)

    def action_card(self) -> None:
        """Open the card of whoever raised it."""
        from liaison.tui.screens.card import CardScreen  # noqa: PLC0415 - it leads back to the ledger

        if self._row is not None:
            self.app.push_screen(CardScreen(self.desk, self._row.representative.id))

    @work
    async def action_filter(self) -> None:
        """Choose what the list is narrowed to."""
        chosen = await choose_filter(self.app, self.desk, self._filter)
        if chosen is not None:
            self.set_filter(chosen)

    def action_unfilter(self) -> None:
        """Show what is open."""
        self.set_filter(LedgerFilter())

    async def _targets(self) -> list[LedgerRow]:
        return await self.desk.ask(ledger_rows, self.table.targets, self.desk.today())

    async def _with_row(self, ask: Callable[[LedgerRow], Awaitable[str | None]]) -> None:
        if self._row is not None:
            self._tell(await ask(self._row))

    def _tell(self, done: str | None) -> None:
        if done is None:
            return
        self.table.clear_marks()
        self.notify(_("{done} Ctrl+Z takes it back.").format(done=done), markup=False)
        self.refresh_data()


def ledger_of(desk: Desk, person: Named | None = None, follow_up_id: int | None = None) -> LedgerScreen:
    """The ledger, of one person where one is given with the closed ones too, beginning at a follow-up."""
    wanted = LedgerFilter(person=person, part=Part.ALL) if person else LedgerFilter()
    return LedgerScreen(desk, wanted, follow_up_id)
