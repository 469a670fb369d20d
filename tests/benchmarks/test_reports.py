"""The year review and the coverage of 20,000 people with 100,000 contact records, beside plain counts in SQL.

The counts are those of the same figures, so that what ours costs is the rules, the records behind every figure, the
cadres and the times one by one. Seconds of the processor. As ``make bench``:

    python -m pytest tests/benchmarks -m bench -n 0
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from big_office import TODAY, make
from liaison.main import open_office
from liaison.reports.coverage import coverage_report
from liaison.reports.document import Figure, Report, Share
from liaison.reports.review import review_report
from liaison.reports.spans import year_span
from liaison.store.store import Store

pytestmark = pytest.mark.bench

SEED, PEOPLE, CONTACTS, CADRES = 7, 20_000, 100_000, 400
MOST_SECONDS = {"coverage": 30, "review": 40}
SPAN = year_span(TODAY.year, TODAY)
DAYS = {"since": SPAN.since.isoformat(), "until": SPAN.until.isoformat()}

_DONE = """FROM visit v JOIN visit_representative r ON r.visit_id = v.id
    WHERE v.state = 'done' AND v.happened_on BETWEEN :since AND :until"""
_HELD = "FROM pairing p WHERE p.started_on <= :until AND (p.ended_on IS NULL OR p.ended_on > :until)"
_ACTIVE = f"{_HELD} AND p.representative_id IN (SELECT id FROM representative WHERE status = 'active')"
_ENDED = "p.ended_on BETWEEN :since AND :until"
REVIEW = {
    "paired.people": f"SELECT count(DISTINCT p.representative_id) {_HELD}",
    "paired.started": "SELECT count(*) FROM pairing WHERE started_on BETWEEN :since AND :until",
    "paired.handovers": f"""SELECT count(DISTINCT p.id) FROM pairing p JOIN pairing n
        ON n.representative_id = p.representative_id AND n.cadre_id <> p.cadre_id AND n.started_on = p.ended_on
        WHERE {_ENDED}""",
    "contacts.all.contacts": f"SELECT count(DISTINCT v.id) {_DONE}",
    "contacts.all.person_times": f"SELECT count(*) {_DONE}",
    "contacts.all.people": f"SELECT count(DISTINCT r.representative_id) {_DONE}",
    "contacts.visit.contacts": f"SELECT count(DISTINCT v.id) {_DONE} AND v.kind = 'visit'",
}
COVERAGE = {
    "all.paired": f"SELECT count(DISTINCT p.representative_id) {_ACTIVE}",
    "all.contacted": f"""SELECT count(DISTINCT p.representative_id) {_ACTIVE}
        AND p.representative_id IN (SELECT r.representative_id {_DONE})""",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in which a quarter of the pairings ended, half of these by a handover."""
    made = tmp_path_factory.mktemp("reports") / "office.db"
    make(made, SEED, people=PEOPLE, contacts=CONTACTS, cadres=CADRES)
    with closing(sqlite3.connect(made)) as connection:
        day = f"date('{TODAY}', '-' || (id % 500) || ' days')"
        connection.execute(f"UPDATE pairing SET ended_on = {day} WHERE id % 4 = 0 AND started_on < {day}")
        connection.execute(
            "INSERT INTO pairing (cadre_id, representative_id, started_on, end_reason)"
            f" SELECT 1 + cadre_id % {CADRES}, representative_id, ended_on, '' FROM pairing"
            " WHERE ended_on IS NOT NULL AND id % 8 = 0"
        )
        connection.commit()
    return made


@pytest.fixture
def office(path: Path) -> Iterator[Store]:
    store = open_office(str(path))
    yield store
    store.close()


def timed(question: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    answer = question()
    return answer, time.process_time() - start


def counts(path: Path, queries: dict[str, str]) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return {key: connection.execute(query, DAYS).fetchone()[0] for key, query in queries.items()}


def values(report: Report) -> dict[str, int | Share]:
    found: list[Figure] = [figure for section in report.sections for figure in section.figures]
    return {figure.key: figure.value for figure in found}


def compare(name: str, path: Path, question: Callable[[], Report], queries: dict[str, str]) -> None:
    report, ours = timed(question)
    plain, by_hand = timed(lambda: counts(path, queries))
    print(f"{name}: {ours:.2f} s, plain counts of {len(queries)} figures {by_hand:.2f} s")
    assert {key: values(report)[key] for key in queries} == plain
    assert all(plain.values())
    assert ours < MOST_SECONDS[name]


@pytest.mark.timeout(600)
def test_the_review_of_a_year(office: Store, path: Path) -> None:
    compare("review", path, lambda: office.read(review_report, TODAY.year, TODAY), REVIEW)


@pytest.mark.timeout(600)
def test_the_coverage_of_a_year(office: Store, path: Path) -> None:
    compare("coverage", path, lambda: office.read(coverage_report, SPAN, TODAY), COVERAGE)
