"""Representatives and cadres on the command line: added, edited, listed, shown, put away."""

import csv
import io

from desk import Desk
from liaison.errors import ExitCode
from liaison.people.fields import ADDRESS_FIELDS, CADRE_FIELDS, REPRESENTATIVE_FIELDS


def test_what_is_added_is_stored_cleaned(desk: Desk) -> None:
    desk.do(
        "people",
        "add",
        "仇　英",
        "--phone",
        "１３８0013-8000",
        "--country",
        "美国",
        "--city",
        "New York",
        "--tier",
        "重点",
    )
    assert desk.rows("SELECT name, phone, pinyin, tier FROM representative WHERE id = 5") == [
        ("仇英", "138 0013 8000", "qiuying", "重点")
    ]
    assert desk.rows("SELECT country, city FROM address WHERE representative_id = 5") == [("US", "New York")]


def test_every_field_is_an_option(desk: Desk) -> None:
    page = desk.do("people", "edit", "--help").out
    for field in (*REPRESENTATIVE_FIELDS, *ADDRESS_FIELDS):
        if field.name not in {"status", "status_since"}:
            assert f"--{field.name.replace('_', '-')} " in page
    page = desk.do("cadres", "edit", "--help").out
    assert all(f"--{field.name.replace('_', '-')} " in page for field in CADRE_FIELDS)


def test_editing_changes_what_is_given_and_an_empty_text_clears(desk: Desk) -> None:
    desk.do("people", "edit", "覃淼", "--post", "董事长", "--unit", "", "--review-on", "明天", "--household", "覃家")
    assert desk.rows("SELECT unit, post, town, review_on, household_id FROM representative WHERE id = 1") == [
        ("", "董事长", "澜港镇", "2026-11-21", 1)
    ]


def test_a_person_can_name_a_rule_and_let_it_go(desk: Desk) -> None:
    desk.do("rules", "add", "海外乡贤", "--clause", "每隔12个月; 全部; 任何人")
    desk.do("people", "edit", "覃淼", "--rule", "海外乡贤")
    assert desk.rows("SELECT due_on FROM pairing WHERE id = 1") == [("2027-01-05",)]
    desk.do("people", "edit", "覃淼", "--rule", "")
    assert desk.rows("SELECT due_on FROM pairing WHERE id = 1") == [("2026-03-31",)]


def test_sectors_and_tiers_are_those_of_the_office(desk: Desk) -> None:
    said = desk.refused("people", "edit", "覃淼", "--sector", "界外", code=ExitCode.WRONG_USE)
    assert "“界外”不在本单位的列表中" in said
    desk.do("settings", "set", "tiers", "重点", "一般", "关注")
    desk.do("people", "edit", "覃淼", "--tier", "关注")


def test_a_number_belongs_to_one(desk: Desk) -> None:
    assert "R1 已属于覃淼" in desk.refused("people", "add", "李四", "--number", "R1", code=ExitCode.CONFLICT)


def test_lists_narrow_by_what_is_asked(desk: Desk) -> None:
    def names(*words: str) -> list[str]:
        return [row["name"] for row in desk.do("people", "list", *words, "--format", "json").json()]

    assert names("--text", "澜港") == ["覃淼", "曾李"]
    assert names("--sector", "侨界") == ["尉迟海"]
    assert names("--unpaired") == ["曾李", "曾李"]
    assert names("--unpaired", "--text", "澜港") == ["曾李"]
    desk.do("people", "status", "尉迟海", "已归档", "--since", "昨天")
    assert "尉迟海" not in names()
    assert names("--archived") == ["尉迟海"]
    assert names("--status", "archived") == ["尉迟海"]


def test_csv_has_words_and_json_has_codes(desk: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.do("people", "list", "--text", "覃淼", "--format", "csv").out)))
    assert rows[0]["状态"] == "联系中"
    assert desk.do("people", "list", "--text", "覃淼", "--format", "json").json()[0]["status"] == "active"


