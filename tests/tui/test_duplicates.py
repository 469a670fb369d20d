"""The review of duplicates, pair by pair, as staff go through it."""

from typing import Any

import pytest
from textual.pilot import Pilot

from liaison.people.queries import PeopleFilter, representative_card, representative_ids
from liaison.people.service import add_address, add_representative
from liaison.stewardship.duplicates import kept_apart_rows
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.screens.card import CardScreen
from liaison.tui.screens.duplicates import DuplicatesScreen
from liaison.visits.fields import ContactKind
from liaison.visits.queries import VisitFilter, visit_ids
from liaison.visits.service import log_contact
from screens import NASTY, screen_lines, screen_text, settle
from small_office import DAY

Ids = dict[str, int]


@pytest.fixture
def twice(store: Store, people: Ids) -> Ids:
    """仇英 and 单雨 stand twice in the small office, in which everybody has one number."""
    again: dict[str, Any] = {"sector": "乡贤", "phone": "13800000000", "unit": NASTY[0], "post": NASTY[1]}
    people["仇英 2"] = store.write(add_representative, name="仇英", town="东山镇", remarks="乙", **again)
    store.write(add_address, people["仇英 2"], city="上海市", lines="海棠路1号远恒大厦12楼")
    people["单雨 2"] = store.write(add_representative, name="單雨", unit="县一中")
    return people


async def to_review(pilot: Pilot[int]) -> DuplicatesScreen:
    await settle(pilot)
    await pilot.press("f3")
    await settle(pilot)
    await pilot.press("enter", "d")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, DuplicatesScreen)
    return screen


def everybody(store: Store) -> set[int]:
    return set(store.read(representative_ids, PeopleFilter()))


@pytest.mark.parametrize(("language", "size"), [("zh", (80, 24)), ("en", (120, 40))])
async def test_both_records_stand_side_by_side_with_signs_where_they_differ(
    app: LiaisonApp, twice: Ids, language: str, size: tuple[int, int]
) -> None:
    use_language(language)
    async with app.run_test(size=size) as pilot:
        await to_review(pilot)
        lines = screen_lines(app)
        assert "1 / 2" in lines[0]
        text = "\n".join(lines)
        assert {"zh": "姓名相同、手机相同", "en": "same name, same phone"}[language] in text
        assert f"仇英 #{twice['仇英']}" in text
        assert f"仇英 #{twice['仇英 2']}" in text
        (unit,) = [line for line in lines if NASTY[0] in line]
        assert "≠" in unit
        assert "● " in unit
        assert {"zh": "合并", "en": "Merge"}[language] in lines[-1]
        # A value too long for its column is told whole below, for the line under the cursor.
        address = next(
            place for place, line in enumerate(lines) if "海棠路" in line or "Shanghai" in line or "上海市" in line
        )
        await pilot.press(*["down"] * (address - 3))
        await settle(pilot)
        assert "海棠路1号远恒大厦12楼" in screen_text(app)
        await pilot.press("n")
        await settle(pilot)
        assert "2 / 2" in screen_lines(app)[0]
        assert "單雨" in screen_text(app)


async def test_a_pair_is_merged_with_the_values_chosen_and_undone_with_one_key(
    app: LiaisonApp, store: Store, twice: Ids
) -> None:
    goes = twice["仇英 2"]
    store.write(log_contact, kind=ContactKind.CALL, happened_on=DAY, representatives=[goes], today=DAY)
    before = store.read(representative_card, twice["仇英"])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_review(pilot)
        # The first line that differs is the unit, which only the other record has: it wins of itself.
        table = screen.query_one("#pair")
        assert table.has_focus
        assert "○ （空）" in screen_text(app)
        await pilot.press("left", "down", "space", "space")
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert f"把 仇英 #{goes} 并入 仇英 #{twice['仇英']}" in screen_text(app)
        await pilot.press("y")
        await settle(pilot)
        assert goes not in everybody(store)
        card = store.read(representative_card, twice["仇英"])
        assert (card.values["unit"], card.values["post"]) == ("", NASTY[1])
        assert [address["city"] for address in card.addresses] == ["上海市"]
        assert len(store.read(visit_ids, VisitFilter(representative_id=card.id))) == 3
        assert "1 / 1" in screen_lines(app)[0]
        assert "單雨" in screen_text(app)
        await pilot.press("ctrl+z", "y")
        await settle(pilot)
        assert goes in everybody(store)
        assert store.read(representative_card, twice["仇英"]) == before
        assert "/ 2" in screen_lines(app)[0]


async def test_two_people_are_noted_for_good_and_a_pair_put_off_comes_last(
    app: LiaisonApp, store: Store, twice: Ids
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await to_review(pilot)
        await pilot.press("l")
        await settle(pilot)
        assert "1 / 2" in screen_lines(app)[0]
        assert "單雨" in screen_text(app)
        await pilot.press("d")
        await settle(pilot)
        (row,) = store.read(kept_apart_rows)
        assert {row.first.id, row.second.id} == {twice["单雨"], twice["单雨 2"]}
        assert "1 / 1" in screen_lines(app)[0]
        assert f"仇英 #{twice['仇英 2']}" in screen_text(app)
        await pilot.press("d")
        await settle(pilot)
        assert "没有看起来是同一人的两条记录" in screen_text(app)
        assert "项目" not in screen_text(app)
        await pilot.press("m", "x", "o")
        await settle(pilot)
        assert isinstance(app.screen, DuplicatesScreen)
        await pilot.press("ctrl+z", "y")
        await settle(pilot)
        assert "1 / 1" in screen_lines(app)[0]


async def test_the_other_record_can_stay_and_either_card_be_opened(app: LiaisonApp, store: Store, twice: Ids) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_review(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert f"保留：仇英 #{twice['仇英 2']}" in screen_text(app)
        await pilot.press("o", "enter")
        await settle(pilot)
        assert isinstance(app.screen, CardScreen)
        assert "乙" in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("m", "y")
        await settle(pilot)
        assert twice["仇英"] not in everybody(store)
        card = store.read(representative_card, twice["仇英 2"])
        assert (card.values["unit"], card.values["remarks"]) == (NASTY[0], "乙")
