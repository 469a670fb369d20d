"""Suggestions and requests come in from workbooks: with a due day, with their steps, and only once."""

from datetime import date
from typing import Any

from liaison.calendar.working_days import add_working_days
from liaison.visits.fields import FollowUpState
from liaison.visits.follow_up_queries import FollowUpFilter, LedgerRow, follow_up_steps, ledger
from liaison.visits.follow_ups import answer_follow_up, extend_follow_up
from workbooks import TODAY, Desk, table, verdicts, wrong_cells

DAY = date(2026, 11, 2)
HEADERS = "联系对象 类别 内容 收到日期 状态 编号"
STEPS = "意见编号 日期 办理 状态 说明"


def rows(desk: Desk) -> list[LedgerRow]:
    return sorted(desk.store.read(ledger, FollowUpFilter(), TODAY), key=lambda row: row.id)


def test_a_due_day_is_reckoned_where_none_is_given_and_something_is_owed(desk: Desk) -> None:
    headers = "联系对象 类别 内容 收到日期 状态 期限"
    own = date(2027, 1, 15)
    file: dict[str, Any] = {
        "联系对象": table("姓名", ["张伟"]),
        "意见建议": table(
            headers,
            ["张伟", "建议", "甲", DAY, "", ""],
            ["张伟", "诉求", "乙", DAY, "办理中", ""],
            ["张伟", "诉求", "丙", DAY, "", own],
            ["张伟", "诉求", "丁", DAY, "已办结", ""],
            ["张伟", "待办", "戊", DAY, "", ""],
        ),
    }
    desk.take(**file)
    due = [add_working_days(DAY, 30), add_working_days(DAY, 15), own, None, None]
    assert [row.due_on for row in rows(desk)] == due
    assert verdicts(desk.take(**file).plan)["意见建议"] == ["unchanged"] * 5
    assert len(rows(desk)) == 5


def test_what_the_office_did_since_makes_no_second_record(desk: Desk) -> None:
    said = ["张伟", "诉求", "修路", DAY, "已答复", ""]
    file: dict[str, Any] = {"联系对象": table("姓名", ["张伟"]), "意见建议": table(HEADERS, said)}
    open_file: dict[str, Any] = {**file, "意见建议": table(HEADERS, [*said[:4], "", ""])}
    desk.take(**open_file)
    (row,) = rows(desk)
    done = {"on": TODAY, "today": TODAY}
    desk.store.write(extend_follow_up, row.id, due_on=date(2027, 3, 1), note="会商", **done)
    assert verdicts(desk.take(**open_file).plan)["意见建议"] == ["unchanged"]
    desk.store.write(answer_follow_up, row.id, answer="已列入计划", **done)
    assert verdicts(desk.take(**file).plan)["意见建议"] == ["unchanged"]
    assert len(rows(desk)) == 1


def test_steps_are_joined_by_number_and_taken_in_once(desk: Desk) -> None:
    file: dict[str, Any] = {
        "联系对象": table("姓名", ["张伟"]),
        "意见建议": table(HEADERS, ["张伟", "诉求", "修路", DAY, "已交办", "1"], ["查无", "诉求", "桥", DAY, "", "2"]),
        "办理过程": table(
            STEPS,
            ["1", DAY, "交办", "已交办", "县交通局"],
            ["1", TODAY, "催办", "已交办", "电话"],
            ["1", TODAY, "催办", "已交办", "电话"],
            ["2", TODAY, "交办", "已交办", ""],
            ["3", TODAY, "交办", "已交办", ""],
        ),
    }
    plan = desk.take(**file).plan
    assert verdicts(plan)["办理过程"] == ["new", "new", "new", "rejected", "rejected"]
    assert wrong_cells(plan)[1:] == [("办理过程", 5, "意见编号", "2"), ("办理过程", 6, "意见编号", "3")]
    (row,) = rows(desk)
    assert row.reminded_on == TODAY
    assert [step.note for step in desk.store.read(follow_up_steps, follow_up_id=row.id)] == ["县交通局", "电话", "电话"]
    assert verdicts(desk.take(**file).plan)["办理过程"] == ["unchanged"] * 3 + ["rejected"] * 2


def test_a_row_that_says_what_became_of_it_changes_the_record(desk: Desk) -> None:
    headers = f"{HEADERS} 承办 答复 期限"
    said = ["张伟", "诉求", "修路", DAY]
    twice = ["张伟", "建议", "办厂", DAY]
    people: dict[str, Any] = {"联系对象": table("姓名", ["张伟"])}
    desk.take(**people, 意见建议=table(HEADERS, [*said, "", ""], [*twice, "", ""], [*twice, "", ""]))
    before = rows(desk)
    mended = table(headers, [*said, "已答复", "", "县交通局", "已列入计划", ""], [*twice, "办理中", "", "", "", ""])
    plan = desk.take(**people, 意见建议=mended).plan
    # Which of two equal records the second row means cannot be told.
    assert verdicts(plan)["意见建议"] == ["changed", "new"]
    road, *factories = rows(desk)
    assert (road.id, road.state, road.in_charge) == (before[0].id, FollowUpState.ANSWERED, "县交通局")
    assert road.due_on == before[0].due_on
    assert factories[:2] == before[1:]
    assert len(factories) == 3
    # An older file says nothing of the state, so that it stays.
    assert verdicts(desk.take(**people, 意见建议=table(HEADERS, [*said, "", ""])).plan)["意见建议"] == ["unchanged"]
    assert rows(desk)[0] == road
