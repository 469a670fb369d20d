"""A command line that cannot be understood is explained in the user's language, with where help is found."""

import pytest
import typer

from desk import Desk
from liaison.cli import due, run
from liaison.cli.app import build
from liaison.errors import ExitCode

WRONG = [
    (("due", "--within", "很多"), "--within：“很多”不是符合要求的整数（不小于 0）", "is not a whole number from 0 on"),
    (("due", "--within", "-1"), "--within：“-1”不是符合要求的整数", "is not a whole number from 0 on"),
    (("undo", "甲"), "操作号：“甲”不是整数", "DEED: “甲” is not a whole number"),
    (("due", "--format", "yaml"), "不在可选范围内：table、csv、json、text", "is not one of: table, csv, json, text"),
    (
        ("due", "--formt", "csv"),
        "没有选项 --formt。是不是：--format",
        "There is no option --formt. Did you mean --format",
    ),
    (("due", "--as-of"), "--as-of 后面要有值", "--as-of needs a value after it"),
    (("due", "--all=yes"), "--all 不带值", "--all takes no value"),
    (("due", "张三"), "“张三”是多余的", "“张三” is more than this command takes"),
    (("log",), "缺少“方式”", "KIND is missing"),
    (("log", "走访"), "缺少“人员”", "WHO is missing"),
    (("pair", "end", "覃淼"), "缺少“--on”", "--on is missing"),
    (("peple",), "没有命令“liaison peple”。是不是：people", "There is no command “liaison peple”. Did you mean people"),
    (("people", "lst"), "没有命令“liaison people lst”。是不是：list", "There is no command “liaison people lst”"),
    (("people", "zzz"), "没有命令“liaison people zzz”", "There is no command “liaison people zzz”"),
]


@pytest.mark.parametrize(("words", "chinese", "english"), WRONG)
def test_wrong_use_in_both_languages(desk: Desk, words: tuple[str, ...], chinese: str, english: str) -> None:
    assert chinese in desk.refused(*words, code=ExitCode.WRONG_USE)
    answer = desk.run(*words, lang="en")
    assert answer.code == ExitCode.WRONG_USE
    assert english in answer.err


def test_help_is_pointed_to(desk: Desk) -> None:
    assert "帮助：liaison pair end --help" in desk.refused("pair", "end", "覃淼", code=ExitCode.WRONG_USE)


def test_a_group_alone_shows_its_help(desk: Desk) -> None:
    said = desk.refused("people", code=ExitCode.WRONG_USE)
    assert "用法：liaison people" in said
    assert "no-contact" in said


def test_the_language_is_one_of_two(desk: Desk) -> None:
    assert "zh" in desk.refused("due", "--lang", "fr", code=ExitCode.WRONG_USE)


def test_shared_options_may_stand_anywhere(desk: Desk) -> None:
    assert desk.do("due", "--today", "2026-03-31", "--format", "json").json() == []
    assert desk.do("people", "--today", "2026-03-31", "list", "--lang", "en").out.startswith("#  Number")


def test_a_fault_is_shown_whole_and_leaves_the_store_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(context: typer.Context) -> None:
        raise ZeroDivisionError("a fault in the program")

    monkeypatch.setattr(due, "register", lambda app: app.command("due")(break_down))
    # The commands are made once in a process; here they are made anew.
    monkeypatch.setattr(run, "all_commands", run.all_commands.__wrapped__)
    before = desk.contents()
    answer = desk.run("due")
    assert answer.code == ExitCode.BUG
    assert answer.out == ""
    assert "Traceback" in answer.err
    assert "ZeroDivisionError: a fault in the program" in answer.err
    assert answer.err.rstrip().splitlines()[-1].startswith("liaison：这是程序故障")
    assert desk.contents() == before
    assert build() is not None
