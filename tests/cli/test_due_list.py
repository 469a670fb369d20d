"""The due list on the command line: its data, its table, and the messages to cadres."""

from datetime import date

from desk import Desk
from liaison.errors import ExitCode
from liaison.main import open_office
from liaison.pairing.messages import messages_by_cadre
from liaison.pairing.queries import DueQuestion, due_list

KEYS = {
    "pairing",
    "representative",
    "cadre",
    "status",
    "due_on",
    "days_late",
    "last_contact_on",
    "rule",
    "clause",
    "reason",
}


def test_json_has_the_promised_shape(desk: Desk) -> None:
    rows = desk.do("due", "--format", "json").json()
    assert [set(row) for row in rows] == [KEYS]
    assert rows[0]["representative"] == {"id": 1, "name": "覃淼"}
    assert rows[0]["cadre"] == {"id": 1, "name": "单小明"}
    assert (rows[0]["status"], rows[0]["due_on"], rows[0]["days_late"]) == ("never", "2026-03-31", 234)
    assert rows[0]["last_contact_on"] is None
    assert rows[0]["clause"] == "每季度至少联系1次（走访、电话，由结对干部）"


def test_the_day_decides(desk: Desk) -> None:
    assert desk.do("due", "--as-of", "2026-03-31", "--format", "json").json() == []
    assert len(desk.do("due", "--as-of", "2026-04-01", "--format", "json").json()) == 1
    assert len(desk.do("due", "--as-of", "2027-01-01", "--format", "json").json()) == 2
    assert len(desk.do("due", "--within", "60", "--format", "json").json()) == 2
    assert desk.do("due", "--cadre", "解海", "--format", "json").json() == []
    assert len(desk.do("due", "--cadre", "解海", "--all", "--format", "json").json()) == 1


def test_the_table_says_so_when_nobody_is_due(desk: Desk) -> None:
    answer = desk.do("due", "--as-of", "2026-03-31")
    assert "没有内容" in answer.err
    assert "覃淼" in desk.do("due").out


def test_a_message_is_polite_and_tells_nothing_private(desk: Desk) -> None:
    desk.do("people", "edit", "覃淼", "--remarks", "机密")
    desk.do("log", "走访", "覃淼", "--on", "2026-02-03", "--text", "谈心")
    text = desk.do("due", "--by", "cadre", "--format", "text").out
    assert text == (
        "单小明同志：截至11月20日，您结对联系的以下1位需尽快联系：\n"
        "1. 覃淼（应于6月30日前联系，已逾期143天；上次联系：2月3日走访）\n"
        "联系后烦请告知办公室，以便登记。谢谢！\n"
    )


def test_each_cadre_gets_one_message_and_other_years_are_named(desk: Desk) -> None:
    desk.do("pair", "add", "解海", "R3", "--from", "2025-01-02")
    with_store = open_office(str(desk.path))
    day = date(2027, 2, 1)
    messages = messages_by_cadre(with_store.read(due_list, DueQuestion(day, day)), day)
    with_store.close()
    assert [message.cadre.name for message in messages] == ["解海", "单小明"]
    assert "1. 曾李（应于2025年3月31日前联系" in messages[0].text
    assert "2. 尉迟海（应于2026年12月31日前联系" in messages[0].text


def test_messages_leave_out_what_never_becomes_due(desk: Desk) -> None:
    desk.do("people", "pause", "覃淼")
    answer = desk.do("due", "--by", "cadre", "--format", "text")
    assert answer.out == ""
    assert "没有人需要联系" in answer.err
    assert "覃淼" not in desk.do("due", "--all", "--by", "cadre", "--format", "text").out


def test_text_and_by_cadre_go_together(desk: Desk) -> None:
    for words in (("--by", "cadre"), ("--format", "text")):
        assert "--by cadre" in desk.refused("due", *words, code=ExitCode.WRONG_USE)
