"""The small forms of the ledger: each asks, does the deed, and answers with what to say, or None when it was left."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from textual.app import App

from liaison.text.fields import Field, day, iso_date, many_lines
from liaison.text.words import _, n_, p_
from liaison.tui import lookups
from liaison.tui.desk import Desk
from liaison.tui.forms.day_input import DayInput
from liaison.tui.forms.editors import Editor
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.people_picker import PeoplePicker
from liaison.tui.screens.record_form import typed_values
from liaison.visits.fields import FOLLOW_UP_FIELDS, FollowUpKind, FollowUpState
from liaison.visits.follow_up_queries import LedgerRow
from liaison.visits.follow_ups import (
    add_follow_up,
    answer_follow_up,
    assign_follow_ups,
    close_follow_up,
    edit_follow_up,
    extend_follow_up,
    remind_of_follow_ups,
    reopen_follow_up,
    send_back,
    take_in_hand,
)

_BY_NAME = {field.name: field for field in FOLLOW_UP_FIELDS}
_PERSON = Field("representative_id", "联系对象", lambda: _("Representative"), str, required=True)
_CADRE = Field("cadre_id", "承办干部", lambda: _("Cadre in charge"), str)
_ON = Field("on", "日期", lambda: _("Done on"), day, iso_date, required=True, is_day=True)
_NOTE = Field("note", "说明", lambda: _("Note"), many_lines(), lines=2)
_REASON = Field("note", "理由", lambda: _("Reason"), many_lines(), required=True, lines=2)
_ANSWER = Field("answer", "答复", lambda: _("Answer"), many_lines(), required=True, lines=4)
_NEW_DAY = Field("due_on", "期限", lambda: _("New day"), day, iso_date, required=True, is_day=True)


class Questions:
    """The forms of the ledger, asked over one screen."""

    def __init__(self, app: App[Any], desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def assign(self, rows: Sequence[LedgerRow]) -> str | None:
        """Who is in charge, beginning with whoever is already."""
        first = rows[0]
        values = {"in_charge": first.in_charge if len(rows) == 1 else ""}
        chosen = lookups.candidates([first.cadre] if first.cadre and len(rows) == 1 else ())
        editors = {"cadre_id": PeoplePicker(lookups.cadres(self._desk.store, self._desk.today), chosen, single=True)}
        fields = [_BY_NAME["in_charge"], _CADRE, _NOTE, _ON]
        ids = [row.id for row in rows]
        done = n_("{count} follow-up assigned.", "{count} follow-ups assigned.", len(rows)).format(count=len(rows))
        return await self._ask(_title(_("Assign"), rows), fields, done, assign_follow_ups, ids, values, editors)

    async def start(self, row: LedgerRow) -> str | None:
        """Since when it is in hand."""
        return await self._ask(_title(_("Take in hand"), [row]), [_ON, _NOTE], _("In hand."), take_in_hand, row.id)

    async def answer(self, row: LedgerRow) -> str | None:
        """What was answered."""
        values = {"answer": row.answer}
        return await self._ask(
            _title(_("Answer"), [row]), [_ANSWER, _ON], _("Answered."), answer_follow_up, row.id, values
        )

    async def close(self, row: LedgerRow) -> str | None:
        """What became of it; where it is not answered yet, the answer too."""
        task = row.kind is FollowUpKind.TASK
        fields = [] if task else [_required("outcome")]
        fields += [] if task or row.state is FollowUpState.ANSWERED else [_ANSWER]
        values = {"answer": row.answer}
        return await self._ask(
            _title(p_("a follow-up", "Close"), [row]),
            [*fields, _NOTE, _ON],
            _("Closed."),
            close_follow_up,
            row.id,
            values,
        )

    async def send_back(self, row: LedgerRow) -> str | None:
        """Why it is sent back."""
        return await self._ask(_title(_("Send back"), [row]), [_REASON, _ON], _("Sent back."), send_back, row.id)

    async def extend(self, row: LedgerRow) -> str | None:
        """The new day, and why."""
        editors = {"due_on": DayInput(self._desk.today, future=True)}
        remark = _("Due so far: {day}.").format(day=iso_date(row.due_on) or "–")
        return await self._ask(
            *(_title(_("Extend"), [row]), [_NEW_DAY, _REASON, _ON], _("Extended."), extend_follow_up, row.id),
            editors=editors,
            remark=remark,
        )

    async def remind(self, rows: Sequence[LedgerRow]) -> str | None:
        """How somebody was reminded."""
        ids = [row.id for row in rows]
        done = n_("{count} reminder noted.", "{count} reminders noted.", len(rows)).format(count=len(rows))
        return await self._ask(_title(_("Remind"), rows), [_ON, _NOTE], done, remind_of_follow_ups, ids)

    async def reopen(self, row: LedgerRow) -> str | None:
        """Why it is taken up again."""
        return await self._ask(_title(_("Reopen"), [row]), [_NOTE, _ON], _("Reopened."), reopen_follow_up, row.id)

    async def add(self, person: Sequence[Any]) -> str | None:
        """Who raised what."""
        desk = self._desk
        names = ("kind", "text", "received_on", "in_charge", "due_on")
        fields = [_PERSON, *(_BY_NAME[name] for name in names[:4]), _CADRE, _BY_NAME["due_on"]]

        def make() -> Form:
            people = PeoplePicker(lookups.representatives(desk.store), lookups.candidates(person), single=True)
            cadres = PeoplePicker(lookups.cadres(desk.store, desk.today), single=True)
            editors: dict[str, Editor] = {"representative_id": people, "cadre_id": cadres}
            editors["due_on"] = DayInput(desk.today, future=True)
            values = {"received_on": iso_date(desk.today())}
            return Form(fields, values=values, editors=editors, today=desk.today)

        async def save(values: dict[str, Any]) -> str:
            row_id = await desk.do(add_follow_up, **values)
            return _("Registered under number {id}.").format(id=row_id)

        remark = _("Without a day, it is due as many working days after it came as the settings say for its kind.")
        dialog = FormDialog(_("Register a suggestion or request"), make, save, remark=remark)
        answer: str | None = await self._app.push_screen_wait(dialog)
        return answer

    async def edit(self, row: LedgerRow) -> str | None:
        """What was written down."""
        desk = self._desk
        names = ["kind", "text", "received_on", "due_on", "in_charge"] + (["answer"] if row.answer else [])
        fields = [*(_BY_NAME[name] for name in names), _CADRE]
        typed = typed_values([_BY_NAME[name] for name in names], {name: getattr(row, name) for name in names})

        def make() -> Form:
            chosen = lookups.candidates([row.cadre] if row.cadre else ())
            cadres = PeoplePicker(lookups.all_cadres(desk.store), chosen, single=True)
            editors: dict[str, Editor] = {"cadre_id": cadres, "due_on": DayInput(desk.today, future=True)}
            return Form(fields, values=typed, editors=editors, today=desk.today)

        async def save(values: dict[str, Any]) -> str:
            await desk.do(edit_follow_up, row.id, **values)
            return _("Put right.")

        answer: str | None = await self._app.push_screen_wait(FormDialog(_title(_("Put right"), [row]), make, save))
        return answer

    async def _ask(
        self,
        title: str,
        fields: Sequence[Field],
        done: str,
        deed: Callable[..., Any],
        which: Any,
        values: dict[str, str] | None = None,
        editors: dict[str, Any] | None = None,
        remark: str = "",
    ) -> str | None:
        desk = self._desk
        today: date = desk.today()
        typed = {"on": iso_date(today), **(values or {})}

        async def save(given: dict[str, Any]) -> str:
            await desk.do(deed, which, today=today, **given)
            return done

        make = lambda: Form(fields, values=typed, editors=editors, today=desk.today)  # noqa: E731 - made when shown
        answer: str | None = await self._app.push_screen_wait(FormDialog(title, make, save, remark=remark))
        return answer


def _title(words: str, rows: Sequence[LedgerRow]) -> str:
    if len(rows) > 1:
        return n_("{what}: {count} follow-up", "{what}: {count} follow-ups", len(rows)).format(
            what=words, count=len(rows)
        )
    return _("{what}: {name}").format(what=words, name=rows[0].representative.name)


def _required(name: str) -> Field:
    declared = _BY_NAME[name]
    return Field(
        declared.name,
        declared.header,
        declared.label,
        declared.parse,
        declared.show,
        required=True,
        choices=declared.choices,
    )
