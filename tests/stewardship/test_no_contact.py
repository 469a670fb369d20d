"""A wish not to be contacted holds at once and everywhere, and can be taken back."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from liaison.errors import InvalidInputError, NotFoundError
from liaison.pairing.handover import hand_over
from liaison.pairing.queries import DueQuestion, due_list, pairing_rows, unpaired
from liaison.pairing.terms import Status
from liaison.people.fields import Channel, Consent, PersonStatus
from liaison.people.queries import representative_card
from liaison.people.service import set_status
from liaison.stewardship.check import check_store
from liaison.stewardship.no_contact import set_consent, set_no_contact
from liaison.stewardship.timeline import EntryKind, timeline
from liaison.store.history import deed_rows
from liaison.store.store import Store
from liaison.store.undo import undo
from liaison.text.words import use_language
from liaison.visits.fields import ContactKind, ContactState, Direction
from liaison.visits.queries import planned_ids, visit_row
from officework import TODAY, Furnish
from stored import HISTORY, NEVER_GOES_BACK, contents

SOON = TODAY + timedelta(10)
QUESTION = DueQuestion(TODAY, TODAY)


@pytest.fixture
def furnish(store: Store) -> Furnish:
    return Furnish(store)


def test_planned_contacts_are_cancelled(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    plan = furnish.contact(person, on=SOON, state=ContactState.PLANNED)
    done = furnish.contact(person)
    assert store.write(set_no_contact, person, since=TODAY, today=TODAY) == 1
    assert store.read(visit_row, plan).state is ContactState.CANCELLED
    assert store.read(visit_row, done).state is ContactState.DONE
    assert store.read(planned_ids, SOON) == []


def test_what_was_planned_with_others_too_goes_on_without_the_person(store: Store, furnish: Furnish) -> None:
    person, other = furnish.person(), furnish.person("解海")
    plan = furnish.contact(person, other, on=SOON, state=ContactState.PLANNED)
    store.write(set_no_contact, person, since=TODAY, today=TODAY)
    held = store.read(visit_row, plan)
    assert held.state is ContactState.PLANNED
    assert [who.name for who in held.representatives] == ["解海"]
    assert store.read(check_store, TODAY) == []


def test_the_person_leaves_the_due_list_and_the_unpaired_at_once(store: Store, furnish: Furnish) -> None:
    furnish.rule()
    paired, alone = furnish.person(), furnish.person("解海")
    furnish.pair(furnish.cadre(), paired)
    assert [row.representative.id for row in store.read(due_list, QUESTION)] == [paired]
    assert [row.id for row in store.read(unpaired, TODAY)] == [alone]
    for person in (paired, alone):
        store.write(set_no_contact, person, since=TODAY, today=TODAY)
    assert store.read(due_list, QUESTION) == []
    assert store.read(unpaired, TODAY) == []
    (row,) = store.read(due_list, DueQuestion(TODAY, TODAY, everybody=True))
    assert (row.standing.status, row.standing.due_on) == (Status.NO_CONTACT, None)


def test_nobody_is_planned_with_or_paired_with_the_person_anew(store: Store, furnish: Furnish) -> None:
    person, cadre = furnish.person(), furnish.cadre()
    store.write(set_no_contact, person, since=TODAY, today=TODAY)
    with pytest.raises(InvalidInputError):
        furnish.pair(cadre, person, TODAY)
    for state, day in (
        (ContactState.PLANNED, SOON),
        (ContactState.PLANNED, TODAY - timedelta(5)),
        (ContactState.DONE, TODAY),
    ):
        with pytest.raises(InvalidInputError):
            furnish.contact(person, on=day, state=state)
    furnish.contact(person, on=TODAY - timedelta(5))


def test_what_comes_from_their_side_can_be_recorded(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    store.write(set_no_contact, person, since=TODAY, today=TODAY)
    call = furnish.contact(person, kind=ContactKind.CALL, direction=Direction.INCOMING)
    assert store.read(visit_row, call).direction is Direction.INCOMING
    assert store.read(check_store, TODAY) == []


def test_it_is_one_deed_and_undone_as_one(store: Store, furnish: Furnish) -> None:
    furnish.rule()
    person, other = furnish.person(), furnish.person("解海")
    furnish.pair(furnish.cadre(), person)
    furnish.contact(person, on=SOON, state=ContactState.PLANNED)
    furnish.contact(person, other, on=SOON, state=ContactState.PLANNED)
    path = store.path
    assert isinstance(path, Path)
    before = contents(path, HISTORY | NEVER_GOES_BACK)
    count = len(store.read(deed_rows))
    store.write(set_no_contact, person, since=TODAY, today=TODAY)
    assert len(store.read(deed_rows)) == count + 1
    store.write(undo)
    assert contents(path, HISTORY | NEVER_GOES_BACK) == before


def test_a_wish_for_one_channel_cancels_only_that_kind(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    call = furnish.contact(person, on=SOON, kind=ContactKind.CALL, state=ContactState.PLANNED)
    visit = furnish.contact(person, on=SOON, kind=ContactKind.VISIT, state=ContactState.PLANNED)
    assert store.write(set_no_contact, person, since=TODAY, today=TODAY, channel=Channel.PHONE) == 1
    assert store.read(visit_row, call).state is ContactState.CANCELLED
    assert store.read(visit_row, visit).state is ContactState.PLANNED
    card = store.read(representative_card, person)
    assert card.status is PersonStatus.ACTIVE
    assert [(c.channel, c.consent, c.since) for c in card.consents] == [(Channel.PHONE, Consent.WITHDRAWN, TODAY)]


def test_consent_given_again_replaces_what_was_said(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    store.write(set_no_contact, person, since=TODAY, today=TODAY, channel=Channel.POST)
    store.write(set_consent, person, Channel.POST, Consent.GIVEN, TODAY, "电话中说的")
    (consent,) = store.read(representative_card, person).consents
    assert (consent.consent, consent.source) == (Consent.GIVEN, "电话中说的")


def test_a_wish_cannot_begin_in_the_future_and_needs_a_person(store: Store, furnish: Furnish) -> None:
    person = furnish.person()
    with pytest.raises(InvalidInputError) as caught:
        store.write(set_no_contact, person, since=SOON, today=TODAY)
    assert caught.value.field == "since"
    with pytest.raises(NotFoundError):
        store.write(set_no_contact, 99, since=TODAY, today=TODAY)


def test_somebody_in_contact_again_is_due_again(store: Store, furnish: Furnish) -> None:
    furnish.rule()
    person = furnish.person()
    furnish.pair(furnish.cadre(), person)
    before = store.read(due_list, QUESTION)
    store.write(set_no_contact, person, since=TODAY, today=TODAY)
    store.write(set_status, person, PersonStatus.ACTIVE, TODAY)
    after = store.read(due_list, QUESTION)
    assert [row.standing.due_on for row in after] == [row.standing.due_on for row in before]


@pytest.mark.parametrize("status", [PersonStatus.ARCHIVED, PersonStatus.DECEASED])
def test_the_archived_and_deceased_leave_every_list(store: Store, furnish: Furnish, status: PersonStatus) -> None:
    furnish.rule()
    paired, alone = furnish.person(), furnish.person("解海")
    furnish.pair(furnish.cadre(), paired)
    for person in (paired, alone):
        store.write(set_status, person, status, TODAY)
    assert store.read(due_list, DueQuestion(TODAY, TODAY, everybody=True)) == []
    assert store.read(unpaired, TODAY) == []
    store.write(undo)
    store.write(undo)
    assert len(store.read(due_list, QUESTION)) == 1


def test_a_leaving_cadre_hands_over_somebody_who_asked_for_no_contact_too(store: Store, furnish: Furnish) -> None:
    person, giver, taker = furnish.person(), furnish.cadre(), furnish.cadre("解海")
    pairing = furnish.pair(giver, person)
    store.write(set_no_contact, person, since=TODAY, today=TODAY)
    store.write(hand_over, cadre_id=giver, on=TODAY, reason="退休", to={pairing: taker}, leaves_on=TODAY)
    assert [row.cadre.id for row in store.read(pairing_rows, representative_id=person, on=TODAY)] == [taker]
    assert store.read(check_store, TODAY) == []


def test_the_timeline_tells_everything_once_the_latest_first(store: Store, furnish: Furnish) -> None:
    use_language("en")
    person = furnish.person()
    cadre = furnish.cadre()
    furnish.pair(cadre, person, date(2026, 1, 1), ended_on=date(2026, 6, 1), end_reason="工作调动")
    furnish.contact(person, cadres=(cadre,), on=date(2026, 3, 1), summary="谈\n项目")
    entries = store.read(timeline, person, deeds=False)
    assert [(entry.day, entry.kind) for entry in entries] == [
        (date(2026, 6, 1), EntryKind.PAIRING),
        (date(2026, 3, 1), EntryKind.VISIT),
        (date(2026, 1, 1), EntryKind.PAIRING),
    ]
    assert entries[1].text == "visit · done · 单小明 · 谈 项目"
    deeds = [entry for entry in store.read(timeline, person) if entry.kind is EntryKind.DEED]
    assert len(deeds) == 3
