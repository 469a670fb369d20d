"""The forms of people, cadres and addresses, as staff fill them in."""

from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from liaison.people.fields import ADDRESS_FIELDS, CADRE_FIELDS, REPRESENTATIVE_FIELDS, Language
from liaison.people.queries import PeopleFilter, cadre_rows, cadre_values, representative_card, representative_ids
from liaison.people.search import find_representatives
from liaison.people.service import add_representative, edit_representative
from liaison.store.store import Store
from liaison.store.tables import Named
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.forms.form import Form
from liaison.tui.screens.cadre_form import CadreForm
from liaison.tui.screens.card_addresses import AddressesScreen
from liaison.tui.screens.person_form import PersonForm
from screens import NASTY, screen_lines, screen_text, settle


async def show(pilot: Pilot[int], screen: Screen[Any]) -> None:
    """Put a screen in front."""
    await settle(pilot)
    pilot.app.push_screen(screen)
    await settle(pilot)


def fill(app: App[Any], **typed: str) -> Form:
    """Type into the form in front."""
    form = app.screen.query_one(Form)
    for name, text in typed.items():
        form.editor(name).set_typed(text)
    return form


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_person_is_added_with_the_keys(app: LiaisonApp, store: Store, size: tuple[int, int]) -> None:
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("f3", "down", "a")
        await settle(pilot)
        await pilot.press("尉", "迟", "明", "enter", "女", "士", "enter")
        await pilot.press("down", "down", "enter", "tab", "tab", *"school")
        await settle(pilot)
        assert "= yu chi ming (ycm)" in screen_text(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "尉迟明 女士" in screen_lines(app)[0]
        assert "已添加" in screen_text(app)
    (row_id,) = store.read(find_representatives, "ycm")
    card = store.read(representative_card, row_id)
    assert card.values["honorific"] == "女士"
    assert card.values["sector"] != ""
    assert card.values["unit"] == "school"
    assert card.values["language"] is Language.ZH_HANS
    assert card.addresses == ()


async def test_every_field_is_in_the_form_and_comes_back(app: LiaisonApp, store: Store) -> None:
    typed = {
        "number": "R9", "name": "覃小明", "reading": "Tan Xiaoming", "honorific": "教授", "town": "海门镇",
        "village": "西山村", "unit": "县中学", "post": "校长", "phone": "13800138000", "email": "q@example.com",
        "wechat": "tan", "language": "en", "salutation": "谭老", "birth_month": "2", "birth_day": "29",
        "birth_lunar": "yes", "source": "名册", "purpose": "联谊", "review_on": "2027-01-01",
        "remarks": "爱听戏\n会二胡", "no_festive_until": "2027-02-01", "sector": "乡贤", "tier": "重点",
        "country": "日本", "region": "东京都",
        "city": "东京", "district": "港区", "lines": "一条\n二号", "postcode": "100-0001", "recipient": "覃府",
        "season_from": "11-01", "season_until": "3-31", "returned_on": "2026-01-02", "household": "海门覃家",
        "rule_id": "1", "birth_leap": "",
    }  # fmt: skip
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, PersonForm(app.desk))
        form = fill(app, **typed)
        declared = {field.name for field in (*REPRESENTATIVE_FIELDS, *ADDRESS_FIELDS)}
        assert set(form.rows) == declared - {"status", "status_since"} | {"household", "rule_id"}
        assert set(form.rows) == set(typed)
        await pilot.press("ctrl+s")
        await settle(pilot)
        (row_id,) = store.read(find_representatives, "txm")
        card = store.read(representative_card, row_id)
        assert card.values["remarks"] == "爱听戏\n会二胡"
        assert (card.values["birth_lunar"], card.rule_id, card.household) == (True, 1, "海门覃家")
        assert card.addresses[0]["country"] == "JP"
        await show(pilot, PersonForm(app.desk, row_id))
        again = app.screen.query_one(Form).values()
        assert again == {**typed, "phone": card.values["phone"], "season_until": "03-31"}
        before = store.read(representative_card, row_id)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert store.read(representative_card, row_id) == before


async def test_wrong_fields_say_so_and_what_was_typed_stays(app: LiaisonApp, store: Store) -> None:
    count = len(store.read(representative_ids, PeopleFilter()))
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, PersonForm(app.desk))
        form = fill(app, name="", phone="abc", email="nobody", birth_month="2")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert {name for name, row in form.rows.items() if row.sentence} == {"name", "phone", "email"}
        assert form.values()["email"] == "nobody"
        fill(app, name="丁一", phone="", email="")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert form.rows["birth_day"].sentence
        assert form.values()["name"] == "丁一"
        fill(app, birth_month="", reading="Zhang San Feng")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "! " in screen_text(app)
        assert len(store.read(representative_ids, PeopleFilter())) == count
        fill(app, reading="")
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert len(store.read(representative_ids, PeopleFilter())) == count + 1


