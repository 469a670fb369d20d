"""What may be done about a follow-up in which state, and by which day it is due, against slow and obvious oracles."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.calendar.working_days import is_provisional, is_working_day
from liaison.errors import InvalidInputError
from liaison.text.words import _
from liaison.visits.fields import (
    FOLLOW_UP_ACTION_WORDS,
    FollowUpAction,
    FollowUpKind,
    FollowUpState,
)
from liaison.visits.follow_up_rules import (
    ENDED,
    MOVES,
    OPEN,
    OWED,
    Clockwork,
    allowed,
    check_extension,
    moves_of,
    state_after,
    timing,
)

DAY = timedelta(days=1)
DAYS = st.dates(date(2025, 6, 1), date(2026, 11, 30))
KINDS = (FollowUpKind.SUGGESTION, FollowUpKind.REQUEST)
LAST_KNOWN = 2026


@st.composite
def clockworks(draw: st.DrawFn) -> Clockwork:
    """Settings as an office may choose them, with days of its own around the days that are tried."""
    days = {kind: draw(st.integers(1, 40)) for kind in KINDS}
    own = draw(st.dictionaries(DAYS, st.booleans(), max_size=6))
    return Clockwork(days, draw(st.integers(0, 12)), own)


def walked(day: date, count: int, step: timedelta, clockwork: Clockwork) -> date:
    """So many working days on, one day after the other."""
    while count:
        day += step
        count -= is_working_day(day, clockwork.overrides)
    return day


@pytest.mark.parametrize("kind", FollowUpKind)
def test_every_move_leads_somewhere_or_says_what_can_be_done_instead(kind: FollowUpKind) -> None:
    for action, state in product(FollowUpAction, FollowUpState):
        can = allowed(kind, state)
        assert can, "there is always something that can be done"
        if action in can:
            assert state_after(action, kind, state) is moves_of(kind)[action][state]
            continue
        with pytest.raises(InvalidInputError) as caught:
            state_after(action, kind, state)
        offered = caught.value.sentence.split("：")[-1].rstrip("。").split("、")
        assert offered == [_(FOLLOW_UP_ACTION_WORDS[other]) for other in can]


def test_the_table_keeps_its_promises() -> None:
    for kind in FollowUpKind:
        reached = {after for moves in moves_of(kind).values() for after in moves.values()}
        raised = {FollowUpState.ANSWERED, FollowUpState.RETURNED} if kind is not FollowUpKind.TASK else set()
        # Extending leaves what is registered where it is.
        assert reached == {*OWED, FollowUpState.CLOSED, *raised}
        for state in ENDED:
            assert FollowUpAction.REOPEN in allowed(kind, state), "nothing ends for good by mistake"
            assert not {FollowUpAction.EXTEND, FollowUpAction.REMIND, FollowUpAction.CLOSE} & set(allowed(kind, state))
        closers = set(moves_of(kind)[FollowUpAction.CLOSE])
        assert closers == (set(OPEN) if kind is FollowUpKind.TASK else {FollowUpState.ANSWERED})
    assert all(before is after for before, after in MOVES[FollowUpAction.EXTEND].items())
    assert all(before is after for before, after in MOVES[FollowUpAction.REMIND].items())


@settings(max_examples=60)
@given(st.sampled_from(KINDS), DAYS, clockworks())
def test_the_due_day_is_so_many_working_days_on(kind: FollowUpKind, received: date, clockwork: Clockwork) -> None:
    due = clockwork.due_day(kind, received)
    assert due == walked(received, clockwork.days[kind], DAY, clockwork)
    assert clockwork.due_day(FollowUpKind.TASK, received) is None


@settings(max_examples=60)
@given(DAYS, st.integers(-30, 30), clockworks())
def test_the_horizon_finds_just_those_whose_day_of_reminder_has_come(
    today: date, away: int, clockwork: Clockwork
) -> None:
    due = today + timedelta(away)
    window = walked(due, clockwork.reminder_days, -DAY, clockwork)
    assert clockwork.reminder_day(due) == window
    assert (due <= clockwork.horizon(today)) is (window <= today)


@settings(max_examples=120)
@given(
    st.sampled_from(FollowUpState),
    st.none() | st.integers(-25, 25),
    st.none() | st.integers(0, 40),
    DAYS,
    clockworks(),
)
def test_who_is_overdue_and_who_is_to_be_reminded(
    state: FollowUpState, away: int | None, ago: int | None, today: date, clockwork: Clockwork
) -> None:
    due = None if away is None else today + timedelta(away)
    reminded = None if ago is None else today - timedelta(ago)
    found = timing(state, due, in_charge="县交通局", reminded_on=reminded, today=today, clockwork=clockwork)
    owed = state in OWED and due is not None
    assert found.overdue is (owed and due is not None and due < today)
    assert found.days_late == ((today - due).days if found.overdue and due else 0)
    if not owed or due is None:
        assert not found.to_remind
        return
    window = walked(due, clockwork.reminder_days, -DAY, clockwork)
    days = [window + timedelta(n) for n in range((today - window).days + 1)]
    own_round = [day for day in days if (day > due) is (today > due)]
    fresh = bool(days) and (reminded is None or reminded not in own_round)
    in_charge = state in {FollowUpState.ASSIGNED, FollowUpState.IN_HAND}
    assert found.to_remind is (fresh and in_charge)
    assert due.isoformat() in found.reason or due == today
    assert "县交通局" in found.reason
    assert found.provisional is is_provisional(due.year)


def test_a_day_in_a_year_that_is_not_announced_may_still_move() -> None:
    clockwork = Clockwork(dict.fromkeys(KINDS, 5), 5, {})
    for year, provisional in ((LAST_KNOWN, False), (LAST_KNOWN + 1, True)):
        assert is_provisional(year) is provisional, "the library knows other years now: change LAST_KNOWN"
        found = timing(
            FollowUpState.ASSIGNED,
            date(year, 2, 2),
            in_charge="",
            reminded_on=None,
            today=date(2026, 1, 5),
            clockwork=clockwork,
        )
        assert found.provisional is provisional
        assert ("调休" in found.reason) is provisional


@given(st.none() | st.integers(-20, 20), st.integers(-20, 20), st.sampled_from(["", " ", "会商"]))
def test_an_extension_moves_on_into_the_future_and_says_why(old: int | None, new: int, reason: str) -> None:
    today = date(2026, 11, 20)
    before = None if old is None else today + timedelta(old)
    wrong = ["due_on"] if new < 0 or (old is not None and new <= old) else []
    wrong += [] if reason.strip() else ["note"]
    if not wrong:
        check_extension(before, today + timedelta(new), reason, today)
        return
    with pytest.raises(InvalidInputError) as caught:
        check_extension(before, today + timedelta(new), reason, today)
    assert caught.value.field == wrong[0]
