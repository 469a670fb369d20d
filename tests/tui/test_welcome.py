"""The first run for a newcomer: an empty store offers a workbook, the sample office, or the first person."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from liaison.exchange.sample import sample_workbook
from liaison.pairing.queries import pairing_rows
from liaison.people.queries import count_people
from liaison.people.service import add_representative
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.desk import Desk
from liaison.tui.screens.import_columns import ImportColumnsScreen
from liaison.tui.screens.import_plan import ImportPlanScreen
from liaison.tui.screens.today import TodayRoom
from liaison.tui.screens.welcome import WelcomeScreen
from liaison.tui.widgets.virtual_table import VirtualTable
from screens import screen_text, settle
from small_office import DAY

SIZES = [(80, 24), (120, 40)]
ROSTER = "姓名,界别,手机\n张三,乡贤,13800000001\n,乡贤,13800000002\n李[b]四,侨界,13800000003\n"


async def until(pilot: Pilot[Any], reached: Callable[[], bool]) -> None:
    """Wait through a chain of screens that close one after the other."""
    for _round in range(50):
        await settle(pilot)
        if reached():
            return
    raise AssertionError(screen_text(pilot.app))


@pytest.fixture
def empty(store: Store) -> LiaisonApp:
    """The program on an empty store."""
    return LiaisonApp(Desk(store, DAY))


@pytest.fixture
def roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sheet of representatives, one of them without a name; the program is started beside it."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    file = folder / "联系对象.csv"
    file.write_text(ROSTER, "utf-8")
    return file


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("language", "words"), [("zh", ["导入工作簿", "试用样例办公室"]), ("en", ["Import a workbook", "sample office"])]
)
async def test_an_empty_store_says_where_to_begin(
    empty: LiaisonApp, size: tuple[int, int], language: str, words: list[str]
) -> None:
    use_language(language)
    async with empty.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(empty.screen, WelcomeScreen)
        assert all(word in screen_text(empty) for word in words)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(empty.screen, TodayRoom)


async def test_a_store_with_people_is_not_greeted(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, TodayRoom)


async def test_the_greeting_leaves_when_another_process_fills_the_store(empty: LiaisonApp, store: Store) -> None:
    async with empty.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        store.write(add_representative, name="张三")
        empty.bring_up_to_date()
        await settle(pilot)
        assert isinstance(empty.screen, TodayRoom)
        assert "未结对 1" in screen_text(empty)


@pytest.mark.parametrize("size", SIZES)
async def test_a_workbook_is_shown_as_a_plan_and_then_taken_in(
    empty: LiaisonApp, store: Store, roster: Path, size: tuple[int, int]
) -> None:
    async with empty.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        await pilot.press(*"nowhere.xlsx", "enter")
        await settle(pilot)
        await until(pilot, lambda: "! " in screen_text(empty))
        await pilot.press("ctrl+u", *roster.name, "enter")
        await until(pilot, lambda: isinstance(empty.screen, ImportColumnsScreen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(empty.screen, ImportPlanScreen) and "不合格，" in screen_text(empty))
        assert store.read(count_people) == (0, 0)
        text = screen_text(empty)
        assert "姓名" in text
        assert "不合格" in text
        assert "1行不合格" in text
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "联系对象.rejects.xlsx" in screen_text(empty).replace("\n", "").replace("│", "").replace(" ", "")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(empty.screen, TodayRoom))
        assert store.read(count_people) == (0, 2)
        assert len(store.read(deed_rows, limit=10)) == 1
        assert roster.with_name("联系对象.rejects.xlsx").exists()


async def test_the_same_file_twice_has_nothing_new(empty: LiaisonApp, store: Store, roster: Path) -> None:
    roster.write_text("姓名,界别\n张三,乡贤\n", "utf-8")
    async with empty.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        await pilot.press(*roster.name, "enter")
        await until(pilot, lambda: isinstance(empty.screen, ImportColumnsScreen))
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(empty.screen, TodayRoom))
        await pilot.press("ctrl+o")
        await settle(pilot)
        await pilot.press(*roster.name, "enter")
        await until(pilot, lambda: isinstance(empty.screen, ImportColumnsScreen))
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "没有新内容" in screen_text(empty)
        await pilot.press("ctrl+s", "escape")
        await settle(pilot)
        assert len(store.read(deed_rows, limit=10)) == 1


async def test_workbooks_nearby_are_offered(empty: LiaisonApp, roster: Path) -> None:
    for name in ("名册.xlsx", "~$名册.xlsx", "notes.txt"):
        (roster.parent / name).write_bytes(b"no workbook")
    async with empty.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        assert "名册.xlsx" in screen_text(empty)
        assert "~$" not in screen_text(empty)
        assert "notes" not in screen_text(empty)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "!" in screen_text(empty)
        assert not isinstance(empty.screen, ImportPlanScreen)


async def test_new_pairings_can_be_reckoned_from_a_later_day(empty: LiaisonApp, store: Store, roster: Path) -> None:
    shutil.copy(sample_workbook(), roster.with_name("o.xlsx"))
    async with empty.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        await pilot.press(*"o.xlsx", "enter")
        await settle(pilot)
        empty.screen.query_one(VirtualTable).focus()
        await pilot.press("r")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "2026-11-20 起计算" in screen_text(empty)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "[逾期 0]" in screen_text(empty) and "未结对 375" in screen_text(empty))
        assert any(row.counts_from == DAY for row in store.read(pairing_rows))


async def test_the_sample_office_is_a_scratch_copy_and_leads_back(empty: LiaisonApp, store: Store) -> None:
    async with empty.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("t")
        await until(pilot, lambda: "[逾期 12]" in screen_text(empty))
        assert "样例办公室" in screen_text(empty)
        scratch = empty.desk.store.path
        assert scratch is not None
        assert scratch != store.path
        await pilot.press("l", "ctrl+s")
        await settle(pilot)
        assert "[逾期 11]" in screen_text(empty)
        await pilot.press("f3", "f10")
        await until(pilot, lambda: isinstance(empty.screen, WelcomeScreen))
        assert empty.desk.store is store
        assert store.read(count_people) == (0, 0)
        assert store.read(deed_rows, limit=10) == []
        assert not scratch.exists()


async def test_nothing_of_the_sample_office_is_left_when_the_program_ends(empty: LiaisonApp) -> None:
    async with empty.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("t")
        await until(pilot, lambda: "[逾期 12]" in screen_text(empty))
        scratch = empty.desk.store.path
        assert scratch is not None
        assert scratch.exists()
    assert not scratch.parent.exists()


async def test_the_first_person_is_added_by_hand(empty: LiaisonApp, store: Store) -> None:
    async with empty.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        assert empty.current_mode == "people"
        assert "姓名" in screen_text(empty)
