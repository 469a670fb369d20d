"""Contact rules are kept, changed and deleted; what they move is recomputed."""

from datetime import date
from typing import Any

import pytest

from liaison.errors import ConflictError, InvalidInputError, LiaisonError, NotFoundError
from liaison.pairing.queries import standings_of
from liaison.pairing.rulebook import add_rule, delete_rule, edit_rule, find_rule, rule_views
from liaison.pairing.scope import ScopeKind
from liaison.pairing.terms import Basis, Clause, CountedBy, Frequency, Status, Unit
from liaison.people.service import edit_representative
from liaison.stewardship.check import check_store
from liaison.store.history import deed_changes, deed_rows
from liaison.store.store import Store
from liaison.visits.fields import ContactKind
from officework import MONTHLY_BY_ANYONE, QUARTERLY, TODAY, Furnish

FACE_TO_FACE = Clause(
    Frequency(Basis.CALENDAR, 2, Unit.YEAR), frozenset({ContactKind.VISIT, ContactKind.MEETING}), CountedBy.PAIRED
)


def test_a_rule_comes_back_as_it_was_given(store: Store, furnish: Furnish) -> None:
    made = furnish.rule(QUARTERLY, FACE_TO_FACE, MONTHLY_BY_ANYONE, scope=ScopeKind.TIER, value="重点")
    view = store.read(find_rule, "每季一次")
    assert (view.id, view.scope, view.scope_value) == (made, ScopeKind.TIER, "重点")
    assert view.clauses == (QUARTERLY, FACE_TO_FACE, MONTHLY_BY_ANYONE)


@pytest.mark.parametrize(
    ("values", "error", "field"),
    [
        ({"name": ""}, InvalidInputError, "name"),
        ({"scope": ScopeKind.TIER}, InvalidInputError, "scope_value"),
        ({"name": "每季一次"}, ConflictError, "name"),
        ({"scope": ScopeKind.DEFAULT}, ConflictError, "scope"),
    ],
)
def test_what_makes_no_sense_is_refused(
    store: Store, furnish: Furnish, values: dict[str, Any], error: type[LiaisonError], field: str
) -> None:
    furnish.rule()
    other = furnish.rule(name="另一", scope=ScopeKind.NAMED)
    whole = {"name": "第三", "scope": ScopeKind.NAMED, "clauses": [QUARTERLY], **values}
    for attempt in (lambda: store.write(add_rule, **whole), lambda: store.write(edit_rule, other, **values)):
        with pytest.raises(error) as caught:
            attempt()
        assert caught.value.field == field
    assert [view.name for view in store.read(rule_views)] == ["每季一次", "另一"]


def test_changing_a_rule_moves_every_due_day_under_it(store: Store, furnish: Furnish) -> None:
    rule = furnish.rule()
    person = furnish.person()
    furnish.pair(furnish.cadre(), person, date(2026, 11, 1))
    for clauses, due_on in (([MONTHLY_BY_ANYONE], date(2026, 12, 1)), ([FACE_TO_FACE], date(2027, 12, 31))):
        store.write(edit_rule, rule, clauses=clauses)
        (row,) = store.read(standings_of, person, TODAY)
        assert row.standing.due_on == due_on
        assert store.read(check_store, TODAY) == []
    store.write(edit_rule, rule, scope=ScopeKind.NAMED)
    (row,) = store.read(standings_of, person, TODAY)
    assert row.standing.status is Status.NO_RULE


def test_a_rule_that_is_named_cannot_be_deleted(store: Store, furnish: Furnish) -> None:
    rule = furnish.rule(name="专门", scope=ScopeKind.NAMED)
    person = furnish.person(rule_id=rule)
    with pytest.raises(ConflictError):
        store.write(delete_rule, rule)
    store.write(edit_representative, person, rule_id=None)
    store.write(delete_rule, rule)
    assert store.read(rule_views) == []
    with pytest.raises(NotFoundError):
        store.read(find_rule, "专门")


def test_a_new_name_alone_changes_one_record(store: Store, furnish: Furnish) -> None:
    rule = furnish.rule(QUARTERLY, FACE_TO_FACE)
    store.write(edit_rule, rule, name="新制度", clauses=[QUARTERLY, FACE_TO_FACE])
    (change,) = store.read(deed_changes, store.read(deed_rows, limit=1)[0].id)
    assert (change.table, change.after) == ("contact_rule", {"name": "新制度"})
