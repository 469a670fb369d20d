"""The contact rules: what is due for one pairing on one day, decided from its records alone.

A rule has clauses; each clause gives a due day, and the earliest of them is the pairing's, put off by pauses. *Overdue*
means that the due day lies before the day asked for.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from liaison.pairing.periods import first_obliged_period, last_day, later, period_of
from liaison.pairing.terms import (
    CALENDAR_MONTHS,
    Basis,
    Clause,
    Contact,
    ContactRule,
    CountedBy,
    Due,
    Frequency,
    PairingFacts,
    PauseSpan,
    RuleBook,
    Standing,
    Status,
    StoredDue,
    Unit,
    WhyNot,
)
from liaison.people.fields import PersonStatus
from liaison.visits.fields import ContactState

DUE_SOON_DAYS = 14
AFTER_PAUSE = timedelta(days=14)
AFTER_SNOOZE = timedelta(days=1)

_NOT_DONE: Mapping[ContactState, WhyNot] = {
    ContactState.PLANNED: WhyNot.PLANNED,
    ContactState.ATTEMPTED: WhyNot.NOT_REACHED,
    ContactState.CANCELLED: WhyNot.CANCELLED,
}


def effective_rule(
    book: RuleBook, *, sector: str, tier: str, person_rule: int | None, pairing_rule: int | None
) -> ContactRule | None:
    """The rule in force: the pairing's own, else the person's, else the tier's, the sector's, the office default.

    Raises:
        KeyError: when a rule named by id is not in the book.
    """
    for named in (pairing_rule, person_rule):
        if named is not None:
            return book.by_id[named]
    return book.by_tier.get(tier) or book.by_sector.get(sector) or book.default


def holds(facts: PairingFacts, day: date) -> bool:
    """Whether the pairing stands on ``day``: from its first day up to, not including, its end; never for the dead."""
    if facts.person_status in {PersonStatus.DECEASED, PersonStatus.ARCHIVED}:
        return False
    return facts.started_on <= day and (facts.ended_on is None or day < facts.ended_on)


def why_not(contact: Contact, clause: Clause, facts: PairingFacts) -> WhyNot | None:
    """Why a contact does not count for a clause of a pairing; nothing when it counts."""
    if contact.state is not ContactState.DONE:
        return _NOT_DONE[contact.state]
    if clause.kinds and contact.kind not in clause.kinds:
        return WhyNot.KIND
    if clause.by is CountedBy.ANYONE:
        return None
    if facts.cadre_id not in contact.cadre_ids:
        return WhyNot.WITHOUT_CADRE
    return WhyNot.BEFORE_PAIRING if contact.happened_on < facts.started_on else None


def clause_due(clause: Clause, facts: PairingFacts, contacts: Sequence[Contact]) -> date:
    """The day by which ``clause`` wants the next contact, after ``contacts`` (in any order)."""
    return _due_after(clause, facts, _counted_days(clause, facts, contacts))


def _due_after(clause: Clause, facts: PairingFacts, counted: Sequence[date]) -> date:
    """The day by which a clause wants the next contact, after those that count for it."""
    frequency = clause.frequency
    last = max(counted, default=None)
    if frequency.basis is Basis.ROLLING:
        anchor = facts.start if last is None else max(facts.start, last)
        return later(anchor, _step(frequency))
    months = CALENDAR_MONTHS[frequency.unit]
    period = _period_reached(clause, facts, last)
    enough = _count_in(period, months, counted) >= frequency.amount
    return last_day(period + 1 if enough else period, months)


def due(facts: PairingFacts, day: date) -> Due:
    """The due day as it stood on ``day``: from the contacts done up to it and the pauses begun by it."""
    return _reckon(facts, _until(facts.contacts, day), [pause for pause in facts.pauses if pause.from_on <= day])


def stored_due(facts: PairingFacts) -> StoredDue:
    """The due day from all records, without asking what day it is.

    Contacts done, pauses and since-days never lie in the future, so this is right for today and every later day until
    a record changes. ``due_on`` is empty without a rule or its clauses, for a person who is not active, and while a
    pause without an end lasts.
    """
    found = _reckon(facts, facts.contacts, facts.pauses)
    if facts.person_status is not PersonStatus.ACTIVE:
        return StoredDue(None, None, found.last_contact_on)
    return StoredDue(found.due_on, found.clause_index, found.last_contact_on)


def lasting_pause(pauses: Sequence[PauseSpan], day: date) -> PauseSpan | None:
    """The pause that lasts on ``day``; of several, the one that ends last."""
    return max((pause for pause in pauses if pause.lasts_on(day)), key=lambda p: p.until or date.max, default=None)


def status_from_stored(
    stored: StoredDue,
    day: date,
    *,
    no_contact: bool,
    paused: bool,
    ruled: bool,
    due_soon_days: int = DUE_SOON_DAYS,
) -> Status:
    """The status on ``day`` from a due day and what lies beside it.

    ``no_contact`` says that the person is not active on ``day``, ``paused`` that a pause or snooze lasts on it,
    ``ruled`` that a rule with clauses is in force.

    Raises:
        ValueError: when none of these holds and yet there is no due day.
    """
    if no_contact:
        return Status.NO_CONTACT
    if paused:
        return Status.PAUSED
    if not ruled:
        return Status.NO_RULE
    if stored.due_on is None:
        raise ValueError("a pairing with a rule, not paused, has a due day")
    days_left = (stored.due_on - day).days
    if days_left < 0:
        return Status.NEVER if stored.last_contact_on is None else Status.OVERDUE
    return Status.DUE_SOON if days_left <= due_soon_days else Status.OK


def standing(facts: PairingFacts, day: date, due_soon_days: int = DUE_SOON_DAYS) -> Standing:
    """What the rule says of a pairing on ``day``; ask `holds` first whether there is anything to say.

    Of several, no contact goes before paused, paused before no rule, no rule before the rest.
    """
    found = due(facts, day)
    pause = lasting_pause(facts.pauses, day)
    status = _status(facts, day, found, paused=pause is not None, due_soon_days=due_soon_days)
    if status in {Status.NO_CONTACT, Status.PAUSED, Status.NO_RULE}:
        found = Due(None, None, found.last_contact_on)
    return _explained(facts, day, status, found, pause)


def status_on(facts: PairingFacts, day: date, due_soon_days: int = DUE_SOON_DAYS) -> Status:
    """The status that `standing` gives, without what explains it: for the figures of a whole office."""
    paused = lasting_pause(facts.pauses, day) is not None
    return _status(facts, day, due(facts, day), paused=paused, due_soon_days=due_soon_days)


def _status(facts: PairingFacts, day: date, found: Due, *, paused: bool, due_soon_days: int) -> Status:
    inactive = facts.person_status is not PersonStatus.ACTIVE
    return status_from_stored(
        StoredDue(found.due_on, found.clause_index, found.last_contact_on),
        day,
        no_contact=inactive and (facts.status_since is None or facts.status_since <= day),
        paused=paused,
        ruled=facts.rule is not None and bool(facts.rule.clauses),
        due_soon_days=due_soon_days,
    )


def _explained(facts: PairingFacts, day: date, status: Status, found: Due, pause: PauseSpan | None) -> Standing:
    """The standing of the given status, with the contacts that explain it."""
    clauses = () if facts.rule is None else facts.rule.clauses
    clause = None if found.clause_index is None else clauses[found.clause_index]
    judged = clauses if clause is None else (clause,)
    contacts = _until(facts.contacts, day)
    counted = _latest([c for c in contacts if any(why_not(c, one, facts) is None for one in judged)])
    uncounted = _latest([c for c in contacts if judged and all(why_not(c, one, facts) for one in judged)])
    return Standing(
        pairing_id=facts.pairing_id,
        status=status,
        due_on=found.due_on,
        due_clause=found.clause_index,
        days_late=0 if found.due_on is None else max(0, (day - found.due_on).days),
        last_contact_on=found.last_contact_on,
        last_counted=counted,
        last_uncounted=uncounted,
        why_uncounted=None if uncounted is None else why_not(uncounted, judged[0], facts),
        rule=facts.rule,
        clause=clause,
        start=facts.start,
        counted_in_period=None if clause is None else _counted_so_far(clause, facts, contacts),
        paused_until=pause.until if pause is not None and status is Status.PAUSED else None,
        put_off_by=found.put_off_by,
        status_since=facts.status_since,
    )


def _reckon(facts: PairingFacts, contacts: Sequence[Contact], pauses: Sequence[PauseSpan]) -> Due:
    """The due day from these contacts and these pauses."""
    clauses = () if facts.rule is None else facts.rule.clauses
    counted = [_counted_days(clause, facts, contacts) for clause in clauses]
    last = max((day for days in counted for day in days), default=None)
    if not clauses or any(pause.until is None for pause in pauses):
        return Due(None, None, last)
    days = [_due_after(clause, facts, found) for clause, found in zip(clauses, counted, strict=True)]
    due_on = min(days)
    latest = max(pauses, key=_floor, default=None)
    if latest is None or _floor(latest) <= due_on:
        return Due(due_on, days.index(due_on), last)
    return Due(_floor(latest), days.index(due_on), last, latest)


def _floor(pause: PauseSpan) -> date:
    """The earliest due day that a pause with an end leaves."""
    if pause.until is None:
        return date.max
    return later(pause.until, AFTER_SNOOZE if pause.of_pairing else AFTER_PAUSE)


def _step(frequency: Frequency) -> relativedelta:
    """How far a rolling clause reaches from its anchor; from 31 January a month reaches 28 or 29 February."""
    match frequency.unit:
        case Unit.DAY:
            return relativedelta(days=frequency.amount)
        case Unit.WEEK:
            return relativedelta(weeks=frequency.amount)
        case _:
            return relativedelta(months=frequency.amount)


def _until(contacts: Sequence[Contact], day: date) -> list[Contact]:
    return [contact for contact in contacts if contact.happened_on <= day]


def _latest(contacts: Sequence[Contact]) -> Contact | None:
    return max(contacts, key=lambda contact: (contact.happened_on, contact.visit_id), default=None)


def _counted_days(clause: Clause, facts: PairingFacts, contacts: Sequence[Contact]) -> list[date]:
    """The days of the contacts that count for a clause, one for each contact."""
    return [contact.happened_on for contact in contacts if why_not(contact, clause, facts) is None]


def _period_reached(clause: Clause, facts: PairingFacts, last: date | None) -> int:
    """The period of the last counting contact, but not before the first obliged one."""
    months = CALENDAR_MONTHS[clause.frequency.unit]
    first = first_obliged_period(facts.start, months)
    return first if last is None else max(first, period_of(last, months))


def _count_in(period: int, months: int, counted: Sequence[date]) -> int:
    return sum(period_of(day, months) == period for day in counted)


def _counted_so_far(clause: Clause, facts: PairingFacts, contacts: Sequence[Contact]) -> int | None:
    """How many contacts a calendar clause has in the period that its due day closes; nothing for a rolling one."""
    if clause.frequency.basis is Basis.ROLLING:
        return None
    days = _counted_days(clause, facts, contacts)
    period = _period_reached(clause, facts, max(days, default=None))
    count = _count_in(period, CALENDAR_MONTHS[clause.frequency.unit], days)
    return count if count < clause.frequency.amount else 0
