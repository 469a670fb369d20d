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


_NAME_KEYS = frozenset({"pinyin", "initials", "sort_pinyin", "sort_strokes"})
"""Columns that follow from the name; nobody changes them by hand."""


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
            emit(_in_words(store.read(_changes, deed), form), _change_columns(), form)
            return
        rows = store.read(_deeds, who, limit)
    columns = {
        "id": "#",
        "at": _("When"),
        "who": _("Who"),
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
    from liaison.store.history import deed_rows
    from liaison.store.undo import undo

    with office_of(context).store() as store:
        taken_back = store.write(undo, number)
        row = next(row for row in store.read(deed_rows, limit=None) if row.id == taken_back)
    sentence = _("Undone: #{id} {deed} {subject}")
    say(sentence.format(id=row.id, deed=_(row.name), subject=row.subject).strip())


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
    from liaison.store.history import deed_changes

    lines = []
    for change in deed_changes(session, deed):
        before, after = change.before or {}, change.after or {}
        for name in after or before:
            old, new = before.get(name), after.get(name)
            if old != new and (old or new) and name not in _NAME_KEYS:
                row = {"table": change.table, "row": change.row_id, "field": name}
                lines.append({**row, "before": old, "after": new})
    return lines


def _in_words(lines: list[dict[str, Any]], form: Format) -> list[dict[str, Any]]:
    """The changes as screens name them, but for JSON, which keeps the names and codes of the store."""
    if form is Format.JSON:
        return lines
    from liaison.people.fields import ADDRESS_FIELDS, CADRE_FIELDS, PAUSE_FIELDS, REPRESENTATIVE_FIELDS
    from liaison.visits.fields import FOLLOW_UP_FIELDS, TRIP_FIELDS, VISIT_FIELDS

    declared = {
        "cadre": CADRE_FIELDS,
        "representative": REPRESENTATIVE_FIELDS,
        "address": ADDRESS_FIELDS,
        "pause": PAUSE_FIELDS,
        "visit": VISIT_FIELDS,
        "follow_up": FOLLOW_UP_FIELDS,
        "trip": TRIP_FIELDS,
    }
    fields = {(table, field.name): field for table, of_table in declared.items() for field in of_table}
    shown = []
    for line in lines:
        field = fields.get((line["table"], line["field"]))
        if field is None:
            shown.append(line)
        else:
            values = {side: field.show(line[side]) for side in ("before", "after")}
            shown.append({**line, "field": field.label(), **values})
    return shown


def _change_columns() -> dict[str, str]:
    return {
        "table": _("Table"),
        "row": _("Record"),
        "field": _("Field"),
        "before": _("Before"),
        "after": _("After"),
    }


def _local(at: datetime) -> str:
    """A moment of the history, which is kept in UTC, by the clock on the wall."""
    return f"{at.replace(tzinfo=UTC).astimezone():%Y-%m-%d %H:%M}"
