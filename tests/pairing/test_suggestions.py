"""Suggested pairings: even loads first, then hometowns, always the same answer."""

import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.pairing.suggest import Affinity, Load, Unpaired, suggest_pairings

homes = st.sampled_from([("", ""), ("东溪镇", ""), ("东溪镇", "上村"), ("东溪镇", "下村"), ("西山镇", "上村")])


@st.composite
def offices(draw: st.DrawFn) -> tuple[list[Unpaired], list[Load], int | None]:
    people = [Unpaired(n + 1, *home) for n, home in enumerate(draw(st.lists(homes, max_size=5)))]
    cadres = []
    for number in range(draw(st.integers(0, 3))):
        known = draw(st.lists(homes, max_size=2))
        towns = frozenset(town for town, _village in known)
        cadres.append(Load(number + 1, draw(st.integers(0, 4)), towns, frozenset(known)))
    return people, cadres, draw(st.one_of(st.none(), st.none(), st.integers(0, 4)))


def worth(
    people: Sequence[Unpaired], cadres: Sequence[Load], chosen: Sequence[int | None]
) -> tuple[int, int, int, int]:
    """How good a plan is, less is better: people left out, squares of the loads, then town and village ties."""
    loads = {cadre.id: cadre.open_pairings for cadre in cadres}
    towns = villages = 0
    by_id = {cadre.id: cadre for cadre in cadres}
    for person, cadre_id in zip(people, chosen, strict=True):
        if cadre_id is None:
            continue
        loads[cadre_id] += 1
        cadre = by_id[cadre_id]
        village = person.village != "" and (person.town, person.village) in cadre.villages
        villages += village
        towns += village or (person.town != "" and person.town in cadre.towns)
    return chosen.count(None), sum(load * load for load in loads.values()), -towns, -villages


def within(cadres: Sequence[Load], chosen: Sequence[int | None], capacity: int | None) -> bool:
    taken = Counter(chosen)
    return capacity is None or all(taken[c.id] == 0 or c.open_pairings + taken[c.id] <= capacity for c in cadres)


@settings(max_examples=300, deadline=None)
@given(offices())
def test_no_other_plan_is_better(office: tuple[list[Unpaired], list[Load], int | None]) -> None:
    people, cadres, capacity = office
    plan = {
        proposal.representative_id: proposal.cadre_id
        for proposal in suggest_pairings(people, cadres, capacity=capacity)
    }
    chosen = [plan.get(person.id) for person in people]
    assert within(cadres, chosen, capacity)
    every_plan = product([*(cadre.id for cadre in cadres), None], repeat=len(people))
    possible = [worth(people, cadres, other) for other in every_plan if within(cadres, other, capacity)]
    assert worth(people, cadres, chosen) == min(possible)


@settings(max_examples=100, deadline=None)
@given(offices(), st.randoms())
def test_the_answer_does_not_hang_on_the_order_of_the_question(
    office: tuple[list[Unpaired], list[Load], int | None], random: Random
) -> None:
    people, cadres, capacity = office
    before = suggest_pairings(people, cadres, capacity=capacity)
    random.shuffle(people)
    random.shuffle(cadres)
    assert suggest_pairings(people, cadres, capacity=capacity) == before


def test_a_proposal_says_what_ties_the_two_and_how_full_the_cadre_gets() -> None:
    people = [Unpaired(1, "东溪镇", "上村"), Unpaired(2, "东溪镇", "下村"), Unpaired(3, "西山镇", "上村")]
    knows = Load(11, 3, frozenset({"东溪镇"}), frozenset({("东溪镇", "上村")}))
    found = suggest_pairings(people, [knows, Load(12, 3)], capacity=5)
    assert [(p.representative_id, p.cadre_id, p.affinity) for p in found] == [
        (1, 11, Affinity.VILLAGE),
        (2, 11, Affinity.TOWN),
        (3, 12, Affinity.NONE),
    ]
    assert [(p.load_before, p.load_after) for p in found] == [(3, 5), (3, 5), (3, 4)]


def test_even_loads_come_before_hometowns() -> None:
    people = [Unpaired(number, "东溪镇") for number in range(4)]
    found = suggest_pairings(people, [Load(1, 0, frozenset({"东溪镇"})), Load(2, 0)])
    assert Counter(p.cadre_id for p in found) == {1: 2, 2: 2}


def test_people_of_one_town_stay_together_where_nobody_is_paired_yet() -> None:
    people = [Unpaired(number, "东溪镇" if number % 2 else "西山镇") for number in range(6)]
    found = suggest_pairings(people, [Load(1), Load(2)])
    assert len({(p.representative_id % 2, p.cadre_id) for p in found}) == 2


def test_a_large_office_is_evened_out() -> None:
    random = Random(1)
    people = [Unpaired(n, f"town {random.randrange(30)}", f"village {random.randrange(9)}") for n in range(400)]
    cadres = [
        Load(n, random.randrange(8), frozenset(f"town {random.randrange(30)}" for _ in range(4))) for n in range(27)
    ]
    found = suggest_pairings(people, cadres)
    loads = {p.cadre_id: p.load_after for p in found}
    assert len(found) == 400
    assert max(loads.values()) - min(loads.values()) <= 1
    assert sum(p.affinity is Affinity.TOWN for p in found) > 350


@pytest.mark.parametrize(("people", "cadres"), [([], [Load(1)]), ([Unpaired(1)], []), ([], [])])
def test_without_people_or_cadres_there_is_nothing_to_propose(people: list[Unpaired], cadres: list[Load]) -> None:
    assert suggest_pairings(people, cadres) == []


def test_the_solver_is_loaded_only_for_a_plan() -> None:
    code = "import sys, liaison.pairing.suggest; sys.exit('networkx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
