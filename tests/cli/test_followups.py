"""``liaison followups``: from registering to closing, with what is stored and what is printed."""

from desk import Desk
from liaison.errors import ExitCode


def test_a_suggestion_is_dealt_with_from_the_command_line(desk: Desk) -> None:
    added = desk.do(
        "followups", "add", "覃淼", "--kind", "建议", "--text", "开通早班渡船", "--received-on", "2026-10-08"
    )
    assert "编号 1" in added.err
    assert "2026-11-18" in added.out, "thirty working days after the holiday of October"
    desk.do("followups", "add", "尉迟海", "--kind", "诉求", "--text", "办证", "--cadre", "解海")
    assert desk.rows("SELECT state, due_on FROM follow_up ORDER BY id") == [
        ("registered", "2026-11-18"),
        ("assigned", "2026-12-11"),
    ]
    assert "催办" not in desk.refused("followups", "remind", "1", code=ExitCode.WRONG_USE).split("现在可以")[1]
    desk.do("followups", "assign", "1", "--to", "县交通局", "--note", "请答复")
    listed = desk.do("followups", "list", "--to-remind", "--format", "json").json()
    assert [(row["id"], row["overdue"], row["days_late"]) for row in listed] == [(1, True, 2)]
    assert "县交通局" in listed[0]["reason"]
    desk.do("followups", "remind", "--due")
    assert "没有需要催办" in desk.do("followups", "remind", "--due").err
    desk.do("followups", "extend", "1", "--until", "2026-12-31", "--reason", "需会商")
    desk.do("followups", "answer", "1", "--text", "已增开", "--on", "2026-11-19")
    closed = desk.do("followups", "close", "1", "--outcome", "A").out
    assert "A 已解决" in closed
    table = desk.do("followups", "list", "--all")
    assert "共 2 条" in table.err
    assert "已办结 1" in table.err
    shown = desk.do("followups", "show", "1", "--format", "json").json()
    assert [step["action"] for step in shown["steps"]] == ["assign", "remind", "extend", "answer", "close"]
    assert (shown["outcome"], shown["closed_on"], shown["answer"]) == ("A", "2026-11-20", "已增开")
    text = desk.do("followups", "show", "1").out
    for words in ("县交通局：请答复", "2026-11-19  答复", "需会商", "结果: A 已解决"):
        assert words in text


def test_what_was_written_down_is_put_right_sent_back_and_deleted(desk: Desk) -> None:
    desk.do("followups", "add", "覃淼", "--kind", "诉求", "--text", "修路")
    desk.do("followups", "set", "1", "--text", "修桥", "--cadre", "单小明", "--received-on", "2026-11-02")
    assert desk.rows("SELECT text, cadre_id, due_on FROM follow_up") == [("修桥", 1, "2026-11-23")]
    desk.do("followups", "start", "1")
    said = desk.refused("followups", "close", "1", "--outcome", "A", code=ExitCode.WRONG_USE)
    assert "“办理中”时不能“办结”；现在可以：" in said
    assert "理由" in desk.refused("followups", "return", "1", code=ExitCode.WRONG_USE)
    assert "--due" in desk.refused("followups", "remind", code=ExitCode.WRONG_USE)
    desk.refused("followups", "extend", "1", "--until", "2026-11-20", "--reason", "急", code=ExitCode.WRONG_USE)
    desk.do("followups", "return", "1", "--reason", "不属本县")
    assert desk.do("followups", "list", "--format", "json").json() == []
    assert len(desk.do("followups", "list", "--state", "returned", "--format", "json").json()) == 1
    desk.do("followups", "reopen", "1")
    assert desk.rows("SELECT state, closed_on FROM follow_up") == [("in_hand", None)]
    desk.refused("followups", "show", "9", code=ExitCode.NOT_FOUND)
    desk.do("followups", "delete", "1")
    assert desk.rows("SELECT COUNT(*) FROM follow_up_step") == [(0,)]
    desk.do("undo")
    assert desk.rows("SELECT COUNT(*) FROM follow_up_step") == [(3,)]
