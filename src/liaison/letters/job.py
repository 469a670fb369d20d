"""What is printed of a campaign: all of it or some letters as they were frozen, or one letter to look at beforehand."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.calendar.festivals import FESTIVAL_WORDS
from liaison.errors import InvalidInputError
from liaison.letters.closings import closing_lines, date_line, default_heading
from liaison.letters.compose import compose
from liaison.letters.fields import EXCLUSION_WORDS, PieceState
from liaison.letters.freezing import get_pieces
from liaison.letters.members import audience
from liaison.letters.models import Campaign, CampaignText, Piece, PieceMember, Sender
from liaison.letters.pieces import LetterText, PrintJob, PrintPiece, SenderFace
from liaison.letters.problems import occasion_of, texts_of
from liaison.letters.service import get_campaign
from liaison.people.fields import Language
from liaison.people.models import Cadre, Representative
from liaison.people.service import get_representative
from liaison.text.words import _

CHUNK = 500


def campaign_job(
    session: Session, campaign_id: int, today: date, *, piece_ids: Sequence[int] | None = None
) -> PrintJob:
    """Everything that printing needs of a frozen campaign, or of some of its letters, in the order of printing.

    Raises:
        NotFoundError: when there is no such campaign or letter.
        InvalidInputError: when its list is not frozen, or a letter is another campaign's.
    """
    campaign = get_campaign(session, campaign_id)
    if campaign.frozen_on is None:
        sentence = _("The list of “{campaign}” is not frozen yet: freeze it before letters are printed or posted.")
        raise InvalidInputError(sentence.format(campaign=campaign.name))
    for piece in get_pieces(session, piece_ids or ()):
        if piece.campaign_id != campaign_id:
            sentence = _("Letter {code} does not belong to “{campaign}”.")
            raise InvalidInputError(sentence.format(code=piece.code, campaign=campaign.name))
    pieces = _frozen_pieces(session, campaign_id, None if piece_ids is None else set(piece_ids))
    return _job(session, campaign, today, texts_of(session, campaign_id), tuple(pieces))


def preview_job(session: Session, campaign_id: int, representative_id: int, today: date) -> PrintJob:
    """The one letter that somebody gets: as frozen, else as freezing today would make it, without a code.

    Raises:
        NotFoundError: when there is no such campaign or person.
        InvalidInputError: when the person gets no letter, with the reason.
    """
    campaign = get_campaign(session, campaign_id)
    person = get_representative(session, representative_id)
    texts = texts_of(session, campaign_id)
    if campaign.frozen_on is not None:
        query = select(col(PieceMember.piece_id)).where(
            col(PieceMember.campaign_id) == campaign_id, col(PieceMember.representative_id) == representative_id
        )
        held = session.scalars(query).first()
        if held is None:
            raise InvalidInputError(_("{name} gets no letter of this campaign.").format(name=person.name))
        return _job(session, campaign, today, texts, tuple(_frozen_pieces(session, campaign_id, {held})))
    return _job(session, campaign, today, texts, (_live_piece(session, campaign, person, today, texts),))


def people_on(session: Session, piece_ids: Collection[int]) -> tuple[int, ...]:
    """The representatives whom some pieces are addressed to."""
    ids = sorted(piece_ids)
    found: set[int] = set()
    for start in range(0, len(ids), CHUNK):
        of_some = col(PieceMember.piece_id).in_(ids[start : start + CHUNK])
        found.update(session.scalars(select(col(PieceMember.representative_id)).where(of_some)))
    return tuple(sorted(found))


def _live_piece(
    session: Session,
    campaign: Campaign,
    person: Representative,
    today: date,
    texts: Mapping[Language, CampaignText],
) -> PrintPiece:
    """The letter that somebody of an open campaign would get today."""
    crowd = audience(session, campaign, today)
    draft = next((each for each in crowd.accounts.pieces if person.key in each.people), None)
    if draft is None:
        reason = crowd.accounts.excluded.get(person.key)
        if reason is None:
            raise InvalidInputError(_("{name} does not belong to this campaign.").format(name=person.name))
        sentence = _("{name} gets no letter of this campaign: {reason}.")
        raise InvalidInputError(sentence.format(name=person.name, reason=_(EXCLUSION_WORDS[reason])))
    composed = compose(draft, crowd, occasion_of(campaign, texts))
    return PrintPiece(
        id=0,
        position=1,
        code="",
        language=draft.language,
        channel=draft.channel,
        zone=draft.zone,
        state=PieceState.DRAFTED,
        names=composed.names,
        addressee=composed.addressee,
        address_lines=composed.envelope.lines,
        name_line=composed.envelope.name_line,
        postcode=composed.envelope.postcode,
        country=composed.country,
        place=composed.place,
        cadre=next((crowd.cadres[each].name for each in draft.people if each in crowd.cadres), ""),
        salutation=composed.salutation,
        body=composed.body,
    )


def _job(
    session: Session,
    campaign: Campaign,
    today: date,
    texts: Mapping[Language, CampaignText],
    pieces: tuple[PrintPiece, ...],
) -> PrintJob:
    used = sorted({piece.language for piece in pieces}, key=list(Language).index)
    sender = _face(session, campaign)
    return PrintJob(
        campaign=campaign.name,
        festival=_(FESTIVAL_WORDS[campaign.festival]) if campaign.festival is not None else "",
        arrive_by=campaign.arrive_by,
        sender=sender,
        texts={language: _text(campaign, texts.get(language), language, sender, today) for language in used},
        pieces=pieces,
    )


def _text(
    campaign: Campaign, text: CampaignText | None, language: Language, sender: SenderFace, today: date
) -> LetterText:
    """What the letters of a language share; they are signed with the sender's name where nothing else is given."""
    heading = text.heading if text is not None else ""
    signature = text.signature if text is not None else ""
    if not signature.strip():
        signature = sender.name_latin or sender.name if language is Language.EN else sender.name
    return LetterText(
        language=language,
        heading=heading or default_heading(campaign.kind, language),
        closing=closing_lines(campaign.closing, language, campaign.festival),
        signature=tuple(line for line in signature.splitlines() if line.strip()),
        date_line=date_line(campaign.dated_on or min(today, campaign.arrive_by), language),
    )


