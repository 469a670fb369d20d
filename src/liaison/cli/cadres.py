"""``liaison cadres``: those who keep up contact, found, shown, added and edited."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.due import due_record
from liaison.cli.options import Cadre, Form, PageForm, read_fields, with_field_options
from liaison.cli.output import Format, Page, emit, emit_json, record, say, tell
from liaison.cli.shared import add_command, group
from liaison.errors import ConflictError
from liaison.text.words import N_, _, n_

if TYPE_CHECKING:
    from liaison.pairing.handover import HandoverPlan
    from liaison.store.store import Store


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    from liaison.people.fields import CADRE_FIELDS

    cadres = group(name="cadres", help=N_("Cadres: list, show, add, edit."))
    add_command(
        cadres,
        "list",
        list_cadres,
        words=N_("List cadres, with how many people each answers for today."),
        example="liaison cadres list --format csv",
    )
    add_command(
        cadres,
        "show",
        show,
        words=N_("Show a cadre and how it stands with each of the people paired with them."),
        example="liaison cadres show 单小明",
    )
    add_command(
        cadres,
        "add",
        with_field_options(add, CADRE_FIELDS, without=("name",)),
        words=N_("Add a cadre."),
        example="liaison cadres add 单小明 --unit 县委统战部 --post 科员",
    )
    add_command(
        cadres,
        "edit",
        with_field_options(edit, CADRE_FIELDS),
        words=N_("Change what is kept about a cadre; an empty text clears a field."),
        example="liaison cadres edit 单小明 --phone 0571-88881234",
    )
    app.add_typer(cadres)


def list_cadres(
    context: typer.Context,
    text: Annotated[str, typer.Option(help=N_("Search: characters, pinyin, initials, unit, phone."))] = "",
    everybody: Annotated[bool, typer.Option("--all", help=N_("Those who left, too."))] = False,
    form: Form = Format.TABLE,
) -> None:
    """Print the cadres."""
    from liaison.pairing.queries import load_of_cadres
    from liaison.people.queries import cadre_rows

    office = office_of(context)
    with office.store() as store:
        rows = store.read(cadre_rows, text=text, left=everybody)
        loads = store.read(load_of_cadres, office.day())
    emit([{**record(row), "people": loads.get(row.id, 0)} for row in rows], _columns(), form)


def show(
    context: typer.Context,
    cadre: Cadre,
    form: PageForm = Page.TEXT,
) -> None:
    """Print a cadre with the people paired with them."""
    from liaison.pairing.queries import DueQuestion, due_list
    from liaison.people.fields import CADRE_FIELDS
    from liaison.people.lookup import find_cadre
    from liaison.people.queries import cadre_values

    office = office_of(context)
    today = office.day()
    with office.store() as store:
        row_id = store.read(find_cadre, cadre)
        values = store.read(cadre_values, row_id)
        rows = store.read(due_list, DueQuestion(today, today, cadre_id=row_id, everybody=True))
    if form is Page.JSON:
        emit_json({"id": row_id, **values, "pairings": [due_record(row) for row in rows]})
        return
    tell(f"{values['name']}  #{row_id}")
    for field in CADRE_FIELDS:
        if field.name != "name" and (text := field.show(values[field.name])):
            tell(f"  {field.label()}: {text}")
    sentence = n_("Answers for {count} person:", "Answers for {count} people:", len(rows))
    tell(sentence.format(count=len(rows)))
    for row in rows:
        tell(f"  {row.representative.name}: {row.reason}")


def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("The person's name."))],
    typed: dict[str, str],
) -> None:
    """Add a cadre."""
    from liaison.people.fields import CADRE_FIELDS
    from liaison.people.service import add_cadre

    office = office_of(context)
    values = read_fields(CADRE_FIELDS, {"name": name, **typed}, office.day())
    with office.store() as store:
        row_id = store.write(add_cadre, **values)
    say(_("{name} was added as #{id}.").format(name=values["name"], id=row_id))


def edit(
    context: typer.Context,
    cadre: Cadre,
    typed: dict[str, str],
    keep: Annotated[
        bool, typer.Option("--keep-pairings", help=N_("Set the leaving day although pairings stay open."))
    ] = False,
) -> None:
    """Change a cadre."""
    from liaison.people.fields import CADRE_FIELDS
    from liaison.people.lookup import find_cadre
    from liaison.people.service import edit_cadre

    office = office_of(context)
    values = read_fields(CADRE_FIELDS, typed, office.day())
    with office.store() as store:
        row_id = store.read(find_cadre, cadre)
        if values.get("left_on") is not None and not keep:
            _require_nobody_left(store, row_id, values["left_on"])
        store.write(edit_cadre, row_id, **values)
    say(_("Saved."))


def _require_nobody_left(store: "Store", cadre_id: int, leaves_on: date) -> None:
    """Show the handover plan of a cadre who would leave people behind.

    Raises:
        ConflictError: when there are any.
    """
    from liaison.cli.handover import plan_text
    from liaison.pairing.handover import plan_handover

    plan: HandoverPlan = store.read(plan_handover, cadre_id, leaves_on)
    if not plan.sheets:
        return
    tell(plan_text(plan, {}, {}))
    sentence = n_(
        "{name} answers for {count} person on {day}; nothing was changed. Hand over with “{command}”,"
        " or leave the pairings open for now with --keep-pairings.",
        "{name} answers for {count} people on {day}; nothing was changed. Hand over with “{command}”,"
        " or leave the pairings open for now with --keep-pairings.",
        len(plan.sheets),
    )
    command = f"liaison pair handover {plan.cadre.name} --on {leaves_on} --leaves --apply --to …"
    raise ConflictError(
        sentence.format(name=plan.cadre.name, count=len(plan.sheets), day=leaves_on, command=command), field="left_on"
    )


def _columns() -> dict[str, str]:
    from liaison.people.fields import CADRE_FIELDS

    labels: dict[str, Any] = {field.name: field.label() for field in CADRE_FIELDS if field.name != "reading"}
    return {"id": "#"} | labels | {"people": _("Answers for")}
