"""Moving what points to one record of a person to another: each table that does has its way, and none is forgotten."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.letters.fields import Choice, Exclusion
from liaison.letters.models import CampaignChoice, CampaignExclusion, Piece, PieceMember
from liaison.people.models import Address, ChannelConsent, Pause
from liaison.stewardship.merge_pairings import move_pairings
from liaison.stewardship.merge_rules import Side, later, settled_consent
from liaison.stewardship.models import DisclosurePerson, KeptApart
from liaison.store.tables import Record
from liaison.visits.models import FollowUp, VisitRepresentative

R = TypeVar("R", bound=Record)
Move = Callable[[Session, int, int], None]


def _move_all(model: type[Any]) -> Move:
    """Everything moves as it is."""

    def move(session: Session, stays: int, goes: int) -> None:
        for row in _of(session, model, goes):
            row.representative_id = stays

    return move


def _move_once(model: type[Any], key: str, settle: Callable[[Any, Any], None] = lambda _held, _row: None) -> Move:
    """Where both records have a row of one key, one row stays, ``settle`` having put the other's values into it."""

    def move(session: Session, stays: int, goes: int) -> None:
        held = {getattr(row, key): row for row in _of(session, model, stays)}
        for row in _of(session, model, goes):
            twin = held.get(getattr(row, key))
            if twin is None:
                row.representative_id = stays
            else:
                settle(twin, row)
                session.delete(row)

    return move


def _settle_consent(held: ChannelConsent, row: ChannelConsent) -> None:
    ours, theirs = ((one.consent, one.since, one.source) for one in (held, row))
    held.consent, held.since, held.source = settled_consent(ours, theirs)


def _settle_choice(held: CampaignChoice, row: CampaignChoice) -> None:
    """Whoever was left out by hand stays so."""
    if row.choice is Choice.LEAVE_OUT or held.choice is None:
        held.choice = row.choice
    held.channel = held.channel or row.channel
    held.note = "; ".join(dict.fromkeys(note for note in (held.note, row.note) if note))


def _settle_exclusion(held: CampaignExclusion, row: CampaignExclusion) -> None:
    """The reason that is looked for first is told, as when a list is frozen."""
    order = list(Exclusion)
    if order.index(row.reason) < order.index(held.reason):
        held.reason, held.note = row.reason, row.note


def _move_exclusions(session: Session, stays: int, goes: int) -> None:
    """Of a campaign in which one of the records has a letter, the letter is told, not why the other had none."""
    _move_once(CampaignExclusion, "campaign_id", _settle_exclusion)(session, stays, goes)
    session.flush()
    written = {row.campaign_id for person in (stays, goes) for row in _of(session, PieceMember, person)}
    for row in _of(session, CampaignExclusion, stays):
        if row.campaign_id in written:
            session.delete(row)


def _move_pauses(session: Session, stays: int, goes: int) -> None:
    held = {_pause(row) for row in _of(session, Pause, stays)}
    for row in _of(session, Pause, goes):
        if _pause(row) in held:
            session.delete(row)
        else:
            row.representative_id = stays


def _pause(row: Pause) -> tuple[Any, ...]:
    return row.pairing_id, row.from_on, row.until, row.reason


def _move_apart(session: Session, stays: int, goes: int) -> None:
    """Whoever is not the one is not the other either."""
    rows = session.scalars(select(KeptApart)).all()
    held = {(row.first_id, row.second_id) for row in rows}
    for row in rows:
        if goes not in (row.first_id, row.second_id):
            continue
        other = row.first_id if row.second_id == goes else row.second_id
        pair = (min(stays, other), max(stays, other))
        if pair in held:
            session.delete(row)
        else:
            row.first_id, row.second_id = pair


def move_addresses(session: Session, stays: int, goes: int, first: Side) -> None:
    """Move the addresses; ``first`` says whose first one stays the first, which letters go to.

    An address that both records have is kept once; that it came back unopened is not forgotten.
    """
    ours, theirs = _of(session, Address, stays), _of(session, Address, goes)
    twins = {_place(row): row for row in ours}
    for row in list(theirs):
        twin = twins.get(_place(row))
        if twin is not None:
            twin.returned_on = later(twin.returned_on, row.returned_on)
            _lead_pieces(session, row, twin)
            theirs.remove(row)
            session.delete(row)
    session.flush()
    leading, following = (ours, theirs) if first is Side.STAYS or not theirs else (theirs, ours)
    for row in theirs:
        row.representative_id = stays
    session.flush()
    _put_behind(session, leading, following)


def _put_behind(session: Session, leading: Sequence[Address], following: Sequence[Address]) -> None:
    """Let addresses come after others: their order is that of their ids, so that earlier ones are written anew."""
    for row in following:
        if leading and row.key < leading[0].key:
            copy = Address(**row.model_dump(exclude={"id"}))
            session.add(copy)
            session.flush()
            _lead_pieces(session, row, copy)
            session.delete(row)
    session.flush()


def _lead_pieces(session: Session, old: Address, new: Address) -> None:
    for piece in session.scalars(select(Piece).where(col(Piece.address_id) == old.id)):
        piece.address_id = new.key


def _place(row: Address) -> tuple[Any, ...]:
    return tuple(row.model_dump(exclude={"id", "representative_id", "returned_on"}).values())


def _of(session: Session, model: type[R], person: int) -> list[R]:
    column = getattr(model, "representative_id")  # noqa: B009 - not every record has it, these do
    return list(session.scalars(select(model).where(col(column) == person).order_by(col(model.id))))


MOVES: Mapping[str, Move] = {
    "pairing": move_pairings,
    "pause": _move_pauses,
    "visit_representative": _move_once(VisitRepresentative, "visit_id"),
    "follow_up": _move_all(FollowUp),
    "channel_consent": _move_once(ChannelConsent, "channel", _settle_consent),
    "campaign_choice": _move_once(CampaignChoice, "campaign_id", _settle_choice),
    "campaign_exclusion": _move_exclusions,
    "piece_member": _move_once(PieceMember, "piece_id"),
    "disclosure_person": _move_once(DisclosurePerson, "disclosure_id"),
    "kept_apart": _move_apart,
}
"""How each table moves, in this order; addresses go first, by `move_addresses`. Pairings go before their pauses, so
that equal ones are seen, and exclusions before the letters that may take their place."""
