"""A person is named by id, number, name, name with unit, or pinyin and initials that only one has."""

import pytest

from desk import Desk
from liaison.errors import ExitCode


@pytest.mark.parametrize(
    "who",
    ["#1", "＃1", "R1", "覃淼", " 覃 淼 ", "覃淼（县水产公司）", "覃淼(县水产公司)", "qinmiao", "Tan Miao", "tm", "QM"],
)
def test_one_person_answers_to_each_of_these(desk: Desk, who: str) -> None:
    assert desk.do("people", "show", who, "--format", "json").json()["name"] == "覃淼"


def test_a_number_goes_before_a_name_that_sounds_like_it(desk: Desk) -> None:
    desk.do("people", "add", "李四", "--number", "qm")
    assert desk.do("people", "show", "qm", "--format", "json").json()["name"] == "李四"


@pytest.mark.parametrize("who", ["曾李", "zengli", "zl"])
def test_several_that_fit_are_listed_and_none_is_taken(desk: Desk, who: str) -> None:
    said = desk.refused("people", "edit", who, "--post", "x", code=ExitCode.CONFLICT)
    assert "曾李（县医院；编号 R3；#3）" in said
    assert "曾李（县二中；编号 R4；#4）" in said


def test_the_unit_tells_namesakes_apart(desk: Desk) -> None:
    desk.do("people", "edit", "曾李（县二中）", "--post", "教师")
    assert desk.rows("SELECT number, post FROM representative WHERE post <> ''") == [("R4", "教师")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("秦渺", "覃淼（县水产公司；编号 R1；#1）"), ("尉迟", "尉迟海"), ("蔚迟海", "尉迟海"), ("水产", "覃淼")],
)
def test_an_unknown_name_brings_up_those_like_it(desk: Desk, typed: str, meant: str) -> None:
    said = desk.refused("people", "show", typed, code=ExitCode.NOT_FOUND)
    assert f"没有联系对象“{typed}”" in said
    assert meant in said


@pytest.mark.parametrize("who", ["#99", "赵钱孙", "xyzw", "%", "_m", "曾李（县一中）", "[red]x[/"])
def test_nobody_is_guessed(desk: Desk, who: str) -> None:
    assert "没有联系对象" in desk.refused("people", "show", who, code=ExitCode.NOT_FOUND)


def test_an_empty_name_names_nobody(desk: Desk) -> None:
    assert "请指明是谁" in desk.refused("people", "show", "", code=ExitCode.WRONG_USE)


def test_cadres_are_named_in_the_same_ways(desk: Desk) -> None:
    for who in ("G1", "单小明", "单小明（县委统战部）", "shanxiaoming", "sxm", "#1"):
        assert desk.do("cadres", "show", who, "--format", "json").json()["number"] == "G1"
    assert "没有联系干部“覃淼”" in desk.refused("cadres", "show", "覃淼", code=ExitCode.NOT_FOUND)
