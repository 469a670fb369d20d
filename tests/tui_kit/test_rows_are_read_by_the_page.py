from collections.abc import Sequence

import pytest

from liaison.tui.widgets.rows import PAGE, ListSource, Row, RowCache, all_keys, load_around


def rows(*keys: int) -> list[Row]:
    return [Row(key, (f"row {key}",)) for key in keys]


class PagedSource:
    """Rows without an index of places, counting what is asked of it."""

    def __init__(self, keys: Sequence[int]) -> None:
        self.stored = rows(*keys)
        self.asked: list[tuple[int, int | None]] = []

    def count(self) -> int:
        return len(self.stored)

    def page(self, offset: int, limit: int, after: int | None) -> Sequence[Row]:
        self.asked.append((offset, after))
        return self.stored[offset : offset + limit]


def test_the_first_screen_of_a_long_list_costs_one_page() -> None:
    source = PagedSource(range(100_000))
    cache, cursor = load_around(source, None, 0, 40)
    assert (cache.count, cursor) == (100_000, 0)
    assert source.asked == [(0, None)]


def test_a_page_is_read_on_from_the_row_before_where_that_is_known() -> None:
    source = PagedSource(range(1000, 2000))
    cache, _cursor = load_around(source, None, 0, 40)
    cache.fetch(1)
    cache.fetch(4)
    assert source.asked == [(0, None), (PAGE, 1000 + PAGE - 1), (4 * PAGE, None)]


@pytest.mark.parametrize("kind", [PagedSource, lambda keys: ListSource(rows(*keys))])
@pytest.mark.parametrize(
    ("keys", "place", "expected"),
    [
        (range(500), 250, 250),  # as before
        ([900, 901, *range(500)], 250, 252),  # two rows came in above
        ([*range(250), *range(251, 500)], 250, 250),  # the row itself is gone
        (range(3), 250, 2),  # most rows are gone
        ([], 250, 0),
    ],
)
def test_the_cursor_stays_with_its_row_or_else_in_its_place(
    kind: type[PagedSource], keys: Sequence[int], place: int, expected: int
) -> None:
    _cache, cursor = load_around(kind(list(keys)), 250, place, 40)
    assert cursor == expected


def test_a_row_that_moved_far_away_is_found_by_a_source_that_knows_its_places() -> None:
    moved = ListSource(rows(*range(1, 5000), 0))
    cache, cursor = load_around(moved, 0, 0, 10)
    assert cursor == 4999
    assert cache.row(cursor) == Row(0, ("row 0",))


def test_a_page_shorter_than_promised_is_not_asked_for_again() -> None:
    cache = RowCache(ListSource(), count=150)
    assert cache.missing(0, 40) == [0]
    cache.put(0, rows(1, 2))
    assert cache.missing(0, 40) == []
    assert cache.row(100) is None


def test_only_so_many_pages_are_kept() -> None:
    source = PagedSource(range(100_000))
    cache = RowCache(source, source.count())
    for number in range(500):
        cache.put(number, cache.fetch(number))
    kept = sum(cache.row(number * PAGE) is not None for number in range(500))
    assert kept == 40
    assert cache.row(99_999) is not None


@pytest.mark.parametrize("size", [0, 1, PAGE, PAGE + 1, 1001])
def test_all_keys_are_read_with_or_without_an_index(size: int) -> None:
    assert all_keys(PagedSource(range(size))) == frozenset(range(size)) == all_keys(ListSource(rows(*range(size))))
