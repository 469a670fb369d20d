"""Reads of people: frozen rows for lists, whole cards for screens and forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlmodel import Session, col

from liaison.errors import NotFoundError
from liaison.people.fields import CADRE_FIELDS, Channel, Consent, PauseReason, PersonStatus
from liaison.people.models import Address, Cadre, ChannelConsent, Household, Pause, Representative
from liaison.people.search import find_cadres, find_representatives
from liaison.store.settings import NAME_ORDER, read_setting
from liaison.text.words import _

CHUNK = 500


@dataclass(frozen=True)
class RepresentativeRow:
    """One line of a list of representatives."""

    id: int
    number: str | None
    name: str
    honorific: str
    sector: str
    tier: str
    town: str
    village: str
    unit: str
    post: str
    phone: str
    country: str
    city: str
    status: PersonStatus


@dataclass(frozen=True)
class CadreRow:
    """One line of a list of cadres."""

    id: int
    number: str | None
    name: str
    unit: str
    post: str
    phone: str
    email: str
    joined_on: date | None
    left_on: date | None


@dataclass(frozen=True)
class PauseRow:
    """A pause of a person, or of one pairing."""

    id: int
    pairing_id: int | None
    from_on: date
    until: date | None
    reason: PauseReason


@dataclass(frozen=True)
class ConsentRow:
    """What a person has said about one channel."""

    channel: Channel
    consent: Consent
    since: date | None
    source: str


@dataclass(frozen=True)
class RepresentativeCard:
    """Everything that is kept about a representative, but for what others share.

    ``values`` and each of ``addresses`` hold the values of the declared fields, by name.
    """

    id: int
    name: str
    status: PersonStatus
    values: dict[str, Any]
    rule_id: int | None
    household: str
    household_greeting: str
    household_members: tuple[tuple[int, str], ...]
    addresses: tuple[dict[str, Any], ...]
    consents: tuple[ConsentRow, ...]
    pauses: tuple[PauseRow, ...]


@dataclass(frozen=True)
class PeopleFilter:
    """Which representatives a list is about; ``archived`` lists the archived and deceased ones only."""

    text: str = ""
    sector: str | None = None
    tier: str | None = None
    status: PersonStatus | None = None
    archived: bool = False


def representative_ids(session: Session, wanted: PeopleFilter) -> list[int]:
    """The ids of the representatives that fit, in the office's order of names; by likeness where text is searched."""
    table = Representative
    order = table.sort_strokes if read_setting(session, NAME_ORDER) == "strokes" else table.sort_pinyin
    query = _narrow(select(col(table.id)), wanted)
    if not wanted.text.strip():
        return [row_id for row_id in session.scalars(query.order_by(col(order), col(table.id))) if row_id]
    found = find_representatives(session, wanted.text, limit=None)
    few = query.where(col(table.id).in_(found)) if len(found) <= CHUNK else query
    fitting = set(session.scalars(few))
    return [row_id for row_id in found if row_id in fitting]


def representative_rows(session: Session, ids: Sequence[int]) -> list[RepresentativeRow]:
    """The lines of a list, in the order of ``ids``."""
    found: dict[int, RepresentativeRow] = {}
    names = ("id", "number", "name", "honorific", "sector", "tier", "town", "village", "unit", "post", "phone")
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        places = _first_places(session, part)
        columns = [getattr(Representative, name) for name in (*names, "status")]
        for row in session.execute(select(*columns).where(col(Representative.id).in_(part))).mappings():
            country, city = places.get(row["id"], ("", ""))
            found[row["id"]] = RepresentativeRow(**row, country=country, city=city)
    return [found[row_id] for row_id in ids if row_id in found]


def representative_card(session: Session, representative_id: int) -> RepresentativeCard:
    """Everything about one representative.

    Raises:
        NotFoundError: when there is no such person.
    """
    person = session.get(Representative, representative_id)
    if person is None:
        raise NotFoundError(_("There is no representative with the number {id}.").format(id=representative_id))
    household, greeting, members = _household(session, person)
    of_person = representative_id
    addresses = session.scalars(
        select(Address).where(col(Address.representative_id) == of_person).order_by(col(Address.id))
    )
    consents = session.scalars(select(ChannelConsent).where(col(ChannelConsent.representative_id) == of_person))
    return RepresentativeCard(
        id=person.key,
        name=person.name,
        status=person.status,
        values=person.model_dump(exclude={"id", "search_text"}),
        rule_id=person.rule_id,
        household=household,
        household_greeting=greeting,
        household_members=members,
        addresses=tuple(address.model_dump(exclude={"representative_id"}) for address in addresses),
        consents=tuple(ConsentRow(c.channel, c.consent, c.since, c.source) for c in consents),
        pauses=pauses_of(session, of_person),
    )


