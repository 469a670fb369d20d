"""What no clerk enters by hand yet points to people: letters of a campaign, disclosures, people kept apart."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from liaison.letters.codes import code_of
from liaison.letters.fields import Choice, Exclusion, LetterChannel
from liaison.letters.models import Campaign, CampaignChoice, CampaignExclusion, Piece, PieceMember
from liaison.people.fields import Language
from liaison.people.models import Address, Representative
from liaison.stewardship.models import Disclosure, DisclosurePerson, KeptApart
from liaison.store.store import deed

DAY = date(2026, 11, 20)


@deed("leave marks")
def leave_marks(session: Session, random: Random) -> None:
    """Two campaigns and two disclosures in which people stand at random, and a few pairs kept apart."""
    people = sorted(person for person in session.exec(select(Representative.id)) if person is not None)
    for number in (1, 2):
        _send_letters(session, random, people, number)
        given = _added(session, Disclosure(given_on=DAY, what="office", form="xlsx"))
        told = [person for person in people if random.random() < 0.5]
        session.add_all(DisclosurePerson(disclosure_id=given, representative_id=person) for person in told)
    for one, other in combinations(people, 2):
        if random.random() < 0.2:
            session.add(KeptApart(first_id=one, second_id=other, kept_on=DAY))
    session.flush()


def _send_letters(session: Session, random: Random, people: Sequence[int], number: int) -> None:
    campaign = _added(session, Campaign(name=f"第{number}批", year=2026, arrive_by=DAY, frozen_on=DAY))
    for position, person in enumerate(people, start=1):
        fate = random.choice(["letter", "letter", "left out", "none"])
        if fate == "letter":
            _write(session, random, campaign, position, person)
        elif fate == "left out":
            reason = random.choice(list(Exclusion))
            session.add(CampaignExclusion(campaign_id=campaign, representative_id=person, reason=reason))
        if random.random() < 0.4:
            choice = random.choice([*Choice, None])
            session.add(CampaignChoice(campaign_id=campaign, representative_id=person, choice=choice, note=fate))


def _write(session: Session, random: Random, campaign: int, position: int, person: int) -> None:
    addresses = session.exec(select(Address.id).where(col(Address.representative_id) == person)).all()
    piece = Piece(
        campaign_id=campaign,
        position=position,
        code=code_of(campaign * 1000 + position),
        channel=LetterChannel.POST,
        language=Language.ZH_HANS,
        address_id=random.choice(addresses) if addresses else None,
    )
    piece_id = _added(session, piece)
    session.add(PieceMember(campaign_id=campaign, piece_id=piece_id, representative_id=person, name=str(person)))


def _added(session: Session, row: Any) -> int:
    session.add(row)
    session.flush()
    return int(row.id)
