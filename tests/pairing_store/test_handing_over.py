"""Handing people over: a plan first, then one deed."""

from datetime import date, timedelta

import pytest

from liaison.errors import ConflictError, InvalidInputError
from liaison.pairing.handover import hand_over, plan_handover, spread
from liaison.pairing.queries import PairingRow, pairing_row, pairing_rows
from liaison.people.queries import cadre_card
from liaison.people.service import edit_cadre
from liaison.stewardship.check import check_store
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.store.undo import undo
from liaison.visits.fields import ContactState, FollowUpKind, FollowUpState
from liaison.visits.follow_ups import add_follow_up
from officework import TODAY, Furnish
from stored import HISTORY, NEVER_GOES_BACK, contents

NEW_YEAR = date(2026, 1, 1)


def held_by(store: Store, cadre: int, on: date = TODAY) -> list[str]:
    return sorted(row.representative.name for row in store.read(pairing_rows, cadre_id=cadre, on=on))


def of_person(store: Store, person: int) -> list[PairingRow]:
    return store.read(pairing_rows, representative_id=person)


def test_the_plan_shows_each_person_with_what_is_still_open(store: Store, furnish: Furnish) -> None:
    giver, other = furnish.cadre(), furnish.cadre("区宁")
    people = [furnish.person(name) for name in ("覃淼", "解海")]
    for person in people:
        furnish.pair(giver, person)
    furnish.pair(giver, furnish.person("曾红"), ended_on=TODAY)
    furnish.pair(other, people[0])
    for offset in range(7):
        furnish.contact(people[0], cadres=(giver,), on=TODAY - timedelta(offset))
    furnish.contact(people[0], on=TODAY + timedelta(9), state=ContactState.PLANNED)
    for state in (FollowUpState.REGISTERED, FollowUpState.CLOSED):
        store.write(
            add_follow_up,
            representative_id=people[0],
            kind=FollowUpKind.REQUEST,
            text=state.value,
            received_on=TODAY,
            state=state,
        )
    count = len(store.read(deed_rows))
    plan = store.read(plan_handover, giver, TODAY)
    sheets = {sheet.pairing.representative.id: sheet for sheet in plan.sheets}
    assert set(sheets) == set(people), "who left on that day is no longer answered for"
    assert [row.happened_on for row in sheets[people[0]].contacts] == [TODAY + timedelta(9)] + [
        TODAY - timedelta(offset) for offset in range(4)
    ]
    assert [row.text for row in sheets[people[0]].follow_ups] == ["registered"]
    assert sheets[people[1]].contacts == ()
    assert dict(plan.loads) == {giver: 2, other: 1}
    assert len(store.read(deed_rows)) == count


def test_people_are_spread_to_those_who_answer_for_the_fewest(store: Store, furnish: Furnish) -> None:
    giver, busy, idle = furnish.cadre(), furnish.cadre("区宁"), furnish.cadre("曾红")
    for name in ("甲", "乙"):
        furnish.pair(busy, furnish.person(name))
    for name in ("丙", "丁", "戊", "己"):
        furnish.pair(giver, furnish.person(name))
    plan = store.read(plan_handover, giver, TODAY)
    given = spread(plan, [busy, idle])
    assert sorted(given.values()).count(idle) == 3
    assert set(given) == {sheet.pairing.id for sheet in plan.sheets}
    with pytest.raises(InvalidInputError):
        spread(plan, [])


def test_it_is_one_deed_with_the_leaving_day_and_undone_as_one(store: Store, furnish: Furnish) -> None:
    furnish.rule()
    giver, taker = furnish.cadre(), furnish.cadre("区宁")
    pairings = [furnish.pair(giver, furnish.person(name)) for name in ("覃淼", "解海")]
    assert store.path is not None
    before = contents(store.path, HISTORY | NEVER_GOES_BACK)
    count = len(store.read(deed_rows))
    to = dict.fromkeys(pairings, taker)
    new = store.write(hand_over, cadre_id=giver, on=TODAY, reason="退休", to=to, leaves_on=TODAY)
    assert len(new) == 2
    assert len(store.read(deed_rows)) == count + 1
    assert (held_by(store, giver), held_by(store, taker)) == ([], ["覃淼", "解海"])
    assert held_by(store, giver, TODAY - timedelta(1)) == ["覃淼", "解海"]
    assert store.read(cadre_card, giver).left_on == TODAY
    assert {store.read(pairing_row, pairing).end_reason for pairing in pairings} == {"退休"}
    assert store.read(check_store, TODAY) == []
    store.write(undo)
    assert contents(store.path, HISTORY | NEVER_GOES_BACK) == before


