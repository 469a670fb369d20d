"""A person's card and a cadre's, as staff use them."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import OptionList

from liaison.pairing.queries import pairing_rows, standings_of
from liaison.pairing.terms import Status
from liaison.people.fields import Channel, Consent, PersonStatus
from liaison.people.queries import cadre_card, representative_card
from liaison.people.service import edit_representative
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.forms.form import Form
from liaison.tui.forms.people_picker import PeoplePicker
from liaison.tui.screens.card import CardScreen
from liaison.tui.screens.card_cadre import CadreScreen
from liaison.tui.screens.contact_form import ContactForm
from liaison.tui.screens.handover import HandoverScreen
from liaison.tui.screens.history_screen import DeedScreen
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.fields import ContactState
from liaison.visits.queries import VisitFilter, visit_ids, visit_rows
from screens import screen_lines, screen_text, settle
from small_office import DAY


async def open_card(pilot: Pilot[int], desk: Any, row_id: int) -> CardScreen:
    """Open a person's card over the room in front."""
    await settle(pilot)
    card = CardScreen(desk, row_id)
    pilot.app.push_screen(card)
    await settle(pilot)
    return card


async def choose(pilot: Pilot[int], words: str) -> None:
    """Choose an option by a part of its words, with the keys."""
    options = pilot.app.screen.query_one(OptionList)
    labels = [str(options.get_option_at_index(index).prompt) for index in range(options.option_count)]
    found = next(index for index, label in enumerate(labels) if words in label)
    await pilot.press("home", *["down"] * found, "enter")
    await settle(pilot)


def fill(app: App[Any], **typed: str) -> Form:
    """Type into the form in front."""
    form = app.screen.query_one(Form)
    for name, text in typed.items():
        form.editor(name).set_typed(text)
    return form


async def to_line(pilot: Pilot[int], words: str) -> None:
    """Put the cursor of the timeline on the line that has the words."""
    table = pilot.app.screen.query_one(VirtualTable)
    for index in range(table.row_count):
        table.move_cursor(index)
        row = table.cursor_row
        if row is not None and words in " ".join(row.cells):
            await settle(pilot)
            return
    raise AssertionError(f"no line has {words!r}")


def standing(store: Store, person: int) -> list[Status]:
    return [row.standing.status for row in store.read(standings_of, person, DAY)]


async def test_the_card_says_in_one_sentence_why_somebody_is_overdue(app: LiaisonApp, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["张三"])
        text = screen_text(app).replace("\n", "")
        assert "【逾期108天】王建国：" in text
        assert "2026-05-06的走访" in text
        assert "海门镇" in text
        assert "2026-11-21 联系" in text


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh")])
async def test_standings_have_a_word_and_the_footer_fits(
    app: LiaisonApp, people: dict[str, int], language: str, size: tuple[int, int]
) -> None:
    use_language(language)
    words = {
        "zh": ("逾期", "从未联系", "正常", "暂停", "未结对"),
        "en": ("overdue", "never", "order", "paused", "without"),
    }
    async with app.run_test(size=size) as pilot:
        for name, word in zip(("张三", "欧阳娜", "仇英", "曾喆", "覃[b]力"), words[language], strict=True):
            card = await open_card(pilot, app.desk, people[name])
            assert word in screen_text(app)
            card.dismiss(None)
            await settle(pilot)


async def test_pairing_from_the_card(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["Lim Wei Jie"])
        await pilot.press("h")
        await settle(pilot)
        await pilot.press(*"wjg")
        await settle(pilot)
        await pilot.press("enter", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, CardScreen)
        assert "王建国：" in screen_text(app)
    (row,) = store.read(pairing_rows, representative_id=people["Lim Wei Jie"])
    assert (row.cadre.name, row.started_on, row.rule) == ("王建国", DAY, None)


