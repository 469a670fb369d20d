"""``liaison people``: representatives, found, shown, added and edited."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import Office, office_of
from liaison.cli.options import Form, Who, read_fields, with_field_options
from liaison.cli.output import Format, emit, record, say
from liaison.cli.segments import SEGMENT_HELP, ids_in_segment
from liaison.cli.shared import add_command, group
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.people.fields import PersonStatus
    from liaison.people.queries import PeopleFilter, RepresentativeRow

NOT_OPTIONS = ("name", "status", "status_since")
"""Fields that are no options: the name of a new person is given bare, and a status has commands of its own."""

Household = Annotated[str | None, typer.Option(help=N_("Same household: a label that its members share."))]
Rule = Annotated[str | None, typer.Option(help=N_("The contact rule named for this person; an empty one: none."))]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    from liaison.cli import addresses, card, duplicates, households, standing
    from liaison.people.fields import ADDRESS_FIELDS, REPRESENTATIVE_FIELDS

    people = group(
        name="people", help=N_("Representatives: list, show, add, edit, addresses, households, duplicates, merge.")
    )
    fields = (*REPRESENTATIVE_FIELDS, *ADDRESS_FIELDS)
    add_command(
        people,
        "list",
        list_people,
        words=N_("List representatives."),
        example="liaison people list --sector 乡贤 --unpaired",
    )
    card.register(people)
    add_command(
        people,
        "add",
        with_field_options(add, fields, without=NOT_OPTIONS),
        words=N_("Add a representative."),
        example="liaison people add 覃淼 --sector 乡贤 --town 澜港镇 --phone 13800138000",
    )
    add_command(
        people,
        "edit",
        with_field_options(edit, fields, without=NOT_OPTIONS[1:]),
        words=N_("Change what is kept about a representative; an empty text clears a field."),
        example="liaison people edit 覃淼 --phone 13900139000 --post ''",
    )
    standing.register(people)
    duplicates.register(people)
    addresses.register(people)
    households.register(people)
    app.add_typer(people)


def list_people(
    context: typer.Context,
    text: Annotated[str, typer.Option(help=N_("Search: characters, pinyin, initials, phone, home town."))] = "",
    sector: Annotated[str | None, typer.Option(help=N_("Only this sector."))] = None,
    tier: Annotated[str | None, typer.Option(help=N_("Only this tier."))] = None,
    status: Annotated[
        str | None,
        typer.Option(metavar="active|no_contact|deceased|archived", help=N_("Only those with this status.")),
    ] = None,
    segment: Annotated[str | None, typer.Option(metavar=N_("SEGMENT"), help=SEGMENT_HELP)] = None,
    unpaired: Annotated[bool, typer.Option("--unpaired", help=N_("Only those without a pairing today."))] = False,
    archived: Annotated[bool, typer.Option("--archived", help=N_("The archived and deceased ones."))] = False,
    form: Form = Format.TABLE,
) -> None:
    """Print representatives."""
    from liaison.people.queries import PeopleFilter, representative_rows

    office = office_of(context)
    wanted = PeopleFilter(text, sector, tier, _status(status), archived)
    with office.store() as store:
        ids = store.read(_listed, wanted, segment, office.day(), unpaired_only=unpaired)
        rows = store.read(representative_rows, ids)
    emit_people(rows, form)


def emit_people(rows: "Sequence[RepresentativeRow]", form: Format) -> None:
    """Print a list of representatives."""
    emit([record(row) for row in rows], _columns(), form, _words())


def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("The person's name."))],
    typed: dict[str, str],
    household: Household = None,
    rule: Rule = None,
) -> None:
    """Add a representative."""
    from liaison.people.service import add_representative

    office = office_of(context)
    values, address = _values({"name": name, **typed}, office)
    with office.store() as store:
        values |= store.read(_checked, values, rule)
        row_id = store.write(add_representative, address=address, household=household or "", **values)
    say(_("{name} was added as #{id}.").format(name=values["name"], id=row_id))


def edit(
    context: typer.Context, who: Who, typed: dict[str, str], household: Household = None, rule: Rule = None
) -> None:
    """Change a representative."""
    from liaison.people.lookup import find_representative
    from liaison.people.service import edit_representative

    office = office_of(context)
    values, address = _values(typed, office)
    with office.store() as store:
        row_id = store.read(find_representative, who)
        values |= store.read(_checked, values, rule)
        store.write(edit_representative, row_id, address=address or None, household=household, **values)
    say(_("Saved."))


def _values(typed: dict[str, str], office: Office) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was typed, as the values of the person and those of the address."""
    from liaison.people.fields import ADDRESS_FIELDS, REPRESENTATIVE_FIELDS

    today = office.day()
    return read_fields(REPRESENTATIVE_FIELDS, typed, today), read_fields(ADDRESS_FIELDS, typed, today)


def _checked(session: "Session", values: dict[str, Any], rule: str | None) -> dict[str, Any]:
    """The rule's id where one is named; sector and tier must be in the office's lists."""
    from liaison.pairing.rulebook import find_rule
    from liaison.store.settings import SECTORS, TIERS, require_listed

    require_listed(session, SECTORS, values.get("sector", ""))
    require_listed(session, TIERS, values.get("tier", ""))
    if rule is None:
        return {}
    return {"rule_id": find_rule(session, rule).id if rule else None}


def _listed(
    session: "Session", wanted: "PeopleFilter", segment: str | None, today: date, *, unpaired_only: bool
) -> list[int]:
    from liaison.pairing.queries import unpaired
    from liaison.people.queries import PeopleFilter, representative_ids

    ids = representative_ids(session, wanted) if segment is None else ids_in_segment(session, segment, today)
    if segment is not None and wanted != PeopleFilter():
        # A segment says itself which statuses it means; only other filters narrow it further.
        fitting = set(representative_ids(session, wanted))
        ids = [row_id for row_id in ids if row_id in fitting]
    if not unpaired_only:
        return ids
    fitting = set(ids)
    return [row.id for row in unpaired(session, today) if row.id in fitting]


def _status(typed: str | None) -> "PersonStatus | None":
    from liaison.people.fields import STATUS

    return None if typed is None else STATUS.read(typed)


def _words() -> dict[str, Any]:
    from liaison.people.fields import STATUS
    from liaison.text.countries import country_word

    return {"status": STATUS.show, "country": country_word}


def _columns() -> dict[str, str]:
    from liaison.people.fields import ADDRESS_FIELDS, REPRESENTATIVE_FIELDS

    labels = {field.name: field.label() for field in (*ADDRESS_FIELDS, *REPRESENTATIVE_FIELDS)}
    names = ("number", "name", "honorific", "sector", "tier", "town", "unit", "post", "phone", "country", "city")
    return {"id": "#"} | {name: labels[name] for name in (*names, "status")}
