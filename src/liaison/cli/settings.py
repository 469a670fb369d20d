"""``liaison settings``: the lists and numbers of the office."""

from typing import Annotated

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form
from liaison.cli.output import Format, emit, say
from liaison.cli.shared import add_command, group
from liaison.text.words import N_, _


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    settings = group(name="settings", help=N_("The lists and numbers of the office: list, set."))
    add_command(
        settings, "list", list_settings, words=N_("List the settings."), example="liaison settings list --format json"
    )
    add_command(
        settings,
        "set",
        change,
        words=N_("Set one of the settings listed; a list takes all its words, and days as YYYY-MM-DD."),
        example="liaison settings set tiers 重点 一般 关注",
    )
    app.add_typer(settings)


def list_settings(context: typer.Context, form: Form = Format.TABLE) -> None:
    """Print the settings."""
    from liaison.store.settings import all_settings

    with office_of(context).store() as store:
        values = store.read(all_settings)
    rows = [{"name": name, "value": value} for name, value in values.items()]
    emit(rows, {"name": _("Setting"), "value": _("Value")}, form)


def change(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar=N_("SETTING"), help=N_("Its name, as listed."))],
    value: Annotated[list[str], typer.Argument(metavar=N_("VALUE"), help=N_("The value; a list takes several."))],
) -> None:
    """Set one setting."""
    from liaison.store.settings import change_setting, parse_setting

    parsed = parse_setting(name, value)
    with office_of(context).store() as store:
        store.write(change_setting, name, parsed)
    say(_("Saved."))