def pauses_of(session: Session, representative_id: int) -> tuple[PauseRow, ...]:
    """The pauses of a person and of single pairings with that person, the earliest first."""
    columns = (Pause.id, Pause.pairing_id, Pause.from_on, Pause.until, Pause.reason)
    query = select(*map(col, columns)).where(col(Pause.representative_id) == representative_id)
    return tuple(PauseRow(*row) for row in session.execute(query.order_by(col(Pause.from_on), col(Pause.id))))


def cadre_rows(session: Session, *, text: str = "", left: bool = True) -> list[CadreRow]:
    """The cadres in the office's order of names; without those who left unless ``left``."""
    names = ("id", "number", "name", "unit", "post", "phone", "email", "joined_on", "left_on")
    order = Cadre.sort_strokes if read_setting(session, NAME_ORDER) == "strokes" else Cadre.sort_pinyin
    query = select(*[getattr(Cadre, name) for name in names]).order_by(col(order), col(Cadre.id))
    if not left:
        query = query.where(col(Cadre.left_on).is_(None))
    rows = [CadreRow(*row) for row in session.execute(query)]
    if not text.strip():
        return rows
    found = {row_id: place for place, row_id in enumerate(find_cadres(session, text))}
    return sorted((row for row in rows if row.id in found), key=lambda row: found[row.id])


def cadre_card(session: Session, cadre_id: int) -> CadreRow:
    """One cadre.

    Raises:
        NotFoundError: when there is none.
    """
    cadre = session.get(Cadre, cadre_id)
    if cadre is None:
        raise NotFoundError(_("There is no cadre with the number {id}.").format(id=cadre_id))
    return CadreRow(
        cadre.key,
        cadre.number,
        cadre.name,
        cadre.unit,
        cadre.post,
        cadre.phone,
        cadre.email,
        cadre.joined_on,
        cadre.left_on,
    )


def cadre_values(session: Session, cadre_id: int) -> dict[str, Any]:
    """The values of the declared fields of a cadre, by name: for a form.

    Raises:
        NotFoundError: when there is none.
    """
    cadre = session.get(Cadre, cadre_id)
    if cadre is None:
        raise NotFoundError(_("There is no cadre with the number {id}.").format(id=cadre_id))
    return cadre.model_dump(include={field.name for field in CADRE_FIELDS})


def count_people(session: Session) -> tuple[int, int]:
    """How many cadres and how many representatives there are."""
    cadres = session.scalar(select(func.count(col(Cadre.id)))) or 0
    representatives = session.scalar(select(func.count(col(Representative.id)))) or 0
    return cadres, representatives


def _narrow(query: Select[int | None], wanted: PeopleFilter) -> Select[int | None]:
    put_away = [PersonStatus.ARCHIVED, PersonStatus.DECEASED]
    status = col(Representative.status)
    if wanted.status is not None:
        query = query.where(status == wanted.status)
    elif wanted.archived:
        query = query.where(status.in_(put_away))
    else:
        query = query.where(or_(status == PersonStatus.ACTIVE, status == PersonStatus.NO_CONTACT))
    if wanted.sector is not None:
        query = query.where(col(Representative.sector) == wanted.sector)
    if wanted.tier is not None:
        query = query.where(col(Representative.tier) == wanted.tier)
    return query


def _first_places(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    rows = session.execute(
        select(col(Address.representative_id), col(Address.country), col(Address.city))
        .where(col(Address.representative_id).in_(ids))
        .order_by(col(Address.id).desc())
    )
    return {person: (country, city) for person, country, city in rows}


def _household(session: Session, person: Representative) -> tuple[str, str, tuple[tuple[int, str], ...]]:
    if person.household_id is None:
        return "", "", ()
    household = session.get_one(Household, person.household_id)
    members = session.execute(
        select(col(Representative.id), col(Representative.name))
        .where(col(Representative.household_id) == person.household_id, col(Representative.id) != person.id)
        .order_by(col(Representative.id))
    )
    mates = tuple((row_id, name) for row_id, name in members if row_id is not None)
    return household.label, household.greeting, mates