def _face(session: Session, campaign: Campaign) -> SenderFace:
    """The sender as of the day on which the list was frozen, else as of now; nobody where none is chosen."""
    values: dict[str, Any] = {}
    if campaign.sender_copy:
        values = json.loads(campaign.sender_copy)
    elif campaign.sender_id is not None:
        sender = session.get(Sender, campaign.sender_id)
        values = sender.model_dump(exclude={"id"}) if sender is not None else {}
    texts = {name: values.get(name, "") for name in ("name_latin", "postcode", "phone", "letterhead", "signature")}
    return SenderFace(
        name=values.get("name", ""),
        address=tuple(values.get("address", "").splitlines()),
        address_latin=tuple(values.get("address_latin", "").splitlines()),
        **texts,
    )


def _frozen_pieces(session: Session, campaign_id: int, only: set[int] | None) -> list[PrintPiece]:
    names = ("id", "position", "code", "language", "channel", "zone", "state", "name_line", "postcode", "country")
    more = ("place", "salutation", "body", "addressee", "address_lines")
    columns = [getattr(Piece, name) for name in (*names, *more)]
    query = (
        select(*columns, col(Cadre.name).label("cadre"))
        .outerjoin(Cadre, col(Cadre.id) == col(Piece.cadre_id))
        .where(col(Piece.campaign_id) == campaign_id)
        .order_by(col(Piece.position))
    )
    if only is not None and len(only) <= CHUNK:
        query = query.where(col(Piece.id).in_(only))
    people = _names(session, campaign_id)
    return [
        PrintPiece(
            **{name: row[name] for name in (*names, "place", "salutation", "body")},
            names=people.get(row["id"], ()),
            addressee=tuple(row["addressee"].splitlines()),
            address_lines=tuple(row["address_lines"].splitlines()),
            cadre=row["cadre"] or "",
        )
        for row in session.execute(query).mappings()
        if only is None or row["id"] in only
    ]


def _names(session: Session, campaign_id: int) -> dict[int, tuple[str, ...]]:
    query = select(col(PieceMember.piece_id), col(PieceMember.name)).where(col(PieceMember.campaign_id) == campaign_id)
    found: dict[int, list[str]] = {}
    for piece_id, name in session.execute(query.order_by(col(PieceMember.piece_id), col(PieceMember.place))):
        found.setdefault(piece_id, []).append(name)
    return {piece_id: tuple(names) for piece_id, names in found.items()}
