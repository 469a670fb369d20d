"""What people do most, in an office of 100,000 representatives, beside the same in hand-written SQL.

Left out of the normal run, since making the office takes minutes. To run them, as ``make bench`` does:

    python -m pytest tests/benchmarks -m bench --benchmark-enable -n 0
"""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlmodel import Session

from big_office import PEOPLE, TODAY, big_office
from liaison.main import open_office
from liaison.pairing.queries import DueQuestion, due_ids, due_rows, standings_of
from liaison.people.queries import representative_card
from liaison.people.search import find_representatives
from liaison.stewardship.timeline import timeline
from liaison.store.store import Store
from liaison.text.trigrams import LENGTH, all_of, cover
from liaison.visits.fields import ContactKind
from liaison.visits.service import log_contact

pytestmark = pytest.mark.bench

PAGE = 50
PERSON = PEOPLE // 2
DAY = TODAY.isoformat()

Timed = Callable[[Callable[[], Any]], Any]


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the big office, which may be written to."""
    folder = tmp_path_factory.mktemp("big")
    yield Path(shutil.copy(big_office(), folder / "office.db"))
    shutil.rmtree(folder)


@pytest.fixture
def office(path: Path) -> Iterator[Store]:
    store = open_office(str(path))
    yield store
    store.close()


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        yield connection


@pytest.fixture
def timed(benchmark: BenchmarkFixture) -> Timed:
    """Measure a call; the first one warms the caches."""
    measure: Callable[..., Any] = benchmark.pedantic
    return lambda call: measure(call, rounds=100, warmup_rounds=5)


def marks(values: list[Any]) -> str:
    return ", ".join("?" * len(values))


# --- the first page of the due list -----------------------------------------------------------------------------------


def due_page(session: Session) -> list[Any]:
    return due_rows(session, due_ids(session, DueQuestion(TODAY, TODAY), PAGE), TODAY)


def raw_due_page(raw: sqlite3.Connection) -> tuple[list[Any], list[Any]]:
    """The rows of the page, and the contacts, rules and pauses from which the reasons are told."""
    rows = raw.execute(
        "SELECT p.id, p.due_on, p.started_on, p.representative_id, r.name, c.id, c.name, p.last_contact_on"
        " FROM pairing p JOIN representative r ON r.id = p.representative_id JOIN cadre c ON c.id = p.cadre_id"
        " WHERE p.due_on < ? AND p.started_on <= ? AND (p.ended_on IS NULL OR p.ended_on > ?)"
        " ORDER BY p.due_on, p.id LIMIT ?",
        (DAY, DAY, DAY, PAGE),
    ).fetchall()
    return rows, raw_facts(raw, [row[3] for row in rows])


def raw_facts(raw: sqlite3.Connection, people: list[int]) -> list[Any]:
    contacts = raw.execute(
        "SELECT l.representative_id, v.id, v.happened_on, v.kind, v.state, k.cadre_id FROM visit_representative l"
        " JOIN visit v ON v.id = l.visit_id LEFT JOIN visit_cadre k ON k.visit_id = v.id"
        f" WHERE l.representative_id IN ({marks(people)})",
        people,
    ).fetchall()
    pauses = raw.execute(f"SELECT * FROM pause WHERE representative_id IN ({marks(people)})", people).fetchall()
    rules = raw.execute("SELECT * FROM contact_rule r JOIN clause c ON c.contact_rule_id = r.id").fetchall()
    return [*contacts, *pauses, *rules]


@pytest.mark.benchmark(group="first page of the due list")
def test_due_page(office: Store, timed: Timed) -> None:
    assert len(timed(lambda: office.read(due_page))) == PAGE


@pytest.mark.benchmark(group="first page of the due list")
def test_due_page_by_hand(raw: sqlite3.Connection, timed: Timed, office: Store) -> None:
    rows, _facts = timed(lambda: raw_due_page(raw))
    assert [row[0] for row in rows] == [row.pairing for row in office.read(due_page)]


# --- a card -----------------------------------------------------------------------------------------------------------


def card(session: Session) -> tuple[Any, Any, list[Any]]:
    return representative_card(session, PERSON), standings_of(session, PERSON, TODAY), timeline(session, PERSON)


def raw_card(raw: sqlite3.Connection) -> list[list[Any]]:
    of_person = (
        "representative WHERE id",
        "address WHERE representative_id",
        "channel_consent WHERE representative_id",
    )
    tables = (*of_person, "pause WHERE representative_id", "follow_up WHERE representative_id")
    answers = [raw.execute(f"SELECT * FROM {table} = ?", (PERSON,)).fetchall() for table in tables]
    answers.append(
        raw.execute(
            "SELECT p.*, c.name, u.name FROM pairing p JOIN cadre c ON c.id = p.cadre_id"
            " LEFT JOIN contact_rule u ON u.id = p.rule_id WHERE p.representative_id = ?",
            (PERSON,),
        ).fetchall()
    )
    visits = raw.execute(
        "SELECT v.*, t.name FROM visit_representative l JOIN visit v ON v.id = l.visit_id LEFT JOIN trip t"
        " ON t.id = v.trip_id WHERE l.representative_id = ? ORDER BY v.happened_on DESC, v.id DESC",
        (PERSON,),
    ).fetchall()
    ids = [row[0] for row in visits]
    for table, person in (("visit_cadre", "cadre"), ("visit_representative", "representative")):
        answers.append(
            raw.execute(
                f"SELECT l.visit_id, w.id, w.name FROM {table} l JOIN {person} w ON w.id = l.{person}_id"
                f" WHERE l.visit_id IN ({marks(ids)})",
                ids,
            ).fetchall()
        )
    deeds = (
        "SELECT * FROM deed WHERE id IN (SELECT deed_id FROM change WHERE representative_id = ?"
        f" UNION SELECT deed_id FROM change WHERE table_name = 'visit' AND row_id IN ({marks(ids)})) ORDER BY id DESC"
    )
    answers.append(raw.execute(deeds, (PERSON, *ids)).fetchall())
    return [*answers, visits, raw_facts(raw, [PERSON])]


@pytest.mark.benchmark(group="a person's card with the timeline")
def test_card(office: Store, timed: Timed) -> None:
    _card, standings, entries = timed(lambda: office.read(card))
    assert len(standings) == 1
    assert entries


@pytest.mark.benchmark(group="a person's card with the timeline")
def test_card_by_hand(raw: sqlite3.Connection, timed: Timed, office: Store) -> None:
    *_others, visits, _facts = timed(lambda: raw_card(raw))
    assert len([e for e in office.read(timeline, PERSON) if e.kind == "visit"]) == len(visits)


# --- search -----------------------------------------------------------------------------------------------------------


def raw_search(raw: sqlite3.Connection, word: str) -> list[Any]:
    narrowed = "SELECT rowid FROM representative_search WHERE representative_search MATCH :pieces"
    if len(word) < LENGTH:
        narrowed = "SELECT doc FROM representative_search_pieces WHERE term >= :word AND term < :last"
    return raw.execute(
        f"SELECT id, name FROM representative WHERE id IN ({narrowed})"
        " AND instr(search_text, :word) > 0 ORDER BY name <> :word, sort_pinyin LIMIT 200",
        {"word": word, "last": word + "\U0010ffff", "pieces": all_of(cover(word))},
    ).fetchall()


@pytest.mark.benchmark(group="search by two characters")
def test_two_characters(office: Store, timed: Timed) -> None:
    assert timed(lambda: office.read(find_representatives, "海波"))


@pytest.mark.benchmark(group="search by two characters")
def test_two_characters_by_hand(raw: sqlite3.Connection, timed: Timed, office: Store) -> None:
    rows = timed(lambda: raw_search(raw, "海波"))
    assert {row[0] for row in rows} == set(office.read(find_representatives, "海波"))


@pytest.mark.benchmark(group="search by initials")
def test_initials(office: Store, timed: Timed) -> None:
    assert timed(lambda: office.read(find_representatives, "chb"))


@pytest.mark.benchmark(group="search by initials")
def test_initials_by_hand(raw: sqlite3.Connection, timed: Timed) -> None:
    assert timed(lambda: raw_search(raw, "chb"))


# --- logging a contact ------------------------------------------------------------------------------------------------


def raw_log(raw: sqlite3.Connection, person: int, cadre: int) -> None:
    """The record, its history, and the due day from the person's contacts, in one transaction."""
    raw.execute("BEGIN IMMEDIATE")
    visit = raw.execute(
        "INSERT INTO visit (happened_on, kind, state, direction, place, summary)"
        " VALUES (?, 'call', 'done', 'outgoing', '', '')",
        (DAY,),
    ).lastrowid
    raw.execute("SELECT name, status FROM representative WHERE id = ?", (person,)).fetchone()
    people = raw.execute(
        "INSERT INTO visit_representative (visit_id, representative_id) VALUES (?, ?)", (visit, person)
    )
    staff = raw.execute("INSERT INTO visit_cadre (visit_id, cadre_id) VALUES (?, ?)", (visit, cadre))
    raw_facts(raw, [person])
    raw.execute(
        "UPDATE pairing SET due_on = ?, due_clause = 0, last_contact_on = ? WHERE representative_id = ?",
        (date(2027, 6, 30).isoformat(), DAY, person),
    )
    deed = raw.execute(
        "INSERT INTO deed (at, who, name, subject) VALUES (datetime(), 'tester', 'record a contact', '')"
    ).lastrowid
    for table, row_id in (
        ("visit", visit),
        ("visit_representative", people.lastrowid),
        ("visit_cadre", staff.lastrowid),
    ):
        after = json.dumps({"visit_id": visit, "happened_on": DAY})
        raw.execute(
            "INSERT INTO change (deed_id, table_name, row_id, after, representative_id) VALUES (?, ?, ?, ?, ?)",
            (deed, table, row_id, after, person),
        )
    raw.execute("COMMIT")


def in_contact(raw: sqlite3.Connection, since: int) -> Iterator[tuple[int, int]]:
    """People who may be called, each with the paired cadre."""
    query = (
        "SELECT r.id, p.cadre_id FROM representative r JOIN pairing p ON p.representative_id = r.id"
        " WHERE r.status = 'active' AND r.id > ? ORDER BY r.id LIMIT 500"
    )
    return iter(raw.execute(query, (since,)).fetchall())


@pytest.mark.benchmark(group="logging a contact")
def test_log(office: Store, raw: sqlite3.Connection, timed: Timed) -> None:
    people = in_contact(raw, 0)

    def log() -> int:
        person, cadre = next(people)
        return office.write(
            log_contact, kind=ContactKind.CALL, happened_on=TODAY, representatives=[person], cadres=[cadre], today=TODAY
        )

    assert timed(log) > 0


@pytest.mark.benchmark(group="logging a contact")
def test_log_by_hand(raw: sqlite3.Connection, timed: Timed) -> None:
    people = in_contact(raw, 1000)
    timed(lambda: raw_log(raw, *next(people)))
