"""Listing people by a query in the People room: with completion and a count, saved as a segment, taken from one."""

import pytest
from textual.widgets import Input

from liaison.people.fields import PersonStatus
from liaison.people.service import add_representative, edit_representative, set_status
from liaison.segments.queries import segment_rows
from liaison.segments.service import save_segment
from liaison.store.store import Store
from liaison.tui.app import LiaisonApp
from liaison.tui.forms.segment_editor import SegmentEditor
from liaison.tui.screens.people import PeopleRoom
from liaison.tui.screens.people_segment import SegmentScreen
from screens import screen_text, settle
from small_office import DAY


@pytest.fixture(autouse=True)
def _abroad(store: Store, people: dict[str, int]) -> None:
    for name, country in (("单雨", "CA"), ("仇英", "CA"), ("欧阳娜", "SG")):
        address = {"country": country, "city": "Somewhere", "lines": "1 Main Street"}
        store.write(edit_representative, people[name], address=address)
    store.write(add_representative, name="旧人", sector="侨界", town="石桥镇")


def names(room: PeopleRoom) -> list[str]:
    rows = (room.table._cache.row(index) for index in range(room.table.row_count))
    return [row.cells[0] for row in rows if row is not None]


async def test_a_query_is_completed_counted_listed_and_saved(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f3", "ctrl+n")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, SegmentScreen)
        editor = screen.query_one(SegmentEditor)
        assert "= 联系对象 8 名" in screen_text(app)
        editor.set_typed("国籍:加拿大")
        await settle(pilot)
        assert "没有“国籍”这个" in screen_text(app)
        editor.set_typed("籍贯:海门真")
        await settle(pilot)
        assert "= 联系对象 0 名" in screen_text(app)
        assert "海门镇" in screen_text(app)
        editor.set_typed("")
        await pilot.press("国", "tab")
        await settle(pilot)
        assert editor.typed == "国家:"
        assert "加拿大" in screen_text(app)
        assert "新加坡" in screen_text(app)
        await pilot.press("加", "tab")
        await settle(pilot)
        assert editor.typed == "国家:加拿大"
        assert "= 联系对象 2 名" in screen_text(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        app.screen.query_one(Input).value = "在加拿大的人"
        await pilot.press("enter")
        await settle(pilot)
        assert [(row.name, row.query) for row in store.read(segment_rows)] == [("在加拿大的人", "country:CA")]
        await pilot.press("enter")
        await settle(pilot)
        room = app.screen
        assert isinstance(room, PeopleRoom)
        assert names(room) == ["仇英", "单雨"]
        assert "只列：国家:加拿大" in screen_text(app)
        await pilot.press(*"shan")
        await settle(pilot)
        assert names(room) == ["单雨"]


async def test_a_saved_segment_is_listed_replaced_and_forgotten(
    app: LiaisonApp, store: Store, people: dict[str, int]
) -> None:
    store.write(save_segment, "侨界的人", "sector:侨界")
    store.write(set_status, people["张三"], PersonStatus.ARCHIVED, DAY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("f3", "ctrl+n")
        await settle(pilot)
        await pilot.press("tab", "enter")
        await settle(pilot)
        room = app.screen
        assert isinstance(room, PeopleRoom)
        assert names(room) == ["旧人"]
        assert "只列：名单 侨界的人" in screen_text(app)
        await pilot.press("ctrl+n")
        await settle(pilot)
        editor = app.screen.query_one(SegmentEditor)
        assert editor.typed == "界别:侨界"
        editor.set_typed("status:archived")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        app.screen.query_one(Input).value = "侨界的人"
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert [row.query for row in store.read(segment_rows)] == ["status:archived"]
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert names(room) == ["张三"]
        await pilot.press("ctrl+n")
        await settle(pilot)
        await pilot.press("tab", "delete")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert store.read(segment_rows) == []
