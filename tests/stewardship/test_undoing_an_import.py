"""An import is taken back as one, but for the records that were edited since: they stay and are named."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liaison.errors import ConflictError
from liaison.exchange.apply import Wishes
from liaison.exchange.intake import receive, take_in
from liaison.exchange.records import VisitRecord, read_records, read_visits
from liaison.people.queries import count_people
from liaison.people.service import edit_address, edit_representative
from liaison.stewardship.check import check_store
from liaison.stewardship.deeds import kept_records
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.store.undo import undo
from liaison.visits.fields import ContactKind
from liaison.visits.service import edit_contact, log_contact
from stored import HISTORY, NEVER_GOES_BACK, contents
from workbooks import TODAY, Desk, table

PEOPLE = table(
    "姓名 单位 手机 市 同户",
    ["张伟", "县医院", "13800138000", "杭州市", "张家"],
    ["李娜", "县一中", "13900139000", "", ""],
    ["王芳", "某公司", "", "宁波市", ""],
)
CADRES = table("姓名 单位", ["陈红", "县委"])
PAIRINGS = table("干部 联系对象 开始日期", ["陈红", "张伟", "2026-01-05"], ["陈红", "李娜", "2026-01-05"])
CONTACTS = table("日期 方式 干部 联系对象 内容", ["2026-03-05", "电话", "陈红", "李娜、王芳", "问好"])


def taken(store: Store, folder: Path, **more: Any) -> int:
    """Take in people with what belongs to them; return the deed."""
    Desk(store, folder).take(联系对象=PEOPLE, 干部=CADRES, 结对=PAIRINGS, 联系记录=CONTACTS, **more)
    return last(store)


def last(store: Store) -> int:
    return store.read(deed_rows, limit=1)[0].id


def records(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the store but those of its history."""
    assert store.path is not None
    return contents(store.path, HISTORY | NEVER_GOES_BACK)


def visits(store: Store) -> list[VisitRecord]:
    return store.read(lambda session: list(read_visits(session)))


def people(store: Store) -> dict[str, int]:
    return {row["name"]: row["id"] for row in store.read(read_records).people.values()}


def test_an_import_that_nobody_touched_goes_whole(store: Store, tmp_path: Path) -> None:
    before = records(store)
    deed = taken(store, tmp_path)
    store.write(undo, deed)
    assert records(store) == before
    assert store.read(kept_records, deed) == []


def test_who_was_edited_since_stays_with_what_belongs_to_them_and_is_named(store: Store, tmp_path: Path) -> None:
    deed = taken(store, tmp_path)
    store.write(edit_representative, people(store)["张伟"], remarks="重要")
    store.write(undo, deed)
    held = store.read(read_records)
    (person,) = held.people.values()
    assert (person["name"], person["remarks"], person["phone"]) == ("张伟", "重要", "138 0013 8000")
    assert [row["city"] for row in held.addresses[person["id"]]] == ["杭州市"]
    assert [row["label"] for row in held.households.values()] == ["张家"]
    assert (held.cadres, held.pairings, visits(store)) == ({}, {}, [])
    assert store.read(kept_records, deed) == ["联系对象 张伟", "同户 张家"]
    assert store.read(check_store, TODAY) == []


def test_what_was_added_to_somebody_since_keeps_them(store: Store, tmp_path: Path) -> None:
    deed = taken(store, tmp_path)
    at = people(store)
    store.write(
        log_contact,
        happened_on=date(2026, 4, 1),
        kind=ContactKind.CALL,
        representatives=[at["王芳"]],
        today=TODAY,
    )
    store.write(undo, deed)
    assert list(people(store)) == ["王芳"]
    assert store.read(check_store, TODAY) == []


def test_a_contact_that_was_edited_keeps_all_who_took_part(store: Store, tmp_path: Path) -> None:
    deed = taken(store, tmp_path)
    (visit,) = visits(store)
    store.write(edit_contact, visit.id, summary="问好，送书", today=TODAY)
    store.write(undo, deed)
    held = store.read(read_records)
    assert [row["name"] for row in held.people.values()] == ["李娜", "王芳"]
    assert [row["name"] for row in held.cadres.values()] == ["陈红"]
    (kept,) = visits(store)
    assert (len(kept.cadre_ids), len(kept.representative_ids)) == (1, 2)


def test_of_changed_people_the_others_go_back_to_what_they_were(store: Store, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    desk.take(联系对象=PEOPLE)
    desk.take(联系对象=table("姓名 单位 手机", ["张伟", "县医院", "13800138001"], ["李娜", "县一中", "13900139001"]))
    deed = last(store)
    store.write(edit_representative, people(store)["李娜"], phone="139 0013 9009")
    store.write(undo, deed)
    phones = {row["name"]: row["phone"] for row in store.read(read_records).people.values()}
    assert phones == {"张伟": "138 0013 8000", "李娜": "139 0013 9009", "王芳": ""}
    assert store.read(kept_records, deed) == ["联系对象 李娜"]


def test_undoing_the_undoing_brings_the_rest_back(store: Store, tmp_path: Path) -> None:
    deed = taken(store, tmp_path)
    home = store.read(read_records).addresses[people(store)["张伟"]][0]
    store.write(edit_address, home["id"], city="温州市")
    whole = records(store)
    store.write(undo, deed)
    assert list(people(store)) == ["张伟"]
    store.write(undo, last(store))
    assert records(store) == whole


def test_when_everything_was_edited_there_is_nothing_to_undo(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,单位\n张伟,县医院\n", encoding="utf-8")
    take_in(store, receive(path, Wishes(TODAY)))
    deed = last(store)
    store.write(edit_representative, people(store)["张伟"], remarks="x")
    with pytest.raises(ConflictError):
        store.write(undo, deed)
    assert store.read(count_people) == (0, 1)
