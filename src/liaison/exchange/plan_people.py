"""Planning people: households, cadres, representatives with their first address, further addresses, consents."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from liaison.errors import InvalidInputError
from liaison.exchange.alike import note_alike
from liaison.exchange.draft import Draft, differences, repeats, require
from liaison.exchange.matching import match_people
from liaison.exchange.planned import Choice, Planned, Verdict
from liaison.exchange.records import Rows, Values
from liaison.exchange.resolve import Index, is_label, named, only
from liaison.exchange.sheets import ADDRESS, ADDRESSES, CADRES, CONSENTS, HOUSEHOLDS, PEOPLE, Column, Sheet
from liaison.people.models import Address, Cadre, ChannelConsent, Household, NamedPerson, Representative
from liaison.people.rules import check_birthday, check_stay
from liaison.people.search import search_line
from liaison.people.service import name_columns
from liaison.stewardship.models import KeptApart
from liaison.store.settings import SECTORS, TIERS
from liaison.text.countries import HOME
from liaison.text.remembered import Remembered
from liaison.text.words import _

_READ_BY = ("name", "reading")
_LINKS = ("rule", "household")
_OF_ADDRESS = {each.name: each.name.removeprefix(ADDRESS) for each in PEOPLE.columns if each.name.startswith(ADDRESS)}
_NOT_OWN = frozenset({*_OF_ADDRESS, *_LINKS})
_ADDRESS_DEFAULTS = {"country": HOME, "returned_on": None, "for_household": False}
_ADDRESS_NAMES = tuple(column.name for column in ADDRESSES.columns if column.name != "representative")


def plan_households(draft: Draft) -> None:
    """The households of the sheet for them, by their label."""
    for row in draft.held.households.values():
        draft.households.add(row["label"], row["id"])
    seen: dict[str, Planned] = {}
    for planned in draft.rows(HOUSEHOLDS):
        label = planned.row.values.get("label", "")
        if label in seen:
            repeats(draft, planned, seen[label], _("This household stands in row {row} already."))
        if planned.rejected or label in seen:
            continue
        seen[label] = planned
        values = {name: value for name, value in planned.row.values.items() if name == "greeting"}
        held = draft.held.households.get(draft.households.get(label) or 0)
        if held is not None:
            draft.edit(Household, held["id"], differences(planned, held, values))
            continue
        planned.verdict = Verdict.NEW
        draft.households.add(label, draft.new(Household, {"label": label, **values}))


def plan_cadres(draft: Draft) -> None:
    """The cadres, and who can be referred to as one."""
    _plan_people(draft, CADRES, Cadre, draft.held.cadres, draft.cadres)
    note_alike(draft, CADRES, draft.held.cadres)


def plan_representatives(draft: Draft) -> None:
    """The representatives, and who can be referred to as one."""
    _plan_people(draft, PEOPLE, Representative, draft.held.people, draft.people)
    note_alike(draft, PEOPLE, draft.held.people)


def plan_addresses(draft: Draft) -> None:
    """Further addresses: equal rows of one person are as many addresses."""
    pools: dict[int, Counter[tuple[Any, ...]]] = {}
    for planned in draft.rows(ADDRESSES):
        person = only(planned, ADDRESSES.column("representative"), draft.people)
        if planned.rejected or person is None:
            continue
        if person not in pools:
            rows = draft.held.addresses.get(person, ())
            pools[person] = Counter(_address_key(row) for row in rows[person in draft.addressed :])
        values = {name: planned.row.values[name] for name in _ADDRESS_NAMES if name in planned.row.values}
        key = _address_key(values)
        if pools[person][key]:
            pools[person][key] -= 1
            continue
        planned.verdict = Verdict.NEW
        draft.new(Address, {"representative_id": person, **values})


def plan_consents(draft: Draft) -> None:
    """What people have said of each channel."""
    held = {(row["representative_id"], row["channel"]): row for row in draft.held.consents.values()}
    seen: dict[tuple[int, str], Planned] = {}
    for planned in draft.rows(CONSENTS):
        person = only(planned, CONSENTS.column("representative"), draft.people)
        if planned.rejected or person is None:
            continue
        values = {name: value for name, value in planned.row.values.items() if name != "representative"}
        key = (person, values["channel"])
        if key in seen:
            repeats(draft, planned, seen[key], _("This channel of the person stands in row {row} already."))
            continue
        seen[key] = planned
        if key in held:
            draft.edit(ChannelConsent, held[key]["id"], differences(planned, held[key], values))
            continue
        planned.verdict = Verdict.NEW
        draft.new(ChannelConsent, {"representative_id": person, **values})


def _plan_people(draft: Draft, sheet: Sheet, model: type[NamedPerson], held: Rows, index: Index) -> None:
    for row in held.values():
        index.add(row["id"], row["name"], row["unit"], row["number"])
    for planned, person in match_people(draft, sheet, held):
        before = None if person is None else held[person]
        values = _own_values(planned)
        derived = {} if planned.rejected else _derived(draft, planned, before, values)
        if not planned.rejected:
            _take_in(draft, planned, model, before, values, derived, index)
        elif before is None:  # somebody who is in the store can be referred to all the same
            index.add_rejected(planned)


def _take_in(
    draft: Draft,
    planned: Planned,
    model: type[NamedPerson],
    before: Values | None,
    values: dict[str, Any],
    derived: dict[str, Any],
    index: Index,
) -> None:
    """Plan a sound row: somebody new, or what changes of somebody in the store.

    ``values`` are those that the row gives of the person's own record, ``derived`` the columns that follow from them.
    """
    whole = values
    if before is None:
        planned.verdict = Verdict.NEW
        values.update(derived)
        if model is Representative:
            values["search_text"] = search_line(values)
        person = draft.new(model, values)
        _keep_apart(draft, planned, person)
    else:
        person = before["id"]
        draft.edit(model, person, {**differences(planned, before, values), **derived})
        whole = {**before, **values}
    index.add(person, whole["name"], whole.get("unit", ""), planned.row.values.get("number"))
    if planned.row.sheet is PEOPLE:
        _plan_first_address(draft, planned, person)
        draft.word(SECTORS, values.get("sector", ""))
        draft.word(TIERS, values.get("tier", ""))


def _keep_apart(draft: Draft, planned: Planned, person: int) -> None:
    """Note for good that somebody new is not who the row may seem to speak of."""
    if not draft.decisions:
        return
    decision = draft.decisions.get(planned.key)
    if decision is None or decision.choice is not Choice.APART or planned.row.sheet is not PEOPLE:
        return
    if decision.person in draft.held.people:
        draft.new(KeptApart, {"first_id": decision.person, "second_id": person, "kept_on": draft.today})


def _parted(names: tuple[str, ...]) -> tuple[Sequence[str], Sequence[tuple[str, str]]]:
    """Which values of a row are not of the person's own record, and which are of an address, with their names there."""
    return [name for name in names if name in _NOT_OWN], [(n, _OF_ADDRESS[n]) for n in names if n in _OF_ADDRESS]


