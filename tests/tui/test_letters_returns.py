"""What comes back, for a user: codes at the console one after another, another address, answers, Today's list."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from letters_office import BACK, NINGBO, SENT, frozen, letter_to
from liaison.letters.fields import PieceState
from liaison.letters.posting import post
from liaison.people.service import add_address
from liaison.store.store import Store
from liaison.tui.app import LiaisonApp
from liaison.tui.desk import Desk
from liaison.tui.screens.letters_campaign import CampaignScreen
from liaison.tui.screens.letters_returns import ReturnsScreen
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.queries import follow_up_rows
from screens import screen_text, settle


@pytest.fixture
def ids(store: Store) -> dict[str, int]:
    made = frozen(store)
    store.write(post, made["批次"], on=SENT, today=SENT)
    store.write(add_address, made["张伟"], **{**NINGBO, "lines": "海曙路9号"})
    return made


async def scan(pilot: Pilot[int], *codes: str) -> str:
    """Scan codes as a scanner does: each with Enter, none waiting for the one before."""
    for code in codes:
        pilot.app.screen.query_one(Input).value = code
        await pilot.press("enter")
    await settle(pilot)
    return screen_text(pilot.app)


def log(app: LiaisonApp) -> list[tuple[str, ...]]:
    """The lines of the log, the latest first."""
    table = app.screen.query_one("#log", VirtualTable)
    return [row.cells for row in map(table._cache.row, range(table.row_count)) if row is not None]


async def test_codes_are_noted_one_after_another_and_taken_back(
    store: Store, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = LiaisonApp(Desk(store, BACK))
    rings: list[None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "bell", lambda: rings.append(None))
        await settle(pilot)
        await pilot.press("f5", "r")
        await settle(pilot)
        assert isinstance(app.screen, ReturnsScreen)
        couple, professor = letter_to(store, "张伟"), letter_to(store, "赵强")
        wrong = couple.code[:-1] + ("3" if couple.code[-1] != "3" else "4")
        await scan(pilot, couple.code.lower(), wrong, professor.code, professor.code)
        assert [letter_to(store, name).state for name in ("张伟", "赵强")] == [PieceState.RETURNED] * 2
        assert [cells[1] for cells in log(app)] == [professor.code, professor.code, wrong, couple.code]
        again, _professor, mistyped, first = (cells[3] for cells in log(app))
        assert again.startswith("! ")
        assert "2027-01-20" in again
        assert mistyped.startswith("! ")
        assert "另有 1 个地址" in first
        assert "王建国" in first
        assert len(rings) >= 4
        open_now = store.read(follow_up_rows, open_only=True)
        assert {row.representative.name for row in open_now} == {"张伟", "赵强"}
        await pilot.press("ctrl+b")
        await settle(pilot)
        assert letter_to(store, "赵强").state is PieceState.POSTED
        assert log(app)[1][3].startswith("已撤销")
        await pilot.press("tab", "end", "enter")
        await settle(pilot)
        assert "海曙路9号" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        assert letter_to(store, "张伟").state is PieceState.DRAFTED
        assert "海曙路9号" in "".join(letter_to(store, "张伟").address_lines)
        await pilot.press("tab", "ctrl+t")
        assert "有回音" in await scan(pilot, professor.code)
        assert letter_to(store, "赵强").state is PieceState.ACKNOWLEDGED


async def test_today_names_festivals_and_returned_letters_which_go_elsewhere_later(
    store: Store, ids: dict[str, int]
) -> None:
    app = LiaisonApp(Desk(store, BACK))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f5", "r")
        await settle(pilot)
        await scan(pilot, letter_to(store, "张伟").code)
        await pilot.press("f2")
        await settle(pilot)
        await pilot.press("shift+tab")
        await settle(pilot)
        shown = screen_text(app)
        assert "[书信 3]" in shown
        assert "2027-02-06" in shown
        assert "清明" in shown
        assert "退信：张伟、陈静" in shown
        await pilot.press("end", "enter")
        await settle(pilot)
        assert "张伟" in screen_text(app).splitlines()[0]
        await pilot.press("m")
        await settle(pilot)
        assert "2027年春节一封家书" in screen_text(app)
        assert "2027-01-20" in screen_text(app)
        await pilot.press(
            "escape", "escape", "f5", "escape", "enter"
        )  # leave the card, the console, go to the campaign
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, CampaignScreen)
        screen.table.move_cursor([row.person.name for row in screen.found.rows].index("张伟"))
        await settle(pilot)
        assert "b 改寄" in screen_text(app)
        await pilot.press("b")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "海曙路9号" in "".join(letter_to(store, "张伟").address_lines)
