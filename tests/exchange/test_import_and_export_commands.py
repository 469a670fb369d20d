"""``liaison import`` and ``liaison export`` as they are typed: what they print, write, answer and leave behind."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from desk import TODAY, Desk
from liaison.errors import ExitCode
from liaison.exchange.sample import sample_workbook
from workbooks import cells, records, table, write

OFFICE = {
    "干部": table("姓名", ["王芳"]),
    "联系对象": table("编号 姓名 手机", ["1", "张伟", "13800138000"], ["2", "李娜", ""]),
    "结对": table("干部 联系对象 开始日期", ["王芳", "张伟", "2026-03-05"]),
}
WITH_FAULTS = {
    **OFFICE,
    "联系记录": table("日期 方式 联系对象", ["2026-03-05", "走访", "张伟"], ["2027-01-01", "走访", "张伟"]),
}


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(tmp_path / "desk.db", capsys)
    made.do("init")
    return made


def counted(desk: Desk, path: Path, *options: str, code: int = 0) -> dict[str, tuple[int, int, int, int]]:
    answer = desk.run("import", str(path), "--format", "json", *options)
    assert answer.code == code, answer.err
    return {
        row["sheet"]: (row["new"], row["changed"], row["unchanged"], row["rejected"]) for row in answer.json()["sheets"]
    }


def test_the_sample_office_goes_in_and_nothing_twice(office: Desk) -> None:
    first = counted(office, sample_workbook())
    assert first["联系对象"] == (475, 0, 0, 0)
    assert first["联系记录"] == (874, 0, 0, 0)
    assert first["信件"] == (308, 0, 0, 0)
    again = counted(office, sample_workbook())
    assert again == {sheet: (0, 0, sum(rows), 0) for sheet, rows in first.items()}
    assert office.rows("SELECT count(*) FROM deed") == [(1,)]


def test_rejected_rows_are_told_and_answered_with_1(office: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "o.xlsx", WITH_FAULTS)
    answer = office.run("import", str(path))
    assert answer.code == ExitCode.FINDINGS
    assert "联系记录 第3行" in answer.err
    assert "2027-01-01" in answer.err
    assert str(tmp_path / "o.rejects.xlsx") in answer.err
    assert len(cells(tmp_path / "o.rejects.xlsx")["联系记录"]) == 2
    rejected = office.run("import", str(path), "--format", "json").json()["rejected"]
    assert [(row["sheet"], row["row"], row["column"], row["value"]) for row in rejected] == [
        ("联系记录", 3, "日期", "2027-01-01")
    ]


def test_a_trial_prints_the_plan_and_changes_nothing(office: Desk, tmp_path: Path) -> None:
    office.do("import", str(write(tmp_path / "o.xlsx", OFFICE)))
    before = office.contents()
    changed = write(tmp_path / "c.xlsx", {"联系对象": table("编号 姓名 手机", ["1", "张玮", ""], ["3", "王五", ""])})
    answer = office.do("import", str(changed), "--dry-run")
    assert "“张伟” → “张玮”" in answer.err
    assert office.contents() == before
    assert counted(office, changed, "--dry-run")["联系对象"] == (1, 1, 0, 0)
    write(changed, WITH_FAULTS)
    assert office.run("import", str(changed), "--dry-run").code == ExitCode.FINDINGS
    assert not (tmp_path / "c.rejects.xlsx").exists()
    assert office.contents() == before


def test_strict_takes_nothing_in_when_a_row_is_rejected(office: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "o.xlsx", WITH_FAULTS)
    answer = office.run("import", str(path), "--strict", "--format", "json")
    assert (answer.code, answer.json()["applied"]) == (ExitCode.FINDINGS, False)
    assert office.rows("SELECT count(*) FROM representative") == [(0,)]
    assert office.do("import", str(write(path, OFFICE)), "--strict")
    assert office.rows("SELECT count(*) FROM representative") == [(2,)]


def test_an_import_is_one_deed_with_a_copy_before_it_and_can_be_undone(office: Desk, tmp_path: Path) -> None:
    office.do("import", str(write(tmp_path / "o.xlsx", OFFICE)))
    before = office.contents()
    more = {
        "联系对象": table("编号 姓名 层级 地址 同户", ["1", "张玮", "特级", "X", "张家"], ["3", "王五", "", "", ""]),
        "联系制度": table("名称 适用 频率", ["甲", "默认", "每月1次"]),
        "出访": table("名称 干部", ["赴沪", "王芳"]),
        "联系记录": table("日期 方式 干部 联系对象 出访", ["2026-03-05", "走访", "王芳", "1、王五", "赴沪"]),
    }
    office.do("import", str(write(tmp_path / "more.xlsx", more)))
    assert office.rows("SELECT name, subject FROM deed ORDER BY id") == [
        ("import a workbook", "o.xlsx"),
        ("import a workbook", "more.xlsx"),
    ]
    assert office.rows("SELECT count(*) FROM pairing WHERE due_on IS NOT NULL") == [(1,)]
    assert len(list(tmp_path.glob("desk.db.copy-*"))) == 2
    office.do("undo")
    assert office.contents() == before


def test_reckoning_can_begin_on_the_day_the_office_goes_live(office: Desk, tmp_path: Path) -> None:
    rules = {"联系制度": table("名称 适用 频率", ["甲", "默认", "每隔30天"])}
    office.do("import", str(write(tmp_path / "o.xlsx", {**OFFICE, **rules})), "--counts-from", "2026-11-01")
    assert office.rows("SELECT counts_from, due_on FROM pairing") == [("2026-11-01", "2026-12-01")]


@pytest.mark.parametrize(
    ("name", "code"),
    [("没有.xlsx", ExitCode.NOT_FOUND), ("text.xlsx", ExitCode.WRONG_USE), ("x.pdf", ExitCode.WRONG_USE)],
)
def test_a_file_that_cannot_be_taken_is_refused(office: Desk, tmp_path: Path, name: str, code: ExitCode) -> None:
    for made in ("text.xlsx", "x.pdf"):
        (tmp_path / made).write_text("x")
    assert name in office.refused("import", str(tmp_path / name), code=code)


def test_a_folder_that_cannot_be_written_loses_only_the_workbook_of_rejects(office: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "o.xlsx", WITH_FAULTS)
    (tmp_path / "o.rejects.xlsx").mkdir()
    answer = office.run("import", str(path))
    assert answer.code == ExitCode.FINDINGS
    assert "o.rejects.xlsx" in answer.err
    assert office.rows("SELECT count(*) FROM visit") == [(1,)]


def test_an_export_gives_back_what_the_sample_office_says(office: Desk, tmp_path: Path) -> None:
    office.do("import", str(sample_workbook()))
    path = tmp_path / "out.xlsx"
    office.do("export", str(path))
    for sheet in ("干部", "联系对象", "出访", "联系记录"):
        given, found = records(sample_workbook(), sheet), records(path, sheet)
        assert len(given) == len(found)
        for before, after in zip(given, found, strict=True):
            # Telephone numbers and countries come back in one shape, and namesakes by number.
            same = before.keys() - {"手机", "电话", "国家", "联系对象"}
            assert {header: after.get(header) for header in same} == {header: before[header] for header in same}


def test_json_holds_everything_and_csv_one_sheet(office: Desk, tmp_path: Path) -> None:
    remark = {"联系对象": table("姓名 备注", ["=cmd|x", "-1"])}
    office.do("import", str(write(tmp_path / "o.xlsx", {**OFFICE, "联系对象": [*OFFICE["联系对象"]]})))
    office.do("import", str(write(tmp_path / "p.xlsx", remark)))
    office.do("export", str(tmp_path / "all.json"))
    whole = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert [person["name"] for person in whole["representatives"]] == ["张伟", "李娜", "=cmd|x"]
    assert whole["pairings"][0] | {"started_on": "2026-03-05", "cadre": "王芳"} == whole["pairings"][0]
    office.do("export", str(tmp_path / "people.csv"))
    text = (tmp_path / "people.csv").read_text(encoding="utf-8-sig")
    assert [row["姓名"] for row in csv.DictReader(text.splitlines())] == ["张伟", "李娜", "'=cmd|x"]
    office.do("export", str(tmp_path / "pairs.csv"), "--sheet", "结对")
    assert counted(office, tmp_path / "people.csv")["联系对象"] == (0, 0, 3, 0)
    assert counted(office, tmp_path / "pairs.csv") == {"结对": (0, 0, 1, 0)}


def test_the_empty_workbook_takes_nothing_in_and_needs_no_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path / "none.db", capsys)
    path = tmp_path / "empty.xlsx"
    desk.do("export", "--template", str(path))
    assert not desk.path.exists()
    desk.do("init")
    assert all(counts == (0, 0, 0, 0) for counts in counted(desk, path).values())
    assert all(len(rows) == 2 for rows in cells(path).values())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["export", "x.doc"], ExitCode.WRONG_USE),
        (["export", "x.xlsx", "--sheet", "结对"], ExitCode.WRONG_USE),
        (["export", "x.csv", "--sheet", "没有"], ExitCode.WRONG_USE),
        (["export", "--template", "x.csv"], ExitCode.WRONG_USE),
        (["export", "没有/x.xlsx"], ExitCode.NOT_FOUND),
    ],
)
def test_an_export_that_cannot_be_is_refused(
    office: Desk, words: list[str], code: ExitCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    office.refused(*words, code=code)
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_a_full_disk_leaves_the_old_file_whole(office: Desk, tmp_path: Path, ending: str) -> None:
    resource = pytest.importorskip("resource")
    assert resource is not None
    office.do("import", str(sample_workbook()))
    path = tmp_path / f"out.{ending}"
    path.write_text("old")
    script = (
        "import resource, signal, sys; from liaison.main import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000))\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    words = ["--store", str(office.path), "--today", TODAY, "export", str(path)]
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.WRONG_USE, done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_text() == "old"
    assert not [left for left in tmp_path.iterdir() if left.name.startswith(".")]
