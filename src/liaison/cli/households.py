"""``liaison people households``: people who share an address and get one letter."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form, PageForm, read_fields, with_field_options
from liaison.cli.output import Format, Page, emit, emit_json, record, say, tell
from liaison.cli.shared import add_command, group
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _, listed

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.people.household_members import Parted
    from liaison.people.household_queries import HouseholdView

People = Annotated[
    list[str],
    typer.Argument(metavar=N_("WHO…"), help=N_("Who: names, name（unit）, numbers, pinyin or '#id'.")),
]
Which = Annotated[
    str, typer.Argument(metavar=N_("HOUSEHOLD"), help=N_("The household: its label, or anybody who belongs to it."))
]
Address = Annotated[
    int | None,
    typer.Option(
        "--address",
        metavar=N_("ADDRESS"),
        help=N_("The number of the address that its letter goes to, as “people addresses list” shows it; 0: none."),
    ),
]


def register(people: typer.Typer) -> None:
    """Add the group of commands to the group of representatives."""
    from liaison.people.fields import HOUSEHOLD_FIELDS

    households = group(
        name="households", help=N_("People who get one letter: list, show, add, join, leave, set, dissolve.")
    )
    for name, command, words, example in (
        ("list", list_households, N_("List the households."), "list"),
        ("show", show, N_("Show a household: members, greeting, addresses."), "show 陈家"),
        (
            "add",
            with_field_options(add, HOUSEHOLD_FIELDS),
            N_("Put people together: they get one letter."),
            "add 陈晓明 林静 --greeting 陈晓明先生、林静女士",
        ),
        ("join", join, N_("Add people to a household."), "join 陈家 陈小雨"),
        (
            "leave",
            leave,
            N_("Take people out of their household; who is left alone in it belongs to none any more."),
            "leave 林静",
        ),
        (
            "set",
            with_field_options(edit, HOUSEHOLD_FIELDS),
            N_("Change the label or the greeting, or mark the address that the letter goes to."),
            "set 陈家 --greeting 陈先生、林女士 --address 17",
        ),
        ("dissolve", dissolve, N_("Dissolve a household: each gets an own letter again."), "dissolve 陈家"),
    ):
        add_command(households, name, command, words=words, example=f"liaison people households {example}")
    people.add_typer(households)


def list_households(context: typer.Context, form: Form = Format.TABLE) -> None:
    """Print the households."""
    from liaison.people.household_queries import household_views

    with office_of(context).store() as store:
        views = store.read(household_views)
    from liaison.people.fields import address_words

    columns = {
        "label": _("Household"),
        "members": _("Members"),
        "greeting": _("Greeting"),
        "address": _("Address of the household"),
    }
    emit(
        [_as_data(view) for view in views],
        columns,
        form,
        {"address": lambda held: address_words({**held, "for_household": False}) if held else ""},
    )


def show(context: typer.Context, which: Which, form: PageForm = Page.TEXT) -> None:
    """Print one household."""
    from liaison.people.household_queries import find_household, household_view

    with office_of(context).store() as store:
        view = store.read(household_view, store.read(find_household, which))
    if form is Page.JSON:
        emit_json(_as_data(view))
    else:
        _tell(view)


def add(context: typer.Context, people: People, typed: dict[str, str], address: Address = None) -> None:
    """Put people together."""
    from liaison.people.households import put_together
    from liaison.people.lookup import find_representatives_named

    values = {"label": "", "greeting": ""} | _read(context, typed)
    with office_of(context).store() as store:
        rows = store.read(find_representatives_named, people)
        made = store.write(put_together, rows, **values, address_id=address or None)
        _tell(store.read(_view, made))
    say(_("Saved."))


def join(context: typer.Context, which: Which, people: People) -> None:
    """Add people to a household."""
    from liaison.people.household_queries import find_household
    from liaison.people.households import join_household
    from liaison.people.lookup import find_representatives_named

    with office_of(context).store() as store:
        household = store.read(find_household, which)
        store.write(join_household, household, store.read(find_representatives_named, people))
        _tell(store.read(_view, household))
    say(_("Saved."))


def leave(context: typer.Context, people: People) -> None:
    """Take people out of their households."""
    from liaison.people.households import leave_household
    from liaison.people.lookup import find_representatives_named

    with office_of(context).store() as store:
        parted: list[Parted] = store.write(leave_household, store.read(find_representatives_named, people))
    for household in parted:
        for sentence in household.sentences():
            say(sentence)
    say(_("Saved."))


def edit(context: typer.Context, which: Which, typed: dict[str, str], address: Address = None) -> None:
    """Change a household."""
    from liaison.people.household_queries import find_household
    from liaison.people.households import edit_household

    values = _read(context, typed)
    if address is not None:
        values["address_id"] = address
    if not values:
        raise InvalidInputError(_("Say what is to be changed: --label, --greeting or --address."), field="household")
    with office_of(context).store() as store:
        household = store.read(find_household, which)
        store.write(edit_household, household, **values)
        _tell(store.read(_view, household))
    say(_("Saved."))


def dissolve(context: typer.Context, which: Which) -> None:
    """Dissolve a household."""
    from liaison.people.household_queries import find_household
    from liaison.people.households import dissolve_household

    with office_of(context).store() as store:
        view = store.read(_view, store.read(find_household, which))
        store.write(dissolve_household, view.id)
    say(_("The household “{household}” is dissolved; “liaison undo” brings it back.").format(household=view.label))


def _view(session: "Session", household_id: int) -> "HouseholdView":
    from liaison.people.household_queries import household_view

    return household_view(session, household_id)


def _read(context: typer.Context, typed: dict[str, str]) -> dict[str, Any]:
    from liaison.people.fields import HOUSEHOLD_FIELDS

    return read_fields(HOUSEHOLD_FIELDS, typed, office_of(context).day())


def _as_data(view: "HouseholdView") -> dict[str, Any]:
    """A household with its marked address apart."""
    addresses = [{"id": each.id, "representative": record(each.owner), **each.values} for each in view.addresses]
    return {
        "id": view.id,
        "label": view.label,
        "greeting": view.greeting,
        "members": [record(member) for member in view.members],
        "address": next((each for each in addresses if each["for_household"]), None),
        "addresses": addresses,
    }


def _tell(view: "HouseholdView") -> None:
    from liaison.people.fields import address_words

    tell(f"{view.label}  " + listed(member.name for member in view.members))
    greeting = view.greeting or _("each by name and title")
    tell(f"  {_('Greeting')}: {greeting}")
    for each in view.addresses:
        tell(f"  {each.id}  {each.owner.name}: {address_words(each.values)}")
    if view.marked is None:
        tell("  " + _("No address is marked: letters go to everybody at the own one, and one to those who share it."))
