"""The People room, as staff use it: find, look through, change many."""

import pytest
from textual.pilot import Pilot

from liaison.people.fields import PersonStatus
from liaison.people.queries import PeopleFilter, representative_card, representative_ids, representative_rows
from liaison.people.service import add_cadre, add_representative, set_status
from liaison.store.history import deed_rows
from liaison.store.settings import NAME_ORDER, TIERS, change_setting, read_setting
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.forms.form import Form
from liaison.tui.screens.card import CardScreen
from liaison.tui.screens.card_cadre import CadreScreen
from liaison.tui.screens.contact_form import ContactForm
from liaison.tui.screens.people import PeopleRoom
from liaison.tui.screens.people_search import SearchInput
from liaison.visits.fields import ContactKind
from liaison.visits.queries import VisitFilter, visit_ids, visit_rows
from screens import NASTY, screen_lines, screen_text, settle
from small_office import DAY

SIZES = [(80, 24), (120, 40)]


async def to_people(pilot: Pilot[int]) -> PeopleRoom:
    await settle(pilot)
    await pilot.press("f3")
    await settle(pilot)
    room = pilot.app.screen
    assert isinstance(room, PeopleRoom)
    return room


def names(room: PeopleRoom) -> list[str]:
    """The names listed, from top to bottom."""
    rows = (room.table._cache.row(index) for index in range(room.table.row_count))
    return [row.cells[0] for row in rows if row is not None]


@pytest.mark.parametrize("size", SIZES)
async def test_three_letters_and_enter_open_the_card(app: LiaisonApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await to_people(pilot)
        await pilot.press("o", "u", "y", "enter")
        await settle(pilot)
        assert isinstance(app.screen, CardScreen)
        assert "欧阳娜" in screen_lines(app)[0]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("欧阳", "欧阳娜"),
        ("shanyu", "单雨"),
        ("zs", "张三"),
        ("dongshan", None),
        ("东山", "仇英"),
        ("lim w", "Lim Wei Jie"),
        ("1380000", "Lim Wei Jie"),
    ],
)
async def test_people_are_found_while_typing(app: LiaisonApp, typed: str, found: str | None) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        room.query_one(SearchInput).value = typed
        await settle(pilot)
        assert names(room)[:1] == ([found] if found else [])
        if found is None:
            assert f"没有找到“{typed}”" in screen_text(app)


