"""Whether a row is somebody or something that the store has, and what of it changes."""

from datetime import date
from typing import Any

import pytest

from liaison.exchange.records import read_records, read_visits
from liaison.stewardship.check import check_store
from workbooks import TODAY, Desk, moved, table, verdicts, wrong_cells

DAY = date(2026, 3, 5)
PEOPLE = "编号 姓名 单位 手机"
CONTACTS = "日期 方式 联系对象 内容"


def people(desk: Desk) -> list[dict[str, object]]:
    return [dict(row) for row in desk.store.read(read_records).people.values()]


def changes(desk: Desk, rows: list[list[object]], headers: str = PEOPLE) -> list[tuple[str, str, str]]:
    outcome = desk.take(联系对象=table(headers, *rows))
    assert outcome.plan.rejected() == []
    return [(c.header, c.old, c.new) for planned in moved(outcome.plan) for c in planned.changes]


def test_a_person_is_known_by_the_number_whatever_else_changes(desk: Desk) -> None:
    desk.take(联系对象=table(PEOPLE, ["001", "张伟", "县医院", "13800138000"]))
    assert changes(desk, [["001", "张玮", "市医院", ""]]) == [("姓名", "张伟", "张玮"), ("单位", "县医院", "市医院")]
    (person,) = people(desk)
    assert (person["number"], person["name"], person["phone"]) == ("001", "张玮", "138 0013 8000")
    assert person["pinyin"] == "zhangwei"


def test_without_a_number_name_and_unit_tell_who_it_is(desk: Desk) -> None:
    desk.take(联系对象=table(PEOPLE, ["7", "张伟", "县医院", ""], ["", "张伟", "县一中", ""]))
    assert changes(desk, [["", "张伟", "县医院", "13800138000"]]) == [("手机", "", "138 0013 8000")]
    assert [p["phone"] for p in people(desk)] == ["138 0013 8000", ""]
    assert verdicts(desk.take(联系对象=table(PEOPLE, ["", "张伟", "乡政府", ""])).plan) == {"联系对象": ["new"]}


def test_a_name_alone_is_enough_where_there_is_no_other(desk: Desk) -> None:
    desk.take(联系对象=table(PEOPLE, ["", "张伟", "县医院", ""]))
    assert changes(desk, [["张伟", "13800138000"]], "姓名 手机") == [("手机", "", "138 0013 8000")]
    desk.take(联系对象=table(PEOPLE, ["", "张伟", "县一中", ""]))
    outcome = desk.take(联系对象=table("姓名 手机", ["张伟", "13900139000"]))
    assert wrong_cells(outcome.plan) == [("联系对象", 2, "姓名", "张伟")]


def test_somebody_new_by_the_number_is_remarked_where_name_and_unit_are_known(desk: Desk) -> None:
    desk.take(联系对象=table(PEOPLE, ["", "张伟", "县医院", ""]))
    outcome = desk.take(联系对象=table(PEOPLE, ["9", "张伟", "县医院", ""]))
    assert verdicts(outcome.plan) == {"联系对象": ["new"]}
    (remark,) = outcome.plan.remarks
    assert "张伟" in remark


def test_an_empty_cell_erases_nothing_and_a_missing_column_neither(desk: Desk) -> None:
    full = "姓名 单位 手机 界别 层级 国家 市 地址 同户 状态 备注"
    row = ["张伟", "县医院", "13800138000", "侨界", "重点", "新加坡", "新加坡", "X 街", "张家", "不联系", "备"]
    desk.take(联系对象=table(full, row))
    before = people(desk)
    assert changes(desk, [["张伟", "县医院", *[""] * 9]], full) == []
    assert changes(desk, [["张伟"]], "姓名") == []
    assert people(desk) == before


