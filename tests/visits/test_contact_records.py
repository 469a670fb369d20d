"""Contact records are written, changed, marked done and deleted."""

from datetime import date, timedelta
from typing import Any

import pytest

from liaison.errors import InvalidInputError, LiaisonError, NotFoundError
from liaison.stewardship.check import check_store
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.visits.fields import ContactKind, ContactState, Direction, FollowUpKind, FollowUpState
from liaison.visits.queries import VisitFilter, follow_up_rows, planned_ids, trip_rows, visit_ids, visit_row, visit_rows
from liaison.visits.service import (
    add_trip,
    delete_contact,
    delete_contacts,
    delete_trip,
    edit_contact,
    edit_trip,
    log_contact,
    mark_done,
    mark_many_done,
)
from officework import TODAY, Furnish
from stored import contents

SOON = TODAY + timedelta(7)


@pytest.mark.parametrize(
    ("values", "error", "field"),
    [
        ({"representatives": []}, InvalidInputError, "representatives"),
        ({"representatives": [9]}, NotFoundError, None),
        ({"cadres": [9]}, NotFoundError, None),
        ({"trip_id": 9}, NotFoundError, None),
        ({"happened_on": SOON}, InvalidInputError, "happened_on"),
        ({"happened_on": SOON, "state": ContactState.ATTEMPTED}, InvalidInputError, "happened_on"),
    ],
)
def test_what_makes_no_sense_is_refused(
    store: Store, furnish: Furnish, values: dict[str, Any], error: type[LiaisonError], field: str | None
) -> None:
    person = furnish.person()
    held = furnish.contact(person)
    assert store.path is not None
    before = contents(store.path)
    whole = {"kind": ContactKind.CALL, "happened_on": TODAY, "representatives": [person], "today": TODAY, **values}
    for attempt in (
        lambda: store.write(log_contact, **whole),
        lambda: store.write(edit_contact, held, today=TODAY, **values),
    ):
        with pytest.raises(error) as caught:
            attempt()
        assert caught.value.field == field
    assert contents(store.path) == before


def test_a_record_holds_who_took_part_once_in_their_order(store: Store, furnish: Furnish) -> None:
    people = [furnish.person(name) for name in ("覃淼", "解海", "区宁")]
    cadres = (furnish.cadre(), furnish.cadre("曾红"))
    trip = store.write(add_trip, name="上海行", city="上海市")
    visit = furnish.contact(
        people[2], people[0], people[2], cadres=(*cadres, cadres[0]), trip_id=trip, place="上海", summary="座谈"
    )
    row = store.read(visit_row, visit)
    assert [who.name for who in row.representatives] == ["区宁", "覃淼"]
    assert [who.name for who in row.cadres] == ["单小明", "曾红"]
    assert row.trip is not None
    assert (row.trip.name, row.place, row.summary, row.direction) == ("上海行", "上海", "座谈", Direction.OUTGOING)


def test_changing_who_took_part_leaves_the_rest(store: Store, furnish: Furnish) -> None:
    first, second = furnish.person(), furnish.person("解海")
    cadre = furnish.cadre()
    visit = furnish.contact(first, cadres=(cadre,), summary="谈项目")
    store.write(edit_contact, visit, today=TODAY, representatives=[second])
    row = store.read(visit_row, visit)
    assert ([who.id for who in row.representatives], [who.id for who in row.cadres]) == ([second], [cadre])
    store.write(edit_contact, visit, today=TODAY, cadres=[], kind=ContactKind.CALL)
    row = store.read(visit_row, visit)
    assert (row.cadres, row.kind, row.summary) == ((), ContactKind.CALL, "谈项目")


