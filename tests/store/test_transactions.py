"""Transactions: whole or not at all, one after the other, whoever else is at work."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import event, func, update
from sqlmodel import Session, col, select

from liaison.errors import ConflictError, InvalidInputError, StoreError
from liaison.main import open_office
from liaison.people.models import Cadre, Representative
from liaison.people.queries import count_people
from liaison.people.service import add_cadre, add_representative, edit_representative
from liaison.stewardship.check import check_store
from liaison.store.changes import bulk_insert, next_id
from liaison.store.engine import WRITES
from liaison.store.history import deed_rows
from liaison.store.settings import TIERS, extend_list, read_setting
from liaison.store.store import Store, about, deed
from stored import contents, indexed, should_be_indexed

TODAY = date(2026, 11, 20)

COUNT_UP = """
import sys
from sqlmodel import Session
from liaison.main import open_office
from liaison.people.models import Cadre
from liaison.store.store import deed


@deed("count up")
def count_up(session: Session) -> None:
    cadre = session.get(Cadre, 1)
    cadre.post = str(int(cadre.post) + 1)
    session.flush()


store = open_office(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[2])):
    store.write(count_up)
store.close()
"""

NEVER_FINISH = """
import sys
from sqlmodel import Session
from liaison.main import open_office
from liaison.people.service import add_representative
from liaison.store.store import deed


@deed("never finish")
def never_finish(session: Session) -> None:
    for number in range(2000):
        add_representative(session, name=f"写到一半{number}")
    session.flush()
    print("writing", flush=True)
    sys.stdin.readline()  # never comes


