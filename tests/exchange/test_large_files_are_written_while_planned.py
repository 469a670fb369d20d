"""The new records of a large file are written while others are planned: what comes of it is the same."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from liaison.errors import StoreError
from liaison.exchange.apply import Wishes
from liaison.exchange.intake import Incoming, receive, take_in
from liaison.exchange.sample import SAMPLE_DAY, sample_workbook
from liaison.stewardship.check import check_store
from liaison.store.bulk import BATCH
from liaison.store.copies import copies
from liaison.store.store import Store
from liaison.store.undo import undo
from scratch import discard, empty_store, scratch_store
from stored import HISTORY, NEVER_GOES_BACK, contents, indexed, should_be_indexed
from workbooks import TODAY, Desk, table, write

PEOPLE = 2 * BATCH + 7


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    """A file of more people than are written at once; all live somewhere, some together, and two rules go with them."""
    people = [
        [f"{n:05d}", f"覃{n}", f"第{n % 9}公司", f"文{n}路", f"家{n % 5}" if n % 7 == 0 else "", "甲" if n % 3 else ""]
        for n in range(1, PEOPLE + 1)
    ]
    rules = table("名称 适用 频率", ["甲", "默认", "每月1次"], ["乙", "层级:一般", "每隔30天"])
    sheets = {"联系对象": table("编号 姓名 单位 地址 同户 联系制度", *people), "联系制度": rules}
    return receive(write(tmp_path / "many.xlsx", sheets), Wishes(TODAY))


@pytest.fixture
def other() -> Iterator[Store]:
    store = scratch_store()
    yield store
    discard(store)


def path_of(store: Store) -> Path:
    assert store.path is not None
    return store.path


def history(store: Store) -> list[tuple[Any, ...]]:
    """What the store keeps of its changes, in no order."""
    columns = "deed_id, table_name, row_id, before, after, representative_id"
    with closing(sqlite3.connect(path_of(store))) as connection:
        return sorted(connection.execute(f"SELECT {columns} FROM change"), key=repr)


def check_alike(store: Store, other: Store) -> None:
    assert contents(path_of(store), HISTORY) == contents(path_of(other), HISTORY)
    assert history(store) == history(other)
    for each in (store, other):
        assert indexed(path_of(each)) == should_be_indexed(path_of(each))
        assert each.read(check_store, TODAY) == []


def test_many_people_come_in_as_if_they_were_written_at_the_end(
    store: Store, other: Store, incoming: Incoming, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert take_in(store, incoming).plan.rejected() == []
    monkeypatch.setattr("liaison.exchange.draft.BATCH", 10**9)
    assert take_in(other, incoming).plan.rejected() == []
    check_alike(store, other)
    assert len(copies(path_of(store))) == 1


@pytest.mark.parametrize("at_once", [1, 3])
def test_the_records_of_a_whole_office_can_be_written_at_any_time(
    store: Store, other: Store, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = receive(sample_workbook(), Wishes(SAMPLE_DAY))
    take_in(other, taken)
    monkeypatch.setattr("liaison.exchange.draft.BATCH", at_once)
    take_in(store, taken)
    check_alike(store, other)
    store.write(undo)
    assert contents(path_of(store), HISTORY | NEVER_GOES_BACK) == contents(empty_store(), HISTORY | NEVER_GOES_BACK)


def test_rules_change_places_while_people_come_in(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(store, tmp_path)
    desk.take(联系制度=table("名称 适用 频率", ["甲", "默认", "每月1次"], ["乙", "层级:一般", "每隔30天"]))
    monkeypatch.setattr("liaison.exchange.draft.BATCH", 1)
    turned = [["丙", "层级:一般", "每月2次"], ["乙", "默认", "每隔30天"], ["甲", "层级:特级", "每月1次"]]
    outcome = desk.take(联系制度=table("名称 适用 频率", *turned), 联系对象=table("姓名", ["覃淼"], ["单小明"]))
    assert outcome.plan.rejected() == []
    with closing(sqlite3.connect(path_of(store))) as connection:
        held = dict(connection.execute("SELECT name, scope_value FROM contact_rule").fetchall())
    assert held == {"甲": "特级", "乙": "", "丙": "一般"}


def test_strict_writes_nothing_before_all_is_known_to_be_sound(store: Store, tmp_path: Path) -> None:
    people = [[f"覃{n}", f"第{n}公司", ""] for n in range(PEOPLE)]
    sheets = {"联系对象": table("姓名 单位 生日月", *people, ["王五", "", "13"])}
    before = contents(path_of(store))
    outcome = take_in(store, receive(write(tmp_path / "s.xlsx", sheets), Wishes(TODAY, strict=True)))
    assert not outcome.applied
    assert contents(path_of(store)) == before
    assert copies(path_of(store)) == []


def test_where_no_copy_can_be_made_nothing_is_written(
    store: Store, incoming: Incoming, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: object, _target: object) -> None:
        raise OSError(28, "No space left on device")

    before = contents(path_of(store))
    monkeypatch.setattr("os.replace", full)
    with pytest.raises(StoreError, match="No space left"):
        take_in(store, incoming)
    assert contents(path_of(store)) == before
