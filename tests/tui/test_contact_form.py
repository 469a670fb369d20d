"""The contact form for a user: what is known is filled in, what is wrong is marked, nothing typed is lost."""

from datetime import date
from typing import Any

import pytest

from liaison.people.fields import PersonStatus
from liaison.people.service import set_status
from liaison.store.store import Store
from liaison.store.tables import Named
from liaison.text.words import use_language
from liaison.tui.app import LiaisonApp
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.forms.modals import ChoiceScreen
from liaison.tui.screens.contact_form import ContactForm, drafts_left
from liaison.visits.fields import ContactKind, ContactState, Direction, FollowUpKind
from liaison.visits.queries import VisitFilter, VisitRow, follow_up_rows, visit_ids, visit_row
from screens import screen_lines, screen_text, settle
from small_office import DAY

SIZES = [(80, 24), (120, 40)]
Ids = dict[str, int]


def records(store: Store) -> int:
    return len(store.read(visit_ids, VisitFilter()))


def newest(store: Store) -> VisitRow:
    return store.read(visit_row, max(store.read(visit_ids, VisitFilter())))


async def open_form(app: LiaisonApp, pilot: Any, **given: Any) -> list[int | None]:
    """Open the form; the list gets its answer."""
    answers: list[int | None] = []
    await settle(pilot)
    app.push_screen(ContactForm(app.desk, **given), answers.append)
    await settle(pilot)
    return answers


def form_of(app: LiaisonApp) -> Form:
    return app.screen.query_one(Form)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_field_is_seen(app: LiaisonApp, people: Ids, size: tuple[int, int], language: str) -> None:
    use_language(language)
    async with app.run_test(size=size) as pilot:
        await open_form(app, pilot, representatives=[Named(people["张三"], "张三"), Named(people["单雨"], "单雨")])
        form_of(app).editor("follow_up_kind").take_focus()
        await pilot.press("enter", "down", "enter")
        await settle(pilot)
        text = screen_text(app)
        assert "张三" in text
        assert "王建国" in text
        labels = {"zh": ("日期", "方式", "出访", "提出人"), "en": ("Date", "How", "Trip", "Raised by")}
        assert all(label in text for label in labels[language])


async def test_whoever_is_chosen_brings_the_paired_cadre(app: LiaisonApp, store: Store) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        answers = await open_form(app, pilot)
        await pilot.press(*"qy")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "陈志强" in screen_text(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert answers == [newest(store).id]
        assert [person.name for person in newest(store).representatives] == ["仇英"]
        assert [cadre.name for cadre in newest(store).cadres] == ["陈志强"]


async def test_cadres_chosen_by_hand_stay(app: LiaisonApp, people: Ids) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot, cadres=[Named(people["李红梅"], "李红梅")])
        form_of(app).editor("cadres").take_focus()
        await pilot.press(*"czq")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        form_of(app).editor("representatives").take_focus()
        await pilot.press(*"zs")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "李红梅" in screen_text(app)
        assert "陈志强" in screen_text(app)
        assert "王建国" not in screen_text(app)


