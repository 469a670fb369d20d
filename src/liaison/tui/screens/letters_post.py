"""Saying what went out: to the post by zone, handed over, sent as messages; the contact records are written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from liaison.letters.fields import LETTER_CHANNEL_WORDS, ZONE_WORDS, LetterChannel, PieceState, Zone
from liaison.letters.planning import RecipientRow
from liaison.letters.posting import Posted, post
from liaison.letters.recipients import Outcome
from liaison.letters.rules import names_line
from liaison.text.fields import Field, day, iso_date
from liaison.text.words import _, n_
from liaison.tui.forms.editors import ChoiceEditor
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.modals import MessageScreen
from liaison.tui.subscreen import SubScreen

_WAITING = frozenset({PieceState.DRAFTED, PieceState.PRINTED})
_MARKED = "marked"


@dataclass(frozen=True)
class Scope:
    """Which letters go out: those of a channel, of one zone, or the given pieces."""

    words: str
    count: int
    channel: LetterChannel = LetterChannel.POST
    zone: Zone | None = None
    pieces: tuple[int, ...] | None = None


async def post_letters(
    screen: SubScreen[Any], campaign_id: int, rows: Sequence[RecipientRow], marked: Sequence[int]
) -> None:
    """Ask in a worker which letters went out and when, and write it down."""
    offered = scopes(rows, marked)
    if not offered:
        screen.notify(_("Every letter of this campaign has gone out already."), markup=False)
        return
    desk = screen.desk
    words = {key: f"{scope.words}  {scope.count}" for key, scope in offered.items()}
    which = Field("which", "", lambda: _("Which letters"), str, required=True, choices=lambda: list(words.items()))
    on = Field("on", "", lambda: _("On"), day, iso_date, required=True, is_day=True)

    async def save(values: dict[str, Any]) -> Posted:
        scope = offered[values["which"]]
        return await desk.do(
            post,
            campaign_id,
            on=values["on"],
            today=desk.today(),
            channel=scope.channel,
            zone=scope.zone,
            piece_ids=scope.pieces,
        )

    def make() -> Form:
        first = next(iter(words))
        editors = {"which": ChoiceEditor(list(words.items()))}
        return Form(
            [which, on], values={"which": first, "on": iso_date(desk.today())}, editors=editors, today=desk.today
        )

    remark = _("Each person gets a contact record “letter”; Ctrl+Z takes all of it back.")
    done: Posted | None = await screen.app.push_screen_wait(FormDialog(_("Gone out"), make, save, remark=remark))
    if done is not None:
        await _tell(screen, done)


async def _tell(screen: SubScreen[Any], done: Posted) -> None:
    letters = n_("{count} letter has gone out", "{count} letters have gone out", done.pieces).format(count=done.pieces)
    contacts = n_("{count} contact record written", "{count} contact records written", done.contacts)
    said = f"{letters}{_(', ')}{contacts.format(count=done.contacts)}."
    screen.app.notify(_("{done} Ctrl+Z undoes it.").format(done=said), markup=False)
    if done.held_back:
        sentence = _(
            "Held back, since they asked for no contact, died or were archived after the list was frozen: {people}."
            " Take their letters out of the pile."
        )
        people = names_line([person.name for person in done.held_back], 20)
        await screen.app.push_screen_wait(MessageScreen(sentence.format(people=people), _("Held back")))


def scopes(rows: Sequence[RecipientRow], marked: Sequence[int]) -> dict[str, Scope]:
    """What can go out now: the marked letters first, then by channel and zone, each with how many wait."""
    waiting = [row for row in rows if row.outcome is Outcome.PIECE and row.state in _WAITING]
    found: dict[str, Scope] = {}
    if marked:
        chosen = tuple(marked)
        found[_MARKED] = Scope(_("the marked letters"), len(chosen), pieces=chosen)
    channels = Counter(row.channel for row in waiting)
    for channel in LetterChannel:
        if channels[channel]:
            found[channel.value] = Scope(_(LETTER_CHANNEL_WORDS[channel]), channels[channel], channel)
    zones = Counter(row.zone for row in waiting if row.channel is LetterChannel.POST)
    for zone in Zone:
        if zones[zone]:
            words = f"{_(LETTER_CHANNEL_WORDS[LetterChannel.POST])}{_(': ')}{_(ZONE_WORDS[zone])}"
            found[f"zone-{zone.value}"] = Scope(words, zones[zone], zone=zone)
    return found
