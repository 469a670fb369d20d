"""Planning pairings and pauses."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from liaison.exchange.draft import Draft, differences
from liaison.exchange.planned import Planned, Verdict
from liaison.exchange.records import Values
from liaison.exchange.resolve import named, only, rejected_row
from liaison.exchange.sheets import PAIRINGS, PAUSES
from liaison.pairing.models import Pairing
from liaison.people.fields import PauseReason
from liaison.people.models import Pause
from liaison.text.words import _

_DAYS = ("counts_from", "ended_on", "end_reason")
_Two: TypeAlias = tuple[int, int]
_Pool: TypeAlias = Counter[tuple[Any, ...]]


@dataclass
class Span:
    """The days of one pairing; ``row`` is the row of the file that speaks of it, ``held`` the record of the store."""

    started_on: date
    ended_on: date | None
    held: Values | None
    row: Planned | None
    id: int = 0

    def meets(self, other: "Span") -> bool:
        """Whether two pairings hold on some day both."""
        first, second = sorted((self, other), key=lambda span: span.started_on)
        if first.is_empty or second.is_empty:
            return False
        return first.ended_on is None or second.started_on < first.ended_on

    @property
    def is_empty(self) -> bool:
        """Whether it ended on the day it started."""
        return self.ended_on is not None and self.ended_on <= self.started_on

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)


@dataclass
class Pairings:
    """The pairings as they are to be, by cadre and representative, and the rows that are not taken in."""

    spans: dict[_Two, list[Span]]
    rejected: dict[_Two, Planned]


def plan_pairings(draft: Draft) -> Pairings:
    """The pairings: each is known by its cadre, its representative and the day it started."""
    held: dict[_Two, list[Values]] = defaultdict(list)
    for row in draft.held.pairings.values():
        held[row["cadre_id"], row["representative_id"]].append(row)
    groups: dict[_Two, list[Planned]] = defaultdict(list)
    found = Pairings({two: _spans(rows, {}, ()) for two, rows in held.items()}, {})
    for planned in draft.rows(PAIRINGS):
        cadre = only(planned, PAIRINGS.column("cadre"), draft.cadres)
        person = only(planned, PAIRINGS.column("representative"), draft.people)
        named(planned, PAIRINGS.column("rule"), draft.rules)
        if cadre is None or person is None:
            continue
        groups[cadre, person].append(planned)
    for two, group in groups.items():
        found.spans[two] = _settled(held[two], [p for p in group if not p.rejected])
        wrong = [planned for planned in group if planned.rejected]
        if wrong:
            found.rejected[two] = wrong[0]
    taken = {id(span.row): (two, span) for two, spans in found.spans.items() for span in spans if span.row}
    for planned in draft.rows(PAIRINGS):  # in the order of the file
        if id(planned) in taken:
            two, span = taken[id(planned)]
            span.id = _take_in(draft, two, planned, span.held)
    return found


def plan_pauses(draft: Draft, pairings: Pairings) -> None:
    """The pauses: equal rows are as many pauses."""
    pool: _Pool = Counter(
        (row["representative_id"], row["pairing_id"], row["from_on"], row["until"], row["reason"])
        for row in draft.held.pauses.values()
    )
    for planned in draft.rows(PAUSES):
        person = only(planned, PAUSES.column("representative"), draft.people)
        cadre = only(planned, PAUSES.column("cadre"), draft.cadres)
        if planned.rejected or person is None:
            continue
        pairing = None if cadre is None else _pairing_meant(planned, (cadre, person), pairings)
        if planned.rejected:
            continue
        values = planned.row.values
        reason = values.get("reason", PauseReason.OTHER)
        key = (person, pairing, values["from_on"], values.get("until"), reason)
        if pool[key]:
            pool[key] -= 1
            continue
        planned.verdict = Verdict.NEW
        names = ("representative_id", "pairing_id", "from_on", "until", "reason")
        draft.new(Pause, dict(zip(names, key, strict=True)))


def _settled(held: Sequence[Values], group: Sequence[Planned]) -> list[Span]:
    """The pairings of two people, once no two of them hold at once."""
    matches = _matched(held, group)
    spans = _spans(held, matches, group)
    while (wrong := _first_conflict(spans)) is not None:
        planned, other = wrong
        _reject_overlap(planned, other)
        spans = _spans(held, matches, [row for row in group if not row.rejected])
    return spans


def _matched(held: Sequence[Values], group: Sequence[Planned]) -> dict[int, Planned]:
    """The rows by the id of the pairing that they speak of: one that started on their day, differing least."""
    matches: dict[int, Planned] = {}
    for planned in group:
        values = planned.row.values
        alike = [r for r in held if r["started_on"] == values["started_on"] and r["id"] not in matches]
        if alike:
            given = [name for name in _DAYS if name in values]
            nearest = min(alike, key=lambda r: (sum(r[name] != values[name] for name in given), r["id"]))
            matches[nearest["id"]] = planned
    return matches


def _spans(held: Sequence[Values], matches: Mapping[int, Planned], group: Sequence[Planned]) -> list[Span]:
    """The pairings of two people if the rows of ``group`` are taken in: those of the store first."""
    spans = []
    for row in held:
        planned = matches.get(row["id"])
        if planned is not None and any(planned is one for one in group):
            end = planned.row.values.get("ended_on", row["ended_on"])
            spans.append(Span(row["started_on"], end, row, planned, row["id"]))
        else:
            spans.append(Span(row["started_on"], row["ended_on"], row, None, row["id"]))
    known = {id(planned) for planned in matches.values()}
    new = [planned for planned in group if id(planned) not in known]
    return [*spans, *(Span(p.row.values["started_on"], p.row.values.get("ended_on"), None, p) for p in new)]


def _first_conflict(spans: Sequence[Span]) -> tuple[Planned, Span] | None:
    """A row that cannot be taken in beside another pairing, and that pairing; of two rows the later one."""
    for place, second in enumerate(spans):
        for first in spans[:place]:
            if first.meets(second):
                if second.row is not None:
                    return second.row, first
                if first.row is not None:
                    return first.row, second
    return None


def _reject_overlap(planned: Planned, other: Span) -> None:
    if other.ended_on is None:
        sentence = _("These two are paired already, from {start} on{where}. End that pairing first, or mend the days.")
    else:
        sentence = _("These two are paired already, from {start} to {end}{where}. Mend the days.")
    where = "" if other.row is None else _(" (row {row})").format(row=other.row.row.number)
    planned.reject(
        PAIRINGS.column("started_on"), sentence.format(start=other.started_on, end=other.ended_on, where=where)
    )


def _take_in(draft: Draft, two: _Two, planned: Planned, held: Values | None) -> int:
    values = {name: planned.row.values[name] for name in _DAYS if name in planned.row.values}
    rule_name = planned.row.values.get("rule")
    rule = None if rule_name is None else draft.rules.find(rule_name)
    if held is None:
        planned.verdict = Verdict.NEW
        counts_from = values.pop("counts_from", draft.counts_from)
        days = {"started_on": planned.row.values["started_on"], "counts_from": counts_from, **values}
        return draft.new(Pairing, {"cadre_id": two[0], "representative_id": two[1], "rule_id": rule, **days})
    changed = differences(planned, held, values)
    if rule is not None and rule != held["rule_id"]:
        before = draft.held.rules.get(held["rule_id"] or 0)
        planned.differs(PAIRINGS.column("rule"), before.name if before else None, rule_name)
        planned.verdict = Verdict.CHANGED
        changed["rule_id"] = rule
    draft.edit(Pairing, held["id"], changed)
    row_id: int = held["id"]
    return row_id


def _pairing_meant(planned: Planned, two: _Two, pairings: Pairings) -> int | None:
    """The pairing that a snooze is of: the one of the day it names, else the one that it falls into."""
    spans = sorted(pairings.spans.get(two, ()), key=lambda span: (span.is_empty, span.started_on, span.id))
    started_on = planned.row.values.get("started_on")
    if started_on is not None:
        spans = [span for span in spans if span.started_on == started_on]
    if spans:
        return _fallen_into(spans, planned.row.values["from_on"], planned.row.values["until"]).id
    column = PAUSES.column("cadre" if started_on is None else "started_on")
    if two in pairings.rejected:
        planned.reject(column, rejected_row(str(planned.row.values["cadre"]), pairings.rejected[two]))
    else:
        planned.reject(column, _("These two are not paired. Leave the cadre out for a pause of the person."))
    return None


def _fallen_into(spans: Sequence[Span], begins: date, ends: date) -> Span:
    """The pairing that holds when a snooze begins, else first while it lasts, else the last before, else the first."""
    lasting = [span for span in spans if not span.is_empty] or spans
    holding = [span for span in lasting if span.holds_on(begins)]
    met = [span for span in lasting if begins <= span.started_on <= ends]
    before = [span for span in lasting if span.started_on <= begins][-1:]
    return (holding or met or before or lasting)[0]
