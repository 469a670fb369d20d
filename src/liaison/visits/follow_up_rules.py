"""What may be done about a follow-up, what it leads to, and by which day it is to be answered: pure decisions.

The states are those of a ledger of suggestions: registered, assigned to a unit or cadre, in hand, answered, closed with
an outcome; or sent back to whoever raised it. A task is the office's own: nobody waits for an answer to it, so it is
simply closed, without an outcome.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liaison.calendar.working_days import Overrides, add_working_days, is_provisional
from liaison.errors import InvalidInputError
from liaison.text.words import _, listed, n_
from liaison.visits.fields import (
    FOLLOW_UP_ACTION_WORDS,
    FOLLOW_UP_STATE_WORDS,
    FollowUpAction,
    FollowUpKind,
    FollowUpState,
    Outcome,
)

_Moves = Mapping[FollowUpState, FollowUpState]

_REGISTERED, _ASSIGNED, _IN_HAND = FollowUpState.REGISTERED, FollowUpState.ASSIGNED, FollowUpState.IN_HAND
_ANSWERED, _CLOSED, _RETURNED = FollowUpState.ANSWERED, FollowUpState.CLOSED, FollowUpState.RETURNED

OWED = (_REGISTERED, _ASSIGNED, _IN_HAND)
"""The states in which an answer, or the deed itself, is still owed."""
OPEN = (*OWED, _ANSWERED)
"""The states of a follow-up that is not at its end."""
ENDED = (_CLOSED, _RETURNED)

MOVES: Mapping[FollowUpAction, _Moves] = {
    FollowUpAction.ASSIGN: dict.fromkeys((_REGISTERED, _ASSIGNED, _IN_HAND, _RETURNED), _ASSIGNED),
    FollowUpAction.TAKE_IN_HAND: dict.fromkeys((_REGISTERED, _ASSIGNED), _IN_HAND),
    FollowUpAction.ANSWER: dict.fromkeys(OPEN, _ANSWERED),
    FollowUpAction.CLOSE: {_ANSWERED: _CLOSED},
    FollowUpAction.SEND_BACK: dict.fromkeys(OWED, _RETURNED),
    FollowUpAction.EXTEND: {state: state for state in OWED},
    FollowUpAction.REMIND: {_ASSIGNED: _ASSIGNED, _IN_HAND: _IN_HAND},
    FollowUpAction.REOPEN: dict.fromkeys((_ANSWERED, _CLOSED, _RETURNED), _IN_HAND),
}
"""Which actions are allowed in which states, and the state that each leads to."""
TASK_MOVES: Mapping[FollowUpAction, _Moves] = {
    **MOVES,
    FollowUpAction.ANSWER: {},
    FollowUpAction.SEND_BACK: {},
    FollowUpAction.CLOSE: dict.fromkeys(OPEN, _CLOSED),
}
"""The same for a task: there is nobody to answer, and nobody to send it back to."""


@dataclass(frozen=True)
class Clockwork:
    """The settings by which follow-ups are timed: working days by kind, days of reminder, the office's own days."""

    days: Mapping[FollowUpKind, int]
    reminder_days: int
    overrides: Overrides

    def due_day(self, kind: FollowUpKind, received_on: date) -> date | None:
        """The day by which a follow-up is to be answered: so many working days after it came; a task has none."""
        return add_working_days(received_on, self.days[kind], self.overrides) if kind in self.days else None

    def reminder_day(self, due_on: date) -> date:
        """The day from which whoever is in charge is to be reminded: so many working days before the due day."""
        return add_working_days(due_on, -self.reminder_days, self.overrides)

    def horizon(self, today: date) -> date:
        """The latest due day of which the day of reminder has come: `reminder_day` of it is not after today."""
        return add_working_days(today, self.reminder_days, self.overrides)


@dataclass(frozen=True)
class Timing:
    """How a follow-up stands on a day.

    ``days_late`` are calendar days, 0 where it is not overdue; ``provisional`` says that the working days of the year
    of the due day are not announced yet, so that it may still move.
    """

    overdue: bool
    days_late: int
    to_remind: bool
    provisional: bool
    reason: str


def moves_of(kind: FollowUpKind) -> Mapping[FollowUpAction, _Moves]:
    """The table of moves of a kind."""
    return TASK_MOVES if kind is FollowUpKind.TASK else MOVES


def allowed(kind: FollowUpKind, state: FollowUpState) -> tuple[FollowUpAction, ...]:
    """What can be done about a follow-up in a state."""
    return tuple(action for action, moves in moves_of(kind).items() if state in moves)


def state_after(action: FollowUpAction, kind: FollowUpKind, state: FollowUpState) -> FollowUpState:
    """The state that an action leads to.

    Raises:
        InvalidInputError: when it is not allowed in this state; the sentence names what can be done instead.
    """
    found = moves_of(kind)[action].get(state)
    if found is not None:
        return found
    ways = {"action": _(FOLLOW_UP_ACTION_WORDS[action]), "state": _(FOLLOW_UP_STATE_WORDS[state])}
    if kind is FollowUpKind.TASK and state in MOVES[action] and not TASK_MOVES[action]:
        sentence = _("“{action}” is not for a task of the office's own; what can be done now: {others}.")
    else:
        sentence = _("“{action}” is not possible while it is “{state}”; what can be done now: {others}.")
    others = listed(_(FOLLOW_UP_ACTION_WORDS[other]) for other in allowed(kind, state))
    raise InvalidInputError(sentence.format(**ways, others=others), field="action")


