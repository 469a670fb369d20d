"""``liaison disclosures``: what was given out of the store, to whom and why."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.options import DAY, Form
from liaison.cli.output import Format, emit
from liaison.cli.shared import add_command, group, read_day
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from liaison.stewardship.disclosures import DisclosureRow


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    disclosures = group(name="disclosures", help=N_("What was given out of the store, to whom and why."))
    add_command(
        disclosures,
        "list",
        list_disclosures,
        words=N_("List what was given out, the latest first: of everybody, or of one representative."),
        example="liaison disclosures list --to 县侨联",
    )
    app.add_typer(disclosures)


def list_disclosures(
    context: typer.Context,
    who: Annotated[
        str | None, typer.Argument(metavar=N_("WHO"), help=N_("Only what held this representative's data."))
    ] = None,
    to: Annotated[str, typer.Option(metavar=N_("RECIPIENT"), help=N_("Only what this recipient got."))] = "",
    since: Annotated[str | None, typer.Option("--from", metavar=DAY, help=N_("From this day on."))] = None,
    until: Annotated[str | None, typer.Option("--until", metavar=DAY, help=N_("Up to this day."))] = None,
    form: Form = Format.TABLE,
) -> None:
    """Print the disclosures."""
    from liaison.people.lookup import find_representative
    from liaison.stewardship.disclosures import DisclosureFilter, disclosure_rows

    office = office_of(context)
    today = office.day()
    with office.store() as store:
        wanted = DisclosureFilter(
            store.read(find_representative, who) if who else None,
            read_day(since, today) if since else None,
            read_day(until, today) if until else None,
            to,
        )
        rows = store.read(disclosure_rows, wanted)
    emit([_record(row, form) for row in rows], _columns(), form)


def _record(row: "DisclosureRow", form: Format) -> dict[str, Any]:
    from liaison.stewardship.disclosures import fields_words, given_word, recipient_word

    as_data = form is Format.JSON
    return {
        "id": row.id,
        "given_on": row.given_on,
        "what": row.what if as_data else given_word(row.what),
        "form": row.form,
        "scope": row.scope,
        "people": row.people,
        "everybody": row.everybody,
        "fields": list(row.fields) if as_data else fields_words(row.fields),
        "recipient": row.recipient if as_data else recipient_word(row.recipient),
        "purpose": row.purpose,
        "who": row.who,
    }


def _columns() -> dict[str, str]:
    return {
        "id": "#",
        "given_on": _("Day"),
        "what": _("What went out"),
        "form": _("Form"),
        "recipient": _("To"),
        "purpose": _("Purpose"),
        "people": _("People"),
        "scope": _("Which"),
        "who": _("Done by"),
        "fields": _("Fields"),
    }
