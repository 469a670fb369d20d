"""``liaison init``, ``migrate`` and ``check``: the store itself."""

from typing import TYPE_CHECKING

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form
from liaison.cli.output import Format, emit, record, say
from liaison.cli.shared import add_command
from liaison.errors import ExitCode
from liaison.text.words import N_, _, n_

if TYPE_CHECKING:
    from pathlib import Path


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_command(app, "init", init, words=N_("Make a new, empty store."), example="liaison init --store office.db")
    add_command(
        app,
        "check",
        check,
        words=N_("Compute everything anew from the records and name every difference; exit code 1 if there is one."),
        example="liaison check --format json",
    )
    add_command(
        app,
        "migrate",
        migrate,
        words=N_("Bring a store made by an older version up to date; it is copied beside itself before."),
        example="liaison migrate --store office.db",
    )


def init(context: typer.Context) -> None:
    """Make a new, empty store."""
    office = office_of(context)
    office.create_store(office.location).close()
    say(_("A new store stands at {place}.").format(place=office.location))


def check(context: typer.Context, form: Form = Format.TABLE) -> None:
    """Print what is not as it should be."""
    from liaison.stewardship.check import check_store

    office = office_of(context)
    with office.store() as store:
        findings = store.read(check_store, office.day())
    if not findings and form is Format.TABLE:
        say(_("Everything is in order."))
        return
    columns = {"kind": _("Kind"), "about": _("About"), "sentence": _("Finding")}
    emit([record(finding) for finding in findings], columns, form)
    if findings:
        say(n_("{count} finding.", "{count} findings.", len(findings)).format(count=len(findings)))
        raise typer.Exit(ExitCode.FINDINGS)


def migrate(context: typer.Context) -> None:
    """Open the store, which brings it up to date, and say what that did."""
    from liaison.store.engine import store_path

    office = office_of(context)
    path = store_path(office.location)
    before = _copies(path)
    with office.store():
        made = [copy for copy in _copies(path) if copy not in before]
    if made:
        say(_("The store is up to date now. As it was before: {copy}").format(copy=made[-1]))
    else:
        say(_("The store is up to date."))


def _copies(path: "Path | None") -> "list[Path]":
    from liaison.store.copies import copies

    return copies(path) if path is not None else []