def test_the_first_address_is_changed_and_further_ones_are_added(desk: Desk) -> None:
    desk.take(联系对象=table("姓名 国家 市 地址", ["张伟", "中国", "杭州市", "文三路1号"]))
    assert changes(desk, [["张伟", "宁波市"]], "姓名 市") == [("市", "杭州市", "宁波市")]
    further = table("联系对象 国家 地址 季节起", ["张伟", "新加坡", "X", "11-1"], ["张伟", "新加坡", "X", "11-1"])
    assert verdicts(desk.take(地址=further).plan) == {"地址": ["new", "new"]}
    assert verdicts(desk.take(地址=further).plan) == {"地址": ["unchanged", "unchanged"]}
    (addresses,) = desk.store.read(read_records).addresses.values()
    assert [(row["city"], row["lines"], row["season_from"]) for row in addresses] == [
        ("宁波市", "文三路1号", ""),
        ("", "X", "11-01"),
        ("", "X", "11-01"),
    ]


def test_equal_contact_records_in_one_file_are_several(desk: Desk) -> None:
    desk.take(联系对象=table("姓名", ["张伟"], ["李娜"]))
    once = [DAY, "电话", "张伟", "问候"]
    assert verdicts(desk.take(联系记录=table(CONTACTS, once, once)).plan) == {"联系记录": ["new", "new"]}
    assert verdicts(desk.take(联系记录=table(CONTACTS, once, once)).plan) == {"联系记录": ["unchanged", "unchanged"]}
    three = desk.take(联系记录=table(CONTACTS, once, once, once))
    assert verdicts(three.plan) == {"联系记录": ["unchanged", "unchanged", "new"]}
    assert verdicts(desk.take(联系记录=table(CONTACTS, once)).plan) == {"联系记录": ["unchanged"]}
    assert len(desk.store.read(lambda session: list(read_visits(session)))) == 3


@pytest.mark.parametrize(
    "other",
    [
        [date(2026, 3, 6), "电话", "张伟、李娜", "问候"],
        [DAY, "走访", "张伟、李娜", "问候"],
        [DAY, "电话", "张伟", "问候"],
        [DAY, "电话", "张伟、李娜", ""],
    ],
)
def test_a_contact_record_that_differs_in_anything_is_another(desk: Desk, other: list[object]) -> None:
    desk.take(联系对象=table("姓名", ["张伟"], ["李娜"]), 联系记录=table(CONTACTS, [DAY, "电话", "张伟、李娜", "问候"]))
    assert verdicts(desk.take(联系记录=table(CONTACTS, [DAY, "电话", "李娜，张伟", "问候"])).plan)["联系记录"] == [
        "unchanged"
    ]
    assert verdicts(desk.take(联系记录=table(CONTACTS, other)).plan)["联系记录"] == ["new"]


def test_pauses_and_suggestions_count_like_contact_records(desk: Desk) -> None:
    desk.take(联系对象=table("姓名", ["张伟"]))
    pause, said = ["张伟", DAY], ["张伟", "建议", "修路", DAY]
    for verdict in ("new", "unchanged"):
        outcome = desk.take(
            暂停=table("联系对象 开始", pause, pause), 意见建议=table("联系对象 类别 内容 收到日期", said, said)
        )
        assert verdicts(outcome.plan) == {"暂停": [verdict] * 2, "意见建议": [verdict] * 2}


def test_a_pairing_is_known_by_the_two_and_its_first_day(desk: Desk) -> None:
    desk.take(干部=table("姓名", ["王芳"]), 联系对象=table("姓名", ["张伟"]))
    headers = "干部 联系对象 开始日期 结束日期 结束原因"
    desk.take(结对=table(headers, ["王芳", "张伟", DAY, "", ""]))
    ended = ["王芳", "张伟", DAY, date(2026, 5, 1), "调动"]
    again = ["王芳", "张伟", date(2026, 5, 1), "", ""]
    outcome = desk.take(结对=table(headers, again, ended))
    assert verdicts(outcome.plan) == {"结对": ["new", "changed"]}
    assert [(c.header, c.new) for c in outcome.plan.rows[next(iter(outcome.plan.rows))][1].changes] == [
        ("结束日期", "2026-05-01"),
        ("结束原因", "调动"),
    ]
    assert verdicts(desk.take(结对=table(headers, ended, again)).plan) == {"结对": ["unchanged", "unchanged"]}
    assert desk.store.read(check_store, TODAY) == []


