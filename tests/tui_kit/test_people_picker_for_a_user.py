import json
import threading
from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult

from liaison.errors import InvalidInputError, StoreError
from liaison.text.fields import Field
from liaison.tui.forms.people_picker import Candidate, PeoplePicker
from screens import NASTY, screen_lines, screen_text, settle

OFFICE = [
    Candidate(1, "张三（海门镇）"),
    Candidate(2, "张帆（东海县）"),
    Candidate(3, "李四"),
    *(Candidate(10 + number, f"n{number} {name}") for number, name in enumerate(NASTY)),
]
WITH = Field("with", "联系对象", lambda: "With", str, required=True)
ALSO = Field("also", "干部", lambda: "Also", str)


def lookup(text: str) -> Sequence[Candidate]:
    return [person for person in OFFICE if text in person.label]


class PickerApp(App[None]):
    def __init__(self, picker: PeoplePicker) -> None:
        super().__init__()
        self.picker = picker

    def compose(self) -> ComposeResult:
        yield self.picker


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_people_are_looked_up_and_picked_by_keys(size: tuple[int, int]) -> None:
    app = PickerApp(PeoplePicker(lookup, delay=0))
    async with app.run_test(size=size) as pilot:
        await pilot.press("张")
        await settle(pilot)
        assert [line.strip() for line in screen_lines(app)[1:3]] == ["张三（海门镇）", "张帆（东海县）"]
        await pilot.press("down", "enter", "张")
        await settle(pilot)
        assert "张三" in screen_text(app)
        assert screen_text(app).count("张帆") == 1
        await pilot.press("enter")
        assert app.picker.read(WITH) == (2, 1)
        await settle(pilot)
        assert screen_lines(app)[0].strip() == "张帆（东海县）, 张三（海门镇）"
        assert not app.picker.is_open


async def test_people_are_taken_out_again() -> None:
    app = PickerApp(PeoplePicker(lookup, OFFICE[:3]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "left")
        await settle(pilot)
        assert "[张帆（东海县）]" in screen_lines(app)[0]
        await pilot.press("backspace", "backspace")
        assert app.picker.read(WITH) == (1,)
        await pilot.press("x", "backspace")
        assert app.picker.read(WITH) == (1,)
        await pilot.press("backspace", "backspace", "left", "right")
        assert app.picker.chosen == ()


async def test_a_single_picker_replaces_its_person() -> None:
    app = PickerApp(PeoplePicker(lookup, OFFICE[:1], single=True, delay=0))
    async with app.run_test() as pilot:
        await pilot.press("李")
        await settle(pilot)
        await pilot.press("enter")
        assert app.picker.read(WITH) == 3
        await pilot.press("backspace")
        assert app.picker.read(ALSO) is None


async def test_a_name_typed_but_not_picked_and_an_empty_required_field_are_refused() -> None:
    app = PickerApp(PeoplePicker(lookup, delay=0))
    async with app.run_test() as pilot:
        assert app.picker.read(ALSO) == ()
        with pytest.raises(InvalidInputError, match="choose somebody"):
            app.picker.read(WITH)
        await pilot.press("张")
        await settle(pilot)
        with pytest.raises(InvalidInputError, match="“张” is not chosen yet") as caught:
            app.picker.read(ALSO)
        assert caught.value.field == "also"


async def test_names_in_the_list_and_among_the_chosen_are_literal() -> None:
    app = PickerApp(PeoplePicker(lookup, delay=0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await settle(pilot)
        for name in NASTY:
            assert name in screen_text(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert screen_lines(app)[0].strip() == f"n1 {NASTY[1]}"
        await pilot.click(offset=(5, 0))
        assert app.is_running


async def test_nobody_found_and_a_store_that_fails_are_said() -> None:
    def fail(text: str) -> Sequence[Candidate]:
        raise StoreError("The store is locked [red]now[/].")

    app = PickerApp(PeoplePicker(lookup, delay=0))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("z")
        await settle(pilot)
        assert "Nobody is called so." in screen_text(app)
        await pilot.press("down", "enter", "escape")
        assert not app.picker.is_open
        assert app.picker.input.value == "z"
    app = PickerApp(PeoplePicker(fail, delay=0))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("z")
        await settle(pilot)
        assert "The store is locked [red]now[/]." in screen_text(app)


async def test_an_enter_before_the_answer_picks_the_only_one() -> None:
    gate = threading.Event()

    def slow(text: str) -> Sequence[Candidate]:
        gate.wait(10)
        return lookup(text)

    app = PickerApp(PeoplePicker(slow, delay=0))
    async with app.run_test() as pilot:
        await pilot.press("李", "enter")
        gate.set()
        await settle(pilot)
        assert app.picker.chosen == (OFFICE[2],)


async def test_an_answer_to_what_is_no_longer_typed_is_not_offered() -> None:
    gate = threading.Event()

    def slow(text: str) -> Sequence[Candidate]:
        if text == "张":
            gate.wait(10)
        return lookup(text)

    app = PickerApp(PeoplePicker(slow, delay=0))
    async with app.run_test() as pilot:
        await pilot.press("张", "backspace", "李")
        gate.set()
        await settle(pilot)
        assert "李四" in screen_text(app)
        assert "张三" not in screen_text(app)


async def test_a_draft_keeps_people_and_the_half_typed_name() -> None:
    app = PickerApp(PeoplePicker(lookup, OFFICE[:2]))
    async with app.run_test() as pilot:
        await pilot.press("李")
        kept = app.picker.typed
    app = PickerApp(PeoplePicker(lookup))
    async with app.run_test():
        app.picker.set_typed(kept)
        assert app.picker.chosen == tuple(OFFICE[:2])
        assert app.picker.input.value == "李"
        assert app.picker.typed == kept
        app.picker.set_typed("")
        assert app.picker.typed == ""
        app.picker.set_typed(json.dumps(["not", "ours"]))
        assert app.picker.chosen == ()
