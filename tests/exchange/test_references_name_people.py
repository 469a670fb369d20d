"""Who is meant by a cell: a number, a name of its own, or a name with its unit; one or several."""

import pytest

from liaison.errors import InvalidInputError
from liaison.exchange.resolve import Index
from workbooks import Desk, table, wrong_cells


@pytest.fixture
def index() -> Index:
    made = Index()
    people = [
        ("张伟", "县医院", "001"),
        ("张伟", "县一中", None),
        ("李娜", "", "002"),
        ("O'Neill, Mary", "A, B Ltd", None),
    ]
    for number, (name, unit, code) in enumerate(people, 1):
        made.add(number, name, unit, code)
    return made


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("001", (1,)),
        ("李娜", (3,)),
        ("张伟（县医院）", (1,)),
        ("张伟(县一中)", (2,)),
        ("张　伟 （县一中）", (2,)),
        ("李娜、001", (3, 1)),
        ("李娜，张伟(县一中),001;002；", (3, 2, 1)),
        ("李娜\n001", (3, 1)),
        ("O'Neill, Mary", (4,)),
        ("李娜、O'Neill, Mary（A, B Ltd）、001", (3, 4, 1)),
        ("李娜、李娜", (3,)),
        ("、", ()),
    ],
)
def test_a_cell_names(index: Index, cell: str, people: tuple[int, ...]) -> None:
    assert index.find(cell) == people


@pytest.mark.parametrize(
    ("cell", "said"),
    [("张伟", ["001", "县一中"]), ("李娜、张伟", ["001"]), ("王五", ["王五"]), ("张伟（乡政府）", ["乡政府"])],
)
def test_a_cell_that_cannot_be_told_says_what_to_write(index: Index, cell: str, said: list[str]) -> None:
    with pytest.raises(InvalidInputError) as refused:
        index.find(cell)
    assert all(word in refused.value.sentence for word in said)


def test_a_name_must_be_the_only_one_in_file_and_store(desk: Desk) -> None:
    desk.take(联系对象=table("姓名 单位", ["张伟", "县医院"]))
    contact = table("日期 方式 联系对象", ["2026-03-05", "电话", "张伟"])
    assert wrong_cells(desk.take(联系对象=table("姓名 单位", ["张伟", "县一中"]), 联系记录=contact).plan) == [
        ("联系记录", 2, "联系对象", "张伟")
    ]


def test_a_person_who_is_renamed_in_the_file_is_found_by_both_names(desk: Desk) -> None:
    desk.take(联系对象=table("编号 姓名", ["1", "张伟"]))
    outcome = desk.take(
        联系对象=table("编号 姓名", ["1", "张玮"]),
        联系记录=table("日期 方式 联系对象", ["2026-03-05", "电话", "张伟"], ["2026-03-06", "电话", "张玮"]),
    )
    assert outcome.plan.rejected() == []
