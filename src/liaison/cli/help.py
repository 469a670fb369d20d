"""The help page of a command, in the user's language: usage, what it does, arguments, options, an example."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from liaison.text.words import N_, _

SHARED_OPTIONS = ("store", "lang", "today")
"""The options that every command has; they stand apart on the page."""

_WIDEST = 100
_GAP = 2
_FIRST_COLUMN = 30
_METAVARS = {int: N_("NUMBER"), str: N_("TEXT")}


def help_page(command: Any, context: Any, width: int | None = None) -> str:
    """The page of one command or group, at most ``width`` columns wide (the terminal's width unless given)."""
    from liaison.text.display import wrap

    columns = min(width or shutil.get_terminal_size().columns, _WIDEST)
    parts = [_usage(command, context)]
    if command.help:
        parts.append("\n".join(wrap(_(command.help), columns)))
    for title, rows in _sections(command, context):
        if rows:
            parts.append(f"{title}\n" + "\n".join(_definitions(rows, columns)))
    if command.epilog:
        parts.append(_("Example: {line}").format(line=command.epilog))
    return "\n\n".join(parts)


def _usage(command: Any, context: Any) -> str:
    pieces = [context.command_path, _("[options]")]
    pieces += [_argument_name(p, bracketed=True) for p in command.params if p.param_type_name == "argument"]
    if _commands(command, context):
        pieces.append(_("COMMAND …"))
    return _("Usage: {line}").format(line=" ".join(pieces))


def _sections(command: Any, context: Any) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    shown = [p for p in command.params if not getattr(p, "hidden", False)]
    arguments = [p for p in shown if p.param_type_name == "argument"]
    options = [p for p in shown if p.param_type_name == "option"]
    own = [p for p in options if p.name not in SHARED_OPTIONS]
    shared = [p for p in options if p.name in SHARED_OPTIONS]
    yield _("Commands:"), _commands(command, context)
    yield _("Arguments:"), [(_argument_name(p), _said(p.help)) for p in arguments]
    yield _("Options:"), [_option(p) for p in own]
    yield (
        _("Options of every command:"),
        [*(_option(p) for p in shared), ("--help", _("Show this page and stop."))],
    )


def _said(words: str | None) -> str:
    return _(words) if words else ""


def _commands(command: Any, context: Any) -> list[tuple[str, str]]:
    names = command.list_commands(context) if hasattr(command, "list_commands") else []
    found = [(name, command.get_command(context, name)) for name in names]
    return [(name, _said(each.help)) for name, each in found if not each.hidden]


def _argument_name(parameter: Any, *, bracketed: bool = False) -> str:
    name = _(parameter.metavar) if parameter.metavar else str(parameter.name).upper()
    name += "…" if parameter.nargs == -1 else ""
    return f"[{name}]" if bracketed and not parameter.required else name


def _option(parameter: Any) -> tuple[str, str]:
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    value = "" if parameter.is_flag else f" {_metavar(parameter)}"
    more = "…" if parameter.multiple else ""
    required = _(" (required)") if parameter.required else ""
    return f"{names}{value}{more}", _said(parameter.help) + required


def _metavar(parameter: Any) -> str:
    if parameter.metavar:
        return _(parameter.metavar)
    described = parameter.type_descriptor
    if described.choices:
        return "|".join(str(getattr(c, "value", c)) for c in described.choices)
    return _(_METAVARS.get(described.annotation, _METAVARS[str]))


def _definitions(rows: Sequence[tuple[str, str]], width: int) -> Iterable[str]:
    from liaison.text.display import cell_width, wrap

    first = min(max(cell_width(name) for name, _text in rows), _FIRST_COLUMN) + _GAP
    for name, text in rows:
        lines = wrap(text, max(width - first - _GAP, 20))
        fits = cell_width(name) + _GAP <= first
        if not fits:
            yield f"  {name}"
        head = f"  {name}" + " " * (first - cell_width(name)) if fits else " " * (first + 2)
        for number, line in enumerate(lines):
            yield ((head if number == 0 else " " * (first + 2)) + line).rstrip()