async def test_a_contact_in_the_future_is_refused_at_its_day_and_nothing_is_lost(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    before = records(store)
    async with app.run_test(size=(80, 24)) as pilot:
        answers = await open_form(app, pilot, representatives=[Named(people["张三"], "张三")])
        form = form_of(app)
        form.fill({"happened_on": "2026-12-01", "summary": "谈了修路"}, typed=True)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "2026-12-01" in form.rows["happened_on"].sentence
        assert form.values()["summary"] == "谈了修路"
        assert records(store) == before
        assert answers == []
        form.fill({"happened_on": "2026-11-19"}, typed=True)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert (newest(store).happened_on, newest(store).summary) == (date(2026, 11, 19), "谈了修路")


async def test_nobody_is_contacted_against_their_wish(app: LiaisonApp, store: Store, people: Ids) -> None:
    store.write(set_status, people["单雨"], PersonStatus.NO_CONTACT, date(2026, 11, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot, representatives=[Named(people["单雨"], "单雨")])
        form = form_of(app)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert form.rows["representatives"].sentence
        form.fill({"direction": Direction.INCOMING.value}, typed=True)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert newest(store).direction is Direction.INCOMING


@pytest.mark.parametrize(("raised_by", "names"), [("", ["单雨", "张三"]), ("张三", ["张三"])])
async def test_what_was_raised_is_registered_for_one_or_for_each(
    app: LiaisonApp, store: Store, people: Ids, raised_by: str, names: list[str]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        both = [Named(people[name], name) for name in ("张三", "单雨")]
        await open_form(app, pilot, representatives=both)
        form = form_of(app)
        form.fill({"follow_up_kind": "request"}, typed=True)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert form.rows["follow_up_text"].sentence
        chosen = str(people[raised_by]) if raised_by else ""
        form.fill({"follow_up_text": "办理返乡证明", "follow_up_for": chosen}, typed=True)
        await pilot.press("ctrl+s")
        await settle(pilot)
        rows = store.read(follow_up_rows, visit_id=newest(store).id)
        assert sorted(row.representative.name for row in rows) == names
        assert {(row.kind, row.text, row.received_on) for row in rows} == {(FollowUpKind.REQUEST, "办理返乡证明", DAY)}


async def test_planning_asks_for_the_day_and_means_the_next_one(app: LiaisonApp, store: Store, people: Ids) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot, representatives=[Named(people["张三"], "张三")], planned=True)
        await pilot.press(*"12-3", "ctrl+s")
        await settle(pilot)
        assert (newest(store).happened_on, newest(store).state) == (date(2026, 12, 3), ContactState.PLANNED)


async def test_a_record_is_edited(app: LiaisonApp, store: Store, people: Ids) -> None:
    visit_id = store.read(visit_ids, VisitFilter(representative_id=people["单雨"]), 1)[0]
    count = records(store)
    async with app.run_test(size=(80, 24)) as pilot:
        answers = await open_form(app, pilot, visit_id=visit_id)
        assert "走访看望" in screen_text(app)
        form = form_of(app)
        assert not form.changed
        form.fill({"kind": "letter", "trip_id": "1"}, typed=True)
        await pilot.press("ctrl+s")
        await settle(pilot)
        visit = store.read(visit_row, visit_id)
        assert (visit.kind, visit.trip, visit.happened_on) == (
            ContactKind.LETTER,
            Named(1, "上海走访"),
            date(2026, 8, 30),
        )
        assert answers == [visit_id]
        assert records(store) == count


async def test_leaving_asks_only_when_something_was_typed(app: LiaisonApp, store: Store, people: Ids) -> None:
    count = records(store)
    async with app.run_test(size=(80, 24)) as pilot:
        answers = await open_form(app, pilot, representatives=[Named(people["张三"], "张三")])
        await pilot.press("escape")
        await settle(pilot)
        assert answers == [None]
        answers = await open_form(app, pilot)
        await pilot.press("x")
        await settle(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert answers == []
        await pilot.press("y")
        await settle(pilot)
        assert answers == [None]
        assert list(drafts_left(app.desk.drafts)) == []
        assert records(store) == count


@pytest.mark.parametrize("size", SIZES)
async def test_a_half_written_record_survives_and_is_offered_again(
    app: LiaisonApp, store: Store, people: Ids, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await open_form(app, pilot, representatives=[Named(people["张三"], "张三")])
        form_of(app).editor("summary").take_focus()
        await pilot.press(*"half")
        await settle(pilot)
    again = LiaisonApp(Desk(store, DAY))
    async with again.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(again.screen, ChoiceScreen)
        assert "张三" in screen_text(again)
        await pilot.press("enter")
        await settle(pilot)
        assert "half" in screen_text(again)
        assert "王建国" in screen_text(again)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert newest(store).summary == "half"
        assert list(drafts_left(again.desk.drafts)) == []
        assert "[逾期 1]" in screen_text(again)


async def test_a_half_written_change_goes_to_the_same_record(app: LiaisonApp, store: Store, people: Ids) -> None:
    visit_id = store.read(visit_ids, VisitFilter(representative_id=people["单雨"]), 1)[0]
    count = records(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot, visit_id=visit_id)
        form_of(app).editor("place").take_focus()
        await pilot.press(*"ning")
        await settle(pilot)
    again = LiaisonApp(Desk(store, DAY))
    async with again.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert store.read(visit_row, visit_id).place == "ning"
        assert store.read(visit_row, visit_id).summary == "走访看望"
        assert records(store) == count


async def test_two_half_written_records_are_both_kept(app: LiaisonApp, people: Ids) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("张三", "单雨"):
            await open_form(app, pilot, representatives=[Named(people[name], name)])
            form_of(app).editor("place").take_focus()
            await pilot.press("x")
            await settle(pilot)
        assert [who for _kind, who in drafts_left(app.desk.drafts)] == ["张三", "单雨"]


async def test_markup_and_control_characters_are_harmless(app: LiaisonApp, store: Store, people: Ids) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_form(app, pilot, representatives=[Named(people["覃[b]力"], "覃[b]力")])
        form = form_of(app)
        form.fill({"summary": "[red]x[/\x1b]0;\x07", "place": "[@click=app.quit]x[/]"}, typed=True)
        await settle(pilot)
        assert any("覃[b]力" in line for line in screen_lines(app))
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert newest(store).summary == "[red]x[/]0;"
        assert newest(store).place == "[@click=app.quit]x[/]"
        assert "覃[b]力" in screen_text(app)


async def test_ten_thousand_characters_are_refused_where_they_were_typed(
    app: LiaisonApp, store: Store, people: Ids
) -> None:
    count = records(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot, representatives=[Named(people["张三"], "张三")])
        form = form_of(app)
        form.fill({"summary": "长" * 10_000}, typed=True)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "10000" in form.rows["summary"].sentence
        assert records(store) == count
