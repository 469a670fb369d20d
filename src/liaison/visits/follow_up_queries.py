"""Reads of the ledger of suggestions, requests and tasks, as frozen rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlmodel import Session, col

from liaison.errors import NotFoundError
from liaison.people.models import Cadre, Representative
from liaison.store.tables import Named
from liaison.text.words import _
from liaison.visits.fields import FollowUpAction, FollowUpKind, FollowUpState, Outcome
from liaison.visits.follow_up_rules import MOVES, OPEN, OWED, Clockwork, timing
from liaison.visits.follow_ups import read_clockwork
from liaison.visits.models import FollowUp, FollowUpStep

CHUNK = 500


@dataclass(frozen=True)
class LedgerRow:
    """A suggestion, request or task, how far it has come, and how it stands on the day asked for.

    ``reason`` says in one sentence why it is overdue or to be reminded of; ``days_late`` are calendar days.
    """

    id: int
    representative: Named
    visit_id: int | None
    kind: FollowUpKind
    text: str
    in_charge: str
    cadre: Named | None
    received_on: date
    due_on: date | None
    state: FollowUpState
    outcome: Outcome | None
    answer: str
    closed_on: date | None
    reminded_on: date | None
    overdue: bool
    days_late: int
    to_remind: bool
    provisional: bool
    reason: str


@dataclass(frozen=True)
class StepRow:
    """One thing that was done about a follow-up, with the state and due day that it had afterwards."""

    id: int
    follow_up_id: int
    happened_on: date
    action: FollowUpAction
    state: FollowUpState
    due_on: date | None
    note: str


@dataclass(frozen=True)
class FollowUpFilter:
    """Which follow-ups a list is about; both days of the span of receipt count.

    ``in_charge`` is a part of the unit's name, ``to_remind`` those of which whoever is in charge is to be reminded.
    """

    state: FollowUpState | None = None
    kind: FollowUpKind | None = None
    outcome: Outcome | None = None
    open_only: bool = False
    overdue: bool = False
    to_remind: bool = False
    in_charge: str = ""
    cadre_id: int | None = None
    representative_id: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class FollowUpCounts:
    """How many follow-ups there are: in each state, with each outcome (of those closed), overdue, to be reminded of."""

    states: Mapping[FollowUpState, int]
    outcomes: Mapping[Outcome | None, int]
    overdue: int
    to_remind: int

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(self.states.values())


def follow_up_ids(session: Session, wanted: FollowUpFilter, today: date, limit: int | None = None) -> list[int]:
    """The ids of the follow-ups that fit: what is owed first, the earliest due day first; then the latest received."""
    owed = col(FollowUp.state).in_(OWED)
    due = case((and_(owed, col(FollowUp.due_on).is_not(None)), col(FollowUp.due_on)), else_=date.max)
    query = (
        select(col(FollowUp.id))
        .where(*_conditions(wanted, today))
        .order_by(case((owed, 0), else_=1), due, col(FollowUp.received_on).desc(), col(FollowUp.id).desc())
    )
    if wanted.to_remind:
        found = to_remind_ids(session, today)
        return [row_id for row_id in session.scalars(query) if row_id in found][:limit]
    return [row_id for row_id in session.scalars(query.limit(limit)) if row_id is not None]


def to_remind_ids(session: Session, today: date) -> set[int]:
    """The follow-ups of which whoever is in charge is to be reminded now."""
    clockwork = read_clockwork(session)
    query = select(FollowUp).where(
        col(FollowUp.state).in_(MOVES[FollowUpAction.REMIND]), col(FollowUp.due_on) <= clockwork.horizon(today)
    )
    rows = [(row.key, row.state, row.due_on) for row in session.scalars(query)]
    reminded = _reminded(session, [row_id for row_id, _state, _due in rows])
    return {
        row_id
        for row_id, state, due_on in rows
        if timing(
            state, due_on, in_charge="", reminded_on=reminded.get(row_id), today=today, clockwork=clockwork
        ).to_remind
    }


def ledger_rows(session: Session, ids: Sequence[int], today: date) -> list[LedgerRow]:
    """The follow-ups of a list, in the order of ``ids``."""
    clockwork = read_clockwork(session)
    found: dict[int, LedgerRow] = {}
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        reminded = _reminded(session, part)
        query = (
            select(FollowUp, col(Representative.name), col(Cadre.name))
            .join(Representative, col(Representative.id) == col(FollowUp.representative_id))
            .outerjoin(Cadre, col(Cadre.id) == col(FollowUp.cadre_id))
            .where(col(FollowUp.id).in_(part))
        )
        for row, person, cadre in session.execute(query):
            names = (person, cadre)
            found[row.key] = _ledger_row(row, names, reminded.get(row.key), today, clockwork)
    return [found[row_id] for row_id in ids if row_id in found]


def ledger_row(session: Session, follow_up_id: int, today: date) -> LedgerRow:
    """One follow-up.

    Raises:
        NotFoundError: when there is none.
    """
    rows = ledger_rows(session, [follow_up_id], today)
    if not rows:
        sentence = _("There is no suggestion or request with the number {id}.")
        raise NotFoundError(sentence.format(id=follow_up_id))
    return rows[0]


def ledger(session: Session, wanted: FollowUpFilter, today: date, limit: int | None = None) -> list[LedgerRow]:
    """The follow-ups that fit, whole, in the order of `follow_up_ids`."""
    return ledger_rows(session, follow_up_ids(session, wanted, today, limit), today)


def follow_up_steps(
    session: Session, *, follow_up_id: int | None = None, representative_id: int | None = None
) -> list[StepRow]:
    """What was done about one follow-up, or about those of one person, in the order in which it was noted."""
    query = select(FollowUpStep).order_by(col(FollowUpStep.id))
    if follow_up_id is not None:
        query = query.where(col(FollowUpStep.follow_up_id) == follow_up_id)
    if representative_id is not None:
        query = query.join(FollowUp, col(FollowUp.id) == col(FollowUpStep.follow_up_id))
        query = query.where(col(FollowUp.representative_id) == representative_id)
    return [
        StepRow(step.key, step.follow_up_id, step.happened_on, step.action, step.state, step.due_on, step.note)
        for step in session.scalars(query)
    ]


def count_follow_ups(session: Session, wanted: FollowUpFilter, today: date) -> FollowUpCounts:
    """How many of the follow-ups that fit are in each state and have each outcome."""
    query = select(col(FollowUp.state), col(FollowUp.outcome), func.count(col(FollowUp.id)))
    query = query.where(*_conditions(wanted, today)).group_by(col(FollowUp.state), col(FollowUp.outcome))
    if wanted.to_remind:
        query = query.where(col(FollowUp.id).in_(to_remind_ids(session, today)))
    states: Counter[FollowUpState] = Counter()
    outcomes: Counter[Outcome | None] = Counter()
    for state, outcome, count in session.execute(query):
        states[state] += count
        if state is FollowUpState.CLOSED:
            outcomes[outcome] += count
    late = select(func.count(col(FollowUp.id))).where(*_conditions(replace(wanted, overdue=True), today))
    if wanted.to_remind:
        late = late.where(col(FollowUp.id).in_(to_remind_ids(session, today)))
    remind = len(follow_up_ids(session, replace(wanted, to_remind=True), today))
    return FollowUpCounts(dict(states), dict(outcomes), int(session.scalar(late) or 0), remind)


def _conditions(wanted: FollowUpFilter, today: date) -> Iterable[ColumnElement[bool]]:
    pairs = (
        (FollowUp.state, wanted.state),
        (FollowUp.kind, wanted.kind),
        (FollowUp.outcome, wanted.outcome),
        (FollowUp.cadre_id, wanted.cadre_id),
        (FollowUp.representative_id, wanted.representative_id),
    )
    yield from (col(column) == value for column, value in pairs if value is not None)
    if wanted.open_only:
        yield col(FollowUp.state).in_(OPEN)
    if wanted.overdue:
        yield and_(col(FollowUp.state).in_(OWED), col(FollowUp.due_on) < today)
    if wanted.in_charge:
        yield col(FollowUp.in_charge).contains(wanted.in_charge, autoescape=True)
    if wanted.since is not None:
        yield col(FollowUp.received_on) >= wanted.since
    if wanted.until is not None:
        yield col(FollowUp.received_on) <= wanted.until


def _ledger_row(
    row: FollowUp, names: tuple[str, str | None], reminded_on: date | None, today: date, clockwork: Clockwork
) -> LedgerRow:
    person, cadre = names
    in_charge = " ".join(part for part in (row.in_charge, cadre) if part)
    how = timing(row.state, row.due_on, in_charge=in_charge, reminded_on=reminded_on, today=today, clockwork=clockwork)
    return LedgerRow(
        row.key,
        Named(row.representative_id, person),
        row.visit_id,
        row.kind,
        row.text,
        row.in_charge,
        None if row.cadre_id is None else Named(row.cadre_id, cadre or ""),
        row.received_on,
        row.due_on,
        row.state,
        row.outcome,
        row.answer,
        row.closed_on,
        reminded_on,
        how.overdue,
        how.days_late,
        how.to_remind,
        how.provisional,
        how.reason,
    )


def _reminded(session: Session, ids: Sequence[int]) -> dict[int, date]:
    """When whoever is in charge was last reminded of each; those never reminded of are left out."""
    found: dict[int, date] = {}
    for start in range(0, len(ids), CHUNK):
        query = (
            select(col(FollowUpStep.follow_up_id), func.max(col(FollowUpStep.happened_on)))
            .where(col(FollowUpStep.follow_up_id).in_(ids[start : start + CHUNK]))
            .where(col(FollowUpStep.action) == FollowUpAction.REMIND)
            .group_by(col(FollowUpStep.follow_up_id))
        )
        found.update((row_id, day) for row_id, day in session.execute(query))
    return found
