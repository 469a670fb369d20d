"""Planning the suggestions and requests that came up, and what was done about each."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from liaison.exchange.draft import Draft, differences
from liaison.exchange.plan_visits import Contacts
from liaison.exchange.planned import Planned, Verdict
from liaison.exchange.records import Values, visits_of
from liaison.exchange.resolve import only
from liaison.exchange.sheets import FOLLOW_UP_STEPS, FOLLOW_UPS
from liaison.text.words import _
from liaison.visits.fields import FollowUpState
from liaison.visits.follow_up_rules import OWED
from liaison.visits.follow_ups import clockwork_in
from liaison.visits.models import FollowUp, FollowUpStep

_Key: TypeAlias = tuple[Any, ...]
_SAID = ("kind", "text", "received_on")
_BECAME = ("in_charge", "state", "outcome")
_NAMES = ("kind", "text", "in_charge", "received_on", "state", "outcome")
_DEFAULTS: Mapping[str, Any] = {"in_charge": "", "state": FollowUpState.REGISTERED}
_LATER = ("due_on", "answer", "closed_on")
"""What a file may leave empty and the store may know all the same: an empty cell says nothing against it."""
_STEP_NAMES = ("happened_on", "action", "state", "due_on", "note")


@dataclass(frozen=True)
class _Told:
    """A row that can be taken in: of whom, in which contact, who is in charge; ``values`` with a due day reckoned."""

    planned: Planned
    person: int
    visit: int | None
    cadre: int | None
    values: Mapping[str, Any]

    @property
    def what(self) -> _Key:
        """What was said, whatever became of it since."""
        return _what(self.values, self.person, self.visit, self.cadre)

    @property
    def number(self) -> str:
        """What joins it to its steps."""
        return str(self.values.get("number", ""))


def plan_follow_ups(draft: Draft, contacts: Contacts) -> None:
    """The suggestions and requests, and then their steps: equal rows are as many records.

    A row that says what one record alone says and no other row does, but what became of it since, changes that record.
    """
    meant: dict[str, int | Planned] = {}
    pool: dict[_Key, list[Values]] = defaultdict(list)
    for row in draft.held.follow_ups.values():
        pool[_key(row, row["representative_id"], row["visit_id"], row["cadre_id"])].append(row)
    others: list[_Told] = []
    for told in _told(draft, contacts, meant):
        key = _key(told.values, told.person, told.visit, told.cadre)
        like = _take_likest(pool[key], told.planned.row.values, told.values)
        if like is None:
            others.append(told)
        else:
            meant[told.number] = like
    said = Counter(told.what for told in others)
    left: dict[_Key, list[Values]] = defaultdict(list)
    for row in (row for rows in pool.values() for row in rows):
        left[_what(row, row["representative_id"], row["visit_id"], row["cadre_id"])].append(row)
    for told in others:
        alone = len(left[told.what]) == said[told.what] == 1
        meant[told.number] = _changed(draft, told, left[told.what][0]) if alone else _added(draft, told)
    _plan_steps(draft, meant)


def _told(draft: Draft, contacts: Contacts, meant: dict[str, int | Planned]) -> list[_Told]:
    """The rows that can be taken in; the others are noted in ``meant`` by their number, for their steps."""
    people = [only(planned, FOLLOW_UPS.column("representative"), draft.people) for planned in draft.rows(FOLLOW_UPS)]
    with_day = [person for person in people if person is not None]
    held = visits_of(draft.session, sorted(set(with_day)))
    clockwork = clockwork_in({**draft.held.settings, **draft.plan.settings})
    numbers: set[str] = set()
    found = []
    for planned, person in zip(draft.rows(FOLLOW_UPS), people, strict=True):
        cadre = only(planned, FOLLOW_UPS.column("cadre"), draft.cadres)
        values = dict(planned.row.values)
        number = values.get("number", "")
        if number in numbers:
            planned.reject(FOLLOW_UPS.column("number"), _("This number stands above already."))
        visit = None if planned.rejected or person is None else visit_meant(planned, person, contacts, held)
        if planned.rejected or person is None:
            meant.setdefault(number, planned)
        else:
            if "due_on" not in values and values.get("state", FollowUpState.REGISTERED) in OWED:
                values["due_on"] = clockwork.due_day(values["kind"], values["received_on"])
            found.append(_Told(planned, person, visit, cadre, values))
        numbers |= {number} - {""}
    return found


def _changed(draft: Draft, told: _Told, held: Values) -> int:
    given = told.planned.row.values
    said = {name: given[name] for name in (*_BECAME, *_LATER) if name in given}
    draft.edit(FollowUp, held["id"], differences(told.planned, held, said))
    return int(held["id"])


def _added(draft: Draft, told: _Told) -> int:
    told.planned.verdict = Verdict.NEW
    who = {"representative_id": told.person, "visit_id": told.visit, "cadre_id": told.cadre}
    said = {name: told.values[name] for name in (*_NAMES, *_LATER) if name in told.values}
    return draft.new(FollowUp, {**who, **said})


def _plan_steps(draft: Draft, meant: Mapping[str, int | Planned]) -> None:
    pool: dict[_Key, int] = defaultdict(int)
    for row in draft.held.steps.values():
        pool[_step_key(row, row["follow_up_id"])] += 1
    column = FOLLOW_UP_STEPS.column("number")
    for planned in draft.rows(FOLLOW_UP_STEPS):
        if planned.rejected:
            continue
        follow_up = meant.get(planned.row.values["number"])
        if follow_up is None:
            planned.reject(column, _("There is no row with this number in the sheet 意见建议."))
        elif isinstance(follow_up, Planned):
            sentence = _("The suggestion or request in row {row} cannot be taken in. Mend that row too.")
            planned.reject(column, sentence.format(row=follow_up.row.number))
        else:
            key = _step_key(planned.row.values, follow_up)
            if pool[key]:
                pool[key] -= 1
                continue
            planned.verdict = Verdict.NEW
            values = {name: planned.row.values[name] for name in _STEP_NAMES if name in planned.row.values}
            draft.new(FollowUpStep, {"follow_up_id": follow_up, **values})


def _key(values: Mapping[str, Any], person: int, visit: int | None, cadre: int | None) -> _Key:
    said = (values.get(name, _DEFAULTS.get(name)) for name in _NAMES)
    return (person, visit, cadre, *said)


def _what(values: Mapping[str, Any], person: int, visit: int | None, cadre: int | None) -> _Key:
    return (person, visit, cadre, *(values.get(name) for name in _SAID))


def _step_key(values: Mapping[str, Any], follow_up: int) -> _Key:
    return (follow_up, *(values.get(name) or None for name in _STEP_NAMES))


def _take_likest(held: list[Values], given: Mapping[str, Any], filled: Mapping[str, Any]) -> int | None:
    """Take from the pool the record that a row means: equal in all that is given, and the likest in the rest."""
    fitting = [row for row in held if all(row[name] == given[name] for name in _LATER if name in given)]
    if not fitting:
        return None
    found = max(fitting, key=lambda row: sum((row[name] or None) == filled.get(name) for name in _LATER))
    held.remove(found)
    return int(found["id"])


def visit_meant(
    planned: Planned, person: int, contacts: Contacts, held: Mapping[tuple[int, date], Sequence[int]]
) -> int | None:
    """The contact in which something came up: the one of its number, else the person's only one of the day."""
    day, number = planned.row.values.get("contact_day"), planned.row.values.get("contact_number")
    column = planned.row.sheet.column("contact_number" if day is None else "contact_day")
    if number in contacts.by_number:
        found = [contacts.by_number[number]]
    elif day is not None:
        found = contacts.by_day.get((person, day)) or list(held.get((person, day), ()))
    elif number is None:
        return None
    else:
        found = []
    if not found:
        planned.reject(column, _("There is no such contact record with this person."))
    elif len(found) > 1:
        sentence = _(
            "There are {count} contact records with this person on {day}. Give the one that is meant a number of your"
            " own (编号) in the sheet 联系记录, and write it here in the column 联系编号."
        )
        planned.reject(column, sentence.format(count=len(found), day=day))
    elif isinstance(found[0], Planned):
        sentence = _("The contact record in row {row} cannot be taken in. Mend that row too.")
        planned.reject(column, sentence.format(row=found[0].row.number))
    else:
        return found[0]
    return None
