"""Contact rules and settings on the command line."""

import pytest

from desk import Desk
from liaison.errors import ExitCode
from liaison.pairing.fields import clause_cell, parse_clause
from liaison.pairing.scope import ScopeKind, parse_scope, scope_cell
from liaison.pairing.terms import Basis, Clause, CountedBy, Frequency, Unit
from liaison.visits.fields import ContactKind

QUARTERLY = Frequency(Basis.CALENDAR, 1, Unit.QUARTER)
FACE_TO_FACE = frozenset({ContactKind.VISIT, ContactKind.MEETING})


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("每季度至少1次", Clause(QUARTERLY)),
        ("每季度至少1次; 走访、座谈", Clause(QUARTERLY, FACE_TO_FACE)),
        ("每季度至少1次；走访、座谈；任何人", Clause(QUARTERLY, FACE_TO_FACE, CountedBy.ANYONE)),
        ("每季度至少1次; 任何人", Clause(QUARTERLY, by=CountedBy.ANYONE)),
        ("每季度至少1次;;任何人", Clause(QUARTERLY, by=CountedBy.ANYONE)),
        ("once each quarter; visit, meeting; paired", Clause(QUARTERLY, FACE_TO_FACE)),
    ],
)
def test_a_clause_is_one_text(typed: str, clause: Clause) -> None:
    assert parse_clause(typed) == clause
    assert parse_clause(clause_cell(clause)) == clause


@pytest.mark.parametrize("scope", ["默认", "界别:乡贤", "层级:重点", ""])
def test_whom_a_rule_holds_for_is_one_text(scope: str) -> None:
    assert scope_cell(*parse_scope(scope)) == scope
    assert parse_scope("sector：乡贤") == (ScopeKind.SECTOR, "乡贤")


@pytest.mark.parametrize("scope", ["界别", "界别:", "默认:乡贤", "全部", ":乡贤"])
def test_a_scope_that_says_nothing_is_refused(desk: Desk, scope: str) -> None:
    said = desk.refused("rules", "add", "新制度", "--for", scope, "--clause", "每年1次", code=ExitCode.WRONG_USE)
    assert "不是适用范围" in said


@pytest.mark.parametrize(
    "clause", ["", "常联系", "每年0次", "每年1次; 喝茶", "每年1次; 走访; 老王", "每年1次;走访;任何人;等"]
)
def test_a_clause_that_is_none_is_refused(desk: Desk, clause: str) -> None:
    desk.refused("rules", "add", "新制度", "--clause", clause, code=ExitCode.WRONG_USE)


def test_rules_are_added_shown_changed_and_deleted(desk: Desk) -> None:
    desk.do(
        "rules",
        "add",
        "乡贤制度",
        "--for",
        "界别:乡贤",
        "--clause",
        "每隔6个月",
        "--clause",
        "每年至少2次; 走访; 任何人",
    )
    assert desk.rows("SELECT due_on FROM pairing WHERE id = 1") == [("2026-07-05",)]
    shown = desk.do("rules", "show", "乡贤制度").out
    assert '--clause "每年至少2次; 走访; 任何人"' in shown
    listed = {row["name"]: row for row in desk.do("rules", "list", "--format", "json").json()}
    assert (listed["乡贤制度"]["scope"], listed["乡贤制度"]["scope_value"]) == ("sector", "乡贤")
    desk.do("rules", "edit", "乡贤制度", "--name", "乡贤联系制度", "--clause", "每年至少1次; 任何人")
    assert desk.rows("SELECT due_on FROM pairing WHERE id = 1") == [("2026-12-31",)]
    desk.do("rules", "edit", "乡贤联系制度", "--for", "层级:重点")
    assert desk.rows("SELECT due_on FROM pairing WHERE id = 1") == [("2026-03-31",)]
    desk.do("rules", "delete", "乡贤联系制度")
    assert desk.rows("SELECT name FROM contact_rule") == [("结对联系制度",)]


def test_what_is_named_or_taken_stays(desk: Desk) -> None:
    desk.do("pair", "edit", "覃淼", "--rule", "结对联系制度")
    assert "仍有人员或结对指定" in desk.refused("rules", "delete", "结对联系制度", code=ExitCode.CONFLICT)
    said = desk.refused("rules", "add", "又一", "--for", "默认", "--clause", "每年1次", code=ExitCode.CONFLICT)
    assert "“结对联系制度”已适用于同一范围" in said
    assert "至少要有一个条款" in desk.refused("rules", "add", "又一", code=ExitCode.WRONG_USE)
    assert "没有名为“又一”" in desk.refused("rules", "show", "又一", code=ExitCode.NOT_FOUND)


def test_settings_are_listed_and_set(desk: Desk) -> None:
    desk.do("settings", "set", "due_soon_days", "30")
    desk.do("settings", "set", "name_order", "strokes")
    values = {row["name"]: row["value"] for row in desk.do("settings", "list", "--format", "json").json()}
    assert (values["due_soon_days"], values["name_order"]) == (30, "strokes")
    assert [row["name"] for row in desk.do("people", "list", "--sector", "乡贤", "--format", "json").json()] == ["覃淼"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("colour", "red"), "没有“colour”这项设置"),
        (("due_soon_days", "x"), "不是整数"),
        (("due_soon_days", "400"), "0 到 366"),
        (("due_soon_days", "1", "2"), "只能有一个值"),
        (("name_order", "age"), "strokes"),
        (("tiers", "重点", "重点"), "只写一次"),
    ],
)
def test_settings_that_cannot_be_are_refused(desk: Desk, words: tuple[str, ...], part: str) -> None:
    assert part in desk.refused("settings", "set", *words, code=ExitCode.WRONG_USE)
