"""Whom a row of a roster speaks of, and who else it may well speak of: rosters have no numbers to go by."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from liaison.exchange.draft import Draft
from liaison.exchange.planned import Alike, Choice, Planned, Verdict
from liaison.exchange.records import Rows, Values
from liaison.exchange.sheets import Sheet
from liaison.people.likeness import PROBABLE, Likeness, Traits, in_common, likeness, own_numbers

_MOST_COMPARED = 200
"""So many people who share one trait are compared, such as the number of a switchboard."""


def same_person(planned: Planned, namesakes: Sequence[Values], *, alone: bool) -> list[Values]:
    """Which people of the store, all of the name that a row has, are certainly meant; several where it cannot be told.

    That is whoever has a telephone number, e-mail or WeChat in common, else the same unit; where one of them has no
    unit, the only one of that name, if no telephone speaks against it. ``alone`` says that the file has the name once.
    """
    given = planned.row.values
    shared = [held for held in namesakes if _in_common(given, held)]
    if shared:
        return _preferred(shared, given)
    unit = given.get("unit", "")
    of_unit = [held for held in namesakes if unit and held["unit"] == unit]
    if of_unit:
        return _preferred(of_unit, given)
    open_ones = [held for held in namesakes if not (unit and held["unit"]) and not _phones_differ(given, held)]
    return open_ones if alone and (len(namesakes) == 1 or len(open_ones) > 1) else []


def is_somebody_else(planned: Planned, held: Values) -> bool:
    """Whether the number in a row of a roster is that of somebody with another name, and nothing in common."""
    given = planned.row.values
    return (
        planned.row.table is not None
        and "name" in given
        and given["name"] != held["name"]
        and not _in_common(given, held)
    )


def note_alike(draft: Draft, sheet: Sheet, held: Rows) -> None:
    """Say of each new person of a roster who in the store is probably the same, with a score and why."""
    if not held:
        return
    new = [planned for planned in draft.rows(sheet) if planned.verdict is Verdict.NEW and planned.row.table is not None]
    known = {person: Traits(row) for person, row in held.items()}
    by_trait: dict[str, list[int]] = defaultdict(list)
    for person, traits in known.items():
        for trait in _traits(traits):
            by_trait[trait].append(person)
    for planned in new:
        traits = Traits(planned.row.values)
        candidates = {person for trait in _traits(traits) for person in by_trait.get(trait, ())[:_MOST_COMPARED]}
        scored = ((likeness(traits, known[person]), person) for person in candidates)
        best = max(scored, key=lambda found: (found[0].score, -found[1]), default=None)
        if best is not None and best[0].score >= PROBABLE:
            planned.alike = _alike(held[best[1]], best[0])
            decision = draft.decisions.get(planned.key)
            planned.choice = decision.choice if decision is not None else Choice.LATER


def note_decided(planned: Planned, held: Values) -> None:
    """Say of a row that somebody has decided whom it speaks of."""
    planned.alike = _alike(held, likeness(Traits(planned.row.values), Traits(held)))
    planned.choice = Choice.SAME


def _traits(traits: Traits) -> Iterator[str]:
    """What two records that are alike have at least one of in common."""
    yield traits.key
    yield from traits.numbers
    yield from traits.sounds
    yield from (text for text in (traits.email, traits.wechat) if text)


def _alike(held: Values, found: Likeness) -> Alike:
    return Alike(held["id"], held["name"], held["unit"], found.score, found.why())


def _preferred(people: list[Values], given: Mapping[str, Any]) -> list[Values]:
    """Of several people, the one whose unit or telephone is that of the row."""
    for name in ("unit", "phone"):
        if len(people) > 1 and given.get(name):
            people = [held for held in people if held[name] == given[name]] or people
    return people


def _in_common(given: Mapping[str, Any], held: Values) -> bool:
    return in_common(Traits(given), Traits(held))


def _phones_differ(given: Mapping[str, Any], held: Values) -> bool:
    mine, theirs = own_numbers(given.get("phone") or ""), own_numbers(held.get("phone") or "")
    return bool(mine and theirs) and mine.isdisjoint(theirs)
