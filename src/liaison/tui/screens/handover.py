"""Handing a cadre's people over to others: the day, who takes over, the plan row by row, a sheet for each person.

``done = await app.push_screen_wait(HandoverScreen(desk, cadre_id, leaves_on=day))`` in a worker; True when it was done.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.pairing.handover import HandoverPlan, hand_over, plan_handover, spread
from liaison.text.dates import show_day
from liaison.text.fields import Field, day, iso_date, one_line
from liaison.text.words import _, n_
from liaison.tui import lookups
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.day_input import DayInput
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import PickScreen
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.forms.people_picker import Candidate, PeoplePicker
from liaison.tui.screens.handover_rows import COLUMNS, sheet_row, sheet_words
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.rows import ListSource
from liaison.tui.widgets.virtual_table import VirtualTable

_ON = Field("on", "日期", lambda: _("On"), day, iso_date, required=True, is_day=True)
_TAKERS = Field(
    "to",
    "接手",
    lambda: _("Taken over by"),
    str,
    hint=lambda: _("One cadre or several: each person goes to whoever has the fewest people by then."),
)
_REASON = Field("reason", "原因", lambda: _("Reason"), one_line(120))


class HandoverScreen(SubScreen[bool]):
    """The plan of a handover, and doing it."""

    COMMAND_SET = (
        Command(
            "handover.do",
            "ctrl+s",
            lambda: _("Hand over"),
            lambda: _("End these pairings on the day and start the new ones, all in one deed."),
            "hand_over",
            show=True,
            rank=1,
        ),
        Command(
            "handover.other",
            "o",
            lambda: _("Other cadre"),
            lambda: _("Let another cadre take over this person, or the marked ones; Enter does the same for one."),
            "other",
            show=True,
            rank=2,
        ),
    )
    DEFAULT_CSS = """
    HandoverScreen Form { height: auto; }
    HandoverScreen Form > VerticalScroll { height: auto; max-height: 6; }
    HandoverScreen .-said { height: auto; padding: 0 1; }
    HandoverScreen .-plan { height: 1fr; }
    HandoverScreen.-wide .-plan { layout: horizontal; }
    HandoverScreen VirtualTable { height: 3fr; min-height: 5; }
    HandoverScreen .-sheet { height: 2fr; padding: 0 1; background: $surface; }
    HandoverScreen.-wide VirtualTable, HandoverScreen.-wide .-sheet { width: 1fr; height: 1fr; }
    """

    def __init__(self, desk: Desk, cadre_id: int, on: date | None = None, leaves_on: date | None = None) -> None:
        super().__init__(desk)
        self._cadre_id, self._leaves_on = cadre_id, leaves_on
        self._on = on or leaves_on or desk.today()
        self._plan: HandoverPlan | None = None
        self._own: dict[int, Candidate] = {}

    def title_words(self) -> str:
        """The title: whose people."""
        return _("Hand over the people of {cadre}").format(cadre=self._plan.cadre.name if self._plan else "…")

    def body(self) -> ComposeResult:
        """What is asked, the plan, the sheet of the person under the cursor."""
        lookup = lookups.cadres(self.desk.store, self.desk.today, without=self._cadre_id)
        editors = {"on": DayInput(self.desk.today, iso_date(self._on), future=True), "to": PeoplePicker(lookup)}
        reason = _("left office") if self._leaves_on else ""
        yield Form([_ON, _TAKERS, _REASON], values={"reason": reason}, editors=editors)
        yield Static("", classes="-said", markup=False)
        with Container(classes="-plan"):
            yield VirtualTable(COLUMNS, empty=lambda: _("This cadre answers for nobody on that day."), id="plan")
            with VerticalScroll(classes="-sheet"):
                yield Static("", id="sheet", markup=False)

    def on_mount(self) -> None:
        """Begin with who takes over; the day is often right."""
        super().on_mount()
        self._form.editor("to").take_focus()

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @property
    def _table(self) -> VirtualTable:
        return self.query_one(VirtualTable)

    def _takers(self) -> list[Candidate]:
        picker = self._form.editor("to")
        return list(picker.chosen) if isinstance(picker, PeoplePicker) else []

    @work(exclusive=True, group="plan")
    async def refresh_data(self) -> None:
        """Make the plan anew, for the day that is asked for."""
        try:
            self._plan = await self.desk.ask(plan_handover, self._cadre_id, self._on)
        except LiaisonError as error:
            self.app.notify(error.sentence, severity="error", markup=False)
            self.dismiss(None)
            return
        self.say_title()
        self._show_plan()

    @on(Form.Changed)
    def _asked_otherwise(self) -> None:
        editor = self._form.editor("on")
        asked = editor.day if isinstance(editor, DayInput) else None
        if asked is not None and asked != self._on:
            self._on = asked
            self.refresh_data()
        else:
            self._show_plan()

    @on(VirtualTable.MarksChanged)
    def _show_plan(self) -> None:
        if self._plan is None:
            return
        given = self._given()
        names = {person.id: person.label.split("  ")[0] for person in (*self._takers(), *self._own.values())}
        after = dict(self._plan.loads)
        for cadre in given.values():
            after[cadre] = after.get(cadre, 0) + 1
        rows = []
        for sheet in self._plan.sheets:
            taker = given.get(sheet.pairing.id)
            name = "" if taker is None else names[taker]
            load = "" if taker is None else f"{self._plan.loads.get(taker, 0)} → {after[taker]}"
            rows.append(sheet_row(sheet, name, load, stays=not self._is_wanted(sheet.pairing.id)))
        self._table.refresh_rows(ListSource(rows))
        self._say(given)

    def _say(self, given: Mapping[int, int]) -> None:
        wanted = [row for row in self._pairings() if self._is_wanted(row)]
        parts = [
            _("To hand over: {count} of {all}").format(count=len(wanted), all=len(self._pairings())),
        ]
        missing = len(wanted) - len(given)
        if missing:
            parts.append("! " + _("{count} without a taker").format(count=missing))
        if self._table.marked:
            parts.append(_("only the marked ones"))
        if self._leaves_on:
            parts.append(_("leaves on {day}").format(day=show_day(self._leaves_on)))
        self.query_one(".-said", Static).update(Content("   ".join(parts)))

    def _pairings(self) -> list[int]:
        return [sheet.pairing.id for sheet in self._plan.sheets] if self._plan else []

    def _is_wanted(self, pairing_id: int) -> bool:
        """Whether a person goes over: all do, or those marked and those for whom somebody was chosen."""
        return not self._table.marked or pairing_id in self._table.marked or pairing_id in self._own

    def _given(self) -> dict[int, int]:
        """Who takes over whom: as chosen row by row, the rest spread evenly over those who take over."""
        if self._plan is None:
            return {}
        chosen = {row: self._own[row].id for row in self._pairings() if self._is_wanted(row) and row in self._own}
        loads = dict(self._plan.loads)
        for taker in chosen.values():
            loads[taker] = loads.get(taker, 0) + 1
        rest = tuple(
            sheet for sheet in self._plan.sheets if self._is_wanted(sheet.pairing.id) and sheet.pairing.id not in chosen
        )
        takers = [taker.id for taker in self._takers()]
        if not takers:
            return chosen
        return {**spread(replace(self._plan, sheets=rest, loads=loads), takers), **chosen}

    @on(VirtualTable.RowHighlighted)
    def _show_sheet(self, event: VirtualTable.RowHighlighted) -> None:
        sheets = self._plan.sheets if self._plan else ()
        sheet = next((one for one in sheets if event.row and one.pairing.id == event.row.key), None)
        self.query_one("#sheet", Static).update(sheet_words(sheet) if sheet else Content(""))

    # Commands.

    @on(VirtualTable.RowSelected)
    @work()
    async def _choose(self, event: VirtualTable.RowSelected) -> None:
        await self._choose_taker([event.row.key])

    @work
    async def action_other(self) -> None:
        """Choose who takes over the marked people, or the one under the cursor."""
        await self._choose_taker(list(self._table.targets))

    async def _choose_taker(self, pairings: list[int]) -> None:
        lookup = lookups.cadres(self.desk.store, self.desk.today, without=self._cadre_id)
        chosen = await self.app.push_screen_wait(PickScreen(_("Who takes over?"), lookup))
        if chosen is not None and pairings:
            self._own.update(dict.fromkeys(pairings, chosen))
            self._show_plan()

    @on(Form.Cancelled)
    def _leave(self) -> None:
        self.dismiss(None)

    @on(Form.Submitted)
    def _submitted(self, event: Form.Submitted) -> None:
        self._hand_over(event.values["on"], event.values["reason"])

    def action_hand_over(self) -> None:
        """Hand over, from wherever the focus is."""
        self._form.action_submit()

    @work()
    async def _hand_over(self, on_day: date, reason: str) -> None:
        given = self._given()
        wanted = [row for row in self._pairings() if self._is_wanted(row)]
        if len(given) < len(wanted):
            sentence = _("Say who takes over: {count} of the people have nobody yet.")
            self._form.mark("to", sentence.format(count=len(wanted) - len(given)))
            return
        if not await self.app.push_screen_wait(ConfirmScreen(self._question(given), _("Hand over"), _("Cancel"))):
            return
        self._form.busy = True
        try:
            await self.desk.do(
                hand_over, cadre_id=self._cadre_id, on=on_day, reason=reason, to=given, leaves_on=self._leaves_on
            )
        except LiaisonError as error:
            self._form.mark_error(error)
            return
        finally:
            self._form.busy = False
        done = n_("{count} person handed over.", "{count} people handed over.", len(given)).format(count=len(given))
        self.app.notify(_("{done} Ctrl+Z takes it back.").format(done=done), markup=False)
        self.dismiss(True)  # noqa: FBT003 - the answer of the screen

    def _question(self, given: Mapping[int, int]) -> str:
        parts = [
            n_(
                "Hand over {count} person from {cadre} on {day}?",
                "Hand over {count} people from {cadre} on {day}?",
                len(given),
            )
        ]
        staying = len(self._pairings()) - len(given)
        if staying:
            parts.append(n_("{staying} person stays.", "{staying} people stay.", staying))
        if self._leaves_on:
            parts.append(_("The leaving day {leaves_on} is put down with it."))
        cadre = self._plan.cadre.name if self._plan else ""
        return "\n".join(parts).format(
            count=len(given), cadre=cadre, day=show_day(self._on), staying=staying, leaves_on=self._leaves_on
        )
