"""Contact rules as the office keeps them: reads, and changes as named deeds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.pairing.clauses import columns_of
from liaison.pairing.facts import load_rule_book
from liaison.pairing.models import ClauseRow, ContactRuleRow, Pairing
from liaison.pairing.rules import effective_rule
from liaison.pairing.scope import ScopeKind
from liaison.pairing.terms import Clause
from liaison.people.models import Representative
from liaison.store.store import about, deed
from liaison.text.words import N_, _


@dataclass(frozen=True)
class RuleView:
    """A contact rule: its name, for whom it holds, its clauses in order."""

    id: int
    name: str
    scope: ScopeKind
    scope_value: str
    clauses: tuple[Clause, ...]


def rule_views(session: Session) -> list[RuleView]:
    """All contact rules, in the order in which they were made."""
    book = load_rule_book(session)
    rows = session.exec(select(ContactRuleRow).order_by(col(ContactRuleRow.id)))
    return [RuleView(r.key, r.name, r.scope, r.scope_value, book.by_id[r.key].clauses) for r in rows]


def find_rule(session: Session, name: str) -> RuleView:
    """The rule of a name.

    Raises:
        NotFoundError: when there is none.
    """
    for view in rule_views(session):
        if view.name == name:
            return view
    raise NotFoundError(_("There is no contact rule named “{name}”.").format(name=name))


def pairings_by_rule(session: Session, day: date) -> dict[int | None, int]:
    """How many pairings that hold on a day each rule governs; under None those that no rule governs."""
    book = load_rule_book(session)
    person = Representative
    columns = (col(person.sector), col(person.tier), col(person.rule_id), col(Pairing.rule_id))
    query = (
        sql_select(*columns, func.count(col(Pairing.id)))
        .join(person, col(person.id) == col(Pairing.representative_id))
        .where(col(Pairing.started_on) <= day, or_(col(Pairing.ended_on).is_(None), col(Pairing.ended_on) > day))
        .group_by(*columns)
    )
    counts: Counter[int | None] = Counter()
    for sector, tier, person_rule, pairing_rule, count in session.execute(query):
        rule = effective_rule(book, sector=sector, tier=tier, person_rule=person_rule, pairing_rule=pairing_rule)
        counts[None if rule is None else rule.id] += count
    return dict(counts)


@deed(N_("add a contact rule"))
def add_rule(session: Session, *, name: str, scope: ScopeKind, scope_value: str = "", clauses: Sequence[Clause]) -> int:
    """Add a contact rule; return its id.

    Raises:
        InvalidInputError: without a name, or a value for a sector or tier.
        ConflictError: when the name is taken or another rule holds for the same people.
    """
    about(session, name)
    _check(session, name, scope, scope_value, None)
    row = ContactRuleRow(name=name, scope=scope, scope_value=scope_value)
    session.add(row)
    session.flush()
    _set_clauses(session, row.key, clauses)
    return row.key


@deed(N_("edit a contact rule"))
def edit_rule(
    session: Session,
    rule_id: int,
    *,
    name: str | None = None,
    scope: ScopeKind | None = None,
    scope_value: str | None = None,
    clauses: Sequence[Clause] | None = None,
) -> None:
    """Change a contact rule; past days are answered with it from then on.

    Raises:
        NotFoundError, InvalidInputError, ConflictError: as in `add_rule`.
    """
    row = _get(session, rule_id)
    about(session, row.name)
    row.name = row.name if name is None else name
    row.scope = row.scope if scope is None else scope
    row.scope_value = row.scope_value if scope_value is None else scope_value
    if row.scope in {ScopeKind.DEFAULT, ScopeKind.NAMED}:
        row.scope_value = ""
    with session.no_autoflush:
        _check(session, row.name, row.scope, row.scope_value, rule_id)
    session.flush()
    if clauses is not None:
        _set_clauses(session, rule_id, clauses)


@deed(N_("delete a contact rule"))
def delete_rule(session: Session, rule_id: int) -> None:
    """Delete a contact rule that nobody names.

    Raises:
        NotFoundError: when there is none.
        ConflictError: when people or pairings name it.
    """
    row = _get(session, rule_id)
    about(session, row.name)
    people = session.exec(select(Representative.name).where(col(Representative.rule_id) == rule_id)).first()
    pairing = session.exec(select(Pairing.id).where(col(Pairing.rule_id) == rule_id)).first()
    if people is not None or pairing is not None:
        raise ConflictError(_("“{name}” is still named by people or pairings.").format(name=row.name))
    _set_clauses(session, rule_id, ())
    session.delete(row)
    session.flush()


def _get(session: Session, rule_id: int) -> ContactRuleRow:
    row = session.get(ContactRuleRow, rule_id)
    if row is None:
        raise NotFoundError(_("There is no such contact rule."))
    return row


def _check(session: Session, name: str, scope: ScopeKind, scope_value: str, own_id: int | None) -> None:
    if not name:
        raise InvalidInputError(_("A contact rule needs a name."), field="name")
    if scope in {ScopeKind.SECTOR, ScopeKind.TIER} and not scope_value:
        raise InvalidInputError(_("Say for which sector or tier the rule holds."), field="scope_value")
    others = session.exec(select(ContactRuleRow).where(col(ContactRuleRow.id) != (own_id or 0))).all()
    for other in others:
        if other.name == name:
            raise ConflictError(_("There is a contact rule named “{name}” already.").format(name=name), field="name")
        if scope is not ScopeKind.NAMED and (other.scope, other.scope_value) == (scope, scope_value):
            sentence = _("“{name}” holds for the same people already.")
            raise ConflictError(sentence.format(name=other.name), field="scope")


def _set_clauses(session: Session, rule_id: int, clauses: Sequence[Clause]) -> None:
    held = session.exec(
        select(ClauseRow).where(col(ClauseRow.contact_rule_id) == rule_id).order_by(col(ClauseRow.position))
    ).all()
    for row in held[len(clauses) :]:
        session.delete(row)
    for position, clause in enumerate(clauses):
        columns = columns_of(clause)
        if position >= len(held):
            session.add(ClauseRow(contact_rule_id=rule_id, position=position, **columns))
            continue
        for name, value in columns.items():
            setattr(held[position], name, value)
    session.flush()
