"""Planning what happened: trips and contact records."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from liaison.errors import InvalidInputError
from liaison.exchange.check import Progress
from liaison.exchange.draft import Draft, differences, repeats, require
from liaison.exchange.planned import Planned, Verdict
from liaison.exchange.records import read_visits
from liaison.exchange.resolve import JOINER, named, several
from liaison.exchange.sheets import TRIPS, VISITS
from liaison.text.words import _
from liaison.visits.fields import ContactState, Direction
from liaison.visits.models import Trip, TripCadre, Visit, VisitCadre, VisitRepresentative
from liaison.visits.rules import check_trip

_EVERY = 1000
_Key: TypeAlias = tuple[Any, ...]
Contact: TypeAlias = int | Planned
"""A contact record by its id, or the row of one that is not taken in."""


@dataclass
class Contacts:
    """The contact records that the file speaks of, by person and day and by the number that joins the sheets."""

    by_day: dict[tuple[int, date], list[Contact]]
    by_number: dict[str, Contact]


def plan_trips(draft: Draft) -> None:
    """The journeys, by their names."""
    held = {row["name"]: row for row in draft.held.trips.values()}
    for name, row in held.items():
        draft.trips.add(name, row["id"])
    seen: dict[str, Planned] = {}
    for planned in draft.rows(TRIPS):
        name = planned.row.values.get("name", "")
        before = held.get(name)
        if name in seen:
            repeats(draft, planned, seen[name], _("This trip stands in row {row} already."))
            continue
        seen[name] = planned
        staff = several(planned, TRIPS.column("cadres"), draft.cadres)
        values = {n: v for n, v in planned.row.values.items() if n != "cadres"}
        whole = {**(before or {}), **values}
        try:
            check_trip(whole.get("from_on"), whole.get("until"))
        except InvalidInputError as error:
            require(planned, error)
        if planned.rejected:
            if before is None and name:
                draft.trips.add_rejected(name, planned)
            continue
        if before is None:
            planned.verdict = Verdict.NEW
            trip = draft.new(Trip, values)
            draft.trips.add(name, trip)
        else:
            trip = before["id"]
            draft.edit(Trip, trip, differences(planned, before, values))
        _plan_travellers(draft, planned, trip, staff)


def plan_visits(draft: Draft, progress: Progress | None = None) -> Contacts:
    """The contact records: equal rows are as many records, of which the store may have some already."""
    rows = draft.rows(VISITS)
    pool = _pool(draft, rows)
    found = Contacts(defaultdict(list), {})
    for done, planned in enumerate(rows, 1):
        if progress is not None and (done % _EVERY == 0 or done == len(rows)):
            progress(_("Comparing the contact records"), done, len(rows))
        staff = several(planned, VISITS.column("cadres"), draft.cadres)
        people = several(planned, VISITS.column("representatives"), draft.people)
        trip = named(planned, VISITS.column("trip"), draft.trips)
        values = planned.row.values
        if values.get("number") in found.by_number:
            planned.reject(VISITS.column("number"), _("This number stands above already."))
        contact: Contact = planned
        if not planned.rejected:
            held = pool.get(_visit_key(values, trip, staff, people))
            contact = held.popleft() if held else _new_visit(draft, planned, trip, staff, people)
        if "happened_on" in values:
            for person in people:
                found.by_day[person, values["happened_on"]].append(contact)
        if "number" in values:
            found.by_number.setdefault(values["number"], contact)
    return found


def _plan_travellers(draft: Draft, planned: Planned, trip: int, staff: Sequence[int]) -> None:
    before = draft.held.travellers.get(trip, ())
    if not staff or set(staff) == set(before):
        return
    if planned.verdict is Verdict.NEW:
        for cadre in staff:
            draft.new(TripCadre, {"trip_id": trip, "cadre_id": cadre})
        return
    old = JOINER.join(draft.held.cadres[cadre]["name"] for cadre in before)
    planned.differs(TRIPS.column("cadres"), old, planned.row.values["cadres"])
    planned.verdict = Verdict.CHANGED
    draft.plan.travellers[trip] = staff


def _pool(draft: Draft, rows: Sequence[Planned]) -> dict[_Key, deque[int]]:
    """The contact records of the store on the days that the file speaks of, by what they say."""
    days = [planned.row.values["happened_on"] for planned in rows if "happened_on" in planned.row.values]
    pool: dict[_Key, deque[int]] = defaultdict(deque)
    if not days:
        return pool
    wanted = set(days)
    for visit in read_visits(draft.session, min(days), max(days)):
        if visit.happened_on in wanted:
            said = (visit.happened_on, visit.kind, visit.state, visit.direction, visit.place, visit.summary)
            key = (*said, visit.trip_id, frozenset(visit.cadre_ids), frozenset(visit.representative_ids))
            pool[key].append(visit.id)
    return pool


def _visit_key(values: Mapping[str, Any], trip: int | None, staff: Sequence[int], people: Sequence[int]) -> _Key:
    said = (values["happened_on"], values["kind"], values.get("state", ContactState.DONE))
    about = (values.get("direction", Direction.OUTGOING), values.get("place", ""), values.get("summary", ""))
    return (*said, *about, trip, frozenset(staff), frozenset(people))


def _new_visit(draft: Draft, planned: Planned, trip: int | None, staff: Sequence[int], people: Sequence[int]) -> int:
    planned.verdict = Verdict.NEW
    names = ("happened_on", "kind", "state", "direction", "place", "summary")
    values = {name: planned.row.values[name] for name in names if name in planned.row.values}
    visit = draft.new(Visit, {**values, "trip_id": trip})
    for cadre in staff:
        draft.new(VisitCadre, {"visit_id": visit, "cadre_id": cadre})
    for person in people:
        draft.new(VisitRepresentative, {"visit_id": visit, "representative_id": person})
    return visit
