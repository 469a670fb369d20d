"""The Today room for a user: what needs doing, and doing it."""

from datetime import date

import pytest
from platformdirs import user_data_path

from liaison.pairing.queries import DueQuestion, due_ids
from liaison.pairing.service import add_pairing, end_pairing
from liaison.people.queries import representative_card
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.forms.form import Form
from liaison.tui.screens.card import CardScreen
from liaison.tui.screens.today import TodayRoom
from liaison.tui.screens.today_sections import SECTIONS
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.fields import ContactKind, ContactState
from liaison.visits.queries import VisitFilter, visit_ids, visit_row
from screens import screen_lines, screen_text, settle
from small_office import DAY, PEOPLE

SIZES = [(80, 24), (120, 40)]
Ids = dict[str, int]


def overdue(store: Store) -> int:
    return len(store.read(due_ids, DueQuestion(DAY, DAY)))


def newest_with(store: Store, person: int) -> int:
    return store.read(visit_ids, VisitFilter(representative_id=person), 1)[0]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_longest_overdue_stands_first_with_the_reason(
    app: LiaisonApp, size: tuple[int, int], language: str
) -> None:
    use_language(language)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        lines = screen_lines(app)
        tabs = {"zh": "[逾期 2] 即将到期 1  计划 2  意见建议 1  未结对 2", "en": "[Overdue 2] Due soon 1  Planned 2"}
        assert tabs[language] in lines[1]
        rows = [line for line in lines if "2026-04-05" in line or "2026-08-04" in line]
        assert "欧阳娜" in rows[0]
        assert "李红梅" in rows[0]
        assert "229" in rows[0]
        assert "张三" in rows[1]
        reason = "".join(line.strip() for line in lines[-3:-1])
        assert {"zh": "已逾期229天", "en": "229 days late"}[language] in reason


