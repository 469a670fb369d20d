"""The options that every command has, wherever they stand on the line: the store, the language, the day."""

from datetime import date
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from liaison.cli.context import Office
from liaison.errors import InvalidInputError
from liaison.text.words import LANGUAGES, _, use_language

_NAMES = ("store", "lang", "today")


def _declared(
    store: Annotated[
        str | None,
        typer.Option(metavar="PATH-or-URL", help=_("The store: a file, or a database URL. Also LIAISON_STORE.")),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="zh|en", help=_("The language: zh or en. Also LIAISON_LANG."))
    ] = None,
    today: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help=_("Take this day as today (YYYY-MM-DD)."))
    ] = None,
) -> None:
    """The shared options, declared once as Typer reads them."""


def _options() -> list[Any]:
    bare = typer.Typer(add_completion=False)
    bare.command()(_declared)
    return list(get_command(bare).params)


def take_shared(context: Any) -> None:
    """Take the shared options out of what was given, into the surroundings of the run."""
    given = {name: context.params.pop(name, None) for name in _NAMES}
    office = context.find_object(Office)
    if office is None:
        return
    if given["store"]:
        office.location = given["store"]
    if given["lang"]:
        if given["lang"] not in LANGUAGES:
            raise InvalidInputError(_("The language is zh or en, not “{value}”.").format(value=given["lang"]))
        use_language(given["lang"])
    if given["today"]:
        office.today = read_day(given["today"], office.day())


def read_day(typed: str, today: date) -> date:
    """A day given on the command line.

    Raises:
        InvalidInputError: when it is none.
    """
    from liaison.text.dates import parse_day

    return parse_day(typed, today)


class Command(TyperCommand):
    """A command with the shared options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_options())

    def invoke(self, ctx: Any) -> Any:
        """Take the shared options, then run the command."""
        take_shared(ctx)
        return super().invoke(ctx)


class Group(TyperGroup):
    """A group of commands with the shared options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_options())

    def invoke(self, ctx: Any) -> Any:
        """Take the shared options, then run the command that was named."""
        take_shared(ctx)
        return super().invoke(ctx)


def group(**settings: Any) -> typer.Typer:
    """A new group of commands."""
    return typer.Typer(
        cls=Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, **settings
    )