async def test_enter_opens_the_first_found_even_before_the_list_is_read(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        search = room.query_one(SearchInput)
        search.value = "zengzhe"
        await search.action_submit()
        await settle(pilot)
        assert "曾喆" in screen_lines(app)[0]


async def test_down_leads_to_the_list_and_slash_back(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, CardScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert room.table.has_focus
        await pilot.press("slash", "z", "s")
        await settle(pilot)
        assert names(room) == ["张三"]


async def test_the_line_above_says_how_many_and_which(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    store.write(set_status, people["仇英"], PersonStatus.ARCHIVED, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        assert "联系对象 6 名  |  不含已归档" in screen_text(app)
        await pilot.press("down", "f", "down", "enter")
        await settle(pilot)
        assert "联系对象 2 名  |  只列：未结对" in screen_text(app)
        assert set(names(room)) == {"Lim Wei Jie", "覃[b]力"}
        await pilot.press("f", "enter")
        await settle(pilot)
        await pilot.press("f", *["down"] * 3, "enter")
        await settle(pilot)
        assert names(room) == ["仇英"]
        assert "只列：已归档、已去世" in screen_text(app)
        assert "- 已归档" in screen_text(app) or "- 归档" in screen_text(app)


async def test_filters_narrow_together_and_are_taken_off_again(app: LiaisonApp, store: Store) -> None:
    store.write(add_representative, name="钱多", sector="民营经济", tier="重点")
    store.write(add_representative, name="赵一", sector="民营经济", tier="一般")
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        await pilot.press("down")
        for words in ("界别 民营经济", "层级 重点"):
            await pilot.press("f")
            await settle(pilot)
            await _choose(pilot, words)
        assert names(room) == ["钱多"]
        assert "只列：界别 民营经济 · 层级 重点" in screen_text(app)
        await pilot.press("f")
        await settle(pilot)
        await _choose(pilot, "层级 重点")
        assert names(room) == ["钱多", "赵一"]


async def test_the_order_of_names_follows_the_office(app: LiaisonApp, store: Store) -> None:
    store.write(change_setting, NAME_ORDER, "strokes")
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        assert names(room)[:2] == ["仇英", "张三"]


async def test_marked_people_get_a_tier_in_one_deed(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    before = len(store.read(deed_rows, limit=None))
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        await pilot.press("z", "s", "down", "space", "slash")
        room.query_one(SearchInput).value = "单雨"
        await settle(pilot)
        await pilot.press("down", "space")
        await settle(pilot)
        assert "已选 2 名" in screen_text(app)
        await pilot.press("s")
        await settle(pilot)
        await _choose(pilot, "层级")
        await _choose(pilot, store.read(read_setting, TIERS)[0])
        assert room.table.marked == frozenset()
    deeds = store.read(deed_rows, limit=None)
    assert len(deeds) == before + 1
    assert deeds[0].changes == 2
    rows = store.read(representative_rows, [people["张三"], people["单雨"], people["仇英"]])
    assert [row.tier for row in rows] == ["重点", "重点", ""]


async def test_one_contact_is_logged_with_all_marked(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        room.query_one(SearchInput).value = "海门"
        await settle(pilot)
        await pilot.press("down", "space", "down", "space", "l")
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
        marked = store.read(representative_rows, sorted(room.table.marked))
        assert len(marked) == 2
        assert all(row.name in screen_text(app) for row in marked)
        app.screen.query_one(Form).editor("kind").set_typed("event")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert room.is_current
        assert room.table.marked == frozenset()
    latest = store.read(visit_rows, store.read(visit_ids, VisitFilter(kind=ContactKind.EVENT)))
    assert {person.name for person in latest[0].representatives} == {row.name for row in marked}


async def test_a_rule_is_set_and_taken_off_for_many(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        await pilot.press("down", "ctrl+a")
        await settle(pilot)
        for rule in ("一般联系制度", "按界别和层级的制度"):
            await pilot.press("s")
            await settle(pilot)
            await _choose(pilot, "联系制度")
            await _choose(pilot, rule)
            wanted = {None} if rule.startswith("按") else {1}
            assert {store.read(representative_card, people[name]).rule_id for name in ("张三", "覃[b]力")} == wanted
            room.table.action_mark_all()
            await settle(pilot)


async def test_cadres_are_listed_searched_and_opened(app: LiaisonApp, store: Store) -> None:
    store.write(add_cadre, name="赵铁", unit="县委")
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert names(room) == ["陈志强", "李红梅", "王建国", "赵铁"]
        assert "联系干部 4 名" in screen_text(app)
        await pilot.press("w", "j", "g", "enter")
        await settle(pilot)
        assert isinstance(app.screen, CadreScreen)
        assert "王建国" in screen_lines(app)[0]
        assert "张三" in screen_text(app)


async def test_letters_typed_into_the_search_are_no_commands(app: LiaisonApp, store: Store) -> None:
    before = store.read(representative_ids, PeopleFilter())
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        await pilot.press(*"aefls1")
        await settle(pilot)
        assert room.searched == "aefls1"
        assert app.screen is room
        assert "添加" not in screen_lines(app)[-1]
        await pilot.press("escape")
        assert room.searched == ""
    assert store.read(representative_ids, PeopleFilter()) == before


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh")])
async def test_names_are_literal_in_list_and_card(
    app: LiaisonApp, store: Store, language: str, size: tuple[int, int]
) -> None:
    use_language(language)
    for name in NASTY:
        store.write(add_representative, name=name, unit=name, town=name, remarks=name)
        store.write(add_cadre, name=name, unit=name)
    async with app.run_test(size=size) as pilot:
        room = await to_people(pilot)
        for name in NASTY:
            room.query_one(SearchInput).value = name
            await settle(pilot)
            assert name in names(room)
            assert name in screen_text(app)
            await pilot.press("enter")
            await settle(pilot)
            assert name in screen_lines(app)[0]
            await pilot.press("escape")
            await settle(pilot)
            assert app.is_running


async def test_a_change_by_another_process_shows_in_the_list(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        room = await to_people(pilot)
        count = room.table.row_count
        store.write(add_representative, name="新来者")
        app.bring_up_to_date()
        await settle(pilot)
        assert room.table.row_count == count + 1
        assert f"联系对象 {count + 1} 名" in screen_text(app)


async def _choose(pilot: Pilot[int], words: str) -> None:
    """Choose an option by its words, with the keys."""
    from textual.widgets import OptionList

    options = pilot.app.screen.query_one(OptionList)
    labels = [str(options.get_option_at_index(index).prompt).strip(" *") for index in range(options.option_count)]
    found = labels.index(words)
    await pilot.press("home", *["down"] * found, "enter")
    await settle(pilot)
