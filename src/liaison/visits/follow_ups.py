"""Changes to suggestions, requests and tasks, each a named deed; whatever is done about one leaves a step."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from liaison.errors import InvalidInputError, NotFoundError
from liaison.people.models import Representative
from liaison.people.service import get_cadre, get_representative
from liaison.store.office_calendar import overrides_in
from liaison.store.settings import DAY_LISTS, REMINDER_DAYS, REQUEST_DAYS, SUGGESTION_DAYS, read_setting
from liaison.store.store import about, deed
from liaison.text.words import N_, _, listed
from liaison.visits.fields import FollowUpAction, FollowUpKind, FollowUpState, Outcome
from liaison.visits.follow_up_rules import (
    ENDED,
    OWED,
    Clockwork,
    check_answer,
    check_assigned,
    check_extension,
    check_outcome,
    check_sent_back,
    check_step_day,
    state_after,
)
from liaison.visits.models import FollowUp, FollowUpStep

BETWEEN = "："
"""What stands in the note of a step between who is in charge, or the outcome, and what else was said."""


def clockwork_in(settings: Mapping[str, Any]) -> Clockwork:
    """How settings by name time follow-ups."""
    days = {FollowUpKind.SUGGESTION: settings[SUGGESTION_DAYS], FollowUpKind.REQUEST: settings[REQUEST_DAYS]}
    return Clockwork(days, settings[REMINDER_DAYS], overrides_in(settings))


def read_clockwork(session: Session) -> Clockwork:
    """How the settings of the office time follow-ups."""
    names = (SUGGESTION_DAYS, REQUEST_DAYS, REMINDER_DAYS, *DAY_LISTS)
    return clockwork_in({name: read_setting(session, name) for name in names})


def register(session: Session, values: Mapping[str, Any]) -> FollowUp:
    """Put down a follow-up with the values of its fields, without being a deed of its own.

    While something is owed, it gets the day by which it is due, unless one is given; and where somebody is in charge
    from the first and no state is given, it is assigned.
    """
    values = dict(values)
    get_representative(session, values["representative_id"])
    assigned = "state" not in values and bool(values.get("in_charge") or values.get("cadre_id"))
    if assigned:
        values["state"] = FollowUpState.ASSIGNED
    if values.get("due_on") is None and values.get("state", FollowUpState.REGISTERED) in OWED:
        values["due_on"] = read_clockwork(session).due_day(values["kind"], values["received_on"])
    follow_up = FollowUp(**values)
    session.add(follow_up)
    session.flush()
    if assigned:
        _step(session, follow_up, FollowUpAction.ASSIGN, follow_up.received_on, _in_charge(session, follow_up))
    return follow_up


@deed(N_("add a suggestion or request"))
def add_follow_up(session: Session, /, **values: Any) -> int:
    """Register a suggestion, request or task, with the values of the follow-up fields; return its id.

    Its due day and state follow from the rest where they are not given, as in `register`.

    Raises:
        NotFoundError: when the person is not in the store.
    """
    about(session, get_representative(session, values["representative_id"]).name)
    return register(session, values).key


@deed(N_("edit a suggestion or request"))
def edit_follow_up(session: Session, /, follow_up_id: int, **values: Any) -> None:
    """Put right what was written down: kind, text, who is in charge, days, answer, outcome. The state is left.

    A due day that was reckoned is reckoned anew where the kind or the day of receipt changes, or where it is cleared.

    Raises:
        NotFoundError: when there is no such follow-up.
        InvalidInputError: when the state is to be edited, or an outcome given that the kind or state cannot have.
    """
    follow_up = _named(session, follow_up_id)
    if "state" in values:
        sentence = _("The state follows from what is done: assign, answer, close, send back, reopen.")
        raise InvalidInputError(sentence, field="state")
    clockwork = read_clockwork(session)
    reckoned = follow_up.due_on == clockwork.due_day(follow_up.kind, follow_up.received_on)
    cleared = "due_on" in values and values["due_on"] is None
    for name, value in values.items():
        setattr(follow_up, name, value)
    if (cleared or ("due_on" not in values and reckoned)) and follow_up.state in OWED:
        follow_up.due_on = clockwork.due_day(follow_up.kind, follow_up.received_on)
    if values.get("outcome") is not None:
        if follow_up.state is not FollowUpState.CLOSED:
            raise InvalidInputError(_("An outcome is given when it is closed."), field="outcome")
        check_outcome(follow_up.kind, follow_up.outcome)
    session.flush()


@deed(N_("assign follow-ups"))
def assign_follow_ups(
    session: Session,
    follow_up_ids: Sequence[int],
    *,
    on: date,
    today: date,
    in_charge: str = "",
    cadre_id: int | None = None,
    note: str = "",
) -> int:
    """Put a unit, a cadre or both in charge of some follow-ups; return how many those are.

    Raises:
        NotFoundError: when one of them, or the cadre, is not there.
        InvalidInputError: when nobody is named, or one of them cannot be assigned now; then none is.
    """
    check_assigned(in_charge, cadre_id)
    if cadre_id is not None:
        get_cadre(session, cadre_id)
    follow_ups = _several(session, follow_up_ids)
    for follow_up in follow_ups:
        _move(follow_up, FollowUpAction.ASSIGN, on, today)
        follow_up.in_charge, follow_up.cadre_id = in_charge, cadre_id
        _reckon_if_needed(session, follow_up)
        said = [part for part in (_in_charge(session, follow_up), note) if part]
        _step(session, follow_up, FollowUpAction.ASSIGN, on, BETWEEN.join(said))
    return len(follow_ups)


@deed(N_("take a follow-up in hand"))
def take_in_hand(session: Session, follow_up_id: int, *, on: date, today: date, note: str = "") -> None:
    """Note that work on a follow-up has begun.

    Raises:
        NotFoundError: when there is no such follow-up.
        InvalidInputError: when it cannot be taken in hand now.
    """
    follow_up = _named(session, follow_up_id)
    _move(follow_up, FollowUpAction.TAKE_IN_HAND, on, today)
    _step(session, follow_up, FollowUpAction.TAKE_IN_HAND, on, note)


@deed(N_("answer a follow-up"))
def answer_follow_up(session: Session, follow_up_id: int, *, on: date, today: date, answer: str) -> None:
    """Note what was answered; a new answer takes the place of the one before, which stays among the steps.

    Raises:
        NotFoundError: when there is no such follow-up.
        InvalidInputError: when the answer is empty or it cannot be answered now.
    """
    _answer(session, _named(session, follow_up_id), on, today, answer)


@deed(N_("close a follow-up"))
def close_follow_up(
    session: Session,
    follow_up_id: int,
    *,
    on: date,
    today: date,
    outcome: Outcome | None = None,
    answer: str = "",
    note: str = "",
) -> None:
    """Close a follow-up with its outcome, which a task has not; with an ``answer``, answer it first.

    Raises:
        NotFoundError: when there is no such follow-up.
        InvalidInputError: when the outcome is missing, or it cannot be closed now.
    """
    follow_up = _named(session, follow_up_id)
    if answer:
        _answer(session, follow_up, on, today, answer)
    check_outcome(follow_up.kind, outcome)
    _move(follow_up, FollowUpAction.CLOSE, on, today)
    follow_up.outcome, follow_up.closed_on = outcome, on
    said = [part for part in (outcome.value if outcome else "", note) if part]
    _step(session, follow_up, FollowUpAction.CLOSE, on, BETWEEN.join(said))


@deed(N_("send a follow-up back"))
def send_back(session: Session, follow_up_id: int, *, on: date, today: date, note: str) -> None:
    """Send a follow-up back to whoever raised it, with the reason in ``note``.

    Raises:
        NotFoundError: when there is no such follow-up.
        InvalidInputError: when there is no reason, or it cannot be sent back now.
    """
    follow_up = _named(session, follow_up_id)
    _move(follow_up, FollowUpAction.SEND_BACK, on, today)
    check_sent_back(note)
    follow_up.closed_on = on
    _step(session, follow_up, FollowUpAction.SEND_BACK, on, note)


@deed(N_("extend a follow-up"))
def extend_follow_up(session: Session, follow_up_id: int, *, due_on: date, on: date, today: date, note: str) -> None:
    """Move the day by which a follow-up is to be answered on, with the reason in ``note``.

    Raises:
        NotFoundError: when there is no such follow-up.
        InvalidInputError: when the day is not later than the old one, there is no reason, or nothing is owed.
    """
    follow_up = _named(session, follow_up_id)
    _move(follow_up, FollowUpAction.EXTEND, on, today)
    check_extension(follow_up.due_on, due_on, note, today)
    follow_up.due_on = due_on
    _step(session, follow_up, FollowUpAction.EXTEND, on, note)


@deed(N_("remind of follow-ups"))
def remind_of_follow_ups(
    session: Session, follow_up_ids: Sequence[int], *, on: date, today: date, note: str = ""
) -> int:
    """Note that whoever is in charge of some follow-ups was reminded; return how many those are.

    Raises:
        NotFoundError: when one of them is not there.
        InvalidInputError: when one of them is in nobody's charge or needs no reminder; then none is noted.
    """
    follow_ups = _several(session, follow_up_ids)
    for follow_up in follow_ups:
        _move(follow_up, FollowUpAction.REMIND, on, today)
        _step(session, follow_up, FollowUpAction.REMIND, on, note)
    return len(follow_ups)


@deed(N_("reopen a follow-up"))
def reopen_follow_up(session: Session, follow_up_id: int, *, on: date, today: date, note: str = "") -> None:
    """Take up again what was answered, closed or sent back; the answer stays, the outcome goes.

    Raises:
        NotFoundError: when there is no such follow-up.
        InvalidInputError: when it is open anyhow.
    """
    follow_up = _named(session, follow_up_id)
    _move(follow_up, FollowUpAction.REOPEN, on, today)
    _reckon_if_needed(session, follow_up)
    _step(session, follow_up, FollowUpAction.REOPEN, on, note)


@deed(N_("delete follow-ups"))
def delete_follow_ups(session: Session, follow_up_ids: Sequence[int]) -> int:
    """Delete follow-ups with their steps; return how many those are.

    Raises:
        NotFoundError: when one of them is not there; then none is deleted.
    """
    follow_ups = _several(session, follow_up_ids)
    for follow_up in follow_ups:
        steps = select(FollowUpStep).where(col(FollowUpStep.follow_up_id) == follow_up.key)
        for step in session.exec(steps):
            session.delete(step)
        session.flush()
        session.delete(follow_up)
    session.flush()
    return len(follow_ups)


def get_follow_up(session: Session, follow_up_id: int) -> FollowUp:
    """The row of a follow-up, to be changed.

    Raises:
        NotFoundError: when there is none.
    """
    follow_up = session.get(FollowUp, follow_up_id)
    if follow_up is None:
        sentence = _("There is no suggestion or request with the number {id}.")
        raise NotFoundError(sentence.format(id=follow_up_id))
    return follow_up


def _named(session: Session, follow_up_id: int) -> FollowUp:
    follow_up = get_follow_up(session, follow_up_id)
    about(session, get_representative(session, follow_up.representative_id).name)
    return follow_up


def _several(session: Session, follow_up_ids: Sequence[int]) -> list[FollowUp]:
    follow_ups = [get_follow_up(session, row_id) for row_id in dict.fromkeys(follow_up_ids)]
    people = dict.fromkeys(follow_up.representative_id for follow_up in follow_ups)
    names = [session.get_one(Representative, person).name for person in list(people)[:3]]
    more = _(" and {count} more").format(count=len(people) - 3) if len(people) > 3 else ""
    about(session, listed(names) + more)
    return follow_ups


def _answer(session: Session, follow_up: FollowUp, on: date, today: date, answer: str) -> None:
    _move(follow_up, FollowUpAction.ANSWER, on, today)
    check_answer(answer)
    follow_up.answer = answer
    _step(session, follow_up, FollowUpAction.ANSWER, on, answer)


def _move(follow_up: FollowUp, action: FollowUpAction, on: date, today: date) -> None:
    check_step_day(on, follow_up.received_on, today)
    follow_up.state = state_after(action, follow_up.kind, follow_up.state)
    if follow_up.state not in ENDED:
        follow_up.outcome, follow_up.closed_on = None, None


def _reckon_if_needed(session: Session, follow_up: FollowUp) -> None:
    if follow_up.due_on is None:
        follow_up.due_on = read_clockwork(session).due_day(follow_up.kind, follow_up.received_on)


def _in_charge(session: Session, follow_up: FollowUp) -> str:
    cadre = "" if follow_up.cadre_id is None else get_cadre(session, follow_up.cadre_id).name
    return " ".join(part for part in (follow_up.in_charge, cadre) if part)


def _step(session: Session, follow_up: FollowUp, action: FollowUpAction, on: date, note: str) -> None:
    step = FollowUpStep(
        follow_up_id=follow_up.key,
        happened_on=on,
        action=action,
        state=follow_up.state,
        due_on=follow_up.due_on,
        note=note,
    )
    session.add(step)
    session.flush()
