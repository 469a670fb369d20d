"""What all tests share: an empty office, in Chinese unless a test asks otherwise, at work as a known user."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from liaison.main import open_office
from liaison.store.store import Store
from liaison.text.words import use_language
from scratch import empty_store

# The same examples each time, so that a run that passed passes again; how long one takes says nothing here, and the
# first one pays for tables that are made once. `--hypothesis-profile explore` looks further.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


_LONGEST = ("test_undoing_everything", "test_office_workbook_makes_the_journey", "test_standing_through_the_store")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that nobody works on it alone at the end."""
    items.sort(key=lambda item: item.path.stem not in _LONGEST)


@pytest.fixture(autouse=True)
def _quiet_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads the settings of whoever runs it, nor writes outside its own folder."""
    for name in ("LIAISON_STORE", "LIAISON_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LIAISON_USER", "tester")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    use_language("zh")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new, empty store."""
    path = tmp_path / "office.db"
    shutil.copy(empty_store(), path)
    made = open_office(str(path))
    yield made
    made.close()
