"""``liaison export`` of every kind, and ``liaison disclosures``: what went out, to whom and why, is kept."""

import csv
import json
from pathlib import Path
from stat import S_IRWXG, S_IRWXO

import pytest

from desk import Desk
from liaison.errors import ExitCode
from workbooks import cells, table, write


def noted(desk: Desk, *options: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = desk.do("disclosures", "list", "--format", "json", *options).json()
    return rows


def test_each_file_is_noted_with_what_it_holds_to_whom_and_why(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    answer = desk.do("export", str(path), "--segment", "镇:澜港镇", "--to", "县侨联", "--purpose", "座谈会")
    assert str(path) in answer.err
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["姓名"] for row in csv.DictReader(file)] == ["覃淼", "曾李"]
    (row,) = noted(desk)
    assert (row["what"], row["form"], row["people"], row["everybody"]) == ("people", "csv", 2, False)
    assert (row["recipient"], row["purpose"], row["scope"]) == ("县侨联", "座谈会", "籍贯:澜港镇")
    assert {"name", "phone", "country"} <= set(row["fields"])  # type: ignore[call-overload] # a list of names
    assert (row["who"], row["given_on"]) == ("tester", "2026-11-20")
    assert "对外提供：人员名单 · → 县侨联 · 座谈会" in desk.do("people", "show", "覃淼").out
    assert "县侨联" not in desk.do("people", "show", "尉迟海").out
    for name in ("office.xlsx", "office.json", "people.vcf", "days.ics", "pairs.csv"):
        sheet = ("--sheet", "结对") if name == "pairs.csv" else ()
        desk.do("export", str(tmp_path / name), *sheet)
        assert (tmp_path / name).stat().st_size > 100
        # Whoever else works on the machine does not read along.
        assert not (tmp_path / name).stat().st_mode & (S_IRWXG | S_IRWXO)
    listed = [(row["what"], row["form"], row["everybody"], row["recipient"]) for row in noted(desk)]
    assert listed == [
        ("sheet", "csv", True, ""),
        ("calendar", "ics", False, ""),
        ("cards", "vcf", True, ""),
        ("office", "json", True, ""),
        ("office", "xlsx", True, ""),
        ("people", "csv", False, "县侨联"),
    ]
    shown = desk.do("disclosures", "list").out
    assert "household" not in shown
    assert "同户地址、联系制度" in shown
    assert "started_on" not in shown
    assert "本单位使用" in shown
    assert "全部字段" in shown
    assert [row["what"] for row in noted(desk, "--to", "侨联")] == ["people"]
    assert len(noted(desk, "尉迟海")) == 5  # all but the list
    assert noted(desk, "--until", "2026-11-19") == []


def test_a_segment_as_a_workbook_holds_its_people_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    desk.do("export", str(path), "--segment", "镇:金沙镇")
    ((name, rows),) = cells(path).items()
    assert (name, [row[1] for row in rows]) == ("联系对象", ["姓名", "尉迟海"])
    desk.do("export", str(tmp_path / "list.json"), "--segment", "镇:金沙镇")
    held = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    assert {sheet: len(rows) for sheet, rows in held.items()} == {"representatives": 1}


def test_cards_are_written_in_the_version_asked_for(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    archived = {"联系对象": table("编号 姓名 状态", ["R2", "尉迟海", "已归档"])}
    desk.do("import", str(write(tmp_path / "archived.xlsx", archived)))
    answer = desk.do("export", str(path), "--vcard", "3.0")
    assert "1 人" in answer.err
    text = path.read_text(encoding="utf-8")
    assert (text.count("VERSION:3.0"), "尉迟" in text) == (3, False)


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("x.pdf", (), ExitCode.WRONG_USE),
        ("none/x.csv", (), ExitCode.NOT_FOUND),
        ("x.vcf", ("--vcard", "2.1"), ExitCode.WRONG_USE),
        ("x.csv", ("--sheet", "结对", "--segment", "镇:金沙镇"), ExitCode.WRONG_USE),
        ("x.csv", ("--cadre", "单小明"), ExitCode.WRONG_USE),
        ("x.xlsx", ("--sheet", "结对"), ExitCode.WRONG_USE),
        ("x.csv", ("--segment", "镇:"), ExitCode.WRONG_USE),
    ],
)
def test_what_cannot_be_written_is_neither_there_nor_noted(
    desk: Desk, tmp_path: Path, name: str, options: tuple[str, ...], code: ExitCode
) -> None:
    assert desk.run("export", str(tmp_path / name), *options).code == code
    assert not (tmp_path / name).exists()
    assert noted(desk) == []


def test_an_export_is_not_taken_back_by_undo(desk: Desk, tmp_path: Path) -> None:
    desk.do("people", "add", "解放")
    desk.do("export", str(tmp_path / "office.xlsx"))
    assert "解放" in desk.do("undo").err
    assert len(noted(desk)) == 1