_PARTED = Remembered(_parted)  # the rows of a table give much the same


def _own_values(planned: Planned) -> dict[str, Any]:
    """The values of the person's own record that the row gives."""
    values = dict(planned.row.values)
    for name in _PARTED[tuple(values)][0]:
        del values[name]
    if "number" in values and is_label(values["number"]):
        del values["number"]
    return values


def _derived(draft: Draft, planned: Planned, before: Values | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that follow from what a row gives; the row is rejected where it makes no sense."""
    whole = values if before is None else {**before, **values}
    columns: dict[str, Any] = {}
    try:
        if planned.row.sheet is PEOPLE:
            check_birthday(whole)
        else:
            check_stay(whole.get("joined_on"), whole.get("left_on"))
        if before is None or any(before[name] != whole[name] for name in _READ_BY):
            columns = name_columns(whole["name"], whole.get("reading", ""))
    except InvalidInputError as error:
        require(planned, InvalidInputError(error.sentence, field=error.field or "reading"))
    if planned.row.sheet is PEOPLE:
        columns |= _links(draft, planned, before)
    return columns


def _links(draft: Draft, planned: Planned, before: Values | None) -> dict[str, Any]:
    """The rule and the household that a row names, where they differ from those held."""
    columns: dict[str, Any] = {}
    if planned.row.values.keys().isdisjoint(_LINKS):
        return columns
    rule_column, household_column = (PEOPLE.column(name) for name in _LINKS)
    rule = named(planned, rule_column, draft.rules)
    if planned.rejected:
        return columns
    if rule is not None:
        held = draft.held.rules.get(before["rule_id"] or 0) if before else None
        if before is None or _link_differs(planned, rule_column, held.name if held else ""):
            columns["rule_id"] = rule
    label = planned.row.values.get("household", "")
    if label:
        home = draft.held.households.get(before["household_id"] or 0) if before else None
        if before is None or _link_differs(planned, household_column, home["label"] if home else ""):
            columns["household_id"] = _household(draft, label)
    return columns


def _link_differs(planned: Planned, column: Column, held: str) -> bool:
    differs = planned.differs(column, held, planned.row.values[column.name])
    if differs:
        planned.verdict = Verdict.CHANGED
    return differs


def _household(draft: Draft, label: str) -> int:
    household = draft.households.get(label)
    if household is None:
        household = draft.new(Household, {"label": label})
        draft.households.add(label, household)
    return household


def _plan_first_address(draft: Draft, planned: Planned, person: int) -> None:
    values = _first_address(planned)
    if not values:
        return
    held = draft.held.addresses.get(person)
    draft.addressed.add(person)
    if held:
        draft.edit(Address, held[0]["id"], differences(planned, held[0], values, ADDRESS))
        return
    if planned.verdict is not Verdict.NEW:
        differences(planned, dict.fromkeys(values), values, ADDRESS)
    values["representative_id"] = person
    draft.new(Address, values)


def _first_address(planned: Planned) -> dict[str, Any]:
    values = planned.row.values
    return {short: values[name] for name, short in _PARTED[tuple(values)][1]}


def _address_key(values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(values.get(name) or _ADDRESS_DEFAULTS.get(name) for name in _ADDRESS_NAMES)
