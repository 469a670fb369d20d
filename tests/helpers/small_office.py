"""A small office, as staff would have entered it: somebody overdue, due soon, never contacted, paused, unpaired."""

import atexit
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path

from liaison.pairing.rulebook import add_rule
from liaison.pairing.scope import ScopeKind
from liaison.pairing.service import add_pairing, pause
from liaison.pairing.terms import Basis, Clause, Frequency, Unit
from liaison.people.service import add_cadre, add_representative
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.text.words import current_language, use_language
from liaison.visits.fields import ContactKind, ContactState, FollowUpKind
from liaison.visits.follow_ups import add_follow_up
from liaison.visits.service import add_trip, log_contact
from scratch import scratch_store

DAY = date(2026, 11, 20)
"""The day on which the office is looked at: a Friday."""

CADRES = {"王建国": "县委统战部", "李红梅": "县工商联", "陈志强": "县侨联"}
PEOPLE = {
    "张三": "海门镇",
    "欧阳娜": "石桥镇",
    "单雨": "海门镇",
    "仇英": "东山镇",
    "曾喆": "东山镇",
    "Lim Wei Jie": "石桥镇",
    "覃[b]力": "海门镇",
}


def furnish(store: Store) -> dict[str, int]:
    """Fill an empty store; return the ids of cadres and representatives by name.

    The office is made once, by deeds, and copied: most tests of the screens begin with it.
    """
    if store.path is None or store.read(deed_rows, limit=1):
        return _by_deeds(store)
    made, ids = _made()
    with closing(sqlite3.connect(made)) as source, closing(sqlite3.connect(store.path)) as target:
        source.backup(target)
    return dict(ids)


@cache
def _made() -> tuple[Path, dict[str, int]]:
    """The file of the small office, and the ids in it; said in Chinese, whatever the first test speaks."""
    language = current_language()
    use_language("zh")
    store = scratch_store()
    ids = _by_deeds(store)
    store.close()
    use_language(language)
    if store.path is None:
        raise ValueError("a scratch store is a file")
    atexit.register(shutil.rmtree, store.path.parent, ignore_errors=True)
    return store.path, ids


def _by_deeds(store: Store) -> dict[str, int]:
    ids = {name: store.write(add_cadre, name=name, unit=unit) for name, unit in CADRES.items()}
    for name, town in PEOPLE.items():
        ids[name] = store.write(add_representative, name=name, town=town, sector="乡贤", phone="13800000000")
    rule = Clause(Frequency(Basis.ROLLING, 90, Unit.DAY))
    store.write(add_rule, name="一般联系制度", scope=ScopeKind.DEFAULT, clauses=[rule])
    _pair(store, ids, "张三", "王建国", contacted=date(2026, 5, 6))
    _pair(store, ids, "欧阳娜", "李红梅", contacted=None)
    _pair(store, ids, "单雨", "王建国", contacted=date(2026, 8, 30))
    _pair(store, ids, "仇英", "陈志强", contacted=date(2026, 11, 1))
    _pair(store, ids, "曾喆", "李红梅", contacted=date(2026, 3, 1))
    store.write(pause, representative_id=ids["曾喆"], from_on=date(2026, 11, 1), until=date(2026, 12, 31), today=DAY)
    _plan(store, ids, "仇英", "陈志强", date(2026, 11, 18))
    _plan(store, ids, "张三", "王建国", date(2026, 11, 21))
    store.write(
        add_follow_up,
        representative_id=ids["仇英"],
        kind=FollowUpKind.SUGGESTION,
        text="希望修好村口的路",
        received_on=date(2026, 11, 1),
    )
    store.write(add_trip, name="上海走访", city="上海", from_on=date(2026, 10, 1), until=date(2026, 10, 4))
    return ids


def _pair(store: Store, ids: dict[str, int], person: str, cadre: str, contacted: date | None) -> None:
    store.write(
        add_pairing, cadre_id=ids[cadre], representative_id=ids[person], started_on=date(2026, 1, 5), counts_from=None
    )
    if contacted is not None:
        store.write(
            log_contact,
            kind=ContactKind.VISIT,
            happened_on=contacted,
            representatives=[ids[person]],
            cadres=[ids[cadre]],
            summary="走访看望",
            today=DAY,
        )


def _plan(store: Store, ids: dict[str, int], person: str, cadre: str, day: date) -> None:
    store.write(
        log_contact,
        kind=ContactKind.VISIT,
        happened_on=day,
        representatives=[ids[person]],
        cadres=[ids[cadre]],
        state=ContactState.PLANNED,
        today=DAY,
    )
