"""Cadres and representatives are added and changed; what makes no sense is refused with its field."""

from datetime import date
from typing import Any

import pytest

from liaison.errors import ConflictError, InvalidInputError, LiaisonError, NotFoundError
from liaison.people.fields import PersonStatus
from liaison.people.queries import (
    PeopleFilter,
    RepresentativeCard,
    cadre_card,
    cadre_rows,
    count_people,
    representative_card,
    representative_ids,
    representative_rows,
)
from liaison.people.service import (
    add_address,
    add_representative,
    edit_address,
    edit_cadre,
    edit_many,
    edit_representative,
    remove_address,
    set_status,
)
from liaison.store.history import deed_rows
from liaison.store.settings import NAME_ORDER, change_setting
from liaison.store.store import Store
from officework import TODAY, Furnish
from stored import contents


def card(store: Store, person: int) -> RepresentativeCard:
    return store.read(representative_card, person)


@pytest.mark.parametrize(
    ("values", "error", "field"),
    [
        ({"name": ""}, InvalidInputError, "name"),
        ({"name": "   "}, InvalidInputError, "name"),
        ({"number": "1"}, ConflictError, "number"),
        ({"reading": "张三"}, InvalidInputError, "reading"),
        ({"birth_month": 2}, InvalidInputError, "birth_day"),
        ({"birth_day": 2}, InvalidInputError, "birth_day"),
        ({"birth_month": 2, "birth_day": 30}, InvalidInputError, "birth_day"),
        ({"birth_month": 4, "birth_day": 31}, InvalidInputError, "birth_day"),
        ({"birth_month": 4, "birth_day": 31, "birth_lunar": True}, InvalidInputError, "birth_day"),
        ({"rule_id": 9}, LiaisonError, None),
    ],
)
def test_what_makes_no_sense_is_refused(
    store: Store, furnish: Furnish, values: dict[str, Any], error: type[LiaisonError], field: str | None
) -> None:
    furnish.person("解海", number="1")
    person = furnish.person("覃淼", number="2")
    assert store.path is not None
    before = contents(store.path)
    for attempt in (
        lambda: store.write(add_representative, **{"name": "单小明", **values}),
        lambda: store.write(edit_representative, person, **values),
    ):
        with pytest.raises(error) as caught:
            attempt()
        assert caught.value.field == field
    assert contents(store.path) == before


def test_a_lunar_birthday_may_fall_on_the_thirtieth_of_any_month(store: Store, furnish: Furnish) -> None:
    person = furnish.person(birth_month=2, birth_day=30, birth_lunar=True)
    assert card(store, person).values["birth_day"] == 30


def test_a_number_may_be_given_again_once_it_is_free(store: Store, furnish: Furnish) -> None:
    first, second = furnish.person(number="1"), furnish.person("解海")
    furnish.cadre(number="1")
    store.write(edit_representative, first, number=None)
    store.write(edit_representative, second, number="1")
    store.write(edit_representative, first, number="")
    assert card(store, first).values["number"] is None


def test_the_card_holds_everything(store: Store, furnish: Furnish) -> None:
    mate = furnish.person("林芳", household="覃家")
    person = furnish.person(household="覃家", address={"city": "上海市", "lines": "海棠路1号"}, remarks="爱下棋")
    store.write(add_address, person, country="SG", city="Singapore")
    held = card(store, person)
    assert (held.household, held.household_members) == ("覃家", ((mate, "林芳"),))
    assert [(a["country"], a["city"]) for a in held.addresses] == [("CN", "上海市"), ("SG", "Singapore")]
    assert held.values["remarks"] == "爱下棋"
    (row,) = store.read(representative_rows, [person])
    assert (row.name, row.country, row.city) == ("覃淼", "CN", "上海市")


def test_an_empty_address_is_not_kept(store: Store, furnish: Furnish) -> None:
    person = furnish.person(address={"country": "CN", "city": "", "lines": ""})
    assert card(store, person).addresses == ()
    store.write(edit_representative, person, address={"country": "CN", "city": ""})
    assert card(store, person).addresses == ()


