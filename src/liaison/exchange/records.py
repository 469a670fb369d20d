"""The whole store as frozen plain rows: what export writes, and what an import is compared with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.pairing.models import Pairing
from liaison.pairing.rulebook import RuleView, rule_views
from liaison.people.models import Address, Cadre, ChannelConsent, Household, Pause, Representative
from liaison.segments.models import Segment
from liaison.store.models import Setting
from liaison.store.settings import DEFAULTS, all_settings
from liaison.store.tables import Record, table_of
from liaison.visits.fields import ContactKind, ContactState, Direction
from liaison.visits.models import FollowUp, FollowUpStep, Trip, TripCadre, Visit, VisitCadre, VisitRepresentative

Values: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Mapping[int, Values]
CHUNK = 500


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """A contact record with those who took part, in the order in which they were named."""

    id: int
    happened_on: date
    kind: ContactKind
    state: ContactState
    direction: Direction
    place: str
    summary: str
    trip_id: int | None
    cadre_ids: tuple[int, ...]
    representative_ids: tuple[int, ...]


@dataclass(frozen=True)
class Records:
    """Every record of the store but the contact records, each table by id and in the order of its ids.

    ``addresses`` are by person, the first one first; ``travellers`` are the cadres of each trip.
    """

    cadres: Rows
    people: Rows
    households: Rows
    rules: Mapping[int, RuleView]
    pairings: Rows
    addresses: Mapping[int, Sequence[Values]]
    consents: Rows
    pauses: Rows
    trips: Rows
    travellers: Mapping[int, tuple[int, ...]]
    follow_ups: Rows
    steps: Rows
    segments: Rows
    settings: Mapping[str, Any]
    chosen: frozenset[str]
    """The settings that the office has chosen itself."""


def read_records(session: Session) -> Records:
    """Read everything but the contact records."""
    addresses: dict[int, list[Values]] = defaultdict(list)
    for row in table_rows(session, Address).values():
        addresses[row["representative_id"]].append(row)
    return Records(
        cadres=table_rows(session, Cadre),
        people=table_rows(session, Representative),
        households=table_rows(session, Household),
        rules={view.id: view for view in rule_views(session)},
        pairings=table_rows(session, Pairing),
        addresses=addresses,
        consents=table_rows(session, ChannelConsent),
        pauses=table_rows(session, Pause),
        trips=table_rows(session, Trip),
        travellers=_links(session, TripCadre.trip_id, TripCadre.cadre_id),
        follow_ups=table_rows(session, FollowUp),
        steps=table_rows(session, FollowUpStep),
        segments=table_rows(session, Segment),
        settings=all_settings(session),
        chosen=frozenset(name for name in session.scalars(select(col(Setting.name))) if name in DEFAULTS),
    )


def read_visits(
    session: Session, first: date | None = None, last: date | None = None, *, by_day: bool = False
) -> Iterator[VisitRecord]:
    """The contact records of all days, or of those from ``first`` to ``last``, by id, or by day and then id."""
    table = table_of(Visit)
    names = ("id", "happened_on", "kind", "state", "direction", "place", "summary", "trip_id")
    query = select(*(table.c[name] for name in names))
    if first is not None and last is not None:
        query = query.where(table.c.happened_on.between(first, last))
    query = query.order_by(table.c.happened_on, table.c.id) if by_day else query.order_by(table.c.id)
    rows = session.connection().execute(query).all()
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        ids = [row[0] for row in part]
        cadres = _links(session, VisitCadre.visit_id, VisitCadre.cadre_id, ids)
        people = _links(session, VisitRepresentative.visit_id, VisitRepresentative.representative_id, ids)
        for row in part:
            taking_part = (cadres.get(row[0], ()), people.get(row[0], ()))
            yield VisitRecord(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], *taking_part)


def visits_of(session: Session, people: Sequence[int]) -> dict[tuple[int, date], list[int]]:
    """The contact records of people by person and day, in the order of their ids."""
    found: dict[tuple[int, date], list[int]] = defaultdict(list)
    for start in range(0, len(people), CHUNK):
        query = (
            select(col(VisitRepresentative.representative_id), col(Visit.happened_on), col(Visit.id))
            .join(Visit, col(Visit.id) == col(VisitRepresentative.visit_id))
            .where(col(VisitRepresentative.representative_id).in_(people[start : start + CHUNK]))
            .order_by(col(Visit.id))
        )
        for person, day, visit_id in session.execute(query):
            found[person, day].append(visit_id or 0)
    return found


def days_of(session: Session, visits: Sequence[int]) -> dict[int, date]:
    """The days of contact records."""
    found: dict[int, date] = {}
    for start in range(0, len(visits), CHUNK):
        query = select(col(Visit.id), col(Visit.happened_on)).where(col(Visit.id).in_(visits[start : start + CHUNK]))
        found.update((row_id or 0, day) for row_id, day in session.execute(query))
    return found


def table_rows(session: Session, model: type[Record]) -> dict[int, Values]:
    """The rows of a table by id, in the order of the ids."""
    table = table_of(model)
    rows = session.connection().execute(select(table).order_by(table.c.id)).mappings()
    return {row["id"]: MappingProxyType(dict(row)) for row in rows}


def _links(session: Session, one: Any, many: Any, ids: Sequence[int] | None = None) -> dict[int, tuple[int, ...]]:
    table = one.property.columns[0].table
    query = select(col(one), col(many)).order_by(table.c.id)
    if ids is not None:
        query = query.where(col(one).in_(ids))
    linked: dict[int, list[int]] = defaultdict(list)
    for key, value in session.execute(query):
        linked[key].append(value)
    return {key: tuple(values) for key, values in linked.items()}
