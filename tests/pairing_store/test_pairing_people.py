"""Pairings begin, end and are changed; pauses and snoozes put them off."""

from datetime import date, timedelta
from typing import Any

import pytest

from liaison.errors import ConflictError, InvalidInputError, LiaisonError, NotFoundError
from liaison.pairing.queries import (
    DueQuestion,
    DueRow,
    due_list,
    load_of_cadres,
    pairing_row,
    pairing_rows,
    standings_of,
)
from liaison.pairing.scope import ScopeKind
from liaison.pairing.service import (
    add_pairing,
    add_pairings,
    edit_pairing,
    edit_pause,
    end_pairing,
    pause,
    remove_pause,
    resume,
)
from liaison.pairing.terms import Status
from liaison.people.fields import PauseReason
from liaison.people.queries import representative_card
from liaison.people.service import edit_cadre, edit_many, edit_representative
from liaison.stewardship.check import check_store
from liaison.store.history import deed_rows
from liaison.store.store import Store
from officework import MONTHLY_BY_ANYONE, TODAY, Furnish
from stored import contents

NEW_YEAR = date(2026, 1, 1)
JUNE = date(2026, 6, 1)


def the_standing(store: Store, person: int, day: date = TODAY) -> DueRow:
    (row,) = store.read(standings_of, person, day)
    return row


@pytest.mark.parametrize(
    ("values", "error", "field"),
    [
        ({"cadre_id": 9}, NotFoundError, None),
        ({"representative_id": 9}, NotFoundError, None),
        ({"rule_id": 9}, NotFoundError, None),
        ({"ended_on": date(2025, 12, 31)}, InvalidInputError, "ended_on"),
    ],
)
def test_what_makes_no_sense_is_refused(
    store: Store, furnish: Furnish, values: dict[str, Any], error: type[LiaisonError], field: str | None
) -> None:
    whole = {"cadre_id": furnish.cadre(), "representative_id": furnish.person(), "started_on": NEW_YEAR, **values}
    with pytest.raises(error) as caught:
        store.write(add_pairing, **whole)
    assert caught.value.field == field
    assert store.read(pairing_rows) == []


@pytest.mark.parametrize(
    ("start", "end"),
    [(JUNE, None), (NEW_YEAR, None), (date(2025, 1, 1), date(2026, 1, 2)), (date(2026, 8, 31), date(2026, 9, 30))],
)
def test_two_pairings_of_the_same_two_never_overlap(
    store: Store, furnish: Furnish, start: date, end: date | None
) -> None:
    cadre, person = furnish.cadre(), furnish.person()
    furnish.pair(cadre, person, NEW_YEAR, ended_on=date(2026, 9, 1))
    assert store.path is not None
    before = contents(store.path)
    with pytest.raises(ConflictError):
        furnish.pair(cadre, person, start, ended_on=end)
    assert contents(store.path) == before


def test_one_may_follow_on_the_day_another_ends(store: Store, furnish: Furnish) -> None:
    cadre, person = furnish.cadre(), furnish.person()
    furnish.pair(cadre, person, NEW_YEAR, ended_on=JUNE)
    again = furnish.pair(cadre, person, JUNE)
    assert [row.id for row in store.read(pairing_rows, on=JUNE)] == [again]
    before = furnish.pair(cadre, person, date(2025, 1, 1), ended_on=NEW_YEAR)
    assert {row.id for row in store.read(pairing_rows)} == {1, again, before}


def test_a_person_may_have_several_cadres(store: Store, furnish: Furnish) -> None:
    person, other = furnish.person(), furnish.person("解海")
    first, second = furnish.cadre(), furnish.cadre("区宁")
    furnish.pair(first, person)
    furnish.pair(second, person)
    furnish.pair(second, other)
    assert store.read(load_of_cadres, TODAY) == {first: 1, second: 2}
    assert [row.cadre.name for row in store.read(pairing_rows, representative_id=person)] == ["区宁", "单小明"]