def test_addresses_are_changed_and_removed_one_by_one(store: Store, furnish: Furnish) -> None:
    person = furnish.person(address={"city": "上海市"})
    second = store.write(add_address, person, city="杭州市")
    store.write(edit_address, second, city="北京市")
    store.write(edit_representative, person, address={"city": "宁波市"})
    assert [a["city"] for a in card(store, person).addresses] == ["宁波市", "北京市"]
    store.write(remove_address, second)
    assert [a["city"] for a in card(store, person).addresses] == ["宁波市"]
    with pytest.raises(NotFoundError):
        store.write(remove_address, second)
    with pytest.raises(NotFoundError):
        store.write(edit_address, second, city="")


def test_several_are_changed_as_one_deed_or_none_is(store: Store, furnish: Furnish) -> None:
    people = [furnish.person(name) for name in ("覃淼", "解海")]
    count = len(store.read(deed_rows))
    with pytest.raises(NotFoundError):
        store.write(edit_many, [*people, 99], tier="重点")
    assert {card(store, person).values["tier"] for person in people} == {""}
    store.write(edit_many, people, tier="重点", sector="乡贤")
    assert {card(store, person).values["tier"] for person in people} == {"重点"}
    assert len(store.read(deed_rows)) == count + 1


def test_a_list_keeps_to_what_was_asked(store: Store, furnish: Furnish) -> None:
    first, second = furnish.person(tier="重点", sector="乡贤"), furnish.person("解海", sector="乡贤")
    third = furnish.person("区宁")
    store.write(set_status, third, PersonStatus.DECEASED, TODAY)

    def ids(**wanted: Any) -> list[int]:
        return store.read(representative_ids, PeopleFilter(**wanted))

    assert set(ids()) == {first, second}
    assert ids(tier="重点") == [first]
    assert set(ids(sector="乡贤")) == {first, second}
    assert ids(archived=True) == [third]
    assert ids(status=PersonStatus.DECEASED) == [third]


def test_names_stand_by_pinyin_or_by_strokes(store: Store, furnish: Furnish) -> None:
    for name in ("曾厚泽", "区宁", "解海", "丁一"):
        furnish.person(name)
        furnish.cadre(name)

    def order() -> tuple[list[str], list[str]]:
        ids = store.read(representative_ids, PeopleFilter())
        return [r.name for r in store.read(representative_rows, ids)], [r.name for r in store.read(cadre_rows)]

    assert order() == (["丁一", "区宁", "解海", "曾厚泽"],) * 2
    store.write(change_setting, NAME_ORDER, "strokes")
    assert order() == (["丁一", "区宁", "曾厚泽", "解海"],) * 2


def test_cadres_who_left_can_be_kept_out_of_a_list(store: Store, furnish: Furnish) -> None:
    staying, leaving = furnish.cadre(), furnish.cadre("解海", joined_on=date(2020, 1, 1))
    store.write(edit_cadre, leaving, left_on=TODAY)
    assert [row.id for row in store.read(cadre_rows, left=False)] == [staying]
    assert store.read(cadre_card, leaving).left_on == TODAY
    assert store.read(count_people) == (2, 0)
    with pytest.raises(InvalidInputError):
        store.write(edit_cadre, leaving, left_on=date(2019, 1, 1))


def test_somebody_who_is_not_there_is_said_to_be_missing(store: Store) -> None:
    for attempt in (
        lambda: store.read(representative_card, 1),
        lambda: store.read(cadre_card, 1),
        lambda: store.write(edit_representative, 1, tier=""),
        lambda: store.write(edit_cadre, 1, post=""),
        lambda: store.write(set_status, 1, PersonStatus.ARCHIVED, TODAY),
        lambda: store.write(add_address, 1, city=""),
    ):
        with pytest.raises(NotFoundError):
            attempt()
