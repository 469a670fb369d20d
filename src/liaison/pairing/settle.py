"""Keeping each pairing's due day right: whatever a deed changed, the pairings it touches are computed anew."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from liaison.errors import ConflictError
from liaison.pairing.facts import CHUNK, load_facts
from liaison.pairing.models import Pairing
from liaison.pairing.rules import stored_due
from liaison.pairing.terms import StoredDue
from liaison.people.models import Cadre, Representative
from liaison.store.changes import Change, table_named
from liaison.store.tables import table_of
from liaison.text.words import _
from liaison.visits.models import VisitRepresentative

_PERSON_TABLES = frozenset({"visit_representative", "pause"})
_PERSON_COLUMNS = frozenset({"status", "status_since", "sector", "tier", "rule_id"})
_VISIT_COLUMNS = frozenset({"happened_on", "kind", "state"})
_RULE_TABLES = frozenset({"contact_rule", "clause"})


def settle_due(session: Session, changes: Sequence[Change]) -> None:
    """Recompute every pairing that the changes can have moved, in the transaction that made them.

    Raises:
        ConflictError: when two pairings of the same two people would hold at once.
    """
    changed = {change.row_id for change in changes if change.table == "pairing" and change.after is not None}
    _require_no_overlap(session, changed)
    recompute(session, _touched(session, changes, changed))


def recompute(session: Session, pairing_ids: Sequence[int]) -> None:
    """Compute the due days of these pairings from the records, and store those that differ."""
    table = table_of(Pairing)
    for start in range(0, len(pairing_ids), CHUNK):
        part = pairing_ids[start : start + CHUNK]
        held = stored(session, part)
        fresh = {facts.pairing_id: stored_due(facts) for facts in load_facts(session, part)}
        moved = [
            {"row_id": row_id, "due": due.due_on, "clause": due.due_clause, "last": due.last_contact_on}
            for row_id, due in fresh.items()
            if held[row_id] != due
        ]
        if moved:
            session.connection().execute(
                update(table)
                .where(table.c.id == bindparam("row_id"))
                .values(due_on=bindparam("due"), due_clause=bindparam("clause"), last_contact_on=bindparam("last")),
                moved,
            )


def stored(session: Session, pairing_ids: Sequence[int]) -> dict[int, StoredDue]:
    """The due days as they stand in the store."""
    table = table_of(Pairing)
    columns = (table.c.id, table.c.due_on, table.c.due_clause, table.c.last_contact_on)
    rows = session.connection().execute(select(*columns).where(table.c.id.in_(pairing_ids)))
    return {row[0]: StoredDue(row[1], row[2], row[3]) for row in rows}


def all_pairing_ids(session: Session) -> list[int]:
    """Every pairing, ended ones too."""
    return [row_id for row_id in session.scalars(select(col(Pairing.id)).order_by(col(Pairing.id))) if row_id]


def _touched(session: Session, changes: Sequence[Change], changed: Iterable[int]) -> list[int]:
    if any(change.table in _RULE_TABLES and _columns(change) != {"name"} for change in changes):
        return all_pairing_ids(session)
    people: set[int] = set()
    visits: set[int] = set()
    for change in changes:
        if change.table in _PERSON_TABLES:
            people |= change.values("representative_id")
            if change.after is not None and change.before is not None:
                people |= _person_of(session, change)
        elif change.table == "representative":
            # Who has just been added has no pairing but those of the same deed.
            if change.before is not None and _columns(change) & _PERSON_COLUMNS:
                people.add(change.row_id)
        elif change.table == "visit" and _columns(change) & _VISIT_COLUMNS:
            visits.add(change.row_id)
        elif change.table == "visit_cadre":
            visits |= change.values("visit_id")
    people |= _column_in(session, VisitRepresentative.representative_id, VisitRepresentative.visit_id, visits)
    return sorted({*changed, *_column_in(session, Pairing.id, Pairing.representative_id, people)})


def _columns(change: Change) -> set[str]:
    return {*(change.before or ()), *(change.after or ())}


def _person_of(session: Session, change: Change) -> set[int]:
    # An update of a row that stayed with its person names only the columns that moved.
    table = table_named(change.table)
    found = session.connection().execute(select(table.c.representative_id).where(table.c.id == change.row_id))
    return set(found.scalars())


def _column_in(session: Session, wanted: object, key: object, values: Iterable[int]) -> set[int]:
    ordered = sorted(values)
    found: set[int] = set()
    for start in range(0, len(ordered), CHUNK):
        query = select(col(wanted)).where(col(key).in_(ordered[start : start + CHUNK]))
        found.update(session.scalars(query))
    return found


def _require_no_overlap(session: Session, pairing_ids: Iterable[int]) -> None:
    people = _column_in(session, Pairing.representative_id, Pairing.id, pairing_ids)
    ordered = sorted(people)
    for start in range(0, len(ordered), CHUNK):
        pairings = session.scalars(
            select(Pairing)
            .where(col(Pairing.representative_id).in_(ordered[start : start + CHUNK]))
            .order_by(col(Pairing.representative_id), col(Pairing.cadre_id), col(Pairing.started_on), col(Pairing.id))
        ).all()
        lasting = [p for p in pairings if p.ended_on is None or p.ended_on > p.started_on]
        for first, second in pairwise(lasting):
            same = (first.representative_id, first.cadre_id) == (second.representative_id, second.cadre_id)
            if same and (first.ended_on is None or second.started_on < first.ended_on):
                _refuse(session, first)


def _refuse(session: Session, pairing: Pairing) -> None:
    cadre = session.get_one(Cadre, pairing.cadre_id).name
    person = session.get_one(Representative, pairing.representative_id).name
    sentence = _("{cadre} and {person} are already paired from {start}. End that pairing first, or choose other days.")
    raise ConflictError(sentence.format(cadre=cadre, person=person, start=pairing.started_on), field="started_on")
