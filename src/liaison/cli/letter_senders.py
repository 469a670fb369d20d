"""``liaison letters senders``: in whose name letters go out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form, read_fields, with_field_options
from liaison.cli.output import Format, emit, record, say
from liaison.cli.shared import add_command, group
from liaison.errors import InvalidInputError, NotFoundError
from liaison.text.words import N_, _, listed

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.letters.queries import SenderRow

Name = Annotated[str, typer.Argument(metavar=N_("SENDER"), help=N_("The name of the sender."))]
Signature = Annotated[
    Path | None,
    typer.Option("--signature", metavar=N_("FILE"), help=N_("A picture of the signature, SVG or PNG; “-” for none.")),
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    from liaison.letters.fields import SENDER_FIELDS

    senders = group(name="senders", help=N_("In whose name letters go out: list, add, set, delete."))
    add_command(senders, "list", list_senders, words=N_("List the senders."), example="liaison letters senders list")
    add_command(
        senders,
        "add",
        with_field_options(add, SENDER_FIELDS, without=("name",)),
        words=N_("Add a sender."),
        example="liaison letters senders add 临溪县乡贤联谊会 --address 浙江省湖州市临溪县人民路18号 --postcode 313299",
    )
    add_command(
        senders,
        "set",
        with_field_options(edit, SENDER_FIELDS),
        words=N_("Change a sender; campaigns whose list is frozen keep it as it was."),
        example="liaison letters senders set 临溪县乡贤联谊会 --signature signature.png",
    )
    add_command(
        senders,
        "delete",
        delete,
        words=N_("Delete a sender that no campaign has."),
        example="liaison letters senders delete 临溪县乡贤联谊会",
    )
    app.add_typer(senders)


def list_senders(context: typer.Context, form: Form = Format.TABLE) -> None:
    """Print the senders."""
    from liaison.letters.fields import SENDER_FIELDS
    from liaison.letters.queries import sender_rows

    with office_of(context).store() as store:
        rows = store.read(sender_rows)
    columns = {"id": "#"} | {field.name: field.label() for field in SENDER_FIELDS}
    emit([record(row) for row in rows], columns, form)


def add(context: typer.Context, name: Name, typed: dict[str, str], signature: Signature = None) -> None:
    """Add a sender."""
    from liaison.letters.fields import SENDER_FIELDS
    from liaison.letters.service import add_sender

    office = office_of(context)
    values = read_fields(SENDER_FIELDS, {"name": name, **typed}, office.day())
    with office.store() as store:
        store.write(add_sender, **values, **_signature(signature))
    say(_("The sender {name} was added.").format(name=values["name"]))


def edit(context: typer.Context, sender: Name, typed: dict[str, str], signature: Signature = None) -> None:
    """Change a sender."""
    from liaison.letters.fields import SENDER_FIELDS
    from liaison.letters.service import edit_sender

    office = office_of(context)
    values = read_fields(SENDER_FIELDS, typed, office.day())
    with office.store() as store:
        row = store.read(sender_named, sender)
        store.write(edit_sender, row.id, **values, **_signature(signature))
    say(_("The sender {name} was changed.").format(name=row.name))


def delete(context: typer.Context, sender: Name) -> None:
    """Delete a sender."""
    from liaison.letters.service import delete_sender

    with office_of(context).store() as store:
        row = store.read(sender_named, sender)
        store.write(delete_sender, row.id)
    say(_("The sender {name} was deleted; “liaison undo” brings it back.").format(name=row.name))


def sender_named(session: "Session", typed: str) -> "SenderRow":
    """The sender with a name, a part of it that no other has, or ``#id``.

    Raises:
        NotFoundError: when there is none, naming those that there are.
        InvalidInputError: when it can be several.
    """
    from liaison.letters.queries import sender_rows

    rows = sender_rows(session)
    asked = typed.strip()
    found = [row for row in rows if asked in {row.name, f"#{row.id}"}] or [row for row in rows if asked in row.name]
    if len(found) == 1 and asked:
        return found[0]
    names = listed(row.name for row in (found if asked and found else rows)) or "–"
    if asked and found:
        sentence = _("“{typed}” can be several senders: {names}.")
        raise InvalidInputError(sentence.format(typed=asked, names=names), field="sender")
    sentence = _("There is no sender “{typed}”; there are: {names}.")
    raise NotFoundError(sentence.format(typed=asked, names=names), field="sender")


def _signature(path: Path | None) -> dict[str, str]:
    from liaison.letters.service import sender_signature

    if path is None:
        return {}
    return {"signature": "" if str(path) == "-" else sender_signature(path)}
