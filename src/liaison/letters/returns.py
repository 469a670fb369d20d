"""Letters that came back: the address is marked, somebody is to ask for another, and the letter may go out anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.errors import InvalidInputError, NotFoundError
from liaison.letters.addresses import AddressFacts, envelope_lines, missing_parts, place_line
from liaison.letters.codes import read_code
from liaison.letters.compose import address_face
from liaison.letters.fields import LetterChannel, PieceState
from liaison.letters.freezing import get_piece, members_of
from liaison.letters.members import addresses_of
from liaison.letters.models import Piece, PieceMember
from liaison.letters.posting import day_of
from liaison.letters.recipients import AddressOption, in_season, same_address
from liaison.letters.rules import check_day, names_line, refuse
from liaison.letters.schedule import zone_of
from liaison.letters.service import get_campaign
from liaison.letters.settings import letter_settings
from liaison.pairing.queries import cadres_of
from liaison.people.models import Address, Representative
from liaison.store.store import about, deed
from liaison.store.tables import Named
from liaison.text.words import N_, _, listed
from liaison.visits.fields import ContactState, FollowUpKind
from liaison.visits.follow_ups import add_follow_up
from liaison.visits.models import Visit

_CAN_RETURN = frozenset({PieceState.POSTED, PieceState.DELIVERED})


@dataclass(frozen=True)
class AddressOffer:
    """Another address that a letter can be sent to; ``lines`` as on its envelope, without the names."""

    address_id: int
    owner: Named
    place: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Returned:
    """What was noted of a letter that came back, and what can be done next."""

    piece_id: int
    code: str
    campaign: Named
    people: tuple[Named, ...]
    place: str
    follow_up_id: int
    cadre: Named | None
    offers: tuple[AddressOffer, ...]


@deed(N_("note that a letter came back"))
def take_back(session: Session, code: str, *, on: date, today: date, note: str = "") -> Returned:
    """Note by its code that a letter came back.

    Its address is marked, with those of its people that are the same, so that later campaigns leave it out until it is
    mended; unless it was mended meanwhile. The contact records of the letter say that nobody was reached. A task to
    find the new address is given to the cadre who answers for its people now.

    Raises:
        InvalidInputError: when the code is mistyped, or the day is impossible.
        NotFoundError: when no letter has the code.
        ConflictError: when the letter has not gone out, or came back before or was acknowledged, naming the day.
    """
    piece = _by_code(session, code)
    campaign = get_campaign(session, piece.campaign_id)
    members = members_of(session, piece.key)
    people = tuple(Named(member.representative_id, member.name) for member in members)
    about(session, f"{piece.code} {names_line([person.name for person in people], 2)} · {campaign.name}")
    if piece.state not in _CAN_RETURN:
        raise refuse(piece.code, piece.state, piece.channel, day_of(piece))
    check_day(on, today, piece.posted_on)
    piece.state, piece.returned_on = PieceState.RETURNED, on
    piece.note = "\n".join(part for part in (piece.note, note) if part)
    _mark_address(session, piece, [person.id for person in people], on)
    _nobody_reached(session, members)
    session.flush()
    cadre = next(iter(cadres_of(session, [people[0].id], today).get(people[0].id, ())), None)
    sentence = _("The letter “{campaign}” ({code}) to {place} came back. Ask for the new address.")
    follow_up = add_follow_up(
        session,
        representative_id=people[0].id,
        kind=FollowUpKind.TASK,
        text=sentence.format(campaign=campaign.name, code=piece.code, place=piece.place or "–"),
        received_on=on,
        cadre_id=cadre.id if cadre is not None else None,
    )
    offers = address_offers(session, piece.key, today)
    return Returned(
        piece_id=piece.key,
        code=piece.code,
        campaign=Named(campaign.key, campaign.name),
        people=people,
        place=piece.place,
        follow_up_id=follow_up,
        cadre=cadre,
        offers=offers,
    )


@deed(N_("send a letter to another address"))
def readdress(session: Session, piece_id: int, address_id: int, *, today: date) -> None:
    """Send a letter that came back once more, to another address of its people; it is to be printed and posted anew.

    The days on which it went out and came back stay, until it goes out again and comes back again.

    Raises:
        NotFoundError: when there is no such letter, or its people have no such address.
        ConflictError: when the letter did not come back.
        InvalidInputError: when the address lacks something, holds in another season, or came back itself.
    """
    piece = get_piece(session, piece_id)
    members = members_of(session, piece_id)
    about(session, f"{piece.code} {names_line([member.name for member in members], 2)}")
    if piece.state is not PieceState.RETURNED:
        raise refuse(piece.code, piece.state, piece.channel, day_of(piece))
    option = _option(session, [member.representative_id for member in members], address_id, today)
    envelope, country, place = address_face(option, tuple(piece.addressee.splitlines()), piece.language)
    came_back = _("came back on {day} from {place}").format(day=piece.returned_on, place=piece.place or "–")
    piece.note = "\n".join(part for part in (piece.note, came_back) if part)
    piece.state, piece.channel = PieceState.DRAFTED, LetterChannel.POST
    piece.printed_on = piece.delivered_on = None
    piece.address_id, piece.country, piece.place = option.id, country, place
    piece.address_lines, piece.name_line = "\n".join(envelope.lines), envelope.name_line
    piece.postcode = envelope.postcode
    piece.zone = zone_of(option.facts, letter_settings(session).home)
    for member in members:
        member.visit_id = None
    session.flush()


def address_offers(session: Session, piece_id: int, today: date) -> tuple[AddressOffer, ...]:
    """The other addresses that a letter can be sent to today: its people's own, then those of their household.

    Raises:
        NotFoundError: when there is no such letter.
    """
    piece = get_piece(session, piece_id)
    people = [member.representative_id for member in members_of(session, piece_id)]
    names, options = _near(session, people)
    gone = next((each for each in options if each.id == piece.address_id), None)
    there = same_address(gone.facts) if gone is not None and gone.returned_on is not None else ""
    offers: dict[str, AddressOffer] = {}
    for option in options:
        place = same_address(option.facts)
        usable = option.complete and option.returned_on is None and in_season(option, today) and place != there
        if usable and place not in offers:
            lines = envelope_lines(option.facts, (), piece.language).lines
            owner = Named(option.owner, names.get(option.owner, ""))
            offers[place] = AddressOffer(option.id, owner, place_line(option.facts, piece.language), lines)
    return tuple(offers.values())


def _by_code(session: Session, typed: str) -> Piece:
    code = read_code(typed)
    piece = session.scalars(select(Piece).where(col(Piece.code) == code)).first()
    if piece is None:
        raise NotFoundError(_("No letter has the code {code}.").format(code=code), field="code")
    return piece


def _mark_address(session: Session, piece: Piece, people: Sequence[int], on: date) -> None:
    """Mark the address of a letter by post, where it is still the one that stood on the envelope, and its copies.

    Others of the letter may have the same address as their own: the next letter must not go there in their name.
    """
    by_post = piece.channel is LetterChannel.POST and piece.address_id is not None
    address = session.get(Address, piece.address_id) if by_post else None
    if address is None:
        return
    names = ("country", "region", "city", "district", "lines", "postcode", "recipient")
    facts = AddressFacts(**{name: getattr(address, name) for name in names})
    now = envelope_lines(facts, piece.addressee.splitlines(), piece.language)
    if "\n".join(now.lines) != piece.address_lines:
        return
    address.returned_on = on
    _names, options = _near(session, people)
    place = same_address(facts)
    copies = (session.get(Address, each.id) for each in options if same_address(each.facts) == place)
    for copy in copies:
        if copy is not None and copy.returned_on is None:
            copy.returned_on = on


def _nobody_reached(session: Session, members: Sequence[PieceMember]) -> None:
    for member in members:
        visit = None if member.visit_id is None else session.get(Visit, member.visit_id)
        if visit is not None and visit.state is ContactState.DONE:
            visit.state = ContactState.ATTEMPTED


def _near(session: Session, people: Sequence[int]) -> tuple[dict[int, str], list[AddressOption]]:
    """The addresses of some people and of who shares a household with them, with the names of all."""
    homes = select(col(Representative.household_id)).where(
        col(Representative.id).in_(people), col(Representative.household_id).is_not(None)
    )
    query = select(col(Representative.id), col(Representative.name))
    rows = session.execute(query.where(col(Representative.id).in_(people))).all()
    mates = session.execute(query.where(col(Representative.household_id).in_(homes))).all()
    names = {row_id or 0: name for row_id, name in (*rows, *mates)}
    found = addresses_of(session, names)
    order = [*people, *(person for person in names if person not in people)]
    return names, [option for person in order for option in found.get(person, ())]


def _option(session: Session, people: Sequence[int], address_id: int, today: date) -> AddressOption:
    _names, options = _near(session, people)
    option = next((each for each in options if each.id == address_id), None)
    if option is None:
        raise NotFoundError(_("These people have no such address."), field="address")
    if option.returned_on is not None:
        sentence = _("A letter to this address came back on {day}. Mend the address first.")
        raise InvalidInputError(sentence.format(day=option.returned_on), field="address")
    if not in_season(option, today):
        sentence = _("This address holds from {start} until {end} of each year only.")
        words = sentence.format(start=option.season_from or "01-01", end=option.season_until or "12-31")
        raise InvalidInputError(words, field="address")
    lacking = missing_parts(option.facts)
    if lacking:
        sentence = _("This address lacks: {parts}.")
        raise InvalidInputError(sentence.format(parts=listed(lacking)), field="address")
    return option
