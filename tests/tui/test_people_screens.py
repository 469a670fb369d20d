"""How the People room, the cards and the form of a person look on a small terminal, in both languages."""

import pytest

from goldens import golden_text
from liaison.people.fields import PersonStatus
from liaison.people.service import edit_many, edit_representative, set_status
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.screens.card import CardScreen
from liaison.tui.screens.card_cadre import CadreScreen
from liaison.tui.screens.person_form import PersonForm
from screens import screen_text, settle
from small_office import DAY


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> str:
    spoken: str = request.param
    use_language(spoken)
    return spoken


@pytest.fixture(autouse=True)
def _more_to_show(store: Store, people: dict[str, int]) -> None:
    store.write(edit_many, [people["张三"], people["仇英"]], tier="重点")
    values = {"honorific": "教授", "unit": "县第一中学", "post": "校长", "village": "西山村", "email": "zs@example.com"}
    address = {"region": "浙江省", "city": "杭州市", "district": "西湖区", "lines": "文三路1号", "postcode": "310012"}
    store.write(edit_representative, people["张三"], address=address, household="海门张家", **values)
    store.write(set_status, people["单雨"], PersonStatus.NO_CONTACT, DAY)


async def test_the_list_of_people(language: str, app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f3", "down")
        await settle(pilot)
        assert screen_text(app) == golden_text(app, f"people-{language}")


async def test_the_list_of_cadres(language: str, app: LiaisonApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f3", "ctrl+t")
        await settle(pilot)
        assert screen_text(app) == golden_text(app, f"cadres-{language}")


async def test_the_card_of_a_person(language: str, app: LiaisonApp, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(CardScreen(app.desk, people["张三"]))
        await settle(pilot)
        await pilot.press("d")  # the deeds carry the day on which the test runs
        await settle(pilot)
        assert screen_text(app) == golden_text(app, f"card-{language}")


async def test_the_card_of_a_cadre(language: str, app: LiaisonApp, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(CadreScreen(app.desk, people["王建国"]))
        await settle(pilot)
        assert screen_text(app) == golden_text(app, f"cadre-card-{language}")


async def test_the_form_of_a_person(language: str, app: LiaisonApp, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(PersonForm(app.desk, people["张三"]))
        await settle(pilot)
        assert screen_text(app) == golden_text(app, f"person-form-{language}")