def check_assigned(in_charge: str, cadre_id: int | None) -> None:
    """Somebody is in charge: a unit, a cadre, or both.

    Raises:
        InvalidInputError: when nobody is named.
    """
    if not in_charge and cadre_id is None:
        raise InvalidInputError(_("Say who is in charge: a unit or a cadre."), field="in_charge")


def check_extension(due_on: date | None, new: date, reason: str, today: date) -> None:
    """An extension moves the due day on, to a day still to come, and says why.

    Raises:
        InvalidInputError: otherwise.
    """
    if due_on is not None and new <= due_on:
        sentence = _("{new} is not later than the day on which the answer is due already, {old}.")
        raise InvalidInputError(sentence.format(new=new, old=due_on), field="due_on")
    if new < today:
        sentence = _("{new} has gone by: the new day is today or later.")
        raise InvalidInputError(sentence.format(new=new), field="due_on")
    _check_said(reason)


def check_sent_back(reason: str) -> None:
    """What is sent back says why.

    Raises:
        InvalidInputError: when it does not.
    """
    _check_said(reason)


def check_answer(answer: str) -> None:
    """An answer says something.

    Raises:
        InvalidInputError: when it is empty.
    """
    if not answer.strip():
        raise InvalidInputError(_("Write what was answered."), field="answer")


def check_outcome(kind: FollowUpKind, outcome: Outcome | None) -> None:
    """What somebody raised is closed with an outcome; a task of the office's own has none.

    Raises:
        InvalidInputError: otherwise.
    """
    if kind is FollowUpKind.TASK and outcome is not None:
        raise InvalidInputError(_("A task is closed without an outcome."), field="outcome")
    if kind is not FollowUpKind.TASK and outcome is None:
        sentence = _("Say what became of it: A solved, B partly solved or planned, or C kept for reference.")
        raise InvalidInputError(sentence, field="outcome")


def check_step_day(on: date, received_on: date, today: date) -> None:
    """What was done about a follow-up was done since it came, and not in the future.

    Raises:
        InvalidInputError: otherwise.
    """
    if on > today:
        raise InvalidInputError(_("{day} is still to come: say when it was done.").format(day=on), field="on")
    if on < received_on:
        sentence = _("{day} lies before the day on which it was received, {received}.")
        raise InvalidInputError(sentence.format(day=on, received=received_on), field="on")


def timing(
    state: FollowUpState,
    due_on: date | None,
    *,
    in_charge: str,
    reminded_on: date | None,
    today: date,
    clockwork: Clockwork,
) -> Timing:
    """How a follow-up stands on a day, and why in one sentence; ``in_charge`` is whoever has it, by name.

    It is overdue once its due day has gone by while an answer is owed. Whoever is in charge is to be reminded from the
    day of reminder on, and once more when it is overdue.
    """
    if state not in OWED or due_on is None:
        return Timing(overdue=False, days_late=0, to_remind=False, provisional=False, reason=_at_rest(state))
    late = max((today - due_on).days, 0)
    window = clockwork.reminder_day(due_on)
    since = max(window, due_on) if late else window
    reminded = reminded_on is not None and (reminded_on > since if late else reminded_on >= since)
    in_window = today >= window
    to_remind = in_window and not reminded and state in MOVES[FollowUpAction.REMIND]
    parts = [_owed(due_on, late, today), _who(in_charge), _reminded(reminded_on, to_remind=to_remind)]
    provisional = is_provisional(due_on.year)
    if provisional:
        sentence = _("The working days of {year} are not announced yet, so that the day may still move.")
        parts.append(sentence.format(year=due_on.year))
    reason = " ".join(part for part in parts if part)
    return Timing(overdue=bool(late), days_late=late, to_remind=to_remind, provisional=provisional, reason=reason)


def _check_said(reason: str) -> None:
    if not reason.strip():
        raise InvalidInputError(_("Say why."), field="note")


def _at_rest(state: FollowUpState) -> str:
    if state is _ANSWERED:
        return _("It is answered; close it with an outcome.")
    if state in ENDED:
        return ""
    return _("No day is set by which it is to be done.")


def _owed(due_on: date, late: int, today: date) -> str:
    if late:
        sentence = n_("Overdue: due on {day}, {count} day ago.", "Overdue: due on {day}, {count} days ago.", late)
        return sentence.format(day=due_on, count=late)
    left = (due_on - today).days
    if left == 0:
        return _("Due today.")
    return n_("Due on {day}, in {count} day.", "Due on {day}, in {count} days.", left).format(day=due_on, count=left)


def _who(in_charge: str) -> str:
    return _("In charge: {name}.").format(name=in_charge) if in_charge else _("Nobody is in charge yet.")


def _reminded(reminded_on: date | None, *, to_remind: bool) -> str:
    if reminded_on is None:
        return _("To be reminded.") if to_remind else ""
    sentence = _("Last reminded on {day}; to be reminded again.") if to_remind else _("Last reminded on {day}.")
    return sentence.format(day=reminded_on)
