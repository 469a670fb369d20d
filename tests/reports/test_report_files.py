"""Reports as files: what each format holds, that it prints well, that nothing in it is run, that it is recorded."""

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from desk import Desk
from liaison.errors import ExitCode
from reported_office import FORMULA, MARKUP

SPAN = ("--from", "2026-01-01", "--to", "2026-11-20")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
VISITS = ("report", "visits", *SPAN, "--by", "cadre")


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def test_the_workbook_has_a_sheet_a_table_and_the_records_behind_each_number(reported: Desk, tmp_path: Path) -> None:
    path = tmp_path / "visits.xlsx"
    reported.do(*VISITS, "-o", str(path))
    book = sheets(path)
    by_cadre = {row[0]: row[1:] for row in book["分联系干部"]}
    # Times, person-times and people; visits, meetings, calls, messages, events, letters; last; open ones.
    assert by_cadre["单小明"][:9] == [3, 5, 4, 3, 0, 0, 0, 0, 0]
    assert by_cadre["解海"][:9] == [2, 3, 3, 1, 0, 1, 0, 0, 0]
    assert by_cadre["未记干部"][:9] == [1, 3, 3, 0, 0, 0, 0, 1, 0]
    assert by_cadre["合计"][:9] == [5, 9, 6, 3, 0, 1, 0, 1, 0]
    # The sheet of records ticks what each number counts.
    records = [rows for rows in book.values() if rows and rows[0][0] == "联系干部" and "走访" in rows[0][7:]]
    header, *lines = records[0]
    visits = header.index("走访", 7)
    assert sum(1 for line in lines if line[0] == "单小明" and line[visits] == "✓") == 3
    assert sum(1 for line in lines if line[0] == "解海" and line[header.index("电话", 7)] == "✓") == 1
    people = next(rows for name, rows in book.items() if name.endswith("联系到的对象"))
    assert {row[0] for row in people[1:]} == {"覃淼", "仇英", "曾喆", FORMULA, "欧阳娜", "Lim Wei Jie"}


def test_what_people_wrote_is_text_in_the_workbook_and_every_sheet_prints_on_a4(reported: Desk, tmp_path: Path) -> None:
    path = tmp_path / "visits.xlsx"
    reported.do(*VISITS, "-o", str(path))
    listed = [cell for rows in sheets(path).values() for row in rows for cell in row]
    assert FORMULA in listed
    assert MARKUP in listed
    with zipfile.ZipFile(path) as archive:
        pages = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        texts = {name: archive.read(name).decode() for name in (*pages, *charts, "xl/workbook.xml")}
    assert not any("<f>" in texts[name] for name in pages)
    assert all('paperSize="9"' in texts[name] and 'fitToHeight="0"' in texts[name] for name in pages)
    assert all("第 &amp;P 页 共 &amp;N 页" in texts[name] for name in pages)
    assert sum('state="frozen"' in texts[name] for name in pages) == len(pages) - 1
    assert texts["xl/workbook.xml"].count("_xlnm.Print_Area") == len(pages)
    assert texts["xl/workbook.xml"].count("_xlnm.Print_Titles") == len(pages) - 1
    assert texts["xl/workbook.xml"].count("_xlnm._FilterDatabase") == len(pages) - 1
    assert len(charts) == 3
    assert all("<c:barChart>" in texts[name] and "<c:f>" in texts[name] for name in charts)


