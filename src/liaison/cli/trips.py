"""``liaison trips``: journeys to call on people."""

from typing import Annotated

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form, read_fields, with_field_options
from liaison.cli.output import Format, emit, record, say
from liaison.cli.shared import add_command, group
from liaison.text.words import N_, _


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    from liaison.visits.fields import TRIP_FIELDS

    trips = group(name="trips", help=N_("Trips to call on people: list, add."))
    add_command(trips, "list", list_trips, words=N_("List the trips."), example="liaison trips list --format json")
    add_command(
        trips,
        "add",
        with_field_options(add, TRIP_FIELDS, without=("name",)),
        words=N_("Add a trip; contacts are then logged with --trip."),
        example="liaison trips add 赴沪走访 --city 上海 --from-on 2026-11-10 --until 2026-11-13 --cadre 单小明",
    )
    app.add_typer(trips)


def list_trips(context: typer.Context, form: Form = Format.TABLE) -> None:
    """Print the trips."""
    from liaison.visits.fields import TRIP_FIELDS
    from liaison.visits.queries import trip_rows

    with office_of(context).store() as store:
        rows = store.read(trip_rows)
    columns = {"id": "#"} | {field.name: field.label() for field in TRIP_FIELDS} | {"cadres": _("Cadres")}
    emit([record(row) for row in rows], columns, form)


def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("What the trip is called."))],
    typed: dict[str, str],
    cadre: Annotated[list[str] | None, typer.Option(metavar=N_("CADRE"), help=N_("Who goes; may be repeated."))] = None,
) -> None:
    """Add a trip."""
    from liaison.people.lookup import find_cadres_named
    from liaison.visits.fields import TRIP_FIELDS
    from liaison.visits.service import add_trip

    office = office_of(context)
    values = read_fields(TRIP_FIELDS, {"name": name, **typed}, office.day())
    with office.store() as store:
        store.write(add_trip, cadres=store.read(find_cadres_named, cadre or []), **values)
    say(_("The trip “{name}” was added.").format(name=values["name"]))
