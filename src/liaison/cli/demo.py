"""``liaison demo``: the sample office, in a store that is gone afterwards."""

import sys

import typer

from liaison.cli.context import Office, office_of
from liaison.cli.output import say
from liaison.cli.shared import add_command
from liaison.text.words import N_, _


def register(app: typer.Typer) -> None:
    """Add the command."""
    add_command(
        app,
        "demo",
        demo,
        words=N_("Try the sample office: the terminal UI, or without a terminal today's due list."),
        example="liaison demo --lang zh",
    )


def demo(context: typer.Context) -> None:
    """Open the sample office in a scratch store, with the day it was made for as today."""
    from tempfile import TemporaryDirectory

    from liaison.exchange.sample import SAMPLE_DAY, open_sample

    office = office_of(context)
    day = office.today or SAMPLE_DAY
    # Windows lets nobody remove a file that is still open somewhere; leaving it behind is no reason to fail.
    with TemporaryDirectory(prefix="liaison-demo-", ignore_cleanup_errors=True) as folder:
        store = open_sample(folder, office.create_store)
        location = store.location
        store.close()
        remark = _("Sample office. {day} is taken as today; nothing here is kept.").format(day=day)
        if sys.stdin.isatty() and sys.stdout.isatty():
            # Short, since it stands beside the rooms and the day.
            raise typer.Exit(office.launch(location, day, _("Sample, set day")))
        say(remark)
        office.location, office.today = location, day
        _print_due(office)


def _print_due(office: Office) -> None:
    from liaison.cli.due import print_due
    from liaison.cli.output import Format
    from liaison.pairing.queries import DueQuestion, due_list

    day = office.day()
    with office.store() as store:
        rows = store.read(due_list, DueQuestion(day, day))
    print_due(rows, Format.TABLE)