async def test_a_number_that_is_taken_is_said_at_its_field(app: LiaisonApp, store: Store) -> None:
    store.write(add_representative, name="甲", number="R1")
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, PersonForm(app.desk))
        form = fill(app, name="乙", number="R1")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "甲" in form.rows["number"].sentence


async def test_the_reading_of_the_office_is_shown_and_found(
    app: LiaisonApp, store: Store, people: dict[str, int]
) -> None:
    row_id = store.write(add_representative, name="覃力")
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, PersonForm(app.desk, row_id))
        assert "= qin li / tan li" in screen_text(app)
        fill(app, reading="Tan Li")
        await settle(pilot)
        assert "= Tan Li (tl)" in screen_text(app)
        fill(app, reading="x y z")
        await settle(pilot)
        assert "? " in screen_text(app)
        fill(app, reading="Tan Li")
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert row_id in store.read(find_representatives, "tanli")
    assert row_id not in store.read(find_representatives, "qinli")


async def test_only_what_was_changed_here_is_saved(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, PersonForm(app.desk, people["张三"]))
        store.write(edit_representative, people["张三"], post="校长")
        fill(app, unit="县中学")
        await pilot.press("ctrl+s")
        await settle(pilot)
    values = store.read(representative_card, people["张三"]).values
    assert (values["unit"], values["post"]) == ("县中学", "校长")


async def test_leaving_a_form_with_something_typed_asks_first(app: LiaisonApp, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, PersonForm(app.desk, people["张三"]))
        await pilot.press("x", "escape")
        await settle(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(app.screen, PersonForm)
        assert app.screen.query_one(Form).values()["name"] == "张三x"
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert not isinstance(app.screen, PersonForm)


async def test_the_hint_says_what_does_not_belong_in_remarks(app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, PersonForm(app.desk))
        app.screen.query_one(Form).editor("remarks").take_focus()
        await settle(pilot)
        assert "健康" in screen_text(app)


async def test_names_are_literal_in_the_form(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for name in NASTY:
            row_id = store.write(add_representative, name=name, sector=name, tier=name)
            await show(pilot, PersonForm(app.desk, row_id))
            assert name in screen_lines(app)[0]
            assert screen_text(app).count(name) >= 4
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert app.is_running
            assert store.read(representative_card, row_id).values["sector"] == name


async def test_a_cadre_is_added_and_changed(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, CadreForm(app.desk))
        form = fill(app, name="解海", unit="县委", joined_on="2026-01-05", left_on="2025-01-05")
        assert set(form.rows) == {field.name for field in CADRE_FIELDS}
        await settle(pilot)
        assert "= xie hai (xh)" in screen_text(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert form.rows["left_on"].sentence
        fill(app, left_on="")
        await pilot.press("ctrl+s")
        await settle(pilot)
        (row,) = store.read(cadre_rows, text="解海")
        await show(pilot, CadreForm(app.desk, row.id))
        fill(app, post="主任")
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert store.read(cadre_values, row.id)["post"] == "主任"


async def test_addresses_are_added_changed_and_removed(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    def addresses() -> list[str]:
        return [address["city"] for address in store.read(representative_card, people["张三"]).addresses]

    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, AddressesScreen(app.desk, Named(people["张三"], "张三")))
        for city in ("杭州", "上海"):
            await pilot.press("a")
            await settle(pilot)
            fill(app, city=city, season_from="13-40" if city == "杭州" else "")
            await pilot.press("ctrl+s")
            await settle(pilot)
            if city == "杭州":
                assert "! " in screen_text(app)
                fill(app, season_from="")
                await pilot.press("ctrl+s")
                await settle(pilot)
        assert addresses() == ["杭州", "上海"]
        await pilot.press("down", "e")
        await settle(pilot)
        fill(app, city="上海市")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "上海市" in screen_text(app)
        await pilot.press("home", "delete", "y")
        await settle(pilot)
        assert addresses() == ["上海市"]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_first_fields_fit_a_small_screen(app: LiaisonApp, language: str) -> None:
    use_language(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(pilot, PersonForm(app.desk))
        form = app.screen.query_one(Form)
        seen = {name for name, row in form.rows.items() if app.screen.region.contains_region(row.region)}
        text = screen_text(app)
        wanted = ("name", "honorific", "sector", "tier", "unit", "post", "phone", "town", "village", "country", "lines")
        assert seen >= set(wanted)
        assert all(form.rows[name].field.label() in text for name in wanted)
        assert all(len(line) <= 80 for line in screen_lines(app))
