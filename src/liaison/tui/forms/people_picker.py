"""Choosing people: type a part of the name, pick with the arrows and Enter; Backspace takes the last one out again.

``PeoplePicker(lookup)`` chooses several, ``PeoplePicker(lookup, single=True)`` at most one. ``lookup(text)`` returns at
most 20 `Candidate`s; it blocks and is called in a worker thread, a moment after the last key. ``chosen`` are the
candidates; ``read`` gives their ids: a tuple, or with ``single`` one id or None. The field's ``parse`` is not used.
With an empty input, Left and Right walk along the people chosen, and Backspace takes out the one between brackets.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from liaison.errors import InvalidInputError, LiaisonError
from liaison.text.display import printable
from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.forms.editors import Editor

DEBOUNCE = 0.12
"""Seconds after the last key before people are looked up."""


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be chosen: the id of the record, and how the person is told apart on one line."""

    id: int
    label: str


class _NameInput(Input):
    """An input that says when Backspace, Left or Right find nothing to do in it."""

    @dataclass
    class Idle(Message):
        """A key that an empty input has no use for: ``backspace``, ``left`` or ``right``."""

        key: str

    def action_delete_left(self) -> None:
        """Delete, or say that there is nothing to delete."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Idle("backspace"))

    def action_cursor_left(self, select: bool = False) -> None:
        """Move, or say that there is nothing to move along."""
        if self.value:
            super().action_cursor_left(select)
        else:
            self.post_message(self.Idle("left"))

    def action_cursor_right(self, select: bool = False) -> None:
        """Move, or say that there is nothing to move along."""
        if self.value:
            super().action_cursor_right(select)
        else:
            self.post_message(self.Idle("right"))


class PeoplePicker(Editor):
    """An editor of people chosen from the store."""

    BINDINGS = [  # noqa: RUF012 - Textual's declaration
        Binding("down", "highlight(1)", show=False),
        Binding("up", "highlight(-1)", show=False),
        Binding("escape", "close", show=False),
    ]
    DEFAULT_CSS = """
    PeoplePicker .-chosen { height: auto; padding: 0 1; display: none; text-style: bold; }
    PeoplePicker.-some .-chosen { display: block; }
    PeoplePicker OptionList {
        display: none; overlay: screen; constrain: none inside; height: auto; max-height: 8; width: 1fr;
        border: none; padding: 0 1; background: $panel;
    }
    PeoplePicker.-open OptionList { display: block; }
    """

    def __init__(
        self,
        lookup: Callable[[str], Sequence[Candidate]],
        chosen: Iterable[Candidate] = (),
        *,
        single: bool = False,
        delay: float = DEBOUNCE,
    ) -> None:
        super().__init__()
        self._lookup = lookup
        self._single = single
        self._delay = delay
        self._chosen = list(chosen)
        self._offered: list[Candidate] = []
        self._at: int | None = None
        self._entered = False
        self.input = _NameInput(compact=True, placeholder=_("name, pinyin or phone"), select_on_focus=False)
        self.names = Static(self._names(), classes="-chosen")
        self.offers = OptionList(markup=False)
        self.offers.can_focus = False
        self.set_class(bool(self._chosen), "-some")

    def compose(self) -> ComposeResult:
        """Lay out the people chosen, the input, and the list below it that opens while typing."""
        yield self.names
        yield self.input
        yield self.offers

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """The people chosen, in the order they were picked."""
        return tuple(self._chosen)

    @property
    def is_open(self) -> bool:
        """Whether candidates are offered below the input."""
        return self.has_class("-open")

    @property
    def typed(self) -> str:
        """The people chosen and the text in the input, as JSON; empty when there is neither."""
        if not self._chosen and not self.input.value:
            return ""
        people = [[person.id, person.label] for person in self._chosen]
        return json.dumps({"people": people, "text": self.input.value}, ensure_ascii=False)

    def set_typed(self, text: str) -> None:
        """Put back what `typed` gave; anything else counts as typed into the input."""
        try:
            found = json.loads(text)
            people = [Candidate(int(key), str(label)) for key, label in found["people"]]
            rest = str(found["text"])
        except (ValueError, TypeError, KeyError):
            people, rest = [], text
        with self.prevent(Input.Changed):
            self.input.value = rest
        self._choose(people[:1] if self._single else people)

    def read(self, field: Field) -> Any:
        """The ids of the people chosen: a tuple, or one id or None.

        Raises:
            InvalidInputError: when the field is required and nobody chosen, or a name was typed and nobody picked.
        """
        rest = self.input.value.strip()
        if rest:
            sentence = _("“{text}” is not chosen yet: pick a person from the list, or clear it.")
            raise InvalidInputError(sentence.format(text=rest), field=field.name)
        if field.required and not self._chosen:
            raise InvalidInputError(_("{field}: choose somebody.").format(field=field.label()), field=field.name)
        ids = tuple(person.id for person in self._chosen)
        return (ids[0] if ids else None) if self._single else ids

    # Looking people up.

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        self._entered = False
        self._mark_person(None)
        self.post_message(self.Edited(self))
        self._look_up(event.value.strip())

    @work(exclusive=True, group="lookup")
    async def _look_up(self, text: str) -> None:
        if not text:
            self._offer([])
            return
        self._offered = []
        try:
            await asyncio.sleep(self._delay)
            found = await asyncio.to_thread(self._lookup, text)
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            found = ()
        taken = set() if self._single else {person.id for person in self._chosen}
        self._offer([person for person in found if person.id not in taken], nobody=True)
        if self._entered and len(self._offered) == 1:
            self._pick(self._offered[0])

    def _offer(self, people: list[Candidate], *, nobody: bool = False) -> None:
        self._offered = people
        options = [Option(Content(printable(person.label))) for person in people]
        if nobody and not people:
            options = [Option(Content(_("Nobody is called so.")), disabled=True)]
        self.offers.set_options(options)
        self.offers.highlighted = 0 if people else None
        self.set_class(bool(options) and self.input.has_focus, "-open")

    # Choosing.

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        """Pick the highlighted candidate; an Enter that comes before the answer picks the only one."""
        if not event.value.strip():
            return
        event.stop()
        index = self.offers.highlighted
        if self._offered and index is not None:
            self._pick(self._offered[index])
        else:
            self._entered = True

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._pick(self._offered[event.option_index])

    @on(OptionList.OptionHighlighted)
    def _keep_inside(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

    def _pick(self, person: Candidate) -> None:
        self.input.value = ""
        self._choose([person] if self._single else [*self._chosen, person])
        self._offer([])

    def _choose(self, people: list[Candidate]) -> None:
        self._chosen = list({person.id: person for person in people}.values())
        self._mark_person(None)
        self.set_class(bool(self._chosen), "-some")
        if self.is_attached:
            self.post_message(self.Edited(self))

    @on(_NameInput.Idle)
    def _along_people(self, event: _NameInput.Idle) -> None:
        event.stop()
        last = len(self._chosen) - 1
        if event.key == "backspace" and self._chosen:
            index = last if self._at is None else self._at
            self._choose([person for number, person in enumerate(self._chosen) if number != index])
        elif event.key == "left":
            self._mark_person(max(last if self._at is None else self._at - 1, 0) if self._chosen else None)
        elif event.key == "right":
            self._mark_person(None if self._at is None or self._at >= last else self._at + 1)

    def _mark_person(self, index: int | None) -> None:
        self._at = index
        self.names.update(self._names())

    def _names(self) -> Content:
        parts: list[str | tuple[str, str]] = []
        for number, person in enumerate(self._chosen):
            if number:
                parts.append(_(", "))
            label = printable(person.label)
            parts.append((f"[{label}]", "reverse") if number == self._at else label)
        return Content.assemble(*parts)

    # Keys while candidates are offered.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows and Escape are the list's only while it is open."""
        if action in {"highlight", "close"}:
            return self.is_open
        return super().check_action(action, parameters)

    def action_highlight(self, step: int) -> None:
        """Go up or down the candidates."""
        if self._offered:
            self.offers.highlighted = ((self.offers.highlighted or 0) + step) % len(self._offered)

    def action_close(self) -> None:
        """Close the list; what was typed stays."""
        self.remove_class("-open")

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Close the list when the focus goes elsewhere."""
        self.remove_class("-open")
