"""Contact records on the command line: logged, looked back on, mended, deleted; trips and follow-ups."""

import pytest

from desk import Desk
from liaison.errors import ExitCode


@pytest.mark.parametrize("kind", ["走访", "visit", "Visit"])
def test_a_contact_is_one_line(desk: Desk, kind: str) -> None:
    answer = desk.do("log", kind, "qm", "--on", "昨天", "--place", "澜港镇", "--text", "复工情况")
    assert desk.rows("SELECT kind, state, happened_on, place, summary FROM visit") == [
        ("visit", "done", "2026-11-19", "澜港镇", "复工情况")
    ]
    assert desk.rows("SELECT cadre_id FROM visit_cadre") == [(1,)]
    assert "单小明 – 覃淼：下次应于 2027-03-31 前联系。" in answer.out


def test_the_paired_cadre_is_that_of_the_day(desk: Desk) -> None:
    desk.do("pair", "handover", "单小明", "--to", "解海", "--on", "2026-11-10", "--apply")
    desk.do("log", "电话", "覃淼", "--on", "2026-11-09")
    desk.do("log", "电话", "覃淼", "--on", "2026-11-10")
    assert desk.rows("SELECT cadre_id FROM visit_cadre ORDER BY id") == [(1,), (2,)]


def test_several_cadres_are_not_guessed_among(desk: Desk) -> None:
    said = desk.refused("log", "活动", "覃淼", "尉迟海", code=ExitCode.WRONG_USE)
    assert "单小明、解海" in said
    desk.do("log", "活动", "覃淼", "尉迟海", "覃淼", "--cadre", "解海", "--cadre", "G1")
    assert desk.rows("SELECT representative_id FROM visit_representative ORDER BY id") == [(1,), (2,)]
    assert desk.rows("SELECT cadre_id FROM visit_cadre ORDER BY id") == [(2,), (1,)]
    desk.do("log", "活动", "覃淼", "尉迟海", "--no-cadre")
    assert desk.rows("SELECT count(*) FROM visit_cadre") == [(2,)]


def test_what_came_up_is_registered_with_the_contact(desk: Desk) -> None:
    desk.do("log", "座谈", "覃淼", "--suggestion", "开通早班渡船", "--request", "协调用地")
    assert desk.rows("SELECT visit_id, kind, text, received_on FROM follow_up ORDER BY id") == [
        (1, "suggestion", "开通早班渡船", "2026-11-20"),
        (1, "request", "协调用地", "2026-11-20"),
    ]
    said = desk.refused("log", "座谈", "覃淼", "R3", "--request", "协调用地", code=ExitCode.WRONG_USE)
    assert "liaison followups add" in said


def test_a_done_contact_lies_not_in_the_future(desk: Desk) -> None:
    said = desk.refused("log", "走访", "覃淼", "--on", "明天", code=ExitCode.WRONG_USE)
    assert "2026-11-21 是将来的日子" in said


def test_a_planned_contact_is_done_later(desk: Desk) -> None:
    desk.do("log", "走访", "覃淼", "--on", "11月24日", "--state", "计划")
    assert desk.rows("SELECT happened_on, state FROM visit") == [("2026-11-24", "planned")]
    desk.do("contacts", "done", "1")
    assert desk.rows("SELECT happened_on, state FROM visit") == [("2026-11-20", "done")]
    assert "计划中" in desk.refused("contacts", "done", "1", code=ExitCode.WRONG_USE)


def test_looking_back_narrows_by_what_is_asked(desk: Desk) -> None:
    desk.do("log", "走访", "覃淼", "--on", "2026-03-01")
    desk.do("log", "电话", "尉迟海", "--on", "2026-10-10", "--state", "未联系上")
    desk.do("log", "书信", "R3", "--on", "2026-11-01")

    def ids(*words: str) -> list[int]:
        return [row["id"] for row in desk.do("contacts", "list", *words, "--format", "json").json()]

    assert ids() == [3, 2, 1]
    assert ids("--limit", "1") == [3]
    assert ids("--person", "覃淼") == [1]
    assert ids("--cadre", "解海") == [2]
    assert ids("--from", "2026-10-10", "--to", "2026-10-31") == [2]
    assert ids("--state", "attempted") == [2]
    assert ids("--kind", "书信") == [3]


def test_mending_a_contact_moves_the_due_day(desk: Desk) -> None:
    desk.do("log", "走访", "覃淼", "--on", "2026-11-01", "--cadre", "解海")
    assert desk.rows("SELECT due_on FROM pairing WHERE id = 1") == [("2026-03-31",)]
    answer = desk.do("contacts", "edit", "1", "--cadre", "单小明", "--happened-on", "2026-11-02", "--place", "县城")
    assert "下次应于 2027-03-31 前联系" in answer.out
    assert desk.rows("SELECT happened_on, place, kind FROM visit") == [("2026-11-02", "县城", "visit")]
    desk.do("contacts", "edit", "1", "--person", "R3")
    assert desk.rows("SELECT representative_id FROM visit_representative") == [(3,)]
    desk.do("contacts", "delete", "1")
    assert desk.rows("SELECT count(*) FROM visit") == [(0,)]
    assert "没有 #1 号联系记录" in desk.refused("contacts", "delete", "1", code=ExitCode.NOT_FOUND)


def test_contacts_belong_to_trips(desk: Desk) -> None:
    desk.do(
        "trips",
        "add",
        "赴沪走访",
        "--city",
        "上海",
        "--from-on",
        "2026-11-10",
        "--until",
        "2026-11-13",
        "--cadre",
        "G1",
    )
    desk.do("log", "走访", "覃淼", "--on", "2026-11-11", "--trip", "赴沪走访")
    assert desk.rows("SELECT trip_id FROM visit") == [(1,)]
    trips = desk.do("trips", "list", "--format", "json").json()
    assert [(trip["name"], trip["from_on"], trip["cadres"][0]["name"]) for trip in trips] == [
        ("赴沪走访", "2026-11-10", "单小明")
    ]
    said = desk.refused("log", "走访", "覃淼", "--trip", "赴京", code=ExitCode.NOT_FOUND)
    assert "最近的有：赴沪走访" in said
    said = desk.refused(
        "trips", "add", "倒行", "--from-on", "2026-11-10", "--until", "2026-11-01", code=ExitCode.WRONG_USE
    )
    assert "不能早于" in said


def test_follow_ups_are_registered_and_listed(desk: Desk) -> None:
    desk.do("followups", "add", "覃淼", "--kind", "建议", "--text", "开通早班渡船", "--in-charge", "县交通局")
    desk.do("followups", "add", "尉迟海", "--kind", "request", "--text", "办证", "--state", "closed")
    listed = desk.do("followups", "list", "--format", "json").json()
    assert [(row["representative"]["name"], row["text"], row["received_on"]) for row in listed] == [
        ("覃淼", "开通早班渡船", "2026-11-20")
    ]
    assert len(desk.do("followups", "list", "--all", "--format", "json").json()) == 2
    assert "--text" in desk.refused("followups", "add", "覃淼", "--kind", "建议", code=ExitCode.WRONG_USE)
