"""Options made from declared fields, so that a field is named, parsed and explained in one place."""

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.output import Format, Page
from liaison.cli.shared import read_day
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from liaison.text.fields import Field

DAY = N_("DAY")
Form = Annotated[Format, typer.Option("--format", help=N_("How to print the list."))]
PageForm = Annotated[Page, typer.Option("--format", help=N_("How to print it."))]
Who = Annotated[
    str, typer.Argument(metavar=N_("WHO"), help=N_("Who: a name, name（unit）, a number, pinyin or '#id'."))
]
Cadre = Annotated[
    str, typer.Argument(metavar=N_("CADRE"), help=N_("The cadre: a name, name（unit）, a number, pinyin or '#id'."))
]
Recipient = Annotated[
    str, typer.Option("--to", metavar=N_("RECIPIENT"), help=N_("Who gets the file; nobody but the office without it."))
]
Purpose = Annotated[str, typer.Option("--purpose", metavar=N_("WHY"), help=N_("What the file is given out for."))]
TYPED = "typed"
"""The parameter in which a command gets what was typed for the options of fields: the texts by field name."""


def with_field_options(
    command: Callable[..., None], fields: Sequence["Field"], *, without: Collection[str] = ()
) -> Callable[..., None]:
    """The command with an option for each field, but for those in ``without``; it gets them as ``typed``."""
    offered = [field for field in fields if field.name not in without]
    own = inspect.signature(command, eval_str=True)
    parameters = [p for p in own.parameters.values() if p.name != TYPED]
    parameters += [_parameter(field) for field in offered]

    @wraps(command)
    def run(**given: Any) -> None:
        typed = {field.name: given.pop(field.name) for field in offered}
        command(**given, **{TYPED: {name: text for name, text in typed.items() if text is not None}})

    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined] # what inspect reads first
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def read_fields(fields: Sequence["Field"], typed: Mapping[str, str], today: date) -> dict[str, Any]:
    """The values of the fields that were typed; days may be typed as words, an empty text clears a value.

    Raises:
        InvalidInputError: naming the field that is wrong.
    """
    return {field.name: _read(field, typed[field.name], today) for field in fields if field.name in typed}


def _parameter(field: "Field") -> inspect.Parameter:
    option = typer.Option(f"--{field.name.replace('_', '-')}", metavar=_metavar(field), help=_help(field))
    return inspect.Parameter(
        field.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[str | None, option]
    )


def _metavar(field: "Field") -> str:
    if field.choices is not None:
        return "|".join(code for code, _word in field.choices())
    return DAY if field.is_day else N_("TEXT")


def _help(field: "Field") -> str:
    if field.hint is None:
        return field.label()
    return _("{label}: {hint}").format(label=field.label(), hint=field.hint())


def _read(field: "Field", typed: str, today: date) -> Any:
    if not field.is_day or not typed.strip():
        return field.read(typed)
    try:
        return read_day(typed, today)
    except InvalidInputError as error:
        sentence = _("{field}: {sentence}")
        raise InvalidInputError(
            sentence.format(field=field.label(), sentence=error.sentence), field=field.name
        ) from error
