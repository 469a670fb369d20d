"""People who are put together, part again, and the one address that is marked for all of them."""

from typing import Any

import pytest

from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.people.household_members import Parted
from liaison.people.household_queries import find_household, household_of, household_view, household_views
from liaison.people.households import (
    arrange_household,
    dissolve_household,
    edit_household,
    join_household,
    leave_household,
    mark_household_address,
    put_together,
)
from liaison.people.queries import representative_card
from liaison.people.service import add_address, edit_address, edit_representative
from liaison.stewardship.deeds import deed_story
from liaison.stewardship.merge import merge
from liaison.stewardship.merge_rules import Side
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.store.undo import undo
from officework import TODAY, Furnish
from stored import HISTORY, NEVER_GOES_BACK, contents

HANGZHOU = {"city": "杭州市", "lines": "文三路100号"}
NINGBO = {"city": "宁波市", "lines": "中山路1号"}


@pytest.fixture
def ids(furnish: Furnish) -> dict[str, int]:
    return {
        "陈晓明": furnish.person("陈晓明", address=HANGZHOU),
        "林静": furnish.person("林静", address=NINGBO),
        "陈小雨": furnish.person("陈小雨"),
        "覃淼": furnish.person("覃淼", address=NINGBO),
    }


def records(store: Store) -> dict[str, Any]:
    """Everything in the store but the history."""
    assert store.path is not None
    return contents(store.path, HISTORY | NEVER_GOES_BACK)


def names(store: Store, household: int) -> list[str]:
    return [member.name for member in store.read(household_view, household).members]


def address(store: Store, person: int) -> int:
    return int(store.read(representative_card, person).addresses[0]["id"])


def test_two_people_are_put_together_under_their_names(store: Store, ids: dict[str, int]) -> None:
    before = records(store)
    made = store.write(put_together, [ids["陈晓明"], ids["林静"], ids["林静"]], greeting="陈先生、林女士")
    held = store.read(household_of, ids["林静"])
    assert held == store.read(household_view, made)
    assert held is not None
    assert (held.label, held.greeting, held.marked) == ("陈晓明、林静", "陈先生、林女士", None)
    assert [(one.owner.name, one.values["city"]) for one in held.addresses] == [
        ("陈晓明", "杭州市"),
        ("林静", "宁波市"),
    ]
    assert store.read(household_of, ids["覃淼"]) is None
    assert store.read(deed_rows, limit=1)[0].subject == "陈晓明、林静"
    store.write(undo)
    assert records(store) == before


def test_a_label_made_of_names_follows_the_members_and_a_typed_one_stays(store: Store, ids: dict[str, int]) -> None:
    made = store.write(put_together, [ids["陈晓明"], ids["林静"]])
    store.write(join_household, made, [ids["陈小雨"], ids["覃淼"]])
    assert store.read(household_view, made).label == "陈晓明、林静、陈小雨…"
    store.write(leave_household, [ids["覃淼"], ids["陈小雨"]])
    assert store.read(household_view, made).label == "陈晓明、林静"
    store.write(edit_household, made, label="陈家")
    store.write(join_household, made, [ids["陈小雨"]])
    assert store.read(household_view, made).label == "陈家"
    store.write(edit_household, made, label="")
    assert store.read(household_view, made).label == "陈晓明、林静、陈小雨"


def test_a_second_household_of_the_same_names_gets_a_number(
    store: Store, ids: dict[str, int], furnish: Furnish
) -> None:
    store.write(put_together, [ids["陈晓明"], ids["林静"]])
    namesakes = [furnish.person("陈晓明"), furnish.person("林静")]
    assert store.read(household_view, store.write(put_together, namesakes)).label == "陈晓明、林静 (2)"


