"""The same person twice, on the command line: found with reasons, joined field by field, or known to be two."""

import pytest

from desk import Desk
from liaison.errors import ExitCode


@pytest.fixture
def twice(desk: Desk) -> Desk:
    """The small office, in which 覃淼 (#1) and 曾李 (#3) stand twice, and whose couple shares a telephone."""
    desk.do("people", "edit", "覃淼", "--phone", "13800138000", "--post", "经理")
    desk.do(
        "people", "add", "覃淼", "--phone", "13800138000", "--post", "董事长", "--unit", "水产公司", "--number", "R9"
    )
    desk.do("people", "add", "張伟", "--phone", "13900139000")
    desk.do("people", "add", "陈静", "--phone", "13900139000")
    return desk


def test_duplicates_are_listed_with_score_and_reason_and_couples_are_not(twice: Desk) -> None:
    (first, *others) = twice.do("people", "duplicates", "--format", "json").json()
    assert (first["first"]["id"], first["second"]["id"]) == (1, 5)
    assert first["score"] >= 90
    assert {"same_name", "same_phone"} <= set(first["reasons"])
    assert "手机相同" in first["why"]
    names = [{pair["first"]["name"], pair["second"]["name"]} for pair in (first, *others)]
    assert {"張伟", "陈静"} not in names
    table = twice.do("people", "duplicates", "--least", "90").out
    assert "覃淼 #1（县水产公司）" in table
    assert "曾李" not in table


def test_a_merge_shows_its_plan_then_does_it_and_is_undone_as_one(twice: Desk) -> None:
    twice.do("log", "电话", "覃淼（水产公司）", "--cadre", "单小明", "--on", "2026-11-19")
    before = twice.contents()
    plan = twice.do("people", "merge", "#5", "#1", "--value", "post=b", "--dry-run")
    assert "董事长" in plan.out
    assert twice.contents() == before
    data = twice.do("people", "merge", "#5", "#1", "--value", "职务=b", "--dry-run", "--format", "json").json()
    wins = {field["field"]: field["wins"] for field in data["fields"]}
    assert (wins["post"], wins["unit"], wins["phone"]) == ("b", "a", "a")
    assert data["moves"] == {"contact records": 1}
    said = twice.do("people", "merge", "#5", "#1", "--value", "post=b").err
    assert "覃淼 #5 已并入 覃淼 #1" in said
    assert twice.rows("SELECT post, unit, number FROM representative WHERE name = '覃淼'") == [
        ("董事长", "县水产公司", "R1")
    ]
    assert twice.rows("SELECT representative_id FROM visit_representative") == [(1,)]
    twice.do("undo")
    assert twice.contents() == before


def test_people_kept_apart_are_not_listed_nor_merged_until_that_is_taken_back(twice: Desk) -> None:
    twice.do("people", "apart", "#5", "覃淼（县水产公司）")
    assert [pair["first"]["id"] for pair in twice.do("people", "duplicates", "--format", "json").json()] == [3]
    (row,) = twice.do("people", "apart", "--format", "json").json()
    assert (row["first"]["id"], row["second"]["id"], row["kept_on"]) == (1, 5, "2026-11-20")
    assert "不是同一人" in twice.refused("people", "merge", "#5", "#1", code=ExitCode.CONFLICT)
    twice.do("people", "apart", "#1", "#5", "--revoke")
    assert twice.do("people", "apart", "--format", "json").json() == []
    twice.refused("people", "apart", "#1", "#5", "--revoke", code=ExitCode.NOT_FOUND)
    twice.do("people", "merge", "#5", "#1")


def test_what_cannot_be_done_is_refused_with_a_sentence(twice: Desk) -> None:
    refusals = {
        ("merge", "#1", "#1"): ExitCode.WRONG_USE,
        ("merge", "#99", "#1"): ExitCode.NOT_FOUND,
        ("merge", "覃淼", "#1"): ExitCode.CONFLICT,
        ("merge", "#5", "#1", "--value", "post=c"): ExitCode.WRONG_USE,
        ("merge", "#5", "#1", "--value", "post=both"): ExitCode.WRONG_USE,
        ("merge", "#5", "#1", "--value", "status=b"): ExitCode.WRONG_USE,
        ("apart", "#1", "--revoke"): ExitCode.WRONG_USE,
        ("apart", "#1", "#1"): ExitCode.WRONG_USE,
    }
    for words, code in refusals.items():
        assert twice.refused("people", *words, code=code)
