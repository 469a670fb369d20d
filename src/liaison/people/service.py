"""Changes to cadres and representatives, each a named deed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from liaison.errors import ConflictError, InvalidInputError, NotFoundError
from liaison.people.fields import PersonStatus
from liaison.people.household_members import household_named, mark_only, move_to
from liaison.people.models import Address, Cadre, NamedPerson, Representative
from liaison.people.rules import check_birthday, check_name, check_stay
from liaison.store.store import about, deed
from liaison.text.names import name_keys
from liaison.text.words import N_, _

_PLACE = ("country", "region", "city", "district", "lines", "postcode", "recipient")
R = TypeVar("R", Cadre, Representative)


@deed(N_("add a cadre"))
def add_cadre(session: Session, /, **values: Any) -> int:
    """Add a cadre, with the values of the cadre fields; return the id.

    Raises:
        InvalidInputError: for a missing name or impossible days.
        ConflictError: when the number is taken.
    """
    about(session, values.get("name", ""))
    check_stay(values.get("joined_on"), values.get("left_on"))
    cadre = Cadre(**_named(session, Cadre, values, None))
    session.add(cadre)
    session.flush()
    return cadre.key


@deed(N_("edit a cadre"))
def edit_cadre(session: Session, /, cadre_id: int, **values: Any) -> None:
    """Change the named values of a cadre.

    Raises:
        NotFoundError, InvalidInputError, ConflictError: as in `add_cadre`.
    """
    cadre = get_cadre(session, cadre_id)
    about(session, cadre.name)
    _assign(cadre, _named(session, Cadre, {**_base(cadre), **values}, cadre.id))
    check_stay(cadre.joined_on, cadre.left_on)
    session.flush()


@deed(N_("add a representative"))
def add_representative(
    session: Session, /, *, address: Mapping[str, Any] | None = None, household: str = "", **values: Any
) -> int:
    """Add a representative, with the values of the representative fields; return the id.

    Raises:
        InvalidInputError: for a missing name or an impossible birthday.
        ConflictError: when the number is taken.
    """
    about(session, values.get("name", ""))
    check_birthday(values)
    person = Representative(**_named(session, Representative, values, None))
    person.household_id = household_named(session, household)
    session.add(person)
    session.flush()
    if address and _is_filled(address):
        session.add(Address(representative_id=person.key, **address))
        session.flush()
    return person.key


@deed(N_("edit a representative"))
def edit_representative(
    session: Session,
    /,
    representative_id: int,
    *,
    address: Mapping[str, Any] | None = None,
    household: str | None = None,
    **values: Any,
) -> None:
    """Change the named values of a representative; ``address`` changes the first address.

    Raises:
        NotFoundError, InvalidInputError, ConflictError: as in `add_representative`.
    """
    person = get_representative(session, representative_id)
    about(session, person.name)
    whole = {**_base(person), **values}
    check_birthday(whole)
    _assign(person, _named(session, Representative, whole, person.id))
    if household is not None:
        move_to(session, person, household_named(session, household))
    if address is not None:
        _set_first_address(session, person.key, address)
    session.flush()


@deed(N_("edit several representatives"))
def edit_many(session: Session, /, representative_ids: Sequence[int], **values: Any) -> None:
    """Set the same values, such as the tier, for several representatives at once."""
    about(session, _("{count} people").format(count=len(representative_ids)))
    for representative_id in representative_ids:
        _assign(get_representative(session, representative_id), values)
    session.flush()


@deed(N_("change a status"))
def set_status(session: Session, representative_id: int, status: PersonStatus, since: date | None) -> None:
    """Set where a representative stands with the office: active again, archived or deceased.

    Wishes not to be contacted have a deed of their own, which also takes back what was planned.
    """
    person = get_representative(session, representative_id)
    about(session, person.name)
    person.status, person.status_since = status, since
    session.flush()


@deed(N_("add an address"))
def add_address(session: Session, /, representative_id: int, **values: Any) -> int:
    """Give a representative a further address; return its id.

    Raises:
        NotFoundError: when there is no such person.
        InvalidInputError: when it is to be marked for a household, and the person belongs to none.
    """
    about(session, get_representative(session, representative_id).name)
    address = Address(representative_id=representative_id, **values)
    session.add(address)
    session.flush()
    if address.for_household:
        mark_only(session, address)
    return address.key


@deed(N_("edit an address"))
def edit_address(session: Session, /, address_id: int, **values: Any) -> None:
    """Change the named values of an address; one from which letters came back counts as mended once it is another.

    Raises:
        NotFoundError: when there is no such address.
        InvalidInputError: when it is to be marked for a household, and its person belongs to none.
    """
    address = _get_address(session, address_id)
    about(session, get_representative(session, address.representative_id).name)
    _assign_address(address, values)
    session.flush()
    if values.get("for_household"):
        mark_only(session, address)


@deed(N_("remove an address"))
def remove_address(session: Session, address_id: int) -> None:
    """Remove an address.

    Raises:
        NotFoundError: when there is no such address.
    """
    address = _get_address(session, address_id)
    about(session, get_representative(session, address.representative_id).name)
    session.delete(address)
    session.flush()


def get_cadre(session: Session, cadre_id: int) -> Cadre:
    """The row of a cadre, to be changed.

    Raises:
        NotFoundError: when there is none.
    """
    cadre = session.get(Cadre, cadre_id)
    if cadre is None:
        raise NotFoundError(_("There is no cadre with the number {id}.").format(id=cadre_id))
    return cadre


def get_representative(session: Session, representative_id: int) -> Representative:
    """The row of a representative, to be changed.

    Raises:
        NotFoundError: when there is none.
    """
    person = session.get(Representative, representative_id)
    if person is None:
        raise NotFoundError(_("There is no representative with the number {id}.").format(id=representative_id))
    return person


def name_columns(name: str, reading: str) -> dict[str, str]:
    """The columns that follow from a name: how it is found and sorted.

    Raises:
        InvalidInputError: when the reading is none.
    """
    try:
        keys = name_keys(name, reading or None)
    except InvalidInputError as error:
        raise InvalidInputError(error.sentence, field="reading") from error
    return {
        "pinyin": keys.pinyin,
        "initials": keys.initials,
        "sort_pinyin": keys.sort_pinyin,
        "sort_strokes": keys.sort_strokes,
    }


def _named(session: Session, model: type[R], values: Mapping[str, Any], own_id: int | None) -> dict[str, Any]:
    name = values.get("name", "")
    check_name(name)
    number = values.get("number") or None
    if number is not None:
        taken = session.exec(select(model).where(col(model.number) == number, col(model.id) != (own_id or 0))).first()
        if taken is not None:
            sentence = _("The number {number} belongs to {name} already.")
            raise ConflictError(sentence.format(number=number, name=taken.name), field="number")
    return {**values, "number": number, **name_columns(name, values.get("reading", ""))}


def _base(person: NamedPerson) -> dict[str, Any]:
    return person.model_dump(exclude={"id", "search_text"})


def _assign(record: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _assign_address(address: Address, values: Mapping[str, Any]) -> None:
    came_back = address.returned_on
    moved = any(name in values and values[name] != getattr(address, name) for name in _PLACE)
    _assign(address, values)
    if moved and address.returned_on == came_back:
        address.returned_on = None


def _is_filled(address: Mapping[str, Any]) -> bool:
    return any(value for name, value in address.items() if name != "country") or address.get("country", "CN") != "CN"


def _set_first_address(session: Session, representative_id: int, values: Mapping[str, Any]) -> None:
    first = session.exec(
        select(Address).where(col(Address.representative_id) == representative_id).order_by(col(Address.id)).limit(1)
    ).first()
    if first is not None:
        _assign_address(first, values)
    elif _is_filled(values):
        session.add(Address(representative_id=representative_id, **values))


def _get_address(session: Session, address_id: int) -> Address:
    address = session.get(Address, address_id)
    if address is None:
        raise NotFoundError(_("There is no such address."))
    return address
