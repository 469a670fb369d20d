import pytest

from liaison.store.store import Store
from officework import Furnish


@pytest.fixture
def furnish(store: Store) -> Furnish:
    return Furnish(store)
