"""Whom a row of a roster speaks of, and who else it may well speak of: rosters have no numbers to go by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

from liaison.exchange.planned import Alike, Planned, Verdict
from liaison.exchange.records import Rows, Values
from liaison.text.phones import phone_digits
from liaison.text.words import _

PROBABLE = 60
"""From this score on (of 100), a new person is said to be probably somebody of the store."""
_LAST_DIGITS = 8


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


def note_alike(rows: Iterable[Planned], held: Rows) -> None:
    """Say of each new person of a roster who in the store is probably the same, with a score and why."""
    new = [planned for planned in rows if planned.verdict is Verdict.NEW and planned.row.table is not None]
    if not new or not held:
        return
    by_name: dict[str, list[Values]] = defaultdict(list)
    by_phone: dict[str, list[Values]] = defaultdict(list)
    for row in held.values():
        by_name[row["name"]].append(row)
        for number in _numbers(row):
            by_phone[number].append(row)
    for planned in new:
        given = planned.row.values
        candidates = {row["id"]: row for row in by_name.get(given["name"], ())}
        for number in _numbers(given):
            candidates |= {row["id"]: row for row in by_phone.get(number, ())}
        scored = [_scored(given, row) for row in candidates.values()]
        best = max(scored, key=lambda alike: (alike.score, -alike.person), default=None)
        if best is not None and best.score >= PROBABLE:
            planned.alike = best


def _scored(given: Mapping[str, Any], held: Values) -> Alike:
    """How much a new person is like one of the store.

    A telephone number in common counts 50 and the likeness of the names as much; a common name counts 60, the likeness
    of the units up to 30, a common home town 10, and telephone numbers of which none is common take away 15.
    """
    names = round(fuzz.ratio(given["name"], held["name"]))
    units = round(fuzz.ratio(given.get("unit", ""), held["unit"])) if given.get("unit") and held["unit"] else 0
    home = bool(given.get("town")) and given.get("town") == held.get("town")
    score = 50 + names // 2 if _in_common(given, held) else 60 + units * 3 // 10 if names == 100 else 0
    score += 10 * home - 15 * (_phones_differ(given, held) and not _in_common(given, held))
    why = [
        *([_("the same telephone number or address to write to")] if _in_common(given, held) else []),
        *([_("the same name")] if names == 100 else [_("names alike to {percent} %").format(percent=names)]),
        *([_("units alike to {percent} %").format(percent=units)] if units else []),
        *([_("the same home town")] if home else []),
    ]
    return Alike(held["id"], held["name"], held["unit"], min(score, 99), ", ".join(why))


def _preferred(people: list[Values], given: Mapping[str, Any]) -> list[Values]:
    """Of several people, the one whose unit or telephone is that of the row."""
    for name in ("unit", "phone"):
        if len(people) > 1 and given.get(name):
            people = [held for held in people if held[name] == given[name]] or people
    return people


def _in_common(given: Mapping[str, Any], held: Values) -> bool:
    if not _numbers(given).isdisjoint(_numbers(held)):
        return True
    return any(given.get(name) and given[name] == held.get(name) for name in ("email", "wechat"))


def _phones_differ(given: Mapping[str, Any], held: Values) -> bool:
    mine, theirs = _numbers(given), _numbers(held)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _numbers(values: Mapping[str, Any]) -> set[str]:
    """The telephone numbers, those long enough to be somebody's own, by their last digits."""
    return {number[-11:] for number in phone_digits(values.get("phone", "")).split() if len(number) >= _LAST_DIGITS}
