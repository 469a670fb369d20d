"""Large imports make millions of objects which stay: the search for what can go must not look at them again."""

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from liaison.exchange import intake
from liaison.exchange.apply import Wishes
from liaison.exchange.intake import receive

ROWS = 2_000
WISHES = Wishes(date(2026, 11, 26))


@pytest.fixture
def roster(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "roster.csv"
    rows = (f"{number},王{chr(0x4E00 + number)},甲公司{number}" for number in range(1, ROWS + 1))
    path.write_text("\n".join(["序号,姓名,单位", *rows]), "utf-8")
    gc.collect()
    yield path
    gc.unfreeze()


def test_what_a_large_file_has_made_is_left_out_of_later_searches(
    roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MANY_OBJECTS", ROWS)
    before = gc.get_freeze_count()
    incoming = receive(roster, WISHES)
    assert sum(map(len, incoming.rows.values())) == ROWS
    assert gc.get_freeze_count() - before >= ROWS
    assert gc.isenabled()


def test_after_a_small_file_all_is_searched_as_ever(roster: Path) -> None:
    before = gc.get_freeze_count()
    receive(roster, WISHES)
    assert gc.get_freeze_count() == before
    assert gc.isenabled()


def test_a_search_that_was_off_stays_off(roster: Path) -> None:
    gc.disable()
    try:
        receive(roster, WISHES)
        assert not gc.isenabled()
    finally:
        gc.enable()
