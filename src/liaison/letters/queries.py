"""Reads of campaigns, senders, texts and pieces; frozen rows."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from liaison.calendar.festivals import Festival
from liaison.errors import ConflictError, NotFoundError
from liaison.letters.codes import read_code
from liaison.letters.fields import (
    CampaignStage,
    Closing,
    Exclusion,
    LetterChannel,
    LetterKind,
    PieceState,
    Zone,
)
from liaison.letters.members import Audience, audience
from liaison.letters.models import Campaign, CampaignExclusion, CampaignText, Piece, PieceMember, Sender
from liaison.letters.rules import GONE_OUT, names_line, stage
from liaison.letters.service import get_campaign, get_sender
from liaison.letters.settings import letter_settings
from liaison.people.fields import Language
from liaison.people.models import Cadre
from liaison.store.tables import Named
from liaison.text.words import _, listed

CHUNK = 500


@dataclass(frozen=True)
class CampaignRow:
    """A campaign with its counts; those of an open one are what freezing today would give.

    ``posted`` counts the pieces that have gone out, whatever became of them since.
    """

    id: int
    name: str
    kind: LetterKind
    festival: Festival | None
    year: int
    arrive_by: date
    dated_on: date | None
    segment: str
    channel: LetterChannel
    closing: Closing
    sender: Named | None
    frozen_on: date | None
    stage: CampaignStage
    pieces: int = 0
    riders: int = 0
    excluded: int = 0
    by_reason: Mapping[Exclusion, int] = field(default_factory=dict)
    by_state: Mapping[PieceState, int] = field(default_factory=dict)
    posted: int = 0
    returned: int = 0
    acknowledged: int = 0


@dataclass(frozen=True)
class SenderRow:
    """A sender; ``signature`` is a picture as a data URI."""

    id: int
    name: str
    name_latin: str
    address: str
    address_latin: str
    postcode: str
    phone: str
    letterhead: str
    signature: str


@dataclass(frozen=True)
class TextRow:
    """What a campaign says in one language."""

    language: Language
    heading: str
    body: str
    signature: str


@dataclass(frozen=True)
class PieceRow:
    """One letter of a frozen campaign; ``post_by`` is for those that go by post."""

    id: int
    campaign: Named
    position: int
    code: str
    people: tuple[Named, ...]
    channel: LetterChannel
    zone: Zone | None
    language: Language
    cadre: Named | None
    country: str
    place: str
    address_id: int | None
    address_lines: tuple[str, ...]
    state: PieceState
    printed_on: date | None
    posted_on: date | None
    delivered_on: date | None
    returned_on: date | None
    acknowledged_on: date | None
    note: str
    post_by: date | None

    @property
    def day(self) -> date | None:
        """The day on which it came into its state."""
        return {
            PieceState.DRAFTED: None,
            PieceState.PRINTED: self.printed_on,
            PieceState.POSTED: self.posted_on,
            PieceState.DELIVERED: self.delivered_on,
            PieceState.RETURNED: self.returned_on,
            PieceState.ACKNOWLEDGED: self.acknowledged_on,
        }[self.state]


@dataclass(frozen=True)
class PieceFilter:
    """Which letters are asked for; ``text`` is part of a name, a code or a place."""

    campaign_id: int | None = None
    state: PieceState | None = None
    zone: Zone | None = None
    channel: LetterChannel | None = None
    cadre_id: int | None = None
    text: str = ""


def campaign_rows(session: Session, today: date, *, counts: bool = True) -> list[CampaignRow]:
    """All campaigns, the latest to arrive first; without ``counts`` those of open ones are left at 0."""
    rows = session.scalars(select(Campaign).order_by(col(Campaign.arrive_by).desc(), col(Campaign.id).desc())).all()
    return _campaigns(session, rows, today, counts=counts)


def campaign_row(
    session: Session, campaign_id: int, today: date, *, counts: bool = True, crowd: Audience | None = None
) -> CampaignRow:
    """One campaign; without ``counts`` those of an open one are left at 0, with ``crowd`` they are those of it.

    Raises:
        NotFoundError: when there is none.
    """
    return _campaigns(session, [get_campaign(session, campaign_id)], today, counts=counts, crowd=crowd)[0]


def find_campaign(session: Session, typed: str) -> int:
    """The id of the campaign that is meant: by ``#id``, its name, or a part of its name that no other has.

    Raises:
        NotFoundError: when there is none, naming the latest ones.
        ConflictError: when it can be several, naming them.
    """
    asked = typed.strip()
    rows = session.execute(select(col(Campaign.id), col(Campaign.name)).order_by(col(Campaign.id).desc())).all()
    exact = [row_id for row_id, name in rows if asked in {f"#{row_id}", name}]
    part = [(row_id, name) for row_id, name in rows if asked and asked.casefold() in name.casefold()]
    if exact or len(part) == 1:
        return (exact or [part[0][0]])[0] or 0
    if part:
        sentence = _("“{typed}” can be several campaigns: {names}. Write more of the name, or its number.")
        names = listed(f"{name} (#{row_id})" for row_id, name in part[:5])
        raise ConflictError(sentence.format(typed=asked, names=names), field="campaign")
    latest = listed(name for _id, name in rows[:5]) or "–"
    sentence = _("There is no campaign “{typed}”; the latest are: {names}.")
    raise NotFoundError(sentence.format(typed=asked, names=latest), field="campaign")


def sender_rows(session: Session) -> list[SenderRow]:
    """The senders by name."""
    return [_sender(row) for row in session.scalars(select(Sender).order_by(col(Sender.name)))]


def sender_row(session: Session, sender_id: int) -> SenderRow:
    """One sender.

    Raises:
        NotFoundError: when there is none.
    """
    return _sender(get_sender(session, sender_id))


def text_rows(session: Session, campaign_id: int) -> list[TextRow]:
    """The texts of a campaign, in the order of the languages.

    Raises:
        NotFoundError: when there is no such campaign.
    """
    get_campaign(session, campaign_id)
    rows = session.scalars(select(CampaignText).where(col(CampaignText.campaign_id) == campaign_id)).all()
    found = [TextRow(row.language, row.heading, row.body, row.signature) for row in rows]
    return sorted(found, key=lambda row: list(Language).index(row.language))


def piece_rows(session: Session, wanted: PieceFilter, limit: int | None = None) -> list[PieceRow]:
    """The letters that fit, by campaign, the latest first, and in the order of printing."""
    query = select(col(Piece.id)).where(*_fitting(wanted))
    query = query.order_by(col(Piece.campaign_id).desc(), col(Piece.position)).limit(limit)
    return pieces_by_id(session, [row_id for row_id in session.scalars(query) if row_id])


def piece_by_code(session: Session, typed: str) -> PieceRow:
    """The letter with a code, as it was typed or scanned.

    Raises:
        InvalidInputError: when it is no code, or has a mistake in it.
        NotFoundError: when no letter has it.
    """
    code = read_code(typed)
    found = session.scalars(select(col(Piece.id)).where(col(Piece.code) == code)).first()
    if found is None:
        raise NotFoundError(_("No letter has the code {code}.").format(code=code), field="code")
    return pieces_by_id(session, [found])[0]


def letters_of(session: Session, representative_id: int) -> list[PieceRow]:
    """The letters of one person, the latest campaign first."""
    query = (
        select(col(PieceMember.piece_id))
        .join(Campaign, col(Campaign.id) == col(PieceMember.campaign_id))
        .where(col(PieceMember.representative_id) == representative_id)
        .order_by(col(Campaign.arrive_by).desc(), col(Campaign.id).desc())
    )
    return pieces_by_id(session, list(session.scalars(query)))


def pieces_by_id(session: Session, ids: Sequence[int]) -> list[PieceRow]:
    """Letters in the order of ``ids``."""
    found: dict[int, PieceRow] = {}
    days: dict[int, Mapping[Zone, Any]] = {}
    settings = letter_settings(session) if ids else None
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        people = people_of_pieces(session, part)
        query = (
            select(Piece, col(Campaign.name), col(Campaign.arrive_by), col(Cadre.name))
            .join(Campaign, col(Campaign.id) == col(Piece.campaign_id))
            .outerjoin(Cadre, col(Cadre.id) == col(Piece.cadre_id))
            .where(col(Piece.id).in_(part))
        )
        for piece, campaign, arrive_by, cadre in session.execute(query):
            if piece.campaign_id not in days and settings is not None:
                days[piece.campaign_id] = settings.schedule(arrive_by)
            by_post = piece.channel is LetterChannel.POST and piece.zone is not None
            post_by = days[piece.campaign_id][piece.zone].post_by if by_post else None
            found[piece.key] = _piece(piece, campaign, cadre, people[piece.key], post_by)
    return [found[row_id] for row_id in ids if row_id in found]


def people_of_pieces(session: Session, piece_ids: Sequence[int]) -> dict[int, tuple[Named, ...]]:
    """The people of some letters, in the order in which they are named."""
    query = (
        select(col(PieceMember.piece_id), col(PieceMember.representative_id), col(PieceMember.name))
        .where(col(PieceMember.piece_id).in_(piece_ids))
        .order_by(col(PieceMember.piece_id), col(PieceMember.place))
    )
    found: dict[int, list[Named]] = defaultdict(list)
    for piece_id, person, name in session.execute(query):
        found[piece_id].append(Named(person, name))
    return defaultdict(tuple, {piece_id: tuple(people) for piece_id, people in found.items()})


def piece_title(row: PieceRow) -> str:
    """A letter by its code and its people, for remarks."""
    return f"{row.code} {names_line([person.name for person in row.people], 2)}"


def _campaigns(
    session: Session, rows: Sequence[Campaign], today: date, *, counts: bool, crowd: Audience | None = None
) -> list[CampaignRow]:
    senders = {row_id: name for row_id, name in session.execute(select(col(Sender.id), col(Sender.name)))}  # noqa: C416 - rows are no pairs to mypy
    frozen = _frozen_counts(session)
    found = []
    for row in rows:
        if row.frozen_on is not None:
            numbers = frozen.get(row.key, {"stage": CampaignStage.FROZEN})
        else:
            reckoned = (crowd or audience(session, row, today)) if counts else None
            numbers = _open_counts(reckoned)
        sender = None if row.sender_id is None else Named(row.sender_id, senders.get(row.sender_id, ""))
        names = ("name", "kind", "festival", "year", "arrive_by", "dated_on", "segment", "channel", "closing")
        values = {name: getattr(row, name) for name in (*names, "frozen_on")}
        found.append(CampaignRow(id=row.key, sender=sender, **values, **numbers))
    return found


def _open_counts(crowd: Audience | None) -> dict[str, Any]:
    if crowd is None:
        return {"stage": CampaignStage.OPEN}
    accounts = crowd.accounts
    return {
        "stage": CampaignStage.OPEN,
        "pieces": len(accounts.pieces),
        "riders": accounts.riders,
        "excluded": len(accounts.excluded),
        "by_reason": accounts.by_reason,
    }


def _frozen_counts(session: Session) -> dict[int, dict[str, Any]]:
    """The counts of every frozen campaign, in three questions."""
    states: dict[int, Counter[PieceState]] = defaultdict(Counter)
    drafted: Counter[int] = Counter()
    grouped = select(col(Piece.campaign_id), col(Piece.state), col(Piece.channel), func.count(col(Piece.id)))
    query = grouped.group_by(col(Piece.campaign_id), col(Piece.state), col(Piece.channel))
    for campaign_id, state, channel, count in session.execute(query):
        states[campaign_id][state] += count
        if state is PieceState.DRAFTED and channel is not LetterChannel.MESSAGE:
            drafted[campaign_id] += count
    reasons: dict[int, Counter[Exclusion]] = defaultdict(Counter)
    left_out = select(
        col(CampaignExclusion.campaign_id), col(CampaignExclusion.reason), func.count(col(CampaignExclusion.id))
    ).group_by(col(CampaignExclusion.campaign_id), col(CampaignExclusion.reason))
    for campaign_id, reason, count in session.execute(left_out):
        reasons[campaign_id][reason] = count
    named = select(col(PieceMember.campaign_id), func.count(col(PieceMember.id))).group_by(col(PieceMember.campaign_id))
    members = {campaign_id: count for campaign_id, count in session.execute(named)}  # noqa: C416 - rows are no pairs to mypy
    return {
        campaign_id: _counted(
            states[campaign_id], drafted[campaign_id], members.get(campaign_id, 0), reasons[campaign_id]
        )
        for campaign_id in {*states, *reasons}
    }


def _counted(states: Counter[PieceState], drafted: int, members: int, reasons: Counter[Exclusion]) -> dict[str, Any]:
    return {
        "stage": stage(states, drafted, frozen=True),
        "pieces": states.total(),
        "riders": members - states.total(),
        "excluded": reasons.total(),
        "by_reason": {reason: reasons[reason] for reason in Exclusion if reasons[reason]},
        "by_state": {state: states[state] for state in PieceState if states[state]},
        "posted": sum(states[state] for state in GONE_OUT),
        "returned": states[PieceState.RETURNED],
        "acknowledged": states[PieceState.ACKNOWLEDGED],
    }


def _fitting(wanted: PieceFilter) -> list[ColumnElement[bool]]:
    given = {
        Piece.campaign_id: wanted.campaign_id,
        Piece.state: wanted.state,
        Piece.zone: wanted.zone,
        Piece.channel: wanted.channel,
        Piece.cadre_id: wanted.cadre_id,
    }
    held: list[ColumnElement[bool]] = [col(column) == value for column, value in given.items() if value is not None]
    text = wanted.text.strip()
    if text:
        named = select(col(PieceMember.piece_id)).where(col(PieceMember.name).icontains(text, autoescape=True))
        by_code = col(Piece.code).icontains(text, autoescape=True)
        held.append(by_code | col(Piece.place).icontains(text, autoescape=True) | col(Piece.id).in_(named))
    return held


def _piece(piece: Piece, campaign: str, cadre: str | None, people: tuple[Named, ...], post_by: date | None) -> PieceRow:
    names = ("position", "code", "channel", "zone", "language", "country", "place", "address_id", "state", "note")
    days = ("printed_on", "posted_on", "delivered_on", "returned_on", "acknowledged_on")
    return PieceRow(
        id=piece.key,
        campaign=Named(piece.campaign_id, campaign),
        people=people,
        cadre=None if piece.cadre_id is None else Named(piece.cadre_id, cadre or ""),
        address_lines=tuple(piece.address_lines.splitlines()),
        post_by=post_by,
        **{name: getattr(piece, name) for name in (*names, *days)},
    )


def _sender(row: Sender) -> SenderRow:
    return SenderRow(**{**row.model_dump(), "id": row.key})
