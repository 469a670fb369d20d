"""The command line: the one list of its commands, and what happens when it is called without one."""

from importlib.metadata import version
from typing import Annotated

import typer

from liaison.cli import (
    cadres,
    contacts,
    demo,
    disclosures,
    due,
    exchange,
    festivals,
    followups,
    history,
    letters,
    log,
    manual,
    pair,
    people,
    reports,
    rules,
    segments,
    settings,
    store,
    trips,
)
from liaison.cli.context import office_of
from liaison.cli.shared import group
from liaison.text.words import N_

_CAPABILITIES = (
    due,
    log,
    people,
    cadres,
    pair,
    contacts,
    followups,
    trips,
    segments,
    letters,
    reports,
    festivals,
    rules,
    settings,
    exchange,
    disclosures,
    history,
    store,
    demo,
    manual,
)


def build() -> typer.Typer:
    """The whole command line, in the language spoken now."""
    app = group(
        name="liaison",
        help=N_(
            "Keeps an outreach office in touch with the people it is paired with."
            " Without a command, the terminal UI opens."
        ),
        invoke_without_command=True,
        no_args_is_help=False,
        epilog="liaison due --within 14",
    )
    app.callback()(_start)
    for capability in _CAPABILITIES:
        capability.register(app)
    return app


def _start(
    context: typer.Context,
    show_version: Annotated[bool, typer.Option("--version", help=N_("Print the version and stop."))] = False,
) -> None:
    if show_version:
        print(f"liaison {version('liaison')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        office = office_of(context)
        raise typer.Exit(office.launch(office.location, office.today, ""))