async def test_pairing_the_same_two_again_is_refused_in_the_form(
    app: LiaisonApp, store: Store, people: dict[str, int]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["张三"])
        await pilot.press("h")
        await settle(pilot)
        await choose(pilot, "结对联系干部")
        form = app.screen.query_one(Form)
        await pilot.press(*"wjg")
        await settle(pilot)
        await pilot.press("enter", "ctrl+s")
        await settle(pilot)
        assert "! " in screen_text(app)
        picker = form.editor("cadre_id")
        assert isinstance(picker, PeoplePicker)
        assert [person.id for person in picker.chosen] == [people["王建国"]]
    assert len(store.read(pairing_rows, representative_id=people["张三"])) == 1


async def test_a_pairing_is_ended_with_day_and_reason(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["张三"])
        await pilot.press("h")
        await settle(pilot)
        await choose(pilot, "结束与王建国")
        fill(app, ended_on="2025-01-01", end_reason="迁居外地")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "! " in screen_text(app)
        fill(app, ended_on="今天")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "未结对" in screen_text(app)
        assert "迁居外地" in screen_text(app)
    (row,) = store.read(pairing_rows, representative_id=people["张三"])
    assert (row.ended_on, row.end_reason) == (DAY, "迁居外地")


async def test_a_pause_and_going_on_again(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["张三"])
        await pilot.press("z")
        await settle(pilot)
        await choose(pilot, "一切联系")
        fill(app, from_on="明天")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "! " in screen_text(app)
        fill(app, from_on="今天", reason="asked_for_quiet")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "【暂停" in screen_text(app)
        assert standing(store, people["张三"]) == [Status.PAUSED]
        await pilot.press("z")
        await settle(pilot)
        await choose(pilot, "恢复联系")
        assert standing(store, people["张三"]) == [Status.OVERDUE]


async def test_a_snooze_of_one_pairing_lasts_at_most_sixty_days(
    app: LiaisonApp, store: Store, people: dict[str, int]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["张三"])
        await pilot.press("z")
        await settle(pilot)
        await choose(pilot, "只暂缓与王建国")
        fill(app, until=(DAY + timedelta(days=60)).isoformat())
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "! " in screen_text(app)
        fill(app, until=(DAY + timedelta(days=59)).isoformat())
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "【暂缓】" in screen_text(app)
    (pause,) = store.read(representative_card, people["张三"]).pauses
    assert pause.pairing_id is not None
    assert pause.until == DAY + timedelta(days=59)


async def test_no_contact_cancels_what_is_planned_and_says_so(
    app: LiaisonApp, store: Store, people: dict[str, int]
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_card(pilot, app.desk, people["张三"])
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "已取消1次计划联系" in re.sub(r"[\s▌]", "", screen_text(app))
        assert f"不联系，自 {DAY}" in screen_text(app)
    card = store.read(representative_card, people["张三"])
    assert (card.status, card.values["status_since"]) == (PersonStatus.NO_CONTACT, DAY)
    rows = store.read(visit_rows, store.read(visit_ids, VisitFilter(representative_id=people["张三"])))
    assert [row.state for row in rows if row.happened_on == date(2026, 11, 21)] == [ContactState.CANCELLED]
    assert standing(store, people["张三"]) == [Status.NO_CONTACT]


async def test_no_contact_by_one_channel_only(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["张三"])
        await pilot.press("n")
        await settle(pilot)
        fill(app, channel="phone", since="2026-11-30")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "! " in screen_text(app)
        fill(app, since="昨天")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "x 电话" in screen_text(app)
    card = store.read(representative_card, people["张三"])
    assert card.status is PersonStatus.ACTIVE
    assert [(row.channel, row.consent, row.since) for row in card.consents] == [
        (Channel.PHONE, Consent.WITHDRAWN, DAY - timedelta(days=1))
    ]


async def test_a_consent_is_noted(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["仇英"])
        await pilot.press("c")
        await settle(pilot)
        await choose(pilot, "邮寄")
        fill(app, source="来信")
        await pilot.press("ctrl+s")
        await settle(pilot)
    (row,) = store.read(representative_card, people["仇英"]).consents
    assert (row.channel, row.consent, row.since, row.source) == (Channel.POST, Consent.GIVEN, DAY, "来信")


async def test_archived_people_have_a_card_and_come_back(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["单雨"])
        await pilot.press("x")
        await settle(pilot)
        await choose(pilot, "归档")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert store.read(representative_card, people["单雨"]).status is PersonStatus.ARCHIVED
        assert f"自 {DAY}" in screen_text(app)
        await pilot.press("x")
        await settle(pilot)
        await choose(pilot, "恢复为在册")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert store.read(representative_card, people["单雨"]).status is PersonStatus.ACTIVE


async def test_enter_on_a_contact_opens_it_for_editing(app: LiaisonApp, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["张三"])
        await to_line(pilot, "走访看望")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
        assert "走访看望" in screen_text(app)


async def test_logging_from_the_card_knows_person_and_cadre(app: LiaisonApp, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["张三"])
        await pilot.press("l")
        await settle(pilot)
        assert isinstance(app.screen, ContactForm)
        text = screen_text(app)
        assert "张三" in text
        assert "王建国" in text


async def test_a_deed_shows_before_and_after_and_is_undone(
    app: LiaisonApp, store: Store, people: dict[str, int]
) -> None:
    store.write(edit_representative, people["张三"], unit="县第一中学")
    store.write(edit_representative, people["张三"], unit="县第二中学")
    last, first = store.read(deed_rows, limit=2)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, app.desk, people["张三"])
        await to_line(pilot, f"#{last.id} ")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, DeedScreen)
        assert "县第一中学 → 县第二中学" in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        await to_line(pilot, f"#{first.id} ")
        await pilot.press("u", "y")
        await settle(pilot)
        assert f"{last.id}" in screen_text(app)
        assert store.read(representative_card, people["张三"]).values["unit"] == "县第二中学"
        await pilot.press("enter")
        await settle(pilot)
        await to_line(pilot, f"#{last.id} ")
        await pilot.press("u", "y")
        await settle(pilot)
        assert "县第一中学" in screen_text(app)
    assert store.read(representative_card, people["张三"]).values["unit"] == "县第一中学"


