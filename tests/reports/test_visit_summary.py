"""The visit summary against a recount by hand, whatever it goes by, and what it leaves out."""

from collections import defaultdict
from datetime import date

import pytest

from desk import Desk
from liaison.reports.document import Figure, Report
from liaison.reports.fields import By
from liaison.reports.spans import Span
from liaison.reports.visits import visits_report
from liaison.store.store import Store
from officework import TODAY

SPAN = Span(date(2026, 1, 1), TODAY)
GROUPED = {
    By.CADRE: "SELECT c.name FROM cadre c JOIN visit_cadre l ON l.cadre_id = c.id WHERE l.visit_id = {visit}",
    By.REPRESENTATIVE: "SELECT name FROM representative WHERE id = {person}",
    By.SECTOR: "SELECT sector FROM representative WHERE id = {person}",
    By.TOWN: "SELECT town FROM representative WHERE id = {person}",
    By.MONTH: "SELECT substr(happened_on, 1, 7) FROM visit WHERE id = {visit}",
    By.COUNTRY: "SELECT country FROM address WHERE representative_id = {person}",
}
WORDS = {"CN": "中国", "SG": "新加坡", "": "未填乡镇"}


def lines(report: Report, by: By) -> dict[str, list[int]]:
    titles = {By.CADRE: "分联系干部", By.REPRESENTATIVE: "分联系对象", By.SECTOR: "分界别", By.TOWN: "分乡镇"}
    title = {**titles, By.MONTH: "分月", By.COUNTRY: "分国家或地区"}[by]
    table = next(section.table for section in report.sections if section.title == title)
    assert table is not None
    return {
        str(row.cells[0]): [
            cell.value for cell in row.cells[1:4] if isinstance(cell, Figure) and isinstance(cell.value, int)
        ]
        for row in table.rows
    }


@pytest.mark.parametrize("by", list(By))
def test_each_line_is_what_a_recount_by_hand_gives(reported: Desk, store: Store, by: By) -> None:
    taken = reported.rows(
        "SELECT v.id, w.representative_id FROM visit v JOIN visit_representative w ON w.visit_id = v.id"
        f" WHERE v.state = 'done' AND v.happened_on BETWEEN '{SPAN.since}' AND '{SPAN.until}'"
    )
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for visit, person in taken:
        names = reported.rows(GROUPED[by].format(visit=visit, person=person)) or [("未记干部",)]
        for (name,) in names:
            groups[WORDS.get(name, name)].append((visit, person))
    expected = {
        name: [len({visit for visit, _person in pairs}), len(pairs), len({person for _visit, person in pairs})]
        for name, pairs in groups.items()
    }
    found = lines(store.read(visits_report, SPAN, by, TODAY), by)
    assert {name: numbers for name, numbers in found.items() if any(numbers)} == expected
    if by is By.MONTH:
        assert len(found) == 11


def test_what_came_up_and_what_is_open_are_told_apart_by_kind(reported: Desk, store: Store) -> None:
    report = store.read(visits_report, Span(date(2026, 9, 1), TODAY), By.CADRE, TODAY)
    figures = {figure.key: figure.value for figure in report.sections[0].figures}
    assert figures["came_up.suggestion"] == 0
    assert figures["came_up.request"] == 1
    assert figures["open.suggestion"] == 1
    assert figures["open.request"] == 1
    tables = [section.table for section in report.sections if section.title in {"收到的意见建议与诉求", "尚未办结"}]
    texts = [[str(row.cells[3]) for row in table.rows] for table in tables if table is not None]
    assert texts == [["希望代办证明"], ["希望修好村口的路", "希望代办证明"]]


def test_a_span_that_is_not_over_ends_today(reported: Desk) -> None:
    out = reported.do("report", "visits", "--from", "2026-01-01", "--to", "2026-12-31").out
    assert "2026年1月1日至2026年11月20日" in out
    assert "走访  3" in out


def test_a_cadre_has_a_line_without_contacts_only_while_in_office(reported: Desk, store: Store) -> None:
    reported.do("cadres", "add", "新干部", "--joined-on", "2026-07-01")
    before = Span(date(2026, 1, 1), date(2026, 6, 30))
    assert "新干部" not in lines(store.read(visits_report, before, By.CADRE, TODAY), By.CADRE)
    assert lines(store.read(visits_report, SPAN, By.CADRE, TODAY), By.CADRE)["新干部"] == [0, 0, 0]
