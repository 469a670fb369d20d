"""A wrong row is left out whole, with its place and how to mend it; mended, it finishes the import."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liaison.exchange.letter_records import read_letters
from liaison.exchange.records import read_records, read_visits
from workbooks import TODAY, Desk, cells, moved, table, verdicts, write, wrong_cells

DAY, TOMORROW = date(2026, 3, 5), date(2026, 11, 21)
BASE: dict[str, Any] = {
    "干部": table("姓名", ["王芳"], ["李静"]),
    "联系对象": table("编号 姓名", ["1", "张伟"], ["2", "李娜"]),
    "联系制度": table("名称 频率", ["甲", "每月1次"]),
}
WRONG = [
    ("干部", "姓名 到任日期 离任日期", ["赵敏", DAY, date(2026, 1, 1)], "离任日期"),
    ("干部", "姓名 单位", ["", "县委"], "姓名"),
    ("干部", "姓名 邮箱", ["赵敏", "无"], "邮箱"),
    ("联系对象", "姓名 手机", ["赵敏", "没有电话"], "手机"),
    ("联系对象", "姓名 状态 状态起日", ["赵敏", "不联系", TOMORROW], "状态起日"),
    ("联系对象", "姓名 状态", ["赵敏", "失踪"], "状态"),
    ("联系对象", "姓名 生日月 生日日", ["赵敏", 2, 30], "生日日"),
    ("联系对象", "姓名 国家", ["赵敏", "月球"], "国家"),
    ("联系对象", "姓名 联系制度", ["赵敏", "乙"], "联系制度"),
    ("联系对象", "姓名 读音", ["赵敏", "123"], "读音"),
    ("联系对象", "姓名 备注", ["赵敏", "长" * 10_000], "备注"),
    ("结对", "干部 联系对象 开始日期 结束日期", ["王芳", "张伟", DAY, date(2026, 3, 4)], "结束日期"),
    ("结对", "干部 联系对象 开始日期", ["王芳", "张伟", "2026-02-30"], "开始日期"),
    ("结对", "干部 联系对象 开始日期", ["王芳", "张伟", "2026年3月"], "开始日期"),
    ("结对", "干部 联系对象 开始日期", ["王芳", "", DAY], "联系对象"),
    ("结对", "干部 联系对象 开始日期", ["王芳", "张伟、李娜", DAY], "联系对象"),
    ("结对", "干部 联系对象 开始日期", ["无名氏", "张伟", DAY], "干部"),
    ("结对", "干部 联系对象 开始日期 联系制度", ["王芳", "张伟", DAY, "乙"], "联系制度"),
    ("联系制度", "名称 频率", ["乙", "经常"], "频率"),
    ("联系制度", "名称 频率 适用", ["乙", "每月1次", "全体"], "适用"),
    ("联系制度", "名称 频率 由谁", ["乙", "每月1次", "局长"], "由谁"),
    ("联系记录", "日期 方式 联系对象", [TOMORROW, "走访", "张伟"], "日期"),
    ("联系记录", "日期 方式 联系对象 状态", [TOMORROW, "走访", "张伟", "未联系上"], "日期"),
    ("联系记录", "日期 方式 联系对象", [DAY, "吃饭", "张伟"], "方式"),
    ("联系记录", "日期 方式 联系对象", [DAY, "走访", "无名氏"], "联系对象"),
    ("联系记录", "日期 方式 联系对象", [DAY, "走访", "、"], "联系对象"),
    ("联系记录", "日期 方式 联系对象 出访", [DAY, "走访", "张伟", "赴京"], "出访"),
    ("联系记录", "日期 方式 联系对象", [float("1e9"), "走访", "张伟"], "日期"),
    ("出访", "名称 开始 结束", ["赴京", DAY, date(2026, 3, 4)], "结束"),
    ("暂停", "联系对象 开始", ["张伟", TOMORROW], "开始"),
    ("暂停", "联系对象 开始 结束", ["张伟", DAY, date(2026, 3, 4)], "结束"),
    ("暂停", "联系对象 干部 开始 结束", ["张伟", "王芳", DAY, date(2026, 3, 9)], "干部"),
    ("意见建议", "联系对象 类别 内容 收到日期", ["张伟", "建议", "", DAY], "内容"),
    ("渠道意愿", "联系对象 渠道 意愿", ["张伟", "飞鸽", "同意"], "渠道"),
    ("设置", "名称 值", ["颜色", "红"], "名称"),
    ("设置", "名称 值", ["临近到期天数", "很久"], "值"),
]


@pytest.mark.parametrize(("sheet", "headers", "row", "column"), WRONG)
def test_a_wrong_cell_is_named_and_nothing_of_its_row_is_taken_in(
    desk: Desk, sheet: str, headers: str, row: list[Any], column: str
) -> None:
    desk.take(**BASE)
    sheets: dict[str, Any] = {sheet: table(headers, row)}
    outcome = desk.take(**sheets)
    assert [(name, number, header) for name, number, header, _value in wrong_cells(outcome.plan)] == [
        (sheet, 2, column)
    ]
    assert not outcome.plan.does_something()
    assert outcome.plan.rejected()[0].mends[0].sentence


def test_what_is_planned_may_lie_in_the_future(desk: Desk) -> None:
    outcome = desk.take(**BASE, 联系记录=table("日期 方式 联系对象 状态", [TOMORROW, "走访", "张伟", "计划"]))
    assert outcome.plan.rejected() == []


def test_a_row_that_refers_to_a_rejected_row_is_rejected_and_says_which(desk: Desk) -> None:
    outcome = desk.take(
        干部=table("姓名 邮箱", ["王芳", "无"], ["李静", ""]),
        联系对象=table("姓名 手机", ["张伟", "无"], ["李娜", ""]),
        联系制度=table("名称 频率", ["甲", "每月1次"], ["甲", "经常"]),
        结对=table("干部 联系对象 开始日期 联系制度", ["王芳", "李娜", DAY, ""], ["李静", "李娜", DAY, "甲"]),
        暂停=table("联系对象 干部 开始 结束", ["李娜", "李静", DAY, DAY]),
        联系记录=table("日期 方式 干部 联系对象", [DAY, "走访", "李静", "张伟"], [DAY, "走访", "", "李娜"]),
        意见建议=table("联系对象 联系日期 类别 内容 收到日期", ["张伟", DAY, "建议", "甲", DAY]),
    )
    assert verdicts(outcome.plan) == {
        "干部": ["rejected", "new"],
        "联系对象": ["rejected", "new"],
        "联系制度": ["rejected", "rejected"],
        "结对": ["rejected", "rejected"],
        "暂停": ["rejected"],
        "联系记录": ["rejected", "new"],
        "意见建议": ["rejected"],
    }
    sentences = {p.row.sheet.name: p.mends[0].sentence for p in outcome.plan.rejected()}
    assert "“联系对象”第2行" in sentences["联系记录"]
    assert "“结对”第3行" in sentences["暂停"]


def test_somebody_in_the_store_can_be_referred_to_though_the_row_is_rejected(desk: Desk) -> None:
    desk.take(**BASE)
    outcome = desk.take(
        联系对象=table("编号 姓名 手机", ["1", "张伟", "无"]),
        联系记录=table("日期 方式 联系对象", [DAY, "走访", "张伟"]),
    )
    assert verdicts(outcome.plan) == {"联系对象": ["rejected"], "联系记录": ["new"]}


@pytest.mark.parametrize(
    ("days", "rejected"),
    [
        ([(DAY, ""), (DAY, "")], [3]),
        ([(DAY, ""), (date(2026, 5, 1), "")], [3]),
        ([(date(2026, 5, 1), ""), (DAY, "")], [3]),
        ([(DAY, date(2026, 5, 1)), (date(2026, 4, 30), "")], [3]),
        ([(DAY, date(2026, 5, 1)), (date(2026, 5, 1), "")], []),
        ([(DAY, DAY), (DAY, "")], []),
        ([(DAY, ""), (date(2026, 4, 1), ""), (date(2026, 5, 1), "")], [3, 4]),
    ],
)
def test_pairings_of_the_same_two_never_hold_at_once(desk: Desk, days: list[Any], rejected: list[int]) -> None:
    rows = [["王芳", "张伟", start, end] for start, end in days]
    outcome = desk.take(**BASE, 结对=table("干部 联系对象 开始日期 结束日期", *rows))
    assert [planned.row.number for planned in outcome.plan.rejected()] == rejected


def test_a_pairing_of_the_store_stands_in_the_way_too(desk: Desk) -> None:
    headers = "干部 联系对象 开始日期 结束日期"
    desk.take(**BASE, 结对=table(headers, ["王芳", "张伟", DAY, ""]))
    outcome = desk.take(结对=table(headers, ["王芳", "张伟", date(2026, 6, 1), ""], ["李静", "张伟", DAY, ""]))
    assert verdicts(outcome.plan) == {"结对": ["rejected", "new"]}


def test_the_rejected_rows_come_back_as_a_workbook_and_mended_finish_the_job(desk: Desk, tmp_path: Path) -> None:
    path = write(
        tmp_path / "office.xlsx",
        {
            **BASE,
            "联系记录": [
                ["状态", "日期", "自编列", "方式", "联系对象", "内容"],
                ["", DAY, "x", "走访", "张伟", "好"],
                ["", DAY, 7, "吃饭", "无名氏", "=1+1"],
                ["", 46000, "", "电话", "李娜", ""],
            ],
        },
    )
    outcome = desk.take_file(path)
    rejects = tmp_path / "office.rejects.xlsx"
    assert outcome.rejects == rejects
    headers, row = cells(rejects)["联系记录"]
    assert headers == ["状态", "日期", "自编列", "方式", "联系对象", "内容", "需更正"]
    assert row[:6] == ["", DAY, 7.0, "吃饭", "无名氏", "=1+1"]
    assert "方式" in row[6]
    assert "联系对象" in row[6]
    assert list(cells(rejects)) == ["联系记录"]
    write(rejects, {"联系记录": [headers, ["", DAY, 7, "座谈", "李娜", "=1+1", row[6]]]})
    mended = desk.take_file(rejects)
    assert verdicts(mended.plan) == {"联系记录": ["new"]}
    assert mended.rejects is None
    assert len(desk.store.read(lambda session: list(read_visits(session)))) == 3
    assert moved(desk.take_file(rejects).plan) == []


def test_a_workbook_of_rejects_that_is_still_wrong_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    wrong = {"联系对象": table("姓名 手机", ["张伟", "无"])}
    first = write(tmp_path / "名单.rejects.xlsx", wrong)
    before = first.read_bytes()
    second = desk.take_file(first).rejects
    assert second == tmp_path / "名单.rejects-2.xlsx"
    assert second is not None
    assert desk.take_file(second).rejects == tmp_path / "名单.rejects-3.xlsx"
    assert first.read_bytes() == before


def test_numbers_days_and_yes_and_no_are_read_as_spreadsheets_hold_them(desk: Desk) -> None:
    headers = "编号 姓名 手机 国家 地址 邮编 生日月 生日日 农历生日 复核日期"
    outcome = desk.take(
        联系对象=table(
            headers,
            [7, "张伟", 13800138000, "中国", "X", 10020, 2, 3, True, 46000],
            ["007", "李娜", 1, "", "", "", "", "", "", ""],
        ),
        结对=table("干部 联系对象 开始日期", ["王芳", 7, "2026.3.5"]),
        干部=table("姓名", ["王芳"]),
    )
    assert wrong_cells(outcome.plan) == [("联系对象", 3, "手机", "1")]
    held = desk.store.read(read_records)
    (person,) = held.people.values()
    assert (person["number"], person["phone"], person["birth_month"], person["birth_lunar"]) == (
        "7",
        "138 0013 8000",
        2,
        True,
    )
    assert person["review_on"] == date(2025, 12, 9)
    assert [row["postcode"] for rows in held.addresses.values() for row in rows] == ["010020"]
    assert [row["started_on"] for row in held.pairings.values()] == [DAY]


def test_words_are_understood_in_both_languages_and_as_codes(desk: Desk) -> None:
    outcome = desk.take(
        TODAY,
        **BASE,
        联系记录=table("日期 方式 状态 联系对象", [DAY, "visit", "done", "张伟"], [DAY, "CALL", "已完成", "张伟"]),
        渠道意愿=table("联系对象 渠道 意愿", ["张伟", "post", "withdrawn"]),
    )
    assert outcome.plan.rejected() == []
    assert [v.kind.value for v in desk.store.read(lambda session: list(read_visits(session)))] == ["visit", "call"]


def test_letters_that_name_what_is_not_there_are_rejected(desk: Desk) -> None:
    people = table("编号 姓名", ["R1", "陈晓明"], ["R2", "林静"])
    campaigns = table(
        "名称 年份 送达日期 发件人", ["中秋", "2026", "2026-09-25", ""], ["春节", "2027", "2027-02-06", "无此人"]
    )
    outcome = desk.take(
        联系对象=people,
        书信批次=campaigns,
        书信正文=table(
            "批次 语言 正文", ["中秋", "简体中文", "正文"], ["春节", "英文", "text"], ["中秋", "简体中文", "又一"]
        ),
        信件=table(
            "编码 批次 序号 渠道 语言",
            ["K7M1", "中秋", "1", "邮寄", "简体中文"],
            ["K7M2", "中秋", "二", "邮寄", "简体中文"],
            ["K7M3", "中秋", "1", "邮寄", "简体中文"],
        ),
        信件收信人=table("编码 联系对象", ["K7M1", "R1"], ["K7M2", "R2"], ["K7M9", "R2"]),
        不寄=table("批次 联系对象 原因", ["中秋", "R2", "无地址"], ["中秋", "R9", "无地址"]),
        非同一人=table("联系对象 另一人 确认日期", ["R1", "R1", "2026-01-01"], ["R2", "R1", "2026-01-01"]),
        提供记录=table("日期 内容 格式 编号", ["2026-01-01", "人员名单", "csv", "1"]),
        提供记录人员=table("提供编号 联系对象", ["1", "R1"], ["2", "R1"]),
    )
    assert [(sheet, row, column) for sheet, row, column, _value in wrong_cells(outcome.plan)] == [
        ("书信批次", 3, "发件人"),
        ("书信正文", 3, "批次"),
        ("书信正文", 4, "批次"),
        ("信件", 3, "序号"),
        ("信件", 4, "序号"),
        ("信件收信人", 3, "编码"),
        ("信件收信人", 4, "编码"),
        ("不寄", 3, "联系对象"),
        ("非同一人", 2, "另一人"),
        ("提供记录人员", 3, "提供编号"),
    ]
    letters = desk.store.read(read_letters)
    assert [len(getattr(letters, name)) for name in ("campaigns", "texts", "pieces", "members", "exclusions")] == [
        1
    ] * 5
    assert [len(getattr(letters, name)) for name in ("kept_apart", "disclosures", "disclosure_people")] == [1] * 3
