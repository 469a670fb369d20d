"""The export dialog: what goes out, to whom and why; and the screen that lists it."""

from pathlib import Path

from liaison.people.fields import PersonStatus
from liaison.people.service import set_status
from liaison.stewardship.disclosures import disclosure_rows
from liaison.store.store import Store
from liaison.tui.app import LiaisonApp
from screens import screen_text, settle
from small_office import DAY

Ids = dict[str, int]


async def test_a_list_goes_out_and_stands_on_the_screen(
    app: LiaisonApp, store: Store, people: Ids, tmp_path: Path
) -> None:
    target = tmp_path / "list.xlsx"
    store.write(set_status, people["仇英"], PersonStatus.ARCHIVED, DAY)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f9")
        await settle(pilot)
        assert "记录" in screen_text(app)
        # Without a segment everybody goes out, the archived too.
        assert "= 联系对象 7 名" in screen_text(app)
        await pilot.press("ctrl+u", *"~/list.xlsx", "tab", "enter", "down", "enter")
        await settle(pilot)
        assert ".csv" in screen_text(app)
        await pilot.press("tab", *"籍贯:海门镇", "tab", *"县侨联", "tab", *"座谈会", "ctrl+s")
        await settle(pilot)
        assert not target.exists()
        assert "张三" in target.with_suffix(".csv").read_text(encoding="utf-8-sig")
        (row,) = store.read(disclosure_rows)
        assert (row.form, row.recipient, row.purpose, row.people) == ("csv", "县侨联", "座谈会", 3)
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert "县侨联" in screen_text(app)
        assert "座谈会" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        shown = screen_text(app)
        assert "单雨" in shown
        assert "仇英" not in shown
        # The last deed of the office is still the one before: what is out does not come back.
        await pilot.press("escape", "escape", "ctrl+z")
        await settle(pilot)
        assert "提供" not in screen_text(app).split("撤销", 1)[1]
