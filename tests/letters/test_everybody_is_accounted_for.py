"""Everybody of a segment has a letter, rides on one, or is left out for a reason: for any office, each exactly once."""

from collections import Counter
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from letter_members import ARRIVE_BY, PLACES, Office, place_of, plain_accounts, random_office
from liaison.letters.addresses import AddressFacts
from liaison.letters.fields import Choice, Exclusion, LetterChannel
from liaison.letters.recipients import (
    Accounts,
    AddressOption,
    Member,
    account_for,
    in_season,
    same_address,
    usable_addresses,
)
from liaison.people.fields import PersonStatus

seeds = st.integers(0, 2**32)


def accounts(office: Office) -> Accounts:
    return account_for(office.members, office.terms, office.households)


@settings(max_examples=250)
@given(seed=seeds)
def test_each_member_stands_once_and_no_address_gets_two_letters(seed: int) -> None:
    office = random_office(Random(seed))
    found = accounts(office)
    named = [person for piece in found.pieces for person in piece.people]
    assert Counter([*named, *found.excluded]) == Counter(member.id for member in office.members)
    assert len(found.pieces) + found.riders + sum(found.by_reason.values()) == len(office.members)
    places = [place_of(piece.address) for piece in found.pieces if piece.address is not None]
    assert len(places) == len(set(places))


@settings(max_examples=300)
@given(seed=seeds)
def test_letters_and_reasons_are_those_found_by_asking_one_thing_after_another(seed: int) -> None:
    office = random_office(Random(seed))
    found = accounts(office)
    letters, reasons = plain_accounts(office)
    assert found.excluded == reasons
    assert {frozenset(piece.people) for piece in found.pieces} == letters


@settings(max_examples=150)
@given(seed=seeds)
def test_no_wish_is_overridden_and_every_letter_can_be_sent(seed: int) -> None:
    office = random_office(Random(seed))
    members = {member.id: member for member in office.members}
    for piece in accounts(office).pieces:
        for person in piece.people:
            assert members[person].status is PersonStatus.ACTIVE
            assert not members[person].quiet
            assert members[person].choice is not Choice.LEAVE_OUT
        if piece.channel is LetterChannel.POST:
            assert piece.address is not None
            assert piece.address.complete
        if piece.channel is LetterChannel.BY_HAND:
            assert piece.cadre is not None


def test_the_random_offices_know_every_reason_and_letters_of_many() -> None:
    """The tests above would prove little if some reason never came up."""
    found = [accounts(random_office(Random(seed))) for seed in range(400)]
    assert {reason for each in found for reason in each.by_reason} == set(Exclusion)
    assert max(len(piece.people) for each in found for piece in each.pieces) > 2


def test_addresses_are_the_same_however_they_are_spelled() -> None:
    keys = {name: {same_address(facts) for facts in spellings} for name, spellings in PLACES.items()}
    assert all(len(each) == 1 for each in keys.values())
    assert len({key for each in keys.values() for key in each}) == len(PLACES)


def test_a_season_may_go_over_the_end_of_the_year() -> None:
    winter = AddressOption(1, 1, AddressFacts(lines="x"), "11-01", "03-31")
    held = [day for day in range(1, 13) if in_season(winter, date(2027, day, 1))]
    assert held == [1, 2, 3, 11, 12]
    assert in_season(winter, date(2027, 3, 31))
    assert not in_season(winter, date(2027, 4, 1))


def test_the_address_of_the_season_comes_before_the_others() -> None:
    home = AddressOption(1, 7, AddressFacts(city="杭州市", lines="文三路1号"))
    winter = AddressOption(2, 7, AddressFacts(city="三亚市", lines="海滨路2号"), "11-01", "03-31")
    returned = AddressOption(3, 7, AddressFacts(city="宁波市", lines="中山路3号"), returned_on=date(2026, 1, 1))
    person = Member(7, addresses=(home, winter, returned))
    assert usable_addresses(person, ARRIVE_BY) == [winter, home]
    assert usable_addresses(person, date(2027, 9, 25)) == [home]
    assert usable_addresses(person, date(2027, 9, 25), returned=True) == [home, returned]
