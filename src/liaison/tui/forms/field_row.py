"""One field on a form: its label, its editor, and below them the sentence that says what is wrong."""

from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.widgets import Static

from liaison.text.fields import Field
from liaison.tui.forms.editors import Editor

WRONG_SIGN = "! "


class FieldRow(VerticalGroup):
    """A field with its editor; ``.-wrong`` while a sentence stands below it."""

    DEFAULT_CSS = """
    FieldRow { height: auto; }
    FieldRow .-label { width: 14; padding: 0 1 0 0; color: $text-muted; text-align: right; }
    FieldRow:focus-within .-label { color: $foreground; text-style: bold; }
    FieldRow .-wrong-line { display: none; color: $text-error; height: auto; }
    FieldRow.-wrong .-wrong-line { display: block; }
    FieldRow.-wrong .-label { color: $text-error; text-style: bold; }
    """

    def __init__(self, field: Field, editor: Editor, label_width: int) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self.sentence = ""
        self._label = Static(Content(field.label() + ("*" if field.required else "")), classes="-label")
        self._label.styles.width = label_width
        self._wrong = Static("", classes="-wrong-line", markup=False)
        self._wrong.styles.padding = (0, 0, 0, label_width)

    def compose(self) -> ComposeResult:
        """Lay out label, editor and the line for what is wrong."""
        with HorizontalGroup():
            yield self._label
            yield self.editor
        yield self._wrong

    def mark(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence clears it."""
        if sentence == self.sentence:  # as with nearly every key: nothing is to be laid out anew
            return
        self.sentence = sentence
        self._wrong.update(Content(WRONG_SIGN + sentence if sentence else ""))
        self.set_class(bool(sentence), "-wrong")
