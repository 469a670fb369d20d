"""Taking in a roster on the screen: what was understood is seen, corrected and remembered; then the plan is decided."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from liaison.exchange.records import read_records
from liaison.people.service import add_representative
from liaison.stewardship.duplicates import kept_apart_pairs
from liaison.store.store import Store
from liaison.tui.app import LiaisonApp
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ChoiceScreen
from liaison.tui.screens.import_columns import ImportColumnsScreen
from liaison.tui.screens.import_plan import ImportPlanScreen
from liaison.tui.widgets.virtual_table import VirtualTable
from screens import screen_text, settle
from small_office import DAY

ROSTER = "姓名,隶属,民族,手机\n李哪,县一中,汉,13900139000\n王芳,某公司,回,13700137000\n赵敏,乡政府,,1.38E+10\n"
SECOND = "手机,隶属,姓名,民族\n13600136000,县医院,孙丽,\n"


async def until(pilot: Pilot[Any], reached: Callable[[], bool]) -> None:
    """Wait through a chain of screens and workers."""
    for _round in range(50):
        await settle(pilot)
        if reached():
            return
    raise AssertionError(screen_text(pilot.app))


async def choose(pilot: Pilot[Any], screen: type[Any]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


@pytest.fixture
def app(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiaisonApp:
    """The program beside two rosters of one shape; the store knows two of the people."""
    (tmp_path / "a.csv").write_text(ROSTER, "gb18030")
    (tmp_path / "b.csv").write_text(SECOND, "utf-8")
    monkeypatch.chdir(tmp_path)
    store.write(add_representative, name="李娜", unit="县一中", phone="139 0013 9000")
    store.write(add_representative, name="王芳", unit="某公司", phone="137 0013 7009")
    return LiaisonApp(Desk(store, DAY))


async def to_columns(pilot: Pilot[Any], name: str) -> None:
    await settle(pilot)
    await pilot.press("ctrl+o")
    await settle(pilot)
    await pilot.press(*name, "enter")
    await choose(pilot, ImportColumnsScreen)
    await settle(pilot)


async def test_a_roster_is_corrected_decided_taken_in_and_its_shape_remembered(
    app: LiaisonApp, store: Store, tmp_path: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_columns(pilot, "a.csv")
        text = screen_text(app)
        assert all(word in text for word in ("隶属", "李哪", "民族", "本程序不保存", "没有对应栏目"))
        assert "汉" not in text
        await pilot.press("down", "enter")
        await choose(pilot, ChoiceScreen)
        await pilot.press("down", "down", "down", "enter")
        await choose(pilot, ImportColumnsScreen)
        await until(pilot, lambda: "没有对应栏目" not in screen_text(app))
        await pilot.press("ctrl+s")
        await choose(pilot, ImportPlanScreen)
        await until(pilot, lambda: "1.38E+10" in screen_text(app))
        assert "民族 (2)" in screen_text(app)
        app.screen.query_one(VirtualTable).focus()
        await pilot.press("v", "v")
        await until(pilot, lambda: "李娜" in screen_text(app))
        await pilot.press("d")
        await choose(pilot, ChoiceScreen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPlanScreen) and "就是此人" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "rejects" in screen_text(app))
        people = {row["name"]: row for row in store.read(read_records).people.values()}
        assert {name: row["unit"] for name, row in people.items()} == {"李哪": "县一中", "王芳": "某公司"}
        assert people["王芳"]["phone"] == "137 0013 7000"
        await pilot.press("enter")
        await settle(pilot)
        await to_columns(pilot, "b.csv")
        assert "没有对应栏目" not in screen_text(app)


async def test_who_is_somebody_else_is_kept_apart_for_good(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await to_columns(pilot, "a.csv")
        await pilot.press("ctrl+s")
        await choose(pilot, ImportPlanScreen)
        await until(pilot, lambda: "可能是同一人" in screen_text(app))
        app.screen.query_one(VirtualTable).focus()
        # The first line is a rejected one, of which nothing is asked; it says so.
        await pilot.press("d")
        await until(pilot, lambda: "无需决定" in screen_text(app))
        await pilot.press("down", "enter")
        await choose(pilot, ChoiceScreen)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPlanScreen) and "确为另一人" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "rejects" in screen_text(app))
        people = {row["name"]: row["id"] for row in store.read(read_records).people.values()}
        assert len(people) >= 3
        assert store.read(kept_apart_pairs) == {(people["李娜"], people["李哪"])}