def test_a_pairing_ends_once_and_not_before_it_starts(store: Store, furnish: Furnish) -> None:
    pairing = furnish.pair(furnish.cadre(), furnish.person())
    with pytest.raises(InvalidInputError):
        store.write(end_pairing, pairing, NEW_YEAR - timedelta(1))
    store.write(end_pairing, pairing, JUNE, "工作调动")
    with pytest.raises(ConflictError):
        store.write(end_pairing, pairing, TODAY)
    row = store.read(pairing_row, pairing)
    assert (row.ended_on, row.end_reason) == (JUNE, "工作调动")


def test_changing_days_into_an_overlap_is_refused(store: Store, furnish: Furnish) -> None:
    cadre, person = furnish.cadre(), furnish.person()
    first = furnish.pair(cadre, person, NEW_YEAR, ended_on=JUNE)
    furnish.pair(cadre, person, JUNE)
    with pytest.raises(ConflictError):
        store.write(edit_pairing, first, ended_on=None)
    with pytest.raises(ConflictError):
        store.write(edit_pairing, first, ended_on=JUNE + timedelta(1))
    store.write(edit_pairing, first, ended_on=JUNE - timedelta(1))


def test_a_cadre_who_has_left_takes_nobody(store: Store, furnish: Furnish) -> None:
    cadre = furnish.cadre(left_on=JUNE)
    person = furnish.person()
    with pytest.raises(InvalidInputError) as caught:
        furnish.pair(cadre, person, JUNE)
    assert caught.value.field == "cadre_id"
    furnish.pair(cadre, person, NEW_YEAR)


def test_several_are_paired_as_one_deed_or_none_is(store: Store, furnish: Furnish) -> None:
    cadre = furnish.cadre()
    people = [furnish.person(name) for name in ("覃淼", "解海")]
    with pytest.raises(NotFoundError):
        store.write(add_pairings, [(cadre, people[0]), (cadre, 99)], NEW_YEAR)
    assert store.read(pairing_rows) == []
    count = len(store.read(deed_rows))
    assert len(store.write(add_pairings, [(cadre, person) for person in people], NEW_YEAR)) == 2
    assert len(store.read(deed_rows)) == count + 1


