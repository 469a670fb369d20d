"""The form to record a contact, to plan one, or to change a record.

``visit_id = await app.push_screen_wait(ContactForm(desk, representatives=[Named(7, "张三")]))`` in a worker; None when
the user left without saving. The form itself tells the user what was recorded. What was typed is kept as a draft at
each change, until it is saved or given up: `drafts_left` lists what a crash left behind, ``draft=`` goes on with one.
"""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.store.tables import Named
from liaison.text.words import _
from liaison.tui import lookups
from liaison.tui.commands import Commanded
from liaison.tui.desk import Desk
from liaison.tui.forms.day_input import DayInput
from liaison.tui.forms.drafts import DraftBox
from liaison.tui.forms.form import Form
from liaison.tui.forms.people_picker import PeoplePicker
from liaison.tui.screens.contact_fields import (
    CONTACT_FORM_FIELDS,
    OpenChoice,
    form_facts,
    paired_cadres,
    people_typed,
    record_values,
    typed_people,
    typed_visit,
)
from liaison.tui.widgets.command_bar import CommandBar
from liaison.visits.fields import (
    CONTACT_KIND_WORDS,
    FOLLOW_UP_KIND_WORDS,
    RAISED_KINDS,
    ContactKind,
    ContactState,
    Direction,
)
from liaison.visits.service import edit_contact, log_contact

_DRAFT_KINDS = tuple(f"contact-{number}" for number in range(1, 10))
_EDITED = "visit_id"


