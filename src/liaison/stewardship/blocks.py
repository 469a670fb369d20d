"""Which records may be of one person, without comparing each with every other: only those that share a trait are.

The traits are the telephone numbers, e-mail and WeChat, the name, the sound of the name, and the surname with the last
digits of a number. Whatever `likeness` gives points to shares one of them, so nothing is missed in this way.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import chain, combinations

from liaison.people.likeness import LAST_DIGITS, Likeness, Traits, likeness

LARGE = 60
"""Of a block of more people than this, such as those with the number of a switchboard, only neighbours are compared."""
NEIGHBOURS = 20
"""So many neighbours on either side, in order of name and unit and in order of telephone."""
_ROOM = 1000

Pair = tuple[int, int]
_Keys = Callable[[Traits], Iterable[str]]


def likely_pairs(
    people: Mapping[int, Traits], apart: Collection[Pair], *, least: int, most: int
) -> list[tuple[Pair, Likeness]]:
    """The pairs of people with a likeness of at least ``least``, the likeliest first, at most ``most`` of them.

    A pair is the lower id and the higher; those in ``apart`` are left out. Memory is bounded by the number of people
    and ``most``.
    """
    found: dict[Pair, Likeness] = {}
    for pair in chain(_pairs(people, _contacts), _pairs(people, _names), _of_other_names(people)):
        alike = likeness(people[pair[0]], people[pair[1]])
        if alike.score >= least and pair not in apart:
            found[pair] = alike
            if len(found) >= 2 * most + _ROOM:
                found = dict(_best(found, most))
    return _best(found, most)


def _best(found: Mapping[Pair, Likeness], most: int) -> list[tuple[Pair, Likeness]]:
    return nlargest(most, found.items(), key=lambda item: (item[1].score, -item[0][0], -item[0][1]))


def _pairs(people: Mapping[int, Traits], keys: _Keys) -> Iterator[Pair]:
    """Each pair of people who share a key; one who shares several comes as often."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for person, traits in people.items():
        for key in keys(traits):
            blocks[key].append(person)
    for block in blocks.values():
        if len(block) > 1:
            yield from combinations(block, 2) if len(block) <= LARGE else _neighbours(people, block)


def _of_other_names(people: Mapping[int, Traits]) -> Iterator[Pair]:
    """The pairs that share a sound, or a surname with the last digits; those of one name have been compared."""
    for one, other in chain(_pairs(people, _sounds), _pairs(people, _surname_and_digits)):
        if people[one].key != people[other].key:
            yield one, other


def _neighbours(people: Mapping[int, Traits], block: Sequence[int]) -> Iterator[Pair]:
    orders: tuple[Callable[[int], tuple[str, ...]], ...] = (
        lambda person: (people[person].key, people[person].unit),
        lambda person: (*sorted(people[person].numbers), people[person].key),
    )
    for order in orders:
        ordered = sorted(block, key=order)
        for distance in range(1, NEIGHBOURS + 1):
            for one, other in zip(ordered, ordered[distance:], strict=False):
                yield (one, other) if one < other else (other, one)


def _contacts(traits: Traits) -> Iterator[str]:
    yield from traits.numbers
    if traits.email:
        yield traits.email
    if traits.wechat:
        yield f"wechat {traits.wechat}"


def _names(traits: Traits) -> tuple[str]:
    return (traits.key,)


def _sounds(traits: Traits) -> Iterable[str]:
    return traits.sounds


def _surname_and_digits(traits: Traits) -> Iterator[str]:
    # The first character stands for the surname, which takes longer to find and is compared later on.
    return (traits.key[:1] + number[-LAST_DIGITS:] for number in traits.numbers)
