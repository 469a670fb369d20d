"""A form made from field declarations.

Usage, in a screen::

    form = Form(
        [NAME, KIND, HAPPENED_ON, PEOPLE],
        values={"name": "张三"},                                     # what is typed there at first, by field name
        editors={"people": PeoplePicker(lookup)},                  # what the declarations cannot say
        today=clock,                                               # for the days
    )
    # Textual's inputs take a text only while an app runs, so make the form in ``compose`` or in a screen's __init__.
    @on(Form.Submitted)      # Ctrl+S, and every field could be read; event.values by field name
    def save(self, event): ...   # form.busy = True; run the deed; on LiaisonError: form.mark_error(error)
    @on(Form.Cancelled)      # Escape, after asking when something was typed
    @on(Form.Changed)        # something was typed: draft_box.save("contact", form.values())

Without an entry in ``editors`` a field gets a choice if it has ``choices``, a `DayInput` if it ``is_day`` and the form
was given ``today``, several lines if ``lines`` > 1, else one line. ``form.fill(draft, typed=True)`` puts a draft back.
What was typed stays when a field is wrong. Enter goes to the next field. While ``busy``, Ctrl+S does nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input, Static

from liaison.errors import LiaisonError
from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.commands import Command, Commanded
from liaison.tui.forms.day_input import DayInput
from liaison.tui.forms.editors import ChoiceEditor, Editor, LineEditor, TextEditor
from liaison.tui.forms.field_row import WRONG_SIGN, FieldRow
from liaison.tui.forms.modals import ConfirmScreen

_LABEL_WIDTHS = (8, 22)


class Form(Commanded, Vertical):
    """Fields below each other, a line of help at the bottom. See the module for how to use it."""

    COMMAND_SET = (
        Command("form.save", "ctrl+s", lambda: _("Save"), None, "submit", show=True, rank=1, priority=True),
        Command("form.cancel", "escape", lambda: _("Cancel"), None, "cancel", show=True, rank=2),
    )
    DEFAULT_CSS = """
    Form { height: 1fr; }
    Form > VerticalScroll { height: 1fr; }
    Form > .-foot { height: auto; min-height: 1; padding: 0 1; background: $panel; color: $text-muted; }
    Form > .-foot.-wrong { color: $text-error; text-style: bold; }
    """
    busy: var[bool] = var(False, bindings=True)  # noqa: FBT003 - Textual's declaration

    class FormMessage(Message):
        """A message of a form; ``control`` is the form."""

        def __init__(self, form: "Form") -> None:
            super().__init__()
            self.form = form

        @property
        def control(self) -> "Form":
            """The form that sent it."""
            return self.form

    class Changed(FormMessage):
        """Something was typed or chosen."""

    class Cancelled(FormMessage):
        """The user wants to leave without saving."""

    class Submitted(FormMessage):
        """The user wants to save, and every field could be read; ``values`` by field name."""

        def __init__(self, form: "Form", values: dict[str, Any]) -> None:
            super().__init__(form)
            self.values = values

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        values: Mapping[str, str] | None = None,
        editors: Mapping[str, Editor] | None = None,
        today: Callable[[], date] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        super().__init__(id=id)
        widths = [cell_len(field.label()) + 2 for field in fields]
        width = min(max([_LABEL_WIDTHS[0], *widths]), _LABEL_WIDTHS[1])
        given = editors or {}
        chosen = {field.name: given.get(field.name) or editor_for(field, today) for field in fields}
        self.rows = {field.name: FieldRow(field, chosen[field.name], width) for field in fields}
        self._foot = Static("", classes="-foot", markup=False)
        self._put(values or {})
        self._at_first = self._last = self.values()

    def compose(self) -> ComposeResult:
        """Lay out the fields and the line of help."""
        with VerticalScroll(can_focus=False):
            yield from self.rows.values()
        yield self._foot

    def on_mount(self) -> None:
        """Start in the first field."""
        if self.rows:
            next(iter(self.rows.values())).editor.take_focus()

    # What was typed.

    def editor(self, name: str) -> Editor:
        """The editor of a field."""
        return self.rows[name].editor

    def values(self) -> dict[str, str]:
        """What was typed, unread, by field name: what a draft keeps."""
        return {name: row.editor.typed for name, row in self.rows.items()}

    def fill(self, values: Mapping[str, str], *, typed: bool = False) -> None:
        """Put texts in; names that are no fields of the form are passed over.

        ``typed`` says that a person typed them (a draft): then leaving the form asks first.
        """
        self._put(values)
        self._last = self.values()
        if not typed:
            self._at_first = self._last

    @property
    def changed(self) -> bool:
        """Whether something was typed that would be lost."""
        return self.values() != self._at_first

    def read(self) -> dict[str, Any] | None:
        """The values of all fields; None when one is wrong: then each wrong one says so, the first is focused."""
        values: dict[str, Any] = {}
        wrong: list[FieldRow] = []
        self._say_wrong("")
        for name, row in self.rows.items():
            try:
                values[name] = row.editor.read(row.field)
                row.mark("")
            except LiaisonError as error:
                row.mark(error.sentence)
                wrong.append(row)
        if wrong:
            wrong[0].editor.take_focus()
            return None
        return values

    def mark(self, field_name: str | None, sentence: str) -> None:
        """Say below a field what is wrong with it and go there; without such a field, say it at the bottom."""
        row = self.rows.get(field_name or "")
        if row is None:
            self._say_wrong(sentence)
        else:
            row.mark(sentence)
            row.editor.take_focus()

    def mark_error(self, error: LiaisonError) -> None:
        """Show an error that the deed raised, where it belongs."""
        self.mark(error.field, error.sentence)

    # Events.

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        now = self.values()
        if now == self._last:
            return
        self._last = now
        for row in self.rows.values():
            if row.editor is event.editor:
                row.mark("")
        self._say_wrong("")
        self.post_message(self.Changed(self))

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the help of the field that is typed into."""
        if not self._foot.has_class("-wrong"):
            self._foot.update(Content(self._hint_for(event)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be saved twice."""
        if action == "submit" and self.busy:
            return None
        return super().check_action(action, parameters)

    def action_submit(self) -> None:
        """Read the fields and hand the values on, if all can be read."""
        # Its key wins over the input, so keys typed just before may still wait there: they come first.
        (self.screen.focused or self).call_later(self._submit)

    def _submit(self) -> None:
        values = None if self.busy else self.read()
        if values is not None:
            self.post_message(self.Submitted(self, values))

    def action_cancel(self) -> None:
        """Leave; ask first when something would be lost."""
        self._leave()

    @work(exclusive=True, group="leave")
    async def _leave(self) -> None:
        question = ConfirmScreen(_("Leave without saving what you typed?"), _("Leave"), _("Stay"))
        if not self.changed or await self.app.push_screen_wait(question):
            self.post_message(self.Cancelled(self))

    def _hint_for(self, event: events.DescendantFocus) -> str:
        for node in event.widget.ancestors_with_self:
            if isinstance(node, FieldRow):
                return node.field.hint() if node.field.hint else ""
        return ""

    def _put(self, values: Mapping[str, str]) -> None:
        for name, text in values.items():
            if name in self.rows:
                self.rows[name].editor.set_typed(text)

    def _say_wrong(self, sentence: str) -> None:
        if sentence or self._foot.has_class("-wrong"):
            self._foot.update(Content(WRONG_SIGN + sentence if sentence else ""))
            self._foot.set_class(bool(sentence), "-wrong")


def editor_for(field: Field, today: Callable[[], date] | None = None) -> Editor:
    """The editor that suits a field's declaration."""
    if field.choices is not None:
        return ChoiceEditor(field.choices())
    if field.is_day and today is not None:
        return DayInput(today)
    return TextEditor(lines=field.lines) if field.lines > 1 else LineEditor()
