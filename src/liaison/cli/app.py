"""The command line: the one list of its commands, and what happens when it is called without one."""

from importlib.metadata import version
from typing import Annotated

import typer

from liaison.cli import due, store
from liaison.cli.context import office_of
from liaison.cli.shared import group
from liaison.text.words import _


def build() -> typer.Typer:
    """The whole command line, in the language spoken now."""
    app = group(
        name="liaison",
        help=_("Keeps an outreach office in touch with the people it is paired with."),
        invoke_without_command=True,
        no_args_is_help=False,
        epilog=_("Without a command, the terminal UI opens. Example: liaison due --within 14"),
    )
    app.callback()(_start)
    due.register(app)
    store.register(app)
    return app


def _start(
    context: typer.Context,
    show_version: Annotated[bool, typer.Option("--version", help=_("Print the version and stop."))] = False,
) -> None:
    if show_version:
        print(f"liaison {version('liaison')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        office = office_of(context)
        raise typer.Exit(office.launch(office.location, office.today, ""))
