"""Who shares a household, row by row: moving in and out, and the one address that is marked for all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from liaison.errors import InvalidInputError
from liaison.people.models import Address, Household, Representative
from liaison.people.rules import greeting_names
from liaison.text.words import _

_MOST_NAMED = 3


@dataclass(frozen=True)
class Parted:
    """What became of a household that somebody left: dissolved, or without the greeting that named who left."""

    label: str
    dissolved: bool = False
    greeting: str = ""

    def sentences(self) -> list[str]:
        """What a user is told of it, beside that people left."""
        if self.dissolved:
            sentence = _("The household “{household}” is dissolved: less than two people were left.")
            return [sentence.format(household=self.label)]
        if self.greeting:
            sentence = _("The greeting “{greeting}” of “{household}” is cleared: it named who left.")
            return [sentence.format(greeting=self.greeting, household=self.label)]
        return []


def household_named(session: Session, label: str) -> int | None:
    """The household of a label, made when it is new; none for an empty label."""
    if not label:
        return None
    household = session.exec(select(Household).where(col(Household.label) == label)).first()
    if household is None:
        household = Household(label=label)
        session.add(household)
        session.flush()
    return household.key


def members_of(session: Session, household_id: int) -> Sequence[Representative]:
    """The rows of those who belong to a household, in the order in which they were entered."""
    query = select(Representative).where(col(Representative.household_id) == household_id)
    return session.exec(query.order_by(col(Representative.id))).all()


def move_to(session: Session, person: Representative, household_id: int | None) -> None:
    """Let somebody belong to a household, or to none, having left the old one."""
    if person.household_id == household_id:
        return
    if person.household_id is not None:
        move_out(session, [person])
    person.household_id = household_id
    session.flush()


def move_out(session: Session, people: Sequence[Representative]) -> list[Parted]:
    """Let people leave their households; say what became of each household.

    Whoever is left alone shares a household with nobody, so it goes; else a greeting that names who left does.
    """
    left: dict[int, list[Representative]] = {}
    for person in people:
        if person.household_id is not None:
            left.setdefault(person.household_id, []).append(person)
    return [_part(session, household_id, leaving) for household_id, leaving in left.items()]


def settle_merged(session: Session, stays: Representative, goes: Representative) -> None:
    """Let one of two records of a person leave its household, once its addresses belong to the record that stays."""
    home = goes.household_id
    if home is not None and home == stays.household_id:
        goes.household_id = None
        session.flush()
        if len(members_of(session, home)) == 1:
            move_out(session, [stays])
    else:
        move_out(session, [goes])
    owners = [stays] if stays.household_id is None else members_of(session, stays.household_id)
    marked = _marked(session, owners)
    unmark(session, owners, but=marked[0] if marked and stays.household_id is not None else None)


def mark_only(session: Session, address: Address) -> None:
    """Mark an address as the one that the letters of its household go to; no other of the household has the mark.

    Raises:
        InvalidInputError: when its person belongs to no household.
    """
    person = session.get_one(Representative, address.representative_id)
    if person.household_id is None:
        sentence = _("{name} belongs to no household, so that no address can be marked for one.")
        raise InvalidInputError(sentence.format(name=person.name), field="for_household")
    unmark(session, members_of(session, person.household_id), but=address)
    address.for_household = True
    session.flush()


def unmark(session: Session, people: Iterable[Representative], *, but: Address | None = None) -> None:
    """Take the mark for the household from the addresses of people, but from one."""
    for address in _marked(session, people):
        if address is not but:
            address.for_household = False
    session.flush()


def label_of(people: Sequence[Representative]) -> str:
    """What a household is called that nobody gave a label: by the names of its members."""
    more = "…" if len(people) > _MOST_NAMED else ""
    return "、".join(person.name for person in people[:_MOST_NAMED]) + more


def relabel(session: Session, household: Household, before: str) -> None:
    """Let a label that was made of the names ``before`` follow the members of now, if no other household has it."""
    after = label_of(members_of(session, household.key))
    taken = session.exec(select(Household.id).where(col(Household.label) == after)).first()
    if household.label == before and taken is None:
        household.label = after
        session.flush()


def _part(session: Session, household_id: int, leaving: Sequence[Representative]) -> Parted:
    household = session.get_one(Household, household_id)
    label, before = household.label, label_of(members_of(session, household_id))
    _let_go(session, leaving)
    staying = members_of(session, household_id)
    if len(staying) <= 1:
        _let_go(session, staying)
        session.delete(household)
        session.flush()
        return Parted(label, dissolved=True)
    relabel(session, household, before)
    if not any(greeting_names(household.greeting, person.name) for person in leaving):
        return Parted(label)
    greeting, household.greeting = household.greeting, ""
    session.flush()
    return Parted(label, greeting=greeting)


def _let_go(session: Session, people: Sequence[Representative]) -> None:
    unmark(session, people)
    for person in people:
        person.household_id = None
    session.flush()


def _marked(session: Session, people: Iterable[Representative]) -> Sequence[Address]:
    ids = [person.key for person in people]
    query = select(Address).where(col(Address.representative_id).in_(ids), col(Address.for_household))
    return session.exec(query.order_by(col(Address.id))).all()
