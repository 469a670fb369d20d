"""What is done about suggestions, requests and tasks is stored with its steps, listed, counted, and taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from liaison.calendar.working_days import add_working_days
from liaison.errors import InvalidInputError, NotFoundError
from liaison.store.history import deed_rows
from liaison.store.settings import EXTRA_DAYS_OFF, REQUEST_DAYS, change_setting
from liaison.store.store import Store
from liaison.store.undo import undo
from liaison.visits.fields import FollowUpAction, FollowUpKind, FollowUpState, Outcome
from liaison.visits.follow_up_queries import (
    FollowUpFilter,
    count_follow_ups,
    follow_up_ids,
    follow_up_steps,
    ledger,
    ledger_row,
)
from liaison.visits.follow_ups import (
    add_follow_up,
    answer_follow_up,
    assign_follow_ups,
    close_follow_up,
    delete_follow_ups,
    edit_follow_up,
    extend_follow_up,
    remind_of_follow_ups,
    reopen_follow_up,
    send_back,
    take_in_hand,
)
from officework import TODAY, Furnish
from stored import HISTORY, NEVER_GOES_BACK, contents

NOW: dict[str, Any] = {"on": TODAY, "today": TODAY}
SUGGESTION, REQUEST, TASK = FollowUpKind


@pytest.fixture
def person(furnish: Furnish) -> int:
    return furnish.person()


def raised(store: Store, person: int, kind: FollowUpKind = REQUEST, received: date = TODAY, **values: Any) -> int:
    values = {"text": "修路", **values}
    return store.write(add_follow_up, representative_id=person, kind=kind, received_on=received, **values)


def test_the_due_day_comes_with_registering(store: Store, furnish: Furnish, person: int) -> None:
    store.write(change_setting, REQUEST_DAYS, 3)
    store.write(change_setting, EXTRA_DAYS_OFF, [(TODAY + timedelta(3)).isoformat()])
    day_off = {TODAY + timedelta(3): False}
    due = add_working_days(TODAY, 3, day_off)
    given = TODAY + timedelta(90)
    rows = [
        raised(store, person),
        raised(store, person, due_on=given),
        raised(store, person, TASK),
        raised(store, person, state=FollowUpState.CLOSED),
    ]
    assert [store.read(ledger_row, row, TODAY).due_on for row in rows] == [due, given, None, None]
    asked = {"representative_id": person, "kind": REQUEST, "text": "办证", "received_on": TODAY}
    furnish.contact(person, follow_ups=[asked])
    assert store.read(ledger, FollowUpFilter(representative_id=person), TODAY)[0].due_on == due


def test_a_follow_up_goes_through_all_its_states(store: Store, furnish: Furnish, person: int) -> None:
    cadre = furnish.cadre()
    row_id = raised(store, person, SUGGESTION, TODAY - timedelta(10))
    first_due = store.read(ledger_row, row_id, TODAY).due_on
    assert first_due is not None
    later = first_due + timedelta(30)
    store.write(assign_follow_ups, [row_id], in_charge="县交通局", cadre_id=cadre, note="请尽快", **NOW)
    store.write(take_in_hand, row_id, **NOW)
    store.write(extend_follow_up, row_id, due_on=later, note="需会商", **NOW)
    store.write(remind_of_follow_ups, [row_id], **NOW)
    store.write(answer_follow_up, row_id, answer="已列入计划", on=TODAY - timedelta(1), today=TODAY)
    store.write(close_follow_up, row_id, outcome=Outcome.B, note="明年动工", **NOW)
    steps = store.read(follow_up_steps, follow_up_id=row_id)
    assert [(step.action, step.state, step.due_on, step.note) for step in steps] == [
        (FollowUpAction.ASSIGN, FollowUpState.ASSIGNED, first_due, "县交通局 单小明：请尽快"),
        (FollowUpAction.TAKE_IN_HAND, FollowUpState.IN_HAND, first_due, ""),
        (FollowUpAction.EXTEND, FollowUpState.IN_HAND, later, "需会商"),
        (FollowUpAction.REMIND, FollowUpState.IN_HAND, later, ""),
        (FollowUpAction.ANSWER, FollowUpState.ANSWERED, later, "已列入计划"),
        (FollowUpAction.CLOSE, FollowUpState.CLOSED, later, "B：明年动工"),
    ]
    row = store.read(ledger_row, row_id, TODAY)
    assert (row.state, row.outcome, row.answer, row.closed_on) == (
        FollowUpState.CLOSED,
        Outcome.B,
        "已列入计划",
        TODAY,
    )
    assert (row.in_charge, row.cadre and row.cadre.id, row.reminded_on) == ("县交通局", cadre, TODAY)
    store.write(reopen_follow_up, row_id, **NOW)
    again = store.read(ledger_row, row_id, TODAY)
    assert (again.state, again.outcome, again.closed_on, again.answer) == (
        FollowUpState.IN_HAND,
        None,
        None,
        "已列入计划",
    )
    store.write(send_back, row_id, note="不属本县", **NOW)
    assert store.read(ledger_row, row_id, TODAY).closed_on == TODAY


def test_a_task_is_simply_closed(store: Store, person: int) -> None:
    row_id = raised(store, person, TASK)
    for refused in ({"outcome": Outcome.A}, {"answer": "好"}):
        with pytest.raises(InvalidInputError):
            store.write(close_follow_up, row_id, **refused, **NOW)
    store.write(close_follow_up, row_id, **NOW)
    assert store.read(ledger_row, row_id, TODAY).state is FollowUpState.CLOSED


def test_answering_and_closing_can_be_one_deed(store: Store, person: int) -> None:
    row_id = raised(store, person)
    with pytest.raises(InvalidInputError):
        store.write(close_follow_up, row_id, outcome=Outcome.A, **NOW)
    store.write(close_follow_up, row_id, outcome=Outcome.A, answer="已办好", **NOW)
    actions = [step.action for step in store.read(follow_up_steps, follow_up_id=row_id)]
    assert actions == [FollowUpAction.ANSWER, FollowUpAction.CLOSE]
    assert store.read(deed_rows)[0].name == "close a follow-up"


@pytest.mark.parametrize(
    ("deed", "values", "field"),
    [
        (assign_follow_ups, {}, "in_charge"),
        (assign_follow_ups, {"in_charge": "县府办", "on": TODAY + timedelta(1)}, "on"),
        (assign_follow_ups, {"in_charge": "县府办", "on": TODAY - timedelta(1)}, "on"),
        (answer_follow_up, {"answer": " "}, "answer"),
        (close_follow_up, {"answer": "好"}, "outcome"),
        (send_back, {"note": ""}, "note"),
        (extend_follow_up, {"note": "会商", "due_on": TODAY}, "due_on"),
        (remind_of_follow_ups, {}, "action"),
        (reopen_follow_up, {}, "action"),
        (edit_follow_up, {"state": FollowUpState.CLOSED}, "state"),
        (edit_follow_up, {"outcome": Outcome.A}, "outcome"),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    store: Store, person: int, deed: Any, values: dict[str, Any], field: str
) -> None:
    row_id = raised(store, person)
    assert store.path is not None
    before = contents(store.path)
    several = deed in {assign_follow_ups, remind_of_follow_ups}
    whole = values if deed is edit_follow_up else {**NOW, **values}
    with pytest.raises(InvalidInputError) as caught:
        store.write(deed, [row_id] if several else row_id, **whole)
    assert caught.value.field == field
    assert contents(store.path) == before


def test_what_is_not_there_stops_the_whole_deed(store: Store, person: int) -> None:
    row_id = raised(store, person)
    attempts: list[tuple[Any, dict[str, Any]]] = [
        (assign_follow_ups, {"in_charge": "县府办", **NOW}),
        (delete_follow_ups, {}),
    ]
    for deed, values in attempts:
        with pytest.raises(NotFoundError):
            store.write(deed, [row_id, 99], **values)
    assert store.read(ledger_row, row_id, TODAY).state is FollowUpState.REGISTERED
    for attempt in (lambda: store.write(take_in_hand, 99, **NOW), lambda: store.read(ledger_row, 99, TODAY)):
        with pytest.raises(NotFoundError):
            attempt()


def test_editing_reckons_the_day_anew_only_where_it_was_reckoned(store: Store, person: int) -> None:
    row_id = raised(store, person)
    earlier = TODAY - timedelta(20)
    store.write(edit_follow_up, row_id, received_on=earlier)
    assert store.read(ledger_row, row_id, TODAY).due_on == add_working_days(earlier, 15)
    own = TODAY + timedelta(2)
    store.write(edit_follow_up, row_id, due_on=own, text="修桥")
    store.write(edit_follow_up, row_id, kind=SUGGESTION)
    assert store.read(ledger_row, row_id, TODAY).due_on == own
    store.write(edit_follow_up, row_id, due_on=None)
    row = store.read(ledger_row, row_id, TODAY)
    assert (row.due_on, row.text) == (add_working_days(earlier, 30), "修桥")


def test_lists_keep_to_what_was_asked_the_most_pressing_first(store: Store, furnish: Furnish, person: int) -> None:
    cadre, other = furnish.cadre(), furnish.person("解海")
    days = {"late": -40, "soon": -18, "new": 0}
    late, soon, new = (raised(store, person, received=TODAY + timedelta(n)) for n in days.values())
    done = raised(store, other, SUGGESTION, TODAY - timedelta(60))
    store.write(close_follow_up, done, outcome=Outcome.C, answer="谢谢", **NOW)
    store.write(assign_follow_ups, [late, soon], in_charge="县交通局 100%", **NOW)
    store.write(assign_follow_ups, [new], cadre_id=cadre, **NOW)

    def ids(**wanted: Any) -> list[int]:
        return store.read(follow_up_ids, FollowUpFilter(**wanted), TODAY)

    assert ids() == [late, soon, new, done]
    assert ids(open_only=True) == [late, soon, new]
    assert ids(overdue=True) == [late]
    assert ids(to_remind=True) == [late, soon]
    assert ids(in_charge="100%") == [late, soon]
    assert ids(in_charge="1_0") == []
    assert ids(cadre_id=cadre) == [new]
    assert ids(representative_id=other) == ids(kind=SUGGESTION) == ids(outcome=Outcome.C) == [done]
    assert ids(state=FollowUpState.ASSIGNED, since=TODAY - timedelta(18), until=TODAY - timedelta(1)) == [soon]
    counts = store.read(count_follow_ups, FollowUpFilter(), TODAY)
    assert counts.states == {FollowUpState.ASSIGNED: 3, FollowUpState.CLOSED: 1}
    assert (counts.outcomes, counts.overdue, counts.to_remind, counts.total) == ({Outcome.C: 1}, 1, 2, 4)
    store.write(remind_of_follow_ups, [soon, late], **NOW)
    assert ids(to_remind=True) == []
    (row,) = store.read(ledger, FollowUpFilter(overdue=True), TODAY)
    assert row.overdue
    assert "县交通局 100%" in row.reason


def test_everything_can_be_taken_back_and_deleting_takes_the_steps_along(store: Store, person: int) -> None:
    ids = [raised(store, person, in_charge="县府办"), raised(store, person)]
    assert store.read(ledger_row, ids[0], TODAY).state is FollowUpState.ASSIGNED
    assert store.path is not None
    leave_out = HISTORY | NEVER_GOES_BACK
    before = contents(store.path, leave_out)
    deeds: list[tuple[Any, dict[str, Any]]] = [
        (delete_follow_ups, {}),
        (assign_follow_ups, {"in_charge": "县水利局", **NOW}),
    ]
    for deed, values in deeds:
        assert store.write(deed, ids, **values) == 2
        assert contents(store.path, leave_out) != before
        store.write(undo)
        assert contents(store.path, leave_out) == before
    store.write(delete_follow_ups, ids)
    assert store.read(follow_up_ids, FollowUpFilter(), TODAY) == []
    assert store.read(follow_up_steps, representative_id=person) == []
