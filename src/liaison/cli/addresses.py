"""``liaison people addresses``: where somebody's post goes."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form, Who, read_fields, with_field_options
from liaison.cli.output import Format, emit, say
from liaison.cli.shared import add_command, group
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.people.household_queries import HouseholdAddress
    from liaison.text.fields import Field

Number = Annotated[
    int, typer.Argument(metavar=N_("ADDRESS"), help=N_("The number of the address, as “list” shows it."))
]


def register(people: typer.Typer) -> None:
    """Add the group of commands to the group of representatives."""
    addresses = group(name="addresses", help=N_("All addresses of somebody: list, add, set, remove."))
    add_command(
        addresses,
        "list",
        list_addresses,
        words=N_(
            "List the addresses of somebody; the first gets the post unless a season or a household says otherwise."
        ),
        example="liaison people addresses list 林静",
    )
    add_command(
        addresses,
        "add",
        with_field_options(add, _fields()),
        words=N_("Give somebody a further address."),
        example="liaison people addresses add 林静 --city 三亚市 --season-from 11-01 --season-until 03-31",
    )
    add_command(
        addresses,
        "set",
        with_field_options(edit, _fields()),
        words=N_(
            "Change an address; an empty text clears a field. One that came back is usable again once it is another."
        ),
        example="liaison people addresses set 17 --lines 文三路100号2幢 --returned-on ''",
    )
    add_command(
        addresses,
        "remove",
        remove,
        words=N_("Remove an address."),
        example="liaison people addresses remove 17",
    )
    people.add_typer(addresses)


def list_addresses(context: typer.Context, who: Who, form: Form = Format.TABLE) -> None:
    """Print the addresses of a representative."""
    with office_of(context).store() as store:
        addresses = store.read(_of, who)
    rows = [{"id": each.id, **each.values} for each in addresses]
    columns = {"id": "#"} | {field.name: field.label() for field in _fields()}
    emit(rows, columns, form, {field.name: field.show for field in _fields()})


def add(context: typer.Context, who: Who, typed: dict[str, str]) -> None:
    """Add an address."""
    from liaison.people.lookup import find_representative
    from liaison.people.service import add_address

    values = _read(context, typed)
    if not values:
        raise InvalidInputError(_("Say the address: --city, --lines and what else it has."), field="lines")
    with office_of(context).store() as store:
        row_id = store.write(add_address, store.read(find_representative, who), **values)
    say(_("The address was added as number {id}.").format(id=row_id))


def edit(context: typer.Context, number: Number, typed: dict[str, str]) -> None:
    """Change an address."""
    from liaison.people.service import edit_address

    values = _read(context, typed)
    if not values:
        raise InvalidInputError(_("Say what is to be changed, such as --lines or --returned-on ''."), field="lines")
    with office_of(context).store() as store:
        store.write(edit_address, number, **values)
    say(_("Saved."))


def remove(context: typer.Context, number: Number) -> None:
    """Remove an address."""
    from liaison.people.service import remove_address

    with office_of(context).store() as store:
        store.write(remove_address, number)
    say(_("The address was removed; “liaison undo” brings it back."))


def _fields() -> "tuple[Field, ...]":
    from liaison.people.fields import ADDRESS_FIELDS, FOR_HOUSEHOLD

    return (*ADDRESS_FIELDS, FOR_HOUSEHOLD)


def _read(context: typer.Context, typed: dict[str, str]) -> dict[str, Any]:
    return read_fields(_fields(), typed, office_of(context).day())


def _of(session: "Session", who: str) -> "list[HouseholdAddress]":
    from liaison.people.household_queries import addresses_of_people
    from liaison.people.lookup import find_representative

    return addresses_of_people(session, [find_representative(session, who)])