def test_some_may_stay(store: Store, furnish: Furnish) -> None:
    giver, taker = furnish.cadre(), furnish.cadre("区宁")
    first, _second = (furnish.pair(giver, furnish.person(name)) for name in ("覃淼", "解海"))
    store.write(hand_over, cadre_id=giver, on=TODAY, reason="减负", to={first: taker})
    assert (held_by(store, giver), held_by(store, taker)) == (["解海"], ["覃淼"])
    assert store.read(cadre_card, giver).left_on is None


def test_the_own_rule_and_an_end_to_come_go_along(store: Store, furnish: Furnish) -> None:
    own = furnish.rule(name="专门")
    giver, taker, person = furnish.cadre(), furnish.cadre("区宁"), furnish.person()
    end = TODAY + timedelta(100)
    pairing = furnish.pair(giver, person, rule_id=own, ended_on=end, end_reason="届满")
    (new,) = store.write(hand_over, cadre_id=giver, on=TODAY, reason="退休", to={pairing: taker})
    row = store.read(pairing_row, new)
    assert row.rule is not None
    assert (row.rule.id, row.started_on, row.ended_on, row.end_reason) == (own, TODAY, end, "届满")
    old = store.read(pairing_row, pairing)
    assert (old.ended_on, old.end_reason) == (TODAY, "退休")


def test_whoever_takes_over_a_person_of_their_own_keeps_one_pairing(store: Store, furnish: Furnish) -> None:
    giver, taker, person = furnish.cadre(), furnish.cadre("区宁"), furnish.person()
    furnish.pair(taker, person, NEW_YEAR)
    pairing = furnish.pair(giver, person)
    assert store.write(hand_over, cadre_id=giver, on=TODAY, reason="退休", to={pairing: taker}) == []
    assert [row.cadre.id for row in of_person(store, person) if row.ended_on is None] == [taker]


def test_it_can_be_arranged_ahead(store: Store, furnish: Furnish) -> None:
    giver, taker, person = furnish.cadre(), furnish.cadre("区宁"), furnish.person()
    pairing = furnish.pair(giver, person)
    on = TODAY + timedelta(30)
    store.write(hand_over, cadre_id=giver, on=on, reason="退休", to={pairing: taker}, leaves_on=on)
    assert held_by(store, giver) == ["覃淼"]
    assert held_by(store, taker, on) == ["覃淼"]
    assert store.read(check_store, on) == []


@pytest.mark.parametrize("fault", ["nobody", "not theirs", "ended", "themselves", "left", "later pairing"])
def test_what_cannot_be_handed_over_leaves_everything(store: Store, furnish: Furnish, fault: str) -> None:
    giver, taker, person = furnish.cadre(), furnish.cadre("区宁"), furnish.person()
    good = furnish.pair(giver, furnish.person("解海"))
    pairing = furnish.pair(giver, person)
    to, on = {good: taker, pairing: taker}, TODAY
    if fault == "nobody":
        to = {}
    elif fault == "not theirs":
        to[furnish.pair(taker, furnish.person("曾红"))] = giver
    elif fault == "ended":
        on = NEW_YEAR - timedelta(1)
    elif fault == "themselves":
        to[pairing] = giver
    elif fault == "left":
        store.write(edit_cadre, taker, left_on=TODAY)
    else:
        furnish.pair(taker, person, TODAY + timedelta(5))
    assert store.path is not None
    before = contents(store.path)
    with pytest.raises((InvalidInputError, ConflictError)):
        store.write(hand_over, cadre_id=giver, on=on, reason="退休", to=to)
    assert contents(store.path) == before
