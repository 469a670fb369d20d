"""What of the letters waits for somebody today: the festivals to come, and letters that came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.letters.fields import CampaignStage, Exclusion, PieceState
from liaison.letters.models import Piece
from liaison.letters.planning import FestivalRow, recipients, upcoming_letters
from liaison.letters.queries import PieceRow, campaign_rows, pieces_by_id
from liaison.people.models import Address
from liaison.store.tables import Named

LOOK_AHEAD = 120
"""Days within which a festival is told of: letters around the world take a month, and lists some weeks."""


@dataclass(frozen=True)
class FestivalAhead:
    """A festival to come: its days, how far its campaigns are, and who can no longer be reached in time."""

    row: FestivalRow
    stages: Mapping[int, CampaignStage]
    too_late: tuple[Named, ...]


def festivals_ahead(session: Session, today: date, within: int = LOOK_AHEAD) -> list[FestivalAhead]:
    """The festivals of the next days for which the office writes, the next first."""
    rows = upcoming_letters(session, today, within)
    stages = {row.id: row.stage for row in campaign_rows(session, today, counts=False)} if rows else {}
    return [_ahead(session, row, stages, today) for row in rows]


def returned_waiting(session: Session) -> list[PieceRow]:
    """The letters that came back and whose address nobody has mended yet, the latest first."""
    query = (
        select(col(Piece.id))
        .join(Address, col(Address.id) == col(Piece.address_id))
        .where(col(Piece.state) == PieceState.RETURNED, col(Address.returned_on).is_not(None))
        .order_by(col(Piece.returned_on).desc(), col(Piece.id).desc())
    )
    return pieces_by_id(session, [row_id for row_id in session.scalars(query) if row_id])


def _ahead(session: Session, row: FestivalRow, stages: Mapping[int, CampaignStage], today: date) -> FestivalAhead:
    own = {campaign.id: stages[campaign.id] for campaign in row.campaigns}
    # Going through a long open list takes a while, and before the first day to post nobody is too late.
    wanted = {CampaignStage.FROZEN, *({CampaignStage.OPEN} if row.post_by < today else ())}
    unsettled = [each for each, stage in own.items() if stage in wanted]
    found = [each for campaign in unsettled for each in recipients(session, campaign, today).rows]
    late = [each.person for each in found if each.reason is Exclusion.TOO_LATE]
    return FestivalAhead(row, own, tuple(dict.fromkeys(late)))
