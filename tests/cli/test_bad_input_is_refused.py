"""Every bad input gets its sentence and its exit code, and leaves nothing half-written."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk import Desk
from liaison.errors import ExitCode

NASTY = ("[red]x[/", "[@click=app.quit]x[/]", "{name}", "%s", "<b>", "&amp;")


def _unusable(desk: Desk) -> str:
    answer = desk.run("due")
    assert answer.code == ExitCode.STORE_UNUSABLE
    assert answer.out == ""
    assert "Traceback" not in answer.err
    return answer.err


def test_a_store_that_is_not_there(bare: Desk) -> None:
    assert "没有数据库。请先新建：liaison init" in _unusable(bare)
    assert not bare.path.exists()


def test_a_folder_is_no_store(bare: Desk) -> None:
    bare.path.mkdir()
    assert "是文件夹" in _unusable(bare)


@pytest.mark.parametrize("content", [b"", b"hello", "姓名,单位".encode(), b"PK\x03\x04" + bytes(100)])
def test_a_file_that_is_no_store_is_left_alone(bare: Desk, content: bytes) -> None:
    bare.path.write_bytes(content)
    assert "不是本程序的数据库" in _unusable(bare)
    assert bare.path.read_bytes() == content


def test_a_database_of_something_else(bare: Desk) -> None:
    with closing(sqlite3.connect(bare.path)) as connection:
        connection.execute("CREATE TABLE song (title TEXT)")
    assert "不是本程序的数据库" in _unusable(bare)


def test_a_database_that_is_torn(empty: Desk) -> None:
    whole = empty.path.read_bytes()
    empty.path.write_bytes(whole[: len(whole) // 3])
    said = _unusable(empty)
    assert "无法" in said


def test_a_store_of_a_newer_program(empty: Desk) -> None:
    with closing(sqlite3.connect(empty.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "由更新版本的程序建立" in _unusable(empty)


def test_a_store_that_somebody_else_is_writing_to(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_BUSY_MS", "20")
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        said = desk.refused("log", "走访", "覃淼", code=ExitCode.STORE_UNUSABLE)
        assert "其他人正在写入数据库" in said
        assert desk.do("due").out
        connection.execute("ROLLBACK")
    desk.do("log", "走访", "覃淼")


def test_a_new_store_never_goes_over_an_old_one(desk: Desk, tmp_path: Path) -> None:
    assert "已存在，未作改动" in desk.refused("init", code=ExitCode.CONFLICT)
    (tmp_path / "file").write_text("x")
    answer = desk.run("init", "--store", str(tmp_path / "file" / "office.db"))
    assert answer.code == ExitCode.STORE_UNUSABLE
    assert "无法在" in answer.err


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "2月30日", "1066-10-14", "不久前", "20261", ""])
def test_a_day_that_does_not_exist(desk: Desk, day: str) -> None:
    desk.refused("pair", "end", "覃淼", "--on", day, code=ExitCode.WRONG_USE)
    desk.refused("people", "edit", "覃淼", "--review-on", day or "0000-00-00", code=ExitCode.WRONG_USE)


def test_today_must_be_a_day(desk: Desk) -> None:
    answer = desk.run("due", today="2026-02-29")
    assert answer.code == ExitCode.WRONG_USE
    assert "2月只有 28 天" in answer.err


@pytest.mark.parametrize("name", ["", " ", "\u3000", "\t\n", "\u200b", "\x00"])
def test_an_empty_name(desk: Desk, name: str) -> None:
    assert "姓名" in desk.refused("people", "add", name, code=ExitCode.WRONG_USE)
    assert "姓名" in desk.refused("cadres", "add", name, code=ExitCode.WRONG_USE)
    desk.refused("people", "edit", "覃淼", "--name", name, code=ExitCode.WRONG_USE)


def test_ten_thousand_characters(desk: Desk) -> None:
    long = "长" * 10_000
    for words in (
        ("people", "add", long),
        ("people", "edit", "覃淼", "--remarks", long),
        ("people", "edit", "覃淼", "--phone", "1" * 10_000),
        ("log", "走访", "覃淼", "--text", long),
        ("log", "走访", "覃淼", "--request", long),
        ("pair", "end", "覃淼", "--on", "今天", "--reason", long),
        ("rules", "add", long, "--clause", "每年1次"),
        ("trips", "add", long),
    ):
        said = desk.refused(*words, code=ExitCode.WRONG_USE)
        assert "10000" in said.replace(",", "") or "电话" in said
    desk.refused("people", "show", long, code=ExitCode.WRONG_USE)


def test_control_characters_are_left_out_and_never_printed(desk: Desk) -> None:
    desk.do("people", "add", "张\x1b[31m伟\x07", "--unit", "县\u202e一中\x00", "--remarks", "甲\x0b乙\r\n丙")
    assert desk.rows("SELECT name, unit, remarks FROM representative WHERE id = 5") == [
        ("张[31m伟", "县一中", "甲\n乙\n丙")
    ]
    for words in (("people", "show", "#5"), ("people", "list"), ("people", "list", "--format", "csv")):
        assert "\x1b" not in desk.do(*words).out
    answer = desk.run("people", "show", "\x1b[2J赵")
    assert "\x1b" not in answer.err


@pytest.mark.parametrize("name", NASTY)
def test_markup_in_a_name_is_just_a_name(desk: Desk, name: str) -> None:
    desk.do("people", "add", name, "--unit", name)
    desk.do("pair", "add", "解海", name, "--from", "2026-01-01")
    desk.do("log", "书信", name, "--text", name)
    assert name in desk.do("people", "list").out
    assert name in desk.do("people", "show", name).out
    assert name in desk.do("due", "--by", "cadre", "--format", "text").out
    assert name in desk.do("history").out
    assert name in desk.refused("people", "add", "李四", "--sector", name, code=ExitCode.WRONG_USE)


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A0", "+1", "-1+2", "@SUM(A1)"])
def test_csv_holds_no_formulas(desk: Desk, name: str) -> None:
    desk.do("people", "edit", "覃淼", f"--unit={name}")
    assert f"'{name}" in desk.do("people", "list", "--text", "覃淼", "--format", "csv").out


@pytest.mark.parametrize(
    "words",
    [
        ("people", "edit", "覃淼", "--email", "a at b"),
        ("people", "edit", "覃淼", "--phone", "打电话"),
        ("people", "edit", "覃淼", "--country", "亚特兰蒂斯"),
        ("people", "edit", "覃淼", "--birth-month", "2", "--birth-day", "30"),
        ("people", "edit", "覃淼", "--birth-month", "13"),
        ("people", "edit", "覃淼", "--language", "拉丁文"),
        ("people", "edit", "覃淼", "--reading", "谭"),
        ("people", "pause", "覃淼", "--reason", "生病"),
        ("people", "pause", "覃淼", "--from", "2026-11-21"),
        ("people", "pause", "覃淼", "--from", "2026-11-10", "--until", "2026-11-09"),
        ("people", "no-contact", "覃淼", "--since", "2026-11-21"),
        ("people", "no-contact", "覃淼", "--channel", "鸽子"),
        ("cadres", "edit", "单小明", "--joined-on", "2026-05-01", "--left-on", "2026-04-01", "--keep-pairings"),
        ("log", "喝茶", "覃淼"),
        ("log", "走访", "覃淼", "--state", "也许"),
    ],
)
def test_values_that_cannot_be(desk: Desk, words: tuple[str, ...]) -> None:
    desk.refused(*words, code=ExitCode.WRONG_USE)


def test_nobody_is_paired_after_leaving_or_with_somebody_put_away(desk: Desk) -> None:
    desk.do("cadres", "add", "区宁", "--left-on", "2026-10-01")
    said = desk.refused("pair", "add", "区宁", "R3", "--from", "2026-10-01", code=ExitCode.WRONG_USE)
    assert "区宁已于 2026-10-01 离任" in said
    desk.do("people", "status", "R3", "deceased")
    assert "不能结对" in desk.refused("pair", "add", "单小明", "R3", code=ExitCode.WRONG_USE)
