"""The ledger of follow-ups for a user: pressing ones first, dealt with by keys, in Today and on the card."""

from datetime import date, timedelta

import pytest

from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.screens.contacts import ContactsRoom
from liaison.tui.screens.follow_ups import LedgerScreen
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.fields import FollowUpAction, FollowUpKind, FollowUpState, Outcome
from liaison.visits.follow_up_queries import FollowUpFilter, LedgerRow, follow_up_steps, ledger, ledger_row
from liaison.visits.follow_ups import add_follow_up, assign_follow_ups
from screens import screen_lines, screen_text, settle
from small_office import DAY

Ids = dict[str, int]


@pytest.fixture
def raised(store: Store, people: Ids) -> Ids:
    """Beside the one of the small office: one overdue, one to be reminded of, a task; by what they say."""
    found: Ids = {}
    for text, person, kind, ago, unit in (
        ("修桥", "张三", FollowUpKind.REQUEST, 60, "县交通局"),
        ("[red]办证[/]", "覃[b]力", FollowUpKind.REQUEST, 18, "县侨联"),
        ("查新地址", "欧阳娜", FollowUpKind.TASK, 1, ""),
    ):
        found[text] = store.write(
            add_follow_up,
            representative_id=people[person],
            kind=kind,
            text=text,
            received_on=DAY - timedelta(ago),
            in_charge=unit,
        )
    return found


def all_rows(store: Store) -> list[LedgerRow]:
    return store.read(ledger, FollowUpFilter(), DAY)


@pytest.mark.parametrize(("size", "language"), [((80, 24), "zh"), ((120, 40), "en")])
async def test_today_and_the_ledger_say_what_presses_and_why(
    app: LiaisonApp, raised: Ids, size: tuple[int, int], language: str
) -> None:
    use_language(language)
    late, remind, why = {
        "zh": ("! 超期 ", "* 还有 ", "已超期：期限 2026-10-19"),
        "en": ("days late", "* in ", "Overdue: due on 2026-10-19"),
    }[language]
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab", "tab")
        await settle(pilot)
        text = screen_text(app)
        assert late in text
        assert remind in text
        assert why in text.replace("\n", "")
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, LedgerScreen)
        assert app.screen.table.cursor_row is not None
        assert app.screen.table.cursor_row.key == raised["[red]办证[/]"]
        lines = screen_lines(app)
        shown = "\n".join(lines)
        assert "[red]办证[/]" in shown
        assert "县侨联" in shown
        await pilot.press("home")
        await settle(pilot)
        assert why in screen_text(app)


async def test_a_follow_up_is_dealt_with_by_keys(app: LiaisonApp, store: Store, raised: Ids) -> None:
    row_id = raised["修桥"]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+r")
        await settle(pilot)
        await pilot.press("h", "ctrl+s")
        await settle(pilot)
        assert store.read(ledger_row, row_id, DAY).state is FollowUpState.IN_HAND
        await pilot.press("e")
        await settle(pilot)
        await pilot.press(*"2026-12-31", "tab", *"huishang", "ctrl+s")
        await settle(pilot)
        row = store.read(ledger_row, row_id, DAY)
        assert (row.due_on, row.overdue) == (date(2026, 12, 31), False)
        assert "超期" not in screen_lines(app)[1]
        await pilot.press("enter")
        await settle(pilot)
        assert "办结 (c)" in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("c")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "结果：请填写" in screen_text(app).replace(" ", "")
        await pilot.press("enter", "down", "enter", "tab", *"fixed", "ctrl+s")
        await settle(pilot)
        row = store.read(ledger_row, row_id, DAY)
        assert (row.state, row.outcome, row.answer, row.closed_on) == (FollowUpState.CLOSED, Outcome.A, "fixed", DAY)
        actions = [step.action for step in store.read(follow_up_steps, follow_up_id=row_id)]
        assert actions[1:] == [
            FollowUpAction.TAKE_IN_HAND,
            FollowUpAction.EXTEND,
            FollowUpAction.ANSWER,
            FollowUpAction.CLOSE,
        ]
        assert "修桥" not in screen_text(app), "the list shows what is open"
        await pilot.press("ctrl+z", "y")
        await settle(pilot)
        assert store.read(ledger_row, row_id, DAY).state is FollowUpState.IN_HAND
        assert "修桥" in screen_text(app)


async def test_several_are_assigned_and_reminded_of_at_once_or_none_is(
    app: LiaisonApp, store: Store, raised: Ids
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f4", "r")
        await settle(pilot)
        await pilot.press("ctrl+a", "m")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "现在可以：" in screen_text(app), "one of them is in nobody's charge yet"
        assert not [row for row in all_rows(store) if row.reminded_on]
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        await pilot.press(*"county", "tab", *"wang")
        await settle(pilot)
        await pilot.press("enter", "ctrl+s")
        await settle(pilot)
        rows = all_rows(store)
        assert {(row.state, row.in_charge, row.cadre and row.cadre.name) for row in rows} == {
            (FollowUpState.ASSIGNED, "county", "王建国")
        }
        await pilot.press("f", "enter")
        await settle(pilot)
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert "待催办的   共 2 条" in screen_lines(app)[1]
        await pilot.press("ctrl+a", "m", "ctrl+s")
        await settle(pilot)
        assert {row.text for row in all_rows(store) if row.reminded_on == DAY} == {"修桥", "[red]办证[/]"}
        await pilot.press("x", "end", "delete", "y")
        await settle(pilot)
        assert len(all_rows(store)) == len(rows) - 1


async def test_the_card_tells_the_steps_and_leads_to_the_ledger(
    app: LiaisonApp, store: Store, people: Ids, raised: Ids
) -> None:
    store.write(assign_follow_ups, [raised["修桥"]], in_charge="县水利局", on=DAY, today=DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "交办 · 县水利局" in screen_text(app)
        table = app.screen.query_one(VirtualTable)
        places = range(table.row_count)
        while table.cursor_row is not None and "交办" not in table.cursor_row.cells[2]:
            assert table.cursor in places[:-1]
            await pilot.press("down")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LedgerScreen)
        assert "张三" in screen_lines(app)[1]
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("tab", "enter", "down", "enter", "tab", *"xiulu", "ctrl+s")
        await settle(pilot)
        added = next(row for row in all_rows(store) if row.text == "xiulu")
        assert (added.representative.id, added.received_on) == (people["张三"], DAY)
        assert added.due_on is not None


@pytest.mark.parametrize("key", ["ctrl+r", "f4"])
async def test_a_list_that_is_being_taken_away_is_not_read_anew(app: LiaisonApp, raised: Ids, key: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await settle(pilot)
        screen = app.screen
        await screen.remove_children()
        assert isinstance(screen, LedgerScreen | ContactsRoom)
        screen.refresh_data()
        await settle(pilot)
        assert app.screen is screen
