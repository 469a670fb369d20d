"""Suggested pairings for the representatives who have none, from what the store holds."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from liaison.pairing.models import Pairing
from liaison.pairing.queries import unpaired
from liaison.pairing.suggest import Affinity, Load, Unpaired, suggest_pairings
from liaison.people.models import Cadre, Representative
from liaison.store.tables import Named


@dataclass(frozen=True)
class Suggestion:
    """A proposed pairing: who, with whom, what ties them, and the cadre's load before and after the whole plan."""

    representative: Named
    town: str
    cadre: Named
    affinity: Affinity
    load_before: int
    load_after: int


def suggestions(
    session: Session, day: date, *, limit: int | None = None, capacity: int | None = None
) -> list[Suggestion]:
    """Propose a cadre for each person without one, the longest uncontacted first, at most ``limit`` people.

    Cadres who have left, or not joined yet, are left out; with ``capacity`` nobody gets more people than that.
    Accept them, all or some, with `liaison.pairing.service.add_pairings`.
    """
    waiting = unpaired(session, day, limit)
    villages = _villages(session, [row.id for row in waiting])
    cadres = _cadres(session, day)
    people = [Unpaired(row.id, row.town, villages.get(row.id, "")) for row in waiting]
    proposals = suggest_pairings(people, _loads(session, cadres, day), capacity=capacity)
    proposed = {proposal.representative_id: proposal for proposal in proposals}
    return [
        Suggestion(
            Named(row.id, row.name),
            row.town,
            cadres[proposed[row.id].cadre_id],
            proposed[row.id].affinity,
            proposed[row.id].load_before,
            proposed[row.id].load_after,
        )
        for row in waiting
        if row.id in proposed
    ]


def _cadres(session: Session, day: date) -> dict[int, Named]:
    here = (
        or_(col(Cadre.joined_on).is_(None), col(Cadre.joined_on) <= day),
        or_(col(Cadre.left_on).is_(None), col(Cadre.left_on) > day),
    )
    rows = session.execute(select(col(Cadre.id), col(Cadre.name)).where(*here).order_by(col(Cadre.id)))
    return {row_id: Named(row_id, name) for row_id, name in rows if row_id is not None}


def _loads(session: Session, cadres: dict[int, Named], day: date) -> list[Load]:
    homes = session.execute(
        select(col(Pairing.cadre_id), col(Representative.town), col(Representative.village))
        .join(Representative, col(Representative.id) == col(Pairing.representative_id))
        .where(col(Pairing.started_on) <= day, or_(col(Pairing.ended_on).is_(None), col(Pairing.ended_on) > day))
    ).all()
    counts = Counter(cadre for cadre, _town, _village in homes)
    towns: dict[int, set[str]] = defaultdict(set)
    villages: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for cadre, town, village in homes:
        if town:
            towns[cadre].add(town)
        if village:
            villages[cadre].add((town, village))
    return [Load(row_id, counts[row_id], frozenset(towns[row_id]), frozenset(villages[row_id])) for row_id in cadres]


def _villages(session: Session, people: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(people), 500):
        part = people[start : start + 500]
        query = select(col(Representative.id), col(Representative.village)).where(col(Representative.id).in_(part))
        found.update({row_id: village for row_id, village in session.execute(query) if row_id is not None})
    return found
