"""Choosing people by a short query: what could be written next is offered as you type, with a live count below.

``SegmentEditor(offers, judge)``: ``offers()`` gives what the office has and its saved segments, ``judge(text)`` how
many people are meant; both block and are called in worker threads. Down opens what can be written, Tab or Enter takes
it. The value is the text itself; `liaison.tui.segment_lookups.segment_editor` makes one for a desk.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from liaison.errors import LiaisonError
from liaison.segments.completion import SegmentChoices, Suggestion, complete
from liaison.text.display import fit, printable
from liaison.text.words import _, n_
from liaison.tui.forms.editors import Editor
from liaison.tui.forms.field_row import WRONG_SIGN

DEBOUNCE = 0.12
"""Seconds after the last key before people are counted."""
_GOES_ON = (":", "<", ">")
_TEXT_WIDTH = 26


@dataclass(frozen=True)
class SegmentOffers:
    """What a query can name in the office, and the saved segments: name and query in the user's language."""

    choices: SegmentChoices = field(default_factory=SegmentChoices)
    saved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SegmentAnswer:
    """How many people a query means; None where it is wrong, then ``remarks`` says why; else they warn."""

    count: int | None
    remarks: tuple[str, ...] = ()


class SegmentEditor(Editor):
    """An editor of a query over representatives."""

    BINDINGS = [  # noqa: RUF012 - Textual's declaration
        Binding("down", "highlight(1)", show=False),
        Binding("up", "highlight(-1)", show=False),
        Binding("tab", "take", show=False),
        Binding("escape", "close", show=False),
    ]
    DEFAULT_CSS = """
    SegmentEditor > .-said { padding: 0 1; color: $text-muted; height: auto; min-height: 1; }
    SegmentEditor > .-said.-wrong { color: $text-error; }
    SegmentEditor OptionList {
        display: none; overlay: screen; constrain: none inside; height: auto; max-height: 9; width: 1fr;
        border: none; padding: 0 1; background: $panel;
    }
    SegmentEditor.-open OptionList { display: block; }
    """

    class Judged(Message):
        """People were counted for the text that stands there."""

        def __init__(self, text: str, answer: SegmentAnswer) -> None:
            super().__init__()
            self.text, self.answer = text, answer

    def __init__(
        self,
        offers: Callable[[], SegmentOffers],
        judge: Callable[[str], SegmentAnswer],
        text: str = "",
        *,
        delay: float = DEBOUNCE,
    ) -> None:
        super().__init__()
        self._read_offers, self._judge, self._delay = offers, judge, delay
        self._office = SegmentOffers()
        self._offered: Sequence[Suggestion] = ()
        self.input = Input(text, compact=True, select_on_focus=False, placeholder=_("Down: what can be written"))
        self.offers = OptionList(markup=False)
        self.offers.can_focus = False
        self.said = Static("", classes="-said", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the line, the list below it that opens while typing, and the count."""
        yield self.input
        yield self.offers
        yield self.said

    def on_mount(self) -> None:
        """Learn what the office has, and count for the first time."""
        self._learn()
        self._count(self.input.value)

    @property
    def is_open(self) -> bool:
        """Whether something to write is offered."""
        return self.has_class("-open")

    @property
    def typed(self) -> str:
        """The query as typed."""
        return self.input.value

    def set_typed(self, text: str) -> None:
        """Replace the query."""
        if text != self.input.value:
            with self.prevent(Input.Changed):
                self.input.value = text
            self.input.cursor_position = len(text)
            if self.is_mounted:
                self._count(text)
                self.post_message(self.Edited(self))

    # Counting.

    @work(exclusive=True, group="offers")
    async def _learn(self) -> None:
        try:
            self._office = await asyncio.to_thread(self._read_offers)
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)

    @work(exclusive=True, group="count")
    async def _count(self, text: str) -> None:
        await asyncio.sleep(self._delay)
        try:
            answer = await asyncio.to_thread(self._judge, text)
        except LiaisonError as error:
            answer = SegmentAnswer(None, (error.sentence,))
        self.said.update(Content(printable(_said(answer))))
        self.said.set_class(answer.count is None, "-wrong")
        self.post_message(self.Judged(text, answer))

    # Offering what could be written.

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(self))
        self._count(event.value)
        self._offer(open_it=self.input.has_focus and bool(event.value.strip()))

    def _offer(self, *, open_it: bool) -> None:
        typed = self.input.value
        found = [*self._saved(typed), *complete(typed, self.input.cursor_position, self._office.choices)]
        self._offered = [each for each in found if each.applied(typed)[0] != typed]
        self.offers.set_options(Option(Content(printable(_line(each)))) for each in self._offered)
        self.offers.highlighted = None
        self.set_class(open_it and bool(self._offered), "-open")

    def _saved(self, typed: str) -> list[Suggestion]:
        """The saved segments whose names begin so; they take the place of all that was typed."""
        begun = typed.strip().casefold()
        return [
            Suggestion(query, 0, len(typed), _("segment {name}").format(name=name))
            for name, query in self._office.saved
            if name.casefold().startswith(begun)
        ]

    def _take(self, suggestion: Suggestion) -> None:
        text, cursor = suggestion.applied(self.input.value)
        with self.prevent(Input.Changed):
            self.input.value = text
        self.input.cursor_position = cursor
        self.post_message(self.Edited(self))
        self._count(text)
        self._offer(open_it=suggestion.text.endswith(_GOES_ON))

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        """Take what is highlighted; otherwise Enter is the form's."""
        index = self.offers.highlighted
        if self.is_open and index is not None:
            event.stop()
            self._take(self._offered[index])
        else:
            self.remove_class("-open")

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(self._offered[event.option_index])

    @on(OptionList.OptionHighlighted)
    def _keep_inside(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tab, Up and Escape are the list's only while it is open; Down opens it."""
        if action in {"take", "close"} or (action, parameters) == ("highlight", (-1,)):
            return self.is_open
        return super().check_action(action, parameters)

    def action_highlight(self, step: int) -> None:
        """Go up or down what is offered; open it first."""
        if not self.is_open:
            self._offer(open_it=True)
        elif self._offered:
            at = self.offers.highlighted
            here = (-1 if step > 0 else 0) if at is None else at
            self.offers.highlighted = (here + step) % len(self._offered)

    def action_take(self) -> None:
        """Take what is highlighted, else the first."""
        if self._offered:
            self._take(self._offered[self.offers.highlighted or 0])

    def action_close(self) -> None:
        """Close the list; what was typed stays."""
        self.remove_class("-open")

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Close the list when the focus goes elsewhere."""
        self.remove_class("-open")


def _line(suggestion: Suggestion) -> str:
    if not suggestion.label:
        return suggestion.text
    return f"{fit(suggestion.text, _TEXT_WIDTH, pad=True)}  {suggestion.label}"


def _said(answer: SegmentAnswer) -> str:
    if answer.count is None:
        return WRONG_SIGN + " ".join(answer.remarks)
    count = n_("{count} representative", "{count} representatives", answer.count).format(count=answer.count)
    return " ".join([f"= {count}", *(WRONG_SIGN + remark for remark in answer.remarks)])
