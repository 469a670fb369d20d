"""Workbooks old and new and texts become tables of cells; what is broken or boundless ends in a sentence."""

import zipfile
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
import xlwt

from liaison.errors import InvalidInputError
from liaison.exchange.tables.reading import read_source
from liaison.exchange.tables.source import Merged

ROWS = [["姓名", "手机"], ["张伟", "13800138000"]]


def refused(path: Path) -> str:
    with pytest.raises(InvalidInputError) as error:
        read_source(path)
    assert str(path) in error.value.sentence
    return error.value.sentence


def with_part(path: Path, part: str, content: bytes) -> Path:
    """The workbook with one of its parts replaced."""
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, part: content}.items():
            archive.writestr(name, data)
    return path


def small(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("名册")
    for at, row in enumerate(ROWS):
        page.write_row(at, 0, row)
    book.close()
    return path


def test_a_table_says_what_is_merged_and_what_is_hidden(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("一 & 二")
    page.merge_range(2, 1, 2, 3, "名册")
    page.write_row(3, 1, ["姓名", "手机", "住址"])
    page.write_row(5, 1, ["张伟", 13800138000, "杭州"])
    page.set_column(3, 4, None, None, {"hidden": True})
    page.set_row(5, None, None, {"hidden": True})
    other = book.add_worksheet("旧")
    other.write(0, 0, "x")
    other.hide()
    book.close()
    table, old = read_source(path).tables
    assert (table.name, table.first_row, table.hidden, old.hidden) == ("一 & 二", 3, False, True)
    assert [list(row) for row in table.rows] == [
        ["名册"],
        ["姓名", "手机", "住址"],
        [],
        ["张伟", 13800138000.0, "杭州"],
    ]
    assert table.merged == [Merged(0, 0, 0, 2)]
    assert (table.hidden_rows, table.hidden_columns) == ([3], [2])


def test_an_old_workbook_is_read_whatever_its_name(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("名册")
    for at, row in enumerate(ROWS):
        for place, cell in enumerate(row):
            page.write(at + 2, place, cell)
    for name in ("old.xls", "renamed.xlsx"):
        book.save(str(tmp_path / name))
        (table,) = read_source(tmp_path / name).tables
        assert (table.name, table.first_row, [list(row) for row in table.rows]) == ("名册", 3, ROWS)
    assert [list(row) for row in read_source(small(tmp_path / "new.xls")).tables[0].rows] == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_a_text_is_divided_by_the_sign_that_fits(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "名册.tsv"
    lines = [["名册，2026"], ["姓名", "手机", "住址"], ["张伟", "1", "路1号；二楼, 东"], [], ["李娜", "2", "路2号"]]
    path.write_bytes(
        "\r\n".join(delimiter.join(f'"{c}"' if delimiter in c else c for c in line) for line in lines).encode(encoding)
    )
    (table,) = read_source(path).tables
    assert [list(row) for row in table.rows] == lines


def test_a_text_named_as_a_workbook_is_read_and_its_first_line_may_name_the_sign(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes("sep=;\n姓名;手机\n张,伟;1\n".encode("gb18030"))
    assert [list(row) for row in read_source(path).tables[0].rows] == [[], ["姓名", "手机"], ["张,伟", "1"]]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('姓名,备注\n张伟,"高\n李娜,x\n"王芳",y\n', encoding="utf-8")
    assert [list(row) for row in read_source(path).tables[0].rows][1:] == [
        ["张伟", '"高'],
        ["李娜", "x"],
        ["王芳", "y"],
    ]


def test_nor_does_it_in_a_text_longer_than_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text('姓名\t备注\n张伟\t"高\n' + "李娜\tx\n" * 40_000, encoding="utf-8")
    rows = [list(row) for row in read_source(path).tables[0].rows]
    assert rows[:3] == [["姓名", "备注"], ["张伟", '"高'], ["李娜", "x"]]
    assert len(rows) == 40_002


def test_a_text_that_was_cut_off_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("姓名\n张伟".encode()[:-1])
    refused(path)


def test_a_text_without_end_in_any_direction_is_refused_or_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liaison.exchange.tables.plain.MOST_CELLS", 60_000)  # a hundredth, and so is what is written
    path = tmp_path / "wide.csv"
    path.write_text("姓名" + "," * 100_000 + "\n张伟\n", encoding="utf-8")
    assert [len(row) for row in read_source(path).tables[0].rows] == [1, 1]
    path.write_text("姓名" + ",x" * 16_383, encoding="utf-8")
    assert [len(row) for row in read_source(path).tables[0].rows] == [16_384]
    path.write_text("姓名" + ",x" * 16_384, encoding="utf-8")
    refused(path)
    path.write_text("姓名,手机\n" + "张伟,1\n" * 25_000, encoding="utf-8")
    refused(path)
    path.write_text("姓名\n" + "\n" * 70_000, encoding="utf-8")
    refused(path)
    path.write_text("姓名\n" + "张" * 200_000, encoding="utf-8")
    refused(path)


def test_empty_rows_and_columns_without_end_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liaison.exchange.tables.guard.MOST_AREA", 300_000)  # less than they would take if they counted
    names = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{letter}{at}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for letter, cell in zip("AB", row, strict=True)
        )
        + "</row>"
        for at, row in enumerate(ROWS, 1)
    )
    blank = "".join(f'<row r="{at}"><c r="A{at}" s="1"/></row>' for at in range(3, 40_000))
    wide = '<row r="40000">' + '<c s="1"/>' * 400_000 + "</row>"
    content = _sheet(f"<sheetData>{names}{blank}{wide}</sheetData>")
    path = with_part(small(tmp_path / "blank.xlsx"), "xl/worksheets/sheet1.xml", content)
    assert [list(row) for row in read_source(path).tables[0].rows] == ROWS


@pytest.mark.parametrize(
    "sheet",
    [
        '<row><c r="XFD1"><v>1</v></c></row>' + "<row/>" * 300_000 + "<row><c><v>1</v></c></row>",
        "<row>" + "<c/>" * 16_000 + "<c><v>1</v></c></row>" + '<row r="300000"><c><v>1</v></c></row>',
        '<row\nr="1048576"><c\nr="XFD1048576"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        """<row r='1048576'><c r='XFD1048576'><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>""",
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="1000000"><x:c r="ZZ1"><x:v>1</x:v></x:c></x:row>',
    ],
)
def test_a_sheet_that_reaches_too_far_is_refused_however_it_is_written(tmp_path: Path, sheet: str) -> None:
    path = with_part(
        small(tmp_path / "far.xlsx"), "xl/worksheets/sheet1.xml", _sheet(f"<sheetData>{sheet}</sheetData>")
    )
    refused(path)


def test_more_text_than_memory_should_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liaison.exchange.tables.reading._MOST_TEXT", 400_000)
    page = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{at} {"x" * 30_000}</t></is></c></row>' for at in range(1, 20)
    )
    path = with_part(
        small(tmp_path / "long.xlsx"), "xl/worksheets/sheet1.xml", _sheet(f"<sheetData>{page}</sheetData>")
    )
    refused(path)


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="1"><c r="ABCDE1"><v>1</v></c></row>',
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="999999999"><c r="A999999999"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>999999</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>yesterday</v></c></row>',
        '<row r="x"><c r="1A"><v>1</v></c></row>',
        "<row>" * 100_000,
    ],
)
def test_sheets_that_no_program_writes_end_in_a_sentence_or_in_cells(tmp_path: Path, sheet: str) -> None:
    whole = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{sheet}</sheetData></worksheet>"
    )
    path = with_part(small(tmp_path / "x.xlsx"), "xl/worksheets/sheet1.xml", whole.encode())
    try:
        read_source(path)
    except InvalidInputError as error:
        assert str(path) in error.sentence  # noqa: PT017 - it may as well be read


