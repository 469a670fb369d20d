"""Pairs that look like one person are found without comparing everybody with everybody, and none is missed."""

from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.errors import InvalidInputError, NotFoundError
from liaison.people.fields import PersonStatus
from liaison.people.likeness import Traits, likeness
from liaison.people.service import add_representative, set_status
from liaison.stewardship.blocks import LARGE, NEIGHBOURS, likely_pairs
from liaison.stewardship.deeds import deed_story
from liaison.stewardship.duplicates import duplicate_pairs, keep_apart, keep_apart_no_more, kept_apart_rows
from liaison.stewardship.merge import merge
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.store.undo import undo

TODAY = date(2026, 11, 20)

people = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            ["陈志强", "陳志強", "陈志明", "陈致强", "陈静", "李娜", "Lim Wei Jie", "林伟杰", "欧阳静"]
        ),
        "phone": st.sampled_from(["", "13800138000", "13900138000", "0571-88881234", "13800138000、13711112222"]),
        "email": st.sampled_from(["", "", "a@b.cn"]),
        "wechat": st.sampled_from(["", "", "chen", "Chen"]),
        "unit": st.sampled_from(["", "远恒水产", "远恒水产有限公司", "县医院"]),
        "town": st.sampled_from(["", "澜港镇", "金沙镇"]),
        "honorific": st.sampled_from(["", "先生", "女士"]),
        "birth_day": st.sampled_from([None, 5, 6]),
    }
)


@settings(max_examples=150)
@given(
    records=st.lists(people, max_size=9),
    least=st.integers(1, 99),
    apart=st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=4),
)
def test_the_pairs_are_those_that_comparing_everybody_finds(
    records: list[dict[str, Any]], least: int, apart: set[tuple[int, int]]
) -> None:
    traits = {number: Traits({**record, "birth_month": 3}) for number, record in enumerate(records)}
    wanted = {}
    for pair in combinations(traits, 2):
        alike = likeness(traits[pair[0]], traits[pair[1]])
        if alike.score >= least and pair not in apart:
            wanted[pair] = alike
    found = likely_pairs(traits, apart, least=least, most=1000)
    assert dict(found) == wanted
    scores = [alike.score for _pair, alike in found]
    assert scores == sorted(scores, reverse=True)
    few = likely_pairs(traits, apart, least=least, most=2)
    assert [alike.score for _pair, alike in few] == scores[:2]


def test_a_crowd_with_one_number_is_compared_with_neighbours_only_and_twins_in_it_are_found() -> None:
    surnames, given_names = "陈林王李张黄吴刘周徐", "明华海波宁芳敏静丽强"
    names = [first + second + third for first in surnames for second in given_names for third in given_names]
    crowd = {number: Traits({"name": name, "phone": "0571-88881234"}) for number, name in enumerate(names)}
    crowd[len(names)] = Traits({"name": names[123], "phone": "0571-88881234"})
    assert len(crowd) > LARGE * 10
    (best, *_others) = likely_pairs(crowd, frozenset(), least=80, most=10)
    assert best[0] == (123, len(names))
    same = {number: Traits({"name": "王芳"}) for number in range(300)}
    assert len(likely_pairs(same, frozenset(), least=60, most=100_000)) <= 300 * NEIGHBOURS * 2


# --- in the store -----------------------------------------------------------------------------------------------------


def person(store: Store, name: str = "覃淼", **more: Any) -> int:
    return store.write(add_representative, name=name, **more)


def found(store: Store) -> list[tuple[int, int]]:
    return [(pair.first.id, pair.second.id) for pair in store.read(duplicate_pairs)]


def test_the_dead_and_those_who_asked_for_no_contact_are_compared_and_the_archived_are_not(store: Store) -> None:
    first, second, third = (person(store) for _number in range(3))
    store.write(set_status, first, PersonStatus.DECEASED, None)
    store.write(set_status, second, PersonStatus.NO_CONTACT, None)
    store.write(set_status, third, PersonStatus.ARCHIVED, None)
    assert found(store) == [(first, second)]


def test_people_who_are_not_the_same_stay_apart_for_good_and_even_through_a_merge(store: Store) -> None:
    first, second, third = (person(store) for _number in range(3))
    assert store.write(keep_apart, third, first, today=TODAY) == store.write(keep_apart, first, third, today=TODAY)
    assert found(store) == [(first, second), (second, third)]
    told = store.read(deed_story, store.read(deed_rows, limit=1)[0].id)
    assert [(record.what, record.about) for record in told.records] == [("不是同一人", "覃淼 – 覃淼")]
    store.write(merge, second, first, today=TODAY)
    assert found(store) == []
    (row,) = store.read(kept_apart_rows, second)
    assert (row.first.id, row.second.id, row.kept_on) == (second, third, TODAY)
    store.write(undo)
    assert found(store) == [(first, second), (second, third)]
    store.write(keep_apart_no_more, third, first)
    assert store.read(kept_apart_rows) == []
    assert len(found(store)) == 3


def test_keeping_apart_needs_two_people_and_taking_it_back_needs_a_note(store: Store) -> None:
    first, second = person(store), person(store)
    with pytest.raises(InvalidInputError):
        store.write(keep_apart, first, first, today=TODAY)
    with pytest.raises(NotFoundError):
        store.write(keep_apart, first, 99, today=TODAY)
    with pytest.raises(NotFoundError):
        store.write(keep_apart_no_more, first, second)
