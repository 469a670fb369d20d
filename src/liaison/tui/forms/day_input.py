"""A day, typed as people say it (today, yesterday, 3月5日, 2026-3-5), with what was understood beside it.

``DayInput(today)``: ``today()`` is asked anew each time; with ``future``, "3-5" and "Friday" mean the next one, not the
last. A draft keeps the day itself, so that "yesterday" stays what it was; the field's own ``parse`` gets the day as ISO
text.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.widgets import Input, Static

from liaison.errors import InvalidInputError
from liaison.text.dates import parse_day, show_day_long
from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.forms.editors import Editor


class DayInput(Editor):
    """An editor of one day."""

    DEFAULT_CSS = """
    DayInput Input { width: 18; }
    DayInput .-understood { width: 1fr; color: $text-muted; padding: 0 1; }
    """

    def __init__(
        self,
        today: Callable[[], date],
        text: str = "",
        *,
        future: bool = False,
    ) -> None:
        super().__init__()
        self._today = today
        self._future = future
        self.input = Input(text, compact=True, select_on_focus=True)
        self.understood = Static(self._preview(text), classes="-understood", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the input and, beside it, what was understood."""
        with HorizontalGroup():
            yield self.input
            yield self.understood

    @property
    def day(self) -> date | None:
        """The day typed; None when there is none, or none that can be understood."""
        try:
            return self._understand(self.input.value) if self.input.value.strip() else None
        except InvalidInputError:
            return None

    @property
    def typed(self) -> str:
        """The day as ISO text, or what was typed where it cannot be understood."""
        day = self.day
        return self.input.value if day is None else day.isoformat()

    def set_typed(self, text: str) -> None:
        """Replace what was typed."""
        self.input.value = text
        self.understood.update(self._preview(text))

    def read(self, field: Field) -> Any:
        """The day, as the field takes it.

        Raises:
            InvalidInputError: when it cannot be understood, or the field refuses it.
        """
        typed = self.input.value
        if typed.strip():
            try:
                typed = self._understand(typed).isoformat()
            except InvalidInputError as error:
                raise InvalidInputError(error.sentence, field=field.name) from error
        return field.read(typed)

    def _understand(self, typed: str) -> date:
        return parse_day(typed, self._today(), future=self._future)

    def _preview(self, typed: str) -> Content:
        if not typed.strip():
            return Content("")
        try:
            return Content("= " + show_day_long(self._understand(typed)))
        except InvalidInputError:
            return Content("? " + _("not understood yet"))

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        self.understood.update(self._preview(event.value))
        self.post_message(self.Edited(self))
