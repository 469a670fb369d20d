"""A death or a put-away record takes back what was planned, in one deed."""

from datetime import timedelta

import pytest

from liaison.errors import InvalidInputError
from liaison.people.fields import PersonStatus
from liaison.people.queries import representative_card
from liaison.stewardship.status import change_status
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.store.undo import undo
from liaison.visits.fields import ContactState
from liaison.visits.queries import visit_row
from officework import TODAY, Furnish

SOON = TODAY + timedelta(10)


@pytest.fixture
def furnish(store: Store) -> Furnish:
    return Furnish(store)


@pytest.mark.parametrize("status", [PersonStatus.DECEASED, PersonStatus.ARCHIVED])
def test_what_was_planned_is_cancelled_and_comes_back_with_an_undo(
    store: Store, furnish: Furnish, status: PersonStatus
) -> None:
    person = furnish.person()
    plan = furnish.contact(person, on=SOON, state=ContactState.PLANNED)
    before = len(store.read(deed_rows))
    assert store.write(change_status, person, status, since=TODAY, today=TODAY) == 1
    assert store.read(visit_row, plan).state is ContactState.CANCELLED
    assert len(store.read(deed_rows)) == before + 1
    store.write(undo)
    assert store.read(visit_row, plan).state is ContactState.PLANNED
    assert store.read(representative_card, person).status is PersonStatus.ACTIVE


def test_a_status_does_not_begin_in_the_future(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    with pytest.raises(InvalidInputError) as refused:
        store.write(change_status, person, PersonStatus.ARCHIVED, since=SOON, today=TODAY)
    assert refused.value.field == "since"
    assert store.read(representative_card, person).status is PersonStatus.ACTIVE
