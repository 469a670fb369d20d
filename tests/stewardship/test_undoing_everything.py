"""Whatever is done, undoing it all gives the store back; after each step what is derived is right."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.errors import LiaisonError, NotFoundError
from liaison.stewardship.check import check_store
from liaison.store.changes import Change
from liaison.store.history import deed_changes, deed_rows
from liaison.store.store import Store
from liaison.store.undo import undo
from random_deeds import Clerk
from scratch import discard, scratch_store
from stored import HISTORY, NEVER_GOES_BACK, contents, indexed, should_be_indexed

TODAY = date(2026, 11, 20)
LEFT_OUT = HISTORY | NEVER_GOES_BACK

seeds = st.integers(0, 2**32)


@contextmanager
def office(seed: int) -> Iterator[tuple[Store, Clerk, Path]]:
    store = scratch_store()
    assert store.path is not None
    try:
        yield store, Clerk(store, Random(seed), TODAY), store.path
    finally:
        discard(store)


def everything_derived_is_right(store: Store, path: Path) -> None:
    """The due days, the lines of text and the search index are as the records say.

    A cadre who left while still paired is a reminder, not a fault: the people are to be handed over.
    """
    assert [found for found in store.read(check_store, TODAY) if found.kind != "left"] == []
    assert indexed(path) == should_be_indexed(path)


class Told:
    """What the history told of each deed when it was done."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._told: dict[int, list[Change]] = {}

    def note(self) -> None:
        for row in self._store.read(deed_rows, limit=None):
            if row.id in self._told:
                break
            self._told[row.id] = self._store.read(deed_changes, row.id)

    def is_told_again(self) -> None:
        for deed_id, changes in self._told.items():
            assert self._store.read(deed_changes, deed_id) == changes


def undo_last(store: Store) -> int | None:
    try:
        return store.write(undo)
    except NotFoundError:
        return None


def refused(store: Store, deed_id: int) -> str | None:
    """Undo a deed; the sentence that refuses it, if it is refused."""
    try:
        store.write(undo, deed_id)
    except LiaisonError as refusal:
        return refusal.sentence
    return None


@settings(max_examples=5, deadline=None)
@given(seed=seeds, steps=st.integers(1, 28))
def test_undoing_each_deed_gives_back_what_was_before_it(seed: int, steps: int) -> None:
    with office(seed) as (store, clerk, path):
        at_first = contents(path, LEFT_OUT)
        before: dict[int, Any] = {}
        clerk.furnish()
        for _ in range(steps):
            held = contents(path)
            last = store.read(deed_rows, limit=1)[0].id
            clerk.step()
            done = store.read(deed_rows, limit=1)[0].id
            if done == last:
                assert contents(path) == held
            else:
                before[done] = {name: rows for name, rows in held.items() if name not in LEFT_OUT}
            everything_derived_is_right(store, path)
        while (undone := undo_last(store)) is not None:
            everything_derived_is_right(store, path)
            assert undone not in before or contents(path, LEFT_OUT) == before[undone]
        assert contents(path, LEFT_OUT) == at_first


@settings(max_examples=4, deadline=None)
@given(seed=seeds, steps=st.integers(1, 28))
def test_earlier_deeds_are_undone_and_done_again_as_far_as_later_ones_allow(seed: int, steps: int) -> None:
    """Undoing picks deeds and undoings anywhere, and what is refused changes nothing.

    Going back strictly from the last to the first, undoings among them, is never refused. Whatever was done to the
    records since, the history tells of each deed what it told when that was done.
    """
    with office(seed) as (store, clerk, path):
        at_first = contents(path, LEFT_OUT)
        told = Told(store)
        clerk.furnish()
        for _ in range(steps):
            clerk.step()
            told.note()
            last = store.read(deed_rows, limit=1)[0].id
            chosen = clerk.random.randint(max(1, last - 8), last)
            held = contents(path)
            if (refusal := refused(store, chosen)) is not None:
                assert refusal
                assert contents(path) == held
            told.note()
            everything_derived_is_right(store, path)
        told.is_told_again()
        for row in store.read(deed_rows, limit=None):
            assert refused(store, row.id) is None
            everything_derived_is_right(store, path)
        told.is_told_again()
        assert undo_last(store) is None
        assert contents(path, LEFT_OUT) == at_first


@settings(max_examples=2, deadline=None)
@given(seed=seeds)
def test_doing_all_again_gives_the_end_back(seed: int) -> None:
    """The undoings, undone from the last to the first, do every deed again."""
    with office(seed) as (store, clerk, path):
        clerk.furnish()
        for _ in range(25):
            clerk.step()
        at_last = contents(path, LEFT_OUT)
        while undo_last(store) is not None:
            pass
        undoings = [row.id for row in store.read(deed_rows, limit=None) if row.undoes_id is not None]
        for undoing in undoings:
            store.write(undo, undoing)
            everything_derived_is_right(store, path)
        assert contents(path, LEFT_OUT) == at_last


def test_the_clerk_does_every_deed_there_is() -> None:
    """The tests above would prove little if most deeds were refused."""
    tally: Counter[tuple[str, bool]] = Counter()
    for seed in range(8):
        with office(seed) as (_store, clerk, _path):
            clerk.furnish()
            for _ in range(80):
                clerk.step()
            tally += clerk.tally
        if seed > 1 and {name for name, _ in tally} == {name for name, succeeded in tally if succeeded}:
            break
    assert {name for name, _ in tally} == {name for name, succeeded in tally if succeeded}
    assert sum(count for (_, succeeded), count in tally.items() if succeeded) > tally.total() / 2
