"""Coverage read slowly and obviously, looking at every day of a span; what the fast reckoning is held to."""

from datetime import date
from functools import cache

from liaison.pairing.terms import Basis, PairingFacts
from liaison.people.fields import PersonStatus
from liaison.reports.spans import Span
from walking_days import ONE_DAY, counting_days
from walking_days import period_holding as walked_period

period_holding = cache(walked_period)


def in_touch(facts: PairingFacts, day: date) -> bool:
    """Whether the cadre answers, on that day, for somebody who may be contacted."""
    if day < facts.started_on or (facts.ended_on is not None and day >= facts.ended_on):
        return False
    if facts.person_status == PersonStatus.ACTIVE:
        return True
    return facts.status_since is not None and day < facts.status_since


def slow_obligations(facts: PairingFacts, span: Span) -> list[tuple[date, int, int]]:
    """What each period asked for and got, found by looking at every day of the span for the end of one."""
    found = []
    for clause in () if facts.rule is None else facts.rule.clauses:
        unit = clause.frequency.unit
        if clause.frequency.basis is not Basis.CALENDAR:
            continue
        first = period_holding(facts.start, unit)
        if first.index(facts.start) > len(first) - 1 - first.index(facts.start):
            first = period_holding(first[-1] + ONE_DAY, unit)
        day = span.since
        while day <= span.until:
            period = period_holding(day, unit)
            rests = any(p.from_on <= day and (p.until is None or day <= p.until) for p in facts.pauses)
            if day == period[-1] and period[0] >= first[0] and in_touch(facts, day) and not rests:
                counted = [on for on in counting_days(clause, facts, day) if on in period]
                found.append((day, clause.frequency.amount, len(counted)))
            day += ONE_DAY
    return sorted(found)
