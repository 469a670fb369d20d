"""The sample office holds the figures that are promised of it."""

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

SAMPLE_DATA = Path(__file__).parents[2] / "sample_data"
SAMPLE_DAY = date(2026, 11, 20)
Rows = list[dict[str, Any]]

HEADERS = {
    "干部": "编号 姓名 单位 职务 电话 邮箱",
    "联系对象": "编号 姓名 称谓 界别 层级 镇 村 单位 职务 手机 邮箱 微信 语言 国家 省 市 区县 地址 邮编 同户 状态 备注",
    "结对": "干部 联系对象 开始日期 结束日期 计算起日 联系制度",
    "联系制度": "名称 适用 频率 方式 由谁",
    "联系记录": "日期 方式 状态 干部 联系对象 地点 内容",
    "出访": "名称 城市 开始 结束 干部",
}


def read(path: Path) -> dict[str, Rows]:
    book = CalamineWorkbook.from_path(path)
    sheets = {}
    for name in book.sheet_names:
        headers, *rows = book.get_sheet_by_name(name).to_python()
        sheets[name] = [dict(zip(map(str, headers), row, strict=True)) for row in rows]
    return sheets


def parts(path: Path) -> dict[str, bytes]:
    """The files that a workbook is made of; packed, they may differ from one machine to another."""
    with ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


@pytest.fixture(scope="module")
def office() -> dict[str, Rows]:
    return read(SAMPLE_DATA / "office.xlsx")


def keys(rows: Rows) -> dict[str, list[str]]:
    """What a cell can call somebody, with the numbers of all whom it would mean."""
    meant: dict[str, list[str]] = {}
    for row in rows:
        for reference in (row["编号"], row["姓名"], f"{row['姓名']}（{row['单位']}）"):
            meant.setdefault(reference, []).append(row["编号"])
    return meant


def open_pairings(office: dict[str, Rows]) -> Rows:
    return [row for row in office["结对"] if not row["结束日期"] and row["开始日期"] <= SAMPLE_DAY]


def paired_numbers(office: dict[str, Rows]) -> set[str]:
    people = keys(office["联系对象"])
    return {people[row["联系对象"]][0] for row in open_pairings(office)}


def test_the_generator_writes_the_same_bytes_each_time_which_lie_in_the_folder(tmp_path: Path) -> None:
    made = tmp_path / "made.xlsx"
    script = SAMPLE_DATA / "make_office.py"
    subprocess.run([sys.executable, str(script), "--output", str(made)], check=True, capture_output=True)
    assert parts(made) == parts(SAMPLE_DATA / "office.xlsx")


@pytest.mark.parametrize("sheet", HEADERS)
def test_a_sheet_has_the_columns_of_the_office_workbook(office: dict[str, Rows], sheet: str) -> None:
    assert set(HEADERS[sheet].split()) <= set(office[sheet][0])


def test_27_cadres_in_post_answer_for_85_representatives(office: dict[str, Rows]) -> None:
    in_post = {row["姓名"] for row in office["干部"] if not row["离任日期"]}
    assert len(in_post) == 27
    assert {row["干部"] for row in open_pairings(office)} == in_post
    assert len(paired_numbers(office)) == 85
    assert Counter(Counter(row["联系对象"] for row in open_pairings(office)).values()) == {1: 83, 2: 2}


def test_the_cadre_who_left_handed_all_pairings_over_on_that_day(office: dict[str, Rows]) -> None:
    (former,) = (row for row in office["干部"] if row["离任日期"])
    handed_over = [row for row in office["结对"] if row["干部"] == former["姓名"]]
    assert {row["结束日期"] for row in handed_over} == {former["离任日期"]}
    successors = [row for row in office["结对"] if row["开始日期"] == former["离任日期"]]
    assert {row["联系对象"] for row in successors} == {row["联系对象"] for row in handed_over}


def test_visits_of_the_year_make_more_than_120_person_times(office: dict[str, Rows]) -> None:
    people, paired = keys(office["联系对象"]), paired_numbers(office)
    visits = [r for r in office["联系记录"] if r["方式"] == "走访" and r["状态"] == "已完成" and r["日期"].year == 2026]
    person_times = [who for row in visits for who in row["联系对象"].split("、") if people[who][0] in paired]
    assert 120 < len(person_times) <= 150


def test_three_trips_call_on_notables_where_they_live(office: dict[str, Rows]) -> None:
    assert [row["城市"] for row in office["出访"]] == ["北京", "上海", "杭州"]
    people = keys(office["联系对象"])
    cities = {row["编号"]: row["市"] for row in office["联系对象"]}
    for trip in office["出访"]:
        calls = [row for row in office["联系记录"] if row["出访"] == trip["名称"]]
        met = [people[who][0] for row in calls for who in row["联系对象"].split("、")]
        assert len(met) >= 10
        assert {cities[number] for number in met} == {f"{trip['城市']}市"}
        assert all(trip["开始"] <= row["日期"] <= trip["结束"] and row["干部"] == trip["干部"] for row in calls)


