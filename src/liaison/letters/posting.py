"""What becomes of letters after freezing: printed, gone out, delivered, acknowledged; each a named deed.

A letter that goes out is a contact with each of its people, and recorded as one. A letter by post is the office's; one
that is handed over is also the cadre's who hands it over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from liaison.errors import ConflictError, InvalidInputError
from liaison.letters.fields import LETTER_CHANNEL_WORDS, ZONE_WORDS, LetterChannel, PieceState, Zone
from liaison.letters.freezing import get_pieces, members_of
from liaison.letters.models import Campaign, Piece, PieceMember
from liaison.letters.rules import GONE_OUT, check_day, names_line, refuse
from liaison.letters.service import get_campaign
from liaison.store.store import about, deed
from liaison.store.tables import Named
from liaison.text.words import N_, _, n_
from liaison.visits.fields import ContactKind
from liaison.visits.many import OutgoingContact, record_contacts, unwelcome

CHUNK = 500
_WAITING = (PieceState.DRAFTED, PieceState.PRINTED)
_UNDER_WAY = frozenset({PieceState.POSTED, PieceState.DELIVERED})


@dataclass(frozen=True)
class Posted:
    """What went out: letters, and the contact records written for their people.

    ``held_back`` are people who have asked for no contact, died or were archived since the list was frozen: their
    letters stay, and are to be taken out of the pile.
    """

    pieces: int
    contacts: int
    held_back: tuple[Named, ...] = ()


@deed(N_("mark letters printed"))
def mark_printed(
    session: Session, campaign_id: int, *, on: date, today: date, piece_ids: Sequence[int] | None = None
) -> int:
    """Note that letters on paper were printed; return how many were so for the first time. Printing again is free.

    Raises:
        NotFoundError: when there is no such campaign.
        InvalidInputError: when its list is not frozen, or the day is impossible.
    """
    campaign = _frozen(session, campaign_id)
    about(session, campaign.name)
    check_day(on, today, campaign.frozen_on)
    query = select(Piece).where(
        col(Piece.campaign_id) == campaign_id,
        col(Piece.state) == PieceState.DRAFTED,
        col(Piece.channel) != LetterChannel.MESSAGE,
    )
    wanted = None if piece_ids is None else set(piece_ids)
    count = 0
    for piece in session.exec(query):
        if wanted is None or piece.id in wanted:
            piece.state, piece.printed_on = PieceState.PRINTED, on
            count += 1
    session.flush()
    return count


@deed(N_("note that letters went out"))
def post(
    session: Session,
    campaign_id: int,
    *,
    on: date,
    today: date,
    channel: LetterChannel | None = LetterChannel.POST,
    zone: Zone | None = None,
    piece_ids: Sequence[int] | None = None,
) -> Posted:
    """Note that letters went out, and record the contact with each of their people.

    All of one channel, those of one zone, or the given ones, of whichever channel. Of all, those that went out before
    are left as they are, so that nothing is done twice.

    Raises:
        NotFoundError: when there is no such campaign or letter.
        InvalidInputError: when the list is not frozen, the day is impossible, there are no such letters, or all of
            their people are not to be contacted any more.
        ConflictError: when a given letter, or all letters, went out before, naming the day.
    """
    campaign = _frozen(session, campaign_id)
    check_day(on, today, campaign.frozen_on)
    pieces = _waiting(session, campaign, channel, zone) if piece_ids is None else _given(session, campaign, piece_ids)
    members = _members(session, [piece.key for piece in pieces])
    against = unwelcome(session, [each.representative_id for rows in members.values() for each in rows], on)
    kept = {piece for piece, rows in members.items() if any(each.representative_id in against for each in rows)}
    held_back = tuple(Named(person, name) for person, name in against.items())
    going = [piece for piece in pieces if piece.key not in kept]
    if not going:
        sentence = _("{names} are not to be contacted any more: take their letters out of the campaign.")
        raise InvalidInputError(sentence.format(names=names_line(list(against.values()))))
    contacts = _send(session, campaign, going, members, on=on, today=today)
    about(session, f"{campaign.name} · {_what(going, zone)}")
    return Posted(len(going), contacts, held_back)


@deed(N_("note that letters arrived"))
def mark_delivered(session: Session, piece_ids: Sequence[int], *, on: date, today: date) -> int:
    """Note that letters have reached their people, as a cadre or the post says; return how many.

    Raises:
        NotFoundError: when there is no such letter.
        ConflictError: when one has not gone out, or has come further already, naming how far.
        InvalidInputError: when the day is impossible.
    """
    pieces = get_pieces(session, piece_ids)
    for piece in pieces:
        if piece.state is not PieceState.POSTED:
            raise refuse(piece.code, piece.state, piece.channel, day_of(piece))
        check_day(on, today, piece.posted_on)
        piece.state, piece.delivered_on = PieceState.DELIVERED, on
    _about_pieces(session, pieces)
    session.flush()
    return len(pieces)


@deed(N_("note that letters were acknowledged"))
def acknowledge(session: Session, piece_ids: Sequence[int], *, on: date, today: date, note: str = "") -> int:
    """Note that people have thanked for their letters or answered them; return how many letters that were.

    Raises:
        NotFoundError, ConflictError, InvalidInputError: as in `mark_delivered`.
    """
    pieces = get_pieces(session, piece_ids)
    for piece in pieces:
        if piece.state not in _UNDER_WAY:
            raise refuse(piece.code, piece.state, piece.channel, day_of(piece))
        check_day(on, today, piece.posted_on)
        piece.state, piece.acknowledged_on = PieceState.ACKNOWLEDGED, on
        piece.note = "\n".join(part for part in (piece.note, note) if part)
    _about_pieces(session, pieces)
    session.flush()
    return len(pieces)


def day_of(piece: Piece) -> date | None:
    """The day on which a letter came into its state; none for one that is not printed."""
    return {
        PieceState.DRAFTED: None,
        PieceState.PRINTED: None,
        PieceState.POSTED: piece.posted_on,
        PieceState.DELIVERED: piece.delivered_on,
        PieceState.RETURNED: piece.returned_on,
        PieceState.ACKNOWLEDGED: piece.acknowledged_on,
    }[piece.state]


def _frozen(session: Session, campaign_id: int) -> Campaign:
    campaign = get_campaign(session, campaign_id)
    if campaign.frozen_on is None:
        sentence = _("The list of “{campaign}” is not frozen yet: freeze it before letters are printed or posted.")
        raise InvalidInputError(sentence.format(campaign=campaign.name))
    return campaign


def _waiting(session: Session, campaign: Campaign, channel: LetterChannel | None, zone: Zone | None) -> list[Piece]:
    """The letters of a kind that have not gone out, in the order of printing."""
    query = select(Piece).where(col(Piece.campaign_id) == campaign.key)
    if channel is not None:
        query = query.where(col(Piece.channel) == channel)
    if zone is not None:
        query = query.where(col(Piece.zone) == zone)
    pieces = session.exec(query.order_by(col(Piece.position))).all()
    waiting = [piece for piece in pieces if piece.state in _WAITING]
    if waiting:
        return waiting
    kind = "" if channel is None else _(LETTER_CHANNEL_WORDS[channel])
    what = " · ".join(part for part in (kind, "" if zone is None else _(ZONE_WORDS[zone])) if part)
    if not pieces:
        sentence = _("“{campaign}” has no such letters ({what}).")
        raise InvalidInputError(sentence.format(campaign=campaign.name, what=what or "0"))
    last = max(piece.posted_on for piece in pieces if piece.posted_on is not None)
    sentence = _("All these letters of “{campaign}” have gone out already, the last on {day}.")
    raise ConflictError(sentence.format(campaign=campaign.name, day=last))


def _given(session: Session, campaign: Campaign, piece_ids: Sequence[int]) -> list[Piece]:
    pieces = get_pieces(session, piece_ids)
    for piece in pieces:
        if piece.campaign_id != campaign.id:
            sentence = _("Letter {code} does not belong to “{campaign}”.")
            raise InvalidInputError(sentence.format(code=piece.code, campaign=campaign.name))
        if piece.state in GONE_OUT:
            raise refuse(piece.code, piece.state, piece.channel, day_of(piece))
    if not pieces:
        raise InvalidInputError(_("Say which letters."))
    return pieces


def _members(session: Session, piece_ids: Sequence[int]) -> dict[int, list[PieceMember]]:
    found: dict[int, list[PieceMember]] = {piece_id: [] for piece_id in piece_ids}
    for start in range(0, len(piece_ids), CHUNK):
        query = select(PieceMember).where(col(PieceMember.piece_id).in_(piece_ids[start : start + CHUNK]))
        for row in session.exec(query.order_by(col(PieceMember.piece_id), col(PieceMember.place))):
            found[row.piece_id].append(row)
    return found


def _send(
    session: Session,
    campaign: Campaign,
    pieces: Sequence[Piece],
    members: dict[int, list[PieceMember]],
    *,
    on: date,
    today: date,
) -> int:
    rows = [(piece, member) for piece in pieces for member in members[piece.key]]
    contacts = [
        OutgoingContact(
            representative_id=member.representative_id,
            kind=ContactKind.MESSAGE if piece.channel is LetterChannel.MESSAGE else ContactKind.LETTER,
            place=piece.place,
            summary=_("{campaign} ({code})").format(campaign=campaign.name, code=piece.code),
            cadre_id=piece.cadre_id if piece.channel is LetterChannel.BY_HAND else None,
        )
        for piece, member in rows
    ]
    ids = record_contacts(session, contacts, on=on, today=today)
    for (_piece, member), visit in zip(rows, ids, strict=True):
        member.visit_id = visit
    for piece in pieces:
        piece.state, piece.posted_on = PieceState.POSTED, on
    session.flush()
    return len(ids)


def _what(pieces: Sequence[Piece], zone: Zone | None) -> str:
    """Which letters went out, in few words."""
    if len(pieces) == 1:
        return pieces[0].code
    count = n_("{count} letter", "{count} letters", len(pieces)).format(count=len(pieces))
    return count if zone is None else f"{_(ZONE_WORDS[zone])} {count}"


def _about_pieces(session: Session, pieces: Sequence[Piece]) -> None:
    if not pieces:
        raise InvalidInputError(_("Say which letters."))
    names = [member.name for member in members_of(session, pieces[0].key)]
    more = "" if len(pieces) == 1 else n_("{count} letter", "{count} letters", len(pieces)).format(count=len(pieces))
    about(session, more or f"{pieces[0].code} {names_line(names, 2)}")
