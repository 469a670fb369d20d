from collections.abc import Callable
from typing import Any

import pytest
from textual import work
from textual.app import App
from textual.screen import ModalScreen

from liaison.text.fields import one_line
from liaison.tui.forms.modals import ChoiceScreen, ConfirmScreen, MessageScreen, TextPromptScreen
from screens import NASTY, screen_text, settle

UNANSWERED = "unanswered"
SIZES = [(80, 24), (120, 40)]


class AskingApp(App[None]):
    def __init__(self, question: Callable[[], ModalScreen[Any]]) -> None:
        super().__init__()
        self.question = question
        self.answer: Any = UNANSWERED

    def on_mount(self) -> None:
        self.ask()

    @work
    async def ask(self) -> None:
        self.answer = await self.push_screen_wait(self.question())


async def answered(question: Callable[[], ModalScreen[Any]], *keys: str, size: tuple[int, int] = (80, 24)) -> Any:
    app = AskingApp(question)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        return app.answer


def confirm() -> ConfirmScreen:
    return ConfirmScreen(f"Delete {NASTY[0]}?", f"Delete {NASTY[1]}", "Keep")


@pytest.mark.parametrize(
    ("keys", "answer"),
    [("y", True), ("n", False), ("escape", False), ("enter", False), ("left enter", True), ("tab enter", True)],
)
async def test_yes_takes_a_deliberate_key(keys: str, answer: bool) -> None:
    assert await answered(confirm, *keys.split()) is answer


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_a_message_is_closed(key: str) -> None:
    assert await answered(lambda: MessageScreen("Read this."), key) is None


async def test_one_of_a_few_is_chosen_by_its_value() -> None:
    def choose() -> ChoiceScreen[int]:
        return ChoiceScreen("Which?", [(10, NASTY[0]), (20, NASTY[1])])

    assert await answered(choose, "down", "enter") == 20
    assert await answered(choose, "escape") is None


async def test_a_text_is_refused_with_a_sentence_until_it_can_be_read() -> None:
    app = AskingApp(lambda: TextPromptScreen("Name?", "abcd", parse=one_line(3), hint=f"Short {NASTY[0]}"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "! 4 characters are too many; at most 3 fit here." in screen_text(app)
        assert app.answer == UNANSWERED
        await pilot.press("end", "backspace", "enter")
        await settle(pilot)
        assert app.answer == "abc"
    assert await answered(lambda: TextPromptScreen("Name?"), "x", "escape") is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "question",
    [
        confirm,
        lambda: MessageScreen("\n".join([NASTY[0], NASTY[1], *"abc"]), NASTY[2]),
        lambda: ChoiceScreen(NASTY[0], [(1, NASTY[1])]),
        lambda: TextPromptScreen(NASTY[1], NASTY[0]),
    ],
)
async def test_every_text_is_literal(question: Callable[[], ModalScreen[Any]], size: tuple[int, int]) -> None:
    app = AskingApp(question)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        text = screen_text(app)
        assert NASTY[0] in text
        assert NASTY[1] in text


async def test_a_long_message_can_be_scrolled_to_its_end() -> None:
    app = AskingApp(lambda: MessageScreen("\n".join(f"line {number}" for number in range(100))))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("end")
        await settle(pilot)
        assert "line 99" in screen_text(app)
        assert "Enter: close" in screen_text(app)
