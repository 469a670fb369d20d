"""Changes to pairings and pauses, each a named deed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.pairing.models import ContactRuleRow, Pairing
from liaison.people.fields import PauseReason, PersonStatus
from liaison.people.models import Pause
from liaison.people.rules import check_pause
from liaison.people.service import get_cadre, get_representative
from liaison.store.store import about, deed
from liaison.text.words import N_, _


@deed(N_("pair"))
def add_pairing(
    session: Session,
    *,
    cadre_id: int,
    representative_id: int,
    started_on: date,
    counts_from: date | None = None,
    ended_on: date | None = None,
    end_reason: str = "",
    rule_id: int | None = None,
) -> int:
    """Let a cadre answer for a representative from a day on; return the id of the pairing.

    Raises:
        NotFoundError: when either is not in the store.
        InvalidInputError: when it ends before it starts, the cadre has left by then, or the person is not in contact.
        ConflictError: when the two are already paired on one of the days.
    """
    person = get_representative(session, representative_id)
    if ended_on is None and person.status is not PersonStatus.ACTIVE:
        sentence = _("{name} is not in contact with the office and cannot be paired.")
        raise InvalidInputError(sentence.format(name=person.name), field="representative_id")
    return start_pairing(
        session,
        cadre_id=cadre_id,
        representative_id=representative_id,
        started_on=started_on,
        counts_from=counts_from,
        ended_on=ended_on,
        end_reason=end_reason,
        rule_id=rule_id,
    )


def start_pairing(session: Session, *, cadre_id: int, representative_id: int, **values: Any) -> int:
    """Make a pairing, whether or not the person is in contact, as when one is handed over; return its id.

    Raises:
        NotFoundError, InvalidInputError, ConflictError: as in `add_pairing`.
    """
    cadre, person = get_cadre(session, cadre_id), get_representative(session, representative_id)
    about(session, f"{cadre.name} – {person.name}")
    pairing = Pairing(cadre_id=cadre_id, representative_id=representative_id, **values)
    check_days(pairing.started_on, pairing.ended_on)
    if pairing.ended_on is None and cadre.left_on is not None and cadre.left_on <= pairing.started_on:
        sentence = _("{name} left on {day} and cannot be paired from {start}.")
        text = sentence.format(name=cadre.name, day=cadre.left_on, start=pairing.started_on)
        raise InvalidInputError(text, field="cadre_id")
    known_rule(session, pairing.rule_id)
    session.add(pairing)
    session.flush()
    return pairing.key


@deed(N_("pair several people"))
def add_pairings(session: Session, pairs: Sequence[tuple[int, int]], started_on: date) -> list[int]:
    """Pair several, each given as cadre and representative, from one day on; return the ids."""
    about(session, _("{count} people").format(count=len(pairs)))
    return [
        add_pairing(session, cadre_id=cadre, representative_id=person, started_on=started_on) for cadre, person in pairs
    ]


@deed(N_("end a pairing"))
def end_pairing(session: Session, pairing_id: int, ended_on: date, reason: str = "") -> None:
    """End a pairing: it holds up to, but not including, ``ended_on``.

    Raises:
        NotFoundError: when there is no such pairing.
        ConflictError: when it has ended already.
        InvalidInputError: when it would end before it starts.
    """
    pairing = get_pairing(session, pairing_id)
    _about(session, pairing)
    if pairing.ended_on is not None:
        sentence = _("This pairing already ended on {day}.")
        raise ConflictError(sentence.format(day=pairing.ended_on), field="ended_on")
    check_days(pairing.started_on, ended_on)
    pairing.ended_on, pairing.end_reason = ended_on, reason
    session.flush()


@deed(N_("edit a pairing"))
def edit_pairing(session: Session, /, pairing_id: int, **values: Any) -> None:
    """Change the named values of a pairing: its days, its reason to end, its own rule.

    Raises:
        NotFoundError, InvalidInputError, ConflictError: as in `add_pairing`.
    """
    pairing = get_pairing(session, pairing_id)
    _about(session, pairing)
    known_rule(session, values.get("rule_id"))
    for name, value in values.items():
        setattr(pairing, name, value)
    check_days(pairing.started_on, pairing.ended_on)
    session.flush()


@deed(N_("pause contact"))
def pause(
    session: Session,
    *,
    representative_id: int,
    from_on: date,
    today: date,
    until: date | None = None,
    reason: PauseReason = PauseReason.OTHER,
    pairing_id: int | None = None,
) -> int:
    """Leave a person, or one pairing only (a snooze), in peace for a time; return the id of the pause.

    Raises:
        InvalidInputError: when it begins in the future, ends before it begins, or a snooze has no near end.
    """
    about(session, get_representative(session, representative_id).name)
    check_pause(from_on, until, today, snooze=pairing_id is not None)
    if pairing_id is not None and get_pairing(session, pairing_id).representative_id != representative_id:
        raise NotFoundError(_("That pairing is with somebody else."))
    row = Pause(representative_id=representative_id, pairing_id=pairing_id, from_on=from_on, until=until, reason=reason)
    session.add(row)
    session.flush()
    return row.key


@deed(N_("snooze pairings"))
def snooze(session: Session, pairing_ids: Sequence[int], *, until: date, today: date) -> None:
    """Leave some pairings in peace from today up to and including ``until``, as one deed.

    Raises:
        NotFoundError: when there is no such pairing.
        InvalidInputError: when the day is past or too far off; then none is snoozed.
    """
    wanted = list(dict.fromkeys(pairing_ids))
    if len(wanted) > 1:
        about(session, _("{count} people").format(count=len(wanted)))
    for pairing_id in wanted:
        person = get_pairing(session, pairing_id).representative_id
        pause(session, representative_id=person, from_on=today, until=until, today=today, pairing_id=pairing_id)


@deed(N_("edit a pause"))
def edit_pause(session: Session, /, pause_id: int, *, today: date, **values: Any) -> None:
    """Change the days or the reason of a pause, such as to end it.

    Raises:
        NotFoundError: when there is no such pause.
        InvalidInputError: as in `pause`.
    """
    row = session.get(Pause, pause_id)
    if row is None:
        raise NotFoundError(_("There is no such pause."))
    about(session, get_representative(session, row.representative_id).name)
    for name, value in values.items():
        setattr(row, name, value)
    check_pause(row.from_on, row.until, today, snooze=row.pairing_id is not None)
    session.flush()


@deed(N_("resume contact"))
def resume(session: Session, representative_id: int, *, on: date, today: date) -> int:
    """End every pause of a person, snoozes too, that lasts on a day: contact goes on from it; return how many.

    Raises:
        NotFoundError: when none lasts on the day.
    """
    about(session, get_representative(session, representative_id).name)
    pauses = session.exec(select(Pause).where(col(Pause.representative_id) == representative_id)).all()
    lasting = [row for row in pauses if row.from_on <= on and (row.until is None or row.until >= on)]
    if not lasting:
        raise NotFoundError(_("Contact with this person is not paused on {day}.").format(day=on))
    for row in lasting:
        if row.from_on == on:
            remove_pause(session, row.key)
        else:
            edit_pause(session, row.key, today=today, until=on - timedelta(days=1))
    return len(lasting)


@deed(N_("remove a pause"))
def remove_pause(session: Session, pause_id: int) -> None:
    """Remove a pause that was entered by mistake.

    Raises:
        NotFoundError: when there is no such pause.
    """
    row = session.get(Pause, pause_id)
    if row is None:
        raise NotFoundError(_("There is no such pause."))
    about(session, get_representative(session, row.representative_id).name)
    session.delete(row)
    session.flush()


def get_pairing(session: Session, pairing_id: int) -> Pairing:
    """The row of a pairing, to be changed.

    Raises:
        NotFoundError: when there is none.
    """
    pairing = session.get(Pairing, pairing_id)
    if pairing is None:
        raise NotFoundError(_("There is no pairing with the number {id}.").format(id=pairing_id))
    return pairing


def check_days(started_on: date, ended_on: date | None) -> None:
    """A pairing ends on or after the day it starts.

    Raises:
        InvalidInputError: otherwise.
    """
    if ended_on is not None and ended_on < started_on:
        sentence = _("A pairing cannot end on {end}, before it starts on {start}.")
        raise InvalidInputError(sentence.format(end=ended_on, start=started_on), field="ended_on")


def known_rule(session: Session, rule_id: int | None) -> int | None:
    """The rule's id, if there is such a rule.

    Raises:
        NotFoundError: when there is none.
    """
    if rule_id is not None and session.get(ContactRuleRow, rule_id) is None:
        raise NotFoundError(_("There is no such contact rule."))
    return rule_id


def _about(session: Session, pairing: Pairing) -> None:
    cadre = get_cadre(session, pairing.cadre_id).name
    about(session, f"{cadre} – {get_representative(session, pairing.representative_id).name}")
