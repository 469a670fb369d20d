"""Who gets a letter of a campaign: everybody of the segment has a piece, rides on one, or is left out for a reason.

What is decided here:

- The reasons are looked for in the order of `Exclusion`; the first that holds counts.
- Somebody included by hand gets a letter though it is too late, though no festive letters are wanted for now, though
  the address came back once, and though the segment does not have the person. Nothing overrides a wish: who asked not
  to be contacted, asked for quiet, or does not want letters gets none; nor do the deceased and the archived.
- An address gets one piece, whoever lives there: for a household, and for people whom nobody has put together. Two
  addresses are the same when country, place, lines and recipient line are, however they are spaced and punctuated.
- A household's letters go to its address marked for the household; else each member's go to the own address, and who
  has none rides with the others. An address with a season counts only in it, and then before the others.
- Where one at an address can be reached in time, or has a cadre to hand the letter over, the others there ride along.
- A message goes to each person; it has no address.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from liaison.letters.addresses import AddressFacts
from liaison.letters.fields import Choice, Exclusion, LetterChannel, Zone
from liaison.people.fields import Channel, Language, PersonStatus

_UNSEEN = re.compile(r"[\s\W_]+")
_BEFORE = tuple(Exclusion)
_OVERRIDDEN = frozenset({Exclusion.NOT_FESTIVE, Exclusion.RETURNED, Exclusion.TOO_LATE})
_SHARED = frozenset({Exclusion.NO_CADRE, Exclusion.TOO_LATE})


class Outcome(StrEnum):
    """What became of somebody of the segment."""

    PIECE = "piece"
    RIDER = "rider"
    EXCLUDED = "excluded"


@dataclass(frozen=True)
class AddressOption:
    """An address of a person: its season as month and day (MM-DD), when it came back, whether for the household."""

    id: int
    owner: int
    facts: AddressFacts
    season_from: str = ""
    season_until: str = ""
    returned_on: date | None = None
    for_household: bool = False
    complete: bool = True


@dataclass(frozen=True)
class Member:
    """What is known of somebody of the segment, on the day that is asked about.

    ``withdrawn`` are the channels not wanted; ``quiet`` says whether the person asked for quiet; ``addresses`` are the
    own ones in their order; ``cadre`` answers for the person; ``in_segment`` is false for who was added by hand.
    """

    id: int
    language: Language = Language.ZH_HANS
    status: PersonStatus = PersonStatus.ACTIVE
    no_festive_until: date | None = None
    withdrawn: frozenset[Channel] = frozenset()
    quiet: bool = False
    household: int | None = None
    addresses: tuple[AddressOption, ...] = ()
    cadre: int | None = None
    reachable: bool = False
    choice: Choice | None = None
    channel: LetterChannel | None = None
    in_segment: bool = True


@dataclass(frozen=True)
class Terms:
    """What holds for a whole campaign. ``zone`` says how far an address is, ``late`` are the zones not reached now."""

    arrive_by: date
    festive: bool
    channel: LetterChannel
    zone: Callable[[AddressFacts], Zone]
    late: frozenset[Zone] = frozenset()


@dataclass(frozen=True)
class Draft:
    """A piece to be: ``people`` in the order in which they are named; ``address`` is none where none is known."""

    people: tuple[int, ...]
    channel: LetterChannel
    language: Language
    zone: Zone | None = None
    address: AddressOption | None = None
    cadre: int | None = None


@dataclass(frozen=True)
class Accounts:
    """Everybody of the segment, each exactly once: on a piece, or with a reason.

    ``late_zones`` says of those for whom it is too late how far away they are.
    """

    pieces: tuple[Draft, ...] = ()
    excluded: Mapping[int, Exclusion] = field(default_factory=dict)
    late_zones: Mapping[int, Zone] = field(default_factory=dict)

    @property
    def riders(self) -> int:
        """How many ride on somebody else's piece."""
        return sum(len(piece.people) - 1 for piece in self.pieces)

    @property
    def by_reason(self) -> dict[Exclusion, int]:
        """How many are left out for each reason, in the order of the reasons."""
        counted = Counter(self.excluded.values())
        return {reason: counted[reason] for reason in Exclusion if counted[reason]}


@dataclass(frozen=True)
class _Placed:
    """A member who may get a letter: how, where, and the reason against it that others at the place may outweigh."""

    member: Member
    channel: LetterChannel
    address: AddressOption | None
    zone: Zone | None
    against: Exclusion | None


def account_for(
    members: Sequence[Member], terms: Terms, household_addresses: Mapping[int, Sequence[AddressOption]]
) -> Accounts:
    """Give each member a piece, a place on one, or a reason; ``members`` stand in the office's order of names.

    ``household_addresses`` are all addresses of each household's members, those outside the segment included.
    """
    excluded: dict[int, Exclusion] = {}
    places: dict[object, list[_Placed]] = {}
    for member in members:
        placed = _place(member, terms, household_addresses)
        if isinstance(placed, Exclusion):
            excluded[member.id] = placed
        else:
            places.setdefault(_key(placed), []).append(placed)
    pieces, late = [], {}
    for together in places.values():
        if any(placed.against is None for placed in together):
            pieces.append(_piece(together))
            continue
        for placed in together:
            if placed.against is not None:
                excluded[placed.member.id] = placed.against
            if placed.against is Exclusion.TOO_LATE and placed.zone is not None:
                late[placed.member.id] = placed.zone
    return Accounts(tuple(pieces), {each.id: excluded[each.id] for each in members if each.id in excluded}, late)


