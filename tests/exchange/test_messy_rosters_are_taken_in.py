"""Every animal of the zoo is taken in with exactly the people, values, rejects and left-out columns that it implies."""

import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from liaison.exchange.apply import Wishes
from liaison.exchange.intake import Incoming, guidance_of, preview, receive, save_map, take_in
from liaison.exchange.planned import Verdict
from liaison.exchange.records import read_records
from liaison.exchange.tables.memory import read_map
from liaison.store.store import Store
from liaison.store.undo import undo
from workbooks import TODAY, cells, write
from zoo import ANIMALS
from zoo_keeping import Animal, book

PERSON = (
    *("number", "name", "honorific", "sector", "tier", "town", "village", "unit", "post", "phone", "email", "wechat"),
    *("birth_month", "birth_day", "birth_lunar", "birth_leap", "status", "remarks", "salutation", "source"),
    *("joined_on", "left_on"),
)
ADDRESS = ("country", "region", "city", "district", "lines", "postcode", "recipient")
USUAL = {"status": "active", "country": "CN"}


def incoming(store: Store, path: Path) -> Incoming:
    return receive(path, Wishes(TODAY), None, guidance_of(store))


def held(store: Store, *, cadres: bool = False) -> list[dict[str, Any]]:
    """What the store holds of people, without what is usual or empty."""
    records = store.read(read_records)
    people = []
    for row in (records.cadres if cadres else records.people).values():
        home = next(iter(records.addresses.get(row["id"], ())), {}) if not cadres else {}
        values = {name: row.get(name) for name in PERSON} | {name: home.get(name) for name in ADDRESS}
        people.append({name: value for name, value in values.items() if value and USUAL.get(name) != value})
    return people


@pytest.mark.parametrize("animal", ANIMALS, ids=[animal.name for animal in ANIMALS])
def test_an_animal_of_the_zoo_is_understood(animal: Animal, store: Store, tmp_path: Path) -> None:
    path = tmp_path / animal.name
    animal.make(path)
    outcome = take_in(store, incoming(store, path))
    assert held(store, cadres=animal.cadres) == [dict(person) for person in animal.people]
    mends = [(p.row.where, p.row.number, mend.header) for p in outcome.plan.rejected() for mend in p.mends]
    assert mends == list(animal.rejected)
    assert {one.header: one.cells for one in outcome.plan.not_held} == dict(animal.not_held)
    remarks = "\n".join(outcome.plan.remarks)
    assert [said for said in animal.said if said not in remarks] == []
    assert (outcome.rejects is not None) == bool(animal.rejected)


