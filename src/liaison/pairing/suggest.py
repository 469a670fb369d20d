"""Who could be paired with whom: loads as even as can be, and among the even ways the most ties by hometown.

Nothing else about a person is looked at. The answer is exact and the same for the same office, in whatever order it is
given: a minimum-cost flow from groups of people to cadres.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from liaison.text.words import N_

if TYPE_CHECKING:
    from networkx import DiGraph

Tie = tuple[frozenset[int], frozenset[int]]
"""The cadres who share somebody's town, and those of them who share the village."""
Node = int | str | Tie
Flows = Mapping[Node, Mapping[Node, int]]


class Affinity(StrEnum):
    """What ties a proposed cadre to the person."""

    VILLAGE = "village"
    TOWN = "town"
    NONE = "none"


AFFINITY_WORDS: Mapping[Affinity, str] = {
    Affinity.VILLAGE: N_("keeps in touch with others from the same village"),
    Affinity.TOWN: N_("keeps in touch with others from the same town"),
    Affinity.NONE: N_("evens out the loads"),
}


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A representative to be paired; an empty town or village is not known and matches nobody."""

    id: int
    town: str = ""
    village: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """A cadre who can take people on: the pairings open now, and where those people come from."""

    id: int
    open_pairings: int = 0
    towns: frozenset[str] = frozenset()
    villages: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed pairing, with what ties the two and how many pairings the cadre has before and after the plan."""

    representative_id: int
    cadre_id: int
    affinity: Affinity
    load_before: int
    load_after: int


def suggest_pairings(
    people: Sequence[Unpaired], cadres: Sequence[Load], *, capacity: int | None = None
) -> list[Proposal]:
    """Propose a cadre for each person, in the order of the people's ids.

    The final loads are as even as can be (their squares sum to the least); among such plans the most people get a cadre
    with others from their town, and among those the most with others from their village. With ``capacity`` no cadre
    gets beyond so many open pairings, and people who find no room are left out.
    """
    if not people or not cadres:
        return []
    staff = sorted(cadres, key=lambda cadre: cadre.id)
    shares = _even_shares(len(people), staff, capacity)
    ties = {person.id: _tie(person, staff) for person in people}
    groups: dict[Tie, list[Unpaired]] = defaultdict(list)
    for person in sorted(people, key=lambda person: (person.town, person.village, person.id)):
        groups[ties[person.id]].append(person)
    dealt = _deal(groups, _flows(groups, staff, shares))
    final = Counter(cadre for _person, cadre in dealt)
    before = {cadre.id: cadre.open_pairings for cadre in staff}
    return [
        Proposal(person, cadre, _affinity(ties[person], cadre), before[cadre], before[cadre] + final[cadre])
        for person, cadre in sorted(dealt)
    ]


@dataclass(frozen=True, slots=True)
class _Shares:
    """How many people each cadre surely gets, who may get one more, and how many such extras there are."""

    sure: Mapping[int, int]
    open_to_one_more: frozenset[int]
    extras: int


def _even_shares(count: int, staff: Sequence[Load], capacity: int | None) -> _Shares:
    """Pour ``count`` people like water over the loads: everybody up to one level, some of them one above it.

    Filling the emptiest first is what makes the squares of the loads sum to the least.
    """
    highest = max(cadre.open_pairings for cadre in staff) + count if capacity is None else max(0, capacity)
    low, high = 0, highest
    while low < high:  # the highest level that the people suffice to fill
        level = (low + high + 1) // 2
        if sum(max(0, level - cadre.open_pairings) for cadre in staff) <= count:
            low = level
        else:
            high = level - 1
    sure = {cadre.id: max(0, low - cadre.open_pairings) for cadre in staff}
    left = count - sum(sure.values())
    if low == highest:
        return _Shares(sure, frozenset(), 0)
    return _Shares(sure, frozenset(cadre.id for cadre in staff if cadre.open_pairings <= low), left)


def _tie(person: Unpaired, staff: Sequence[Load]) -> Tie:
    """The cadres who share a person's town, and village; people with the same tie are alike to the plan."""
    same_town = frozenset(cadre.id for cadre in staff if person.town and person.town in cadre.towns)
    home = (person.town, person.village)
    same_village = frozenset(cadre.id for cadre in staff if person.village and home in cadre.villages)
    return same_town | same_village, same_village


def _affinity(tie: Tie, cadre: int) -> Affinity:
    if cadre in tie[1]:
        return Affinity.VILLAGE
    return Affinity.TOWN if cadre in tie[0] else Affinity.NONE


def _flows(groups: Mapping[Tie, list[Unpaired]], staff: Sequence[Load], shares: _Shares) -> Flows:
    """How many people go from each group to each cadre, through the hub where nothing ties them."""
    from networkx import network_simplex  # noqa: PLC0415 - slow to import, wanted only when somebody asks for a plan

    _cost, flows = network_simplex(_network(groups, staff, shares))
    return flows


def _network(groups: Mapping[Tie, list[Unpaired]], staff: Sequence[Load], shares: _Shares) -> "DiGraph[Node]":
    """People flow from groups to the cadres' sure shares, to the extras, or to nowhere; ties make a way cheaper.

    A tie by town outweighs all ties by village together.
    """
    from networkx import DiGraph  # noqa: PLC0415 - as above

    count = sum(len(members) for members in groups.values())
    graph: DiGraph[Node] = DiGraph()
    graph.add_node("hub", demand=0)
    graph.add_node("extra", demand=shares.extras)
    graph.add_node("nowhere", demand=count - sum(shares.sure.values()) - shares.extras)
    graph.add_edge("hub", "nowhere", weight=0)
    for cadre in staff:
        graph.add_node(cadre.id, demand=shares.sure[cadre.id])
        graph.add_edge("hub", cadre.id, weight=0)
        if cadre.id in shares.open_to_one_more:
            graph.add_edge(cadre.id, "extra", weight=0, capacity=1)
    for tie, members in groups.items():
        graph.add_node(tie, demand=-len(members))
        graph.add_edge(tie, "hub", weight=0)
        for cadre_id in sorted(tie[0]):
            graph.add_edge(tie, cadre_id, weight=-(count + 1) - (cadre_id in tie[1]))
    return graph


def _deal(groups: Mapping[Tie, list[Unpaired]], flows: Flows) -> list[tuple[int, int]]:
    """Person and cadre for each unit of flow; the untied are dealt town by town, so that neighbours stay together."""
    dealt: list[tuple[int, int]] = []
    untied: list[Unpaired] = []
    for tie, members in groups.items():
        waiting = iter(members)
        for cadre in sorted(tie[0]):
            dealt += [(person.id, cadre) for person in islice(waiting, flows[tie].get(cadre, 0))]
        untied += waiting
    rest = iter(sorted(untied, key=lambda person: (person.town, person.village, person.id)))
    for node, amount in flows["hub"].items():
        if isinstance(node, int):
            dealt += [(person.id, node) for person in islice(rest, amount)]
    return dealt
