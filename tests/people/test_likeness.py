"""How much two records look like one person, and why."""

from collections.abc import Mapping
from itertools import combinations

import pytest

from liaison.people.likeness import PROBABLE, Likeness, Reason, Traits, likeness
from liaison.text.words import use_language

HUSBAND = {"name": "陈志强", "phone": "138 0013 8000", "unit": "远恒水产", "town": "澜港镇", "honorific": "先生"}


def alike(one: Mapping[str, object], other: Mapping[str, object]) -> Likeness:
    found = likeness(Traits(one), Traits(other))
    assert found == likeness(Traits(other), Traits(one))
    return found


@pytest.mark.parametrize(
    "other",
    [
        {"name": "李红梅", "honorific": "女士"},
        {"name": "陈静", "honorific": "女士"},
        {"name": "陈志", "honorific": ""},
        {"name": "Anna Lim"},
        {"name": "陈小明"},
    ],
)
def test_a_household_that_shares_a_telephone_a_unit_and_a_town_is_not_one_person(other: dict[str, object]) -> None:
    assert alike(HUSBAND, {**HUSBAND, **other}).score == 0


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("陈国强", "陳國強", Reason.OTHER_SPELLING),
        ("Lim Wei Jie", "ＬＩＭ Wei-Jie".replace("-", " "), Reason.OTHER_SPELLING),
        ("艾尔肯·吐尼亚孜", "艾尔肯 吐尼亚孜", Reason.OTHER_SPELLING),
        ("李娜", "李哪", Reason.SAME_SOUND),
        ("林伟杰", "Weijie Lin", Reason.SAME_SOUND),
        ("林伟杰", "Lim Wei Jie", Reason.ONE_CHARACTER),
        ("欧阳志强", "欧阳志明", Reason.ONE_CHARACTER),
    ],
)
def test_names_written_otherwise_are_one_name(one: str, other: str, reason: Reason) -> None:
    phone = "13800138000"
    found = alike({"name": one, "phone": phone}, {"name": other, "phone": phone})
    assert found.score >= PROBABLE
    assert set(found.reasons) == {reason, Reason.SAME_PHONE}


def test_brothers_with_a_landline_or_a_unit_in_common_are_not_probably_one() -> None:
    for shared in ({"phone": "0571-88881234"}, {"unit": "远恒水产", "town": "澜港镇"}):
        assert alike({"name": "陈志强", **shared}, {"name": "陈志明", **shared}).score < PROBABLE


def test_one_name_alone_is_probable_only_while_nothing_contradicts() -> None:
    assert alike({"name": "王芳"}, {"name": "王芳"}).score >= PROBABLE
    against: list[tuple[dict[str, object], dict[str, object]]] = [
        ({"phone": "13800138000"}, {"phone": "13900139000"}),
        ({"town": "澜港镇"}, {"town": "金沙镇"}),
        ({"honorific": "先生"}, {"honorific": "女士"}),
        ({"birth_month": 3, "birth_day": 5}, {"birth_month": 4, "birth_day": 5}),
    ]
    for one, other in against:
        assert alike({"name": "王芳", **one}, {"name": "王芳", **other}).score < PROBABLE
    moved = {"unit": "县医院", "phone": "13800138000"}, {"unit": "县人民医院", "phone": "13900139000"}
    assert alike({"name": "王芳", **moved[0]}, {"name": "王芳", **moved[1]}).score >= PROBABLE


def test_every_further_thing_in_common_makes_the_likeness_greater_and_none_makes_it_certain() -> None:
    shared: dict[str, object] = {"name": "陈志强"}
    scores = []
    for more in ({}, {"town": "澜港镇"}, {"unit": "远恒水产"}, {"phone": "13800138000"}, {"email": "a@b.cn"}):
        shared |= more
        scores.append(alike(shared, shared).score)
    assert scores == sorted(scores)
    assert all(one < other for one, other in combinations(scores[:3], 2))
    assert scores[-1] == 99


def test_the_reasons_are_told_in_words_of_the_language_spoken() -> None:
    found = alike(HUSBAND, {**HUSBAND, "name": "陈志明", "unit": "县第一中学"})
    assert found.why() == "姓名只差一个字、手机相同、籍贯相同；但单位不同"
    use_language("en")
    assert found.why() == "names differ by one character, same phone, same home town; but units differ"
