"""``liaison history`` and ``liaison undo``: what was done, by whom, and taking it back."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form
from liaison.cli.output import Format, emit, say
from liaison.cli.shared import add_command
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.store.history import DeedRow


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_command(
        app,
        "history",
        history,
        words=N_("What was done, by whom and when, the latest first; or what one deed changed."),
        example="liaison history 覃淼",
    )
    add_command(
        app,
        "undo",
        take_back,
        words=N_("Take back the last deed, or an earlier one as far as later ones allow."),
        example="liaison undo 17",
    )


def history(
    context: typer.Context,
    who: Annotated[
        str | None, typer.Argument(metavar=N_("WHO"), help=N_("Only what changed this representative's records."))
    ] = None,
    deed: Annotated[int | None, typer.Option(help=N_("Show what this deed changed, before and after."))] = None,
    limit: Annotated[int, typer.Option(min=1, help=N_("At most so many."))] = 50,
    form: Form = Format.TABLE,
) -> None:
    """Print the history."""
    with office_of(context).store() as store:
        if deed is not None:
            emit(store.read(_changes, deed), _change_columns(), form)
            return
        rows = store.read(_deeds, who, limit)
    columns = {
        "id": "#",
        "at": _("When"),
        "who": _("Done by"),
        "deed": _("What"),
        "subject": _("About"),
        "changes": _("Changes"),
        "undone_by": _("Undone by"),
    }
    emit([_deed_record(row) for row in rows], columns, form)


def take_back(
    context: typer.Context,
    number: Annotated[
        int | None, typer.Argument(metavar=N_("DEED"), help=N_("The number of the deed, as the history lists it."))
    ] = None,
) -> None:
    """Undo a deed."""
    from liaison.stewardship.deeds import kept_records
    from liaison.store.history import deed_row
    from liaison.store.undo import undo

    with office_of(context).store() as store:
        taken_back = store.write(undo, number)
        row = store.read(deed_row, taken_back)
        kept = store.read(kept_records, taken_back)
    sentence = _("Undone: #{id} {deed} {subject}")
    say(sentence.format(id=row.id, deed=_(row.name), subject=row.subject).strip())
    if kept:
        say(_("Kept, since they were edited after it, or belong to what was:"))
        for record in kept:
            say(f"  {record}")


def _deeds(session: "Session", who: str | None, limit: int) -> "list[DeedRow]":
    from liaison.people.lookup import find_representative
    from liaison.store.history import deed_rows
    from liaison.visits.queries import VisitFilter, visit_ids

    if who is None:
        return deed_rows(session, limit=limit)
    person = find_representative(session, who)
    visits = visit_ids(session, VisitFilter(representative_id=person))
    return deed_rows(session, representative_id=person, visits=visits, limit=limit)


def _deed_record(row: "DeedRow") -> dict[str, Any]:
    return {
        "id": row.id,
        "at": _local(row.at),
        "who": row.who,
        "deed": _(row.name),
        "subject": row.subject,
        "changes": row.changes,
        "undoes": row.undoes_id,
        "undone_by": row.undone_by_id,
    }


def _changes(session: "Session", deed: int) -> list[dict[str, Any]]:
    """A line for each value that a deed changed; one for a record without a value that is shown."""
    from liaison.stewardship.deeds import FATE_WORDS, deed_story

    lines = []
    for story in deed_story(session, deed).records:
        head = {"what": story.what, "about": story.about, "fate": _(FATE_WORDS[story.fate])}
        values = [{"field": v.label, "before": v.before, "after": v.after} for v in story.values]
        lines += [{**head, **value} for value in values or [{"field": "", "before": "", "after": ""}]]
    return lines


def _change_columns() -> dict[str, str]:
    return {
        "what": _("Record"),
        "about": _("About"),
        "fate": _("Change"),
        "field": _("Field"),
        "before": _("Before"),
        "after": _("After"),
    }


def _local(at: datetime) -> str:
    """A moment of the history, which is kept in UTC, by the clock on the wall."""
    return f"{at.replace(tzinfo=UTC).astimezone():%Y-%m-%d %H:%M}"
