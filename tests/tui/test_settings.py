"""The Settings room for a user: rules, lists, values, looks, language, keys, the store, the history."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from liaison.pairing.queries import due_rows
from liaison.pairing.rulebook import add_rule, pairings_by_rule, rule_views
from liaison.pairing.scope import ScopeKind
from liaison.pairing.terms import Basis, Clause, CountedBy, Frequency, Unit
from liaison.people.queries import representative_card
from liaison.people.service import edit_cadre, edit_many, edit_representative
from liaison.store.history import deed_rows
from liaison.store.settings import (
    DUE_SOON_DAYS,
    LETTER_FESTIVALS,
    NAME_ORDER,
    POST_DAYS_WORLD,
    SECTORS,
    TIERS,
    read_setting,
)
from liaison.store.store import Store
from liaison.text.words import current_language, use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.desk import config_folder
from liaison.tui.key_registry import check_key, known_commands
from liaison.tui.keys import load_keymap
from liaison.tui.preferences import load_preferences
from liaison.tui.screens.settings_keys import PLACES
from liaison.tui.themes import LIGHT
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.fields import ContactKind
from screens import screen_lines, screen_text, settle
from small_office import DAY

SIZES = [(80, 24), (120, 40)]
Ids = dict[str, int]
RULES, SECTOR_LIST, TIER_LIST, OFFICE, LETTERS, LOOKS, KEYS, STORE, HISTORY = range(9)


async def open_section(pilot: Pilot[Any], place: int) -> None:
    await pilot.press("f7")
    await settle(pilot)
    await pilot.press("home", *["down"] * place, "enter")
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_sections_and_their_content_stand_side_by_side_only_where_there_is_room(
    app: LiaisonApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("f7")
        await settle(pilot)
        wide = size == SIZES[1]
        assert "界别" in screen_text(app)
        assert ("一般联系制度" in screen_text(app)) is wide
        await pilot.press("home", "enter")
        await settle(pilot)
        assert "一般联系制度" in screen_text(app)
        assert ("外观与语言" in screen_text(app)) is wide
        await pilot.press("escape")
        await settle(pilot)
        assert "外观与语言" in screen_text(app)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_rule_for_a_sector_is_made_with_clauses_typed_one_a_line(
    app: LiaisonApp, store: Store, people: Ids, language: str
) -> None:
    use_language(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_section(pilot, RULES)
        await pilot.press("a")
        await settle(pilot)
        await pilot.press(*"Letters", "tab", "enter", *["down"] * 3, "enter", "tab")
        await pilot.press(*"every 6 months; letter; anyone", "enter", *"twice a yeer", "ctrl+s")
        await settle(pilot)
        assert {"zh": "第 2 行", "en": "Line 2"}[language] in screen_text(app)
        assert len(store.read(rule_views)) == 1
        await pilot.press(*["backspace"] * 3, *"ear", "ctrl+s")
        await settle(pilot)
        made = store.read(rule_views)[1]
        assert made.name == "Letters"
        assert made.clauses == (
            Clause(Frequency(Basis.ROLLING, 6, Unit.MONTH), frozenset({ContactKind.LETTER}), CountedBy.ANYONE),
            Clause(Frequency(Basis.CALENDAR, 2, Unit.YEAR)),
        )
        assert "Letters" in screen_text(app)


async def test_editing_a_rule_says_whom_it_governs_and_settles_their_due_days(app: LiaisonApp, store: Store) -> None:
    held = store.read(due_rows, [4], DAY)[0].standing.due_on
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_section(pilot, RULES)
        await pilot.press("e")
        await settle(pilot)
        assert "现有 5 对结对适用这项制度" in screen_text(app)
        await pilot.press("tab", "tab", "end", "shift+home", *"every 10 days", "ctrl+s")
        await settle(pilot)
        assert "一般联系制度”现适用于 5 对结对" in screen_text(app)
    assert store.read(rule_views)[0].clauses == (Clause(Frequency(Basis.ROLLING, 10, Unit.DAY)),)
    now = store.read(due_rows, [4], DAY)[0].standing.due_on
    assert held is not None
    assert now is not None
    assert (held - now).days == 80


async def test_two_rules_cannot_hold_for_the_same_people(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_section(pilot, RULES)
        await pilot.press("a")
        await settle(pilot)
        await pilot.press(*"Other", "tab", "enter", "down", "down", "enter", "tab", *"every 10 days", "ctrl+s")
        await settle(pilot)
        assert "一般联系制度" in screen_text(app)
        assert len(store.read(rule_views)) == 1
        await pilot.press("escape", "y")
        await settle(pilot)
        await pilot.press("delete", "y")
        await settle(pilot)
        assert store.read(rule_views) == []
        assert store.read(pairings_by_rule, DAY) == {None: 5}


async def test_a_rule_that_somebody_names_is_not_deleted(app: LiaisonApp, store: Store, people: Ids) -> None:
    rule = store.read(rule_views)[0].id
    store.write(edit_representative, people["张三"], rule_id=rule)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_section(pilot, RULES)
        await pilot.press("delete", "y")
        await settle(pilot)
        assert len(store.read(rule_views)) == 1
        assert "一般联系制度" in screen_text(app)


async def test_a_word_of_a_list_is_added_moved_renamed_for_everybody_and_removed(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    store.write(edit_many, [people["张三"], people["单雨"]], tier="重点")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_section(pilot, TIER_LIST)
        await pilot.press("a", *"VIP", "enter")
        await settle(pilot)
        assert store.read(read_setting, TIERS) == ["重点", "一般", "VIP"]
        await pilot.press("end", "shift+up")
        await settle(pilot)
        assert store.read(read_setting, TIERS) == ["重点", "VIP", "一般"]
        await pilot.press("home", "enter", *["backspace"] * 2, *"Close", "enter")
        await settle(pilot)
        assert store.read(read_setting, TIERS)[0] == "Close"
        assert store.read(representative_card, people["张三"]).values["tier"] == "Close"
        await pilot.press("delete", "y")
        await settle(pilot)
        assert "请先给他们改成别" in screen_text(app)
        await pilot.press("end", "delete", "y")
        await settle(pilot)
        assert store.read(read_setting, TIERS) == ["Close", "VIP"]


async def test_renaming_a_sector_takes_its_rule_along_and_a_word_stands_once(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    clause = Clause(Frequency(Basis.ROLLING, 30, Unit.DAY))
    store.write(add_rule, name="S", scope=ScopeKind.SECTOR, scope_value="乡贤", clauses=[clause])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_section(pilot, SECTOR_LIST)
        await pilot.press("down", "down", "down", "enter", "end", *"x", "enter")
        await settle(pilot)
        assert "乡贤x" in store.read(read_setting, SECTORS)
        assert store.read(rule_views)[1].scope_value == "乡贤x"
        assert store.read(representative_card, people["仇英"]).values["sector"] == "乡贤x"
        await pilot.press("a", *"乡贤x", "enter")
        await settle(pilot)
        assert store.read(read_setting, SECTORS).count("乡贤x") == 1


async def test_due_soon_and_the_order_of_names_are_the_offices(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_section(pilot, OFFICE)
        await pilot.press("enter", "end", *["backspace"] * 2, *"x", "enter")
        await settle(pilot)
        assert "“x”不是整数" in screen_text(app)
        await pilot.press("backspace", *"30", "enter")
        await settle(pilot)
        assert store.read(read_setting, DUE_SOON_DAYS) == 30
        assert "30 天以内" in screen_text(app)
        await pilot.press("down", "enter", "down", "enter")
        await settle(pilot)
        assert store.read(read_setting, NAME_ORDER) == "strokes"


async def test_the_days_of_letters_follow_from_settings(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_section(pilot, LETTERS)
        assert "春节、清明节、中秋节" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        app.screen.query_one(Input).value = "端阳"
        await pilot.press("enter")
        await settle(pilot)
        assert "! " in screen_text(app)
        app.screen.query_one(Input).value = "春节，重阳节"
        await pilot.press("enter")
        await settle(pilot)
        assert store.read(read_setting, LETTER_FESTIVALS) == ["spring", "double_ninth"]
        await pilot.press("end", "up", "up", "up", "up", "enter")
        await settle(pilot)
        app.screen.query_one(Input).value = "45"
        await pilot.press("enter")
        await settle(pilot)
        assert store.read(read_setting, POST_DAYS_WORLD) == 45
        assert "45" in screen_text(app)


async def test_the_theme_is_applied_at_once_and_kept(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_section(pilot, LOOKS)
        await pilot.press("enter", "down", "enter")
        await settle(pilot)
        assert app.theme == LIGHT
        assert load_preferences(config_folder()).theme == LIGHT
        assert "浅色" in screen_text(app)


async def test_another_language_is_spoken_everywhere_at_once(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        await open_section(pilot, LOOKS)
        assert "LIAISON_LANG" in screen_text(app)
        await pilot.press("down", "enter", "down", "enter")
        await settle(pilot)
        assert current_language() == "en"
        assert "Looks and language" in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "Contact rules" in screen_text(app)
        assert "f1 Keys" in screen_lines(app)[-1]
        for room in ("f2", "f3", "f4"):
            await pilot.press(room)
            await settle(pilot)
            assert not any(word in screen_text(app) for word in ("今日", "人员", "记录", "筛选", "逾期", "状态"))


async def test_a_key_is_given_kept_used_and_given_back(app: LiaisonApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_section(pilot, KEYS)
        table = app.screen.query_one("#section-keys VirtualTable", VirtualTable)
        places = [command.id for command in known_commands()]
        table.move_cursor(places.index("contacts.log"))
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert "! " in screen_text(app)
        await pilot.press("n")
        await settle(pilot)
        file = config_folder() / "keys.toml"
        assert load_keymap(file) == {"contacts.log": "n"}
        assert "* n" in screen_text(app)
        await pilot.press("f4")
        await settle(pilot)
        assert screen_lines(app)[-1].startswith(" n 记录")
        await pilot.press("f7", "backspace")
        await settle(pilot)
        assert load_keymap(file) == {}
        await pilot.press("f4")
        await settle(pilot)
        assert screen_lines(app)[-1].startswith(" l 记录")


async def test_escape_leaves_a_key_as_it_is(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_section(pilot, KEYS)
        await pilot.press("enter", "ctrl+p")
        await settle(pilot)
        assert "! " in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert not (config_folder() / "keys.toml").exists()


def test_every_command_says_where_it_belongs() -> None:
    assert {command.id.split(".")[0] for command in known_commands()} - set(PLACES) == set()


@pytest.mark.parametrize("command_id", [command.id for command in known_commands() if command.id.startswith("app.")])
def test_no_key_of_the_whole_program_is_taken_in_a_room(command_id: str) -> None:
    command = next(command for command in known_commands() if command.id == command_id)
    check_key(command_id, command.key, {})


async def test_the_store_says_where_it_lies_and_is_checked(app: LiaisonApp, store: Store, people: Ids) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_section(pilot, STORE)
        assert Path(store.location).name in screen_text(app)
        assert "7" in screen_text(app)
        await pilot.press("c")
        await settle(pilot)
        assert "一切正常" in screen_text(app)
        store.write(edit_cadre, people["王建国"], left_on=DAY)
        await pilot.press("c")
        await settle(pilot)
        assert screen_text(app).count("王建国") >= 2


async def test_the_history_shows_before_and_after_and_takes_back_an_earlier_deed(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    store.write(edit_representative, people["张三"], unit="一中")
    store.write(edit_representative, people["单雨"], unit="二中")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "– → 一中" in screen_text(app)
        await pilot.press("u", "y")
        await settle(pilot)
        assert store.read(representative_card, people["张三"]).values["unit"] == ""
        assert store.read(representative_card, people["单雨"]).values["unit"] == "二中"
        newest = store.read(deed_rows, limit=1)[0]
        assert newest.undoes_id is not None
        assert f"已被 {newest.id} 撤销" in screen_text(app)


async def test_what_stands_in_the_way_of_an_undo_is_named(app: LiaisonApp, store: Store, people: Ids) -> None:
    store.write(edit_representative, people["张三"], unit="一中")
    store.write(edit_representative, people["张三"], unit="二中")
    later = store.read(deed_rows, limit=1)[0].id
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        await settle(pilot)
        await pilot.press("down", "u", "y")
        await settle(pilot)
        assert str(later) in screen_text(app)
        assert "未能撤销" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        assert store.read(representative_card, people["张三"]).values["unit"] == "二中"


async def test_the_office_is_exported_to_the_place_that_is_typed(app: LiaisonApp, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f9")
        await settle(pilot)
        await pilot.press("ctrl+u", *"~/out.xlsx", "ctrl+s")
        await settle(pilot)
        assert target.stat().st_size > 0
        target.write_bytes(b"mine")
        await pilot.press("f9")
        await settle(pilot)
        await pilot.press("ctrl+u", *"~/out.xlsx", "ctrl+s")
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert target.read_bytes() == b"mine"
        assert "! " in screen_text(app)
