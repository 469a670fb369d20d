"""Who gets a letter of a campaign, and by when it has to be posted: of an open campaign as of today, else as frozen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.calendar.festivals import Festival, upcoming
from liaison.letters.addresses import place_line
from liaison.letters.fields import Choice, Exclusion, LetterChannel, PieceState, Zone
from liaison.letters.members import Audience, audience
from liaison.letters.models import Campaign, CampaignExclusion, Piece, PieceMember
from liaison.letters.recipients import Draft, Outcome
from liaison.letters.rules import GONE_OUT
from liaison.letters.schedule import ZoneDays
from liaison.letters.service import get_campaign
from liaison.letters.settings import letter_settings
from liaison.people.fields import Language
from liaison.people.models import Cadre, Representative
from liaison.store.settings import NAME_ORDER, read_setting
from liaison.store.tables import Named


@dataclass(frozen=True)
class RecipientRow:
    """What became of somebody of the segment.

    ``together`` are the others on the piece. ``choice`` and ``note`` are what was decided by hand; ``in_segment`` is
    false for who was added by hand. ``code`` and ``state`` are there once the list is frozen.
    """

    person: Named
    outcome: Outcome
    reason: Exclusion | None = None
    choice: Choice | None = None
    note: str = ""
    channel: LetterChannel | None = None
    zone: Zone | None = None
    language: Language = Language.ZH_HANS
    cadre: Named | None = None
    place: str = ""
    together: tuple[Named, ...] = ()
    piece_id: int | None = None
    code: str = ""
    state: PieceState | None = None
    post_by: date | None = None
    in_segment: bool = True


@dataclass(frozen=True)
class Recipients:
    """Everybody of a campaign, in the office's order of names, with the counts."""

    rows: tuple[RecipientRow, ...]
    pieces: int
    riders: int
    by_reason: Mapping[Exclusion, int] = field(default_factory=dict)
    by_zone: Mapping[Zone, int] = field(default_factory=dict)
    by_channel: Mapping[LetterChannel, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ZoneRow:
    """The days of one zone of a campaign, its letters, how many have gone out, and whom a letter does not reach now.

    ``late`` says that a letter posted today does not arrive in time; ``too_late`` counts the people left out for it.
    """

    zone: Zone
    post_by: date
    print_by: date
    freeze_by: date
    provisional: bool
    late: bool
    pieces: int
    posted: int
    too_late: int


@dataclass(frozen=True)
class FestivalRow:
    """A festival to come for which the office writes: by when its letters are settled, printed and posted.

    The days are the earliest of the zones that its campaigns still have letters for, of all zones where there are none;
    ``last_post_by`` is that of the nearest of them. ``posted`` says that there is nothing left to post.
    """

    festival: Festival
    day: date
    lunar_words: str
    days_left: int
    freeze_by: date
    print_by: date
    post_by: date
    last_post_by: date
    provisional: bool
    campaigns: tuple[Named, ...]
    posted: bool


def recipients(session: Session, campaign_id: int, today: date, crowd: Audience | None = None) -> Recipients:
    """Everybody of a campaign: on a piece, riding on one, or left out with the reason.

    ``crowd`` is the audience of the open campaign where it is reckoned already.

    Raises:
        NotFoundError: when there is no such campaign.
    """
    campaign = get_campaign(session, campaign_id)
    if campaign.frozen_on is not None:
        rows = _frozen_rows(session, campaign)
    else:
        rows = _open_rows(crowd or audience(session, campaign, today))
    heads = [row for row in rows if row.outcome is Outcome.PIECE]
    reasons = Counter(row.reason for row in rows if row.reason is not None)
    zones = Counter(row.zone for row in heads if row.channel is LetterChannel.POST and row.zone is not None)
    channels = Counter(row.channel for row in heads if row.channel is not None)
    return Recipients(
        rows=tuple(rows),
        pieces=len(heads),
        riders=sum(row.outcome is Outcome.RIDER for row in rows),
        by_reason={reason: reasons[reason] for reason in Exclusion if reasons[reason]},
        by_zone={zone: zones[zone] for zone in Zone if zones[zone]},
        by_channel={channel: channels[channel] for channel in LetterChannel if channels[channel]},
    )


def campaign_schedule(
    session: Session, campaign_id: int, today: date, found: Recipients | None = None
) -> list[ZoneRow]:
    """The days of every zone of a campaign, the nearest first; ``found`` are its recipients where they are known.

    Raises:
        NotFoundError: when there is no such campaign.
    """
    campaign = get_campaign(session, campaign_id)
    days = letter_settings(session).schedule(campaign.arrive_by)
    found = found or recipients(session, campaign_id, today)
    by_post = [row for row in found.rows if row.channel is LetterChannel.POST and row.outcome is Outcome.PIECE]
    posted = Counter(row.zone for row in by_post if row.state in GONE_OUT)
    late = Counter(row.zone for row in found.rows if row.reason is Exclusion.TOO_LATE)
    return [
        ZoneRow(
            zone=zone,
            post_by=of_zone.post_by,
            print_by=of_zone.print_by,
            freeze_by=of_zone.freeze_by,
            provisional=of_zone.provisional,
            late=today > of_zone.post_by,
            pieces=found.by_zone.get(zone, 0),
            posted=posted[zone],
            too_late=late[zone],
        )
        for zone, of_zone in days.items()
    ]


def upcoming_letters(session: Session, today: date, within: int = 120) -> list[FestivalRow]:
    """The festivals of the next ``within`` days for which the office writes, the next first."""
    settings = letter_settings(session)
    found = []
    for coming in upcoming(today, within):
        if coming.festival not in settings.festivals:
            continue
        campaigns = _campaigns_for(session, coming.festival, coming.day)
        days = settings.schedule(coming.day)
        waiting = _zones_of(session, [campaign.key for campaign in campaigns])
        of_zones = [each for zone, each in days.items() if zone in (waiting or days)]
        found.append(
            FestivalRow(
                festival=coming.festival,
                day=coming.day,
                lunar_words=coming.lunar_words,
                days_left=coming.days_left,
                freeze_by=min(each.freeze_by for each in of_zones),
                print_by=min(each.print_by for each in of_zones),
                post_by=min(each.post_by for each in of_zones),
                last_post_by=max(each.post_by for each in of_zones),
                provisional=any(each.provisional for each in of_zones),
                campaigns=tuple(Named(campaign.key, campaign.name) for campaign in campaigns),
                posted=bool(campaigns) and not waiting and all(each.frozen_on for each in campaigns),
            )
        )
    return found


def _open_rows(crowd: Audience) -> list[RecipientRow]:
    drafts = {person: draft for draft in crowd.accounts.pieces for person in draft.people}
    return [_open_row(person, drafts.get(person), crowd) for person in crowd.order if person in crowd.people]


def _open_row(person: int, draft: Draft | None, crowd: Audience) -> RecipientRow:
    facts, member, made = crowd.people[person], crowd.members[person], crowd.choices.get(person)
    shared: dict[str, Any] = {
        "person": Named(person, facts.name),
        "choice": None if made is None else made.choice,
        "note": "" if made is None else made.note,
        "language": member.language,
        "cadre": crowd.cadres.get(person),
        "in_segment": member.in_segment,
    }
    if draft is None:
        reason, zone, channel = crowd.accounts.excluded[person], crowd.accounts.late_zones.get(person), member.channel
        return RecipientRow(outcome=Outcome.EXCLUDED, reason=reason, zone=zone, channel=channel, **shared)
    by_post = draft.channel is LetterChannel.POST and draft.zone is not None
    return RecipientRow(
        outcome=Outcome.PIECE if draft.people[0] == person else Outcome.RIDER,
        channel=draft.channel,
        zone=draft.zone,
        place="" if draft.address is None else place_line(draft.address.facts, draft.language),
        together=tuple(Named(each, crowd.people[each].name) for each in draft.people if each != person),
        post_by=crowd.schedule[draft.zone].post_by if by_post and draft.zone is not None else None,
        **shared,
    )


def _frozen_rows(session: Session, campaign: Campaign) -> list[RecipientRow]:
    order = (
        Representative.sort_strokes if read_setting(session, NAME_ORDER) == "strokes" else Representative.sort_pinyin
    )
    days = letter_settings(session).schedule(campaign.arrive_by)
    rows = [*_written(session, campaign.key, order, days), *_left_out(session, campaign.key, order)]
    return [row for _order, row in sorted(rows, key=lambda each: each[0])]


Ordered = tuple[tuple[str, int], RecipientRow]


def _written(session: Session, campaign_id: int, order: str, days: Mapping[Zone, ZoneDays]) -> list[Ordered]:
    names = ("id", "channel", "zone", "language", "place", "code", "state", "note", "cadre_id")
    columns = [getattr(Piece, name).label(name) for name in names]
    query = (
        select(
            *columns,
            col(PieceMember.representative_id).label("person"),
            col(PieceMember.name).label("called"),
            col(PieceMember.place).label("seat"),
            col(Cadre.name).label("cadre"),
            col(order).label("sort"),
        )
        .join(Piece, col(Piece.id) == col(PieceMember.piece_id))
        .join(Representative, col(Representative.id) == col(PieceMember.representative_id))
        .outerjoin(Cadre, col(Cadre.id) == col(Piece.cadre_id))
        .where(col(PieceMember.campaign_id) == campaign_id)
        .order_by(col(PieceMember.piece_id), col(PieceMember.place))
    )
    rows = session.execute(query).mappings().all()
    together: dict[int, list[Named]] = {}
    for row in rows:
        together.setdefault(row["id"], []).append(Named(row["person"], row["called"]))
    found = []
    for row in rows:
        by_post = row["channel"] is LetterChannel.POST and row["zone"] is not None
        recipient = RecipientRow(
            person=Named(row["person"], row["called"]),
            outcome=Outcome.PIECE if row["seat"] == 1 else Outcome.RIDER,
            cadre=None if row["cadre_id"] is None else Named(row["cadre_id"], row["cadre"]),
            together=tuple(each for each in together[row["id"]] if each.id != row["person"]),
            piece_id=row["id"],
            post_by=days[row["zone"]].post_by if by_post else None,
            **{name: row[name] for name in ("channel", "zone", "language", "place", "code", "state", "note")},
        )
        found.append(((row["sort"], row["person"]), recipient))
    return found


def _left_out(session: Session, campaign_id: int, order: str) -> list[Ordered]:
    query = (
        select(
            col(CampaignExclusion.representative_id),
            col(Representative.name),
            col(Representative.language),
            col(CampaignExclusion.reason),
            col(CampaignExclusion.note),
            col(order),
        )
        .join(Representative, col(Representative.id) == col(CampaignExclusion.representative_id))
        .where(col(CampaignExclusion.campaign_id) == campaign_id)
    )
    return [
        (
            (sort, person),
            RecipientRow(Named(person, name), Outcome.EXCLUDED, reason=reason, note=note, language=language),
        )
        for person, name, language, reason, note, sort in session.execute(query)
    ]


def _campaigns_for(session: Session, festival: Festival, day: date) -> list[Campaign]:
    """The campaigns for one festival: those that arrive within half a year before its day."""
    query = select(Campaign).where(
        col(Campaign.festival) == festival,
        col(Campaign.arrive_by) <= day,
        col(Campaign.arrive_by) > day - timedelta(days=183),
    )
    return list(session.scalars(query.order_by(col(Campaign.id))))


def _zones_of(session: Session, campaigns: Sequence[int]) -> set[Zone]:
    """The zones of the letters of some campaigns that are still to be posted."""
    waiting = [PieceState.DRAFTED, PieceState.PRINTED]
    query = select(col(Piece.zone)).where(
        col(Piece.campaign_id).in_(campaigns),
        col(Piece.channel) == LetterChannel.POST,
        col(Piece.zone).is_not(None),
        col(Piece.state).in_(waiting),
    )
    return {zone for zone in session.scalars(query.distinct()) if zone is not None}