def usable_addresses(
    member: Member, day: date, household: Sequence[AddressOption] = (), *, returned: bool = False
) -> list[AddressOption]:
    """The complete addresses that a letter arriving on a day may go to, the best first.

    Those that came back are left out unless ``returned``.
    """
    return [
        each for each in _in_order(member, day, household) if each.complete and (returned or each.returned_on is None)
    ]


def same_address(facts: AddressFacts) -> str:
    """What two addresses have in common when they are the same: spaces, signs, widths and cases do not matter."""
    lines = _plain(facts.lines)
    places = dict.fromkeys(_plain(part) for part in (facts.region, facts.city, facts.district))
    before = "".join(place for place in places if place not in lines)
    return "|".join((facts.country.strip().upper(), before + lines, _plain(facts.recipient)))


def in_season(option: AddressOption, day: date) -> bool:
    """Whether an address holds on a day; a season may go over the end of the year, and both its days count."""
    if not (option.season_from or option.season_until):
        return True
    first, last = option.season_from or "01-01", option.season_until or "12-31"
    month_day = f"{day:%m-%d}"
    return first <= month_day <= last if first <= last else month_day >= first or month_day <= last


def _place(member: Member, terms: Terms, households: Mapping[int, Sequence[AddressOption]]) -> _Placed | Exclusion:
    channel = member.channel or terms.channel
    household = households.get(member.household, ()) if member.household is not None else ()
    found = _in_order(member, terms.arrive_by, household) if channel is not LetterChannel.MESSAGE else []
    included = member.choice is Choice.INCLUDE
    address = _best(found, returned=included)
    zone = terms.zone(address.facts) if address is not None else None
    reasons = [*_wishes(member, channel, terms)]
    if channel is LetterChannel.POST and address is None:
        reasons.append(_no_address(found))
    if channel is LetterChannel.BY_HAND and member.cadre is None:
        reasons.append(Exclusion.NO_CADRE)
    if channel is LetterChannel.MESSAGE and not member.reachable:
        reasons.append(Exclusion.NO_NUMBER)
    if channel is LetterChannel.POST and zone in terms.late:
        reasons.append(Exclusion.TOO_LATE)
    standing = [reason for reason in reasons if not (included and reason in _OVERRIDDEN)]
    first = min(standing, key=_BEFORE.index, default=None)
    if first is not None and first not in _SHARED:
        return first
    return _Placed(member, channel, address, zone, first)


def _wishes(member: Member, channel: LetterChannel, terms: Terms) -> Iterable[Exclusion]:
    """What stands against any letter to a person; who wants none by post is not handed one either."""
    unwanted = Channel.MESSAGE if channel is LetterChannel.MESSAGE else Channel.POST
    until = member.no_festive_until
    held = {
        Exclusion.ARCHIVED: member.status is PersonStatus.ARCHIVED,
        Exclusion.DECEASED: member.status is PersonStatus.DECEASED,
        Exclusion.NO_CONTACT: member.status is PersonStatus.NO_CONTACT,
        Exclusion.LEFT_OUT: member.choice is Choice.LEAVE_OUT,
        Exclusion.ASKED_FOR_QUIET: member.quiet,
        Exclusion.WITHDRAWN: unwanted in member.withdrawn,
        Exclusion.NOT_FESTIVE: terms.festive and until is not None and until >= terms.arrive_by,
    }
    return (reason for reason, holds in held.items() if holds)


def _in_order(member: Member, day: date, household: Sequence[AddressOption]) -> list[AddressOption]:
    """All addresses that a letter to a person may go to on a day, the best first."""
    shared = [each for each in household if each.for_household]
    others = [each for each in household if each.owner != member.id and not each.for_household]
    own = sorted(member.addresses, key=lambda each: not (each.season_from or each.season_until))
    found = dict.fromkeys(each for each in (*shared, *own, *others) if in_season(each, day))
    return [each for each in found if not _is_blank(each.facts)]


def _is_blank(facts: AddressFacts) -> bool:
    said = (facts.region, facts.city, facts.district, facts.lines, facts.postcode, facts.recipient)
    return not any(part.strip() for part in said)


def _best(found: Sequence[AddressOption], *, returned: bool) -> AddressOption | None:
    complete = [each for each in found if each.complete]
    fresh = next((each for each in complete if each.returned_on is None), None)
    return fresh or (complete[0] if complete and returned else None)


def _no_address(found: Sequence[AddressOption]) -> Exclusion:
    """Why no address can be used: none is known, the whole ones came back, or all lack something."""
    if not found:
        return Exclusion.NO_ADDRESS
    whole = any(each.complete for each in found)
    return Exclusion.RETURNED if whole else Exclusion.INCOMPLETE


def _key(placed: _Placed) -> object:
    if placed.channel is LetterChannel.MESSAGE:
        return placed.member.id
    if placed.address is not None:
        return same_address(placed.address.facts)
    household = placed.member.household
    return ("without address", household) if household is not None else placed.member.id


def _piece(together: Sequence[_Placed]) -> Draft:
    """One piece for all at a place; those whose own address it is are named first."""
    ordered = sorted(together, key=lambda each: each.address is None or each.address.owner != each.member.id)
    first = ordered[0]
    ways = {each.channel for each in ordered if each.against is None}
    return Draft(
        people=tuple(each.member.id for each in ordered),
        channel=LetterChannel.BY_HAND if LetterChannel.BY_HAND in ways else min(ways),
        language=first.member.language,
        zone=first.zone,
        address=first.address,
        cadre=next((each.member.cadre for each in ordered if each.member.cadre is not None), None),
    )


def _plain(text: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
