"""Making the animals of the zoo: files as offices keep them, and what each implies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt
from xlsxwriter.utility import xl_cell_to_rowcol

Rows = Sequence[Sequence[Any]]
Person = Mapping[str, Any]


@dataclass(frozen=True)
class Animal:
    """A file and what it implies.

    ``people`` hold what is to be stored of each, and nothing besides; ``rejected`` are sheet, row and column of each
    cell to mend; ``not_held`` are the columns left out with their filled cells; ``said`` must stand in the remarks.
    """

    name: str
    make: Callable[[Path], None]
    people: Sequence[Person]
    rejected: Sequence[tuple[str, int, str]] = ()
    not_held: Mapping[str, int] = field(default_factory=dict)
    said: Sequence[str] = ()
    cadres: bool = False


def book(
    *sheets: tuple[str, Rows],
    merged: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[str] = (),
    hidden_sheets: Sequence[str] = (),
) -> Callable[[Path], None]:
    """Writes a workbook; what is merged and hidden is that of the first sheet. Rows count from 1."""

    def make(path: Path) -> None:
        made = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        for name, rows in sheets:
            page = made.add_worksheet(name)
            _fill(page, rows, made.add_format({"num_format": "yyyy-mm-dd"}))
            if name in hidden_sheets:
                page.hide()
        first = made.worksheets()[0]
        for block in merged:
            row, place = xl_cell_to_rowcol(block.split(":")[0])
            cells = sheets[0][1][row]
            first.merge_range(block, cells[place] if place < len(cells) else "")
        for number in hidden_rows:
            first.set_row(number - 1, None, None, {"hidden": True})
        for columns in hidden_columns:
            first.set_column(columns, None, None, {"hidden": True})
        made.close()

    return make


def _fill(page: Any, rows: Rows, day: Any) -> None:
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(at, place, cell, day)
            elif cell not in {None, ""}:
                page.write(at, place, cell)


def old_book(name: str, rows: Rows) -> Callable[[Path], None]:
    """Writes a workbook in the old format."""

    def make(path: Path) -> None:
        made = xlwt.Workbook()
        page = made.add_sheet(name)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell not in {None, ""}:
                    page.write(at, place, cell)
        made.save(str(path))

    return make


def text(content: str, encoding: str) -> Callable[[Path], None]:
    """Writes a text."""

    def make(path: Path) -> None:
        path.write_bytes(content.encode(encoding))

    return make


def lines(*rows: str, cells: str = ",", end: str = "\n") -> str:
    """A text whose cells are written with spaces between them."""
    return end.join(row.replace(" ", cells) for row in rows) + end


ZHANG: Person = {"name": "张伟", "unit": "县人民医院", "post": "副院长", "phone": "138 0013 8000"}
LI: Person = {"name": "李娜", "unit": "县第一中学", "post": "教师", "phone": "139 0013 9000"}
WANG: Person = {"name": "王建国", "unit": "东海水产公司", "post": "董事长", "phone": "0571-88881234"}
HEAD = ["序号", "姓名", "工作单位", "职务", "联系电话"]
THREE = [
    [1, "张伟", "县人民医院", "副院长", 13800138000],
    [2, "李娜", "县第一中学", "教师", 13900139000],
    [3, "王建国", "东海水产公司", "董事长", "0571-88881234"],
]
PLAIN = lines(
    "姓名 单位 职务 手机",
    "张伟 县人民医院 副院长 13800138000",
    "李娜 县第一中学 教师 13900139000",
    "王建国 东海水产公司 董事长 0571-88881234",
)
ALL = [ZHANG, LI, WANG]


def without(person: Person, *names: str) -> dict[str, Any]:
    return {name: value for name, value in person.items() if name not in names}
