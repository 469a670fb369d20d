"""Tests of printing speak English; the program speaks the language of the system."""

import pytest

from liaison.text.words import use_language


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")
