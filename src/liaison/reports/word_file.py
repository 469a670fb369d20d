"""A report as a Word document: sentences to paste, tables whose header comes again on each page, page numbers."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from liaison.printing.plain import printed
from liaison.reports.document import Chart, Column, Report, Row, Section, Table, cell_text
from liaison.reports.layout import chart_data, figures_table, has_header, subtitle
from liaison.reports.pages import chart_picture
from liaison.text.words import _

_LATIN, _CHINESE = "Calibri", "Microsoft YaHei"
_GREY = RGBColor(0x59, 0x59, 0x59)
_SHORT, _LONG, _MARGIN = 210, 297, 18
"""A4 and its margin, in millimetres."""
_UNIT_OF_WIDTH = 20
"""The most millimetres for one part of a column's weight: a table of few columns is no wider than reads well."""
_WIDE_TABLE = 8
"""From so many columns on, a table is set in smaller type."""


def write_word(report: Report, path: Path) -> None:
    """Write a report as a Word document."""
    document: Any = Document()
    _set_up(document, report)
    document.add_paragraph(_plain(report.title), style="Title")
    _muted(document.add_paragraph(), subtitle(report))
    width = (_LONG if report.landscape else _SHORT) - 2 * _MARGIN
    for section in report.sections:
        _section(document, report, section, width)
    if report.definitions:
        document.add_heading(_("What the figures mean"), level=1)
        for text in report.definitions:
            document.add_paragraph(_plain(text), style="List Bullet")
    document.save(str(path))


def _section(document: Any, report: Report, section: Section, width: float) -> None:
    document.add_heading(_plain(section.title), level=1)
    for sentence in section.sentences:
        document.add_paragraph(_plain(sentence))
    if section.remark:
        _muted(document.add_paragraph(), section.remark)
    if section.figures:
        _table(document, figures_table(section, report.compared), width)
    if section.table is not None:
        if section.table.rows:
            _table(document, section.table, width)
        else:
            _muted(document.add_paragraph(), _("Nothing to list."))
        if section.chart is not None and section.table.rows:
            _chart(document, section.chart, section.table, width)


def _table(document: Any, table: Table, width: float) -> None:
    rows: Sequence[Row] = (*table.rows, *((table.total,) if table.total else ()))
    header = has_header(table)
    made = document.add_table(rows=len(rows) + header, cols=len(table.columns), style="Normal Table")
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    made.autofit = False
    _rule(made)
    size = Pt(8 if len(table.columns) >= _WIDE_TABLE else 9)
    widths = _widths(table.columns, width)
    for column, wide in zip(made.columns, widths, strict=True):
        column.width = Mm(wide)
    lines = made.rows
    if header:
        _repeat(lines[0])
        _fill(lines[0], table.columns, [column.label for column in table.columns], widths, size, bold=True)
    for line, row in zip(list(lines)[header:], rows, strict=True):
        texts = [cell_text(cell) for cell in row.cells]
        _fill(line, table.columns, texts, widths, size, bold=row is table.total)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _fill(
    line: Any, columns: Sequence[Column], texts: Sequence[str], widths: Sequence[float], size: Any, *, bold: bool
) -> None:
    _keep_whole(line)
    for cell, column, text, wide in zip(line.cells, columns, texts, widths, strict=True):
        cell.width = Mm(wide)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        if column.number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(_plain(text, lines=True))
        run.bold, run.font.size = bold, size
        if bold:
            _shade(cell, "E8EEF4")


def _chart(document: Any, chart: Chart, table: Table, width: float) -> None:
    picture = chart_picture(chart_data(table, chart), width)
    document.add_picture(BytesIO(picture), width=Mm(width))


def _set_up(document: Any, report: Report) -> None:
    page = document.sections[0]
    if report.landscape:
        page.orientation = WD_ORIENT.LANDSCAPE
    long, short = Mm(_LONG), Mm(_SHORT)
    page.page_width, page.page_height = (long, short) if report.landscape else (short, long)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(page, side, Mm(_MARGIN))
    for name, size in (("Normal", 10.5), ("Title", 20), ("Heading 1", 13), ("List Bullet", 9), ("Footer", 9)):
        style = document.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:eastAsia"), _CHINESE)
        fonts.set(qn("w:hAnsi"), _LATIN)
    foot = page.footer.paragraphs[0]
    _muted(foot, f"{report.title} · {subtitle(report)}    ")
    before, between, after = _("page {page} of {pages}").replace("{pages}", "{page}").split("{page}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES")):
        _muted(foot, text)
        _field(foot, field)
    _muted(foot, after)


def _muted(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(_plain(text))
    run.font.color.rgb, run.font.size = _GREY, Pt(9)


def _field(paragraph: Any, name: str) -> None:
    """A field that Word fills in: the number of the page, or of all pages."""
    run = paragraph.add_run()
    run.font.size, run.font.color.rgb = Pt(9), _GREY
    for kind in ("begin", None, "end"):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = name
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _repeat(line: Any) -> None:
    line._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(line: Any) -> None:
    line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _rule(table: Any) -> None:
    """Pale lines between the rows, and some room around the texts."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B4BCC4")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 30), ("left", 70), ("bottom", 30), ("right", 70)):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), str(twips))
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    look = properties.find(qn("w:tblLook"))
    for element in (borders, properties.find(qn("w:tblLayout")), margins):
        if element is not None and look is not None:
            look.addprevious(element)


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)


def _widths(columns: Sequence[Column], width: float) -> list[float]:
    whole = sum(column.weight for column in columns)
    width = min(width, whole * _UNIT_OF_WIDTH)
    return [width * column.weight / whole for column in columns]


def _plain(text: str, *, lines: bool = False) -> str:
    """Text that XML can hold and a page shows."""
    return "\n".join(map(printed, text.split("\n"))) if lines else printed(text)