def test_new_pairings_reckon_from_the_day_that_is_wished_unless_they_say_so(desk: Desk) -> None:
    go_live, own = date(2026, 11, 1), date(2026, 6, 1)
    desk.take(
        counts_from=go_live,
        干部=table("姓名", ["王芳"], ["李静"]),
        联系对象=table("姓名", ["张伟"]),
        结对=table("干部 联系对象 开始日期 计算起日", ["王芳", "张伟", DAY, ""], ["李静", "张伟", DAY, own]),
    )
    held = desk.store.read(read_records).pairings.values()
    assert [row["counts_from"] for row in held] == [go_live, own]
    again = desk.take(结对=table("干部 联系对象 开始日期", ["王芳", "张伟", DAY], ["李静", "张伟", DAY]))
    assert verdicts(again.plan) == {"结对": ["unchanged", "unchanged"]}


def test_a_rule_is_known_by_its_name_and_takes_its_clauses_from_several_rows(desk: Desk) -> None:
    headers = "名称 适用 频率 方式 由谁"
    rows = [["甲", "界别：乡贤", "每季度至少1次", "走访、电话", "任何人"], ["甲", "", "每隔90天", "全部", "结对干部"]]
    assert verdicts(desk.take(联系制度=table(headers, *rows)).plan) == {"联系制度": ["new", "new"]}
    assert verdicts(desk.take(联系制度=table(headers, *rows)).plan) == {"联系制度": ["unchanged", "unchanged"]}
    outcome = desk.take(联系制度=table(headers, ["甲", "", "每季度至少2次", "走访、电话", "任何人"]))
    assert [(c.header, c.old, c.new) for c in moved(outcome.plan)[0].changes] == [
        ("频率", "每季度至少1次", "每季度至少2次")
    ]
    (rule,) = desk.store.read(read_records).rules.values()
    assert (rule.scope.value, rule.scope_value, len(rule.clauses)) == ("sector", "乡贤", 1)


def test_two_rules_can_change_places(desk: Desk) -> None:
    headers = "名称 适用 频率"
    desk.take(联系制度=table(headers, ["甲", "默认", "每年1次"], ["乙", "层级:重点", "每月1次"]))
    outcome = desk.take(
        联系制度=table(headers, ["甲", "层级:重点", "每年1次"], ["乙", "", "每月1次"], ["丙", "默认", "每隔6周"])
    )
    assert wrong_cells(outcome.plan) == [("联系制度", 2, "适用", "层级:重点"), ("联系制度", 4, "适用", "默认")]
    outcome = desk.take(联系制度=table(headers, ["甲", "层级:重点", "每年1次"], ["乙", "默认", "每月1次"]))
    assert verdicts(outcome.plan) == {"联系制度": ["changed", "changed"]}
    rules = desk.store.read(read_records).rules.values()
    assert {rule.name: rule.scope.value for rule in rules} == {"甲": "tier", "乙": "default"}


def test_trips_are_known_by_name_and_change_their_cadres(desk: Desk) -> None:
    desk.take(干部=table("姓名", ["王芳"], ["李静"]))
    headers = "名称 城市 开始 结束 干部"
    desk.take(出访=table(headers, ["赴沪", "上海", DAY, date(2026, 3, 7), "王芳"]))
    outcome = desk.take(出访=table(headers, ["赴沪", "", "", "", "王芳、李静"]))
    assert verdicts(outcome.plan) == {"出访": ["changed"]}
    held = desk.store.read(read_records)
    assert [(row["city"], row["until"]) for row in held.trips.values()] == [("上海", date(2026, 3, 7))]
    assert [len(staff) for staff in held.travellers.values()] == [2]


