"""Rows of a virtual table and where they come from; no Textual in here.

A `RowSource` is asked in a worker thread, a page at a time, so its methods simply block on the store. It is one
question (one filter, one order); a new search is a new source. `ListSource` serves rows that are at hand already.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

PAGE = 200
"""Rows in a page."""
_PAGES_KEPT = 40


@dataclass(frozen=True)
class Row:
    """One row: its key (the id of a record, unique in the table), its cells and, if wanted, a style a cell.

    The styles are names of `CELL_STYLES`; a shorter tuple leaves the last cells plain.
    """

    key: int
    cells: tuple[str, ...]
    styles: tuple[str | None, ...] = ()


CELL_STYLES = ("error", "warning", "success", "muted", "strong")
"""The names of cell styles: red, amber, green, paler, bold. A word or sign in the cell must say the same."""


class RowSource(Protocol):
    """Where rows come from. Called in a worker thread."""

    def count(self) -> int:
        """How many rows there are."""
        ...

    def page(self, offset: int, limit: int, after: int | None) -> Sequence[Row]:
        """At most ``limit`` rows from the place ``offset`` on.

        ``after`` is the key of the row just before, when it is known: a store may then go on from that key, which
        costs less than counting off ``offset`` rows.
        """
        ...


@runtime_checkable
class LocatingSource(Protocol):
    """A source that also knows where a key stands; others are searched only near the cursor."""

    def position(self, key: int) -> int | None:
        """The place of the row with this key, or None when it is not among the rows."""
        ...


@runtime_checkable
class KeyedSource(Protocol):
    """A source that can list all its keys at once, to mark all; others are read page by page."""

    def keys(self) -> Sequence[int]:
        """The keys of all rows."""
        ...


class ListSource:
    """Rows from a list."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows = tuple(rows)
        self._places = {row.key: index for index, row in enumerate(self._rows)}

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def page(self, offset: int, limit: int, after: int | None) -> Sequence[Row]:  # noqa: ARG002 - part of the protocol
        """A slice of the list."""
        return self._rows[offset : offset + limit]

    def position(self, key: int) -> int | None:
        """The place of the key."""
        return self._places.get(key)

    def keys(self) -> Sequence[int]:
        """All keys."""
        return tuple(self._places)


@dataclass
class RowCache:
    """The pages of one source that have been read, the latest used last; the oldest are forgotten."""

    source: RowSource
    count: int = 0
    _pages: OrderedDict[int, tuple[Row, ...]] = field(default_factory=OrderedDict)

    def row(self, index: int) -> Row | None:
        """The row at a place, or None when its page has not been read or turned out shorter."""
        page = self._pages.get(index // PAGE)
        place = index % PAGE
        return page[place] if page is not None and place < len(page) else None

    def missing(self, first: int, last: int) -> list[int]:
        """The numbers of the pages not read yet among those that hold the places ``first`` to ``last``."""
        first, last = max(first, 0), min(last, self.count - 1)
        return [number for number in range(first // PAGE, last // PAGE + 1) if number not in self._pages]

    def put(self, number: int, rows: Sequence[Row]) -> None:
        """Keep a page."""
        self._pages[number] = tuple(rows)
        self._pages.move_to_end(number)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)

    def fetch(self, number: int) -> Sequence[Row]:
        """Read a page from the source; does not keep it, as it runs in another thread."""
        before = self.row(number * PAGE - 1) if number else None
        return self.source.page(number * PAGE, PAGE, before.key if before else None)

    def place_of(self, key: int) -> int | None:
        """The place of a key among the pages that have been read."""
        for number, page in self._pages.items():
            for place, row in enumerate(page):
                if row.key == key:
                    return number * PAGE + place
        return None


def load_around(source: RowSource, key: int | None, place: int, span: int) -> tuple[RowCache, int]:
    """Read what is needed to show a source anew, and the place of the cursor in it.

    The cursor goes to ``key`` if that row is found, else to ``place`` or, when there are fewer rows now, to the last.
    ``span`` is how many rows are seen before and after it. Blocks: call it in a worker thread.
    """
    cache = RowCache(source, source.count())
    cursor = max(0, min(place, cache.count - 1))
    found = source.position(key) if key is not None and isinstance(source, LocatingSource) else None
    cursor = cursor if found is None else found
    _read(cache, cursor, span)
    if key is not None and found is None and not isinstance(source, LocatingSource):
        near = cache.place_of(key)
        if near is not None:
            cursor = near
            _read(cache, cursor, span)
    return cache, cursor


def all_keys(source: RowSource) -> frozenset[int]:
    """The keys of all rows of a source. Blocks: call it in a worker thread."""
    if isinstance(source, KeyedSource):
        return frozenset(source.keys())
    keys: set[int] = set()
    offset, after = 0, None
    while rows := source.page(offset, PAGE, after):
        keys.update(row.key for row in rows)
        offset += len(rows)
        after = rows[-1].key
    return frozenset(keys)


def _read(cache: RowCache, cursor: int, span: int) -> None:
    for number in cache.missing(cursor - span, cursor + span):
        cache.put(number, cache.fetch(number))
