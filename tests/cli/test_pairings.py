"""Pairings on the command line: added, ended, put off, handed over, suggested."""

import pytest

from desk import Desk
from liaison.errors import ExitCode


def test_pairing_says_when_contact_is_due(desk: Desk) -> None:
    said = desk.do("pair", "add", "解海", "R3", "--from", "2026-10-09", "--counts-from", "2027-01-01").err
    assert "解海 – 曾李：下次应于 2027-03-31 前联系。" in said
    assert desk.rows("SELECT started_on, counts_from FROM pairing WHERE id = 3") == [("2026-10-09", "2027-01-01")]


def test_the_same_two_are_not_paired_twice_at_once(desk: Desk) -> None:
    said = desk.refused("pair", "add", "单小明", "覃淼", "--from", "2026-06-01", code=ExitCode.CONFLICT)
    assert "单小明与覃淼自 2026-01-05 起已有结对" in said


def test_a_pairing_ends_not_before_it_starts(desk: Desk) -> None:
    said = desk.refused("pair", "end", "覃淼", "--on", "2026-01-04", code=ExitCode.WRONG_USE)
    assert "结束日 2026-01-04 不能早于开始日 2026-01-05" in said


def test_ending_needs_the_cadre_only_where_there_are_several(desk: Desk) -> None:
    desk.do("pair", "add", "解海", "覃淼")
    said = desk.refused("pair", "end", "覃淼", "--on", "今天", code=ExitCode.CONFLICT)
    assert "解海、单小明" in said
    desk.do("pair", "end", "覃淼", "--cadre", "解海", "--on", "2026-11-25", "--reason", "工作调整")
    assert desk.rows("SELECT ended_on, end_reason FROM pairing WHERE id = 3") == [("2026-11-25", "工作调整")]
    desk.do("pair", "end", "覃淼", "--on", "今天")
    assert "没有仍在进行的结对" in desk.refused("pair", "end", "覃淼", "--on", "今天", code=ExitCode.NOT_FOUND)


def test_lists_hold_on_a_day_or_are_whole(desk: Desk) -> None:
    desk.do("pair", "end", "覃淼", "--on", "2026-11-01")

    def people(*words: str) -> set[str]:
        return {row["representative"]["name"] for row in desk.do("pair", "list", *words, "--format", "json").json()}

    assert people() == {"尉迟海"}
    assert people("--on", "2026-10-31") == {"覃淼", "尉迟海"}
    assert people("--all") == {"覃淼", "尉迟海"}
    assert people("--all", "--cadre", "单小明") == {"覃淼"}
    assert people("--all", "--person", "尉迟海") == {"尉迟海"}


def test_a_pairing_names_its_own_rule(desk: Desk) -> None:
    desk.do("rules", "add", "从宽", "--clause", "每年至少1次; 任何人")
    desk.do("pair", "edit", "覃淼", "--rule", "从宽")
    assert desk.rows("SELECT due_on FROM pairing WHERE id = 1") == [("2026-12-31",)]
    desk.do("pair", "edit", "覃淼", "--rule", "", "--counts-from", "2026-11-01")
    assert desk.rows("SELECT due_on, counts_from FROM pairing WHERE id = 1") == [("2026-12-31", "2026-11-01")]
    assert "没有名为“无此”" in desk.refused("pair", "edit", "覃淼", "--rule", "无此", code=ExitCode.NOT_FOUND)


def test_a_snooze_is_short_and_shown(desk: Desk) -> None:
    desk.do("pair", "snooze", "覃淼", "--until", "2026-12-01")
    assert desk.do("due", "--format", "json").json() == []
    all_of_them = desk.do("due", "--all", "--format", "json").json()
    assert {row["status"] for row in all_of_them if row["representative"]["name"] == "覃淼"} == {"paused"}
    said = desk.refused("pair", "snooze", "尉迟海", "--until", "2027-03-01", code=ExitCode.WRONG_USE)
    assert "最多 60 天" in said


