"""Editors: what stands beside a label in a form and holds what was typed, as a plain text that a draft can keep.

`LineEditor`, `TextEditor`, `ChoiceEditor` and `liaison.tui.forms.day_input.DayInput` are made by the form from a
field's declaration; `liaison.tui.forms.people_picker.PeoplePicker` is handed to it.
An editor of another kind is a subclass of `Editor` with ``typed``, ``set_typed`` and, where the value is not simply
parsed from the text, ``read``; it posts ``Editor.Edited`` when the text changes.
"""

from typing import Any

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.message import Message
from textual.widgets import Input, Select, TextArea

from liaison.text.fields import Field
from liaison.text.words import _


class Editor(VerticalGroup):
    """The base of all editors."""

    DEFAULT_CSS = """
    Editor { width: 1fr; height: auto; }
    Editor Input, Editor TextArea { background: $surface; padding: 0 1; }
    Editor Input.-textual-compact { padding: 0 1; }
    Editor :focus { background-tint: $foreground 8%; }
    """

    class Edited(Message):
        """The text of an editor changed."""

        def __init__(self, editor: "Editor") -> None:
            super().__init__()
            self.editor = editor

        @property
        def control(self) -> "Editor":
            """The editor that changed."""
            return self.editor

    @property
    def typed(self) -> str:
        """What was typed, in a form that `set_typed` takes back, on another day too."""
        raise NotImplementedError

    def set_typed(self, text: str) -> None:
        """Put a text in, as if it had been typed."""
        raise NotImplementedError

    def read(self, field: Field) -> Any:
        """The value, parsed by the field.

        Raises:
            InvalidInputError: when it cannot be taken.
        """
        return field.read(self.typed)

    def take_focus(self) -> None:
        """Focus the first thing in it that can be typed into."""
        for child in self.query("*"):
            if child.focusable:
                child.focus()
                return


class LineEditor(Editor):
    """One line of text."""

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        super().__init__()
        self.input = Input(text, placeholder=placeholder, compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        """Lay out the editor."""
        yield self.input

    @property
    def typed(self) -> str:
        """The line."""
        return self.input.value

    def set_typed(self, text: str) -> None:
        """Replace the line."""
        self.input.value = text
        self.input.cursor_position = len(text)

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(self))


class TextEditor(Editor):
    """Text of several lines; Tab goes to the next field."""

    def __init__(self, text: str = "", lines: int = 4) -> None:
        super().__init__()
        self.area = TextArea(text, soft_wrap=True, tab_behavior="focus", compact=True)
        self.area.styles.height = lines

    def compose(self) -> ComposeResult:
        """Lay out the editor."""
        yield self.area

    @property
    def typed(self) -> str:
        """The text."""
        return self.area.text

    def set_typed(self, text: str) -> None:
        """Replace the text."""
        self.area.load_text(text)

    @on(TextArea.Changed)
    def _tell(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(self))


class ChoiceEditor(Editor):
    """One of a few; the text is the value, not the word shown."""

    DEFAULT_CSS = """
    ChoiceEditor Select { width: 1fr; }
    ChoiceEditor Select.-textual-compact > SelectCurrent { padding: 0 1; }
    """

    def __init__(self, choices: list[tuple[str, str]], value: str = "") -> None:
        super().__init__()
        self._choices = list(choices)
        self.select = self._made(value)

    def compose(self) -> ComposeResult:
        """Lay out the editor."""
        yield self.select

    @property
    def typed(self) -> str:
        """The value chosen, or an empty text."""
        # Until it is mounted, Textual's choice does not know what it was made with.
        return (self.select.selection or "") if self.select.is_mounted else self._made_with

    def set_typed(self, text: str) -> None:
        """Choose a value; one that is no longer offered leaves nothing chosen."""
        if self.select.is_mounted:
            self.select.value = self._offered(text)
        else:
            # A choice set between making and mounting would not be shown.
            self.select = self._made(text)

    def _made(self, value: str) -> Select[str]:
        self._made_with = value if value in dict(self._choices) else ""
        options = [(Text(word), choice) for choice, word in self._choices]
        return Select(options, prompt=_("choose"), value=self._offered(value), compact=True)

    def _offered(self, value: str) -> Any:
        """The value, or Textual's sign for none when it is not offered."""
        return value if value in dict(self._choices) else Select.NULL

    def take_focus(self) -> None:
        """Focus the choice, not its hidden list."""
        self.select.focus()

    @on(Select.Changed)
    def _tell(self, event: Select.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(self))
