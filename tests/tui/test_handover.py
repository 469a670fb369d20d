"""Handing a cadre's people over, for a user: the plan, who takes over, the sheets, the deed."""

from datetime import date

import pytest

from liaison.pairing.queries import pairing_rows
from liaison.people.queries import cadre_card
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.screens.handover import HandoverScreen
from liaison.tui.widgets.virtual_table import VirtualTable
from screens import screen_lines, screen_text, settle
from small_office import DAY

Ids = dict[str, int]


def now(store: Store) -> dict[str, str]:
    return {row.representative.name: row.cadre.name for row in store.read(pairing_rows, on=DAY)}


@pytest.fixture
def screen(app: LiaisonApp, people: Ids) -> HandoverScreen:
    """The handover of the cadre who answers for 张三 and 单雨."""
    return HandoverScreen(app.desk, people["王建国"])


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh")])
async def test_the_plan_spreads_people_evenly_and_is_done_as_one_deed(
    app: LiaisonApp, store: Store, screen: HandoverScreen, size: tuple[int, int], language: str
) -> None:
    use_language(language)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.push_screen(screen)
        await settle(pilot)
        assert {"zh": "! 尚未确定", "en": "! nobody yet"}[language] in screen_text(app)
        for name in ("lihongmei", "chenzhiqiang"):
            await pilot.press(*name)
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
        text = screen_text(app)
        assert "→ 陈志强" in text
        assert "→ 李红梅" in text
        assert "1 → 2" in text
        assert now(store)["张三"] == "王建国"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "2026-11-20" in screen_text(app)
        await pilot.press("y")
        await settle(pilot)
        assert app.screen is not screen
        assert "王建国" not in now(store).values()
        assert sorted((now(store)["张三"], now(store)["单雨"])) == ["李红梅", "陈志强"]
        await pilot.press("ctrl+z", "y")
        await settle(pilot)
        assert now(store)["张三"] == now(store)["单雨"] == "王建国"


async def test_one_person_goes_to_somebody_chosen_and_only_marked_ones_go(
    app: LiaisonApp, store: Store, screen: HandoverScreen
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(screen)
        await settle(pilot)
        screen.query_one("#plan").focus()
        row = screen.query_one(VirtualTable).cursor_row
        assert row is not None
        chosen = row.cells[0]
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*"lihongmei")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "→ 李红梅" in screen_text(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "还有 1 名对象没有人接手" in screen_text(app)
        screen.query_one("#plan").focus()
        await pilot.press("home", "space")
        await settle(pilot)
        assert "- 不移交" in screen_text(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "1 名对象不移交" in screen_text(app)
        await pilot.press("y")
        await settle(pilot)
        held = now(store)
        assert held[chosen] == "李红梅"
        assert sum(cadre == "王建国" for cadre in held.values()) == 1


async def test_another_day_makes_another_plan(app: LiaisonApp, store: Store, screen: HandoverScreen) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(screen)
        await settle(pilot)
        await pilot.press("shift+tab", "ctrl+u", *"2025-12-31")
        await settle(pilot)
        assert "这名干部在那天没有结对的对象" in screen_text(app)
        await pilot.press("home", "ctrl+k", *"2026-12-1", "tab", *"chen")
        await settle(pilot)
        await pilot.press("enter", "ctrl+s", "y")
        await settle(pilot)
        ended = [row for row in store.read(pairing_rows) if row.ended_on is not None]
        assert {row.ended_on for row in ended} == {date(2026, 12, 1)}
        assert len(ended) == 2


async def test_the_sheet_tells_the_last_contacts_and_what_is_open(app: LiaisonApp, people: Ids) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(HandoverScreen(app.desk, people["陈志强"]))
        await settle(pilot)
        text = screen_text(app)
        assert "2026-11-01 · 走访 · 已完成 · 陈志强 · 走访看望" in text
        assert "希望修好村口的路" in text


async def test_a_leaving_day_is_put_down_in_the_same_deed(app: LiaisonApp, store: Store, people: Ids) -> None:
    answers: list[bool | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        leaves = date(2026, 12, 31)
        app.push_screen(HandoverScreen(app.desk, people["王建国"], leaves_on=leaves), answers.append)
        await settle(pilot)
        assert "2026-12-31 离任" in screen_text(app)
        await pilot.press(*"chen")
        await settle(pilot)
        await pilot.press("enter", "ctrl+s")
        await settle(pilot)
        assert "同时登记离任日期 2026-12-31" in screen_text(app)
        await pilot.press("y")
        await settle(pilot)
        assert store.read(cadre_card, people["王建国"]).left_on == leaves
        assert answers == [True]


async def test_leaving_the_plan_changes_nothing(app: LiaisonApp, store: Store, screen: HandoverScreen) -> None:
    before = now(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(screen)
        await settle(pilot)
        await pilot.press(*"chen")
        await settle(pilot)
        await pilot.press("enter", "escape")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert app.screen is not screen
        assert now(store) == before
        assert "人员" in screen_lines(app)[0]
