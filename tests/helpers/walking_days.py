"""The contact rules read slowly and obviously, walking the calendar day by day; what the fast reading is held to."""

from datetime import date, timedelta

from liaison.pairing.terms import Basis, Clause, CountedBy, PairingFacts, Unit
from liaison.people.fields import PersonStatus
from liaison.visits.fields import ContactState

ONE_DAY = timedelta(days=1)


def period_holding(day: date, unit: Unit) -> list[date]:
    def name(any_day: date) -> object:
        quarter = ["Q1", "Q1", "Q1", "Q2", "Q2", "Q2", "Q3", "Q3", "Q3", "Q4", "Q4", "Q4"][any_day.month - 1]
        names = {
            Unit.MONTH: any_day.month,
            Unit.QUARTER: quarter,
            Unit.HALF_YEAR: "first half" if quarter in {"Q1", "Q2"} else "second half",
            Unit.YEAR: "whole year",
        }
        return any_day.year, names[unit]

    days = [day]
    while name(days[0] - ONE_DAY) == name(day):
        days.insert(0, days[0] - ONE_DAY)
    while name(days[-1] + ONE_DAY) == name(day):
        days.append(days[-1] + ONE_DAY)
    return days


def walk_on(anchor: date, amount: int, unit: Unit) -> date:
    day = anchor
    if unit is not Unit.MONTH:
        for _ in range(amount * (7 if unit is Unit.WEEK else 1)):
            day += ONE_DAY
        return day
    months_begun = 0
    while months_begun < amount:
        day += ONE_DAY
        months_begun += day.day == 1
    while day.day < anchor.day and (day + ONE_DAY).day != 1:
        day += ONE_DAY
    return day


def counting_days(clause: Clause, facts: PairingFacts, today: date) -> list[date]:
    days = []
    for contact in facts.contacts:
        counts = contact.state == ContactState.DONE and contact.happened_on <= today
        if len(clause.kinds) > 0 and contact.kind not in clause.kinds:
            counts = False
        if clause.by == CountedBy.PAIRED:
            counts = counts and facts.cadre_id in contact.cadre_ids and contact.happened_on >= facts.started_on
        if counts:
            days.append(contact.happened_on)
    return days


def slow_clause_due(clause: Clause, facts: PairingFacts, today: date) -> date:
    counting = counting_days(clause, facts, today)
    start = facts.started_on
    if facts.counts_from is not None and facts.counts_from > start:
        start = facts.counts_from
    if clause.frequency.basis is Basis.ROLLING:
        anchor = walked = start
        while walked < today:
            walked += ONE_DAY
            if walked in counting:
                anchor = walked
        return walk_on(anchor, clause.frequency.amount, clause.frequency.unit)
    unit = clause.frequency.unit
    current = period_holding(start, unit)
    if current.index(start) > len(current) - 1 - current.index(start):
        current = period_holding(current[-1] + ONE_DAY, unit)
    walked = current[0]
    while walked <= today:
        if walked in counting and walked not in current:
            current = period_holding(walked, unit)
        walked += ONE_DAY
    if sum(day in current for day in counting) < clause.frequency.amount:
        return current[-1]
    return period_holding(current[-1] + ONE_DAY, unit)[-1]


def slow_standing(facts: PairingFacts, today: date, soon: int) -> dict[str, object]:
    clauses = () if facts.rule is None else facts.rule.clauses
    counted = sorted(day for clause in clauses for day in counting_days(clause, facts, today))
    answer: dict[str, object] = {
        "due_on": None,
        "due_clause": None,
        "days_late": 0,
        "last_contact_on": counted[-1] if counted else None,
        "paused_until": None,
    }
    lasting = [p for p in facts.pauses if p.from_on <= today and (p.until is None or today <= p.until)]
    if facts.person_status != PersonStatus.ACTIVE and (facts.status_since is None or today >= facts.status_since):
        return answer | {"status": "no_contact"}
    if lasting:
        ends = [p.until for p in lasting if p.until is not None]
        return answer | {"status": "paused", "paused_until": max(ends) if len(ends) == len(lasting) else None}
    if len(clauses) == 0:
        return answer | {"status": "no_rule"}
    due_days = [slow_clause_due(clause, facts, today) for clause in clauses]
    due_on = sorted(due_days)[0]
    index = due_days.index(due_on)
    for pause in facts.pauses:
        if pause.from_on <= today and pause.until is not None:
            earliest = pause.until
            for _ in range(1 if pause.of_pairing else 14):
                earliest += ONE_DAY
            while due_on < earliest:
                due_on += ONE_DAY
    late = 0
    while due_on + late * ONE_DAY < today:
        late += 1
    if late:
        status = "overdue" if counted else "never"
    else:
        status = "due_soon" if due_on in [today + n * ONE_DAY for n in range(soon + 1)] else "ok"
    return answer | {"status": status, "due_on": due_on, "due_clause": index, "days_late": late}
