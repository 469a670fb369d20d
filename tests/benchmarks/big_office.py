"""A big office, made from a seed: 100,000 representatives with 1,000,000 contact records.

Rows go in past the history, for speed; then the search index and the due days are settled by the program itself, so
that the file is a store like any other. Making it takes a few minutes; it is kept in the folder for temporary files
under the seed and the code that shapes it.
"""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import Session

import liaison
from liaison.main import create_office
from liaison.pairing.rulebook import add_rule
from liaison.pairing.scope import ScopeKind
from liaison.pairing.settle import all_pairing_ids, recompute
from liaison.pairing.terms import Basis, Clause, CountedBy, Frequency, Unit
from liaison.people.search import settle_search
from liaison.people.service import name_columns
from liaison.store.changes import Change
from liaison.store.engine import WRITES
from liaison.visits.fields import ContactKind

SEED = 20261120
TODAY = date(2026, 11, 20)
CADRES = 2_000
PEOPLE = 100_000
CONTACTS = 1_000_000

CLAUSES = (
    Clause(Frequency(Basis.CALENDAR, 1, Unit.HALF_YEAR), by=CountedBy.ANYONE),
    Clause(Frequency(Basis.CALENDAR, 1, Unit.YEAR), frozenset({ContactKind.VISIT, ContactKind.MEETING})),
)

_SURNAMES = "陈林王李张黄吴刘周徐郑朱孙胡郭何高罗梁宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程苏魏吕丁任卢姚沈"
_GIVEN = "明华海波宁芳敏静丽强磊军洋勇艳杰娟涛超秀霞平刚桂英玉兰凤春梅红建国志文斌辉鹏飞雪琳云龙淼喆"
_TOWNS = [f"{first}{last}镇" for first in "澜石金沙白清大小东西" for last in "港塘浦湾桥"]
_VILLAGES = [f"{first}{last}村" for first in "上下前后新老东西" for last in "陈林岙山溪"]
_UNITS = [
    f"{first}{last}" for first in "远恒华海东盛明瑞" for last in ("水产公司", "船舶厂", "贸易公司", "中学", "县医院")
]
_SHAPING = ("store/migrations", "store/tables.py", "text", "people/search.py", "people/models.py", "pairing/rules.py")

Rows = Iterator[tuple[Any, ...]]


def big_office(seed: int = SEED) -> Path:
    """The file of the big office, made when it is not there yet."""
    path = Path(tempfile.gettempdir()) / "liaison-big-office" / f"{seed}-{_shape()}.db"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.part")
        make(partial, seed)
        partial.replace(path)
    return path


def make(path: Path, seed: int, people: int = PEOPLE, contacts: int = CONTACTS, cadres: int = CADRES) -> None:
    """Make an office of so many people, each paired with one cadre, and so many contact records."""
    store = create_office(str(path))
    store.write(add_rule, name="每半年一次", scope=ScopeKind.DEFAULT, clauses=CLAUSES)
    random = Random(seed)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        _insert(connection, "cadre", _cadres(random, cadres))
        _insert(connection, "representative", _representatives(random, people))
        _insert(connection, "address", _addresses(random, people))
        _insert(connection, "pairing", _pairings(random, people, cadres))
        for start in range(0, contacts, 50_000):
            _contacts(connection, random, start, min(start + 50_000, contacts), people, cadres)
        connection.execute("COMMIT")
    with Session(store.engine.execution_options(**WRITES)) as session:
        for start in range(1, people + 1, 10_000):
            settle_search(
                session, [Change("representative", row_id, {}, {}) for row_id in range(start, start + 10_000)]
            )
        recompute(session, all_pairing_ids(session))
        session.commit()
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("PRAGMA journal_mode=DELETE")


def _shape() -> str:
    """A few letters that differ when code differs that says what such a file holds."""
    root = Path(liaison.__file__).parent
    files = [
        path for name in _SHAPING for path in sorted((root / name).glob("*.py") if "." not in name else [root / name])
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in (Path(__file__), *files))).hexdigest()[:12]


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    names, marks = ", ".join(first), ", ".join(f":{name}" for name in first)
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
    connection.execute(statement, first)
    connection.executemany(statement, rows)


