"""Small questions: each is a screen whose answer is awaited in a worker, so that a flow reads straight down.

``if await self.app.push_screen_wait(ConfirmScreen(_("Delete?"), _("Delete"), _("Keep"))): …``
All texts are literal. `ConfirmScreen` → bool, `MessageScreen` → None, `ChoiceScreen` → the value chosen or None,
`TextPromptScreen` → the value read or None.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from liaison.errors import InvalidInputError
from liaison.text.display import printable
from liaison.text.words import _
from liaison.tui.commands import Command, Commanded
from liaison.tui.forms.field_row import WRONG_SIGN

T = TypeVar("T")


class Dialog(Commanded, ModalScreen[T]):
    """The frame of a small question."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > .-frame {
        width: 60; max-width: 90%; height: auto; max-height: 90%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    Dialog VerticalScroll { height: auto; max-height: 12; }
    Dialog .-buttons { align-horizontal: center; height: auto; margin-top: 1; }
    Dialog Button { margin: 0 1; min-width: 10; }
    Dialog .-foot { color: $text-muted; margin-top: 1; }
    Dialog .-wrong-line { color: $text-error; height: auto; }
    Dialog OptionList { height: auto; max-height: 14; border: none; background: $surface; }
    Dialog OptionList:focus { border: none; }
    """

    def frame(self, *children: Widget) -> VerticalGroup:
        """The box in the middle of the screen."""
        return VerticalGroup(*children, classes="-frame")


def _words(text: str) -> VerticalScroll:
    return VerticalScroll(Static(Content(printable(text, lines=True))), can_focus=False)


class ConfirmScreen(Dialog[bool]):
    """Yes or no, with the words for both; Escape and n mean no. The focus starts on no."""

    COMMAND_SET = (
        Command("confirm.yes", "y", lambda: _("Yes"), None, "answer(True)", palette=False),
        Command("confirm.no", "n,escape", lambda: _("No"), None, "answer(False)", palette=False),
        Command("confirm.other", "left,right", lambda: _("The other"), None, "app.focus_next", palette=False),
    )
    AUTO_FOCUS = "#no"

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        """Lay out the question and both answers."""
        yes = Button(Content(f"{self._yes} (Y)"), id="yes", variant="primary")
        no = Button(Content(f"{self._no} (N)"), id="no")
        yield self.frame(_words(self._question), HorizontalGroup(yes, no, classes="-buttons"))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Answer by a key."""
        self.dismiss(answer)


class MessageScreen(Dialog[None]):
    """Something to read, closed with Enter or Escape."""

    COMMAND_SET = (
        Command("message.close", "enter,escape,space", lambda: _("Close"), None, "dismiss(None)", palette=False),
    )

    def __init__(self, text: str, title: str = "") -> None:
        super().__init__()
        self._text, self._title = text, title

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        text = VerticalScroll(Static(Content(printable(self._text, lines=True))))
        frame = self.frame(text, Static(Content(_("Enter: close")), classes="-foot"))
        frame.border_title = Content(printable(self._title))
        yield frame


class ChoiceScreen(Dialog[T | None], Generic[T]):
    """One of a few; Escape gives None."""

    COMMAND_SET = (Command("choice.cancel", "escape", lambda: _("Cancel"), None, "dismiss(None)", palette=False),)

    def __init__(self, title: str, options: Sequence[tuple[T, str]]) -> None:
        super().__init__()
        self._title, self._choices = title, list(options)

    def compose(self) -> ComposeResult:
        """Lay out the options."""
        options = [Option(Content(printable(label))) for _value, label in self._choices]
        frame = self.frame(
            OptionList(*options, markup=False), Static(Content(_("Enter: choose, Esc: back")), classes="-foot")
        )
        frame.border_title = Content(printable(self._title))
        yield frame

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index][0])


class TextPromptScreen(Dialog[Any]):
    """One line of text; ``parse`` may refuse it with `InvalidInputError`, which is shown below. Escape gives None."""

    COMMAND_SET = (Command("prompt.cancel", "escape", lambda: _("Cancel"), None, "dismiss(None)", palette=False),)

    def __init__(self, title: str, text: str = "", *, parse: Callable[[str], Any] = str, hint: str = "") -> None:
        super().__init__()
        self._title, self._text, self._parse, self._hint = title, text, parse, hint
        self._wrong = Static("", classes="-wrong-line", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the input."""
        foot = Static(Content(self._hint or _("Enter: accept, Esc: back")), classes="-foot")
        frame = self.frame(Input(self._text), self._wrong, foot)
        frame.border_title = Content(printable(self._title))
        yield frame

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            self.dismiss(self._parse(event.value))
        except InvalidInputError as error:
            self._wrong.update(Content(WRONG_SIGN + error.sentence))
