import pytest

from liaison.text.words import use_language


@pytest.fixture(autouse=True)
def _english() -> None:
    """Sentences stand in the code in English; the tests of this folder compare them there."""
    use_language("en")


@pytest.fixture
def chinese(_english: None) -> None:
    use_language("zh")
