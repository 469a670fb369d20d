from hypothesis import given
from hypothesis import strategies as st

from liaison.tui.widgets.columns import GAP, Column, place


def column(key: str, **options: int) -> Column:
    return Column(key, lambda: key, **options)  # type: ignore[arg-type] # only the numbers are given here


columns = st.lists(
    st.builds(
        column,
        st.text("abc", min_size=1),
        width=st.one_of(st.none(), st.integers(1, 30)),
        fraction=st.integers(1, 5),
        min_width=st.integers(1, 20),
        priority=st.integers(1, 4),
    ),
    min_size=1,
    max_size=8,
)


@given(columns, st.integers(0, 200))
def test_columns_never_take_more_than_there_is_and_fill_it_when_one_can_stretch(
    declared: list[Column], width: int
) -> None:
    placed = place(declared, width)
    taken = sum(each.width for each in placed) + GAP * (len(placed) - 1)
    assert taken <= width
    if any(each.column.width is None for each in placed):
        assert taken == width


@given(columns, st.integers(0, 200))
def test_every_column_gets_its_least_width_and_keeps_its_order(declared: list[Column], width: int) -> None:
    placed = place(declared, width)
    assert [each.index for each in placed] == sorted(each.index for each in placed)
    assert all(declared[each.index] is each.column for each in placed)
    assert len(placed) == 1 or all(each.width >= each.column.least for each in placed)


@given(columns, st.integers(0, 200))
def test_a_column_drops_out_only_after_all_of_higher_priority_numbers(declared: list[Column], width: int) -> None:
    kept = {each.index for each in place(declared, width)}
    dropped = set(range(len(declared))) - kept
    assert all(declared[out].priority >= declared[still].priority for out in dropped for still in kept)


def test_room_is_shared_by_fractions() -> None:
    placed = place([column("a", fraction=3, min_width=0), column("b", min_width=0), column("c", width=10)], 52)
    assert [each.width for each in placed] == [30, 10, 10]