class ContactForm(Commanded, Screen[int | None]):
    """A contact record on a screen of its own.

    ``representatives`` and ``cadres`` are filled in; without cadres, those paired with the people are. ``kind`` is a
    code of `ContactKind`. ``visit_id`` edits a record; ``planned`` plans a contact and leaves the day to be typed;
    ``draft`` goes on with what `drafts_left` found.
    """

    DEFAULT_CSS = """
    ContactForm > .-title { height: 1; padding: 0 1; background: $primary; color: $text; text-style: bold; }
    ContactForm > Form { max-width: 100; }
    """

    def __init__(
        self,
        desk: Desk,
        *,
        representatives: Sequence[Named] = (),
        cadres: Sequence[Named] = (),
        kind: str | None = None,
        visit_id: int | None = None,
        planned: bool = False,
        draft: str | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._draft = draft
        self._drafted = (desk.drafts.load(draft) or {}) if draft else {}
        edited = self._drafted.get(_EDITED, "")
        self._visit_id = int(edited) if edited.isdecimal() else visit_id
        self._planned = planned
        self._given = _at_first(desk, representatives, cadres, kind, planned)
        self._filled_cadres = self._given["cadres"]
        self._asked_for: tuple[int, ...] = tuple(person.id for person in representatives)
        self._loaded = asyncio.Event()

    def compose(self) -> ComposeResult:
        """The title, the form, the footer."""
        self.form = self._form()
        yield Static(Content(self._title_words()), classes="-title")
        yield self.form
        yield CommandBar()

    def on_mount(self) -> None:
        """Read the rest, and begin where something is still to be said."""
        self._arrange()
        if self._given["representatives"]:
            self.call_after_refresh(self.form.editor("happened_on" if self._planned else "kind").take_focus)
        self._load()

    def _form(self) -> Form:
        store, today = self.desk.store, self.desk.today
        kinds = [(kind.value, _(FOLLOW_UP_KIND_WORDS[kind])) for kind in RAISED_KINDS]
        return Form(
            CONTACT_FORM_FIELDS,
            values=self._given,
            editors={
                "representatives": PeoplePicker(lookups.representatives(store)),
                "cadres": PeoplePicker(lookups.cadres(store, today)),
                "happened_on": DayInput(today, future=self._planned),
                "trip_id": OpenChoice(lambda: _("none")),
                "follow_up_kind": OpenChoice(lambda: _("nothing"), kinds),
                "follow_up_for": OpenChoice(lambda: _("each of them")),
            },
            today=today,
        )

    def _title_words(self) -> str:
        if self._visit_id is not None:
            return _("Edit a contact record")
        return _("Plan a contact") if self._planned else _("Record a contact")

    # What the store knows.

    @work
    async def _load(self) -> None:
        try:
            facts = await self.desk.ask(form_facts, self._visit_id, self._asked_for, self.desk.today())
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            self.dismiss(None)
            return
        trip = self.form.editor("trip_id")
        if isinstance(trip, OpenChoice):
            trip.offer([(str(row.id), row.name) for row in facts.trips])
        if facts.visit is not None:
            self.form.fill(typed_visit(facts.visit))
        elif facts.cadres and not self.form.values()["cadres"]:
            self._filled_cadres = typed_people(facts.cadres)
            self.form.fill({"cadres": self._filled_cadres})
        if self._drafted:
            self._arrange(people_typed(self._drafted.get("representatives", "")))
            self.form.fill(self._drafted, typed=True)
        self._asked_for = self._people()
        self._arrange()
        self._loaded.set()

    @work(exclusive=True, group="paired")
    async def _fill_cadres(self, people: tuple[int, ...]) -> None:
        """The cadres paired with the people, as long as the user has not chosen others."""
        cadres = typed_people(await self.desk.ask(paired_cadres, people, self.desk.today()))
        if self.form.values()["cadres"] in {"", self._filled_cadres}:
            self._filled_cadres = cadres
            self.form.fill({"cadres": cadres}, typed=True)
            self._keep_draft()

    def _people(self) -> tuple[int, ...]:
        return tuple(person.id for person in people_typed(self.form.values()["representatives"]))

    # While it is being written.

    @on(Form.Changed)
    def _changed(self, event: Form.Changed) -> None:
        event.stop()
        self._arrange()
        self._keep_draft()
        people = self._people()
        if people != self._asked_for:
            self._asked_for = people
            if self.form.values()["cadres"] in {"", self._filled_cadres}:
                self._fill_cadres(people)

    def _arrange(self, people: Sequence[Named] | None = None) -> None:
        """Ask who raised something only when something was raised, and by whom only when several took part."""
        values = self.form.values()
        people = people_typed(values["representatives"]) if people is None else people
        raised = bool(values["follow_up_kind"])
        self.form.rows["follow_up_text"].display = raised
        self.form.rows["follow_up_for"].display = raised and len(people) > 1
        choice = self.form.editor("follow_up_for")
        if isinstance(choice, OpenChoice):
            choice.offer([(str(person.id), person.name) for person in people])

    def _keep_draft(self) -> None:
        values = self.form.values()
        if self._visit_id is not None:
            values[_EDITED] = str(self._visit_id)
        drafts = self.desk.drafts
        try:
            self._draft = self._draft or _free_kind(drafts)
            drafts.save(self._draft, values)
        except OSError as error:
            if not self.has_class("-no-draft"):
                self.add_class("-no-draft")
                sentence = _("What you type cannot be kept in case of a crash: {detail}")
                self.notify(sentence.format(detail=error), severity="warning", markup=False)

    def _forget_draft(self) -> None:
        if self._draft is not None:
            self.desk.drafts.discard(self._draft)

    # Leaving.

    @on(Form.Cancelled)
    def _cancelled(self, event: Form.Cancelled) -> None:
        event.stop()
        self._forget_draft()
        self.dismiss(None)

    @on(Form.Submitted)
    def _submitted(self, event: Form.Submitted) -> None:
        event.stop()
        self.form.busy = True
        self._save()

    @work
    async def _save(self) -> None:
        await self._loaded.wait()
        values = self.form.read()
        try:
            if values is not None:
                visit_id = await self._written(record_values(values))
        except LiaisonError as error:
            self.form.mark_error(error)
            values = None
        self.form.busy = False
        if values is not None:
            self._forget_draft()
            self.app.notify(self._done_words(values), markup=False)
            self.dismiss(visit_id)

    async def _written(self, record: dict[str, Any]) -> int:
        today = self.desk.today()
        if self._visit_id is None:
            return await self.desk.do(log_contact, today=today, **record)
        await self.desk.do(edit_contact, self._visit_id, today=today, **record)
        return self._visit_id

    def _done_words(self, values: dict[str, Any]) -> str:
        if self._visit_id is not None:
            sentence = _("Changed: {kind} with {people}, {day}. Ctrl+Z takes it back.")
        elif values["state"] is ContactState.PLANNED:
            sentence = _("Planned: {kind} with {people}, {day}. Ctrl+Z takes it back.")
        else:
            sentence = _("Recorded: {kind} with {people}, {day}. Ctrl+Z takes it back.")
        people = people_typed(self.form.values()["representatives"])
        return sentence.format(
            kind=_(CONTACT_KIND_WORDS[values["kind"]]), people=few_names(people), day=values["happened_on"]
        )


def drafts_left(drafts: DraftBox) -> Iterator[tuple[str, str]]:
    """The contact records that were begun and neither saved nor given up: the kind of draft, and with whom."""
    for kind in _DRAFT_KINDS:
        found = drafts.load(kind)
        if found is not None:
            yield kind, few_names(people_typed(found.get("representatives", "")))


def few_names(people: Sequence[Named], most: int = 3) -> str:
    """The names of people in a sentence; of many, the first ones and how many more. A sign for nobody."""
    names = _(", ").join(_name_alone(person.name) for person in people[:most]) or "–"
    return names + _(" and {count} more").format(count=len(people) - most) if len(people) > most else names


def _name_alone(label: str) -> str:
    # A picker shows the unit and the phone behind the name, two blanks apart.
    return label.partition("  ")[0]


def _free_kind(drafts: DraftBox) -> str:
    return next((kind for kind in _DRAFT_KINDS if drafts.load(kind) is None), _DRAFT_KINDS[-1])


def _at_first(
    desk: Desk, people: Sequence[Named], cadres: Sequence[Named], kind: str | None, planned: bool
) -> dict[str, str]:
    """What stands in the form when it opens."""
    return {
        "representatives": typed_people(people),
        "cadres": typed_people(cadres),
        "happened_on": "" if planned else desk.today().isoformat(),
        "kind": kind or ContactKind.CALL.value,
        "state": (ContactState.PLANNED if planned else ContactState.DONE).value,
        "direction": Direction.OUTGOING.value,
    }
