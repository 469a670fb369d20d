"""Duplicates among 100,000 people, beside a bare pass of rapidfuzz over the same blocks.

Both are measured in the time of the processor, so that what else the machine does is left out. As ``make bench``:

    python -m pytest tests/benchmarks -m bench -n 0
"""

import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import combinations
from random import Random
from typing import Any

import pytest
from rapidfuzz import fuzz

from big_office import _person as somebody
from liaison.people.likeness import PROBABLE, Traits
from liaison.stewardship.blocks import likely_pairs

pytestmark = pytest.mark.bench

PEOPLE = 100_000
TWINS = 5_000
ROUNDS = 3


def office() -> dict[int, dict[str, Any]]:
    """People with common names, of whom some stand twice."""
    random = Random(1)
    people = {number: somebody(random) for number in range(1, PEOPLE + 1)}
    for number in range(1, PEOPLE, PEOPLE // TWINS):
        people[number + 3] = {**people[number], "unit": random.choice(["", people[number]["unit"]])}
    return people


def bare(people: Mapping[int, Mapping[str, Any]]) -> int:
    """The blocks (mobile, surname and last digits, name) by plain code, and how alike the names of each pair are."""
    blocks: list[dict[str, list[int]]] = [defaultdict(list) for _kind in range(3)]
    for number, person in people.items():
        keys = (person["phone"], person["name"][0] + person["phone"][-4:], person["name"])
        for kind, key in zip(blocks, keys, strict=True):
            kind[key].append(number)
    alike = 0
    for kind in blocks:
        for block in kind.values():
            for one, other in combinations(block, 2):
                alike += fuzz.ratio(people[one]["name"], people[other]["name"]) >= PROBABLE
    return alike


def whole(people: Mapping[int, Mapping[str, Any]]) -> int:
    """The review: records compared from scratch."""
    traits = {number: Traits(person) for number, person in people.items()}
    return len(likely_pairs(traits, frozenset(), least=PROBABLE, most=2 * TWINS))


def fastest(run: Callable[[Mapping[int, Mapping[str, Any]]], int], people: Mapping[int, Mapping[str, Any]]) -> float:
    times = []
    for _round in range(ROUNDS):
        start = time.process_time()
        run(people)
        times.append(time.process_time() - start)
    return min(times)


def test_duplicates_take_less_than_five_times_the_bare_pass_in_bounded_memory() -> None:
    people = office()
    assert whole(people) >= TWINS
    plain, ours = fastest(bare, people), fastest(whole, people)
    tracemalloc.start()
    whole(people)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"bare {plain:.2f} s, review {ours:.2f} s ({ours / plain:.1f} times), {peak / 2**20:.0f} MB")
    assert ours < 5 * plain
    assert peak < 400 * 2**20
