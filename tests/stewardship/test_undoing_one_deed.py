"""Undoing a deed: what stands in its way is named, and what is refused leaves everything as it was."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from liaison.errors import ConflictError, NotFoundError
from liaison.pairing.queries import DueQuestion, due_list, pairing_rows
from liaison.pairing.rulebook import add_rule
from liaison.pairing.scope import ScopeKind
from liaison.pairing.service import add_pairing, edit_pairing, end_pairing
from liaison.pairing.terms import Basis, Clause, Frequency, Unit
from liaison.people.fields import PersonStatus
from liaison.people.models import Representative
from liaison.people.queries import PeopleFilter, representative_card, representative_ids
from liaison.people.service import (
    add_cadre,
    add_representative,
    edit_many,
    edit_representative,
    remove_address,
)
from liaison.stewardship.check import check_store
from liaison.stewardship.no_contact import set_no_contact
from liaison.store.changes import bulk_insert
from liaison.store.history import deed_changes, deed_rows
from liaison.store.store import Store, deed
from liaison.store.undo import undo
from liaison.text.words import use_language
from liaison.visits.fields import ContactKind, ContactState
from liaison.visits.models import Visit, VisitRepresentative
from liaison.visits.queries import visit_row
from liaison.visits.service import add_trip, delete_contact, edit_contact, log_contact
from stored import contents

TODAY = date(2026, 11, 20)

Refuses = Callable[[int | None, str], None]


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.fixture
def path(store: Store) -> Path:
    assert store.path is not None
    return store.path


@pytest.fixture
def refuses(store: Store, path: Path) -> Refuses:
    """That undoing is refused with a sentence that says so, and leaves everything."""

    def check(deed_id: int | None, says: str) -> None:
        before = contents(path)
        with pytest.raises(ConflictError) as caught:
            store.write(undo, deed_id)
        assert says in caught.value.sentence
        assert contents(path) == before

    return check


def last(store: Store) -> int:
    return store.read(deed_rows, limit=1)[0].id


def tier(store: Store, person: int) -> object:
    return store.read(representative_card, person).values["tier"]


def test_the_last_deed_is_undone_and_noted(store: Store) -> None:
    person = store.write(add_representative, name="覃淼")
    assert store.write(undo) == 1
    assert store.read(representative_ids, PeopleFilter()) == []
    undoing, done = store.read(deed_rows)
    assert (undoing.undoes_id, done.undone_by_id) == (done.id, undoing.id)
    assert undoing.subject == "#1 add a representative 覃淼"
    with pytest.raises(NotFoundError):
        store.write(undo)
    assert store.write(add_representative, name="单小明") != person, "a number that was freed means nobody else"


def test_the_history_says_what_changed(store: Store) -> None:
    person = store.write(add_representative, name="覃淼", tier="一般")
    store.write(edit_representative, person, tier="重点")
    (change,) = store.read(deed_changes, last(store))
    assert (change.before, change.after) == ({"tier": "一般"}, {"tier": "重点"})
    assert len(store.read(deed_rows, representative_id=person)) == 2


def test_an_earlier_deed_is_undone_where_later_ones_touch_other_things(store: Store) -> None:
    person = store.write(add_representative, name="覃淼", tier="一般")
    store.write(edit_representative, person, tier="重点")
    store.write(edit_representative, person, unit="水产公司")
    store.write(undo, 2)
    values = store.read(representative_card, person).values
    assert (values["tier"], values["unit"]) == ("一般", "水产公司")


def test_a_later_change_of_the_same_value_stands_in_the_way(store: Store, refuses: Refuses) -> None:
    person = store.write(add_representative, name="覃淼", tier="一般")
    store.write(edit_representative, person, tier="重点")
    store.write(edit_many, [person], tier="")
    refuses(2, "deed 3 (edit several representatives 1 people, by tester) came after it")
    store.write(undo, 3)
    store.write(undo, 2)
    assert tier(store, person) == "一般"


def test_a_record_that_points_to_a_person_stands_in_the_way(store: Store, refuses: Refuses) -> None:
    person = store.write(add_representative, name="覃淼")
    store.write(log_contact, kind=ContactKind.CALL, happened_on=TODAY, representatives=[person], today=TODAY)
    refuses(1, "deed 2 (record a contact 覃淼, by tester) came after it")


def test_undoing_an_undoing_does_the_deed_again(store: Store) -> None:
    person = store.write(add_representative, name="覃淼", tier="一般")
    store.write(edit_representative, person, tier="重点")
    seen = []
    for undoing in (2, 3, 4, 5):
        store.write(undo, undoing)
        seen.append(tier(store, person))
    assert seen == ["一般", "重点", "一般", "重点"]
    assert store.write(undo) == 2
    assert tier(store, person) == "一般"
    assert store.write(undo) == 1


def test_a_deed_is_not_undone_twice(store: Store, refuses: Refuses) -> None:
    store.write(add_representative, name="覃淼")
    store.write(undo)
    refuses(1, "already undone, by deed 2")


def test_a_deed_that_never_was_cannot_be_undone(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.write(undo, 7)


def test_a_number_given_to_somebody_else_stands_in_the_way(store: Store, refuses: Refuses) -> None:
    first = store.write(add_representative, name="覃淼", number="1")
    store.write(edit_representative, first, number="2")
    store.write(add_representative, name="单小明", number="1")
    refuses(2, "deed 3 (add a representative 单小明, by tester) came after it")


def test_a_rule_for_the_same_people_stands_in_the_way(store: Store, refuses: Refuses) -> None:
    quarterly = [Clause(Frequency(Basis.CALENDAR, 1, Unit.QUARTER))]
    store.write(add_rule, name="甲", scope=ScopeKind.DEFAULT, clauses=quarterly)
    store.write(undo)
    store.write(add_rule, name="乙", scope=ScopeKind.DEFAULT, clauses=quarterly)
    refuses(2, "deed 3 (add a contact rule 乙, by tester) came after it")


def test_a_pairing_that_would_overlap_a_later_one_stays_ended(store: Store, refuses: Refuses) -> None:
    cadre = store.write(add_cadre, name="单小明")
    person = store.write(add_representative, name="覃淼")
    pairing = store.write(add_pairing, cadre_id=cadre, representative_id=person, started_on=date(2026, 1, 1))
    store.write(end_pairing, pairing, date(2026, 6, 1))
    ended = last(store)
    store.write(add_pairing, cadre_id=cadre, representative_id=person, started_on=date(2026, 7, 1))
    refuses(ended, "单小明 and 覃淼 are already paired from 2026-01-01")


def test_what_a_record_points_to_must_still_be_there(store: Store, refuses: Refuses) -> None:
    trip = store.write(add_trip, name="上海行")
    added = last(store)
    person = store.write(add_representative, name="覃淼")
    visit = store.write(
        log_contact, kind=ContactKind.VISIT, happened_on=TODAY, representatives=[person], trip_id=trip, today=TODAY
    )
    store.write(delete_contact, visit)
    deleted = last(store)
    store.write(undo, added)
    refuses(deleted, f"deed {last(store)} (undo #{added} add a trip 上海行, by tester) came after it")


def test_a_plan_with_somebody_who_asked_for_no_contact_does_not_come_back(store: Store, refuses: Refuses) -> None:
    person = store.write(add_representative, name="覃淼")
    visit = store.write(
        log_contact,
        kind=ContactKind.VISIT,
        state=ContactState.PLANNED,
        happened_on=date(2026, 12, 1),
        representatives=[person],
        today=TODAY,
    )
    store.write(edit_contact, visit, state=ContactState.CANCELLED, today=TODAY)
    cancelled = last(store)
    store.write(set_no_contact, person, since=TODAY, today=TODAY)
    refuses(cancelled, "覃淼 asked not to be contacted")
    store.write(undo)
    store.write(undo, cancelled)
    assert store.read(visit_row, visit).state is ContactState.PLANNED


def test_undoing_restores_due_days(store: Store) -> None:
    store.write(
        add_rule, name="每季", scope=ScopeKind.DEFAULT, clauses=[Clause(Frequency(Basis.CALENDAR, 1, Unit.QUARTER))]
    )
    cadre = store.write(add_cadre, name="单小明")
    person = store.write(add_representative, name="覃淼")
    pairing = store.write(add_pairing, cadre_id=cadre, representative_id=person, started_on=date(2026, 1, 1))
    question = DueQuestion(TODAY, TODAY)
    (before,) = store.read(due_list, question)
    store.write(
        log_contact, kind=ContactKind.CALL, happened_on=TODAY, representatives=[person], cadres=[cadre], today=TODAY
    )
    assert store.read(due_list, question) == []
    store.write(undo)
    assert store.read(due_list, question) == [before]
    store.write(edit_pairing, pairing, counts_from=TODAY)
    assert store.read(due_list, question) == []
    store.write(undo)
    assert store.read(due_list, question) == [before]


def test_a_deed_over_several_records_is_undone_as_one(store: Store) -> None:
    people = [store.write(add_representative, name=name, tier="一般") for name in ("覃淼", "单小明", "解海")]
    store.write(edit_many, people[:2], tier="重点")
    assert len(store.read(deed_changes, last(store))) == 2
    assert [tier(store, person) for person in people] == ["重点", "重点", "一般"]
    store.write(undo)
    assert [tier(store, person) for person in people] == ["一般"] * 3


def test_a_new_household_goes_with_the_deed_that_made_it(store: Store) -> None:
    person = store.write(add_representative, name="覃淼")
    store.write(edit_representative, person, household="覃家")
    store.write(undo)
    assert store.read(representative_card, person).household == ""


def test_a_removed_address_comes_back(store: Store) -> None:
    person = store.write(add_representative, name="覃淼", address={"city": "上海市", "lines": "海棠路1号"})
    held = store.read(representative_card, person).addresses
    store.write(remove_address, held[0]["id"])
    assert store.read(representative_card, person).addresses == ()
    store.write(undo)
    assert store.read(representative_card, person).addresses == held


def test_an_ended_pairing_is_open_again(store: Store) -> None:
    cadre = store.write(add_cadre, name="单小明")
    person = store.write(add_representative, name="覃淼")
    pairing = store.write(add_pairing, cadre_id=cadre, representative_id=person, started_on=date(2026, 1, 1))
    store.write(end_pairing, pairing, TODAY, "工作调动")
    store.write(undo)
    (row,) = store.read(pairing_rows)
    assert (row.ended_on, row.end_reason) == (None, "")


def test_what_came_in_together_comes_back_together(store: Store) -> None:
    """An import may hold a plan with somebody who asked for no contact: the check names it, undoing does not mind."""

    @deed("take in")
    def take_in(session: Session) -> None:
        bulk_insert(session, Representative, [{"id": 1, "name": "覃淼", "status": PersonStatus.NO_CONTACT}])
        plan = {"id": 1, "happened_on": TODAY, "kind": ContactKind.CALL, "state": ContactState.PLANNED}
        bulk_insert(session, Visit, [plan])
        bulk_insert(session, VisitRepresentative, [{"id": 1, "visit_id": 1, "representative_id": 1}])

    store.write(take_in)
    store.write(undo)
    store.write(undo, 2)
    assert [found.kind for found in store.read(check_store, TODAY)] == ["wish"]
