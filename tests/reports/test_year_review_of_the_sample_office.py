"""The year review of the sample office: each figure is what a plain count in SQL gives, and opens to its records."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk import Desk
from liaison.exchange.sample import SAMPLE_DAY
from liaison.pairing.queries import DueQuestion, due_list
from liaison.pairing.terms import Status
from liaison.reports.coverage import coverage_report
from liaison.reports.document import Figure, Report, Share
from liaison.reports.records import record_columns, record_lines
from liaison.reports.review import review_report
from liaison.reports.spans import Span
from liaison.reports.tally import pairings_of
from liaison.store.store import Store
from liaison.text.words import use_language
from liaison.visits.fields import ContactKind, FollowUpState, Outcome
from walking_coverage import in_touch, slow_obligations
from walking_days import counting_days

SPANS = {
    "2026": ("2026-01-01", "2026-11-20"),
    "2025": ("2025-01-01", "2025-12-31"),
    "2025_same_days": ("2025-01-01", "2025-11-20"),
}
HOLDS = (
    "FROM pairing p JOIN representative r ON r.id = p.representative_id WHERE p.started_on <= :until"
    " AND (p.ended_on IS NULL OR p.ended_on > :until)"
    " AND NOT (r.status IN ('deceased', 'archived') AND (r.status_since IS NULL OR r.status_since <= :until))"
)
DONE = (
    "FROM visit v JOIN visit_representative w ON w.visit_id = v.id"
    " WHERE v.state = 'done' AND v.happened_on BETWEEN :since AND :until"
)
HANDED = (
    "EXISTS (SELECT 1 FROM pairing q WHERE q.representative_id = p.representative_id AND q.cadre_id <> p.cadre_id"
    " AND q.started_on = p.ended_on)"
)
ENDED = "SELECT COUNT(*) FROM pairing p WHERE p.ended_on BETWEEN :since AND :until AND"
COUNTS = {
    "contacts": "COUNT(DISTINCT v.id)",
    "person_times": "COUNT(*)",
    "people": "COUNT(DISTINCT w.representative_id)",
}


def plain_counts() -> dict[str, str]:
    """A plain count for each figure, by its key."""
    asked = {
        "paired.cadres": f"SELECT COUNT(DISTINCT p.cadre_id) {HOLDS}",
        "paired.people": f"SELECT COUNT(DISTINCT p.representative_id) {HOLDS}",
        "paired.pairings": f"SELECT COUNT(*) {HOLDS}",
        "paired.started": "SELECT COUNT(*) FROM pairing WHERE started_on BETWEEN :since AND :until",
        "paired.newcomers": "SELECT COUNT(*) FROM (SELECT MIN(started_on) AS day FROM pairing"
        " GROUP BY representative_id) WHERE day BETWEEN :since AND :until",
        "paired.handovers": f"{ENDED} {HANDED}",
        "paired.ended": f"{ENDED} NOT {HANDED}",
        "contacts.cadres": "SELECT COUNT(DISTINCT c.cadre_id) FROM visit v JOIN visit_cadre c ON c.visit_id = v.id"
        " WHERE v.state = 'done' AND v.happened_on BETWEEN :since AND :until",
        "trips.trips": "SELECT COUNT(*) FROM trip WHERE from_on BETWEEN :since AND :until",
        "trips.cities": "SELECT COUNT(DISTINCT city) FROM trip WHERE from_on BETWEEN :since AND :until",
        "letters.issues": "SELECT 0",
    }
    now_paired = f"AND w.representative_id IN (SELECT p.representative_id {HOLDS})"
    on_trips = "AND v.trip_id IN (SELECT id FROM trip WHERE from_on BETWEEN :since AND :until)"
    for name, count in COUNTS.items():
        asked[f"contacts.all.{name}"] = f"SELECT {count} {DONE}"
        asked[f"contacts.paired.{name}"] = f"SELECT {count} {DONE} {now_paired}"
        asked[f"trips.contacts.{name}"] = f"SELECT {count} {DONE} {on_trips}"
        asked[f"contacts.visit.paired.{name}"] = f"SELECT {count} {DONE} AND v.kind = 'visit' {now_paired}"
        asked |= {f"contacts.{kind}.{name}": f"SELECT {count} {DONE} AND v.kind = '{kind}'" for kind in ContactKind}
    for column in ("posted", "delivered", "returned", "acknowledged"):
        asked[f"letters.{column}"] = f"SELECT COUNT(*) FROM piece WHERE {column}_on BETWEEN :since AND :until"
    for kind in ("suggestion", "request"):
        of_kind = f"SELECT COUNT(*) FROM follow_up WHERE kind = '{kind}' AND received_on BETWEEN :since AND :until"
        asked[f"follow_ups.{kind}.received"] = of_kind
        asked |= {f"follow_ups.{kind}.{state}": f"{of_kind} AND state = '{state}'" for state in FollowUpState}
        asked |= {f"follow_ups.{kind}.{outcome}": f"{of_kind} AND outcome = '{outcome}'" for outcome in Outcome}
    return asked


@pytest.fixture(scope="module")
def review(sample: Store) -> Report:
    use_language("zh")
    return sample.read(review_report, 2026, SAMPLE_DAY)


def by_key(report: Report) -> dict[str, Figure]:
    found = {figure.key: figure for figure in report.figures()}
    assert len(found) == len(list(report.figures()))
    return found


def test_every_figure_of_both_years_equals_a_plain_count(review: Report, sample_file: Path) -> None:
    found, asked = by_key(review), plain_counts()
    elsewhere = ("coverage.", "festival.", "country.")
    assert {key for key in found if "@" not in key and not key.startswith(elsewhere)} == set(asked)
    assert review.compared == ("2026", "2025", "2025 同期")
    with closing(sqlite3.connect(sample_file)) as connection:
        for span, (since, until) in SPANS.items():
            counted = {
                key: connection.execute(query, {"since": since, "until": until}).fetchone()[0]
                for key, query in asked.items()
            }
            shown = {key: found[key if span == "2026" else f"{key}@{span}"].value for key in asked}
            assert shown == counted


@pytest.mark.parametrize(("group", "column"), [("country", "p.country"), ("festival", "c.festival")])
def test_letters_are_told_by_country_and_festival(review: Report, sample_file: Path, group: str, column: str) -> None:
    found = by_key(review)
    counts = (
        f"SELECT {column}, COUNT(*), COUNT(p.returned_on) FROM piece p JOIN campaign c ON c.id = p.campaign_id"
        f" WHERE p.posted_on BETWEEN ? AND ? GROUP BY {column}"
    )
    with closing(sqlite3.connect(sample_file)) as connection:
        rows = connection.execute(counts, SPANS["2026"]).fetchall()
    assert len(rows) > 2
    for code, posted, returned in rows:
        assert found[f"{group}.{code or 'none'}.2026.posted"].value == posted
        assert found[f"{group}.{code or 'none'}.2026.returned"].value == returned


def test_the_review_says_what_is_promised_of_the_sample_office(review: Report) -> None:
    said = " ".join(sentence for section in review.sections for sentence in section.sentences)
    assert "结对干部 27 名，结对对象 85 名" in said
    assert "走访 147 次、164 人次、90 名" in said
    assert "走访现结对对象 139 次、145 人次、71 名" in said
    assert "活动 15 场、37 人次、29 名" in said
    assert "组织出访 3 趟，到访城市 3 个" in said
    assert "寄出书信 308 封，退回 12 封，收到回音 26 封" in said
    assert "收到 14 条，已办结 5 条" in said
    assert "收到 11 件，已办结 4 件" in said


def test_every_figure_opens_to_as_many_records_as_it_counts(review: Report, sample: Store) -> None:
    for figure in (one for one in review.figures() if not one.key.endswith("@2025_same_days")):
        lines = sample.read(record_lines, figure.records)
        columns = record_columns(figure.records)
        assert [line.id for line in lines] == list(figure.records.ids)
        assert all(len(line.cells) == len(columns) for line in lines)
        assert set(figure.records.notes) <= set(figure.records.ids)
        if not figure.key.startswith(("coverage.", "trips.cities")):
            assert figure.value == len(lines), figure.key


def test_coverage_of_a_quarter_is_what_walking_its_days_finds(sample: Store) -> None:
    span = Span(date(2026, 7, 1), date(2026, 9, 30))
    report = sample.read(coverage_report, span, SAMPLE_DAY)
    found = {figure.key.removeprefix("all."): figure.value for figure in report.sections[0].figures}
    paired, reached, required, kept = set(), set(), 0, 0
    for held in sample.read(pairings_of, span):
        facts = held.facts
        if in_touch(facts, span.until):
            paired.add(held.person_id)
            for clause in facts.rule.clauses if facts.rule else ():
                if any(span.since <= day for day in counting_days(clause, facts, span.until)):
                    reached.add(held.person_id)
        for _day, wanted, done in slow_obligations(facts, span):
            required += wanted
            kept += min(wanted, done)
    standings = sample.read(due_list, DueQuestion(span.until, span.until, everybody=True))
    by_status = [row.standing.status for row in standings]
    assert found["paired"] == len(paired)
    assert found["contacted"] == len(reached)
    assert found["coverage"] == Share(len(reached), len(paired))
    assert (found["required"], found["kept"]) == (required, kept)
    assert found["completion"] == Share(kept, required)
    assert 0 < kept < required
    assert found["overdue"] == by_status.count(Status.OVERDUE)
    assert found["never"] == by_status.count(Status.NEVER)


def test_the_command_gives_the_same_figures_as_data(desk: Desk, review: Report) -> None:
    data = json.loads(desk.do("report", "review", "--year", "2026", "--format", "json").out)
    found = by_key(review)
    listed: list[dict[str, Any]] = [one for section in data["sections"] for one in section["figures"]]
    for one in listed:
        figure = found[one["key"]]
        value = figure.value
        assert one["value"] == (value if isinstance(value, int) else {**vars(value), "ratio": value.ratio})
        assert one["records"]["ids"] == list(figure.records.ids)
        assert [before["key"] for before in one["before"]] == [f"{figure.key}@{span}" for span in list(SPANS)[1:]]
    assert len(listed) > 60
