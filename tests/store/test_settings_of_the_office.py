"""Settings of the office: defaults, changes as deeds, refusals."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from liaison.errors import InvalidInputError
from liaison.store.history import deed_rows
from liaison.store.office_calendar import working_day_overrides
from liaison.store.settings import (
    DEFAULTS,
    DUE_SOON_DAYS,
    EXTRA_DAYS_OFF,
    EXTRA_WORKING_DAYS,
    NAME_ORDER,
    REQUEST_DAYS,
    SECTORS,
    TIERS,
    all_settings,
    change_setting,
    extend_list,
    parse_setting,
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
        *[(DUE_SOON_DAYS, value) for value in (-1, 367, "14", None, 3.5, True)],
        *[(REQUEST_DAYS, value) for value in (0, 367)],
        *[(EXTRA_DAYS_OFF, value) for value in ("2026-11-23", ["2026-2-30"], ["20261123"], ["2026-11-23"] * 2, [1])],
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


def test_days_of_the_offices_own_calendar_are_typed_in_any_way_and_never_both_worked_and_off(store: Store) -> None:
    off = parse_setting(EXTRA_DAYS_OFF, ["2026年11月25日，2026/11/23", "20261123"])
    assert off == ["2026-11-23", "2026-11-25"]
    store.write(change_setting, EXTRA_DAYS_OFF, off)
    with pytest.raises(InvalidInputError, match="2026-11-25"):
        store.write(change_setting, EXTRA_WORKING_DAYS, ["2026-11-25"])
    store.write(change_setting, EXTRA_WORKING_DAYS, ["2026-11-28"])
    assert store.read(working_day_overrides) == {
        date(2026, 11, 23): False,
        date(2026, 11, 25): False,
        date(2026, 11, 28): True,
    }
    store.write(change_setting, EXTRA_DAYS_OFF, parse_setting(EXTRA_DAYS_OFF, [""]))
    assert store.read(working_day_overrides) == {date(2026, 11, 28): True}
    with pytest.raises(InvalidInputError) as refused:
        parse_setting(EXTRA_DAYS_OFF, ["下周"])
    assert refused.value.field == EXTRA_DAYS_OFF
