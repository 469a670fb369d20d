"""The terms of contact rules: what a rule is made of, the records it is judged by, and what it says of a pairing.

All days are local dates. The decisions stand in `liaison.pairing.rules`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from liaison.people.fields import PersonStatus
from liaison.visits.fields import ContactKind, ContactState

MOST = 999


class Basis(StrEnum):
    """Whether a clause reckons by periods of the calendar or from the last contact."""

    CALENDAR = "calendar"
    ROLLING = "rolling"


class Unit(StrEnum):
    """The length that a clause reckons with; days and weeks only roll, a quarter and longer are calendar periods."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class CountedBy(StrEnum):
    """Whose contacts count for a clause."""

    PAIRED = "paired"
    ANYONE = "anyone"


class Status(StrEnum):
    """What the rule says of one pairing on one day."""

    OK = "ok"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NEVER = "never"
    PAUSED = "paused"
    NO_CONTACT = "no_contact"
    NO_RULE = "no_rule"


class WhyNot(StrEnum):
    """Why a contact does not count for a clause; of several reasons the first in this order is given."""

    PLANNED = "planned"
    NOT_REACHED = "not_reached"
    CANCELLED = "cancelled"
    KIND = "kind"
    WITHOUT_CADRE = "without_cadre"
    BEFORE_PAIRING = "before_pairing"


CALENDAR_MONTHS: Mapping[Unit, int] = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}
ROLLING_UNITS = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH})


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often: ``amount`` times in each calendar ``unit``, or once every ``amount`` rolling ``unit``s.

    Raises:
        ValueError: when the unit does not go with the basis, or the amount is not 1 to 999.
    """

    basis: Basis
    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        fitting = CALENDAR_MONTHS if self.basis is Basis.CALENDAR else ROLLING_UNITS
        if self.unit not in fitting or not 1 <= self.amount <= MOST:
            raise ValueError(f"no such frequency: {self.basis} {self.amount} {self.unit}")


@dataclass(frozen=True, slots=True)
class Clause:
    """One demand of a rule: how often, by which kinds of contact (none named means any), by whom."""

    frequency: Frequency
    kinds: frozenset[ContactKind] = frozenset()
    by: CountedBy = CountedBy.PAIRED


@dataclass(frozen=True, slots=True)
class ContactRule:
    """How somebody is to be contacted: every clause is to be kept."""

    id: int | None
    name: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of the office: its default, those of sectors and tiers by name, and all of them by id."""

    default: ContactRule | None = None
    by_sector: Mapping[str, ContactRule] = field(default_factory=dict)
    by_tier: Mapping[str, ContactRule] = field(default_factory=dict)
    by_id: Mapping[int, ContactRule] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact record in which the representative took part."""

    visit_id: int
    happened_on: date
    kind: ContactKind
    state: ContactState
    cadre_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class PauseSpan:
    """A pause of the person, or a snooze of one pairing; ``until`` is its last day, empty while it has no end."""

    from_on: date
    until: date | None
    of_pairing: bool

    def lasts_on(self, day: date) -> bool:
        """Whether ``day`` lies in the pause."""
        return self.from_on <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class PairingFacts:
    """Everything that decides the standing of one pairing; ``rule`` is the one in force, see `effective_rule`."""

    pairing_id: int
    cadre_id: int
    started_on: date
    counts_from: date | None
    ended_on: date | None
    person_status: PersonStatus
    status_since: date | None
    rule: ContactRule | None
    contacts: tuple[Contact, ...]
    pauses: tuple[PauseSpan, ...]

    @property
    def start(self) -> date:
        """The day from which the rule reckons."""
        return self.started_on if self.counts_from is None else max(self.started_on, self.counts_from)


@dataclass(frozen=True, slots=True)
class StoredDue:
    """What the store keeps of a pairing's due day; ``due_on`` is empty while nothing can become due."""

    due_on: date | None
    due_clause: int | None
    last_contact_on: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """The due day of a pairing, the clause that sets it, and the pause that put it off, if one did."""

    due_on: date | None
    clause_index: int | None
    last_contact_on: date | None
    put_off_by: PauseSpan | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rule says of one pairing on one day, with what its reason needs.

    ``last_contact_on`` is the latest contact that counts for any clause. ``last_counted`` and ``last_uncounted`` are
    judged by the clause that sets the due day; where none does (paused, no contact), by all clauses together.
    ``counted_in_period`` is how many contacts count in the calendar period that the clause wants them in.
    """

    pairing_id: int
    status: Status
    due_on: date | None
    due_clause: int | None
    days_late: int
    last_contact_on: date | None
    last_counted: Contact | None
    last_uncounted: Contact | None
    why_uncounted: WhyNot | None
    rule: ContactRule | None
    clause: Clause | None
    start: date
    counted_in_period: int | None
    paused_until: date | None
    put_off_by: PauseSpan | None
    status_since: date | None
