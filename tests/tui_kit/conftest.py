"""Every test of the kit speaks English unless it says otherwise."""

from collections.abc import Iterator

import pytest

from liaison.text.words import use_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")
