"""Rows of a virtual table that are a list of records in the store: the ids at once, the rows a page at a time."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sqlmodel import Session

from liaison.store.store import Store
from liaison.tui.widgets.rows import ListSource, Row

R = TypeVar("R")


class IdSource(Generic[R]):
    """A `RowSource` from two queries: ``ids`` lists the keys in their order, ``rows`` reads the records of a page.

    The ids are read anew whenever the rows are counted, which a table does on each `refresh_rows`.
    """

    def __init__(
        self,
        store: Store,
        ids: Callable[[Session], Sequence[int]],
        rows: Callable[[Session, Sequence[int]], Sequence[R]],
        show: Callable[[R], Row],
    ) -> None:
        self._store = store
        self._read_ids = ids
        self._read_rows = rows
        self._show = show
        self._ids: Sequence[int] = ()
        self._places: dict[int, int] | None = None

    def count(self) -> int:
        """How many rows there are now."""
        self._ids = self._store.read(self._read_ids)
        self._places = None
        return len(self._ids)

    def page(self, offset: int, limit: int, after: int | None) -> Sequence[Row]:  # noqa: ARG002 - part of the protocol
        """The rows from a place on; a record deleted since the count leaves an empty row until the next count."""
        wanted = self._ids[offset : offset + limit]
        found = {row.key: row for row in map(self._show, self._store.read(self._read_rows, wanted))}
        return [found.get(key, Row(key, ())) for key in wanted]

    def position(self, key: int) -> int | None:
        """The place of a key."""
        if self._places is None:
            self._places = {row_id: place for place, row_id in enumerate(self._ids)}
        return self._places.get(key)

    def keys(self) -> Sequence[int]:
        """All keys."""
        return self._ids


class ReadSource(ListSource, Generic[R]):
    """A `RowSource` of a short list that one query reads whole, anew whenever the rows are counted."""

    def __init__(self, store: Store, read: Callable[[Session], Sequence[R]], show: Callable[[R], Row]) -> None:
        super().__init__()
        self._store, self._read, self._show = store, read, show

    def count(self) -> int:
        """How many rows there are now."""
        super().__init__(map(self._show, self._store.read(self._read)))
        return super().count()
