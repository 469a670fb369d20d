"""The letters of a store, who is kept apart, and what was given out, as frozen plain rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from liaison.exchange.records import Records, Rows, table_rows
from liaison.letters.models import (
    Campaign,
    CampaignChoice,
    CampaignExclusion,
    CampaignText,
    Piece,
    PieceMember,
    Sender,
)
from liaison.stewardship.models import Disclosure, DisclosurePerson, KeptApart


@dataclass(frozen=True)
class LetterRecords:
    """Each table by id and in the order of its ids."""

    senders: Rows
    campaigns: Rows
    texts: Rows
    choices: Rows
    pieces: Rows
    members: Rows
    exclusions: Rows
    kept_apart: Rows
    disclosures: Rows
    disclosure_people: Rows


def read_letters(session: Session) -> LetterRecords:
    """Read all of it."""
    return LetterRecords(
        senders=table_rows(session, Sender),
        campaigns=table_rows(session, Campaign),
        texts=table_rows(session, CampaignText),
        choices=table_rows(session, CampaignChoice),
        pieces=table_rows(session, Piece),
        members=table_rows(session, PieceMember),
        exclusions=table_rows(session, CampaignExclusion),
        kept_apart=table_rows(session, KeptApart),
        disclosures=table_rows(session, Disclosure),
        disclosure_people=table_rows(session, DisclosurePerson),
    )


def address_places(records: Records) -> Mapping[int, tuple[int, int]]:
    """Whose each address is, and the how many-th of that person, counted from 1."""
    return {
        row["id"]: (person, place)
        for person, addresses in records.addresses.items()
        for place, row in enumerate(addresses, 1)
    }
