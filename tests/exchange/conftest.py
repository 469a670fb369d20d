from pathlib import Path

import pytest

from liaison.store.store import Store
from workbooks import Desk


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    """A desk with an empty store."""
    return Desk(store, tmp_path)
