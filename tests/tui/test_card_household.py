"""The household on a person's card: put together, changed, left; the address that is marked for it."""

from datetime import date
from typing import Any

from textual.pilot import Pilot
from textual.widgets import OptionList, Select

from liaison.people.household_queries import household_of, household_views
from liaison.people.households import put_together
from liaison.people.queries import representative_card
from liaison.people.service import add_address
from liaison.store.store import Store
from liaison.tui.app import LiaisonApp
from liaison.tui.forms.form import Form
from liaison.tui.forms.people_picker import PeoplePicker
from liaison.tui.screens.card import CardScreen
from liaison.tui.screens.card_addresses import AddressesScreen
from screens import screen_text, settle


async def open_card(pilot: Pilot[int], person: int) -> None:
    await settle(pilot)
    pilot.app.push_screen(CardScreen(pilot.app.desk, person))  # type: ignore[attr-defined] # the app under test has one
    await settle(pilot)


async def choose(pilot: Pilot[int], words: str) -> None:
    options = pilot.app.screen.query_one(OptionList)
    labels = [str(options.get_option_at_index(index).prompt) for index in range(options.option_count)]
    await pilot.press("home", *["down"] * next(at for at, label in enumerate(labels) if words in label), "enter")
    await settle(pilot)


def held(store: Store, person: int) -> Any:
    return store.read(household_of, person)


async def test_two_people_are_put_together_and_one_address_is_theirs(
    app: LiaisonApp, store: Store, people: dict[str, int]
) -> None:
    store.write(add_address, people["张三"], city="杭州市", lines="文三路1号")
    away = store.write(add_address, people["欧阳娜"], city="三亚市", lines="海棠路8号", season_from="11-01")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, people["张三"])
        await pilot.press("g")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "至少" in screen_text(app)
        await pilot.press(*"oyn")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        form = app.screen.query_one(Form)
        form.editor("greeting").set_typed("张先生、欧阳女士")
        # The addresses of those chosen are offered, whoever was there when the form was opened.
        offered = [str(prompt) for prompt, _value in app.screen.query_one(Select)._options]
        assert [words.split("  ")[0] for words in offered] == ["各寄各的地址", "张三", "欧阳娜"]
        assert "11-01" in offered[2]
        form.editor("address").set_typed(str(away))
        await pilot.press("ctrl+s")
        await settle(pilot)
        text = screen_text(app).replace("\n", "")
        assert "张三、欧阳娜（同户：欧阳娜） · 称呼语 张先生、欧阳女士" in text
        assert "信寄往欧阳娜：三亚市 海棠路8号" in text
        await pilot.press("ctrl+z")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert "称呼语" not in screen_text(app)
    assert store.read(household_views) == []


async def test_a_household_is_changed_left_and_dissolved(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    three = [people[name] for name in ("张三", "欧阳娜", "单雨")]
    store.write(put_together, three, label="张家", greeting="张先生、单女士")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_card(pilot, people["单雨"])
        await pilot.press("g")
        await settle(pilot)
        await choose(pilot, "修改")
        form = app.screen.query_one(Form)
        assert isinstance(picker := form.editor("people"), PeoplePicker)
        assert [person.label for person in picker.chosen] == ["张三", "欧阳娜", "单雨"]
        form.editor("label").set_typed("张府")
        await pilot.press(*"qiuying")
        await settle(pilot)
        await pilot.press("enter", "ctrl+s")
        await settle(pilot)
        household = held(store, people["仇英"])
        assert (household.label, household.greeting, len(household.members)) == ("张府", "张先生、单女士", 4)
        await pilot.press("g")
        await settle(pilot)
        await choose(pilot, "单雨退出")
        assert held(store, people["单雨"]) is None
        assert held(store, people["张三"]).greeting == ""
        assert "已清除" in screen_text(app).replace("\n", "")
        await pilot.press("escape")
        await open_card(pilot, people["张三"])
        await pilot.press("g")
        await settle(pilot)
        await choose(pilot, "解散")
        assert "同户  张府" not in screen_text(app)
    assert store.read(household_views) == []


async def test_the_form_of_an_address_marks_it_and_a_mended_one_is_no_longer_returned(
    app: LiaisonApp, store: Store, people: dict[str, int]
) -> None:
    values = {"city": "杭州市", "lines": "文三路1号", "season_from": "11-01", "returned_on": date(2026, 2, 1)}
    store.write(add_address, people["张三"], **values)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, people["张三"])
        await pilot.press("a")
        await settle(pilot)
        text = screen_text(app)
        assert "11-01 至 …" in text
        assert "退信" in text
        await pilot.press("enter")
        await settle(pilot)
        form = app.screen.query_one(Form)
        assert "for_household" not in form.rows
        assert form.values()["returned_on"] == "2026-02-01"
        form.editor("returned_on").set_typed("")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "退信" not in screen_text(app)
        store.write(put_together, [people["张三"], people["欧阳娜"]])
        assert isinstance(app.screen, AddressesScreen)
        app.screen.refresh_data()
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        app.screen.query_one(Form).editor("for_household").set_typed("yes")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "【同户地址】" in screen_text(app)
    (kept,) = store.read(representative_card, people["张三"]).addresses
    assert (kept["returned_on"], kept["for_household"], kept["season_from"]) == (None, True, "11-01")
