"""Joining the pairings of two records of one person: those with the same cadre must not overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.pairing.models import Pairing
from liaison.people.models import Pause


@dataclass(frozen=True)
class Joined:
    """Pairings with one cadre that overlap and become one: ``rows`` in order, the first of them stays."""

    rows: tuple[Pairing, ...]
    started_on: date
    ended_on: date | None


def overlapping(session: Session, stays: int, goes: int) -> list[Joined]:
    """The pairings of two records that overlap, so that they are joined."""
    query = select(Pairing).where(col(Pairing.representative_id).in_((stays, goes)))
    rows = session.scalars(query.order_by(col(Pairing.cadre_id), col(Pairing.started_on), col(Pairing.id))).all()
    lasting = [row for row in rows if row.ended_on is None or row.ended_on > row.started_on]
    found = []
    for _cadre, of_cadre in groupby(lasting, key=lambda row: row.cadre_id):
        for chain in _chains(list(of_cadre)):
            if len(chain) > 1:
                ends = [row.ended_on for row in chain if row.ended_on is not None]
                ended_on = max(ends) if len(ends) == len(chain) else None
                # The record that stays keeps its own pairing, with its rule.
                ordered = sorted(chain, key=lambda row: (row.representative_id != stays, row.started_on, row.key))
                found.append(Joined(tuple(ordered), chain[0].started_on, ended_on))
    return found


def move_pairings(session: Session, stays: int, goes: int) -> None:
    """Move the pairings of one record to another, joining those that overlap.

    A joined pairing lasts from the first day of all to the last; its rule and the day from which the rule reckons are
    those of the pairing that stays, else those of the others. Pauses of a pairing that goes are then of the one that
    stays. Pairings that only follow one another stay apart.
    """
    for joined in overlapping(session, stays, goes):
        first, *others = joined.rows
        last = max(joined.rows, key=lambda row: row.ended_on or date.max)
        first.started_on, first.ended_on, first.end_reason = joined.started_on, joined.ended_on, last.end_reason
        for other in others:
            first.rule_id = first.rule_id or other.rule_id
            first.counts_from = first.counts_from or other.counts_from
            for pause in session.scalars(select(Pause).where(col(Pause.pairing_id) == other.id)):
                pause.pairing_id = first.key
            session.flush()
            session.delete(other)
        session.flush()
    for row in session.scalars(select(Pairing).where(col(Pairing.representative_id) == goes)):
        row.representative_id = stays
    session.flush()


def _chains(rows: Sequence[Pairing]) -> Iterator[list[Pairing]]:
    """Rows in the order of their starts, in runs of which each overlaps one before it."""
    chain: list[Pairing] = []
    until: date | None = None
    for row in rows:
        if chain and (until is None or row.started_on < until):
            chain.append(row)
            until = None if until is None or row.ended_on is None else max(until, row.ended_on)
        else:
            if chain:
                yield chain
            chain, until = [row], row.ended_on
    if chain:
        yield chain
