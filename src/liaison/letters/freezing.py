"""Freezing a list: a campaign prints and posts what was decided on that day, whatever becomes of the records."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from sqlmodel import Session, col, select

from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.letters.codes import code_of
from liaison.letters.compose import Composed
from liaison.letters.fields import EXCLUSION_WORDS, Exclusion, PieceState
from liaison.letters.models import Campaign, CampaignExclusion, Piece, PieceMember, Sender
from liaison.letters.problems import Prepared, Problem, prepare
from liaison.letters.rules import GONE_OUT, names_line, refuse
from liaison.letters.service import drop_list, get_campaign
from liaison.store.changes import bulk_insert, next_id
from liaison.store.store import about, deed
from liaison.text.words import N_, _

CHUNK = 500
_SHOWN = 8


@dataclass(frozen=True)
class Frozen:
    """What was frozen: letters, people who ride on somebody else's, people left out."""

    pieces: int
    riders: int
    excluded: int


@deed(N_("freeze the list of a campaign"))
def freeze(session: Session, campaign_id: int, *, today: date, go_on: bool = False) -> Frozen:
    """Keep who gets which letter where, with the words of each as they are today, and who gets none and why.

    ``go_on`` freezes although some fields are empty for some, or words do not fit; see `problems`.

    Raises:
        NotFoundError: when there is no such campaign.
        ConflictError: when its list is frozen already.
        InvalidInputError: when nobody gets a letter, a text or the sender is missing, or a field does not exist; also,
            unless ``go_on``, for what is to be confirmed.
    """
    campaign = get_campaign(session, campaign_id)
    about(session, campaign.name)
    if campaign.frozen_on is not None:
        sentence = _("The list of “{campaign}” is frozen already, since {day}.")
        raise ConflictError(sentence.format(campaign=campaign.name, day=campaign.frozen_on))
    prepared = prepare(session, campaign, today)
    found = prepared.problems
    if found.blocking:
        raise InvalidInputError(_listed(found.blocking))
    if found.to_confirm and not go_on:
        raise InvalidInputError("\n".join((_listed(found.to_confirm), _("Mend this, or say to go on."))))
    _keep(session, campaign, prepared)
    campaign.frozen_on = today
    campaign.dated_on = campaign.dated_on or min(today, campaign.arrive_by)
    campaign.sender_copy = _copy_of_sender(session, campaign)
    session.flush()
    accounts = prepared.crowd.accounts
    return Frozen(len(accounts.pieces), accounts.riders, len(accounts.excluded))


@deed(N_("unfreeze the list of a campaign"))
def unfreeze(session: Session, campaign_id: int) -> None:
    """Open a list again; its letters get new codes when it is next frozen.

    Raises:
        NotFoundError: when there is no such campaign.
        ConflictError: when the list is open, or something of it is printed or went out, though it came back.
    """
    campaign = get_campaign(session, campaign_id)
    about(session, campaign.name)
    if campaign.frozen_on is None:
        raise ConflictError(_("The list of “{campaign}” is not frozen.").format(campaign=campaign.name))
    touched = (col(Piece.state) != PieceState.DRAFTED) | col(Piece.posted_on).is_not(None)
    done = session.exec(select(Piece).where(col(Piece.campaign_id) == campaign_id, touched)).first()
    if done is not None:
        sentence = _("Letters of “{campaign}” are printed or have gone out: the list stays as it is. Undo that first.")
        raise ConflictError(sentence.format(campaign=campaign.name))
    drop_list(session, campaign_id)
    campaign.frozen_on = None
    campaign.sender_copy = ""
    session.flush()


@deed(N_("take a letter out of a campaign"))
def take_out(session: Session, piece_id: int, reason: Exclusion = Exclusion.LEFT_OUT, note: str = "") -> None:
    """Take a letter that has not gone out out of a frozen campaign; its people are left out for the reason.

    Raises:
        NotFoundError: when there is no such letter.
        ConflictError: when it has gone out, even if it came back and waits to be sent to another address.
    """
    piece = get_piece(session, piece_id)
    campaign = get_campaign(session, piece.campaign_id)
    members = members_of(session, piece_id)
    about(session, f"{campaign.name}: {names_line([each.name for each in members])} · {_(EXCLUSION_WORDS[reason])}")
    if piece.state in GONE_OUT:
        raise refuse(piece.code, piece.state, piece.channel, piece.posted_on)
    if piece.posted_on is not None:
        sentence = _("Letter {code} went out on {day} and came back: it stays, so that this is not forgotten.")
        raise ConflictError(sentence.format(code=piece.code, day=piece.posted_on))
    for member in members:
        left = CampaignExclusion(
            campaign_id=campaign.key, representative_id=member.representative_id, reason=reason, note=note
        )
        session.add(left)
        session.delete(member)
    session.flush()
    session.delete(piece)
    session.flush()


