"""``liaison contacts``: contact records, looked back on, mended, deleted, marked done."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.log import KINDS, STATES, report, trip_id_of, visit_values
from liaison.cli.options import DAY, Form, with_field_options
from liaison.cli.output import Format, emit, record, say
from liaison.cli.shared import add_command, group, read_day
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.visits.queries import VisitRow

Number = Annotated[int, typer.Argument(metavar=N_("ID"), help=N_("The number of the contact record, as listed."))]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    from liaison.visits.fields import VISIT_FIELDS

    contacts = group(name="contacts", help=N_("Contact records: list, edit, delete, mark done."))
    add_command(
        contacts,
        "list",
        list_contacts,
        words=N_("List contact records, the latest first."),
        example="liaison contacts list --person 覃淼 --from 2026-01-01 --format csv",
    )
    add_command(
        contacts,
        "edit",
        with_field_options(edit, VISIT_FIELDS),
        words=N_("Change a contact record, or who took part."),
        example="liaison contacts edit 12 --happened-on 2026-11-03 --cadre 单小明",
    )
    add_command(
        contacts,
        "done",
        done,
        words=N_("Say that a planned contact took place."),
        example="liaison contacts done 12",
    )
    add_command(contacts, "delete", delete, words=N_("Delete a contact record."), example="liaison contacts delete 12")
    app.add_typer(contacts)


def list_contacts(
    context: typer.Context,
    person: Annotated[str | None, typer.Option(metavar=N_("WHO"), help=N_("Only with this person."))] = None,
    cadre: Annotated[str | None, typer.Option(metavar=N_("CADRE"), help=N_("Only with this cadre."))] = None,
    start: Annotated[str, typer.Option("--from", metavar=DAY, help=N_("From this day on."))] = "",
    until: Annotated[str, typer.Option("--to", metavar=DAY, help=N_("Up to this day."))] = "",
    state: Annotated[str | None, typer.Option(metavar=STATES, help=N_("Only in this state."))] = None,
    kind: Annotated[str | None, typer.Option(metavar=KINDS, help=N_("Only of this kind."))] = None,
    trip: Annotated[str | None, typer.Option(help=N_("Only of this trip, by name."))] = None,
    limit: Annotated[int | None, typer.Option(min=1, help=N_("At most so many."))] = None,
    form: Form = Format.TABLE,
) -> None:
    """Print contact records."""
    from liaison.people.lookup import find_cadre, find_representative
    from liaison.visits.fields import KIND, STATE
    from liaison.visits.queries import VisitFilter, visit_ids, visit_rows

    office = office_of(context)
    today = office.day()
    with office.store() as store:
        wanted = VisitFilter(
            representative_id=store.read(find_representative, person) if person else None,
            cadre_id=store.read(find_cadre, cadre) if cadre else None,
            trip_id=store.read(trip_id_of, trip),
            state=STATE.read(state) if state else None,
            kind=KIND.read(kind) if kind else None,
            since=read_day(start, today) if start else None,
            until=read_day(until, today, future=True) if until else None,
        )
        rows = store.read(visit_rows, store.read(visit_ids, wanted, limit))
    emit([record(row) for row in rows], _columns(), form, {"kind": KIND.show, "state": STATE.show})


def edit(
    context: typer.Context,
    number: Number,
    typed: dict[str, str],
    person: Annotated[
        list[str] | None, typer.Option(metavar=N_("WHO"), help=N_("With whom it was, in place of those noted."))
    ] = None,
    cadre: Annotated[
        list[str] | None, typer.Option(metavar=N_("CADRE"), help=N_("Which cadres took part, in place of those noted."))
    ] = None,
    trip: Annotated[str | None, typer.Option(help=N_("The trip that it was part of; an empty one: none."))] = None,
) -> None:
    """Change a contact record."""
    from liaison.people.lookup import find_cadres_named, find_representatives_named
    from liaison.visits.service import edit_contact

    office = office_of(context)
    today = office.day()
    values: dict[str, Any] = visit_values(typed, today)
    with office.store() as store:
        if trip is not None:
            values["trip_id"] = store.read(trip_id_of, trip)
        people = store.read(find_representatives_named, person) if person else None
        staff = store.read(find_cadres_named, [who for who in cadre if who]) if cadre else None
        store.write(edit_contact, number, today=today, representatives=people, cadres=staff, **values)
        row, standings = store.read(_after, number, today)
    report(row, standings)


def done(context: typer.Context, number: Number) -> None:
    """Mark a planned contact as done."""
    from liaison.visits.service import mark_done

    office = office_of(context)
    today = office.day()
    with office.store() as store:
        store.write(mark_done, number, today=today)
        row, standings = store.read(_after, number, today)
    report(row, standings)


def delete(context: typer.Context, number: Number) -> None:
    """Delete a contact record."""
    from liaison.visits.service import delete_contact

    with office_of(context).store() as store:
        store.write(delete_contact, number)
    say(_("Contact record {id} was deleted. “liaison undo” brings it back.").format(id=number))


def _after(session: "Session", number: int, today: Any) -> "tuple[VisitRow, list[Any]]":
    from liaison.pairing.queries import standings_of
    from liaison.visits.queries import visit_row

    row = visit_row(session, number)
    return row, [due for person in row.representatives for due in standings_of(session, person.id, today)]


def _columns() -> dict[str, str]:
    return {
        "id": "#",
        "happened_on": _("Date"),
        "kind": _("How"),
        "state": _("State"),
        "cadres": _("Cadres"),
        "representatives": _("Representatives"),
        "place": _("Place"),
        "summary": _("What it was about"),
    }