@pytest.mark.parametrize("animal", ANIMALS, ids=[animal.name for animal in ANIMALS])
def test_taking_an_animal_in_again_changes_nothing_and_undo_takes_it_back(
    animal: Animal, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / animal.name
    animal.make(path)
    take_in(store, incoming(store, path))
    again = preview(store, incoming(store, path))
    verdicts = {planned.verdict for rows in again.rows.values() for planned in rows}
    assert verdicts <= {Verdict.UNCHANGED, Verdict.REJECTED}
    assert not again.does_something()
    store.write(undo)
    assert held(store, cadres=animal.cadres) == []


def test_the_zoo_is_big_enough() -> None:
    assert len(ANIMALS) >= 25
    assert len({animal.name for animal in ANIMALS}) == len(ANIMALS)


def test_rejected_rows_come_back_with_the_bad_cell_and_mended_finish_the_job(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "电话.xlsx"
    rows: list[list[Any]] = [
        ["2026年名册"],
        ["姓名", "工作情况", "", "联系方式"],
        ["", "单位", "职务", "手机"],
        ["张伟", "县医院", "院长", 13800138000],
        ["李娜", "县一中", "教师", "1.38E+10"],
    ]
    book(("名 册", rows), merged=["A2:A3", "B2:C2"])(path)
    outcome = take_in(store, incoming(store, path))
    assert outcome.rejects is not None
    (title, above, below, row) = cells(outcome.rejects)["名 册"]
    assert title[0] == "2026年名册"
    assert above == ["姓名", "工作情况", "", "联系方式", "需更正"]
    assert below == ["", "单位", "职务", "手机", ""]
    assert row[:4] == ["李娜", "县一中", "教师", "1.38E+10"]
    assert "手机" in row[4]
    with CalamineWorkbook.from_path(outcome.rejects) as made:
        blocks = made.get_sheet_by_index(0).merged_cell_ranges
    assert blocks == [((1, 0), (2, 0)), ((1, 1), (1, 2)), ((1, 4), (2, 4))]
    mended = outcome.rejects
    row[3] = 13900139000
    book(("名 册", [title, above, below, row]), merged=["A2:A3", "B2:C2", "E2:E3"])(mended)
    take_in(store, incoming(store, mended))
    assert [person["phone"] for person in held(store)] == ["138 0013 8000", "139 0013 9000"]
    assert held(store)[1] == {"name": "李娜", "unit": "县一中", "post": "教师", "phone": "139 0013 9000"}


def test_what_changes_is_told_field_by_field_and_an_empty_cell_erases_nothing(store: Store, tmp_path: Path) -> None:
    first = write(
        tmp_path / "2025.xlsx",
        {"名册": [["姓名", "工作单位", "联系电话", "邮箱"], ["张伟", "县医院", "13800138000", "zw@example.com"]]},
    )
    take_in(store, incoming(store, first))
    second = write(
        tmp_path / "2026.xlsx",
        {"名册": [["姓名", "工作单位", "联系电话", "邮箱"], ["张伟", "县人民医院", "13800138000", ""]]},
    )
    plan = preview(store, incoming(store, second))
    (planned,) = next(iter(plan.rows.values()))
    assert planned.verdict is Verdict.CHANGED
    assert [(change.header, change.old, change.new) for change in planned.changes] == [("单位", "县医院", "县人民医院")]
    take_in(store, incoming(store, second))
    assert held(store) == [{"name": "张伟", "unit": "县人民医院", "phone": "138 0013 8000", "email": "zw@example.com"}]


def test_somebody_who_is_probably_in_the_store_is_new_and_said_to_be_so(store: Store, tmp_path: Path) -> None:
    header = ["姓名", "工作单位", "联系电话"]
    rows = [["张伟", "县人民医院", "13800138000"], ["李娜", "县第一中学", "13900139000"], ["王芳", "甲", ""]]
    take_in(store, incoming(store, write(tmp_path / "a.xlsx", {"名册": [header, *rows]})))
    others = [
        ["张伟", "县医院", "13700137000"],
        ["李哪", "", "13900139000"],
        ["王芳", "某某公司", ""],
        ["孙丽", "乙", ""],
    ]
    plan = preview(store, incoming(store, write(tmp_path / "b.xlsx", {"名册": [header, *others]})))
    alike = {planned.row.values["name"]: planned.alike for planned in plan.alike()}
    assert alike.keys() == {"张伟", "李哪", "王芳"}
    assert {planned.verdict for rows in plan.rows.values() for planned in rows} == {Verdict.NEW}
    assert [(who.name, who.unit) for who in alike.values() if who is not None] == [
        ("张伟", "县人民医院"),
        ("李娜", "县第一中学"),
        ("王芳", "甲"),
    ]
    assert all(who is not None and 60 <= who.score < 100 and who.why for who in alike.values())


def test_a_map_is_written_corrected_given_and_remembered(store: Store, tmp_path: Path) -> None:
    rows = [["名字", "隶属", "随便", "民族"], ["张伟", "县医院", "老张", "汉"]]
    path = write(tmp_path / "a.xlsx", {"名册": [*rows]})
    saved = tmp_path / "map.json"
    with pytest.raises(Exception, match="姓名"):
        incoming(store, write(tmp_path / "none.xlsx", {"名册": [["谁", "哪"], ["张伟", "县医院"]]}))
    path = write(tmp_path / "a.xlsx", {"名册": [[*rows[0], "电话"], [*rows[1], "13800138000"]]})
    save_map(saved, incoming(store, path))
    written = json.loads(saved.read_text(encoding="utf-8"))
    assert written == {
        "sheet": "representatives",
        "columns": {"名字": "name", "隶属": None, "随便": None, "民族": None, "电话": "phone"},
    }
    written["columns"] |= {"隶属": "单位", "民族": "备注"}
    saved.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    take_in(store, receive(path, Wishes(TODAY), None, guidance_of(store, read_map(saved))))
    assert held(store) == [{"name": "张伟", "unit": "县医院", "phone": "138 0013 8000"}]
    later = write(
        tmp_path / "b.xlsx",
        {"另表": [["电话", "民族", "名字", "隶属", "随便"], ["13900139000", "", "李娜", "县一中", "x"]]},
    )
    take_in(store, incoming(store, later))
    assert held(store)[1] == {"name": "李娜", "unit": "县一中", "phone": "139 0013 9000"}


def test_a_post_in_a_society_is_not_the_post_at_work_and_a_street_is_one(store: Store, tmp_path: Path) -> None:
    header = ["姓名", "单位及职务", "社会职务", "城市", "街道", "邮编"]
    row = ["张伟", "上海华东机械有限公司总经理", "浙江商会副会长", "上海市", "南京东路100号", "200001"]
    asked = incoming(store, write(tmp_path / "a.xlsx", {"名册": [header, row]}))
    saved = tmp_path / "map.json"
    save_map(saved, asked)
    written = json.loads(saved.read_text(encoding="utf-8"))
    assert written["columns"]["社会职务"] is None
    assert written["columns"]["街道"] == "address.lines"
    take_in(store, asked)
    assert (held(store)[0]["unit"], held(store)[0]["post"]) == ("上海华东机械有限公司", "总经理")
    assert "remarks" not in held(store)[0]
    written["columns"]["社会职务"] = "remarks"
    saved.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    take_in(store, receive(tmp_path / "a.xlsx", Wishes(TODAY), None, guidance_of(store, read_map(saved))))
    assert held(store)[0]["remarks"] == "社会职务：浙江商会副会长"
    assert held(store)[0]["post"] == "总经理"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"columns": {"a": "nonsense"}}', '{"sheet": "x", "columns": {}}'])
def test_a_map_that_is_none_ends_in_a_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "map.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Exception, match=r"map\.json"):
        read_map(path)


def test_a_number_of_somebody_else_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    header = ["人员编号", "姓名", "工作单位"]
    take_in(store, incoming(store, write(tmp_path / "a.xlsx", {"名册": [header, ["D1", "张伟", "县医院"]]})))
    outcome = take_in(store, incoming(store, write(tmp_path / "b.xlsx", {"名册": [header, ["D1", "李娜", "县一中"]]})))
    assert [mend.header for planned in outcome.plan.rejected() for mend in planned.mends] == ["编号"]
    assert [person["name"] for person in held(store)] == ["张伟"]


def test_the_cells_that_are_wrong_are_coloured(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"名册": [["名字", "联系电话"], ["张伟", "1.38E+10"]]})
    outcome = take_in(store, incoming(store, path))
    assert outcome.rejects is not None
    with CalamineWorkbook.from_path(outcome.rejects) as made:
        assert made.sheet_names == ["名册"]
