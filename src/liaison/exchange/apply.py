"""Doing what a plan says, as one deed: all of it or nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlmodel import Session, col, select

from liaison.exchange.check import Progress
from liaison.exchange.mapping import Row
from liaison.exchange.plan import make_plan
from liaison.exchange.planned import Decision, Plan, RowKey
from liaison.exchange.sheets import Sheet
from liaison.exchange.tables.memory import ColumnMap, remember_home, remember_maps
from liaison.pairing.models import ContactRuleRow
from liaison.pairing.rulebook import edit_rule
from liaison.pairing.scope import ScopeKind
from liaison.people.models import Representative
from liaison.people.search import index_ahead
from liaison.store.changes import bulk_insert
from liaison.store.settings import change_setting
from liaison.store.store import about, deed
from liaison.store.tables import METADATA, Record
from liaison.store.undo_parts import IMPORT
from liaison.text.words import _
from liaison.visits.service import edit_trip

_CHUNK = 500
_ORDER = {table.name: place for place, table in enumerate(METADATA.sorted_tables)}


@dataclass(frozen=True)
class Wishes:
    """How an import is to be done.

    ``counts_from`` is the day from which new pairings that name none are reckoned; with ``strict``, nothing is taken
    in when any row is rejected. ``decisions`` say of rows whether they speak of somebody who is in the store.
    """

    today: date
    counts_from: date | None = None
    strict: bool = False
    decisions: Mapping[RowKey, Decision] = field(default_factory=dict)


@deed(IMPORT)
def import_plan(
    session: Session,
    rows: Mapping[Sheet, Sequence[Row]],
    remarks: Sequence[str],
    wishes: Wishes,
    *,
    subject: str = "",
    before: Callable[[], object] = lambda: None,
    maps: Mapping[str, ColumnMap] = MappingProxyType({}),
    home: str = "",
    progress: Progress | None = None,
) -> tuple[Plan, bool]:
    """Plan in the transaction that writes, so that nobody can come between, and do it; return whether it was done.

    ``before`` is called when something is going to be written and nothing is yet: the moment to copy the store.
    ``subject`` is what the history calls the import; ``maps`` are remembered for tables of their shapes,
    ``home`` is the county that goes without saying from now on.
    """
    about(session, subject)
    writing = _Writing(session, before, progress)
    plan = make_plan(
        session,
        rows,
        remarks,
        wishes.today,
        counts_from=wishes.counts_from,
        decisions=wishes.decisions,
        progress=progress,
        ahead=None if wishes.strict else writing.write,
    )
    if wishes.strict and plan.rejected():
        return plan, False
    changes_something = plan.does_something()
    if changes_something:
        writing.begin(plan)
    # First what has to be looked up and flushed: the many rows after it are written behind.
    remember_maps(session, maps)
    remember_home(session, home)
    for name, value in plan.settings.items():
        change_setting(session, name, value)
    session.flush()
    if changes_something:
        writing.write(plan)
        plan.inserts.clear()  # the plan is shown for as long as somebody looks at it, and need not hold all records
        _change(session, plan)
        if progress is not None:
            progress(_("Reckoning who is due"), 1, 1)
    return plan, True


class _Writing:
    """Writes the new records of a plan: those of large files while the rest is still being planned."""

    def __init__(self, session: Session, before: Callable[[], object], progress: Progress | None) -> None:
        self._session = session
        self._before = before
        self._progress = progress
        self._begun = False
        self._written: Counter[type[Record]] = Counter()

    def begin(self, plan: Plan) -> None:
        """Make ready to write, once."""
        if not self._begun:
            self._begun = True
            self._before()
            _free_scopes(self._session, plan)

    def write(self, plan: Plan) -> None:
        """Write the records that were planned since the last time, those first that others refer to."""
        self.begin(plan)
        total = max(sum(map(len, plan.inserts.values())), sum(map(len, plan.rows.values())))
        for model in sorted(plan.inserts, key=lambda model: _ORDER[str(model.__tablename__)]):
            if self._progress is not None:
                self._progress(_("Writing"), self._written.total(), total)
            if rows := plan.inserts[model][self._written[model] :]:
                bulk_insert(self._session, model, rows)
                if model is Representative:
                    index_ahead(self._session, rows[0]["id"], rows[-1]["id"])
                self._written[model] += len(rows)


def _change(session: Session, plan: Plan) -> None:
    _edit(session, plan)
    for rule_id, rule in plan.rules.items():
        edit_rule(session, rule_id, scope=rule.scope, scope_value=rule.scope_value, clauses=rule.clauses)
    for trip_id, staff in plan.travellers.items():
        edit_trip(session, trip_id, cadres=staff)


def _free_scopes(session: Session, plan: Plan) -> None:
    """Let rules that come to hold for others let go first, so that two rules can change places."""
    for rule_id, change in plan.rules.items():
        row = session.get_one(ContactRuleRow, rule_id)
        if (row.scope, row.scope_value) != (change.scope, change.scope_value):
            row.scope, row.scope_value = ScopeKind.NAMED, ""
    session.flush()


def _edit(session: Session, plan: Plan) -> None:
    by_model: dict[type[Record], dict[int, dict[str, Any]]] = defaultdict(dict)
    for (model, row_id), values in plan.edits.items():
        by_model[model][row_id] = values
    for model, edits in by_model.items():
        ids = sorted(edits)
        for start in range(0, len(ids), _CHUNK):
            for record in session.scalars(select(model).where(col(model.id).in_(ids[start : start + _CHUNK]))):
                for name, value in edits[record.key].items():
                    setattr(record, name, value)
        session.flush()
