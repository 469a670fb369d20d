"""Make ``office.xlsx``, the sample office: a fictional coastal county on a fixed day.

Everything is invented: the county, its towns, every person, every firm, every number and every word. Any likeness to
somebody real is chance. People, pairings and contacts come from one seed; the program then takes them in, does what the
office did in its year, letters above all, and writes the whole office out. It is the same byte for byte each time.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeAlias

import xlsxwriter
from office_contacts import ContactMaker, Diary, FollowUp, Trip, follow_ups, plans
from office_gatherings import calls_on_two, gatherings, letters, trips
from office_pairings import RULES, Pairing, PairingMaker, Pause, Story, assign_stories, pauses, with_status
from office_people import ACTIVE, FORMER_CADRE, NOTABLE, Cadre, PeopleMaker, Representative
from office_year import later, with_the_year

SAMPLE_DAY = date(2026, 11, 20)
SEED = 20261120
OUTPUT = Path(__file__).with_name("office.xlsx")

Cell: TypeAlias = str | date | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its columns with their widths in characters, and its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: list[tuple[Cell, ...]]


@dataclass(frozen=True)
class Office:
    """All that the workbook holds."""

    cadres: list[Cadre]
    people: list[Representative]
    pairings: list[Pairing]
    pauses: list[Pause]
    diary: Diary
    trips: list[Trip]
    follow_ups: list[FollowUp]


def make_office() -> Office:
    """Invent the office from its seed."""
    rng = Random(SEED)
    maker = PeopleMaker(rng)
    cadres, paired, local = maker.cadres(), maker.paired(), maker.unpaired_locals()
    notables = maker.notables()
    stories = assign_stories(paired, rng)
    paired = [with_status(person, stories[person.code]) for person in paired]
    pairer = PairingMaker(cadres, paired, stories, rng)
    pairings = [*pairer.former([p for p in local if p.status != ACTIVE]), *pairer.pairings()]
    in_post = [cadre for number, cadre in enumerate(cadres) if number != FORMER_CADRE]
    diary = Diary(pairings, rng)
    kept = [p for p in paired if stories[p.code] is Story.KEPT]
    at_home = [p for p in kept if p.sector not in {NOTABLE, "港澳台"}]
    journeys = trips(diary, in_post, [*paired, *notables])
    gatherings(diary, in_post, at_home)
    contacts = ContactMaker(diary, in_post, stories)
    for person in paired:
        contacts.tell(person)
    calls_on_two(diary, [p for p in at_home if p.tier == "一般"], 3)
    letters(diary, notables)
    plans(diary, at_home)
    raised = follow_ups(diary, SAMPLE_DAY)
    everybody = [*paired, *local, *notables]
    return Office(cadres, everybody, pairings, pauses(pairings, stories), diary, journeys, raised)


class References:
    """How rows name people: by name where it is the only one, else by name and unit."""

    def __init__(self, people: Sequence[Cadre | Representative]) -> None:
        """Count the names of ``people``."""
        self._count = Counter(person.name for person in people)

    def one(self, person: Cadre | Representative) -> str:
        """The reference to one person."""
        return person.name if self._count[person.name] == 1 else f"{person.name}（{person.unit}）"

    def many(self, people: Sequence[Cadre | Representative]) -> str:
        """The references to several people in one cell."""
        return "、".join(self.one(person) for person in people)


def sheets(office: Office) -> list[Sheet]:
    """The sheets of the workbook, in their order."""
    cadres, people = References(office.cadres), References(office.people)
    return [
        _cadre_sheet(office),
        _people_sheet(office),
        _pairing_sheet(office, cadres),
        _rule_sheet(),
        _contact_sheet(office, cadres, people),
        _trip_sheet(office, cadres),
        _pause_sheet(office, cadres, people),
    ]


def _cadre_sheet(office: Office) -> Sheet:
    columns = (("编号", 7), ("姓名", 10), ("单位", 18), ("职务", 18), ("电话", 14), ("邮箱", 22))
    rows: list[tuple[Cell, ...]] = [
        (c.code, c.name, c.unit, c.post, c.phone, c.email, c.joined_on, c.left_on) for c in office.cadres
    ]
    return Sheet("干部", (*columns, ("到任日期", 12), ("离任日期", 12)), rows)


def _people_sheet(office: Office) -> Sheet:
    columns = (
        *(("编号", 7), ("姓名", 18), ("称谓", 7), ("界别", 14), ("层级", 7), ("镇", 10), ("村", 9)),
        *(("单位", 26), ("职务", 14), ("手机", 18), ("邮箱", 20), ("微信", 12), ("语言", 10)),
        *(("国家", 12), ("省", 18), ("市", 18), ("区县", 12), ("地址", 36), ("邮编", 12), ("同户", 9)),
        *(("状态", 9), ("备注", 22), ("状态起日", 12)),
    )
    rows: list[tuple[Cell, ...]] = []
    for p in office.people:
        person = (p.code, p.name, p.honorific, p.sector, p.tier, p.town, p.village, p.unit, p.post)
        reach = (p.mobile, p.email, p.wechat, p.language)
        a = p.address
        place = (a.country, a.region, a.city, a.district, a.street, a.postcode, p.household)
        # what came in the course of the year is noted on its day
        stands = (ACTIVE, p.note, None) if later(p) else (p.status, p.note, p.status_since)
        rows.append((*person, *reach, *place, *stands))
    return Sheet("联系对象", columns, rows)


def _pairing_sheet(office: Office, cadres: References) -> Sheet:
    columns = (("干部", 12), ("联系对象", 12), ("开始日期", 12), ("结束日期", 12), ("计算起日", 12), ("联系制度", 18))
    namesakes = Counter(person.name for person in office.people)
    rows: list[tuple[Cell, ...]] = []
    for p in office.pairings:
        person = p.representative
        # namesakes are told apart by code here and by unit in the contact records: both ways are shown
        named = person.name if namesakes[person.name] == 1 else person.code
        rows.append((cadres.one(p.cadre), named, p.started_on, p.ended_on, p.counts_from, p.rule, p.end_reason))
    return Sheet("结对", (*columns, ("结束原因", 18)), rows)


def _rule_sheet() -> Sheet:
    columns = (("名称", 18), ("适用", 12), ("频率", 16), ("方式", 24), ("由谁", 10))
    return Sheet("联系制度", columns, list(RULES))


def _contact_sheet(office: Office, cadres: References, people: References) -> Sheet:
    columns = (
        *(("日期", 12), ("方式", 7), ("状态", 9), ("干部", 18), ("联系对象", 24), ("地点", 18)),
        *(("内容", 60), ("出访", 24), ("方向", 10)),
    )
    rows: list[tuple[Cell, ...]] = []
    for c in sorted(office.diary.contacts, key=lambda contact: contact.day):
        who = (cadres.many(c.cadres), people.many(c.people))
        rows.append((c.day, c.kind, c.state, *who, c.place, c.text, c.trip, c.direction))
    return Sheet("联系记录", columns, rows)


def _trip_sheet(office: Office, cadres: References) -> Sheet:
    columns = (("名称", 26), ("城市", 10), ("开始", 12), ("结束", 12), ("干部", 28))
    rows: list[tuple[Cell, ...]] = [(t.name, t.city, t.starts, t.ends, cadres.many(t.cadres)) for t in office.trips]
    return Sheet("出访", columns, rows)


def _pause_sheet(office: Office, cadres: References, people: References) -> Sheet:
    columns = (("联系对象", 18), ("干部", 12), ("开始", 12), ("结束", 12), ("原因", 16))
    rows: list[tuple[Cell, ...]] = []
    for p in office.pauses:
        cadre = "" if p.cadre is None else cadres.one(p.cadre)
        rows.append((people.one(p.representative), cadre, p.starts, p.ends, p.reason))
    return Sheet("暂停", columns, rows)


def write_workbook(made: list[Sheet], path: Path) -> None:
    """Write ``made`` to ``path``; texts stay texts and dates are dates.

    Raises:
        OSError: when the file cannot be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for sheet in made:
        page = book.add_worksheet(sheet.name)
        for column, (header, width) in enumerate(sheet.columns):
            page.set_column(column, column, width)
            page.write_string(0, column, header, bold)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, column, cell, day)
                elif cell:
                    page.write_string(number, column, cell, text)
    book.close()


def main() -> None:
    """Write the workbook beside this script, or where the command line says."""
    parser = argparse.ArgumentParser(description="Make the workbook of the fictional sample office.")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="where to write it (default: beside this script)")
    path: Path = parser.parse_args().output
    office = make_office()
    with TemporaryDirectory() as folder:
        base = Path(folder) / "base.xlsx"
        write_workbook(sheets(office), base)
        with_the_year(base, path, office.people, office.follow_ups, SAMPLE_DAY)
    print(f"Wrote {path}")


if __name__ == "__main__":
    main()
