"""The Contacts room for a user: looking back, narrowing down, putting right; the trips."""

from datetime import date

import pytest

from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.screens.narrowing import spans
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.fields import ContactKind, ContactState
from liaison.visits.queries import VisitFilter, trip_rows, visit_ids, visit_row, visit_rows
from liaison.visits.service import log_contact
from screens import screen_lines, screen_text, settle
from small_office import DAY

SIZES = [(80, 24), (120, 40)]
Ids = dict[str, int]


def records(store: Store) -> int:
    return len(store.read(visit_ids, VisitFilter()))


def states(store: Store) -> list[ContactState]:
    ids = store.read(visit_ids, VisitFilter())
    return [row.state for row in store.read(visit_rows, ids)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_records_stand_newest_first_with_a_sign_and_a_word_for_their_state(
    app: LiaisonApp, size: tuple[int, int], language: str
) -> None:
    use_language(language)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f4")
        await settle(pilot)
        lines = screen_lines(app)
        days = [line[2:12] for line in lines if line[2:6] == "2026"]
        assert days == sorted(days, reverse=True)
        assert days[0] == "2026-11-21"
        planned, done = {"zh": ("计划", "已完成"), "en": ("planned", "done")}[language]
        assert f"o {planned}" in lines[3]
        assert f"! {planned}" in lines[4]
        assert f"+ {done}" in lines[5]
        assert ("走访看望" in screen_text(app)) is (size == SIZES[1])


async def test_the_filter_is_shown_with_the_count_and_taken_away(app: LiaisonApp, people: Ids) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await settle(pilot)
        assert "全部联系记录   6 条" in screen_lines(app)[1]
        await pilot.press("f", "enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "筛选：计划   2 条" in screen_lines(app)[1]
        await pilot.press("f", *["down"] * 4, "enter")
        await settle(pilot)
        await pilot.press(*"zhangsan")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "筛选：计划 · 张三   1 条" in screen_lines(app)[1]
        await pilot.press("x")
        await settle(pilot)
        assert "全部联系记录   6 条" in screen_lines(app)[1]


async def test_the_list_is_narrowed_to_days_that_are_typed(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await settle(pilot)
        await pilot.press("f", "down", "down", "enter")
        await settle(pilot)
        await pilot.press("end", "up", "enter")
        await settle(pilot)
        await pilot.press(*"2026-11-1", "enter", *"2026-10-1", "ctrl+s")
        await settle(pilot)
        assert "结束日期 2026-10-01 不能早于开始日期 2026-11-01" in screen_text(app)
        await pilot.press(*["backspace"] * 9, *"2026-11-19", "ctrl+s")
        await settle(pilot)
        assert "2026-11-01…2026-11-19   2 条" in screen_lines(app)[1]


def test_usual_spans_are_whole_periods() -> None:
    found = {words: span for span, words in spans(date(2026, 1, 31))}
    assert found["本月"] == (date(2026, 1, 1), date(2026, 1, 31))
    assert found["上月"] == (date(2025, 12, 1), date(2025, 12, 31))
    assert found["本季度"] == (date(2026, 1, 1), date(2026, 3, 31))
    assert {words: span for span, words in spans(date(2026, 12, 31))}["本季度"][1] == date(2026, 12, 31)


async def test_marked_planned_contacts_become_done_in_one_deed(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await settle(pilot)
        await pilot.press("ctrl+a", "d")
        await settle(pilot)
        assert set(states(store)) == {ContactState.DONE}
        assert max(store.read(visit_row, key).happened_on for key in store.read(visit_ids, VisitFilter())) == DAY
        await pilot.press("ctrl+z", "y")
        await settle(pilot)
        assert states(store).count(ContactState.PLANNED) == 2


async def test_what_is_done_cannot_be_marked_done_again(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f4")
        await settle(pilot)
        await pilot.press("end", "d")
        await settle(pilot)
        assert "只有计划中的联系才能记为完成" in screen_text(app)
        assert states(store).count(ContactState.PLANNED) == 2


async def test_a_record_is_deleted_only_after_a_yes(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await settle(pilot)
        await pilot.press("delete")
        await settle(pilot)
        assert "删除 2026-11-21 与张三的联系记录（走访）？" in screen_text(app)
        await pilot.press("n")
        await settle(pilot)
        assert records(store) == 6
        await pilot.press("space", "space", "delete", "y")
        await settle(pilot)
        assert records(store) == 4
        assert "已标记" not in screen_lines(app)[1]
        await pilot.press("ctrl+z", "y")
        await settle(pilot)
        assert records(store) == 6


async def test_enter_opens_the_record_and_saving_it_is_seen_at_once(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4")
        await settle(pilot)
        await pilot.press("end", "enter")
        await settle(pilot)
        assert "走访看望" in screen_text(app)
        await pilot.press(*"2026-03-02", "ctrl+s")
        await settle(pilot)
        assert "2026-03-02" in screen_text(app)
        assert records(store) == 6


async def test_a_new_record_takes_the_person_that_the_list_is_narrowed_to(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await settle(pilot)
        await pilot.press("f", *["down"] * 4, "enter")
        await settle(pilot)
        await pilot.press(*"shanyu")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("l", "ctrl+s")
        await settle(pilot)
        newest = store.read(visit_ids, VisitFilter(representative_id=people["单雨"]), 1)[0]
        assert store.read(visit_row, newest).happened_on == DAY


async def test_what_another_process_records_is_in_the_list_after_a_refresh(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await settle(pilot)
        store.write(
            log_contact,
            kind=ContactKind.CALL,
            happened_on=DAY,
            representatives=[people["覃[b]力"]],
            today=DAY,
        )
        app.bring_up_to_date()
        await settle(pilot)
        assert "7 条" in screen_lines(app)[1]
        assert "覃[b]力" in screen_text(app)


async def test_a_trip_is_added_changed_and_leads_to_its_contacts(app: LiaisonApp, store: Store, people: Ids) -> None:
    trip = store.read(trip_rows)[0].id
    store.write(
        log_contact,
        kind=ContactKind.VISIT,
        happened_on=date(2026, 10, 2),
        representatives=[people["单雨"]],
        today=DAY,
        trip_id=trip,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        await pilot.press(*"Bei", "tab", *"Beijing", "tab", *"2026-11-9", "tab", *"2026-11-8", "ctrl+s")
        await settle(pilot)
        assert "2026-11-08" in screen_text(app)
        assert len(store.read(trip_rows)) == 1
        await pilot.press("end", "backspace", "1", "2", "tab", *"wangjianguo")
        await settle(pilot)
        await pilot.press("enter", "ctrl+s")
        await settle(pilot)
        added = store.read(trip_rows)[0]
        assert (added.name, added.until, [cadre.name for cadre in added.cadres]) == (
            "Bei",
            date(2026, 11, 12),
            ["王建国"],
        )
        await pilot.press("home", "delete", "y")
        await settle(pilot)
        assert [row.name for row in store.read(trip_rows)] == ["上海走访"]
        await pilot.press("enter")
        await settle(pilot)
        assert "筛选：出访 上海走访   1 条" in screen_lines(app)[1]
        assert app.screen.query_one(VirtualTable).row_count == 1