def test_entities_that_stand_for_each_other_are_not_resolved(tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    shared = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a0 "x">{lines}]><sst><si><t>&a11;</t></si></sst>'
    path = with_part(small(tmp_path / "x.xlsx"), "xl/sharedStrings.xml", shared.encode())
    try:
        (table,) = read_source(path).tables
    except InvalidInputError as error:
        assert str(path) in error.sentence  # noqa: PT017 - it may as well be read
    else:
        assert all(len(str(cell)) < 100 for row in table.rows for cell in row)


def test_a_page_of_the_web_named_as_a_workbook_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_text("<html><table><tr><td>姓名</td></tr></table></html>", encoding="utf-8")
    assert ".xlsx" in refused(path)


@pytest.mark.parametrize("length", [7, 100, 511, 512, 600, 1500, 2600, 4000])
def test_an_old_workbook_cut_short_ends_in_a_sentence(tmp_path: Path, length: int) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("名册")
    page.write(0, 0, "姓名")
    path = tmp_path / "old.xls"
    book.save(str(path))
    path.write_bytes(path.read_bytes()[:length])
    refused(path)


def _sheet(content: str) -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f'<?xml version="1.0"?><worksheet {space}>{content}</worksheet>'.encode()


def test_one_text_of_many_megabytes_is_refused_and_a_long_one_cut(tmp_path: Path) -> None:
    cell = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row></sheetData>'
    path = with_part(small(tmp_path / "x.xlsx"), "xl/worksheets/sheet1.xml", _sheet(cell.format("x" * 12_000_000)))
    refused(path)
    path = with_part(small(tmp_path / "y.xlsx"), "xl/worksheets/sheet1.xml", _sheet(cell.format("x" * 100_000)))
    assert [len(str(cell)) for cell in read_source(path).tables[0].rows[0]] == [32_767]


def test_merged_blocks_end_where_the_cells_do(tmp_path: Path) -> None:
    cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>'
    merged = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 1000 + "</mergeCells>"
    path = with_part(small(tmp_path / "x.xlsx"), "xl/worksheets/sheet1.xml", _sheet(cells + merged))
    assert read_source(path).tables[0].merged == [Merged(0, 0, 0, 1)]


def test_sheets_without_number_are_refused(tmp_path: Path) -> None:
    space = (
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 2001))
    whole = f"<workbook {space}><sheets>{sheets}</sheets></workbook>"
    refused(with_part(small(tmp_path / "x.xlsx"), "xl/workbook.xml", whole.encode()))


@pytest.mark.parametrize("ending", ["xlsx", "xls", "csv", "tsv"])
def test_random_bytes_and_flipped_ones_end_in_a_sentence_or_in_cells(
    tmp_path: Path, ending: str, capfd: pytest.CaptureFixture[str]
) -> None:
    chance = Random(7)
    whole = bytearray(small(tmp_path / "whole.xlsx").read_bytes())
    contents = [
        chance.randbytes(3000),
        b"\0" * 100_000,
        b"\xff" * 100_000,
        b"\xd0\xcf\x11\xe0" + chance.randbytes(3000),
    ]
    for _turn in range(12):
        flipped = bytearray(whole)
        for _flip in range(15):
            flipped[chance.randrange(len(flipped))] = chance.randrange(256)
        contents.append(bytes(flipped))
    for number, content in enumerate(contents):
        path = tmp_path / f"{number}.{ending}"
        path.write_bytes(content)
        try:
            read_source(path)
        except InvalidInputError as error:
            assert str(path) in error.sentence  # noqa: PT017 - it may as well be read
    assert "panicked" not in capfd.readouterr().err
