"""A campaign with all that is asked of it at once, reckoned in one go: an audience of thousands takes seconds."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from liaison.letters.members import audience
from liaison.letters.planning import Recipients, ZoneRow, campaign_schedule, recipients
from liaison.letters.problems import Problems, problems
from liaison.letters.queries import CampaignRow, TextRow, campaign_row, text_rows
from liaison.letters.service import get_campaign


@dataclass(frozen=True)
class WholeCampaign:
    """A campaign, its recipients, its days by zone, its texts, and what stands against freezing.

    ``problems`` are None once the list is frozen, and where they were not asked for.
    """

    row: CampaignRow
    found: Recipients
    zones: tuple[ZoneRow, ...]
    texts: tuple[TextRow, ...]
    problems: Problems | None


def whole_campaign(session: Session, campaign_id: int, today: date, *, with_problems: bool = True) -> WholeCampaign:
    """Everything of a campaign as of today; without ``with_problems`` the letters are not composed.

    Raises:
        NotFoundError: when there is no such campaign.
    """
    campaign = get_campaign(session, campaign_id)
    is_open = campaign.frozen_on is None
    crowd = audience(session, campaign, today) if is_open else None
    found = recipients(session, campaign_id, today, crowd)
    return WholeCampaign(
        row=campaign_row(session, campaign_id, today, crowd=crowd),
        found=found,
        zones=tuple(campaign_schedule(session, campaign_id, today, found)),
        texts=tuple(text_rows(session, campaign_id)),
        problems=problems(session, campaign_id, today, crowd) if is_open and with_problems else None,
    )
