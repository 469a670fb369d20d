"""The Reports room for a user: choosing a report, its parts and chart, opening a number, writing a file."""

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from textual.pilot import Pilot
from textual.widgets import Input

from liaison.people.service import add_address
from liaison.stewardship.disclosures import disclosure_rows
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.screens.card import CardScreen
from liaison.tui.screens.reports_chart import ReportChart, whole_ticks
from liaison.tui.screens.reports_records import RecordsScreen
from liaison.tui.widgets.virtual_table import VirtualTable
from screens import screen_lines, screen_text, settle


async def to_reports(pilot: Pilot[int], *keys: str) -> None:
    """Go to the room, and press further keys there."""
    await settle(pilot)
    await pilot.press("f6", *keys)
    await settle(pilot)


async def test_reports_are_chosen_and_read_part_by_part(app: LiaisonApp) -> None:
    use_language("en")
    async with app.run_test(size=(120, 40)) as pilot:
        await to_reports(pilot)
        text = screen_text(app)
        assert all(words in text for words in ("Visit summary", "[In all]", "Person-times"))
        # By town instead of by cadre, three parts on.
        await pilot.press("b", "down", "down", "down", "enter")
        await settle(pilot)
        await pilot.press("tab", "tab", "tab")
        await settle(pilot)
        lines = screen_lines(app)
        assert any("[By town]" in line for line in lines)
        assert any("海门镇" in line and "2" in line for line in lines)
        # There is room for the chart, unless it is put away; its axis counts in whole numbers.
        assert app.screen.query(ReportChart)
        at = next(place for place, line in enumerate(lines) if "┤" in line)
        beside = [line.split("┤")[0].strip() for line in lines[at:] if "┤" in line]
        assert beside[-1] == "0"
        assert all(number.isdecimal() for number in beside if number)
        await pilot.press("c")
        await settle(pilot)
        assert not app.screen.query(ReportChart)
        await pilot.press("r", "down", "enter")
        await settle(pilot)
        assert "Coverage and completion" in screen_text(app)
        assert "Contacted at least once" in screen_text(app)
        await pilot.press("s", "end", "up", "enter")
        await settle(pilot)
        assert "2025" in screen_text(app)
        assert "2026" not in screen_lines(app)[1]


@given(st.integers(0, 10**7))
def test_an_axis_has_few_ticks_and_whole_ones(highest: int) -> None:
    ticks = whole_ticks(highest)
    steps = {after - before for before, after in pairwise(ticks)}
    assert ticks[0] == 0
    assert len(ticks) <= 6
    assert len(steps) <= 1
    assert all(highest - ticks[-1] < step for step in steps)
    assert highest < 5 or len(ticks) > 2


async def test_what_there_is_no_room_for_is_told_below_the_table(
    app: LiaisonApp, store: Store, people: dict[str, int]
) -> None:
    store.write(add_address, people["张三"], city="杭州市", lines="文三路1号")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_reports(pilot, "r", "down", "enter")
        await pilot.press("tab", "tab")
        await settle(pilot)
        lines = screen_lines(app)
        header = next(line for line in lines if "在联系结对对象" in line)
        assert "从未联系" not in header
        assert header.rstrip().endswith("+3")
        assert next(line for line in lines if "未列出的栏" in line).split("：")[1].startswith("滚动逾期 ")
        assert "· 从未联系 " in screen_text(app)
        await pilot.press("shift+tab", "shift+tab")
        await settle(pilot)
        assert "未列出的栏" not in screen_text(app)
        # A line without people says why Enter opens nothing.
        await pilot.press("r", "down", "down", "enter")
        await settle(pilot)
        await pilot.press("tab", "tab", "enter", "enter")
        await settle(pilot)
        assert isinstance(app.screen, RecordsScreen)
        await pilot.press("enter")
        await settle(pilot)
        assert "打不开卡片" in screen_text(app)
        # A sheet to take along has no sentences, so none are offered to be read.
        await pilot.press("escape", "r", "down", "down", "down", "enter", *"杭州", "enter")
        await settle(pilot)
        assert "[1 名]" in screen_text(app)
        await pilot.press("t")
        await settle(pilot)
        assert app.screen.query(VirtualTable)


async def test_records_say_on_a_small_screen_too_what_a_contact_was_about(app: LiaisonApp) -> None:
    use_language("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_reports(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, RecordsScreen)
        assert not app.screen.query_one(VirtualTable).left_out
        assert "走访看望" in screen_text(app)


async def test_a_number_opens_to_its_records_and_on_to_a_card(app: LiaisonApp, store: Store, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_reports(pilot)
        await pilot.press("tab", "c")
        await settle(pilot)
        assert "█" in screen_text(app)
        assert "各方式联系人次" in screen_text(app)
        await pilot.press("c", "enter")
        await settle(pilot)
        assert "人次: 4 人次" in screen_text(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, RecordsScreen)
        table = app.screen.query_one(VirtualTable)
        assert table.row_count == 4
        text = screen_text(app)
        assert all(name in text for name in ("曾喆", "张三", "单雨", "仇英"))
        assert "走访看望" in text or "王建国" in text
        # The keys below the records name how to open one, which Enter does too.
        assert "o 卡片" in screen_lines(app)[-1]
        await pilot.press("o")
        await settle(pilot)
        assert isinstance(app.screen, CardScreen)
        assert "曾喆" in screen_lines(app)[0]
        # From the card, a sheet to take along.
        await pilot.press("w")
        await settle(pilot)
        app.screen.query(Input).first().value = str(tmp_path / "sheet.pdf")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await app.workers.wait_for_complete()
        assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
        assert [row.what for row in store.read(disclosure_rows)] == ["before_call"]
        await pilot.press("escape", "enter")
        await settle(pilot)
        assert "对外提供" in screen_text(app)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert "[方式]" in screen_text(app)


async def test_the_year_is_read_and_written_in_the_background(app: LiaisonApp, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "year.xlsx"
    path.write_text("an older file", encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await to_reports(pilot, "r", "down", "down", "enter")
        text = screen_text(app)
        assert "2026 年度工作总结" in text
        assert "结对干部 3 名，结对对象 5 名" in text
        await pilot.press("t")
        await settle(pilot)
        assert "共开展联系 4 次，4 人次，涉及联系对象 4 名" in screen_text(app)
        await pilot.press("escape", "w")
        await settle(pilot)
        field = app.screen.query(Input).first()
        field.value = str(tmp_path / "year.odt")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert ".xlsx" in screen_text(app)
        field.value = str(path)
        await pilot.press("tab", *"office")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "已存在" in screen_text(app)
        assert path.read_text(encoding="utf-8") == "an older file"
        await pilot.press("y")
        await settle(pilot)
        await app.workers.wait_for_complete()
        await settle(pilot)
    book = CalamineWorkbook.from_path(path)
    figures = book.get_sheet_by_name("指标").to_python()
    assert ["结对", "结对对象", "名", 5.0] in [row[:4] for row in figures]
    (row,) = store.read(disclosure_rows)
    assert (row.what, row.form, row.recipient, row.people) == ("review", "xlsx", "office", 5)
