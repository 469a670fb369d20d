"""The sample office, as the program brings it: whole, and with somebody in every state on its day."""

from collections import Counter
from pathlib import Path

import pytest

from liaison.errors import StoreError
from liaison.exchange import sample
from liaison.main import create_office, open_office
from liaison.pairing.queries import DueQuestion, due_list
from liaison.stewardship.check import check_store


def test_the_sample_office_shows_every_state_on_its_day(tmp_path: Path) -> None:
    store = sample.open_sample(tmp_path, create_office)
    rows = store.read(due_list, DueQuestion(sample.SAMPLE_DAY, sample.SAMPLE_DAY, everybody=True))
    assert Counter(row.standing.status.value for row in rows) == {
        "ok": 62,
        "overdue": 9,
        "due_soon": 8,
        "never": 3,
        "paused": 3,
        "no_contact": 2,
    }
    assert store.read(check_store, sample.SAMPLE_DAY) == []
    store.close()
    again = open_office(store.location)
    assert len(again.read(due_list, DueQuestion(sample.SAMPLE_DAY, sample.SAMPLE_DAY))) == 12
    again.close()


def test_a_program_without_its_sample_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sample, "_PACKAGE", tmp_path / "src" / "liaison")
    with pytest.raises(StoreError):
        sample.sample_workbook()