def test_who_is_left_alone_belongs_to_no_household(store: Store, ids: dict[str, int]) -> None:
    made = store.write(put_together, [ids["陈晓明"], ids["林静"]], label="陈家")
    store.write(mark_household_address, made, address(store, ids["林静"]))
    whole = records(store)
    assert store.write(leave_household, [ids["林静"]]) == [Parted("陈家", dissolved=True)]
    assert store.read(household_views) == []
    for name in ("陈晓明", "林静"):
        card = store.read(representative_card, ids[name])
        assert (card.household, [one["for_household"] for one in card.addresses]) == ("", [False])
    store.write(undo)
    assert records(store) == whole


def test_a_greeting_is_forgotten_when_it_names_who_left(store: Store, ids: dict[str, int]) -> None:
    three = [ids["陈晓明"], ids["林静"], ids["覃淼"]]
    made = store.write(put_together, three, label="陈家", greeting="陈先生、林女士")
    assert store.write(leave_household, [ids["覃淼"]]) == [Parted("陈家")]
    assert store.read(household_view, made).greeting == "陈先生、林女士"
    store.write(join_household, made, [ids["覃淼"]])
    assert store.write(leave_household, [ids["林静"]]) == [Parted("陈家", greeting="陈先生、林女士")]
    assert (names(store, made), store.read(household_view, made).greeting) == (["陈晓明", "覃淼"], "")


def test_one_address_of_a_household_is_marked(store: Store, ids: dict[str, int]) -> None:
    made = store.write(put_together, [ids["陈晓明"], ids["林静"]], label="陈家")
    hangzhou, ningbo = address(store, ids["陈晓明"]), address(store, ids["林静"])
    store.write(mark_household_address, made, hangzhou)
    store.write(edit_address, ningbo, for_household=True)
    assert [one.values["for_household"] for one in store.read(household_view, made).addresses] == [False, True]
    story = store.read(deed_story, store.read(deed_rows, limit=1)[0].id)
    assert {(one.label, one.before, one.after) for record in story.records for one in record.values} == {
        ("同户地址", "", "是"),
        ("同户地址", "是", ""),
    }
    third = store.write(add_address, ids["陈晓明"], city="上海市", for_household=True)
    marked = store.read(household_view, made).marked
    assert marked is not None
    assert (marked.id, marked.owner.name) == (third, "陈晓明")
    store.write(mark_household_address, made, None)
    assert store.read(household_view, made).marked is None
    store.write(undo)
    assert store.read(household_view, made).marked == marked


def test_a_household_is_arranged_by_one_deed(store: Store, ids: dict[str, int]) -> None:
    couple = [ids["陈晓明"], ids["林静"]]
    away = address(store, ids["林静"])
    made = store.write(put_together, couple, label="陈家", greeting="陈先生、林女士", address_id=away)
    marked = store.read(household_view, made).marked
    assert marked is not None
    assert marked.id == away
    before = records(store)
    home = address(store, ids["陈晓明"])
    changed = [ids["陈晓明"], ids["陈小雨"]]
    store.write(arrange_household, made, changed, label="陈府", greeting="陈先生、林女士", address_id=home)
    held = store.read(household_view, made)
    assert ([one.name for one in held.members], held.label, held.greeting) == (["陈晓明", "陈小雨"], "陈府", "")
    assert held.marked is not None
    assert held.marked.id == home
    store.write(undo)
    assert records(store) == before
    with pytest.raises(InvalidInputError, match="至少"):
        store.write(arrange_household, made, couple[:1], label="陈家", greeting="", address_id=None)
    assert records(store) == before


def test_a_dissolved_household_comes_back_with_undo(store: Store, ids: dict[str, int]) -> None:
    made = store.write(put_together, [ids["陈晓明"], ids["林静"]], label="陈家", greeting="陈先生、林女士")
    store.write(mark_household_address, made, address(store, ids["林静"]))
    whole = records(store)
    store.write(dissolve_household, made)
    assert store.read(household_views) == []
    store.write(undo)
    assert records(store) == whole


