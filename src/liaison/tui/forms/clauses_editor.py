"""An editor of the clauses of a contact rule: one clause a line, and below what was understood of each."""

from collections.abc import Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static, TextArea

from liaison.errors import InvalidInputError
from liaison.pairing.fields import COUNTED_BY_WORDS, clause_cell, parse_clause, show_frequency, show_kinds
from liaison.pairing.reasons import show_clause
from liaison.pairing.terms import Clause
from liaison.text.display import printable
from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.forms.editors import Editor


class ClausesEditor(Editor):
    """The clauses, each typed as: how often; which kinds; by whom. ``read`` gives them as a tuple."""

    DEFAULT_CSS = """
    ClausesEditor TextArea { height: 5; }
    ClausesEditor .-understood { color: $text-muted; padding: 0 1; height: auto; }
    """

    def __init__(self, clauses: Sequence[Clause] = ()) -> None:
        super().__init__()
        text = "\n".join(map(clause_text, clauses))
        self.area = TextArea(text, soft_wrap=True, tab_behavior="focus", compact=True)
        self.understood = Static(_understood(text), classes="-understood", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the lines and what is understood of them."""
        yield self.area
        yield self.understood

    @property
    def typed(self) -> str:
        """The lines."""
        return self.area.text

    def set_typed(self, text: str) -> None:
        """Replace the lines."""
        self.area.load_text(text)
        self.understood.update(_understood(text))

    def read(self, field: Field) -> Any:
        """The clauses, empty lines left out.

        Raises:
            InvalidInputError: naming the first line that is not understood.
        """
        clauses = []
        for number, line in _lines(self.typed):
            try:
                clauses.append(parse_clause(line))
            except InvalidInputError as error:
                sentence = _("Line {number}: {sentence}").format(number=number, sentence=error.sentence)
                raise InvalidInputError(sentence, field=field.name) from error
        if not clauses and field.required:
            raise InvalidInputError(_("A rule needs at least one clause."), field=field.name)
        return tuple(clauses)

    @on(TextArea.Changed)
    def _tell(self, event: TextArea.Changed) -> None:
        event.stop()
        self.understood.update(_understood(self.area.text))
        self.post_message(self.Edited(self))


def clause_text(clause: Clause) -> str:
    """A clause as a user of the language spoken now would type it."""
    by = _(COUNTED_BY_WORDS[clause.by])
    text = f"{show_frequency(clause.frequency)}; {show_kinds(clause.kinds)}; {by}"
    try:
        return text if parse_clause(text) == clause else clause_cell(clause)
    except InvalidInputError:
        return clause_cell(clause)


def _understood(text: str) -> Content:
    lines = []
    for _number, line in _lines(text):
        try:
            lines.append("= " + show_clause(parse_clause(line)))
        except InvalidInputError as error:
            lines.append("? " + error.sentence)
    return Content(printable("\n".join(lines), lines=True))


def _lines(text: str) -> list[tuple[int, str]]:
    return [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
