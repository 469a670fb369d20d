"""From rows to what the rules read: the pairings with their people, rules, contacts and pauses."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Row, select
from sqlmodel import Session, col

from liaison.pairing.clauses import clause_of
from liaison.pairing.models import ClauseRow, ContactRuleRow, Pairing
from liaison.pairing.rules import effective_rule
from liaison.pairing.scope import ScopeKind
from liaison.pairing.terms import Clause, Contact, ContactRule, PairingFacts, PauseSpan, RuleBook
from liaison.people.fields import PersonStatus
from liaison.people.models import Pause, Representative
from liaison.visits.fields import ContactKind, ContactState
from liaison.visits.models import Visit, VisitCadre, VisitRepresentative

CHUNK = 500


def load_facts(session: Session, pairing_ids: Sequence[int]) -> Iterator[PairingFacts]:
    """What the rules need to know of each pairing, in chunks, so that a whole office fits in little memory."""
    book = load_rule_book(session)
    for start in range(0, len(pairing_ids), CHUNK):
        rows = _pairings(session, pairing_ids[start : start + CHUNK])
        people = sorted({row.representative_id for row in rows})
        contacts = _contacts(session, people)
        pauses = _pauses(session, people)
        for row in rows:
            yield PairingFacts(
                pairing_id=row.id,
                cadre_id=row.cadre_id,
                started_on=row.started_on,
                counts_from=row.counts_from,
                ended_on=row.ended_on,
                person_status=row.status,
                status_since=row.status_since,
                rule=effective_rule(
                    book,
                    sector=row.sector,
                    tier=row.tier,
                    person_rule=row.person_rule,
                    pairing_rule=row.pairing_rule,
                ),
                contacts=tuple(contacts[row.representative_id]),
                pauses=tuple(
                    PauseSpan(p.from_on, p.until, p.pairing_id is not None)
                    for p in pauses[row.representative_id]
                    if p.pairing_id is None or p.pairing_id == row.id
                ),
            )


def load_rule_book(session: Session) -> RuleBook:
    """All contact rules of the office, by whom they hold for."""
    clauses: dict[int, list[Clause]] = defaultdict(list)
    for row in session.scalars(select(ClauseRow).order_by(col(ClauseRow.contact_rule_id), col(ClauseRow.position))):
        clauses[row.contact_rule_id].append(clause_of(row))
    rows = session.scalars(select(ContactRuleRow)).all()
    rules = {row.key: ContactRule(row.key, row.name, tuple(clauses[row.key])) for row in rows}
    return RuleBook(
        default=next((rules[row.key] for row in rows if row.scope is ScopeKind.DEFAULT), None),
        by_sector={row.scope_value: rules[row.key] for row in rows if row.scope is ScopeKind.SECTOR},
        by_tier={row.scope_value: rules[row.key] for row in rows if row.scope is ScopeKind.TIER},
        by_id=rules,
    )


def _pairings(
    session: Session, ids: Sequence[int]
) -> Sequence[
    Row[
        int | None,
        int,
        int,
        date,
        date | None,
        date | None,
        int | None,
        PersonStatus,
        date | None,
        str,
        str,
        int | None,
    ]
]:
    return session.execute(
        select(
            col(Pairing.id),
            col(Pairing.cadre_id),
            col(Pairing.representative_id),
            col(Pairing.started_on),
            col(Pairing.counts_from),
            col(Pairing.ended_on),
            col(Pairing.rule_id).label("pairing_rule"),
            col(Representative.status),
            col(Representative.status_since),
            col(Representative.sector),
            col(Representative.tier),
            col(Representative.rule_id).label("person_rule"),
        )
        .join(Representative, col(Representative.id) == col(Pairing.representative_id))
        .where(col(Pairing.id).in_(ids))
    ).all()


def _contacts(session: Session, people: Sequence[int]) -> dict[int, list[Contact]]:
    taking_part = (
        select(
            col(VisitRepresentative.representative_id),
            col(Visit.id),
            col(Visit.happened_on),
            col(Visit.kind),
            col(Visit.state),
            col(VisitCadre.cadre_id),
        )
        .join(Visit, col(Visit.id) == col(VisitRepresentative.visit_id))
        .outerjoin(VisitCadre, col(VisitCadre.visit_id) == col(Visit.id))
        .where(col(VisitRepresentative.representative_id).in_(people))
    )
    heads: dict[tuple[int, int], tuple[date, ContactKind, ContactState]] = {}
    cadres: dict[tuple[int, int], set[int]] = defaultdict(set)
    for person, visit_id, happened_on, kind, state, cadre_id in session.execute(taking_part):
        key = (person, visit_id or 0)
        heads[key] = (happened_on, kind, state)
        if cadre_id is not None:
            cadres[key].add(cadre_id)
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for (person, visit_id), (happened_on, kind, state) in heads.items():
        staff = frozenset(cadres[person, visit_id])
        contacts[person].append(Contact(visit_id, happened_on, kind, state, staff))
    return contacts


def _pauses(session: Session, people: Sequence[int]) -> dict[int, list[Pause]]:
    pauses: dict[int, list[Pause]] = defaultdict(list)
    for pause in session.scalars(select(Pause).where(col(Pause.representative_id).in_(people))):
        pauses[pause.representative_id].append(pause)
    return pauses
