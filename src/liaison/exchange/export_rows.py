"""The rows that export writes: for each sheet the values of its columns, people named by what finds them again."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlmodel import Session

from liaison.exchange.letter_records import LetterRecords, read_letters
from liaison.exchange.letter_rows import LETTER_ROWS
from liaison.exchange.plan_rules import setting_rows
from liaison.exchange.records import (
    Records,
    Rows,
    Values,
    VisitRecord,
    days_of,
    read_records,
    read_visits,
    visits_of,
)
from liaison.exchange.resolve import JOINER, Index, label, with_unit
from liaison.exchange.sheets import (
    ADDRESS,
    ADDRESSES,
    CADRES,
    CONSENTS,
    FOLLOW_UP_STEPS,
    FOLLOW_UPS,
    HOUSEHOLDS,
    NO_CLAUSES,
    PAIRINGS,
    PAUSES,
    PEOPLE,
    RULES,
    SEGMENTS,
    SETTINGS,
    TRIPS,
    VISITS,
    Sheet,
)

RowValues: TypeAlias = dict[str, Any]
"""The values of one row by column; a column of several references holds a list, others one value or None."""


class References:
    """How each of some people is named: by a name of their own, else by number, else by name and unit.

    ``labels`` are given instead of a number to those whom nothing tells apart.
    """

    def __init__(self, people: Rows) -> None:
        index = Index()
        for row in people.values():
            index.add(row["id"], row["name"], row["unit"], row["number"])
        alike = Counter((row["name"], row["unit"]) for row in people.values())
        self.labels: dict[int, str] = {}
        self._named: dict[int, str] = {}
        for row in people.values():
            person, number = row["id"], row["number"]
            ways = [row["name"], *([number] if number else []), with_unit(row["name"], row["unit"])]
            found = next((way for way in ways if self._finds(index, way, person)), None)
            if number is None and (found is None or alike[row["name"], row["unit"]] > 1):
                self.labels[person] = label(len(self.labels) + 1)
            self._named[person] = found or self.labels.get(person) or number

    def one(self, person: int | None) -> str | None:
        """The reference to somebody."""
        return None if person is None else self.labels.get(person, self._named[person])

    def several(self, people: Sequence[int]) -> list[str]:
        """The references to several people."""
        return [self.labels.get(person, self._named[person]) for person in people]

    @staticmethod
    def _finds(index: Index, way: str, person: int) -> bool:
        """Whether a reference means somebody and no one else, even between others in one cell."""
        return index.is_one_part(way) and index.meant(way) == {person}


@dataclass(frozen=True)
class Contact:
    """A contact in which something came up: its day, and what joins the sheets where the day does not tell it."""

    day: date
    label: str | None


@dataclass(frozen=True)
class Exported:
    """A store ready to be written out, read from one moment of it."""

    session: Session
    records: Records
    letters: LetterRecords
    cadres: References
    people: References
    contacts: Mapping[int, Contact]
    follow_ups: Mapping[int, str]
    """What joins the follow-ups of which steps are told to those steps."""
    chosen: frozenset[int] | None = None

    def rows(self, sheet: Sheet) -> Iterator[RowValues]:
        """The rows of a sheet."""
        return _ROWS[sheet](self)


def exported(session: Session, people: Collection[int] | None = None) -> Exported:
    """Read a store for export; of the sheet of representatives only ``people`` where some are chosen."""
    records = read_records(session)
    letters = read_letters(session)
    contacts = _contacts(session, records, letters)
    told = sorted({row["follow_up_id"] for row in records.steps.values()})
    follow_ups = {row_id: label(place) for place, row_id in enumerate(told, 1)}
    chosen = None if people is None else frozenset(people)
    names = References(records.cadres), References(records.people)
    return Exported(session, records, letters, *names, contacts, follow_ups, chosen)


def _contacts(session: Session, records: Records, letters: LetterRecords) -> dict[int, Contact]:
    """The contacts that other rows tell of; where the person was there twice that day, or not, they get a label."""
    telling = (*records.follow_ups.values(), *letters.members.values())
    asked = [(row["representative_id"], row["visit_id"]) for row in telling if row["visit_id"]]
    on_day = visits_of(session, sorted({person for person, _visit in asked}))
    only = {(person, visits[0]): day for (person, day), visits in on_day.items() if len(visits) == 1}
    days = days_of(session, sorted({visit for _person, visit in asked}))
    unclear = {visit for person, visit in asked if (person, visit) not in only and visit in days}
    labels = {visit: label(place) for place, visit in enumerate(sorted(unclear, key=lambda v: (days[v], v)), 1)}
    return {visit: Contact(days[visit], labels.get(visit)) for visit in days}


def _own(row: Values, sheet: Sheet, prefix: str = "") -> RowValues:
    """The values of a record under the names of the columns of a sheet."""
    names = (column.name for column in sheet.columns if column.name.startswith(prefix))
    return {name: row[name.removeprefix(prefix)] for name in names if name.removeprefix(prefix) in row}


def _cadre_rows(out: Exported) -> Iterator[RowValues]:
    for row in out.records.cadres.values():
        yield {**_own(row, CADRES), "number": row["number"] or out.cadres.labels.get(row["id"])}


def _people_rows(out: Exported) -> Iterator[RowValues]:
    held = out.records
    for row in held.people.values():
        if out.chosen is not None and row["id"] not in out.chosen:
            continue
        values = _own(row, PEOPLE)
        values["number"] = row["number"] or out.people.labels.get(row["id"])
        for address in held.addresses.get(row["id"], ())[:1]:
            values |= _own(address, PEOPLE, ADDRESS)
        if row["household_id"] is not None:
            values["household"] = held.households[row["household_id"]]["label"]
        if row["rule_id"] is not None:
            values["rule"] = held.rules[row["rule_id"]].name
        yield values


def _pairing_rows(out: Exported) -> Iterator[RowValues]:
    for row in out.records.pairings.values():
        two = {"cadre": out.cadres.one(row["cadre_id"]), "representative": out.people.one(row["representative_id"])}
        rule = None if row["rule_id"] is None else out.records.rules[row["rule_id"]].name
        yield {**_own(row, PAIRINGS), **two, "rule": rule}


def _rule_rows(out: Exported) -> Iterator[RowValues]:
    for rule in out.records.rules.values():
        head = {"name": rule.name, "scope": (rule.scope, rule.scope_value)}
        if not rule.clauses:
            yield {**head, "frequency": NO_CLAUSES}
        for clause in rule.clauses:
            yield {**head, "frequency": clause.frequency, "kinds": clause.kinds, "by": clause.by}


def _visit_rows(out: Exported) -> Iterator[RowValues]:
    for visit in read_visits(out.session, by_day=True):
        yield _visit_row(out, visit)


def _visit_row(out: Exported, visit: VisitRecord) -> RowValues:
    return {
        "happened_on": visit.happened_on,
        "kind": visit.kind,
        "state": visit.state,
        "direction": visit.direction,
        "place": visit.place,
        "summary": visit.summary,
        "trip": None if visit.trip_id is None else out.records.trips[visit.trip_id]["name"],
        "cadres": out.cadres.several(visit.cadre_ids),
        "representatives": out.people.several(visit.representative_ids),
        "number": out.contacts[visit.id].label if visit.id in out.contacts else None,
    }


def _trip_rows(out: Exported) -> Iterator[RowValues]:
    for row in out.records.trips.values():
        yield {**_own(row, TRIPS), "cadres": out.cadres.several(out.records.travellers.get(row["id"], ()))}


def _pause_rows(out: Exported) -> Iterator[RowValues]:
    for row in out.records.pauses.values():
        values = {**_own(row, PAUSES), "representative": out.people.one(row["representative_id"])}
        if row["pairing_id"] is not None:
            pairing = out.records.pairings[row["pairing_id"]]
            values |= {"cadre": out.cadres.one(pairing["cadre_id"]), "started_on": pairing["started_on"]}
        yield values


def _follow_up_rows(out: Exported) -> Iterator[RowValues]:
    for row in out.records.follow_ups.values():
        who = {"representative": out.people.one(row["representative_id"]), "cadre": out.cadres.one(row["cadre_id"])}
        contact = out.contacts.get(row["visit_id"])
        where = {} if contact is None else {"contact_day": contact.day, "contact_number": contact.label}
        yield {**_own(row, FOLLOW_UPS), **who, **where, "number": out.follow_ups.get(row["id"])}


def _step_rows(out: Exported) -> Iterator[RowValues]:
    for row in out.records.steps.values():
        yield {**_own(row, FOLLOW_UP_STEPS), "number": out.follow_ups[row["follow_up_id"]]}


def _address_rows(out: Exported) -> Iterator[RowValues]:
    for person, addresses in sorted(out.records.addresses.items()):
        for row in addresses[1:]:
            yield {**_own(row, ADDRESSES), "representative": out.people.one(person)}


def _consent_rows(out: Exported) -> Iterator[RowValues]:
    for row in out.records.consents.values():
        yield {**_own(row, CONSENTS), "representative": out.people.one(row["representative_id"])}


def _household_rows(out: Exported) -> Iterator[RowValues]:
    for row in out.records.households.values():
        yield _own(row, HOUSEHOLDS)


def _segment_rows(out: Exported) -> Iterator[RowValues]:
    for row in out.records.segments.values():
        yield _own(row, SEGMENTS)


def _setting_rows(out: Exported) -> Iterator[RowValues]:
    for name, value in setting_rows(out.records.settings):
        yield {"name": name, "value": value}


_ROWS: Mapping[Sheet, Callable[[Exported], Iterator[RowValues]]] = {
    CADRES: _cadre_rows,
    PEOPLE: _people_rows,
    PAIRINGS: _pairing_rows,
    RULES: _rule_rows,
    VISITS: _visit_rows,
    TRIPS: _trip_rows,
    PAUSES: _pause_rows,
    FOLLOW_UPS: _follow_up_rows,
    FOLLOW_UP_STEPS: _step_rows,
    ADDRESSES: _address_rows,
    CONSENTS: _consent_rows,
    HOUSEHOLDS: _household_rows,
    SEGMENTS: _segment_rows,
    SETTINGS: _setting_rows,
    **LETTER_ROWS,
}


def cell_of(sheet: Sheet, name: str, value: Any) -> str | date | None:
    """A value as the workbook writes it: a day, or text."""
    if isinstance(value, list):
        return JOINER.join(value)
    if value is None or isinstance(value, date):
        return value
    return sheet.column(name).show(value)
