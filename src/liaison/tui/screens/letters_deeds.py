"""What is done to the recipients of a campaign: each is a flow from its screen, awaited in a worker.

It asks, does the deed, and says what was done.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from liaison.errors import LiaisonError
from liaison.letters.fields import (
    CHOICE_WORDS,
    EXCLUSION_WORDS,
    LETTER_CHANNEL_WORDS,
    ZONE_WORDS,
    Choice,
    Exclusion,
    LetterChannel,
)
from liaison.letters.freezing import freeze, take_out, unfreeze
from liaison.letters.planning import RecipientRow, Recipients
from liaison.letters.posting import acknowledge, mark_delivered
from liaison.letters.problems import Problem, problems
from liaison.letters.service import choose
from liaison.text.display import wrap
from liaison.text.fields import Field, choice, code_choices, code_word, day, iso_date, one_line
from liaison.text.words import _, listed, n_
from liaison.tui import lookups
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog, PickScreen
from liaison.tui.forms.modals import ConfirmScreen, MessageScreen
from liaison.tui.screens.letters_rows import by_way, reasons, what_they_get
from liaison.tui.subscreen import SubScreen

T = TypeVar("T")
Screen = SubScreen[Any]

NOTE = Field(
    "note", "备注", lambda: _("Note"), one_line(), hint=lambda: _("Why, for those who ask later; may be empty.")
)
ON = Field("on", "日期", lambda: _("On"), day, iso_date, required=True, is_day=True)
_CHANNEL = Field(
    "channel",
    "送达方式",
    lambda: _("Channel"),
    lambda typed: choice(LetterChannel, LETTER_CHANNEL_WORDS)(typed) if typed else None,
    code_word(LETTER_CHANNEL_WORDS),
    choices=code_choices(LetterChannel, LETTER_CHANNEL_WORDS),
    hint=lambda: _("Empty: as the whole campaign."),
)
_REASON = Field(
    "reason",
    "原因",
    lambda: _("Reason"),
    choice(Exclusion, EXCLUSION_WORDS),
    code_word(EXCLUSION_WORDS),
    required=True,
    choices=code_choices(Exclusion, EXCLUSION_WORDS),
)
_MOST_PROBLEMS = 6
_QUESTION_WIDTH = 56
"""Cells of a line of a question."""


def about_person(row: RecipientRow) -> str:
    """A recipient in one line: what they get, where, by when it has to be posted."""
    parts = [row.person.name, what_they_get(row), row.place]
    parts += [_(ZONE_WORDS[row.zone])] if row.zone else []
    parts += [_("post by {day}").format(day=row.post_by)] if row.post_by and row.reason is None else []
    parts += [_(CHOICE_WORDS[row.choice])] if row.choice else []
    parts += [" ".join(row.note.split())]
    return " · ".join(part for part in parts if part)


async def leave_out(screen: Screen, campaign_id: int, rows: Sequence[RecipientRow]) -> None:
    """Leave people out by hand, with a note."""
    title = n_("Leave out {count} person", "Leave out {count} people", len(rows)).format(count=len(rows))
    said = n_("{count} person is left out.", "{count} people are left out.", len(rows)).format(count=len(rows))
    await _choose(screen, campaign_id, rows, title, [NOTE], said, choice=Choice.LEAVE_OUT)


async def include(screen: Screen, campaign_id: int, rows: Sequence[RecipientRow]) -> None:
    """Write to people all the same, with a note; wishes are respected whatever is chosen."""
    title = n_("Write to {count} person", "Write to {count} people", len(rows)).format(count=len(rows))
    said = n_("{count} person is included.", "{count} people are included.", len(rows)).format(count=len(rows))
    remark = _(
        "Overrides: too late, no festive letters for now, address returned once. It does not override a wish not to"
        " be written to, nor a missing address."
    )
    await _choose(screen, campaign_id, rows, title, [NOTE], said, remark=remark, choice=Choice.INCLUDE)


async def choose_channel(screen: Screen, campaign_id: int, rows: Sequence[RecipientRow]) -> None:
    """Choose how the letters of people go out."""
    title = n_("Channel for {count} person", "Channel for {count} people", len(rows)).format(count=len(rows))
    said = n_("The channel of {count} person is set.", "The channel of {count} people is set.", len(rows))
    await _choose(screen, campaign_id, rows, title, [_CHANNEL, NOTE], said.format(count=len(rows)))


async def as_usual(screen: Screen, campaign_id: int, rows: Sequence[RecipientRow]) -> None:
    """Take back what was decided by hand."""
    people = [row.person.id for row in rows]
    said = n_("{count} person: as the rules say.", "{count} people: as the rules say.", len(people))
    wanted: dict[str, Any] = {"choice": None, "channel": None, "note": ""}
    await _do(screen, said.format(count=len(people)), lambda: screen.desk.do(choose, campaign_id, people, **wanted))


async def add_person(screen: Screen, campaign_id: int) -> None:
    """Write also to somebody who is not in the segment."""
    lookup = lookups.representatives(screen.desk.store)
    person = await screen.app.push_screen_wait(PickScreen(_("Write also to"), lookup))
    if person is not None:
        said = _("{name} is included.").format(name=person.label.split("  ")[0])
        await _do(screen, said, lambda: screen.desk.do(choose, campaign_id, [person.id], choice=Choice.INCLUDE))


async def freeze_list(screen: Screen, campaign_id: int, found: Recipients) -> None:
    """Say what will happen and what is not right yet; then settle list and texts."""
    desk = screen.desk
    seen = await desk.ask(problems, campaign_id, desk.today())
    if seen.blocking:
        text = _("The list cannot be frozen yet:") + "\n\n" + _listed(seen.blocking, None)
        await screen.app.push_screen_wait(MessageScreen(text, _("Not yet")))
        return
    settled = n_("{count} letter will be settled", "{count} letters will be settled", found.pieces)
    parts = [
        _(": ").join(part for part in (settled.format(count=found.pieces), by_way(found)) if part) + _("."),
        _("Left out: {reasons}.").format(reasons=reasons(found.by_reason)) if found.by_reason else "",
        _("After that addresses, salutations and texts stay as they are today; each letter gets its code."),
        _("Look at this first:") + "\n" + _listed(seen.to_confirm, _MOST_PROBLEMS) if seen.to_confirm else "",
    ]
    question = "\n".join(line for part in parts if part for line in wrap(part, _QUESTION_WIDTH))
    if await screen.app.push_screen_wait(ConfirmScreen(question, _("Freeze"), _("Not yet"))):
        said = _("The list is frozen. Next: p prints, y opens the list again.")
        await _do(screen, said, lambda: desk.do(freeze, campaign_id, today=desk.today(), go_on=True))


async def open_again(screen: Screen, campaign_id: int) -> None:
    """Take the freezing back, after asking."""
    question = _("Open the list again? The codes of its letters are given up; nothing printed may be used.")
    if await screen.app.push_screen_wait(ConfirmScreen(question, _("Open"), _("Keep"))):
        await _do(screen, _("The list is open again."), lambda: screen.desk.do(unfreeze, campaign_id))


async def take_letter_out(screen: Screen, row: RecipientRow) -> None:
    """Take one frozen letter out with a reason."""
    piece_id = row.piece_id
    if piece_id is None:
        return

    async def save(values: dict[str, Any]) -> bool:
        await screen.desk.do(take_out, piece_id, values["reason"], note=values["note"])
        return True

    title = _("Take out the letter of {name}").format(name=row.person.name)
    values = {"reason": Exclusion.LEFT_OUT.value}
    dialog = FormDialog(title, lambda: Form([_REASON, NOTE], values=values), save)
    if await screen.app.push_screen_wait(dialog):
        _tell(screen, _("The letter is taken out."))


async def acknowledge_letters(screen: Screen, pieces: Sequence[int]) -> None:
    """Note that people thanked for letters or answered."""
    desk = screen.desk

    async def save(values: dict[str, Any]) -> int:
        return await desk.do(acknowledge, pieces, today=desk.today(), **values)

    done = await _ask_day(screen, _("Acknowledged"), [ON, NOTE], save, len(pieces))
    if done:
        _tell(screen, n_("{count} letter: acknowledged.", "{count} letters: acknowledged.", done).format(count=done))


async def letters_arrived(screen: Screen, pieces: Sequence[int]) -> None:
    """Note that letters arrived."""
    desk = screen.desk

    async def save(values: dict[str, Any]) -> int:
        return await desk.do(mark_delivered, pieces, today=desk.today(), **values)

    done = await _ask_day(screen, _("Delivered"), [ON], save, len(pieces))
    if done:
        _tell(screen, n_("{count} letter: delivered.", "{count} letters: delivered.", done).format(count=done))


async def _ask_day(screen: Screen, title: str, fields: Sequence[Field], save: Any, count: int) -> int | None:
    if not count:
        screen.notify(_("Nobody chosen has a letter of this campaign."), severity="warning", markup=False)
        return None
    remark = n_("For {count} letter.", "For {count} letters.", count).format(count=count)
    today = screen.desk.today
    values = {"on": iso_date(today())}
    dialog = FormDialog(title, lambda: Form(list(fields), values=values, today=today), save, remark=remark)
    done: int | None = await screen.app.push_screen_wait(dialog)
    return done


async def _choose(
    screen: Screen,
    campaign_id: int,
    rows: Sequence[RecipientRow],
    title: str,
    fields: Sequence[Field],
    said: str,
    *,
    remark: str = "",
    **wanted: Any,
) -> None:
    people = [row.person.id for row in rows]
    if not people:
        return

    async def save(values: dict[str, Any]) -> int:
        return await screen.desk.do(choose, campaign_id, people, **wanted, **values)

    values = {"note": rows[0].note} if len(rows) == 1 else {}
    about = remark or listed(row.person.name for row in rows[:_MOST_PROBLEMS])
    dialog = FormDialog(title, lambda: Form(list(fields), values=values), save, remark=about)
    if await screen.app.push_screen_wait(dialog):
        _tell(screen, said)


async def _do(screen: Screen, said: str, deed: Callable[[], Any]) -> None:
    try:
        await deed()
    except LiaisonError as error:
        screen.notify(error.sentence, severity="error", markup=False)
    else:
        _tell(screen, said)


def _tell(screen: Screen, said: str) -> None:
    screen.app.notify(_("{done} Ctrl+Z undoes it.").format(done=said), markup=False)


def _listed(found: Sequence[Problem], most: int | None) -> str:
    lines = [f"! {problem.sentence}" for problem in found[:most]]
    more = len(found) - len(lines)
    return "\n".join([*lines, *([_("… and {count} more").format(count=more)] if more else [])])
