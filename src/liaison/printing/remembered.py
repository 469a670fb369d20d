"""How an office usually prints: kept among its settings, so that offsets are measured once."""

from dataclasses import fields
from enum import StrEnum

from sqlmodel import Session

from liaison.errors import InvalidInputError
from liaison.printing.options import OPTION_FIELDS, PrintOptions, options_from
from liaison.store.settings import PRINT_OPTIONS, change_setting, read_setting
from liaison.store.store import deed
from liaison.text.words import N_

_EACH_TIME = frozenset({"start", "blanks", "reach"})


def remembered_options(session: Session) -> PrintOptions:
    """The office's usual options; the program's own for what is not set or cannot be read."""
    known = {field.name for field in OPTION_FIELDS}
    pairs = (word.partition("=") for word in read_setting(session, PRINT_OPTIONS).split())
    typed = {name: value for name, _equals, value in pairs if name in known}
    try:
        return options_from(typed)
    except InvalidInputError:
        return PrintOptions()


@deed(N_("keep the usual way of printing"))
def remember_options(session: Session, options: PrintOptions) -> None:
    """Keep how something was printed as the usual way; what is chosen anew each time is not kept."""
    usual = PrintOptions()
    words = []
    for field in fields(PrintOptions):
        value = getattr(options, field.name)
        if field.name not in _EACH_TIME and value != getattr(usual, field.name):
            words.append(f"{field.name}={_word(value)}")
    change_setting(session, PRINT_OPTIONS, " ".join(words))


def _word(value: object) -> str:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
