"""What is wrong with a command line, said in the user's language; Typer itself speaks English only."""

import re
from typing import Any

from typer._click.exceptions import (  # the errors of Typer's own copy of Click have no other home
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
)

from liaison.text.words import _, listed

_EXTRA = re.compile(r"Got unexpected extra argument\(s\) \((?P<words>.*)\)", re.DOTALL)
_NO_VALUE = "does not take a value."


def usage_remark(error: ClickException) -> str:
    """The sentence for a command line that cannot be understood, and where help is found.

    For a group that was called without a command, the group's help page.
    """
    if isinstance(error, NoArgsIsHelpError):
        return error.format_message()
    sentence = _("liaison: {sentence}").format(sentence=_sentence(error))
    context = getattr(error, "ctx", None)
    if context is None:
        return sentence
    return sentence + "\n" + _("Help: {command}").format(command=f"{context.command_path} --help")


def _sentence(error: ClickException) -> str:
    if isinstance(error, NoSuchOption):
        return _no_such_option(error)
    if isinstance(error, MissingParameter):
        return _("{name} is missing.").format(name=_name(error.param))
    if isinstance(error, BadParameter):
        return _bad_value(error)
    if isinstance(error, BadOptionUsage):
        takes_none = error.message.endswith(_NO_VALUE)
        sentence = _("{name} takes no value.") if takes_none else _("{name} needs a value after it.")
        return sentence.format(name=error.option_name)
    if found := _EXTRA.fullmatch(error.message):
        sentence = _("“{words}” is more than this command takes. Put words with spaces in quotation marks.")
        return sentence.format(words=found["words"])
    return error.format_message()


def _no_such_option(error: NoSuchOption) -> str:
    sentence = _("There is no option {name}.").format(name=error.option_name)
    if not error.possibilities:
        return sentence
    meant = listed(sorted(error.possibilities))
    return sentence + _(" Did you mean {names}?").format(names=meant)


def _bad_value(error: BadParameter) -> str:
    name, value = _name(error.param), _given(error)
    choices = error.param.type_descriptor.choices if error.param is not None else None
    if choices:
        offered = listed(str(getattr(choice, "value", choice)) for choice in choices)
        return _("{name}: “{value}” is not one of: {offered}.").format(name=name, value=value, offered=offered)
    limits = _limits(error.param)
    if limits:
        return _("{name}: “{value}” is not a whole number {limits}.").format(name=name, value=value, limits=limits)
    return _("{name}: “{value}” is not a whole number.").format(name=name, value=value)


def _limits(parameter: Any) -> str:
    lowest, highest = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if lowest is not None and highest is not None:
        return _("from {lowest} to {highest}").format(lowest=lowest, highest=highest)
    return "" if lowest is None else _("from {lowest} on").format(lowest=lowest)


def _name(parameter: Any) -> str:
    if parameter is None:
        return "?"
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return _(parameter.metavar) if parameter.metavar else str(parameter.name).upper()


def _given(error: BadParameter) -> object:
    """The value that was typed: Typer leaves it with the error that it raised this one from."""
    errors = getattr(error.__cause__, "errors", None)
    found = errors() if errors is not None else []
    return found[0].get("input", "") if found else ""
