"""History and undo on the command line."""

from desk import Desk
from liaison.errors import ExitCode


def test_the_history_says_who_did_what(desk: Desk) -> None:
    desk.do("log", "走访", "覃淼", "--on", "昨天")
    latest = desk.do("history", "--limit", "1", "--format", "json").json()[0]
    assert (latest["who"], latest["deed"], latest["subject"]) == ("tester", "记录联系", "覃淼")


def test_the_history_calls_whoever_did_a_deed_so(desk: Desk) -> None:
    header = desk.do("history", "--limit", "1", "--format", "csv").out.splitlines()[0]
    assert "操作人" in header
    assert "联系对象" not in header


def test_the_history_of_one_person_leaves_the_others_out(desk: Desk) -> None:
    desk.do("log", "走访", "覃淼")
    subjects = {row["subject"] for row in desk.do("history", "覃淼", "--format", "json").json()}
    assert subjects == {"覃淼", "单小明 – 覃淼"}


def test_one_deed_is_told_value_by_value(desk: Desk) -> None:
    desk.do("people", "edit", "覃淼", "--post", "董事长")
    number = desk.do("history", "--limit", "1", "--format", "json").json()[0]["id"]
    told = desk.do("history", "--deed", str(number), "--format", "json").json()
    assert [(row["field"], row["before"], row["after"]) for row in told] == [("职务", "", "董事长")]
    assert "没有第 999 号操作" in desk.refused("history", "--deed", "999", code=ExitCode.NOT_FOUND)


def test_undo_gives_the_store_back_step_by_step(desk: Desk) -> None:
    before = desk.contents()
    desk.do("people", "edit", "覃淼", "--tier", "重点")
    desk.do("log", "走访", "覃淼", "--request", "协调用地")
    desk.do("pair", "suggest", "--apply")
    desk.do("rules", "edit", "结对联系制度", "--clause", "每年1次", "--clause", "每隔90天")
    desk.do("people", "no-contact", "尉迟海")
    desk.do("cadres", "edit", "解海", "--phone", "0571-88881234")
    assert desk.contents() != before
    for _each in range(6):
        assert "已撤销" in desk.do("undo").err
    assert desk.contents() == before


def test_an_earlier_deed_is_undone_as_far_as_later_ones_allow(desk: Desk) -> None:
    desk.do("people", "add", "李四")
    number = desk.do("history", "--limit", "1", "--format", "json").json()[0]["id"]
    desk.do("cadres", "edit", "解海", "--post", "科员")
    desk.do("log", "走访", "李四", "--no-cadre")
    said = desk.refused("undo", str(number), code=ExitCode.CONFLICT)
    assert f"第 {number + 2} 号操作（记录联系 李四" in said
    desk.do("undo")
    desk.do("undo", str(number))
    assert desk.rows("SELECT count(*) FROM representative WHERE name = '李四'") == [(0,)]


def test_nothing_is_left_to_undo_in_a_new_store(empty: Desk) -> None:
    assert "没有可撤销的操作" in empty.refused("undo", code=ExitCode.NOT_FOUND)
