"""``liaison due``: who is overdue for contact, by how much, and why."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.options import DAY
from liaison.cli.output import Format, emit, say, tell
from liaison.cli.shared import add_command, read_day
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from liaison.pairing.queries import DueRow


class DueFormat(StrEnum):
    """How the due list is printed; ``text`` is one message for each cadre."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TEXT = "text"


class By(StrEnum):
    """What the due list is grouped by."""

    CADRE = "cadre"


def register(app: typer.Typer) -> None:
    """Add the command."""
    add_command(
        app,
        "due",
        due,
        words=N_("Who is overdue for contact on a day, the longest overdue first."),
        example="liaison due --as-of 2026-12-31 --all --format json",
    )


def due(
    context: typer.Context,
    as_of: Annotated[str | None, typer.Option(metavar=DAY, help=N_("The day asked about; today without it."))] = None,
    within: Annotated[int | None, typer.Option(min=0, help=N_("Also those due within so many days."))] = None,
    cadre: Annotated[str | None, typer.Option(help=N_("Only this cadre's people: a name or a number."))] = None,
    everybody: Annotated[bool, typer.Option("--all", help=N_("Every pairing that holds on the day."))] = False,
    by: Annotated[By | None, typer.Option(help=N_("Group the messages by cadre."))] = None,
    form: Annotated[DueFormat, typer.Option("--format", help=N_("How to print the list."))] = DueFormat.TABLE,
) -> None:
    """Print the due list."""
    from liaison.pairing.queries import DueQuestion, due_list
    from liaison.people.lookup import find_cadre

    if (by is None) != (form is not DueFormat.TEXT):
        raise InvalidInputError(_("“--by cadre” goes with “--format text”: one message for each cadre."), field="by")
    office = office_of(context)
    today = office.day()
    day = read_day(as_of, today) if as_of else today
    with office.store() as store:
        cadre_id = store.read(find_cadre, cadre) if cadre else None
        rows = store.read(due_list, DueQuestion(day, today, within, cadre_id, everybody))
    if form is DueFormat.TEXT:
        from liaison.pairing.messages import messages_by_cadre

        messages = messages_by_cadre(rows, day)
        if messages:
            tell("\n\n".join(message.text for message in messages))
        else:
            say(_("Nobody is due for contact."))
        return
    print_due(rows, Format(form.value))


def print_due(rows: "Sequence[DueRow]", form: Format) -> None:
    """Print a due list."""
    emit([due_record(row) for row in rows], _columns(), form, {"status": standing_word})


def standing_word(code: str) -> str:
    """A standing in words."""
    from liaison.pairing.fields import STANDING_WORDS
    from liaison.pairing.terms import Status

    return _(STANDING_WORDS[Status(code)])


def due_record(row: "DueRow") -> dict[str, Any]:
    """One line of the due list as data."""
    standing = row.standing
    return {
        "pairing": row.pairing,
        "representative": {"id": row.representative.id, "name": row.representative.name},
        "cadre": {"id": row.cadre.id, "name": row.cadre.name},
        "status": standing.status.value,
        "due_on": standing.due_on,
        "days_late": standing.days_late,
        "last_contact_on": standing.last_contact_on,
        "rule": standing.rule.name if standing.rule else None,
        "clause": clause_text(row),
        "reason": row.reason,
    }


def clause_text(row: "DueRow") -> str | None:
    """The clause that decides, in words; None where none does."""
    from liaison.pairing.reasons import show_clause

    return show_clause(row.standing.clause) if row.standing.clause else None


def _columns() -> dict[str, str]:
    return {
        "representative": _("Representative"),
        "cadre": _("Cadre"),
        "status": _("Standing"),
        "due_on": _("Due on"),
        "days_late": _("Days late"),
        "last_contact_on": _("Last contact"),
        "reason": _("Why"),
    }
