"""Small forms in a box over the screen, each awaited like the questions in `liaison.tui.forms.modals`.

``values = await self.app.push_screen_wait(FormDialog(_("Days"), lambda: Form([FROM, UNTIL], today=desk.today)))``
With ``save``, an awaitable deed, the answer is what it returns, and an error that it raises is shown in the form.
``PickScreen`` chooses one person, ``DayScreen`` one day; Escape gives None everywhere.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from liaison.errors import LiaisonError
from liaison.text.display import printable
from liaison.text.words import _
from liaison.tui.commands import Command
from liaison.tui.forms.day_input import DayInput
from liaison.tui.forms.editors import Editor
from liaison.tui.forms.form import Form
from liaison.tui.forms.modals import Dialog
from liaison.tui.forms.people_picker import Candidate, PeoplePicker

Save = Callable[[dict[str, Any]], Awaitable[Any]]


class FormDialog(Dialog[Any]):
    """A form in a box; gives the values, or what ``save`` made of them.

    ``remark`` stands above the fields; ``accept`` says what Ctrl+S does where it does not simply save.
    """

    DEFAULT_CSS = """
    FormDialog > .-frame { width: 76; }
    FormDialog Form { height: auto; }
    FormDialog Form > VerticalScroll { height: auto; max-height: 15; }
    FormDialog .-remark { color: $text-muted; margin-bottom: 1; }
    """

    def __init__(
        self, title: str, make: Callable[[], Form], save: Save | None = None, *, remark: str = "", accept: str = ""
    ) -> None:
        super().__init__()
        self._title, self._make, self._deed, self._remark = title, make, save, remark
        self._accept_words = accept

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        words = _("Ctrl+S: {accept}, Esc: back").format(accept=self._accept_words) if self._accept_words else ""
        keys = Static(Content(words or _("Ctrl+S: save, Esc: back")), classes="-foot")
        above = [Static(Content(printable(self._remark, lines=True)), classes="-remark")] if self._remark else []
        frame = self.frame(*above, self._make(), keys)
        frame.border_title = Content(printable(self._title))
        yield frame

    @on(Form.Cancelled)
    def _leave(self) -> None:
        self.dismiss(None)

    @on(Form.Submitted)
    def _accept(self, event: Form.Submitted) -> None:
        if self._deed is None:
            self.dismiss(event.values)
        else:
            self._save(event.form, event.values, self._deed)

    @work()
    async def _save(self, form: Form, values: dict[str, Any], deed: Save) -> None:
        form.busy = True
        try:
            answer = await deed(values)
        except LiaisonError as error:
            form.mark_error(error)
        else:
            self.dismiss(answer)
        finally:
            form.busy = False


class PickScreen(Dialog[Candidate | None]):
    """One person: picking somebody from the list is the answer."""

    COMMAND_SET = (Command("pick.cancel", "escape", lambda: _("Cancel"), None, "dismiss(None)", palette=False),)
    DEFAULT_CSS = "PickScreen > .-frame { min-height: 12; }"

    def __init__(self, title: str, lookup: Callable[[str], Sequence[Candidate]]) -> None:
        super().__init__()
        self._title, self._lookup = title, lookup
        self._answered = False

    def compose(self) -> ComposeResult:
        """Lay out the input; those found are listed below it."""
        hint = Static(Content(_("Type a part of the name, Enter: choose, Esc: back")), classes="-foot")
        frame = self.frame(PeoplePicker(self._lookup, single=True), hint)
        frame.border_title = Content(printable(self._title))
        yield frame

    @on(Editor.Edited)
    def _picked(self, event: Editor.Edited) -> None:
        event.stop()
        chosen = self.query_one(PeoplePicker).chosen
        # The picker tells of the choice and of its emptied input: one answer is enough.
        if chosen and not self._answered:
            self._answered = True
            self.dismiss(chosen[0])


class DayScreen(Dialog[date | None]):
    """One day, typed as people say it."""

    COMMAND_SET = (Command("day.cancel", "escape", lambda: _("Cancel"), None, "dismiss(None)", palette=False),)

    def __init__(self, title: str, today: Callable[[], date], text: str = "", *, future: bool = True) -> None:
        super().__init__()
        self._title = title
        self._day = (today, text, future)

    def compose(self) -> ComposeResult:
        """Lay out the input."""
        today, text, future = self._day
        hint = Static(Content(_("Enter: accept, Esc: back")), classes="-foot")
        frame = self.frame(DayInput(today, text, future=future), hint)
        frame.border_title = Content(printable(self._title))
        yield frame

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        day = self.query_one(DayInput).day
        if day is not None:
            self.dismiss(day)
