"""The form of a campaign: what is sent for which festival, to whom, how, and in whose name.

``campaign_id = await app.push_screen_wait(CampaignForm(desk))`` in a worker begins one, ``CampaignForm(desk, id)``
changes one; None when the user left without saving.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from liaison.calendar.festivals import FESTIVAL_WORDS, Festival, festival_day
from liaison.calendar.lunar import lunar_words
from liaison.errors import LiaisonError
from liaison.letters.closings import allowed_closings
from liaison.letters.fields import CAMPAIGN_FIELDS, CLOSING_WORDS
from liaison.letters.planning import FestivalRow, upcoming_letters
from liaison.letters.queries import CampaignRow, SenderRow, campaign_row, sender_rows
from liaison.letters.rules import past_sentence
from liaison.letters.service import edit_campaign, new_campaign
from liaison.segments.language import parse_query, show_query
from liaison.text.dates import parse_day, show_day_long
from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.desk import Desk
from liaison.tui.forms.day_input import DayInput
from liaison.tui.forms.editors import ChoiceEditor, Editor
from liaison.tui.forms.form import Form
from liaison.tui.screens.record_form import Heading, RecordForm, typed_values
from liaison.tui.segment_lookups import segment_editor

_ORDER = ("festival", "year", "kind", "segment", "channel", "closing", "sender_id", "name", "arrive_by", "dated_on")
_LOOK_AHEAD = 400


class CampaignForm(RecordForm):
    """Begins a campaign, or changes one."""

    DEFAULT_CSS = """
    CampaignForm > #occasion { height: auto; min-height: 2; padding: 0 1; background: $surface; }
    """

    def __init__(self, desk: Desk, campaign_id: int | None = None) -> None:
        super().__init__(desk)
        self._campaign_id = campaign_id
        self._row: CampaignRow | None = None
        self._senders: Sequence[SenderRow] = ()
        self._next: FestivalRow | None = None

    def body(self) -> ComposeResult:
        """What follows from the festival, and the form."""
        yield Static("", id="occasion", markup=False)
        yield from super().body()

    def title_words(self) -> str:
        """The title."""
        return _("Edit {name}").format(name=self._row.name) if self._row else _("New campaign")

    async def prepare(self) -> None:
        """Read the senders, the campaign that is changed, and the festival that comes next."""
        today = self.desk.today()
        self._senders = await self.desk.ask(sender_rows)
        if self._campaign_id is not None:
            self._row = await self.desk.ask(campaign_row, self._campaign_id, today, counts=False)
        else:
            coming = await self.desk.ask(upcoming_letters, today, _LOOK_AHEAD)
            self._next = next((row for row in coming if not row.campaigns), None)

    def fields(self) -> list[Field | Heading]:
        """The festival first, since the days and the closing follow from it."""
        declared = {field.name: field for field in (*CAMPAIGN_FIELDS, _sender_field(bool(self._senders)))}
        return [declared[name] for name in _ORDER]

    def editors(self) -> dict[str, Editor]:
        """Segment with completion, coming days, the senders of the office."""
        festivals = [(festival.value, _(words)) for festival, words in FESTIVAL_WORDS.items()]
        return {
            "festival": ChoiceEditor([*festivals, ("", _("no festival"))]),
            "segment": segment_editor(self.desk),
            "arrive_by": DayInput(self.desk.today, future=True),
            "dated_on": DayInput(self.desk.today, future=True),
            "sender_id": ChoiceEditor([(str(row.id), row.name) for row in self._senders]),
        }

    def first_values(self) -> dict[str, str]:
        """What stands in the fields at first: the next festival that has no letters yet."""
        if self._row is None:
            values = {"kind": "home_letter", "channel": "post"}
            if self._next is not None:
                values |= {"festival": self._next.festival.value, "year": str(self._next.day.year)}
            return values | ({"sender_id": str(self._senders[0].id)} if len(self._senders) == 1 else {})
        held = {field.name: getattr(self._row, field.name) for field in CAMPAIGN_FIELDS}
        typed = typed_values(CAMPAIGN_FIELDS, held)
        typed["segment"] = show_query(parse_query(self._row.segment))
        return typed | {"sender_id": str(self._row.sender.id) if self._row.sender else ""}

    async def save(self, values: dict[str, Any]) -> int:
        """Begin or change the campaign as one deed."""
        values["sender_id"] = int(values["sender_id"]) if values["sender_id"] else None
        if self._row is None:
            return await self.desk.do(new_campaign, today=self.desk.today(), **values)
        held = {**{field.name: getattr(self._row, field.name) for field in CAMPAIGN_FIELDS}}
        held |= {"sender_id": self._row.sender.id if self._row.sender else None}
        held |= {"segment": show_query(parse_query(self._row.segment))}
        # Only what was changed here, so that what somebody else changed meanwhile stays.
        changed = {name: value for name, value in values.items() if value != held[name]}
        await self.desk.do(edit_campaign, self._row.id, **changed)
        return self._row.id

    def said(self, values: Mapping[str, Any]) -> str:  # noqa: ARG002 - part of the form
        """What was done."""
        return _("The campaign is saved.") if self._row else _("The campaign is begun: next its texts, with t.")

    @on(Form.Changed)
    def _festival_chosen(self) -> None:
        self._say_occasion()

    def on_descendant_focus(self) -> None:
        """The form is there."""
        self._say_occasion()

    def _say_occasion(self) -> None:
        if self.query(Form):
            typed, today = self.query_one(Form).values(), self.desk.today()
            lines = (_past(typed, today), _occasion(typed["festival"], typed["year"]))
            self.query_one("#occasion", Static).update(Content("\n".join(line for line in lines if line)))


def _past(typed: Mapping[str, str], today: date) -> str:
    """That the letters come too late, where what is typed says so."""
    with suppress(LiaisonError, ValueError):
        if typed["arrive_by"].strip():
            return past_sentence(parse_day(typed["arrive_by"], today, future=True), today)
        if typed["festival"]:
            return past_sentence(festival_day(Festival(typed["festival"]), int(typed["year"])), today)
    return ""


def _occasion(typed_festival: str, typed_year: str) -> str:
    """The day of the festival, by the sun and the moon, and the closings that fit."""
    festival = Festival(typed_festival) if typed_festival in set(Festival) else None
    fitting = _(", ").join(_(CLOSING_WORDS[closing]) for closing in allowed_closings(festival))
    said = _("Closings that fit: {closings}.").format(closings=fitting)
    if festival is None:
        return _("Of no festival: say by which day the letters are to arrive.") + " " + said
    try:
        day = festival_day(festival, int(typed_year))
    except (LiaisonError, ValueError):
        return said
    when = _("{festival}: {day}, {lunar}.")
    words = when.format(festival=_(FESTIVAL_WORDS[festival]), day=show_day_long(day), lunar=lunar_words(day))
    return f"{words}\n{said}"


def _sender_field(known: bool) -> Field:
    hint = (
        _("Whose address, letterhead and signature the letters have.")
        if known
        else _("There is no sender yet: leave this empty, and add one with s in the Letters room.")
    )
    return Field("sender_id", "", lambda: _("Sender"), str, hint=lambda: hint, choices=list)