async def test_a_contact_is_logged_from_the_overdue_row_with_two_keys(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("l", "ctrl+s")
        await settle(pilot)
        visit = store.read(visit_row, newest_with(store, people["欧阳娜"]))
        assert (visit.happened_on, visit.kind, visit.state) == (DAY, ContactKind.CALL, ContactState.DONE)
        assert [cadre.name for cadre in visit.cadres] == ["李红梅"]
        assert "[逾期 1]" in screen_text(app)
        assert "2026-04-05" not in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_from_three_letters_to_a_logged_contact_takes_few_keys(
    app: LiaisonApp, store: Store, people: Ids, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        keys = ["slash"]
        await pilot.press(*keys)
        await settle(pilot)
        await pilot.press(*"oyn")
        await settle(pilot)
        for key in ("enter", "f2", "l", "ctrl+s"):
            keys.append(key)
            await pilot.press(key)
            await settle(pilot)
            if key == "enter":
                assert "欧阳娜" in screen_text(app)
                assert screen_lines(app)[1] != "[逾期 2]"
        assert "[逾期 1]" in screen_text(app)
        assert overdue(store) == 1
        assert len(keys) <= 12


async def test_all_marked_rows_are_logged_as_one_contact_and_one_deed(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    deeds = len(store.read(deed_rows, limit=100))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "l", "ctrl+s")
        await settle(pilot)
        visit = store.read(visit_row, newest_with(store, people["欧阳娜"]))
        assert {person.name for person in visit.representatives} == {"欧阳娜", "张三"}
        assert {cadre.name for cadre in visit.cadres} == {"李红梅", "王建国"}
        assert len(store.read(deed_rows, limit=100)) == deeds + 1
        assert "没有逾期的联系" in screen_text(app)


async def test_a_contact_that_does_not_count_is_said_to_leave_the_row(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("l")
        await settle(pilot)
        await pilot.press("shift+tab", "shift+tab", "backspace", "ctrl+s")
        await settle(pilot)
        assert overdue(store) == 2
        assert "仍然逾期：欧阳娜" in screen_text(app)


async def test_tab_goes_round_the_lists(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        seen = []
        for key in ("tab", "right", "tab", "tab", "tab", "tab", "shift+tab", "left", "left"):
            await pilot.press(key)
            await settle(pilot)
            seen.append(screen_lines(app)[1].partition("[")[2].partition("]")[0])
        rest = ["即将到期 1", "计划 2", "意见建议 1", "未结对 2", "书信 1"]
        assert seen == [*rest, "逾期 2", "书信 1", "未结对 2", "意见建议 1"]


async def test_a_planned_contact_past_its_day_has_a_sign_and_is_done_with_one_key(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab")
        await settle(pilot)
        assert any("! 已过2天" in line and "仇英" in line for line in screen_lines(app))
        await pilot.press("d")
        await settle(pilot)
        visit = store.read(visit_row, newest_with(store, people["仇英"]))
        assert (visit.state, visit.happened_on) == (ContactState.DONE, date(2026, 11, 18))
        assert "[计划 1]" in screen_text(app)


async def test_a_pairing_is_snoozed_up_to_a_day(app: LiaisonApp, store: Store, people: Ids) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        await pilot.press("home", "ctrl+k", *"+61", "enter")
        await settle(pilot)
        assert "! " in screen_text(app)
        await pilot.press("home", "ctrl+k", *"+7", "enter")
        await settle(pilot)
        card = store.read(representative_card, people["欧阳娜"])
        assert [(pause.until, pause.pairing_id is not None) for pause in card.pauses] == [(date(2026, 11, 27), True)]
        assert "[逾期 1]" in screen_text(app)


async def test_reminders_are_copied_and_written_into_a_file(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await settle(pilot)
        file = user_data_path("liaison", appauthor=False) / "messages" / "2026-11-20.txt"
        text = file.read_text("utf-8")
        assert app.clipboard == text
        assert "王建国" in text
        assert "欧阳娜" in text
        assert "走访看望" not in text
        assert file.stat().st_mode & 0o077 == 0


async def test_markup_in_a_name_is_shown_as_it_is(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("shift+tab", "shift+tab", "down")
        await settle(pilot)
        assert sum("覃[b]力" in line for line in screen_lines(app)) == 2


async def test_what_another_process_changed_shows_by_itself(app: LiaisonApp, store: Store, people: Ids) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        store.write(
            add_pairing, cadre_id=people["陈志强"], representative_id=people["Lim Wei Jie"], started_on=date(2026, 1, 1)
        )
        app.bring_up_to_date()
        await settle(pilot)
        assert "[逾期 3]" in screen_text(app)
        assert "未结对 1" in screen_text(app)


async def test_an_office_in_good_order_is_said_to_be(app: LiaisonApp, store: Store, people: Ids) -> None:
    for pairing in range(1, 6):
        store.write(end_pairing, pairing, date(2026, 11, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "[逾期 0]" in screen_text(app)
        assert "没有逾期的联系。" in screen_text(app)


@pytest.mark.parametrize("steps", [0, 1, 4])
async def test_enter_opens_the_card_and_escape_comes_back(app: LiaisonApp, steps: int) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*["tab"] * steps)
        await settle(pilot)
        row = app.screen.query_one(f"#{SECTIONS[steps][0]}-rows", VirtualTable).cursor_row
        assert row is not None
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, CardScreen)
        assert any(name in screen_text(app) for name in row.cells[:3] if name in PEOPLE)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayRoom)
        assert screen_lines(app)[1].count("[") == 1


async def test_enter_on_a_planned_contact_edits_it(app: LiaisonApp, store: Store, people: Ids) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        app.screen.query_one(Form).fill({"happened_on": "2026-11-22"}, typed=True)
        await pilot.press("ctrl+s")
        await settle(pilot)
        visit = store.read(visit_row, newest_with(store, people["仇英"]))
        assert (visit.happened_on, visit.state) == (date(2026, 11, 22), ContactState.PLANNED)
        assert "!" not in "".join(screen_lines(app)[2:6])


async def test_a_contact_is_planned_from_the_row(app: LiaisonApp, store: Store, people: Ids) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        await pilot.press(*"+2", "ctrl+s")
        await settle(pilot)
        visit = store.read(visit_row, newest_with(store, people["欧阳娜"]))
        assert (visit.happened_on, visit.state) == (date(2026, 11, 22), ContactState.PLANNED)
        assert "[逾期 2] 即将到期 1  计划 3" in screen_text(app)
