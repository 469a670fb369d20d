"""The sample office on its day and a small office, each made once; a desk at a copy of either."""

import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest

from desk import Desk
from liaison.exchange.sample import open_sample
from liaison.main import create_office, open_office
from liaison.store.store import Store
from liaison.text.words import use_language
from officework import Furnish
from reported_office import furnish_reported
from scratch import empty_store


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office, not to be written to."""
    use_language("zh")
    with redirect_stderr(StringIO()):
        store = open_sample(tmp_path_factory.mktemp("sample"), create_office)
    store.close()
    assert store.path is not None
    return store.path


@pytest.fixture(scope="session")
def sample(sample_file: Path) -> Iterator[Store]:
    """The sample office, to be read."""
    store = open_office(str(sample_file))
    yield store
    store.close()


@pytest.fixture
def desk(sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A desk at a copy of the sample office."""
    path = tmp_path / "desk.db"
    shutil.copy(sample_file, path)
    return Desk(path, capsys)


@pytest.fixture(scope="session")
def reported_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small office with something of everything that reports tell of, not to be written to."""
    path = tmp_path_factory.mktemp("reported") / "office.db"
    shutil.copy(empty_store(), path)
    store = open_office(str(path))
    furnish_reported(Furnish(store))
    store.close()
    return path


@pytest.fixture
def store(reported_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the small office."""
    path = tmp_path / "office.db"
    shutil.copy(reported_file, path)
    made = open_office(str(path))
    yield made
    made.close()


@pytest.fixture
def office(store: Store) -> Furnish:
    """The small office, to add to."""
    return Furnish(store)


@pytest.fixture
def reported(store: Store, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A desk at the small office."""
    assert store.path is not None
    return Desk(store.path, capsys)
