"""Changes to contact records and trips, each a named deed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from liaison.errors import InvalidInputError, NotFoundError
from liaison.people.fields import PersonStatus
from liaison.people.models import Representative
from liaison.people.service import get_cadre, get_representative
from liaison.store.store import about, deed
from liaison.text.words import N_, _, listed
from liaison.visits.fields import ContactKind, ContactState, Direction
from liaison.visits.follow_ups import register
from liaison.visits.models import FollowUp, Trip, TripCadre, Visit, VisitCadre, VisitRepresentative
from liaison.visits.rules import check_trip, check_visit


@deed(N_("record a contact"))
def log_contact(
    session: Session,
    *,
    kind: ContactKind,
    happened_on: date,
    representatives: Sequence[int],
    today: date,
    cadres: Sequence[int] = (),
    state: ContactState = ContactState.DONE,
    direction: Direction = Direction.OUTGOING,
    place: str = "",
    summary: str = "",
    trip_id: int | None = None,
    follow_ups: Sequence[Mapping[str, Any]] = (),
) -> int:
    """Record something that happened between cadres and representatives, or is planned; return its id.

    ``follow_ups`` are the suggestions and requests that came up, as values of the follow-up fields, each for its
    ``representative_id``.

    Raises:
        InvalidInputError: when nobody took part, a done contact lies in the future, or a contact from the office is
            meant for somebody who asked not to be contacted.
        NotFoundError: when somebody or the trip is not in the store.
    """
    people, staff = list(dict.fromkeys(representatives)), list(dict.fromkeys(cadres))
    check_visit(happened_on, state, people, today)
    whom = [get_representative(session, row_id) for row_id in people]
    _require_welcome(whom, state, direction, happened_on)
    visit = Visit(
        happened_on=happened_on,
        kind=kind,
        state=state,
        direction=direction,
        place=place,
        summary=summary,
        trip_id=_known_trip(session, trip_id),
    )
    session.add(visit)
    session.flush()
    _add_people(session, visit.key, people, staff)
    for values in follow_ups:
        register(session, {"visit_id": visit.key, **values})
    session.flush()
    about(session, _names(session, people))
    return visit.key


@deed(N_("edit a contact record"))
def edit_contact(
    session: Session,
    /,
    visit_id: int,
    *,
    today: date,
    representatives: Sequence[int] | None = None,
    cadres: Sequence[int] | None = None,
    follow_ups: Sequence[Mapping[str, Any]] = (),
    **values: Any,
) -> None:
    """Change the named values of a contact record, and who took part where that is given.

    Raises:
        NotFoundError, InvalidInputError: as in `log_contact`.
    """
    visit = get_visit(session, visit_id)
    people = _participants(session, visit_id) if representatives is None else list(dict.fromkeys(representatives))
    _known_trip(session, values.get("trip_id"))
    for name, value in values.items():
        setattr(visit, name, value)
    check_visit(visit.happened_on, visit.state, people, today)
    whom = [get_representative(session, row_id) for row_id in people]
    _require_welcome(whom, visit.state, visit.direction, visit.happened_on)
    session.flush()
    staff = None if cadres is None else list(dict.fromkeys(cadres))
    _set_people(session, visit_id, people if representatives is not None else None, staff)
    for follow_up in follow_ups:
        register(session, {"visit_id": visit_id, **follow_up})
    session.flush()
    about(session, _names(session, people))


@deed(N_("mark a planned contact done"))
def mark_done(session: Session, visit_id: int, *, today: date) -> None:
    """Say that a planned contact took place, on its day, or today when its day is still to come.

    Raises:
        NotFoundError: when there is no such contact.
        InvalidInputError: when it was not planned.
    """
    _mark_done(session, visit_id, today)
    about(session, _names(session, _participants(session, visit_id)))


@deed(N_("mark several planned contacts done"))
def mark_many_done(session: Session, visit_ids: Sequence[int], *, today: date) -> int:
    """Say that several planned contacts took place, as in `mark_done`; return how many.

    Raises:
        NotFoundError, InvalidInputError: as in `mark_done`; then none is marked.
    """
    wanted = list(dict.fromkeys(visit_ids))
    for visit_id in wanted:
        _mark_done(session, visit_id, today)
    about(session, _("{count} contact records").format(count=len(wanted)))
    return len(wanted)


@deed(N_("delete a contact record"))
def delete_contact(session: Session, visit_id: int) -> None:
    """Delete a contact record; the suggestions and requests that came up stay with their person.

    Raises:
        NotFoundError: when there is no such contact.
    """
    get_visit(session, visit_id)
    about(session, _names(session, _participants(session, visit_id)))
    _delete(session, visit_id)


@deed(N_("delete several contact records"))
def delete_contacts(session: Session, visit_ids: Sequence[int]) -> int:
    """Delete several contact records, as in `delete_contact`; return how many.

    Raises:
        NotFoundError: when one of them is not there; then none is deleted.
    """
    wanted = list(dict.fromkeys(visit_ids))
    about(session, _("{count} contact records").format(count=len(wanted)))
    for visit_id in wanted:
        _delete(session, visit_id)
    return len(wanted)


def withdraw_planned(session: Session, representative_id: int, kinds: Sequence[ContactKind] | None = None) -> int:
    """Cancel what was planned with a person, of all kinds or of some; return how many contacts that were.

    A planned contact with others goes on without the person.
    """
    planned = session.exec(
        select(Visit)
        .join(VisitRepresentative, col(VisitRepresentative.visit_id) == col(Visit.id))
        .where(col(VisitRepresentative.representative_id) == representative_id)
        .where(col(Visit.state) == ContactState.PLANNED)
    ).all()
    touched = [visit for visit in planned if kinds is None or visit.kind in kinds]
    for visit in touched:
        others = [row_id for row_id in _participants(session, visit.key) if row_id != representative_id]
        if others:
            _set_people(session, visit.key, others, None)
        else:
            visit.state = ContactState.CANCELLED
    session.flush()
    return len(touched)


@deed(N_("add a trip"))
def add_trip(
    session: Session,
    *,
    name: str,
    city: str = "",
    from_on: date | None = None,
    until: date | None = None,
    cadres: Sequence[int] = (),
) -> int:
    """Add a journey; return its id.

    Raises:
        InvalidInputError: when it ends before it begins, or its name is taken or missing.
    """
    about(session, name)
    _check_trip(session, name, from_on, until, None)
    trip = Trip(name=name, city=city, from_on=from_on, until=until)
    session.add(trip)
    session.flush()
    _set_travellers(session, trip.key, cadres)
    return trip.key


@deed(N_("edit a trip"))
def edit_trip(session: Session, /, trip_id: int, *, cadres: Sequence[int] | None = None, **values: Any) -> None:
    """Change the named values of a trip, and who goes where that is given.

    Raises:
        NotFoundError: when there is no such trip.
        InvalidInputError: as in `add_trip`.
    """
    trip = _get_trip(session, trip_id)
    about(session, trip.name)
    whole = {"name": trip.name, "from_on": trip.from_on, "until": trip.until, **values}
    _check_trip(session, whole["name"], whole["from_on"], whole["until"], trip_id)
    for name, value in values.items():
        setattr(trip, name, value)
    session.flush()
    if cadres is not None:
        _set_travellers(session, trip_id, cadres)


@deed(N_("delete a trip"))
def delete_trip(session: Session, trip_id: int) -> None:
    """Delete a trip; its contact records stay, without it.

    Raises:
        NotFoundError: when there is no such trip.
    """
    trip = _get_trip(session, trip_id)
    about(session, trip.name)
    for visit in session.exec(select(Visit).where(col(Visit.trip_id) == trip_id)):
        visit.trip_id = None
    _set_travellers(session, trip_id, ())
    session.flush()
    session.delete(trip)
    session.flush()


def get_visit(session: Session, visit_id: int) -> Visit:
    """The row of a contact record, to be changed.

    Raises:
        NotFoundError: when there is none.
    """
    visit = session.get(Visit, visit_id)
    if visit is None:
        raise NotFoundError(_("There is no contact record with the number {id}.").format(id=visit_id))
    return visit


def _mark_done(session: Session, visit_id: int, today: date) -> None:
    visit = get_visit(session, visit_id)
    if visit.state is not ContactState.PLANNED:
        raise InvalidInputError(_("Only a planned contact can be marked as done."))
    visit.state = ContactState.DONE
    visit.happened_on = min(visit.happened_on, today)
    session.flush()


def _delete(session: Session, visit_id: int) -> None:
    visit = get_visit(session, visit_id)
    for follow_up in session.exec(select(FollowUp).where(col(FollowUp.visit_id) == visit_id)):
        follow_up.visit_id = None
    _set_people(session, visit_id, [], [])
    session.flush()
    session.delete(visit)
    session.flush()


def _set_people(session: Session, visit_id: int, people: list[int] | None, staff: list[int] | None) -> None:
    new_people, new_staff = people or [], staff or []
    if people is not None:
        rows = session.exec(select(VisitRepresentative).where(col(VisitRepresentative.visit_id) == visit_id)).all()
        for row in rows:
            if row.representative_id not in people:
                session.delete(row)
        held = {row.representative_id for row in rows}
        new_people = [row_id for row_id in people if row_id not in held]
    if staff is not None:
        links = session.exec(select(VisitCadre).where(col(VisitCadre.visit_id) == visit_id)).all()
        for link in links:
            if link.cadre_id not in staff:
                session.delete(link)
        linked = {link.cadre_id for link in links}
        new_staff = [row_id for row_id in staff if row_id not in linked]
    _add_people(session, visit_id, new_people, new_staff)


def _add_people(session: Session, visit_id: int, people: Sequence[int], staff: Sequence[int]) -> None:
    for row_id in people:
        session.add(VisitRepresentative(visit_id=visit_id, representative_id=get_representative(session, row_id).key))
    for row_id in staff:
        session.add(VisitCadre(visit_id=visit_id, cadre_id=get_cadre(session, row_id).key))


def _participants(session: Session, visit_id: int) -> list[int]:
    rows = select(VisitRepresentative.representative_id).where(col(VisitRepresentative.visit_id) == visit_id)
    return list(session.exec(rows.order_by(col(VisitRepresentative.id))))


def _require_welcome(people: Sequence[Representative], state: ContactState, direction: Direction, day: date) -> None:
    """Nobody who asked not to be contacted is contacted; what they do themselves can be recorded."""
    if direction is Direction.INCOMING or state is ContactState.CANCELLED:
        return
    for person in people:
        began = person.status_since is None or day >= person.status_since
        if person.status is PersonStatus.NO_CONTACT and (began or state is ContactState.PLANNED):
            sentence = _(
                "{name} asked not to be contacted. Only a contact from their side can be recorded"
                " (direction: from them)."
            )
            raise InvalidInputError(sentence.format(name=person.name), field="representatives")


def _known_trip(session: Session, trip_id: int | None) -> int | None:
    if trip_id is not None and session.get(Trip, trip_id) is None:
        raise NotFoundError(_("There is no such trip."))
    return trip_id


def _names(session: Session, people: Sequence[int]) -> str:
    names = [get_representative(session, row_id).name for row_id in people[:3]]
    more = _(" and {count} more").format(count=len(people) - 3) if len(people) > 3 else ""
    return listed(names) + more


def _get_trip(session: Session, trip_id: int) -> Trip:
    trip = session.get(Trip, trip_id)
    if trip is None:
        raise NotFoundError(_("There is no such trip."))
    return trip


def _check_trip(session: Session, name: str, from_on: date | None, until: date | None, own_id: int | None) -> None:
    check_trip(from_on, until)
    if not name:
        raise InvalidInputError(_("A trip needs a name."), field="name")
    others = select(Trip).where(col(Trip.name) == name, col(Trip.id) != (own_id or 0))
    if session.exec(others).first() is not None:
        raise InvalidInputError(_("There is a trip named {name} already.").format(name=name), field="name")


def _set_travellers(session: Session, trip_id: int, cadres: Sequence[int]) -> None:
    links = session.exec(select(TripCadre).where(col(TripCadre.trip_id) == trip_id)).all()
    for link in links:
        if link.cadre_id not in cadres:
            session.delete(link)
    held = {link.cadre_id for link in links}
    new = [get_cadre(session, row_id).key for row_id in dict.fromkeys(cadres) if row_id not in held]
    session.add_all(TripCadre(trip_id=trip_id, cadre_id=row_id) for row_id in new)
    session.flush()