async def test_deeds_can_be_left_out_of_the_timeline(app: LiaisonApp, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        card = await open_card(pilot, app.desk, people["张三"])
        everything = card.query_one(VirtualTable).row_count
        await pilot.press("d")
        await settle(pilot)
        assert card.query_one(VirtualTable).row_count < everything
        assert " #" not in "\n".join(screen_lines(app)[8:])


async def test_undoing_the_adding_of_a_person_closes_the_card(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f3", "down", "a")
        await settle(pilot)
        fill(app, name="新来者")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, CardScreen)
        await pilot.press("ctrl+z")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert not isinstance(app.screen, CardScreen)


async def test_a_cadre_card_lists_people_with_standing_and_contacts(app: LiaisonApp, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(CadreScreen(app.desk, people["王建国"]))
        await settle(pilot)
        text = screen_text(app)
        assert "联系 2 人 · 其中 1 人逾期" in text
        assert "逾期108天" in text
        assert "2026-08-30" in text
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, CardScreen)


async def test_a_leaving_day_opens_the_handover_while_people_are_paired(
    app: LiaisonApp, store: Store, people: dict[str, int]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(CadreScreen(app.desk, people["王建国"]))
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        fill(app, left_on="2026-12-01", post="调研员")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, HandoverScreen)
        assert store.read(cadre_card, people["王建国"]).left_on is None
        await pilot.press(*"lihongmei")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert isinstance(app.screen, CadreScreen)
    cadre = store.read(cadre_card, people["王建国"])
    assert (cadre.left_on, cadre.post) == (date(2026, 12, 1), "调研员")
    assert store.read(pairing_rows, cadre_id=people["王建国"], on=date(2026, 12, 1)) == []


async def test_a_cadre_is_paired_with_one_more_person(app: LiaisonApp, store: Store, people: dict[str, int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(CadreScreen(app.desk, people["王建国"]))
        await settle(pilot)
        await pilot.press("h")
        await settle(pilot)
        await pilot.press("覃")
        await settle(pilot)
        await pilot.press("enter", "ctrl+s")
        await settle(pilot)
        assert "覃[b]力" in screen_text(app)
    assert [row.cadre.name for row in store.read(pairing_rows, representative_id=people["覃[b]力"])] == ["王建国"]
