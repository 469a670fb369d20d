"""A form on a screen of its own, for a record that has many fields: headings between them, saved by one deed."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import HorizontalGroup, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.text.display import printable
from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.commands import Command
from liaison.tui.forms.day_input import DayInput
from liaison.tui.forms.editors import Editor, LineEditor
from liaison.tui.forms.form import Form
from liaison.tui.subscreen import SubScreen

_COMING = {"left_on", "review_on", "no_festive_until"}


@dataclass(frozen=True)
class Heading:
    """A line above a group of fields."""

    words: str


class NotedLine(LineEditor):
    """One line of text with a remark beside it."""

    DEFAULT_CSS = """
    NotedLine Input { width: 24; }
    NotedLine .-note { width: 1fr; color: $text-muted; padding: 0 1; height: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._note = Static("", classes="-note", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the input and, beside it, the remark."""
        with HorizontalGroup():
            yield self.input
            yield self._note

    def say(self, note: str) -> None:
        """Say something beside the line."""
        self._note.update(Content(printable(note)))


class RecordForm(SubScreen[int]):
    """The answer is the id of the record that was saved, None when the user left."""

    # Escape is the form's: it asks before something typed is lost.
    COMMAND_SET = (Command("screen.back", "f12", lambda: _("Back"), None, "back", palette=False),)
    DEFAULT_CSS = """
    RecordForm .-heading { color: $text-primary; text-style: bold; margin-top: 1; padding: 0 1; }
    """

    def body(self) -> ComposeResult:
        """The form comes here when its data has been read."""
        yield Vertical(id="form-place")

    def refresh_data(self) -> None:
        """A form keeps what is typed, whatever changes in the store; it is made once."""
        if not self.query(Form):
            self._make()

    # What each form says.

    async def prepare(self) -> None:
        """Read what the form needs."""

    def fields(self) -> list[Field | Heading]:
        """The fields in their order, with headings."""
        raise NotImplementedError

    def editors(self) -> dict[str, Editor]:
        """What the declarations of the fields cannot say."""
        return self.name_editors()

    def first_values(self) -> dict[str, str]:
        """What stands in the fields at first, as it is typed."""
        return {}

    async def save(self, values: dict[str, Any]) -> int | None:
        """Do the deed; return the id of the record, or None to stay.

        Raises:
            LiaisonError: shown at the field that it names.
        """
        raise NotImplementedError

    def said(self, values: Mapping[str, Any]) -> str:
        """What was done, for the user."""
        raise NotImplementedError

    # The form.

    @work(exclusive=True, group="prepare")
    async def _make(self) -> None:
        try:
            await self.prepare()
        except LiaisonError as error:
            self.app.notify(error.sentence, severity="error", markup=False)
            self.dismiss(None)
            return
        self.say_title()
        declared = self.fields()
        form = Form(
            [field for field in declared if isinstance(field, Field)],
            values=self.first_values(),
            editors={**self._coming_days(declared), **self.editors()},
            today=self.desk.today,
        )
        await self.query_one("#form-place").mount(form)
        self._set_headings(form, declared)
        self._say_pinyin()

    def _coming_days(self, declared: Sequence[Field | Heading]) -> dict[str, Editor]:
        """Days that mostly lie ahead: “Friday” then means the next one."""
        names = {field.name for field in declared if isinstance(field, Field)} & _COMING
        return {name: DayInput(self.desk.today, future=True) for name in names}

    def _set_headings(self, form: Form, declared: Sequence[Field | Heading]) -> None:
        scroll = form.query_one(VerticalScroll)
        for heading, below in pairwise(declared):
            if isinstance(heading, Heading) and isinstance(below, Field):
                line = Static(Content(heading.words), classes="-heading")
                scroll.mount(line, before=form.rows[below.name])

    @on(Form.Cancelled)
    def _leave(self) -> None:
        self.dismiss(None)

    @on(Form.Submitted)
    def _accept(self, event: Form.Submitted) -> None:
        self._save(event.form, event.values)

    @work()
    async def _save(self, form: Form, values: dict[str, Any]) -> None:
        form.busy = True
        said = self.said(values)
        try:
            answer = await self.save(dict(values))
        except LiaisonError as error:
            form.mark_error(error)
        else:
            if answer is not None:
                self.app.notify(_("{done} Ctrl+Z undoes it.").format(done=said), markup=False)
                self.dismiss(answer)
        finally:
            form.busy = False

    # How the name reads.

    def name_editors(self) -> dict[str, Editor]:
        """Name and reading, each with the pinyin that the person is found by beside it."""
        return {"name": NotedLine(), "reading": NotedLine()}

    @on(Form.Changed)
    def _say_pinyin(self) -> None:
        if not self.query(NotedLine):
            return
        typed = self.query_one(Form).values()
        self._read_pinyin(typed.get("name", ""), typed.get("reading", ""))

    @work(exclusive=True, group="pinyin")
    async def _read_pinyin(self, name: str, reading: str) -> None:
        note = await asyncio.to_thread(_pinyin, name, reading)
        for editor in self.query(NotedLine):
            editor.say(note)


def typed_values(fields: Sequence[Field], values: Mapping[str, Any]) -> dict[str, str]:
    """Values of a record as they are typed into a form: of a choice its code, else what the field shows."""
    return {field.name: _typed(field, values[field.name]) for field in fields if field.name in values}


def _typed(field: Field, value: Any) -> str:
    if field.choices is not None:
        return "" if value is None else str(value)
    return field.show(value)


def _pinyin(name: str, reading: str) -> str:
    from liaison.text.names import name_keys, normalize_name, pinyin_readings  # noqa: PLC0415 - loads the dictionary

    cleaned = normalize_name(name)
    if not cleaned:
        return ""
    try:
        keys = name_keys(cleaned, reading or None)
    except LiaisonError:
        return "? " + _("this cannot be a reading of the name")
    shown = [reading.strip()] if reading.strip() else list(pinyin_readings(cleaned))
    return f"= {' / '.join(shown)} ({keys.initials})"
