"""What is a workbook or a CSV file and what is none; what in them is the office's and what is not."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from liaison.errors import InvalidInputError, LiaisonError, NotFoundError
from liaison.exchange.apply import Wishes
from liaison.exchange.intake import receive
from liaison.exchange.records import read_records
from workbooks import TODAY, Desk, table, verdicts, write

ROSTER = "编号,姓名,单位,备注\n001,张伟,县医院,\n002,李娜,县一中,'=1+1\n"


def refusal(path: Path) -> LiaisonError:
    with pytest.raises(LiaisonError) as refused:
        receive(path, Wishes(TODAY))
    assert str(path) in refused.value.sentence
    return refused.value


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path / "没有.xlsx"), NotFoundError)
    assert isinstance(refusal(tmp_path), NotFoundError)


@pytest.mark.parametrize("name", ["名单.xlsx", "名单.csv", "名单.pdf", "名单"])
@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\xff\xfe\xfd", b"%PDF-1.7 \x80\x81\xff", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_workbook_and_no_text(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert isinstance(refusal(path), InvalidInputError)


def test_a_cell_without_end_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    for written in ("x" * 200_000, '"' + "李娜,13800138001\n" * 20_000 + '"'):
        path.write_text(f"姓名,手机\n张伟,13800138000\n{written},1\n王芳,13800138002\n", encoding="utf-8")
        refused = refusal(path)
        assert isinstance(refused, InvalidInputError)
        assert "3" in refused.sentence.replace(str(path), "")
        assert "field" not in refused.sentence


def test_a_workbook_cut_short_anywhere_ends_in_a_sentence(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.xlsx", {"联系对象": table("姓名", ["张伟"])}).read_bytes()
    for length in range(1, len(whole), 97):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[:length])
        refusal(path)


def test_an_archive_that_is_no_workbook_and_one_with_broken_parts(tmp_path: Path) -> None:
    path = tmp_path / "archive.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    refusal(path)
    whole = write(tmp_path / "whole.xlsx", {"联系对象": table("姓名", ["张伟"])})
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as archive:
        for part in source.namelist():
            broken = part.startswith("xl/worksheets/")
            archive.writestr(part, b"<worksheet><sheetData><row r='x'" if broken else source.read(part))
    with pytest.raises(LiaisonError):
        receive(path, Wishes(TODAY))


def test_a_cell_far_away_does_not_take_all_memory(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("联系对象")
    page.write(0, 0, "姓名")
    page.write(1_000_000, 16_000, "x")
    book.close()
    refusal(path)


def test_a_part_that_swells_when_unpacked_is_not_unpacked(tmp_path: Path) -> None:
    path = write(tmp_path / "bomb.xlsx", {"联系对象": table("姓名", ["张伟"])})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/big.bin", "w") as part:
        for _ in range(250):
            part.write(bytes(1_000_000))
    assert path.stat().st_size < 1_000_000
    refusal(path)


def test_a_workbook_without_people_and_without_any_sheet_of_the_office(tmp_path: Path) -> None:
    path = write(tmp_path / "other.xlsx", {"Sheet1": table("名称 数量", ["信封", 100])})
    assert "联系对象" in refusal(path).sentence


def test_a_sheet_without_a_key_column_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    path = write(tmp_path / "lacks.xlsx", {"联系记录": table("日期 联系对象", ["2026-03-05", "张伟"])})
    with pytest.raises(InvalidInputError) as refused:
        receive(path, Wishes(TODAY))
    assert "联系记录" in refused.value.sentence
    assert "方式" in refused.value.sentence


def test_unknown_sheets_and_columns_are_remarked_and_their_neighbours_read(desk: Desk) -> None:
    outcome = desk.take(
        说明=[["请填写"]],
        联系对象=[["手 机", "政治面貌", "姓名\n", "手机"], ["13800138000", "x", "张伟", "0"], [], ["", "y", "", ""]],
        干部=[["名单"], [], ["职务", "姓名"], ["科长", "王芳"]],
        空表=[],
    )
    assert verdicts(outcome.plan) == {"联系对象": ["new"], "干部": ["new"]}
    assert outcome.plan.rows[next(iter(outcome.plan.rows))][0].row.number == 2
    remarks = "\n".join(outcome.plan.remarks)
    assert all(word in remarks for word in ("说明", "政治面貌", "手机"))
    (person,) = desk.store.read(read_records).people.values()
    assert person["phone"] == "138 0013 8000"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_file_of_any_common_encoding_is_the_sheet_its_headers_say(
    desk: Desk, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(ROSTER.replace(",", delimiter).encode(encoding))
    assert verdicts(desk.take_file(path).plan) == {"联系对象": ["new", "new"]}
    people = desk.store.read(read_records).people.values()
    assert [(p["number"], p["name"], p["remarks"]) for p in people] == [("001", "张伟", ""), ("002", "李娜", "=1+1")]


@pytest.mark.parametrize(
    ("headers", "sheet"),
    [
        ("日期,方式,联系对象", "联系记录"),
        ("干部,联系对象,开始日期", "结对"),
        ("名称,频率", "联系制度"),
        ("姓名,到任日期", "干部"),
        ("名称,城市", "出访"),
    ],
)
def test_the_headers_of_a_csv_file_say_which_sheet_it_is(tmp_path: Path, headers: str, sheet: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(headers + "\n", encoding="utf-8")
    assert [found.name for found in receive(path, Wishes(TODAY)).rows] == [sheet]


def test_a_csv_file_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    refusal(path)


def test_a_name_with_control_characters_and_spaces_is_kept_clean(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("姓名,备注\n 张\u3000伟\u200b\x07 ,一\x1b[31m二\n", encoding="utf-8")
    desk.take_file(path)
    (person,) = desk.store.read(read_records).people.values()
    assert (person["name"], person["remarks"]) == ("张伟", "一[31m二")


def test_a_long_file_tells_how_far_it_is(desk: Desk) -> None:
    told: list[tuple[str, int, int]] = []
    rows: list[list[Any]] = [[f"人{number}"] for number in range(2500)]
    path = desk.write(联系对象=table("姓名", *rows))
    receive(path, Wishes(TODAY), lambda *step: told.append(step))
    assert [done for _stage, done, total in told if total == 2500] == [1000, 2000, 2500]
