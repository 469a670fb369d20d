"""Suggested pairings for a user: what is proposed and why, accepting all or some."""

from datetime import date

import pytest

from liaison.pairing.queries import pairing_rows
from liaison.people.fields import PersonStatus
from liaison.people.service import edit_cadre, set_status
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.screens.suggestions import SuggestionsScreen
from screens import screen_text, settle
from small_office import DAY

SIZES = [(80, 24), (120, 40)]
Ids = dict[str, int]
WAITING = ("Lim Wei Jie", "覃[b]力")


def started(store: Store, names: tuple[str, ...]) -> dict[str, date]:
    rows = store.read(pairing_rows)
    return {row.representative.name: row.started_on for row in rows if row.representative.name in names}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_each_person_without_a_pairing_gets_a_proposal_with_its_reason(
    app: LiaisonApp, size: tuple[int, int], language: str
) -> None:
    use_language(language)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        text = screen_text(app)
        assert all(name in text for name in WAITING)
        assert "1 → " in text
        assert {"zh": "同镇", "en": "town"}[language] in text


async def test_all_are_accepted_as_one_deed_that_can_be_taken_back(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "按方案为 2 名对象结对" in screen_text(app)
        assert started(store, WAITING) == {}
        await pilot.press("y")
        await settle(pilot)
        assert started(store, WAITING) == dict.fromkeys(WAITING, DAY)
        assert "保持联系的对象都已结对" in screen_text(app)
        await pilot.press("ctrl+z", "y")
        await settle(pilot)
        assert started(store, WAITING) == {}
        assert "覃[b]力" in screen_text(app)


async def test_only_the_marked_are_paired_and_from_the_day_that_is_chosen(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        await pilot.press("d", "ctrl+u", *"no day", "enter")
        await settle(pilot)
        await pilot.press("ctrl+u", *"2026-12-1", "enter")
        await settle(pilot)
        assert "从 2026-12-01 起" in screen_text(app)
        await pilot.press("space", "ctrl+s", "y")
        await settle(pilot)
        assert list(started(store, WAITING).values()) == [date(2026, 12, 1)]


async def test_nobody_is_proposed_who_has_left_or_asked_not_to_be_contacted(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    for name in ("王建国", "李红梅", "陈志强"):
        store.write(edit_cadre, people[name], left_on=DAY)
    store.write(set_status, people["覃[b]力"], PersonStatus.NO_CONTACT, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        assert "没有可以结对的干部" in screen_text(app)
        assert "覃[b]力" not in screen_text(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert started(store, WAITING) == {}


async def test_a_plan_that_is_being_taken_away_is_not_made_anew(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+g")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, SuggestionsScreen)
        await screen.remove_children()
        screen.refresh_data()
        await settle(pilot)
        assert app.screen is screen