def get_piece(session: Session, piece_id: int) -> Piece:
    """The row of a letter, to be changed.

    Raises:
        NotFoundError: when there is none.
    """
    piece = session.get(Piece, piece_id)
    if piece is None:
        raise NotFoundError(_("There is no such letter."), field="piece")
    return piece


def get_pieces(session: Session, piece_ids: Sequence[int]) -> list[Piece]:
    """The rows of some letters, each once, in the order given.

    Raises:
        NotFoundError: when there is no such letter.
    """
    ids = list(dict.fromkeys(piece_ids))
    found: dict[int, Piece] = {}
    for start in range(0, len(ids), CHUNK):
        query = select(Piece).where(col(Piece.id).in_(ids[start : start + CHUNK]))
        found.update({piece.key: piece for piece in session.exec(query)})
    if len(found) < len(ids):
        raise NotFoundError(_("There is no such letter."), field="piece")
    return [found[piece_id] for piece_id in ids]


def members_of(session: Session, piece_id: int) -> list[PieceMember]:
    """The rows of the people of a letter, in the order in which they are named."""
    query = select(PieceMember).where(col(PieceMember.piece_id) == piece_id)
    return list(session.exec(query.order_by(col(PieceMember.place))))


def _keep(session: Session, campaign: Campaign, prepared: Prepared) -> None:
    numbered = list(zip(_free_numbers(session), prepared.pieces, strict=False))
    pieces = [
        _piece_row(piece_id, position, campaign.key, composed)
        for position, (piece_id, composed) in enumerate(numbered, 1)
    ]
    bulk_insert(session, Piece, pieces)
    people = [row for piece_id, composed in numbered for row in _member_rows(piece_id, campaign.key, composed)]
    place = next_id(session, PieceMember)
    bulk_insert(session, PieceMember, [{"id": row_id, **row} for row_id, row in enumerate(people, place)])
    crowd = prepared.crowd
    place = next_id(session, CampaignExclusion)
    excluded = [
        {
            "id": row_id,
            "campaign_id": campaign.key,
            "representative_id": person,
            "reason": reason,
            "note": crowd.choices[person].note if person in crowd.choices else "",
        }
        for row_id, (person, reason) in enumerate(crowd.accounts.excluded.items(), place)
    ]
    bulk_insert(session, CampaignExclusion, excluded)


def _free_numbers(session: Session) -> Iterator[int]:
    """Ids for new letters whose codes no letter has; letters from another office brought their codes with them."""
    taken = set(session.exec(select(Piece.code)))
    return (number for number in count(next_id(session, Piece)) if code_of(number) not in taken)


def _piece_row(piece_id: int, position: int, campaign_id: int, composed: Composed) -> dict[str, Any]:
    draft = composed.draft
    return {
        "id": piece_id,
        "campaign_id": campaign_id,
        "position": position,
        "code": code_of(piece_id),
        "channel": draft.channel,
        "zone": draft.zone,
        "language": draft.language,
        "cadre_id": draft.cadre,
        "salutation": composed.salutation,
        "body": composed.body,
        "addressee": "\n".join(composed.addressee),
        "address_id": None if draft.address is None else draft.address.id,
        "country": composed.country,
        "place": composed.place,
        "postcode": composed.envelope.postcode,
        "address_lines": "\n".join(composed.envelope.lines),
        "name_line": composed.envelope.name_line,
    }


def _member_rows(piece_id: int, campaign_id: int, composed: Composed) -> Iterator[dict[str, Any]]:
    for place, (person, name) in enumerate(zip(composed.draft.people, composed.names, strict=True), 1):
        row = {"campaign_id": campaign_id, "piece_id": piece_id, "representative_id": person}
        yield {**row, "place": place, "name": name}


def _copy_of_sender(session: Session, campaign: Campaign) -> str:
    sender = None if campaign.sender_id is None else session.get(Sender, campaign.sender_id)
    return "" if sender is None else json.dumps(sender.model_dump(exclude={"id"}), ensure_ascii=False, sort_keys=True)


def _listed(found: tuple[Problem, ...]) -> str:
    lines = [problem.sentence for problem in found[:_SHOWN]]
    more = len(found) - len(lines)
    return "\n".join([*lines, _("… and {count} more").format(count=more)] if more else lines)
