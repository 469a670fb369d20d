"""Two records of one person become one: whatever points to the one that goes moves to the one that stays."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from liaison.people.fields import Channel, Consent, PersonStatus
from liaison.people.household_members import move_to, settle_merged
from liaison.people.models import Representative
from liaison.people.queries import representative_card
from liaison.people.service import edit_representative, get_representative
from liaison.stewardship.duplicates import require_mergeable
from liaison.stewardship.merge_moves import MOVES, move_addresses
from liaison.stewardship.merge_plan import merge_plan, winners
from liaison.stewardship.merge_rules import ADDRESS, Side, choosable, chosen, later, settled_status
from liaison.stewardship.no_contact import KINDS_OF_CHANNEL, set_consent
from liaison.store.store import about, becomes, deed
from liaison.text.words import N_, _
from liaison.visits.service import withdraw_planned


@deed(N_("merge two records"))
def merge(session: Session, stays: int, goes: int, *, choices: Mapping[str, Side] | None = None, today: date) -> int:
    """Join the record ``goes`` into the record ``stays``, and remove it; return how many plans that cancelled.

    ``choices`` says of fields, by name, whose value wins; the others go by their defaults, as `merge_plan` shows.
    Every pairing, contact, follow-up, letter, address, consent, pause and disclosure is then of the record that
    stays. A wish not to be contacted, a death, a consent that was taken back and quiet at festivals hold for both,
    and what was planned against them is cancelled.

    Raises:
        NotFoundError: when one of them is not in the store.
        ConflictError: when the office noted that they are two people.
        InvalidInputError: when both are one record, or a field cannot be chosen so.
    """
    one, other = get_representative(session, stays), get_representative(session, goes)
    about(session, f"{other.name} #{goes} → {one.name} #{stays}")
    require_mergeable(session, stays, goes)
    becomes(session, goes, stays)
    won = winners(merge_plan(session, stays, goes).fields, choices or {})
    statuses = {one.status, other.status}
    wishes = _withdrawn(session, stays), _withdrawn(session, goes)
    _take_values(session, one, other, won)
    move_addresses(session, stays, goes, won[ADDRESS])
    for move in MOVES.values():
        move(session, stays, goes)
        session.flush()
    _keep_wish(session, one, other, today)
    _settle(one, other)
    settle_merged(session, one, other)
    session.flush()
    session.delete(other)
    session.flush()
    cancelled = withdraw_planned(session, stays) if len(statuses) > 1 and one.status is not PersonStatus.ACTIVE else 0
    for channel in sorted(wishes[0] ^ wishes[1]):
        kinds = KINDS_OF_CHANNEL[channel]
        cancelled += withdraw_planned(session, stays, kinds) if kinds else 0
    return cancelled


def _take_values(session: Session, one: Representative, other: Representative, won: Mapping[str, Side]) -> None:
    """Put the values that won into the record that stays."""
    values: dict[str, Any] = {}
    for choice in choosable():
        ours, theirs = ([getattr(row, column) for column in choice.columns] for row in (one, other))
        values |= zip(choice.columns, chosen(choice.name, won[choice.name], ours, theirs), strict=True)
    values["rule_id"] = (other if won["rule"] is Side.GOES else one).rule_id
    # A number stands only once, so that the record that goes gives up its own first.
    other.number = None
    session.flush()
    edit_representative(session, one.key, **values)
    if won["household"] is Side.GOES:
        move_to(session, one, other.household_id)


def _settle(one: Representative, other: Representative) -> None:
    """What protects the person: the stricter value stays."""
    one.status, one.status_since = settled_status((one.status, one.status_since), (other.status, other.status_since))
    one.no_festive_until = later(one.no_festive_until, other.no_festive_until)


def _keep_wish(session: Session, one: Representative, other: Representative, today: date) -> None:
    """Where the other record says that the person died, a wish for no contact stays as a word about each channel.

    So it holds even when the death proves to be a mistake.
    """
    wish = next((row for row in (one, other) if row.status is PersonStatus.NO_CONTACT), None)
    if wish is None or PersonStatus.DECEASED not in {one.status, other.status}:
        return
    for channel in Channel:
        if channel not in _withdrawn(session, one.key):
            source = _("asked not to be contacted")
            set_consent(session, one.key, channel, Consent.WITHDRAWN, wish.status_since or today, source)


def _withdrawn(session: Session, representative_id: int) -> set[Channel]:
    consents = representative_card(session, representative_id).consents
    return {row.channel for row in consents if row.consent is Consent.WITHDRAWN}
