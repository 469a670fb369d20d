"""``liaison manual``: all help pages on one page of Markdown; docs/commands.md is what it prints in English."""

from collections.abc import Iterator, Mapping
from typing import Any

import typer

from liaison.cli.help import help_page
from liaison.cli.shared import add_command
from liaison.errors import ExitCode
from liaison.text.words import N_, _

WIDTH = 88

EXIT_CODE_WORDS: Mapping[ExitCode, str] = {
    ExitCode.DONE: N_("done"),
    ExitCode.FINDINGS: N_("done, but with findings: rejected rows, differences"),
    ExitCode.WRONG_USE: N_("wrong use: a command, option or value that cannot be taken"),
    ExitCode.NOT_FOUND: N_("not found"),
    ExitCode.CONFLICT: N_("conflict with what the store holds, or not clear who is meant"),
    ExitCode.STORE_UNUSABLE: N_("the store cannot be opened, read or written"),
    ExitCode.BUG: N_("a fault of the program"),
}
ENVIRONMENT_WORDS: Mapping[str, str] = {
    "LIAISON_STORE": N_("the store, where --store does not say"),
    "LIAISON_LANG": N_("the language, zh or en, where --lang does not say"),
    "LIAISON_USER": N_("who is at work, for the history; else the user of the system"),
    "LIAISON_BUSY_MS": N_("how long to wait while somebody else writes, in milliseconds; else 5000"),
}


def register(app: typer.Typer) -> None:
    """Add the command; it is for whoever keeps the documentation, and hidden."""
    add_command(
        app,
        "manual",
        manual,
        words=N_("Print all help pages as Markdown."),
        example="liaison manual --lang en > docs/commands.md",
        hidden=True,
    )


def manual(context: typer.Context) -> None:
    """Print the manual."""
    root = context.find_root()
    print(manual_page(root.command, root))


def manual_page(command: Any, context: Any) -> str:
    """The manual of the whole command line."""
    lines = ["# " + _("The commands of liaison"), "", _("Written by “liaison manual”; do not edit by hand."), ""]
    for each, place in _walk(command, context):
        lines += [f"## {place.command_path}", "", "```text", help_page(each, place, WIDTH), "```", ""]
    lines += ["## " + _("Environment"), ""]
    lines += [*(f"- `{name}`: {_(words)}" for name, words in ENVIRONMENT_WORDS.items()), ""]
    lines += ["## " + _("Exit codes"), "", *(f"- {code.value}: {_(words)}" for code, words in EXIT_CODE_WORDS.items())]
    return "\n".join(lines)


def _walk(command: Any, context: Any) -> Iterator[tuple[Any, Any]]:
    """Every command that is shown, with a context that knows its path."""
    yield command, context
    names = command.list_commands(context) if hasattr(command, "list_commands") else []
    for name in names:
        child = command.get_command(context, name)
        if not child.hidden:
            yield from _walk(child, type(context)(child, info_name=name, parent=context))
