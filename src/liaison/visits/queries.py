"""Reads of contact records, trips and follow-ups, as frozen rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from liaison.errors import NotFoundError
from liaison.people.models import Cadre, Representative
from liaison.store.tables import Named
from liaison.text.words import _, listed
from liaison.visits.fields import ContactKind, ContactState, Direction, FollowUpKind, FollowUpState, Outcome
from liaison.visits.models import FollowUp, Trip, TripCadre, Visit, VisitCadre, VisitRepresentative

CHUNK = 500


@dataclass(frozen=True)
class VisitRow:
    """A contact record with those who took part."""

    id: int
    happened_on: date
    kind: ContactKind
    state: ContactState
    direction: Direction
    place: str
    summary: str
    trip: Named | None
    cadres: tuple[Named, ...]
    representatives: tuple[Named, ...]


@dataclass(frozen=True)
class TripRow:
    """A journey with the cadres who go."""

    id: int
    name: str
    city: str
    from_on: date | None
    until: date | None
    cadres: tuple[Named, ...]


@dataclass(frozen=True)
class FollowUpRow:
    """A suggestion or request and how far it has come."""

    id: int
    representative: Named
    visit_id: int | None
    kind: FollowUpKind
    text: str
    in_charge: str
    cadre_id: int | None
    received_on: date
    due_on: date | None
    state: FollowUpState
    outcome: Outcome | None


@dataclass(frozen=True)
class VisitFilter:
    """Which contact records a list is about."""

    representative_id: int | None = None
    cadre_id: int | None = None
    trip_id: int | None = None
    state: ContactState | None = None
    kind: ContactKind | None = None
    since: date | None = None
    until: date | None = None


def visit_ids(session: Session, wanted: VisitFilter, limit: int | None = None) -> list[int]:
    """The ids of the contact records that fit, newest first."""
    query = select(col(Visit.id)).order_by(col(Visit.happened_on).desc(), col(Visit.id).desc())
    if wanted.representative_id is not None:
        query = query.join(VisitRepresentative, col(VisitRepresentative.visit_id) == col(Visit.id))
        query = query.where(col(VisitRepresentative.representative_id) == wanted.representative_id)
    if wanted.cadre_id is not None:
        query = query.join(VisitCadre, col(VisitCadre.visit_id) == col(Visit.id))
        query = query.where(col(VisitCadre.cadre_id) == wanted.cadre_id)
    for column, value in ((Visit.trip_id, wanted.trip_id), (Visit.state, wanted.state), (Visit.kind, wanted.kind)):
        if value is not None:
            query = query.where(col(column) == value)
    if wanted.since is not None:
        query = query.where(col(Visit.happened_on) >= wanted.since)
    if wanted.until is not None:
        query = query.where(col(Visit.happened_on) <= wanted.until)
    return [row_id for row_id in session.scalars(query.limit(limit)) if row_id is not None]


def visit_rows(session: Session, ids: Sequence[int]) -> list[VisitRow]:
    """The contact records of a list, in the order of ``ids``."""
    found: dict[int, VisitRow] = {}
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        cadres = _linked(session, _of_cadres(part))
        people = _linked(session, _of_representatives(part))
        query = (
            select(Visit, col(Trip.name))
            .outerjoin(Trip, col(Trip.id) == col(Visit.trip_id))
            .where(col(Visit.id).in_(part))
        )
        for visit, trip in session.execute(query):
            found[visit.key] = VisitRow(
                visit.key,
                visit.happened_on,
                visit.kind,
                visit.state,
                visit.direction,
                visit.place,
                visit.summary,
                None if visit.trip_id is None else Named(visit.trip_id, trip),
                tuple(cadres[visit.key]),
                tuple(people[visit.key]),
            )
    return [found[row_id] for row_id in ids if row_id in found]


def visit_row(session: Session, visit_id: int) -> VisitRow:
    """One contact record.

    Raises:
        NotFoundError: when there is none.
    """
    rows = visit_rows(session, [visit_id])
    if not rows:
        raise NotFoundError(_("There is no contact record with the number {id}.").format(id=visit_id))
    return rows[0]


def planned_ids(session: Session, until: date) -> list[int]:
    """The contacts planned up to a day, those past their day included, the earliest first."""
    query = (
        select(col(Visit.id))
        .where(col(Visit.state) == ContactState.PLANNED, col(Visit.happened_on) <= until)
        .order_by(col(Visit.happened_on), col(Visit.id))
    )
    return [row_id for row_id in session.scalars(query) if row_id is not None]


def trip_rows(session: Session) -> list[TripRow]:
    """All trips, the latest first."""
    cadres: dict[int, list[Named]] = defaultdict(list)
    links = (
        select(col(TripCadre.trip_id), col(Cadre.id), col(Cadre.name))
        .join(Cadre, col(Cadre.id) == col(TripCadre.cadre_id))
        .order_by(col(TripCadre.id))
    )
    for trip_id, cadre_id, name in session.execute(links):
        cadres[trip_id].append(Named(cadre_id, name))
    trips = session.scalars(select(Trip).order_by(col(Trip.from_on).desc(), col(Trip.id).desc()))
    return [TripRow(t.key, t.name, t.city, t.from_on, t.until, tuple(cadres[t.key])) for t in trips]


def trip_contacts(session: Session) -> dict[int, int]:
    """How many contact records each trip has; those without any are left out."""
    query = select(col(Visit.trip_id), func.count(col(Visit.id))).where(col(Visit.trip_id).is_not(None))
    return {trip: count for trip, count in session.execute(query.group_by(col(Visit.trip_id))) if trip is not None}


def find_trip(session: Session, name: str) -> int:
    """The id of the trip of a name.

    Raises:
        NotFoundError: when there is none, naming the latest ones.
    """
    found = session.scalars(select(col(Trip.id)).where(col(Trip.name) == name.strip())).first()
    if found is not None:
        return found
    latest = listed(row.name for row in trip_rows(session)[:5]) or "–"
    raise NotFoundError(
        _("There is no trip named “{name}”; the latest are: {known}.").format(name=name, known=latest), field="trip"
    )


def follow_up_rows(
    session: Session, *, representative_id: int | None = None, visit_id: int | None = None, open_only: bool = False
) -> list[FollowUpRow]:
    """Suggestions and requests, the latest first: of one person, of one contact, or only those not yet closed."""
    query = (
        select(FollowUp, col(Representative.name))
        .join(Representative, col(Representative.id) == col(FollowUp.representative_id))
        .order_by(col(FollowUp.received_on).desc(), col(FollowUp.id).desc())
    )
    if representative_id is not None:
        query = query.where(col(FollowUp.representative_id) == representative_id)
    if visit_id is not None:
        query = query.where(col(FollowUp.visit_id) == visit_id)
    if open_only:
        query = query.where(col(FollowUp.state).not_in([FollowUpState.CLOSED, FollowUpState.RETURNED]))
    return [_follow_up(row, name) for row, name in session.execute(query)]


def _follow_up(row: FollowUp, name: str) -> FollowUpRow:
    return FollowUpRow(
        row.key,
        Named(row.representative_id, name),
        row.visit_id,
        row.kind,
        row.text,
        row.in_charge,
        row.cadre_id,
        row.received_on,
        row.due_on,
        row.state,
        row.outcome,
    )


def _of_cadres(visits: Sequence[int]) -> Select[int, int | None, str]:
    return (
        select(col(VisitCadre.visit_id), col(Cadre.id), col(Cadre.name))
        .join(Cadre, col(Cadre.id) == col(VisitCadre.cadre_id))
        .where(col(VisitCadre.visit_id).in_(visits))
        .order_by(col(VisitCadre.id))
    )


def _of_representatives(visits: Sequence[int]) -> Select[int, int | None, str]:
    return (
        select(col(VisitRepresentative.visit_id), col(Representative.id), col(Representative.name))
        .join(Representative, col(Representative.id) == col(VisitRepresentative.representative_id))
        .where(col(VisitRepresentative.visit_id).in_(visits))
        .order_by(col(VisitRepresentative.id))
    )


def _linked(session: Session, query: Select[int, int | None, str]) -> dict[int, list[Named]]:
    linked: dict[int, list[Named]] = defaultdict(list)
    for visit_id, row_id, name in session.execute(query):
        linked[visit_id].append(Named(row_id or 0, name))
    return linked