def _person(random: Random) -> dict[str, Any]:
    name = random.choice(_SURNAMES) + "".join(random.sample(_GIVEN, random.choice([1, 2, 2, 2])))
    return {
        "name": name,
        "reading": "",
        **name_columns(name, ""),
        "unit": random.choice(_UNITS),
        "post": random.choice(["", "经理", "教师", "主任"]),
        "phone": f"1{random.randint(30, 99)}{random.randint(0, 99_999_999):08}",
        "email": "",
    }


def _cadres(random: Random, count: int) -> Iterator[dict[str, Any]]:
    for row_id in range(1, count + 1):
        yield {"id": row_id, "number": f"G{row_id}", **_person(random)}


def _representatives(random: Random, count: int) -> Iterator[dict[str, Any]]:
    texts = ("honorific", "salutation", "wechat", "source", "purpose", "remarks", "search_text")
    for row_id in range(1, count + 1):
        yield {
            "id": row_id,
            "number": f"R{row_id}",
            **_person(random),
            **dict.fromkeys(texts, ""),
            "sector": random.choice(["乡贤", "知识界", "民营经济"]),
            "tier": random.choice(["重点", "一般", "一般"]),
            "town": random.choice(_TOWNS),
            "village": random.choice(_VILLAGES),
            "language": "zh-Hans",
            "birth_lunar": False,
            "birth_leap": False,
            "status": "active" if random.random() < 0.98 else "no_contact",
        }


def _addresses(random: Random, people: int) -> Iterator[dict[str, Any]]:
    texts = ("region", "district", "postcode", "recipient", "season_from", "season_until")
    for row_id in range(1, people + 1):
        city, lines = random.choice(["上海市", "杭州市", "宁波市"]), f"海棠路{random.randint(1, 999)}号"
        place = {"representative_id": row_id, "country": "CN", "city": city, "lines": lines}
        yield {"id": row_id, **place, **dict.fromkeys(texts, ""), "for_household": False}


def _pairings(random: Random, people: int, cadres: int) -> Iterator[dict[str, Any]]:
    for row_id in range(1, people + 1):
        start = (TODAY - timedelta(random.randint(30, 1200))).isoformat()
        who = {"cadre_id": 1 + row_id % cadres, "representative_id": row_id}
        yield {"id": row_id, **who, "started_on": start, "end_reason": ""}


def _contacts(connection: sqlite3.Connection, random: Random, start: int, stop: int, people: int, cadres: int) -> None:
    """Contact records, mostly done and with the paired cadre, now and then with two people or another cadre."""
    kinds = ["visit", "meeting", "call", "call", "message", "event", "letter"]
    visits, with_people, with_cadres = [], [], []
    for visit in range(start + 1, stop + 1):
        person = random.randint(1, people)
        planned = random.random() < 0.02
        day = TODAY + timedelta(random.randint(1, 30)) if planned else TODAY - timedelta(random.randint(0, 1200))
        state = "planned" if planned else random.choice(["done"] * 18 + ["attempted", "cancelled"])
        visits.append((visit, day.isoformat(), random.choice(kinds), state))
        with_people.append((visit, person))
        if random.random() < 0.05:
            with_people.append((visit, person % people + 1))
        paired = 1 + person % cadres
        with_cadres.append((visit, paired if random.random() < 0.9 else paired % cadres + 1))
    connection.executemany(
        "INSERT INTO visit (id, happened_on, kind, state, direction, place, summary)"
        " VALUES (?, ?, ?, ?, 'outgoing', '', '谈项目进展')",
        visits,
    )
    connection.executemany("INSERT INTO visit_representative (visit_id, representative_id) VALUES (?, ?)", with_people)
    connection.executemany("INSERT INTO visit_cadre (visit_id, cadre_id) VALUES (?, ?)", with_cadres)