def test_a_snooze_lasts_sixty_days_at_most_and_needs_an_end(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    pairing = furnish.pair(furnish.cadre(), person)
    snooze: dict[str, Any] = {"representative_id": person, "pairing_id": pairing, "from_on": TODAY, "today": TODAY}
    for until in (None, TODAY + timedelta(60), TODAY - timedelta(1)):
        with pytest.raises(InvalidInputError) as caught:
            store.write(pause, until=until, **snooze)
        assert caught.value.field == "until"
    made = store.write(pause, until=TODAY + timedelta(59), **snooze)
    with pytest.raises(InvalidInputError):
        store.write(edit_pause, made, today=TODAY, until=TODAY + timedelta(60))
    with pytest.raises(InvalidInputError):
        store.write(edit_pause, made, today=TODAY, until=None)


def test_a_pause_begins_by_today(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    with pytest.raises(InvalidInputError) as caught:
        store.write(pause, representative_id=person, from_on=TODAY + timedelta(1), today=TODAY)
    assert caught.value.field == "from_on"


def test_a_snooze_is_of_a_pairing_with_that_person(store: Store, furnish: Furnish) -> None:
    pairing = furnish.pair(furnish.cadre(), furnish.person())
    other = furnish.person("解海")
    with pytest.raises(NotFoundError):
        store.write(pause, representative_id=other, pairing_id=pairing, from_on=TODAY, until=TODAY, today=TODAY)


def test_a_pause_of_the_person_rests_every_pairing_and_gives_two_weeks_after(store: Store, furnish: Furnish) -> None:
    furnish.rule()
    person = furnish.person()
    for name in ("单小明", "区宁"):
        furnish.pair(furnish.cadre(name), person)
    until = TODAY + timedelta(9)
    made = store.write(
        pause, representative_id=person, from_on=TODAY, until=until, today=TODAY, reason=PauseReason.ASKED_FOR_QUIET
    )
    assert store.read(due_list, DueQuestion(TODAY, TODAY, within=90)) == []
    assert {row.standing.status for row in store.read(standings_of, person, TODAY)} == {Status.PAUSED}
    afterwards = store.read(standings_of, person, until + timedelta(1))
    assert {row.standing.due_on for row in afterwards} == {until + timedelta(14)}
    store.write(remove_pause, made)
    assert len(store.read(due_list, DueQuestion(TODAY, TODAY))) == 2


def test_a_snooze_rests_one_pairing_until_the_day_after(store: Store, furnish: Furnish) -> None:
    furnish.rule()
    person = furnish.person()
    first, second = (furnish.pair(furnish.cadre(name), person) for name in ("单小明", "区宁"))
    until = TODAY + timedelta(9)
    store.write(pause, representative_id=person, pairing_id=first, from_on=TODAY, until=until, today=TODAY)
    assert [row.pairing for row in store.read(due_list, DueQuestion(TODAY, TODAY, within=90))] == [second]
    later = {row.pairing: row.standing.due_on for row in store.read(standings_of, person, until + timedelta(1))}
    assert later[first] == until + timedelta(1)


def test_a_pause_without_an_end_is_ended_by_resuming(store: Store, furnish: Furnish) -> None:
    furnish.rule()
    person = furnish.person()
    furnish.pair(furnish.cadre(), person)
    store.write(pause, representative_id=person, from_on=JUNE, today=TODAY)
    assert the_standing(store, person).standing.status is Status.PAUSED
    store.write(resume, person, on=TODAY, today=TODAY)
    assert the_standing(store, person).standing.status is not Status.PAUSED
    assert store.read(check_store, TODAY) == []


@pytest.mark.parametrize("of", ["tier", "sector", "person", "pairing"])
def test_the_most_specific_rule_holds_as_soon_as_it_is_named(store: Store, furnish: Furnish, of: str) -> None:
    furnish.rule()
    strict = {
        "tier": lambda: furnish.rule(MONTHLY_BY_ANYONE, name="重点", scope=ScopeKind.TIER, value="重点"),
        "sector": lambda: furnish.rule(MONTHLY_BY_ANYONE, name="乡贤", scope=ScopeKind.SECTOR, value="乡贤"),
    }.get(of, lambda: furnish.rule(MONTHLY_BY_ANYONE, name="每月", scope=ScopeKind.NAMED))()
    person = furnish.person()
    pairing = furnish.pair(furnish.cadre(), person, date(2026, 11, 1))
    assert the_standing(store, person).standing.due_on == date(2026, 12, 31)
    if of == "tier":
        store.write(edit_many, [person], tier="重点")
    elif of == "sector":
        store.write(edit_representative, person, sector="乡贤")
    elif of == "person":
        store.write(edit_representative, person, rule_id=strict)
    else:
        store.write(edit_pairing, pairing, rule_id=strict)
    row = the_standing(store, person)
    assert row.standing.due_on == date(2026, 12, 1)
    assert row.standing.rule is not None
    assert row.standing.rule.id == strict
    assert store.read(check_store, TODAY) == []


def test_a_leaving_day_before_the_joining_day_is_refused(store: Store, furnish: Furnish) -> None:
    cadre = furnish.cadre(joined_on=JUNE)
    with pytest.raises(InvalidInputError) as caught:
        store.write(edit_cadre, cadre, left_on=NEW_YEAR)
    assert caught.value.field == "left_on"


def test_pauses_stand_on_the_card(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    store.write(pause, representative_id=person, from_on=JUNE, until=TODAY, today=TODAY)
    (held,) = store.read(representative_card, person).pauses
    assert (held.from_on, held.until, held.pairing_id) == (JUNE, TODAY, None)
