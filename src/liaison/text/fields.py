"""What a field is: how one value is named, parsed and shown.

A capability declares its fields once, in its ``fields.py``; forms, command options and workbook columns read them.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from liaison.errors import InvalidInputError
from liaison.text.dates import parse_cell_day
from liaison.text.words import _, in_both, listed

TEXT_LIMIT = 2000
NAME_LIMIT = 80

E = TypeVar("E", bound=StrEnum)
_LINE_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")


@dataclass(frozen=True)
class Field:
    """One field of a record.

    ``name`` is the column and the keyword of the deed; ``header`` the column of the office workbook (always
    Chinese); ``label`` says the name in the user's language when called; ``parse`` turns what was typed into a value
    and raises `InvalidInputError`; ``show`` turns a value into what is typed; ``choices`` lists what can be chosen, as
    value and word; ``hint`` is one line of help; ``is_day`` marks dates, for which a form also takes words such as
    “yesterday”.
    """

    name: str
    header: str
    label: Callable[[], str]
    parse: Callable[[str], Any]
    show: Callable[[Any], str] = lambda value: "" if value is None else str(value)
    required: bool = False
    choices: Callable[[], list[tuple[str, str]]] | None = None
    hint: Callable[[], str] | None = None
    lines: int = 1
    is_day: bool = False

    def read(self, typed: str) -> Any:
        """Parse what was typed, naming this field in the error.

        Raises:
            InvalidInputError: with ``field`` set, when the value is missing or malformed.
        """
        try:
            value = self.parse(typed)
        except InvalidInputError as error:
            raise InvalidInputError(f"{self.label()}: {error.sentence}", field=self.name) from error
        if self.required and value in (None, ""):
            raise InvalidInputError(_("{field}: fill this in.").format(field=self.label()), field=self.name)
        return value


def clean(typed: str) -> str:
    """Text as it is stored: NFC, ends trimmed, control and invisible characters out, line breaks as ``\\n``."""
    text = typed if typed.isascii() else unicodedata.normalize("NFC", typed)
    if text.isprintable():  # as most texts are: nothing to take out, and an import looks at millions
        return text.strip()
    text = _LINE_BREAKS.sub("\n", text)
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} or c == "\u200d")
    return "".join(" " if c == "\t" else c for c in kept).strip()


def one_line(limit: int = 200) -> Callable[[str], str]:
    """A parser for one line of text of at most ``limit`` characters."""

    def parse(typed: str) -> str:
        if typed.isprintable():  # one line already
            return _within(clean(typed), limit)
        text = " ".join(clean(typed.replace("\t", " ")).split("\n")).strip()
        return _within(text, limit)

    return parse


def many_lines(limit: int = TEXT_LIMIT) -> Callable[[str], str]:
    """A parser for text of several lines and at most ``limit`` characters."""
    return lambda typed: _within(clean(typed.replace("\t", " ")), limit)


def choice(enum: type[E], words: Mapping[E, str]) -> Callable[[str], E]:
    """A parser for one of ``enum``, given as its code or as its word in either language."""

    def parse(typed: str) -> E:
        asked = clean(typed).casefold()
        for member in enum:
            if asked in {member.value.casefold(), *(word.casefold() for word in in_both(words[member]))}:
                return member
        offered = listed(_(words[member]) for member in enum)
        raise InvalidInputError(_("“{value}” is not one of: {offered}.").format(value=typed, offered=offered))

    return parse


def code_choices(enum: type[E], words: Mapping[E, str]) -> Callable[[], list[tuple[str, str]]]:
    """What can be chosen from ``enum``: each code with its word in the user's language."""
    return lambda: [(member.value, _(words[member])) for member in enum]


def code_word(words: Mapping[E, str]) -> Callable[[E | None], str]:
    """How a member of an enum is shown: its word in the user's language."""
    return lambda member: "" if member is None else _(words[member])


def day(typed: str) -> date | None:
    """A parser for a whole date, however it is written; nothing where nothing is typed."""
    return parse_cell_day(typed) if typed.strip() else None


def iso_date(value: date | None) -> str:
    """A date as it is shown and typed: 2026-03-05."""
    return "" if value is None else value.isoformat()


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        sentence = _("{count} characters are too many; at most {limit} fit here.")
        raise InvalidInputError(sentence.format(count=len(text), limit=limit))
    return text
