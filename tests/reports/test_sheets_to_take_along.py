"""Before a call: who is on the sheet of a place, what is known of each, and whom nobody is to call."""

from datetime import date
from pathlib import Path
from typing import Any

import docx
from pypdf import PdfReader
from sqlalchemy.event import listen, remove
from sqlmodel import Session

from desk import Desk
from liaison.reports.document import Report
from liaison.reports.place_sheets import city_sheet, trip_sheet
from liaison.store.store import Store
from officework import TODAY, Furnish
from reported_office import FORMULA, PHONES


def cells(report: Report) -> dict[str, tuple[str, ...]]:
    table = report.sections[0].table
    assert table is not None
    return {row.people[0].name: tuple(map(str, row.cells)) for row in table.rows}


def test_the_sheet_of_a_city_has_everybody_there_but_those_who_asked_for_no_contact(
    reported: Desk, store: Store
) -> None:
    for city in ("上海", "上海市"):
        report = store.read(city_sheet, city, TODAY)
        found = cells(report)
        assert set(found) == {"覃淼", "曾喆", "仇英", FORMULA}
        assert "1 名" in report.sections[0].remark
        assert len(report.people) == len(found)
    name, unit, phone, cadre, contacts, still = found["覃淼"]
    assert (name, unit, phone, cadre) == ("覃淼", "县一中", PHONES["覃淼"], "单小明")
    assert [line[:10] for line in contacts.split("\n")] == ["2026-01-05", "2026-01-05", "2025-11-25"]
    assert still == "2026-01-05 希望修好村口的路"


def test_a_sheet_of_more_people_asks_the_store_no_more_often(reported: Desk, store: Store) -> None:
    asked: list[str] = []

    def count(session: Session) -> int:
        asked.clear()
        listen(session.connection().engine, "before_cursor_execute", note)
        try:
            city_sheet(session, "上海", TODAY)
        finally:
            remove(session.connection().engine, "before_cursor_execute", note)
        return len(asked)

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    before = store.read(count)
    for number in range(5):
        reported.do("people", "add", f"新人{number}", "--country", "CN", "--city", "上海")
        reported.do("log", "call", f"新人{number}", "--no-cadre", "--text", "问候")
    assert store.read(count) == before


def test_nobody_is_called_who_does_not_want_calls_or_is_left_in_peace(reported: Desk, store: Store) -> None:
    found = cells(store.read(city_sheet, "上海", TODAY))
    assert found["曾喆"][2] == "不愿接听电话"
    assert "暂停联系" in found["仇英"][2]
    text = str(found)
    assert not any(PHONES[name] in text for name in ("曾喆", "仇英", "欧阳娜"))


def test_the_sheet_of_a_trip_has_its_city_and_whom_it_calls_on(reported: Desk, store: Store, office: Furnish) -> None:
    far = office.person("外地人")
    trip = reported.rows("SELECT id FROM trip")[0][0]
    office.contact(far, on=date(2026, 9, 3), trip_id=trip)
    found = cells(store.read(trip_sheet, "上海走访", TODAY))
    assert set(found) == {"覃淼", "曾喆", "仇英", FORMULA, "外地人"}


def test_the_sheet_of_one_person_is_written_and_recorded(reported: Desk, tmp_path: Path) -> None:
    pdf, word = tmp_path / "sheet.pdf", tmp_path / "sheet.docx"
    # What was only tried or is yet to come is no contact that somebody can refer to.
    reported.do("log", "call", "覃淼", "--state", "attempted", "--text", "无人接听")
    reported.do("log", "visit", "覃淼", "--state", "planned", "--on", "2026-12-01", "--text", "预备登门")
    reported.do("people", "show", "覃淼", "-o", str(pdf), "--to", "单小明", "--purpose", "走访")
    reported.do("people", "show", "覃淼", "-o", str(word))
    text = "".join(page.extract_text() for page in PdfReader(pdf).pages).replace(" ", "").replace("\n", "")
    document = docx.Document(str(word))
    written = "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for expected in (PHONES["覃淼"], "浦东路 1 号", "希望修好村口的路", "2025-11-25", "单小明"):
        assert expected.replace(" ", "") in text
        assert expected in written
    assert not any(words in written for words in ("无人接听", "预备登门"))
    rows = reported.rows("SELECT what, form, people, recipient, purpose FROM disclosure ORDER BY id")
    assert rows == [("before_call", "pdf", 1, "单小明", "走访"), ("before_call", "docx", 1, "", "")]


def test_the_sheet_of_somebody_who_asked_for_no_contact_has_no_number(reported: Desk, tmp_path: Path) -> None:
    for name, said in (("欧阳娜", "不联系"), ("曾喆", "不愿接受")):
        path = tmp_path / f"{name}.md"
        reported.do("people", "show", name, "-o", str(path))
        text = path.read_text(encoding="utf-8")
        assert PHONES[name] not in text
        assert said in text
