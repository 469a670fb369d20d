"""Suggestions and requests as reports count them; tasks are the office's own and not among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.people.models import Representative
from liaison.reports.document import Column, Figure, RecordKind, Row, Table, Unit, counted
from liaison.store.tables import Named
from liaison.text.words import _
from liaison.visits.fields import FOLLOW_UP_KIND_WORDS, FOLLOW_UP_STATE_WORDS, FollowUpKind, FollowUpState, Outcome
from liaison.visits.models import FollowUp

COUNTED_IN: dict[FollowUpKind, Unit] = {
    FollowUpKind.SUGGESTION: Unit.SUGGESTIONS,
    FollowUpKind.REQUEST: Unit.REQUESTS,
}
"""The counting word of each kind: suggestions and requests are never added up."""
SETTLED = frozenset({FollowUpState.CLOSED, FollowUpState.RETURNED})


@dataclass(frozen=True)
class Raised:
    """A suggestion or request with the person from whom it came."""

    id: int
    person_id: int
    person: str
    kind: FollowUpKind
    text: str
    in_charge: str
    received_on: date
    due_on: date | None
    state: FollowUpState
    outcome: Outcome | None

    @property
    def is_open(self) -> bool:
        """Whether it is neither closed nor sent back."""
        return self.state not in SETTLED


def raised_until(
    session: Session, until: date, since: date | None = None, people: Sequence[int] | None = None
) -> list[Raised]:
    """Suggestions and requests received up to a day, from ``since`` on, the earliest first; their state is today's."""
    columns = (
        FollowUp.id,
        FollowUp.representative_id,
        Representative.name,
        FollowUp.kind,
        FollowUp.text,
        FollowUp.in_charge,
        FollowUp.received_on,
        FollowUp.due_on,
        FollowUp.state,
        FollowUp.outcome,
    )
    query = (
        select(*map(col, columns))
        .join(Representative, col(Representative.id) == col(FollowUp.representative_id))
        .where(col(FollowUp.kind).in_(list(COUNTED_IN)), col(FollowUp.received_on) <= until)
        .order_by(col(FollowUp.received_on), col(FollowUp.id))
    )
    if since is not None:
        query = query.where(col(FollowUp.received_on) >= since)
    if people is not None:
        query = query.where(col(FollowUp.representative_id).in_(people))
    return [Raised(*row) for row in session.execute(query)]


def raised_figure(key: str, label: str, kind: FollowUpKind, raised: Iterable[Raised]) -> Figure:
    """How many suggestions, or requests, are among some of both."""
    ids = (one.id for one in raised if one.kind is kind)
    return counted(key, label, COUNTED_IN[kind], RecordKind.FOLLOW_UP, ids)


def raised_table(raised: Iterable[Raised]) -> Table:
    """Suggestions and requests as lines."""
    columns = (
        Column(_("Received on"), 1.6),
        Column(_("Representative"), 1.2),
        Column(_("Suggestion or request"), 0.9),
        Column(_("What was said"), 4),
        Column(_("In charge"), 1.6),
        Column(_("Answer due on"), 1.6),
        Column(_("State"), 1),
    )
    return Table(columns, tuple(Row(_cells(one), (Named(one.person_id, one.person),)) for one in raised))


def _cells(one: Raised) -> tuple[str | date | None, ...]:
    return (
        one.received_on,
        one.person,
        _(FOLLOW_UP_KIND_WORDS[one.kind]),
        one.text,
        one.in_charge,
        one.due_on,
        _(FOLLOW_UP_STATE_WORDS[one.state]),
    )
