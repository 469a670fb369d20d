"""People of a segment at random, and who gets a letter by looking at each pair of them, slowly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from liaison.letters.addresses import AddressFacts
from liaison.letters.fields import Choice, Exclusion, LetterChannel, Zone
from liaison.letters.recipients import AddressOption, Member, Terms
from liaison.people.fields import Channel, Language, PersonStatus

ARRIVE_BY = date(2027, 2, 6)
PLACES: dict[str, tuple[AddressFacts, ...]] = {
    "hangzhou": (
        AddressFacts(region="浙江省", city="杭州市", lines="文三路100号3幢"),
        AddressFacts(region="浙江省", city="杭州市", lines="文三路 １００号3幢"),
        AddressFacts(lines="浙江省杭州市文三路100号-3幢"),
    ),
    "hangzhou at the company": (
        AddressFacts(region="浙江省", city="杭州市", lines="文三路100号3幢", recipient="水产公司"),
    ),
    "toronto": (
        AddressFacts(country="CA", city="Toronto", lines="88 Queen St W", postcode="M5H 2N2"),
        AddressFacts(country="CA", city="TORONTO", lines="88 Queen St. W\n", postcode="M5H 2N2"),
    ),
    "singapore": (AddressFacts(country="SG", lines="1 Raffles Place", postcode="048616"),),
}
INCOMPLETE = AddressFacts(city="杭州市")
BLANK = AddressFacts()
SEASONS = [("", ""), ("", ""), ("", ""), ("11-01", "03-31"), ("05-01", "10-31")]
IN_SEASON = {("", ""), ("11-01", "03-31")}
"""The seasons that hold on the day of arrival, a 6 February."""


@dataclass(frozen=True)
class Office:
    """Members in the order of their names, with the addresses of their households."""

    members: tuple[Member, ...]
    households: Mapping[int, tuple[AddressOption, ...]]
    terms: Terms


def random_office(random: Random) -> Office:
    """A few people, many of them sharing an address or a household, most of them to be written to."""
    count = random.randint(0, 14)
    homes = {person: random.choice([None, None, 1, 1, 2]) for person in range(1, count + 3)}
    owned = {person: _addresses(random, person) for person in homes}
    households = {
        home: tuple(sorted((a for p, own in owned.items() if homes[p] == home for a in own), key=lambda a: a.id))
        for home in (1, 2)
    }
    members = tuple(_member(random, person, homes[person], owned[person]) for person in range(1, count + 1))
    late = frozenset(random.sample([Zone.ASIA, Zone.WORLD, Zone.MAINLAND], random.choice([0, 0, 1])))
    terms = Terms(ARRIVE_BY, random.random() < 0.7, random.choice([LetterChannel.POST, *LetterChannel]), zone, late)
    return Office(members, households, terms)


def zone(facts: AddressFacts) -> Zone:
    return {"CN": Zone.MAINLAND, "CA": Zone.WORLD, "SG": Zone.ASIA}[facts.country]


def place_of(option: AddressOption) -> str:
    return next(name for name, spellings in PLACES.items() if option.facts in spellings)


def _addresses(random: Random, person: int) -> tuple[AddressOption, ...]:
    found = []
    for number in range(random.choice([0, 1, 1, 1, 2])):
        kind = random.random()
        facts = random.choice(random.choice(list(PLACES.values()))) if kind < 0.85 else INCOMPLETE
        facts = BLANK if kind > 0.97 else facts
        first, last = random.choice(SEASONS)
        found.append(
            AddressOption(
                id=person * 10 + number,
                owner=person,
                facts=facts,
                season_from=first,
                season_until=last,
                returned_on=random.choice([None] * 6 + [date(2026, 9, 1)]),
                for_household=random.random() < 0.15,
                complete=facts not in (INCOMPLETE, BLANK),
            )
        )
    return tuple(found)


def _member(random: Random, person: int, home: int | None, owned: tuple[AddressOption, ...]) -> Member:
    return Member(
        id=person,
        language=random.choice([Language.ZH_HANS, Language.ZH_HANS, Language.EN]),
        status=random.choice([PersonStatus.ACTIVE] * 12 + list(PersonStatus)),
        no_festive_until=random.choice([None] * 8 + [ARRIVE_BY, date(2027, 2, 5)]),
        withdrawn=frozenset(random.sample(list(Channel), random.choice([0, 0, 0, 0, 0, 1]))),
        quiet=random.random() < 0.08,
        household=home,
        addresses=owned,
        cadre=random.choice([None, 1, 2]),
        reachable=random.random() < 0.6,
        choice=random.choice([None] * 6 + list(Choice)),
        channel=random.choice([None] * 6 + list(LetterChannel)),
    )


def plain_accounts(office: Office) -> tuple[set[frozenset[int]], dict[int, Exclusion]]:
    """Who shares a letter with whom, and who gets none and why, found by asking one thing after another."""
    at: dict[int, str] = {}
    reasons: dict[int, Exclusion] = {}
    for member in office.members:
        channel = member.channel or office.terms.channel
        address = None if channel is LetterChannel.MESSAGE else _address(member, office)
        if channel is LetterChannel.MESSAGE:
            at[member.id] = f"message {member.id}"
        elif address is not None:
            at[member.id] = place_of(address)
        else:
            at[member.id] = f"home {member.household}" if member.household else f"nowhere {member.id}"
        reason = _reason(member, channel, address, office)
        if reason is not None:
            reasons[member.id] = reason
    shared = {Exclusion.NO_CADRE, Exclusion.TOO_LATE}
    written = {member.id for member in office.members if member.id not in reasons}
    riding = {
        person for person, reason in reasons.items() if reason in shared and any(at[person] == at[w] for w in written)
    }
    letters = {frozenset(other for other in written | riding if at[other] == at[person]) for person in written}
    return letters, {person: reason for person, reason in reasons.items() if person not in riding}


def _address(member: Member, office: Office) -> AddressOption | None:
    house = office.households.get(member.household or 0, ())
    seasonal = [a for a in member.addresses if a.season_from]
    always = [a for a in member.addresses if not a.season_from]
    mates = [a for a in house if a.owner != member.id]
    wanted = [*(a for a in house if a.for_household), *seasonal, *always, *mates]
    good = [a for a in wanted if a.complete and (a.season_from, a.season_until) in IN_SEASON]
    fresh = [a for a in good if a.returned_on is None]
    if fresh:
        return fresh[0]
    return good[0] if good and member.choice is Choice.INCLUDE else None


def _reason(member: Member, channel: LetterChannel, address: AddressOption | None, office: Office) -> Exclusion | None:
    wish = _wish(member, channel, office)
    if wish is not None:
        return wish
    if channel is LetterChannel.POST and address is None:
        return _lacking(member, office)
    if channel is LetterChannel.BY_HAND and member.cadre is None:
        return Exclusion.NO_CADRE
    if channel is LetterChannel.MESSAGE and not member.reachable:
        return Exclusion.NO_NUMBER
    if channel is LetterChannel.POST and address is not None and zone(address.facts) in office.terms.late:
        return None if member.choice is Choice.INCLUDE else Exclusion.TOO_LATE
    return None


def _wish(member: Member, channel: LetterChannel, office: Office) -> Exclusion | None:
    unwanted = Channel.MESSAGE if channel is LetterChannel.MESSAGE else Channel.POST
    asked: Sequence[tuple[bool, Exclusion]] = (
        (member.status is PersonStatus.ARCHIVED, Exclusion.ARCHIVED),
        (member.status is PersonStatus.DECEASED, Exclusion.DECEASED),
        (member.status is PersonStatus.NO_CONTACT, Exclusion.NO_CONTACT),
        (member.choice is Choice.LEAVE_OUT, Exclusion.LEFT_OUT),
        (member.quiet, Exclusion.ASKED_FOR_QUIET),
        (unwanted in member.withdrawn, Exclusion.WITHDRAWN),
        (
            office.terms.festive and member.no_festive_until == ARRIVE_BY and member.choice is not Choice.INCLUDE,
            Exclusion.NOT_FESTIVE,
        ),
    )
    return next((reason for holds, reason in asked if holds), None)


def _lacking(member: Member, office: Office) -> Exclusion:
    house = office.households.get(member.household or 0, ())
    reach = {*member.addresses, *house}
    known = [a for a in reach if a.facts != BLANK and (a.season_from, a.season_until) in IN_SEASON]
    if not known:
        return Exclusion.NO_ADDRESS
    return Exclusion.RETURNED if any(a.complete and a.returned_on for a in known) else Exclusion.INCOMPLETE
