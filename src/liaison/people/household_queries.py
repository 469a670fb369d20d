"""Reads of households: who belongs to one, how its letter begins, and which of their addresses it goes to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from liaison.errors import NotFoundError
from liaison.people.lookup import find_representative
from liaison.people.models import Address, Household, Representative
from liaison.store.settings import NAME_ORDER, read_setting
from liaison.store.tables import Named
from liaison.text.words import _

_home = col(Representative.household_id)


@dataclass(frozen=True)
class HouseholdAddress:
    """An address of a member; ``values`` holds the values of the address fields and of the mark, by name."""

    id: int
    owner: Named
    values: dict[str, Any]


@dataclass(frozen=True)
class HouseholdView:
    """A household with its members in the order in which they were entered, and all their addresses."""

    id: int
    label: str
    greeting: str
    members: tuple[Named, ...]
    addresses: tuple[HouseholdAddress, ...]

    @property
    def marked(self) -> HouseholdAddress | None:
        """The address that the letter of the household goes to; without one, each member's letter goes to the own."""
        return next((address for address in self.addresses if address.values["for_household"]), None)


def household_views(session: Session) -> list[HouseholdView]:
    """All households, in the office's order of names by their first member; those without any come last."""
    order = (
        Representative.sort_strokes if read_setting(session, NAME_ORDER) == "strokes" else Representative.sort_pinyin
    )
    query = select(col(Representative.household_id)).where(_home.is_not(None))
    first = session.scalars(query.order_by(col(order), col(Representative.id)))
    place = {household_id: number for number, household_id in enumerate(dict.fromkeys(first))}
    views = _views(session, _home.is_not(None), session.scalars(select(Household).order_by(col(Household.id))))
    return sorted(views, key=lambda view: place.get(view.id, len(place)))


def household_view(session: Session, household_id: int) -> HouseholdView:
    """One household.

    Raises:
        NotFoundError: when there is none.
    """
    household = session.get(Household, household_id)
    if household is None:
        raise NotFoundError(_("This household is no longer there."))
    return _views(session, _home == household_id, [household])[0]


def household_of(session: Session, representative_id: int) -> HouseholdView | None:
    """The household that somebody belongs to, if any."""
    person = session.get(Representative, representative_id)
    return None if person is None or person.household_id is None else household_view(session, person.household_id)


def addresses_of_people(session: Session, people: Sequence[int]) -> list[HouseholdAddress]:
    """The addresses of a few people, in the order in which they were entered."""
    return [address for _household, address in _addresses(session, col(Representative.id).in_(people))]


def find_household(session: Session, which: str) -> int:
    """The id of the household that is meant: by its label, or by anybody who belongs to it.

    Raises:
        NotFoundError: when there is no such household, or the person that is meant belongs to none.
        ConflictError: when it can be several people.
    """
    labelled = session.scalars(select(col(Household.id)).where(col(Household.label) == which.strip())).first()
    if labelled is not None:
        return labelled
    try:
        person = session.get_one(Representative, find_representative(session, which))
    except NotFoundError as error:
        sentence = _("There is no household “{name}”, and nobody is called so.")
        raise NotFoundError(sentence.format(name=which), field="household") from error
    if person.household_id is None:
        raise NotFoundError(_("{name} belongs to no household.").format(name=person.name), field="household")
    return person.household_id


def _views(session: Session, members: ColumnElement[bool], households: Iterable[Household]) -> list[HouseholdView]:
    people: dict[int | None, list[Named]] = {}
    query = select(col(Representative.id), col(Representative.name), _home).where(members)
    for row_id, name, household_id in session.execute(query.order_by(col(Representative.id))):
        people.setdefault(household_id, []).append(Named(row_id or 0, name))
    addresses: dict[int | None, list[HouseholdAddress]] = {}
    for household_id, address in _addresses(session, members):
        addresses.setdefault(household_id, []).append(address)
    return [
        HouseholdView(
            *(row.key, row.label, row.greeting),
            members=tuple(people.get(row.id, ())),
            addresses=tuple(addresses.get(row.id, ())),
        )
        for row in households
    ]


def _addresses(session: Session, people: ColumnElement[bool]) -> Iterator[tuple[int | None, HouseholdAddress]]:
    """Addresses with the household of their person."""
    owner = col(Representative.id) == col(Address.representative_id)
    query = select(Address, col(Representative.name), _home).join(Representative, owner)
    for row, name, household_id in session.execute(query.where(people).order_by(col(Address.id))):
        values = row.model_dump(exclude={"id", "representative_id"})
        yield household_id, HouseholdAddress(row.key, Named(row.representative_id, name), values)