open_office(sys.argv[1]).write(never_finish)
"""


@deed("rename")
def rename(session: Session, person: int, name: str, *, then: Exception | None = None) -> None:
    session.get_one(Representative, person).name = name
    session.flush()
    if then is not None:
        raise then


@pytest.fixture
def helpers() -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def start(helpers: list[subprocess.Popen[str]], code: str, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    helpers.append(process)
    return process


def test_writers_of_several_processes_lose_no_update(store: Store, helpers: list[subprocess.Popen[str]]) -> None:
    store.write(add_cadre, name="单小明", post="0")
    writers = [start(helpers, COUNT_UP, store.location, "40") for _ in range(4)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.wait() for writer in writers] == [0] * 4
    assert store.read(lambda session: session.get_one(Cadre, 1).post) == "160"
    assert len(store.read(deed_rows, limit=None)) == 161


def test_writers_of_several_threads_lose_no_update(store: Store) -> None:
    store.write(add_cadre, name="单小明", post="0")

    @deed("count up")
    def count_up(session: Session) -> None:
        cadre = session.get_one(Cadre, 1)
        cadre.post = str(int(cadre.post) + 1)

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(store.write, count_up) for _ in range(80)]:
            done.result()
    assert store.read(lambda session: session.get_one(Cadre, 1).post) == "80"


@pytest.mark.parametrize(
    "fault", [InvalidInputError("no"), ConflictError("no"), RuntimeError("a bug"), KeyboardInterrupt()], ids=repr
)
def test_a_deed_that_raises_leaves_nothing(store: Store, fault: Exception) -> None:
    person = store.write(add_representative, name="覃淼")
    assert store.path is not None
    before = contents(store.path)
    with pytest.raises(type(fault)):
        store.write(rename, person, "另一个", then=fault)
    assert contents(store.path) == before


def test_what_settles_after_a_deed_is_one_with_it(store: Store) -> None:
    """When a settler raises, the deed did not happen either."""
    person = store.write(add_representative, name="覃淼")

    def refuse(_session: Session, _changes: object) -> None:
        raise ConflictError("not like that")

    strict = Store(store.location, [refuse])
    with pytest.raises(ConflictError):
        strict.write(rename, person, "另一个")
    strict.close()
    assert store.read(lambda session: session.get_one(Representative, person).name) == "覃淼"


def test_a_constraint_of_the_database_becomes_a_conflict(store: Store) -> None:
    @deed("add the nameless")
    def add_nameless(session: Session) -> None:
        session.add(Cadre(name=""))

    with pytest.raises(ConflictError):
        store.write(add_nameless)
    assert store.read(count_people) == (0, 0)


def test_reading_goes_on_while_another_writes(store: Store) -> None:
    person = store.write(add_representative, name="覃淼")
    reader = open_office(store.location)
    seen = []

    @deed("rename")
    def rename_slowly(session: Session) -> None:
        rename(session, person, "另一个")
        seen.append(reader.read(lambda other: other.get_one(Representative, person).name))

    store.write(rename_slowly)
    seen.append(reader.read(lambda other: other.get_one(Representative, person).name))
    reader.close()
    assert seen == ["覃淼", "另一个"]


def test_a_question_is_answered_from_one_moment(store: Store) -> None:
    person = store.write(add_representative, name="覃淼")
    writer = open_office(store.location)

    def ask_twice(session: Session) -> tuple[str, str]:
        names = select(Representative.name).where(col(Representative.id) == person)
        first = session.exec(names).one()
        writer.write(rename, person, "另一个")
        return first, session.exec(names).one()

    assert store.read(ask_twice) == ("覃淼", "覃淼")
    writer.close()


def test_a_store_that_stays_locked_is_a_sentence(store: Store) -> None:
    person = store.write(add_representative, name="覃淼")
    hurried = Store(store.location)
    event.listen(hurried.engine, "connect", lambda connection, _record: connection.execute("PRAGMA busy_timeout=1"))
    with store.engine.execution_options(**WRITES).connect() as held, held.begin():
        with pytest.raises(StoreError):
            hurried.write(rename, person, "另一个")
        assert hurried.read(count_people) == (0, 1)
    hurried.write(rename, person, "另一个")
    hurried.close()


def test_the_version_tells_of_commits_of_others(store: Store) -> None:
    other = open_office(store.location)
    first = store.version()
    assert store.version() == first
    other.read(count_people)
    assert store.version() == first
    person = other.write(add_representative, name="覃淼")
    second = store.version()
    assert second != first
    assert store.version() == second
    other.write(edit_representative, person, tier="重点")
    assert store.version() != second
    other.close()


def test_the_version_may_be_asked_for_by_any_thread(store: Store) -> None:
    asked: list[int] = []
    threads = [threading.Thread(target=lambda: asked.append(store.version())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(asked) == 4
    assert len(set(asked)) == 1


def test_a_writer_killed_in_the_middle_leaves_the_store_whole(
    store: Store, helpers: list[subprocess.Popen[str]]
) -> None:
    store.write(add_representative, name="覃淼")
    assert store.path is not None
    before = contents(store.path)
    writer = start(helpers, NEVER_FINISH, store.location)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    assert contents(store.path) == before
    assert store.read(check_store, TODAY) == []
    assert indexed(store.path) == should_be_indexed(store.path)
    store.write(add_representative, name="单小明")
    assert store.read(count_people) == (0, 2)


def test_many_rows_at_once_are_gathered_and_settled_like_others(store: Store) -> None:
    @deed("add many")
    def add_many(session: Session) -> None:
        first = next_id(session, Representative)
        names = [f"陈{number:04}" for number in range(1200)]
        rows = [{"id": first + place, "name": name} for place, name in enumerate(names)]
        bulk_insert(session, Representative, rows)
        about(session, "陈")

    store.write(add_many)
    (done,) = store.read(deed_rows)
    assert (done.name, done.subject, done.who, done.changes) == ("add many", "陈", "tester", 1200)
    assert store.path is not None
    assert indexed(store.path) == should_be_indexed(store.path)
    assert store.read(check_store, TODAY) == []


def test_many_rows_of_which_one_is_refused_leave_nothing(store: Store) -> None:
    @deed("add many, one of them nameless")
    def add_many(session: Session, wrong: int) -> None:
        rows = [{"id": number, "name": "" if number == wrong else f"陈{number}"} for number in range(1, 4501)]
        bulk_insert(session, Representative, rows)

    assert store.path is not None
    before, threads = contents(store.path), threading.active_count()
    for wrong in (1, 2100, 4500):
        with pytest.raises(ConflictError, match="name_given"):
            store.write(add_many, wrong)
        assert contents(store.path) == before
    assert threading.active_count() == threads
    store.write(add_many, 0)
    assert store.read(count_people) == (0, 4500)


def test_whoever_asks_in_a_deed_sees_the_many_rows_before(store: Store) -> None:
    counted = []

    @deed("add many and count them")
    def add_many(session: Session) -> None:
        for first in (1, 4001):
            bulk_insert(session, Representative, [{"id": n, "name": f"陈{n}"} for n in range(first, first + 4000)])
            counted.append(session.scalar(select(func.count(col(Representative.id)))))

    store.write(add_many)
    assert counted == [4000, 8000]


def test_many_rows_go_with_a_deed_that_fails_after_them(store: Store) -> None:
    @deed("add many and fail")
    def add_many(session: Session) -> None:
        bulk_insert(session, Representative, [{"id": n, "name": f"陈{n}"} for n in range(1, 9001)])
        raise InvalidInputError("no")

    assert store.path is not None
    before, threads = contents(store.path), threading.active_count()
    with pytest.raises(InvalidInputError):
        store.write(add_many)
    assert contents(store.path) == before
    assert threading.active_count() == threads


def test_a_change_that_the_history_would_miss_is_refused(store: Store) -> None:
    store.write(add_representative, name="覃淼")

    @deed("rename all")
    def rename_all(session: Session) -> None:
        session.execute(update(Representative).values(name="x"))

    with pytest.raises(RuntimeError):
        store.write(rename_all)


def test_a_deed_that_changes_nothing_is_not_recorded(store: Store) -> None:
    person = store.write(add_representative, name="覃淼")
    store.write(edit_representative, person, name="覃淼")

    @deed("extend")
    def extend(session: Session) -> list[str]:
        return extend_list(session, TIERS, ["重点"])

    assert store.write(extend) == []
    assert store.read(read_setting, TIERS) == ["重点", "一般"]
    assert len(store.read(deed_rows)) == 1
