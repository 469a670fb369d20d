"""A paragraph of user text that breaks where Chinese and Latin may break, never inside a word, a number or a day.

``paragraph.say(text)`` shows another text. Textual's own wrapping takes a run of Chinese for one long word and cuts it,
and the day that follows it, wherever the line ends.
"""

from textual.content import Content
from textual.widgets import Static

from liaison.text.display import printable, wrap


class Paragraph(Static):
    """Literal text, wrapped anew whenever its width changes."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__("", id=id, classes=classes, markup=False)
        self._text = text

    @property
    def text(self) -> str:
        """What is shown, on one line."""
        return self._text

    def say(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.content_size.width
        if width > 0:
            self.update(Content("\n".join(wrap(printable(self._text, lines=True), width))))
