"""What the tests of pairings share: facts with ordinary defaults, and the two languages."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from liaison.pairing.terms import PairingFacts
from liaison.people.fields import PersonStatus
from liaison.text.words import current_language, use_language


@pytest.fixture
def facts() -> Callable[..., PairingFacts]:
    """Facts of one pairing: cadre 7, active person, from 2026-01-01; every other value as given."""

    def make(**given: Any) -> PairingFacts:
        ordinary: dict[str, Any] = {
            "pairing_id": 1,
            "cadre_id": 7,
            "started_on": date(2026, 1, 1),
            "counts_from": None,
            "ended_on": None,
            "person_status": PersonStatus.ACTIVE,
            "status_since": None,
            "rule": None,
            "contacts": (),
            "pauses": (),
        }
        return PairingFacts(**(ordinary | given))

    return make


@pytest.fixture
def chinese() -> Iterator[None]:
    before = current_language()
    use_language("zh")
    yield
    use_language(before)


@pytest.fixture
def english() -> Iterator[None]:
    before = current_language()
    use_language("en")
    yield
    use_language(before)
