"""Settings of the office: defaults, changes as deeds, refusals."""

from typing import Any

import pytest
from sqlmodel import Session

from liaison.errors import InvalidInputError
from liaison.store.history import deed_rows
from liaison.store.settings import (
    DEFAULTS,
    DUE_SOON_DAYS,
    NAME_ORDER,
    SECTORS,
    TIERS,
    all_settings,
    change_setting,
    extend_list,
    read_setting,
)
from liaison.store.store import Store, deed
from liaison.store.undo import undo


def test_without_a_choice_the_defaults_hold(store: Store) -> None:
    assert store.read(all_settings) == DEFAULTS


def test_a_choice_is_kept_and_can_be_taken_back(store: Store) -> None:
    store.write(change_setting, DUE_SOON_DAYS, 30)
    store.write(change_setting, DUE_SOON_DAYS, 7)
    assert store.read(read_setting, DUE_SOON_DAYS) == 7
    assert len({row.subject for row in store.read(deed_rows)}) == 1
    store.write(undo)
    assert store.read(read_setting, DUE_SOON_DAYS) == 30
    store.write(undo)
    assert store.read(all_settings) == DEFAULTS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[(DUE_SOON_DAYS, value) for value in (-1, 367, "14", None, 3.5)],
        *[(NAME_ORDER, value) for value in ("strokes ", "", None)],
        *[(TIERS, value) for value in ("重点", ["重点", "重点"], [""], [" "], [1], None)],
        ("colour", "red"),
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, name: str, value: Any) -> None:
    with pytest.raises(InvalidInputError):
        store.write(change_setting, name, value)
    assert store.read(all_settings) == DEFAULTS


def test_words_that_a_list_lacks_are_added_once(store: Store) -> None:
    @deed("extend")
    def extend(session: Session, words: list[str]) -> list[str]:
        return extend_list(session, SECTORS, words)

    assert store.write(extend, ["乡贤", "港商", "", "港商"]) == ["港商"]
    assert store.read(read_setting, SECTORS) == [*DEFAULTS[SECTORS], "港商"]