def test_a_plan_is_done_on_its_day_or_today(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    past, coming = (furnish.contact(person, on=day, state=ContactState.PLANNED) for day in (TODAY - timedelta(3), SOON))
    assert store.read(planned_ids, TODAY) == [past]
    assert store.read(planned_ids, SOON) == [past, coming]
    store.write(mark_done, past, today=TODAY)
    store.write(mark_done, coming, today=TODAY)
    assert [store.read(visit_row, visit).happened_on for visit in (past, coming)] == [TODAY - timedelta(3), TODAY]
    assert store.read(check_store, TODAY) == []
    with pytest.raises(InvalidInputError):
        store.write(mark_done, past, today=TODAY)


def test_several_plans_are_done_as_one_deed_or_none_is(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    plans = [furnish.contact(person, on=SOON, state=ContactState.PLANNED) for _ in range(3)]
    done = furnish.contact(person)
    count = len(store.read(deed_rows))
    with pytest.raises(InvalidInputError):
        store.write(mark_many_done, [*plans, done], today=TODAY)
    assert store.read(planned_ids, SOON) == plans
    assert store.write(mark_many_done, [*plans, plans[0]], today=TODAY) == 3
    assert store.read(planned_ids, SOON) == []
    assert len(store.read(deed_rows)) == count + 1


def test_what_came_up_stays_with_its_person(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    asked = {"representative_id": person, "kind": FollowUpKind.REQUEST, "text": "修路", "received_on": TODAY}
    visit = furnish.contact(person, follow_ups=[asked, {**asked, "text": "旧事", "state": FollowUpState.CLOSED}])
    assert [row.text for row in store.read(follow_up_rows, visit_id=visit)] == ["旧事", "修路"]
    assert [row.text for row in store.read(follow_up_rows, open_only=True)] == ["修路"]
    store.write(delete_contact, visit)
    left = store.read(follow_up_rows, representative_id=person)
    assert [(row.text, row.visit_id) for row in left] == [("旧事", None), ("修路", None)]
    with pytest.raises(NotFoundError):
        store.read(visit_row, visit)


def test_several_records_are_deleted_as_one_deed_or_none_is(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    visits = [furnish.contact(person, on=TODAY - timedelta(n)) for n in range(3)]
    with pytest.raises(NotFoundError):
        store.write(delete_contacts, [visits[0], 99])
    assert store.read(visit_ids, VisitFilter()) == visits
    assert store.write(delete_contacts, visits[1:]) == 2
    assert store.read(visit_ids, VisitFilter()) == visits[:1]


def test_a_list_keeps_to_what_was_asked(store: Store, furnish: Furnish) -> None:
    first, second = furnish.person(), furnish.person("解海")
    cadre = furnish.cadre()
    trip = store.write(add_trip, name="上海行")
    old = furnish.contact(first, on=date(2026, 1, 5), kind=ContactKind.CALL)
    both = furnish.contact(first, second, cadres=(cadre,), on=date(2026, 6, 1), trip_id=trip)
    plan = furnish.contact(second, on=SOON, state=ContactState.PLANNED)

    def ids(**wanted: Any) -> list[int]:
        return store.read(visit_ids, VisitFilter(**wanted))

    assert ids() == [plan, both, old]
    assert store.read(visit_ids, VisitFilter(), 2) == [plan, both]
    assert ids(representative_id=first) == [both, old]
    assert ids(cadre_id=cadre) == ids(trip_id=trip) == [both]
    assert ids(state=ContactState.PLANNED) == [plan]
    assert ids(kind=ContactKind.CALL) == [old]
    assert ids(since=date(2026, 6, 1), until=TODAY) == [both]
    assert [row.id for row in store.read(visit_rows, [old, 99, plan])] == [old, plan]


def test_trips_are_kept_with_those_who_go(store: Store, furnish: Furnish) -> None:
    first, second = furnish.cadre(), furnish.cadre("解海")
    trip = store.write(add_trip, name="上海行", city="上海市", from_on=TODAY, until=SOON, cadres=[first, first])
    store.write(edit_trip, trip, city="杭州市", cadres=[second])
    (row,) = store.read(trip_rows)
    assert (row.city, [who.id for who in row.cadres]) == ("杭州市", [second])
    for values in ({"name": ""}, {"name": "上海行"}, {"name": "倒行", "from_on": SOON, "until": TODAY}):
        with pytest.raises(InvalidInputError):
            store.write(add_trip, **values)
    with pytest.raises(InvalidInputError):
        store.write(edit_trip, trip, until=TODAY - timedelta(1))
    store.write(delete_trip, trip)
    assert store.read(trip_rows) == []