def test_what_cannot_be_is_refused_and_changes_nothing(store: Store, ids: dict[str, int]) -> None:
    made = store.write(put_together, [ids["陈晓明"], ids["林静"]], label="陈家")
    stranger = address(store, ids["覃淼"])
    before = records(store)
    refused: list[tuple[type[Exception], str, Any, tuple[Any, ...], dict[str, Any]]] = [
        (InvalidInputError, "两", put_together, ([ids["覃淼"], ids["覃淼"]],), {}),
        (ConflictError, "林静已属于同户“陈家”", put_together, ([ids["覃淼"], ids["林静"]],), {}),
        (ConflictError, "已有同户“陈家”", put_together, ([ids["覃淼"], ids["陈小雨"]],), {"label": "陈家"}),
        (ConflictError, "林静已属于同户“陈家”", join_household, (made, [ids["林静"]]), {}),
        (NotFoundError, "已不存在", join_household, (99, [ids["覃淼"]]), {}),
        (NotFoundError, "99", join_household, (made, [99]), {}),
        (InvalidInputError, "覃淼不属于", leave_household, ([ids["覃淼"]],), {}),
        (InvalidInputError, "覃淼", mark_household_address, (made, stranger), {}),
        (NotFoundError, "地址", mark_household_address, (made, 99), {}),
        (InvalidInputError, "覃淼不属于", edit_address, (stranger,), {"for_household": True}),
        (InvalidInputError, "覃淼不属于", add_address, (ids["覃淼"],), {"for_household": True}),
        (NotFoundError, "已不存在", dissolve_household, (99,), {}),
    ]
    for kind, sentence, deed, args, values in refused:
        with pytest.raises(kind, match=sentence):
            store.write(deed, *args, **values)
        assert records(store) == before


def test_a_household_is_found_by_its_label_or_by_who_belongs_to_it(store: Store, ids: dict[str, int]) -> None:
    made = store.write(put_together, [ids["陈晓明"], ids["林静"]], label="陈家")
    assert [store.read(find_household, which) for which in ("陈家", "林静", "lj", f"#{ids['林静']}")] == [made] * 4
    for which in ("覃淼", "没有的"):
        with pytest.raises(NotFoundError, match=which):
            store.read(find_household, which)


def test_another_label_on_a_record_leaves_the_old_household(store: Store, ids: dict[str, int]) -> None:
    store.write(put_together, [ids["陈晓明"], ids["林静"]], label="陈家")
    store.write(edit_representative, ids["林静"], household="林家")
    store.write(edit_representative, ids["覃淼"], household="林家")
    assert [(one.label, [m.name for m in one.members]) for one in store.read(household_views)] == [
        ("林家", ["林静", "覃淼"])
    ]


@pytest.mark.parametrize("side", [Side.STAYS, Side.GOES])
def test_a_merge_leaves_no_household_of_one_and_one_marked_address(
    store: Store, ids: dict[str, int], furnish: Furnish, side: Side
) -> None:
    twin = furnish.person("林静", address=HANGZHOU)
    first = store.write(put_together, [ids["陈晓明"], ids["林静"]], label="陈家")
    second = store.write(put_together, [ids["覃淼"], ids["陈小雨"], twin], label="覃家")
    store.write(mark_household_address, first, address(store, ids["陈晓明"]))
    store.write(mark_household_address, second, address(store, twin))
    whole = records(store)
    store.write(merge, ids["林静"], twin, choices={"household": side}, today=TODAY)
    held = store.read(household_views)
    there = {view.label: [member.name for member in view.members] for view in held}
    assert there == (
        {"陈家": ["陈晓明", "林静"], "覃家": ["陈小雨", "覃淼"]}
        if side is Side.STAYS
        else {"覃家": ["林静", "陈小雨", "覃淼"]}
    )
    marks = [sum(one.values["for_household"] for one in view.addresses) for view in held]
    assert all(count <= 1 for count in marks)
    store.write(undo)
    assert records(store) == whole
