"""Households, people who share an address and get one letter: put together, changed and dissolved, each a deed."""

from collections.abc import Sequence
from itertools import count

from sqlmodel import Session, col, select

from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.people.household_members import Parted, label_of, mark_only, members_of, move_out, relabel, unmark
from liaison.people.models import Address, Household, Representative
from liaison.people.service import get_representative
from liaison.store.store import about, deed
from liaison.text.words import N_, _, listed


@deed(N_("put people together"))
def put_together(
    session: Session, people: Sequence[int], *, label: str = "", greeting: str = "", address_id: int | None = None
) -> int:
    """Put people into a new household; return its id. Without a ``label`` it is called by their names.

    ``address_id`` is the address that their letter goes to; without it, it goes to the own one of each.

    Raises:
        NotFoundError: when somebody, or the address, is not in the store.
        InvalidInputError: for less than two people, or an address of somebody else.
        ConflictError: when somebody belongs to another household, or another one has the label.
    """
    rows = [get_representative(session, person) for person in dict.fromkeys(people)]
    about(session, _named(rows))
    if len(rows) <= 1:
        raise InvalidInputError(_("Name at least two people who are to get one letter."), field="people")
    _require_free(session, rows)
    household = Household(label=_free_label(session, label, rows, None), greeting=greeting)
    session.add(household)
    session.flush()
    for row in rows:
        row.household_id = household.key
    unmark(session, rows)
    if address_id is not None:
        mark_household_address(session, household.key, address_id)
    return household.key


@deed(N_("add people to a household"))
def join_household(session: Session, household_id: int, people: Sequence[int]) -> None:
    """Let people belong to a household too. An address of theirs gets no mark: the household has its own.

    Raises:
        NotFoundError: when the household or somebody is not in the store.
        ConflictError: when somebody belongs to a household already.
    """
    household = get_household(session, household_id)
    rows = [get_representative(session, person) for person in dict.fromkeys(people)]
    about(session, f"{household.label}: {_named(rows)}")
    _require_free(session, rows)
    before = label_of(members_of(session, household_id))
    for row in rows:
        row.household_id = household_id
    unmark(session, rows)
    relabel(session, household, before)


@deed(N_("take people out of their household"))
def leave_household(session: Session, people: Sequence[int]) -> list[Parted]:
    """Let people leave their household; say what became of it.

    Who is left alone belongs to no household any more, and a greeting that names somebody who left is forgotten.

    Raises:
        NotFoundError: when somebody is not in the store.
        InvalidInputError: when somebody belongs to no household.
    """
    rows = [get_representative(session, person) for person in dict.fromkeys(people)]
    about(session, _named(rows))
    for row in rows:
        if row.household_id is None:
            raise InvalidInputError(_("{name} belongs to no household.").format(name=row.name), field="people")
    return move_out(session, rows)


@deed(N_("edit a household"))
def edit_household(
    session: Session,
    household_id: int,
    *,
    label: str | None = None,
    greeting: str | None = None,
    address_id: int | None = None,
) -> None:
    """Change the label, the greeting or the marked address; what is not given stays.

    An empty label stands for the names of the members, and the address 0 for none that is marked.

    Raises:
        NotFoundError: when there is no such household or address.
        InvalidInputError: when the address belongs to nobody of the household.
        ConflictError: when another household has the label.
    """
    household = get_household(session, household_id)
    about(session, household.label)
    if label is not None and label != household.label:
        household.label = _free_label(session, label, members_of(session, household_id), household_id)
    if greeting is not None:
        household.greeting = greeting
    session.flush()
    if address_id is not None:
        mark_household_address(session, household_id, address_id or None)


@deed(N_("mark the address of a household"))
def mark_household_address(session: Session, household_id: int, address_id: int | None) -> None:
    """Let the letters of a household go to one address of its members; with None each to the own address again.

    Raises:
        NotFoundError: when there is no such household or address.
        InvalidInputError: when the address belongs to nobody of the household.
    """
    household = get_household(session, household_id)
    about(session, household.label)
    members = members_of(session, household_id)
    if address_id is None:
        unmark(session, members)
        return
    address = session.get(Address, address_id)
    if address is None:
        raise NotFoundError(_("There is no such address."), field="address")
    if address.representative_id not in {member.id for member in members}:
        sentence = _("This address belongs to {name}, who is not of the household “{household}”.")
        owner = get_representative(session, address.representative_id).name
        raise InvalidInputError(sentence.format(name=owner, household=household.label), field="address")
    mark_only(session, address)


@deed(N_("dissolve a household"))
def dissolve_household(session: Session, household_id: int) -> None:
    """Remove a household: its members get a letter each, but for those with the same address.

    Raises:
        NotFoundError: when there is no such household.
    """
    household = get_household(session, household_id)
    about(session, household.label)
    members = members_of(session, household_id)
    if members:
        move_out(session, members)
    else:
        session.delete(household)
        session.flush()


@deed(N_("arrange a household"))
def arrange_household(
    session: Session, household_id: int, people: Sequence[int], *, label: str, greeting: str, address_id: int | None
) -> None:
    """Let a household be as it is said here: its members, its label, its greeting, the marked address or none.

    Raises:
        NotFoundError, InvalidInputError, ConflictError: as in the deeds of which this one is made.
    """
    household = get_household(session, household_id)
    about(session, household.label)
    held = household.label, household.greeting
    _let_be_members(session, household_id, people)
    # What was not typed anew follows from who joined and left.
    edit_household(
        session,
        household_id,
        label=None if label == held[0] else label,
        greeting=None if greeting == held[1] else greeting,
        address_id=address_id or 0,
    )


def get_household(session: Session, household_id: int) -> Household:
    """The row of a household, to be changed.

    Raises:
        NotFoundError: when there is none.
    """
    household = session.get(Household, household_id)
    if household is None:
        raise NotFoundError(_("This household is no longer there."))
    return household


def _let_be_members(session: Session, household_id: int, people: Sequence[int]) -> None:
    held = {member.key for member in members_of(session, household_id)}
    joining, leaving = [person for person in people if person not in held], sorted(held - set(people))
    if (joining or leaving) and len(set(people)) <= 1:
        sentence = _("A household needs two people. To let them all go, dissolve it.")
        raise InvalidInputError(sentence, field="people")
    # Who joins comes first: a household whose last but one leaves is gone.
    if joining:
        join_household(session, household_id, joining)
    if leaving:
        leave_household(session, leaving)


def _require_free(session: Session, people: Sequence[Representative]) -> None:
    for person in people:
        if person.household_id is not None:
            held = get_household(session, person.household_id)
            sentence = _(
                "{name} belongs to the household “{household}” already. Add the others to that one, or let {name} leave"
                " it first."
            )
            raise ConflictError(sentence.format(name=person.name, household=held.label), field="people")


def _free_label(session: Session, label: str, members: Sequence[Representative], own_id: int | None) -> str:
    """The label, or one made of names; the latter with a number behind it where another household is called so."""
    wanted = label or label_of(members)
    query = select(Household.label).where(col(Household.id) != (own_id or 0))
    taken = set(session.exec(query.where(col(Household.label).startswith(wanted, autoescape=True))))
    if wanted not in taken:
        return wanted
    if label:
        sentence = _("There is a household “{household}” already. Add people to that one, or choose another label.")
        raise ConflictError(sentence.format(household=label), field="label")
    return next(text for number in count(2) if (text := f"{wanted} ({number})") not in taken)


def _named(people: Sequence[Representative]) -> str:
    return listed(person.name for person in people)
