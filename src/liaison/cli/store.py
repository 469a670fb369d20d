"""``liaison init``, ``migrate`` and ``check``: the store itself."""

import typer

from liaison.cli.context import office_of
from liaison.cli.output import say
from liaison.cli.shared import Command
from liaison.text.words import _


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "init", cls=Command, help=_("Make a new, empty store."), epilog=_("Example: liaison init --store office.db")
    )(init)


def init(context: typer.Context) -> None:
    """Make a new, empty store."""
    office = office_of(context)
    office.create_store(office.location).close()
    say(_("A new store stands at {place}.").format(place=office.location))