def test_what_came_up_belongs_to_the_contact_of_that_day(desk: Desk) -> None:
    said = "联系对象 联系日期 联系编号 类别 内容 收到日期"
    outcome = desk.take(
        联系对象=table("姓名", ["张伟"], ["李娜"]),
        联系记录=table("日期 方式 联系对象 编号", [DAY, "电话", "张伟", "A"], [DAY, "走访", "张伟、李娜", "B"]),
        意见建议=table(
            said,
            ["李娜", DAY, "", "建议", "甲", DAY],
            ["张伟", DAY, "", "建议", "乙", DAY],
            ["张伟", DAY, "B", "诉求", "丙", DAY],
            ["李娜", date(2026, 3, 6), "", "建议", "丁", DAY],
        ),
    )
    assert wrong_cells(outcome.plan) == [
        ("意见建议", 3, "联系日期", "2026-03-05"),
        ("意见建议", 5, "联系日期", "2026-03-06"),
    ]
    visits = {visit.id: visit.kind for visit in desk.store.read(lambda session: list(read_visits(session)))}
    held = desk.store.read(read_records).follow_ups.values()
    assert {row["text"]: visits[row["visit_id"]] for row in held} == {"甲": "visit", "丙": "visit"}


def test_channels_households_and_settings_are_known_by_their_names(desk: Desk) -> None:
    sheets: dict[str, Any] = {
        "联系对象": table("姓名 同户", ["张伟", "张家"]),
        "渠道意愿": table("联系对象 渠道 意愿 起日", ["张伟", "邮寄", "同意", DAY]),
        "同户": table("同户 信函称呼", ["张家", "张先生阖家"]),
        "设置": table("名称 值", ["临近到期天数", 7], ["层级", "重点"], ["层级", "特别"]),
    }
    desk.take(**sheets)
    assert moved(desk.take(**sheets).plan) == []
    outcome = desk.take(
        渠道意愿=table("联系对象 渠道 意愿", ["张伟", "邮寄", "已撤回"]), 同户=table("同户 信函称呼", ["张家", "张伟"])
    )
    assert [c.header for planned in moved(outcome.plan) for c in planned.changes] == ["意愿", "信函称呼"]
    held = desk.store.read(read_records)
    assert (held.settings["due_soon_days"], held.settings["tiers"]) == (7, ["重点", "特别"])


def test_the_offices_own_days_grow_by_an_import_and_are_never_both_worked_and_off(desk: Desk) -> None:
    days = table("名称 值", ["本单位放假日", date(2026, 11, 25)], ["本单位放假日", "2026年11月23日"])
    desk.take(设置=days)
    assert moved(desk.take(设置=days).plan) == []
    said = ["本单位加班日", "2026-11-23"], ["本单位加班日", "2026-11-28"], ["诉求办理工作日", 0], ["建议办理工作日", 40]
    outcome = desk.take(设置=table("名称 值", *said, ["本单位放假日", "2026-11-28"], ["本单位放假日", "某日"]))
    assert [row for _sheet, row, _header, _cell in wrong_cells(outcome.plan)] == [2, 4, 6, 7]
    held = desk.store.read(read_records).settings
    assert held["extra_days_off"] == ["2026-11-23", "2026-11-25"]
    assert held["extra_working_days"] == ["2026-11-28"]
    assert (held["request_days"], held["suggestion_days"]) == (15, 40)


def test_new_sectors_and_tiers_come_into_the_lists_and_are_remarked(desk: Desk) -> None:
    outcome = desk.take(
        联系对象=table("姓名 界别 层级", ["张伟", "体育界", "重点"]),
        联系制度=table("名称 适用 频率", ["甲", "层级:特级", "每月1次"]),
    )
    settings = desk.store.read(read_records).settings
    assert settings["sectors"][-1] == "体育界"
    assert settings["tiers"] == ["重点", "一般", "特级"]
    assert any("体育界" in remark for remark in outcome.plan.remarks)


def test_the_same_row_twice_is_passed_over_and_a_contradiction_rejected(desk: Desk) -> None:
    outcome = desk.take(
        联系对象=table(
            PEOPLE, ["1", "张伟", "", ""], ["1", "张伟", "", ""], ["1", "张玮", "", ""], ["", "李娜", "", ""]
        ),
        结对=table("干部 联系对象 开始日期", ["1", "李娜", DAY]),
        干部=table("姓名", ["1"]),
    )
    assert wrong_cells(outcome.plan) == [("联系对象", 4, "编号", "1")]
    assert [person["name"] for person in people(desk)] == ["张伟", "李娜"]
    assert any("3" in remark and "2" in remark for remark in outcome.plan.remarks)