def test_400_hometown_notables_live_in_25_countries_and_regions(office: dict[str, Rows]) -> None:
    notables = [row for row in office["联系对象"] if row["界别"] == "乡贤"]
    assert len(notables) == 400
    assert len({row["国家"] for row in notables}) == 25


def test_names_are_of_every_kind_that_programs_stumble_over(office: dict[str, Rows]) -> None:
    names = [row["姓名"] for row in office["联系对象"]]
    everything = "".join(names)
    assert set("㛃喆堃淼镕𬍛䶮") <= set(everything)
    for surname in ("尉迟", "欧阳", "司马", "上官", "单", "仇", "解", "区", "曾", "覃", "朴", "盖", "查"):
        assert any(name.startswith(surname) for name in names), surname
    assert any(len(name) == 2 for name in names)
    assert any(name.isascii() for name in names)
    (namesake,) = (name for name, count in Counter(names).items() if count > 1)
    assert len({row["单位"] for row in office["联系对象"] if row["姓名"] == namesake}) == 2


def test_every_reference_means_exactly_one_person(office: dict[str, Rows]) -> None:
    cadres, people = keys(office["干部"]), keys(office["联系对象"])
    for sheet in ("结对", "联系记录", "出访", "暂停", "意见建议"):
        for row in office[sheet]:
            assert all(len(cadres[who]) == 1 for who in row.get("干部", "").split("、") if who)
            assert all(len(people[who]) == 1 for who in row.get("联系对象", "").split("、") if who)


def test_a_follow_up_came_up_in_one_contact_record(office: dict[str, Rows]) -> None:
    records = Counter((who, row["日期"]) for row in office["联系记录"] for who in row["联系对象"].split("、"))
    raised = [row for row in office["意见建议"] if row["类别"] != "待办"]
    assert len(raised) == 25
    assert all(records[row["联系对象"], row["联系日期"]] == 1 for row in raised)
    assert all(row["联系日期"] <= row["收到日期"] <= SAMPLE_DAY for row in raised)
    assert {row["结果"] for row in raised if row["状态"] == "已办结"} == {"A", "B", "C"}
    assert all(row["答复"] for row in raised if row["状态"] in {"已答复", "已办结"})


def test_three_rounds_of_letters_went_out_and_one_is_prepared(office: dict[str, Rows]) -> None:
    frozen = {row["名称"] for row in office["书信批次"] if row["定稿日期"]}
    (prepared,) = (row for row in office["书信批次"] if not row["定稿日期"])
    assert (prepared["节日"], prepared["年份"]) == ("春节", "2027")
    assert {row["批次"] for row in office["名单调整"] if row["备注"]} == {prepared["名称"]}
    texts = Counter(row["批次"] for row in office["书信正文"])
    assert texts == dict.fromkeys([*frozen, prepared["名称"]], 3)
    assert {row["批次"] for row in office["信件"]} == frozen
    for name in frozen:
        states = Counter(row["状态"] for row in office["信件"] if row["批次"] == name)
        assert set(states) <= {"已寄", "已送达", "已退回", "已回复"}
        assert min(states[state] for state in ("已寄", "已退回", "已回复")) >= 2


def test_each_letter_that_came_back_opened_a_task(office: dict[str, Rows]) -> None:
    tasks = [row for row in office["意见建议"] if row["类别"] == "待办"]
    back = [row["编码"] for row in office["信件"] if row["状态"] == "已退回" or "退回" in row["备注"]]
    assert len(tasks) == len(back)
    assert all(any(code in task["内容"] for task in tasks) for code in back)
    assert {task["状态"] for task in tasks} == {"已登记", "已办结"}


def test_nothing_after_the_day_is_done_and_some_plans_are_past_their_day(office: dict[str, Rows]) -> None:
    records = office["联系记录"]
    assert {row["状态"] for row in records} == {"已完成", "计划", "未联系上", "取消"}
    assert {row["状态"] for row in records if row["日期"] > SAMPLE_DAY} == {"计划"}
    planned = [(row["日期"] - SAMPLE_DAY).days for row in records if row["状态"] == "计划"]
    assert sum(days < 0 for days in planned) == 2
    assert sum(0 < days <= 7 for days in planned) >= 5


def test_people_of_one_household_share_their_address(office: dict[str, Rows]) -> None:
    homes: dict[str, set[str]] = {}
    for row in office["联系对象"]:
        if row["同户"]:
            homes.setdefault(row["同户"], set()).add(f"{row['国家']} {row['市']} {row['地址']} {row['邮编']}")
    assert len(homes) >= 10
    assert all(len(addresses) == 1 for addresses in homes.values())


def test_nobody_can_be_reached_by_mistake(office: dict[str, Rows]) -> None:
    emails = [row["邮箱"] for sheet in ("干部", "联系对象") for row in office[sheet] if row["邮箱"]]
    assert all(email.endswith("@example.com") for email in emails)
    mobiles = [row["手机"] for row in office["联系对象"]]
    assert len(set(mobiles)) == len(mobiles)
    assert all("0000" in number for number in mobiles if number.startswith("1"))
