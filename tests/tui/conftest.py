"""What the tests of the rooms share: a small office on a fixed day, and the program opened on it."""

from pathlib import Path

import pytest

from liaison.store.store import Store
from liaison.tui.app import LiaisonApp
from liaison.tui.desk import Desk
from small_office import DAY, furnish


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keys, looks and drafts of whoever runs the tests stay untouched."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    # What is notified stays to be looked at, however slowly a machine comes to it.
    monkeypatch.setattr(LiaisonApp, "NOTIFICATION_TIMEOUT", 600)


@pytest.fixture
def people(store: Store) -> dict[str, int]:
    """The small office in the store; the ids of its cadres and representatives by name."""
    return furnish(store)


@pytest.fixture
def desk(store: Store, people: dict[str, int]) -> Desk:
    """A desk at the small office on its day."""
    return Desk(store, DAY)


@pytest.fixture
def app(desk: Desk) -> LiaisonApp:
    """The program on the small office."""
    return LiaisonApp(desk)
