"""What coverage and completion count, decided from the records of one pairing alone.

覆盖率 coverage = distinct active paired persons with at least one counting contact ÷ active paired persons.
完成率 completion = Σ min(done, required) ÷ Σ required, where required = N × the obliged periods that end in the span,
by calendar clauses only. A rolling clause has no periods: it is on time or late on the last day of the span.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from liaison.pairing.periods import first_day, first_obliged_period, last_day, period_of
from liaison.pairing.rules import status_on, why_not
from liaison.pairing.terms import CALENDAR_MONTHS, Basis, Clause, ContactRule, PairingFacts, Status
from liaison.people.fields import PersonStatus
from liaison.reports.spans import Span

_AT_REST = frozenset({Status.PAUSED, Status.NO_CONTACT})
_LATE = frozenset({Status.OVERDUE, Status.NEVER})


@dataclass(frozen=True)
class Obligation:
    """What one calendar clause wanted of a pairing in one period: ``ends_on`` is its last day."""

    pairing_id: int
    clause: Clause
    ends_on: date
    required: int
    done: int

    @property
    def kept(self) -> int:
        """How much of what was required was done; more than that does not make up for another period."""
        return min(self.done, self.required)


def is_active_on(facts: PairingFacts, day: date) -> bool:
    """Whether the pairing holds on a day with somebody who may be contacted on it."""
    if facts.person_status is PersonStatus.ACTIVE:
        return _stands(facts, day)
    return facts.status_since is not None and day < facts.status_since and _stands(facts, day)


def counting_contacts(facts: PairingFacts, span: Span) -> tuple[int, ...]:
    """The contacts of a span that count for any clause of the pairing's rule; the ids of their records."""
    clauses = () if facts.rule is None else facts.rule.clauses
    return tuple(
        contact.visit_id
        for contact in facts.contacts
        if span.holds(contact.happened_on) and any(why_not(contact, clause, facts) is None for clause in clauses)
    )


def obligations(facts: PairingFacts, span: Span) -> Iterator[Obligation]:
    """What the calendar clauses wanted in the obliged periods that end in a span while the pairing held.

    A period on whose last day contact rests, since a pause lasts or the person is not to be contacted, obliges nobody.
    """
    for clause in () if facts.rule is None else facts.rule.clauses:
        if clause.frequency.basis is not Basis.CALENDAR:
            continue
        months = CALENDAR_MONTHS[clause.frequency.unit]
        counted: list[date] | None = None
        first = max(first_obliged_period(facts.start, months), period_of(span.since, months))
        for period in range(first, period_of(span.until, months) + 1):
            ends_on = last_day(period, months)
            if span.holds(ends_on) and _obliges(facts, ends_on):
                counted = _counted_days(facts, clause) if counted is None else counted
                begins_on = first_day(period, months)
                done = sum(begins_on <= day <= ends_on for day in counted)
                yield Obligation(facts.pairing_id, clause, ends_on, clause.frequency.amount, done)


def rolling_clauses(facts: PairingFacts, day: date) -> tuple[tuple[Clause, bool], ...]:
    """The rolling clauses of a pairing that are reckoned with on a day, each with whether it is late on it."""
    if facts.rule is None or not is_active_on(facts, day):
        return ()
    found = []
    for clause in facts.rule.clauses:
        if clause.frequency.basis is Basis.ROLLING:
            alone = replace(facts, rule=ContactRule(facts.rule.id, facts.rule.name, (clause,)))
            status = status_on(alone, day)
            if status not in _AT_REST:
                found.append((clause, status in _LATE))
    return tuple(found)


def _stands(facts: PairingFacts, day: date) -> bool:
    """Whether the pairing holds on a day; with somebody who died or was archived later it did until then."""
    return facts.started_on <= day and (facts.ended_on is None or day < facts.ended_on)


def _obliges(facts: PairingFacts, day: date) -> bool:
    return is_active_on(facts, day) and not any(pause.lasts_on(day) for pause in facts.pauses)


def _counted_days(facts: PairingFacts, clause: Clause) -> list[date]:
    """The days of the contacts that count for a clause, one for each contact."""
    return [contact.happened_on for contact in facts.contacts if why_not(contact, clause, facts) is None]
