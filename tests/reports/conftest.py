"""The sample office on its day, made once; a desk at it; and a small office to furnish."""

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


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office, not to be written to."""
    use_language("zh")
    with redirect_stderr(StringIO()):
        store = open_sample(tmp_path_factory.mktemp("sample"), create_office)
    store.close()
    assert store.path is not None
    return store.path


@pytest.fixture
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


@pytest.fixture
def office(store: Store) -> Furnish:
    """An empty office to furnish."""
    return Furnish(store)