def test_a_handover_is_a_plan_until_it_is_applied(desk: Desk) -> None:
    desk.do("log", "走访", "覃淼", "--on", "昨天", "--text", "复工情况", "--request", "协调用地")
    before = desk.contents()
    plan = desk.do("pair", "handover", "单小明", "--to", "解海", "--on", "2026-12-01")
    assert desk.contents() == before
    for words in ("覃淼（#1） → 解海", "复工情况", "协调用地", "解海: 2"):
        assert words in plan.out
    assert "未作改动" in plan.err
    desk.do(
        "pair", "handover", "单小明", "--to", "解海", "--on", "2026-12-01", "--leaves", "--apply", "--reason", "调动"
    )
    assert desk.rows("SELECT cadre_id, started_on, ended_on, end_reason FROM pairing WHERE representative_id = 1") == [
        (1, "2026-01-05", "2026-12-01", "调动"),
        (2, "2026-12-01", None, ""),
    ]
    assert desk.rows("SELECT left_on FROM cadre WHERE id = 1") == [("2026-12-01",)]
    desk.do("undo")
    assert desk.contents() == before


def test_a_handover_can_be_of_some(desk: Desk) -> None:
    desk.do("pair", "add", "单小明", "R3")
    desk.do("pair", "handover", "单小明", "--to", "解海", "--on", "2026-12-01", "--only", "R3", "--apply")
    assert desk.rows("SELECT representative_id FROM pairing WHERE started_on = '2026-12-01'") == [(3,)]
    said = desk.refused(
        "pair", "handover", "单小明", "--to", "解海", "--on", "2026-12-01", "--only", "R2", code=ExitCode.NOT_FOUND
    )
    assert "并非都由单小明结对联系" in said


def test_a_handover_to_nobody_is_none(desk: Desk) -> None:
    said = desk.refused("pair", "handover", "单小明", "--on", "2026-12-01", "--apply", code=ExitCode.WRONG_USE)
    assert "--to" in said
    said = desk.refused(
        "pair", "handover", "单小明", "--to", "单小明", "--on", "2026-12-01", "--apply", code=ExitCode.WRONG_USE
    )
    assert "另一位干部" in said


def test_suggestions_look_at_load_and_home_town(desk: Desk) -> None:
    before = desk.contents()
    plan = desk.do("pair", "suggest", "--format", "json").json()
    assert [(row["line"], row["representative"]["id"], row["cadre"]["name"], row["affinity"]) for row in plan] == [
        (1, 3, "单小明", "town"),
        (2, 4, "解海", "none"),
    ]
    assert desk.contents() == before


def test_suggestions_are_accepted_in_part_as_one_deed(desk: Desk) -> None:
    deeds = desk.rows("SELECT count(*) FROM deed")
    desk.do("pair", "suggest", "--only", "2", "--from", "2026-12-01", "--apply")
    assert desk.rows("SELECT cadre_id, representative_id, started_on FROM pairing WHERE id > 2") == [
        (2, 4, "2026-12-01")
    ]
    assert desk.rows("SELECT count(*) FROM deed") == [(deeds[0][0] + 1,)]


@pytest.mark.parametrize("only", ["0", "3", "x", "1,9"])
def test_lines_that_the_plan_has_not_are_refused(desk: Desk, only: str) -> None:
    said = desk.refused("pair", "suggest", "--only", only, "--apply", code=ExitCode.WRONG_USE)
    assert "方案共有第 1 至 2 行" in said


def test_who_left_gets_nobody_and_capacity_is_kept(desk: Desk) -> None:
    desk.do("cadres", "edit", "解海", "--left-on", "今天", "--keep-pairings")
    plan = desk.do("pair", "suggest", "--format", "json").json()
    assert {row["cadre"]["name"] for row in plan} == {"单小明"}
    assert len(desk.do("pair", "suggest", "--capacity", "2", "--format", "json").json()) == 1
