"""``liaison followups``: suggestions and requests that came up."""

from typing import Annotated

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form, Who, read_fields, with_field_options
from liaison.cli.output import Format, emit, record, say
from liaison.cli.shared import add_command, group
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    from liaison.visits.fields import FOLLOW_UP_FIELDS

    follow_ups = group(name="followups", help=N_("Suggestions and requests: list, add."))
    add_command(
        follow_ups,
        "list",
        list_follow_ups,
        words=N_("List the suggestions and requests that are still open."),
        example="liaison followups list --person 覃淼 --all",
    )
    add_command(
        follow_ups,
        "add",
        with_field_options(add, FOLLOW_UP_FIELDS),
        words=N_("Register a suggestion or request."),
        example="liaison followups add 覃淼 --kind 建议 --text 建议开通早班渡船 --in-charge 县交通局",
    )
    app.add_typer(follow_ups)


def list_follow_ups(
    context: typer.Context,
    person: Annotated[str | None, typer.Option(metavar=N_("WHO"), help=N_("Only those of this person."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("Those that are closed, too."))] = False,
    form: Form = Format.TABLE,
) -> None:
    """Print suggestions and requests."""
    from liaison.people.lookup import find_representative
    from liaison.visits.fields import FOLLOW_UP_FIELDS
    from liaison.visits.queries import follow_up_rows

    with office_of(context).store() as store:
        row_id = store.read(find_representative, person) if person else None
        rows = store.read(follow_up_rows, representative_id=row_id, open_only=not everything)
    labels = {field.name: field.label() for field in FOLLOW_UP_FIELDS}
    words = {field.name: field.show for field in FOLLOW_UP_FIELDS if field.choices is not None}
    emit([record(row) for row in rows], {"id": "#", "representative": _("Representative")} | labels, form, words)


def add(context: typer.Context, who: Who, typed: dict[str, str]) -> None:
    """Register a suggestion or request."""
    from liaison.people.lookup import find_representative
    from liaison.visits.fields import FOLLOW_UP_FIELDS
    from liaison.visits.follow_ups import add_follow_up

    office = office_of(context)
    today = office.day()
    given = {"received_on": today.isoformat(), **typed}
    for field in FOLLOW_UP_FIELDS:
        if field.required and field.name not in given:
            sentence = _("{field}: fill this in.").format(field=f"--{field.name} ({field.label()})")
            raise InvalidInputError(sentence, field=field.name)
    values = read_fields(FOLLOW_UP_FIELDS, given, today)
    with office.store() as store:
        row_id = store.write(add_follow_up, representative_id=store.read(find_representative, who), **values)
    say(_("Registered as #{id}.").format(id=row_id))