def test_numbers_of_the_workbook_lead_to_their_records(reported: Desk, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    reported.do("report", "review", "--year", "2026", "-o", str(path))
    book = CalamineWorkbook.from_path(path)
    figures = book.get_sheet_by_name("指标").to_python()
    row = next(number for number, line in enumerate(figures, 1) if line[:3] == ["联系", "走访", "人次"])
    links = part(path, "xl/worksheets/sheet2.xml")
    target = links.split(f'<hyperlink ref="D{row}" location="\'')[1].split("'!")[0]
    records = book.get_sheet_by_name(target).to_python()
    assert sum(line[0] == "2026" for line in records[1:]) == figures[row - 1][3] == 5
    assert sum(line[0] == "2025" for line in records[1:]) == figures[row - 1][4] == 1
    # Names of sheets say the counting word where figures differ in nothing else.
    assert target.endswith("走访（人次）")
    assert any(name.endswith(" 结对干部") for name in book.sheet_names)


def test_shares_are_drawn_up_to_the_whole_and_no_further(reported: Desk, tmp_path: Path) -> None:
    path = tmp_path / "coverage.xlsx"
    reported.do("report", "coverage", *SPAN, "-o", str(path))
    assert '<c:max val="1"/>' in part(path, "xl/charts/chart1.xml")


def test_the_workbook_of_the_year_shows_its_letters_in_charts(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    desk.do("report", "review", "--year", "2026", "-o", str(path))
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2
    assert all("寄出信件" in chart and "书信（按" in chart for chart in charts)


def test_the_word_document_repeats_its_headers_and_counts_its_pages(reported: Desk, tmp_path: Path) -> None:
    path = tmp_path / "visits.docx"
    reported.do(*VISITS, "-o", str(path))
    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "联系情况汇总"
    assert any("不重复的人数" in text for text in texts)
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {FORMULA, MARKUP, "单小明", "希望修好村口的路"} <= cells
    for table in document.tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    # Days stay on one line, in wide letters too.
    days = [cell for table in document.tables for row in table.rows for cell in row.cells if DAY.fullmatch(cell.text)]
    assert len(days) > 5
    sizes = [cell.paragraphs[0].runs[0].font.size.mm for cell in days]
    assert min(cell.width.mm - 2.5 - 10 * 0.63 * size for cell, size in zip(days, sizes, strict=True)) >= 0
    foot = document.sections[0].footer._element.xml
    assert "NUMPAGES" in foot
    assert "第 " in foot
    assert len(document.inline_shapes) == 3
    assert 'w:eastAsia="Microsoft YaHei"' in document.styles.element.xml


def test_the_pages_say_span_day_definitions_and_number(reported: Desk, tmp_path: Path) -> None:
    path = tmp_path / "coverage.pdf"
    reported.do("report", "coverage", *SPAN, "-o", str(path))
    pages = [page.extract_text() for page in PdfReader(path).pages]
    text = " ".join("".join(pages).split())
    assert "2026年1月1日至2026年11月20日" in text.replace(" ", "")
    assert f"第1页共{len(pages)}页" in pages[0].replace(" ", "")
    assert "覆盖率=至少有一次计入的联系的在联系结对对象（不重复计人）÷在联系结对对象" in text.replace(" ", "")
    assert "只计按日历周期的条款" in text.replace(" ", "")
    # One of three paired is paused, and is paired all the same; 仇英 was met in January only.
    assert "100.0%" in text


def test_the_bars_of_a_chart_stay_on_one_page_with_their_title(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "visits.pdf"
    desk.do("report", "visits", *SPAN, "--by", "cadre", "-o", str(path))
    pages = [page.extract_text().replace(" ", "") for page in PdfReader(path).pages]
    names = {name for (name,) in desk.rows("SELECT DISTINCT name FROM cadre JOIN visit_cadre ON cadre.id = cadre_id")}
    # The title stands over the chart by month and over the one by cadre, which lies below a table of the same names.
    charted = [page.rpartition("各方式联系次数")[2] for page in pages if "各方式联系次数" in page]
    assert any(sum(name in text for name in names) >= 27 for text in charted)


def test_a_character_that_no_font_has_is_left_blank_and_named(reported: Desk, tmp_path: Path) -> None:
    reported.do("people", "add", "乱\U0010fffd码", "--city", "上海市")
    path = tmp_path / "sheet.pdf"
    reported.do("report", "calls", "--city", "上海", "-o", str(path))
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "U+10FFFD" in text


def test_plain_formats_hold_the_same_and_run_nothing(reported: Desk, tmp_path: Path) -> None:
    for ending in ("md", "csv", "json"):
        reported.do(*VISITS, "-o", str(tmp_path / f"visits.{ending}"))
    markdown = (tmp_path / "visits.md").read_text(encoding="utf-8")
    assert "# 联系情况汇总" in markdown
    assert "| 单小明 | 3 | 5 | 4 |" in markdown
    assert r"\[red\]甲\<b\>\&乙\</b\>\|\*丙\*" in markdown
    raw = (tmp_path / "visits.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert ["单小明", "3", "5", "4"] in [line[:4] for line in lines]
    cells = [cell for line in lines for cell in line]
    assert f"'{FORMULA}" in cells
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)
    data = json.loads((tmp_path / "visits.json").read_text(encoding="utf-8"))
    table = next(section["table"] for section in data["sections"] if section["title"] == "分联系干部")
    assert [cell["value"] for cell in table["total"][1:4]] == [5, 9, 6]
    assert [len(cell["records"]["ids"]) for cell in table["total"][1:4]] == [5, 9, 6]


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "md"])
def test_a_file_that_goes_out_is_recorded_with_whom_and_why(reported: Desk, tmp_path: Path, ending: str) -> None:
    given = ("--given-to", "市委统战部", "--purpose", "季度汇报")
    said = reported.do(*VISITS, "-o", str(tmp_path / f"visits.{ending}"), *given).err
    ((number, what, form, people, recipient, purpose, fields),) = reported.rows(
        "SELECT id, what, form, people, recipient, purpose, fields FROM disclosure"
    )
    assert f"已记为提供记录第 {number} 号" in said
    assert (what, form, people, recipient, purpose) == ("visits", ending, 6, "市委统战部", "季度汇报")
    assert {"name", "summary"} <= set(fields.split("\n"))
    named = reported.rows("SELECT r.name FROM disclosure_person d JOIN representative r ON r.id = d.representative_id")
    assert ("覃淼",) in named
    assert "覃淼" not in str(reported.rows("SELECT scope FROM disclosure"))


def test_what_is_only_printed_is_not_recorded(reported: Desk) -> None:
    printed = reported.do(*VISITS).out
    assert "联系情况汇总" in printed
    assert "单小明" in printed
    as_csv = list(csv.reader(reported.do(*VISITS, "--format", "csv").out.splitlines()))
    assert ["单小明", "3", "5"] in [line[:3] for line in as_csv]
    assert reported.rows("SELECT * FROM disclosure") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((*VISITS, "-o", "{}/visits.odt"), ExitCode.WRONG_USE, ".xlsx、.docx、.pdf"),
        ((*VISITS, "-o", "{}/none/visits.xlsx"), ExitCode.NOT_FOUND, "none"),
        (("report", "visits", "--from", "2027-01-01"), ExitCode.WRONG_USE, "在将来"),
        (("report", "visits", "--from", "2026-03-01", "--to", "2026-02-01"), ExitCode.WRONG_USE, "不能早于"),
        (("report", "review", "--year", "2030"), ExitCode.WRONG_USE, "在将来"),
        (("report", "review", "--year", "0"), ExitCode.WRONG_USE, "0"),
        (("report", "calls"), ExitCode.WRONG_USE, "城市"),
        (("report", "calls", "--city", "火星"), ExitCode.NOT_FOUND, "火星"),
        (("report", "calls", "--trip", "没有"), ExitCode.NOT_FOUND, "上海走访"),
        ((*VISITS, "--given-to", "某人"), ExitCode.WRONG_USE, "-o"),
    ],
)
def test_what_cannot_be_reported_is_refused_and_leaves_no_file(
    reported: Desk, tmp_path: Path, words: tuple[str, ...], code: ExitCode, said: str
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    assert said in reported.refused(*(word.format(tmp_path) for word in words), code=code)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert reported.rows("SELECT * FROM disclosure") == []
