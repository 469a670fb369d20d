"""Whether a row of people is somebody whom the store has: by number, else by name and unit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain
from typing import Any, TypeAlias

from liaison.exchange.alike import is_somebody_else, note_decided, same_person
from liaison.exchange.draft import Draft, repeats
from liaison.exchange.planned import Choice, Planned
from liaison.exchange.records import Rows, Values
from liaison.exchange.resolve import is_label
from liaison.exchange.sheets import Sheet
from liaison.text.words import _

_Who: TypeAlias = tuple[str, str]


def match_people(draft: Draft, sheet: Sheet, held: Rows) -> list[tuple[Planned, int | None]]:
    """Each row with the id of the person whom it speaks of, None for somebody new.

    Rows that cannot be told apart are rejected; rows that repeat another are left out.
    """
    matcher = _Matcher(draft, held, draft.rows(sheet))
    numbered, named = matcher.by_number(), matcher.by_name()
    if not numbered:
        return named
    found = {id(planned): person for planned, person in numbered + named}
    return [(planned, found[id(planned)]) for planned in draft.rows(sheet) if id(planned) in found]


class _Matcher:
    def __init__(self, draft: Draft, held: Rows, rows: Iterable[Planned]) -> None:
        self._draft = draft
        self._held = held
        self._numbered: list[tuple[Planned, str]] = []
        self._others: list[tuple[Planned, Any]] = []
        for planned in rows:
            number = planned.row.values.get("number")
            if number is None or is_label(number):
                self._others.append((planned, number or _key(planned)))
            else:
                self._numbered.append((planned, number))
        self._claimed: set[int] = set()
        self._by_who: dict[_Who, list[Values]] = defaultdict(list)
        self._by_name: dict[str, list[Values]] = defaultdict(list)
        for row in held.values():
            self._by_who[row["name"], row["unit"]].append(row)
            self._by_name[row["name"]].append(row)

    @cached_property
    def _in_file(self) -> Counter[str | None]:
        """How often the file has a name; rows that say the same of one person are one."""
        said = {(planned.row.values.get("name"), key) for planned, key in chain(self._numbered, self._others)}
        return Counter(name for name, _key in said)

    def by_number(self) -> list[tuple[Planned, int | None]]:
        """The rows with a number of their own."""
        numbers = {row["number"]: row["id"] for row in self._held.values() if row["number"]}
        seen: dict[str, Planned] = {}
        found: list[tuple[Planned, int | None]] = []
        for planned, number in self._numbered:
            if number in seen:
                self._repeated(planned, seen[number], _("This number stands in row {row} already."), found)
                continue
            seen[number] = planned
            person = numbers.get(number)
            if person is not None and is_somebody_else(planned, self._held[person]):
                sentence = _("The number {number} is {name}'s in the store. Write the right number, or none.")
                planned.reject(
                    planned.row.sheet.column("number"),
                    sentence.format(number=number, name=self._held[person]["name"]),
                )
            found.append((planned, person))
            if person is not None:
                self._claimed.add(person)
        for planned, person in found:
            if person is None and not planned.rejected:
                self._remark_namesake(planned)
        return found

    def by_name(self) -> list[tuple[Planned, int | None]]:
        """The rows without a number, once those with one have been given their people."""
        seen: dict[Any, Planned] = {}
        found: list[tuple[Planned, int | None]] = []
        for planned, key in self._others:
            if key in seen:
                sentence = _("This person stands in row {row} already. Give each a number (编号) if they are several.")
                self._repeated(planned, seen[key], sentence, found)
                continue
            seen[key] = planned
            person = self._named(planned) if planned.row.values.get("number") is None else self._labelled(planned)
            if person is not None:
                self._claimed.add(person)
            found.append((planned, person))
        return found

    def _repeated(
        self, planned: Planned, first: Planned, sentence: str, found: list[tuple[Planned, int | None]]
    ) -> None:
        if not planned.rejected:
            repeats(self._draft, planned, first, sentence)
        if planned.rejected:
            found.append((planned, None))

    def _free(self, rows: Iterable[Values]) -> list[Values]:
        return [row for row in rows if row["id"] not in self._claimed]

    def _labelled(self, planned: Planned) -> int | None:
        """Of people whom nothing tells apart, the one who differs least."""
        alike = [row for row in self._free(self._by_who[_who(planned)]) if row["number"] is None]
        return min(alike, key=lambda row: (_distance(planned, row), row["id"]))["id"] if alike else None

    def _named(self, planned: Planned) -> int | None:
        if planned.row.table is not None:
            return self._of_roster(planned)
        name, unit = _who(planned)
        alike = self._free(self._by_who[name, unit])
        if len(alike) > 1:
            alike = [row for row in alike if row["number"] is None] or alike
        if not alike and not unit and self._in_file[name] == 1:
            alike = self._free(self._by_name[name])
        if len(alike) > 1 and not planned.rejected:
            sentence = _("Several people of this name are in the store. Write the number (编号) to say who is meant.")
            planned.reject(planned.row.sheet.column("name"), sentence)
        return alike[0]["id"] if len(alike) == 1 else None

    def _of_roster(self, planned: Planned) -> int | None:
        """Whom a row of a roster speaks of: rosters have no numbers, and units are written in many ways."""
        decisions = self._draft.decisions
        decision = decisions.get(planned.key) if decisions else None
        if decision is not None and decision.choice is Choice.SAME and decision.person in self._held:
            note_decided(planned, self._held[decision.person])
            return decision.person
        name = planned.row.values.get("name", "")
        if name not in self._by_name:
            return None
        found = same_person(planned, self._free(self._by_name[name]), alone=self._in_file[name] == 1)
        if len(found) > 1 and not planned.rejected:
            sentence = _("Several people of this name are in the store. Write the number (编号) to say who is meant.")
            planned.reject(planned.row.sheet.column("name"), sentence)
        return found[0]["id"] if len(found) == 1 else None

    def _remark_namesake(self, planned: Planned) -> None:
        if self._free(self._by_who[_who(planned)]):
            sentence = _(
                "{sheet}, row {row}: {name} is new by the number, but the store has somebody of that name and unit."
            )
            row = planned.row
            self._draft.remark(sentence.format(sheet=row.where, row=row.number, name=row.values.get("name", "")))


def _who(planned: Planned) -> _Who:
    return planned.row.values.get("name", ""), planned.row.values.get("unit", "")


def _key(planned: Planned) -> Any:
    """What tells the people of a file apart; in rosters people without a unit are told apart by their telephones."""
    name, unit = _who(planned)
    if planned.row.table is None or unit:
        return name, unit
    return name, unit, planned.row.values.get("phone", "")


def _distance(planned: Planned, held: Mapping[str, Any]) -> int:
    given = {name: value for name, value in planned.row.values.items() if name in held and name != "number"}
    return sum(held[name] != value for name, value in given.items())
