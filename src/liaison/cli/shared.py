"""The options that every command has, wherever they stand on the line: the store, the language, the day."""

from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from liaison.cli.context import Office
from liaison.cli.help import SHARED_OPTIONS, help_page
from liaison.errors import InvalidInputError
from liaison.text.words import LANGUAGES, N_, _, listed, use_language

# The words of options are marked, not translated, where they are declared: the help page translates what it shows.


def _declared(
    store: Annotated[
        str | None,
        typer.Option(metavar=N_("PATH-or-URL"), help=N_("The store: a file, or a database URL. Also LIAISON_STORE.")),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="zh|en", help=N_("The language: zh or en. Also LIAISON_LANG."))
    ] = None,
    today: Annotated[
        str | None, typer.Option(metavar=N_("DAY"), help=N_("Take this day as today (YYYY-MM-DD)."))
    ] = None,
) -> None:
    """The shared options, declared once as Typer reads them."""


@cache
def _options() -> Sequence[Any]:
    """The shared options as Typer reads them: made once, since every command has the same."""
    bare = typer.Typer(add_completion=False)
    bare.command()(_declared)
    return tuple(get_command(bare).params)


def take_shared(context: Any) -> None:
    """Take the shared options out of what was given, into the surroundings of the run."""
    given = {name: context.params.pop(name, None) for name in SHARED_OPTIONS}
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


def read_day(typed: str, today: date, *, future: bool = False) -> date:
    """A day given on the command line; with ``future``, one without a year is the next of its kind.

    Raises:
        InvalidInputError: when it is none.
    """
    from liaison.text.dates import parse_day

    return parse_day(typed, today, future=future)


class Command(TyperCommand):
    """A command with the shared options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_options())

    def invoke(self, ctx: Any) -> Any:
        """Take the shared options, then run the command."""
        take_shared(ctx)
        return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(help_page(self, ctx))


class Group(TyperGroup):
    """A group of commands with the shared options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_options())

    def invoke(self, ctx: Any) -> Any:
        """Take the shared options, then run the command that was named."""
        take_shared(ctx)
        return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that was named.

        Raises:
            InvalidInputError: when there is none, naming those that are like it.
        """
        name = args[0]
        if self.get_command(ctx, name) is not None:
            return super().resolve_command(ctx, args)
        sentence = _("There is no command “{name}”.").format(name=f"{ctx.command_path} {name}")
        near = get_close_matches(name, self.commands)
        if near:
            sentence += _(" Did you mean {names}?").format(names=listed(near))
        raise InvalidInputError(sentence)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(help_page(self, ctx))


def add_command(
    app: typer.Typer, name: str, command: Callable[..., None], *, words: str, example: str, hidden: bool = False
) -> None:
    """Add a command to a group: ``words`` say in one sentence what it does, ``example`` is a line that calls it."""
    app.command(name, cls=Command, help=words, epilog=example, hidden=hidden)(command)


def group(**settings: Any) -> typer.Typer:
    """A new group of commands; called without a command, it shows its help page."""
    return typer.Typer(
        cls=Group,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        **{"no_args_is_help": True, **settings},
    )
