"""Handing people over: from one cadre to others on a day, shown as a plan before it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from liaison.errors import InvalidInputError
from liaison.pairing.models import Pairing
from liaison.pairing.queries import PairingRow, load_of_cadres, pairing_rows
from liaison.pairing.service import end_pairing, get_pairing, start_pairing
from liaison.people.service import edit_cadre, get_cadre
from liaison.store.store import about, deed
from liaison.store.tables import Named
from liaison.text.words import N_, _
from liaison.visits.queries import FollowUpRow, VisitFilter, VisitRow, follow_up_rows, visit_ids, visit_rows

SHEET_CONTACTS = 5


@dataclass(frozen=True)
class HandoverSheet:
    """What the next cadre needs to know of one person: the last contacts and what is still open."""

    pairing: PairingRow
    contacts: tuple[VisitRow, ...]
    follow_ups: tuple[FollowUpRow, ...]


@dataclass(frozen=True)
class HandoverPlan:
    """What a handover would do: whom it moves and to whom they could go, with the load of each on the day."""

    cadre: Named
    on: date
    sheets: tuple[HandoverSheet, ...]
    loads: Mapping[int, int]


def plan_handover(session: Session, cadre_id: int, on: date) -> HandoverPlan:
    """Everybody whom a cadre answers for on a day, each with a handover sheet; nothing is changed.

    Raises:
        NotFoundError: when there is no such cadre.
    """
    cadre = get_cadre(session, cadre_id)
    sheets = tuple(handover_sheet(session, row) for row in pairing_rows(session, cadre_id=cadre_id, on=on))
    return HandoverPlan(Named(cadre.key, cadre.name), on, sheets, load_of_cadres(session, on))


def handover_sheet(session: Session, pairing: PairingRow) -> HandoverSheet:
    """The handover sheet of one person."""
    person = pairing.representative.id
    contacts = visit_rows(session, visit_ids(session, VisitFilter(representative_id=person), limit=SHEET_CONTACTS))
    return HandoverSheet(
        pairing, tuple(contacts), tuple(follow_up_rows(session, representative_id=person, open_only=True))
    )


@deed(N_("hand over"))
def hand_over(
    session: Session,
    *,
    cadre_id: int,
    on: date,
    reason: str,
    to: Mapping[int, int],
    leaves_on: date | None = None,
) -> list[int]:
    """End pairings of a cadre on a day and start new ones with others; return the ids of the new ones.

    ``to`` says for each pairing which cadre takes over. A pairing that names its own rule keeps it, and so does one
    that is to end on a later day. Where that cadre answers for the person already, the old pairing only ends. A
    person who asked not to be contacted is handed over like any other. With ``leaves_on``, the cadre's leaving day
    is set in the same deed.

    Raises:
        InvalidInputError: when a pairing is not the cadre's, does not hold on the day, or nobody new is named.
        NotFoundError, ConflictError: as in pairing.
    """
    cadre = get_cadre(session, cadre_id)
    about(session, cadre.name)
    if not to and leaves_on is None:
        raise InvalidInputError(_("Say who takes over whom."), field="to")
    new = []
    for pairing_id, taker in to.items():
        pairing = get_pairing(session, pairing_id)
        holds = pairing.started_on <= on and (pairing.ended_on is None or pairing.ended_on > on)
        if pairing.cadre_id != cadre_id or not holds:
            sentence = _("Pairing {id} is not one that {name} holds on {day}.")
            raise InvalidInputError(sentence.format(id=pairing_id, name=cadre.name, day=on), field="to")
        if taker == cadre_id:
            raise InvalidInputError(_("Name another cadre to take over."), field="to")
        new += _move(session, pairing, taker, on, reason)
    if leaves_on is not None:
        edit_cadre(session, cadre_id, left_on=leaves_on)
    return new


def _move(session: Session, pairing: Pairing, taker: int, on: date, reason: str) -> list[int]:
    """End a pairing and start one with the taker, unless that cadre answers for the person already."""
    ended_on, end_reason = pairing.ended_on, pairing.end_reason
    pairing.ended_on = None
    end_pairing(session, pairing.key, on, reason)
    answered_for = pairing_rows(session, representative_id=pairing.representative_id, cadre_id=taker, on=on)
    if answered_for:
        return []
    started = start_pairing(
        session,
        cadre_id=taker,
        representative_id=pairing.representative_id,
        started_on=on,
        ended_on=ended_on,
        end_reason=end_reason,
        rule_id=pairing.rule_id,
    )
    return [started]


def spread(plan: HandoverPlan, takers: Sequence[int]) -> dict[int, int]:
    """Give each pairing of a plan to one of the takers, always to whoever answers for the fewest by then.

    Raises:
        InvalidInputError: when nobody takes over.
    """
    if not takers:
        raise InvalidInputError(_("Say who takes over."), field="to")
    loads = {taker: plan.loads.get(taker, 0) for taker in takers}
    given = {}
    for sheet in plan.sheets:
        taker = min(loads, key=lambda cadre: (loads[cadre], takers.index(cadre)))
        loads[taker] += 1
        given[sheet.pairing.id] = taker
    return given
