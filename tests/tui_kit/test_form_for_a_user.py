from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import Input

from liaison.errors import ConflictError, InvalidInputError
from liaison.text.fields import Field, choice, day, iso_date, many_lines, one_line
from liaison.text.words import use_language
from liaison.tui.commands import Commanded
from liaison.tui.forms.editors import ChoiceEditor
from liaison.tui.forms.form import Form
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.widgets.command_bar import CommandBar
from screens import NASTY, screen_lines, screen_text, settle


class Kind(StrEnum):
    CALL = "call"
    NASTY = "nasty"


WORDS = {Kind.CALL: "phone call", Kind.NASTY: NASTY[0]}
FIELDS = [
    Field("name", "姓名", lambda: "Name", one_line(10), required=True, hint=lambda: f"As on the card {NASTY[0]}"),
    Field("kind", "方式", lambda: NASTY[0], choice(Kind, WORDS), choices=lambda: [(k.value, WORDS[k]) for k in Kind]),
    Field("on", "日期", lambda: "Day", day, iso_date, is_day=True),
    Field("text", "内容", lambda: "内容说明", many_lines(30), lines=3, hint=lambda: "Nothing private."),
]
SIZES = [(80, 24), (120, 40)]


class FormApp(Commanded, App[None]):
    def __init__(self, **options: Any) -> None:
        super().__init__()
        self.options = options
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        self.form = Form(FIELDS, today=lambda: date(2026, 11, 20), **self.options)
        yield self.form
        yield CommandBar()

    def on_form_changed(self, message: Form.Changed) -> None:
        self.heard.append(message)

    def on_form_submitted(self, message: Form.Submitted) -> None:
        self.heard.append(message)

    def on_form_cancelled(self, message: Form.Cancelled) -> None:
        self.heard.append(message)

    @property
    def saved(self) -> list[dict[str, Any]]:
        return [message.values for message in self.heard if isinstance(message, Form.Submitted)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_form_is_filled_by_keys_and_saved(size: tuple[int, int]) -> None:
    app = FormApp()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("张", "三", "enter")
        await pilot.press("enter", "down", "enter", "tab")
        await pilot.press(*"yesterday", "enter", *"one", "enter", *"two")
        await settle(pilot)
        assert "= Thu 19 Nov 2026" in screen_text(app)
        await pilot.press("ctrl+s")
        assert app.saved == [{"name": "张三", "kind": Kind.CALL, "on": date(2026, 11, 19), "text": "one\ntwo"}]


async def test_each_wrong_field_says_so_and_keeps_what_was_typed() -> None:
    app = FormApp(values={"name": "a name too long", "kind": "call", "on": "some day", "text": "x" * 31})
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab", "ctrl+s")
        await settle(pilot)
        text = screen_text(app)
        assert app.saved == []
        assert text.count("! ") == 3
        assert "15 characters are too many; at most 10 fit here." in text
        assert "“some day” is not a day." in text
        assert app.form.values() == {
            "name": "a name too long",
            "kind": "call",
            "on": "some day",
            "text": "x" * 31,
        }
        assert app.form.rows["name"].has_class("-wrong")
        assert app.focused is app.form.query("Input").first()
        await pilot.press("end", *["backspace"] * 5)
        await settle(pilot)
        assert screen_text(app).count("! ") == 2
        assert app.form.editor("name").typed == "a name too"


async def test_an_error_of_the_deed_is_shown_at_its_field_or_else_at_the_bottom() -> None:
    app = FormApp(values={"name": "x"})
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.form.mark_error(InvalidInputError("That day [red]is[/] taken.", field="on"))
        await settle(pilot)
        assert "! That day [red]is[/] taken." in screen_text(app)
        assert app.focused is app.form.rows["on"].query_one(Input)
        app.form.mark_error(ConflictError("Somebody changed [red]it[/]."))
        await settle(pilot)
        assert screen_lines(app)[-2].strip() == "! Somebody changed [red]it[/]."
        await pilot.press("1")
        await settle(pilot)
        assert "! " not in screen_text(app)


async def test_labels_hints_and_choices_are_literal() -> None:
    app = FormApp(values={"name": NASTY[1], "kind": "nasty", "text": NASTY[0]})
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        lines = screen_lines(app)
        assert NASTY[1] in lines[0]
        assert lines[1].count(NASTY[0]) == 2
        assert lines[-2].strip() == f"As on the card {NASTY[0]}"
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert "phone call" in screen_text(app)


async def test_escape_asks_only_when_something_typed_would_be_lost() -> None:
    app = FormApp(values={"name": "x"})
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("y", "backspace", "escape")
        await settle(pilot)
        assert isinstance(app.heard[-1], Form.Cancelled)
        await pilot.press("y", "escape")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmScreen)
        assert "Leave without saving" in screen_text(app)
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(app.heard[-1], Form.Changed)
        assert app.form.values()["name"] == "xy"
        await pilot.press("escape", "y")
        await settle(pilot)
        assert isinstance(app.heard[-1], Form.Cancelled)


async def test_a_draft_is_told_of_and_put_back() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.heard == []
        await pilot.press(*"ab", "tab", "tab", *"yesterday")
        await settle(pilot)
        assert len(app.heard) == len("ab") + len("yesterday")
        draft = app.form.values()
        assert draft == {"name": "ab", "kind": "", "on": "2026-11-19", "text": ""}
    app = FormApp(values={"name": "other"})
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.form.fill({**draft, "kind": "gone", "nobody": "x"}, typed=True)
        await settle(pilot)
        assert app.heard == []
        assert app.form.values() == draft
        assert app.form.changed
        await pilot.press("ctrl+s")
        assert [values["name"] for values in app.saved] == []
        assert "is not one of" in app.form.rows["kind"].sentence


async def test_nothing_is_saved_twice_while_busy() -> None:
    app = FormApp(values={"name": "x", "kind": "call"})
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.form.busy = True
        await pilot.press("ctrl+s")
        assert app.saved == []
        app.form.busy = False
        await pilot.press("ctrl+s")
        assert len(app.saved) == 1


async def test_a_form_speaks_chinese_and_lines_up() -> None:
    use_language("zh")
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        lines = screen_lines(app)
        assert "请选择" in lines[1]
        assert lines[3].startswith(" 内容说明")
        assert lines[-1].startswith(" ^s 保存  esc 取消")


async def test_the_hint_follows_the_focus() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("shift+tab")
        await settle(pilot)
        assert screen_lines(app)[-2].strip() == "Nothing private."
        await pilot.press("shift+tab")
        await settle(pilot)
        assert screen_lines(app)[-2].strip() == ""


async def test_a_choice_that_is_no_longer_offered_is_left_open() -> None:
    assert ChoiceEditor([("a", "A")], "gone").typed == ""