def test_a_card_says_why_contact_is_due(desk: Desk) -> None:
    shown = desk.do("people", "show", "覃淼").out
    assert "单小明: 按《结对联系制度》" in shown
    assert "应于2026-03-31前联系，已逾期234天" in shown
    card = desk.do("people", "show", "覃淼", "--format", "json").json()
    assert [(row["cadre"]["name"], row["status"], row["days_late"]) for row in card["pairings"]] == [
        ("单小明", "never", 234)
    ]
    assert {entry["kind"] for entry in card["timeline"]} == {"pairing", "deed"}
    assert "sort_pinyin" not in card


def test_a_status_that_needs_more_has_a_command_of_its_own(desk: Desk) -> None:
    said = desk.refused("people", "status", "覃淼", "no_contact", code=ExitCode.WRONG_USE)
    assert "liaison people no-contact" in said


def test_no_contact_takes_the_person_out_at_once(desk: Desk) -> None:
    desk.do("log", "走访", "覃淼", "--state", "计划", "--on", "明天")
    assert "取消了1次" in desk.do("people", "no-contact", "覃淼", "--since", "昨天").err
    assert desk.do("due", "--format", "json").json() == []
    assert desk.rows("SELECT state FROM visit") == [("cancelled",)]
    assert "已要求不再联系" in desk.refused("log", "电话", "覃淼", code=ExitCode.WRONG_USE)
    desk.do("log", "电话", "覃淼", "--direction", "incoming")


def test_no_contact_by_one_channel_leaves_the_others(desk: Desk) -> None:
    desk.do("people", "no-contact", "覃淼", "--channel", "phone")
    assert desk.rows("SELECT channel, consent, since FROM channel_consent") == [("phone", "withdrawn", "2026-11-20")]
    assert desk.rows("SELECT status FROM representative WHERE id = 1") == [("active",)]


def test_a_pause_holds_contact_back_until_it_is_resumed(desk: Desk) -> None:
    desk.do("people", "pause", "覃淼", "--from", "2026-11-01", "--until", "2026-12-31", "--reason", "asked_for_quiet")
    assert desk.do("due", "--format", "json").json() == []
    desk.do("people", "resume", "覃淼")
    assert desk.rows("SELECT from_on, until FROM pause") == [("2026-11-01", "2026-11-19")]
    desk.do("people", "pause", "覃淼")
    desk.do("people", "resume", "覃淼")
    assert desk.rows("SELECT count(*) FROM pause") == [(1,)]
    assert "并未暂停" in desk.refused("people", "resume", "覃淼", code=ExitCode.NOT_FOUND)


def test_cadres_are_listed_with_how_many_they_answer_for(desk: Desk) -> None:
    desk.do("cadres", "edit", "解海", "--left-on", "2026-10-01", "--keep-pairings")
    assert [row["name"] for row in desk.do("cadres", "list", "--format", "json").json()] == ["单小明"]
    rows = desk.do("cadres", "list", "--all", "--format", "json").json()
    assert {row["name"]: row["people"] for row in rows} == {"单小明": 1, "解海": 1}


def test_leaving_while_pairings_are_open_shows_the_plan_instead(desk: Desk) -> None:
    before = desk.contents()
    answer = desk.run("cadres", "edit", "单小明", "--left-on", "2026-12-01", "--post", "处长")
    assert answer.code == ExitCode.CONFLICT
    assert "覃淼（#1） → …" in answer.out
    assert "liaison pair handover 单小明 --on 2026-12-01 --leaves --apply --to" in answer.err
    assert desk.contents() == before
    desk.do("cadres", "edit", "单小明", "--left-on", "2026-12-01", "--keep-pairings")
    assert desk.rows("SELECT left_on FROM cadre WHERE id = 1") == [("2026-12-01",)]


def test_a_cadre_without_people_just_leaves(desk: Desk) -> None:
    desk.do("cadres", "add", "区宁")
    desk.do("cadres", "edit", "区宁", "--left-on", "今天")
    assert desk.rows("SELECT left_on FROM cadre WHERE name = '区宁'") == [("2026-11-20",)]
