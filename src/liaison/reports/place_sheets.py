"""Before a journey: one sheet of everybody in a city or on a trip, with phone, last contacts, what is still open.

Who asked not to be contacted is not on it; whoever is left in peace or does not want calls is there without a phone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from liaison.errors import NotFoundError
from liaison.pairing.queries import cadres_of
from liaison.people.fields import Channel, Consent, PersonStatus
from liaison.people.models import Address, ChannelConsent, Pause, Representative
from liaison.people.queries import CHUNK, PauseRow, RepresentativeRow, representative_rows
from liaison.reports.calls import flat, paused_words
from liaison.reports.contacts import in_name_order
from liaison.reports.document import Column, Report, Row, Section, Table
from liaison.reports.follow_ups import Raised, raised_until
from liaison.stewardship.disclosures import Given
from liaison.store.tables import Named
from liaison.text.words import _, listed, n_
from liaison.visits.fields import CONTACT_KIND_WORDS, ContactState
from liaison.visits.models import Trip, Visit, VisitRepresentative
from liaison.visits.queries import VisitRow, find_trip, visit_rows

PLACE_CONTACTS = 3
"""How many of the last contacts stand on the sheet for each person."""
_CITY_ENDINGS = ("市", "县", "区")


@dataclass(frozen=True)
class _Facts:
    """What the lines of a sheet need besides the people themselves; ``silent`` are those who do not want calls."""

    pauses: Mapping[int, PauseRow]
    silent: set[int]
    cadres: Mapping[int, Sequence[Named]]
    last: Mapping[int, Sequence[str]]
    open_now: Mapping[int, Sequence[Raised]]


def city_sheet(session: Session, city: str, today: date) -> Report:
    """The sheet of everybody who lives in a city, named with or without 市.

    Raises:
        NotFoundError: when nobody does.
    """
    people = _living_in(session, city)
    if not people:
        raise NotFoundError(_("Nobody is on record as living in {city}.").format(city=city), field="city")
    return _sheet(session, city.strip(), people, today)


def trip_sheet(session: Session, name: str, today: date) -> Report:
    """The sheet of a trip: everybody who lives in its city, and everybody in its contacts, planned or done.

    Raises:
        NotFoundError: when there is no such trip, or nobody is there.
    """
    trip = session.get_one(Trip, find_trip(session, name))
    taking_part = (
        select(col(VisitRepresentative.representative_id))
        .join(Visit, col(Visit.id) == col(VisitRepresentative.visit_id))
        .where(col(Visit.trip_id) == trip.key, col(Visit.state) != ContactState.CANCELLED)
    )
    people = {*session.scalars(taking_part), *(_living_in(session, trip.city) if trip.city else ())}
    if not people:
        sentence = _("The trip {name} has no contacts yet, and nobody is on record in {city}.")
        raise NotFoundError(sentence.format(name=trip.name, city=trip.city or "–"), field="trip")
    return _sheet(session, trip.name, people, today)


def _sheet(session: Session, title: str, people: Iterable[int], today: date) -> Report:
    ids = in_name_order(session, people, Representative)
    rows = {row.id: row for row in representative_rows(session, ids)}
    asked = [one for one in ids if rows[one].status is PersonStatus.NO_CONTACT]
    shown = [one for one in ids if rows[one].status is PersonStatus.ACTIVE]
    facts = _Facts(
        pauses=_pauses(session, today),
        silent=_without_calls(session),
        cadres=cadres_of(session, shown, today),
        last=_last_contacts(session, shown),
        open_now=_open_now(session, shown, today),
    )
    lines = tuple(_line(rows[one], facts) for one in shown)
    section = Section(_people_count(len(shown)), remark=_left_out(len(asked)), table=Table(_columns(), lines))
    return Report(
        given=Given.BEFORE_CALL,
        title=_("Before a call: {place}").format(place=title),
        span="",
        made_on=today,
        sections=(section,),
        people=tuple(shown),
        landscape=True,
    )


def _line(row: RepresentativeRow, facts: _Facts) -> Row:
    pause = facts.pauses.get(row.id)
    if pause is not None:
        reach = paused_words(pause)
    else:
        reach = _("does not want calls") if row.id in facts.silent else row.phone
    cells = (
        f"{row.name} {row.honorific}".strip(),
        "\n".join(part for part in (row.unit, row.post) if part),
        reach,
        listed(cadre.name for cadre in facts.cadres.get(row.id, ())),
        "\n".join(facts.last.get(row.id, ())),
        "\n".join(f"{one.received_on} {one.text}" for one in facts.open_now.get(row.id, ())),
    )
    return Row(cells, (Named(row.id, row.name),))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Representative"), 1.3),
        Column(_("Unit and post"), 2.2),
        Column(_("Phone"), 1.7),
        Column(_("Cadre"), 1.1),
        Column(_("Last contacts"), 3.6),
        Column(_("Still open"), 3.2),
    )


def _people_count(count: int) -> str:
    return n_("{count} person", "{count} people", count).format(count=count)


def _left_out(count: int) -> str:
    if not count:
        return ""
    sentence = n_(
        "{count} person here asked not to be contacted and is not on this sheet.",
        "{count} people here asked not to be contacted and are not on this sheet.",
        count,
    )
    return sentence.format(count=count)


def _open_now(session: Session, people: Sequence[int], today: date) -> dict[int, list[Raised]]:
    found: dict[int, list[Raised]] = defaultdict(list)
    for start in range(0, len(people), CHUNK):
        for one in raised_until(session, today, people=people[start : start + CHUNK]):
            if one.is_open:
                found[one.person_id].append(one)
    return found


def _last_contacts(session: Session, people: Sequence[int]) -> dict[int, list[str]]:
    """The last contacts of each person in words, the latest first."""
    last: dict[int, list[int]] = defaultdict(list)
    for start in range(0, len(people), CHUNK):
        query = (
            select(col(VisitRepresentative.representative_id), col(Visit.id))
            .join(Visit, col(Visit.id) == col(VisitRepresentative.visit_id))
            .where(col(Visit.state) == ContactState.DONE)
            .where(col(VisitRepresentative.representative_id).in_(people[start : start + CHUNK]))
            .order_by(col(Visit.happened_on).desc(), col(Visit.id).desc())
        )
        for person, visit in session.execute(query):
            if visit is not None and len(last[person]) < PLACE_CONTACTS:
                last[person].append(visit)
    rows = visit_rows(session, sorted({visit for visits in last.values() for visit in visits}))
    words = {row.id: _contact_words(row) for row in rows}
    return {person: [words[visit] for visit in visits] for person, visits in last.items()}


def _contact_words(row: VisitRow) -> str:
    parts = (row.happened_on.isoformat(), _(CONTACT_KIND_WORDS[row.kind]), flat(row.summary))
    return " ".join(part for part in parts if part)


def _living_in(session: Session, city: str) -> list[int]:
    """Everybody with an address in a city; those put away are left out."""
    wanted = _bare(city)
    columns = (Address.representative_id, Address.region, Address.city)
    query = (
        select(*map(col, columns))
        .join(Representative, col(Representative.id) == col(Address.representative_id))
        .where(col(Representative.status).in_([PersonStatus.ACTIVE, PersonStatus.NO_CONTACT]))
    )
    found = session.execute(query.where(func.lower(col(Address.city)).like(f"{wanted[:1]}%")) if wanted else query)
    return sorted({person for person, _region, town in found if wanted and _bare(town) == wanted})


def _bare(city: str) -> str:
    text = city.strip().casefold()
    return text[:-1] if len(text) > 2 and text.endswith(_CITY_ENDINGS) else text


def _pauses(session: Session, today: date) -> dict[int, PauseRow]:
    """The pause of the person that lasts on a day, for everybody who has one."""
    columns = (Pause.representative_id, Pause.id, Pause.pairing_id, Pause.from_on, Pause.until, Pause.reason)
    query = select(*map(col, columns)).where(
        col(Pause.pairing_id).is_(None),
        col(Pause.from_on) <= today,
        or_(col(Pause.until).is_(None), col(Pause.until) >= today),
    )
    return {person: PauseRow(*row) for person, *row in session.execute(query)}


def _without_calls(session: Session) -> set[int]:
    query = select(col(ChannelConsent.representative_id)).where(
        col(ChannelConsent.channel) == Channel.PHONE, col(ChannelConsent.consent) == Consent.WITHDRAWN
    )
    return set(session.scalars(query))
