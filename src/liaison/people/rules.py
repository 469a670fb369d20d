"""What makes sense of people: pure checks, each raising a sentence with the field that is wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from liaison.errors import InvalidInputError
from liaison.text.names import split_name
from liaison.text.words import _

SNOOZE_LIMIT_DAYS = 60
_SHORTER_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def check_name(name: str) -> None:
    """A person has a name.

    Raises:
        InvalidInputError: when it is empty.
    """
    if not name.strip():
        raise InvalidInputError(_("A person needs a name."), field="name")


def check_stay(joined_on: date | None, left_on: date | None) -> None:
    """A cadre leaves after joining.

    Raises:
        InvalidInputError: when the days are the other way round.
    """
    if joined_on and left_on and left_on < joined_on:
        sentence = _("A cadre cannot leave on {left}, before joining on {joined}.")
        raise InvalidInputError(sentence.format(left=left_on, joined=joined_on), field="left_on")


def check_birthday(values: Mapping[str, Any]) -> None:
    """A birthday is a month and a day that exist together; a lunar month has at most 30 days.

    Raises:
        InvalidInputError: when one is missing or the day does not exist.
    """
    month, day = values.get("birth_month"), values.get("birth_day")
    if (month is None) != (day is None):
        raise InvalidInputError(_("A birthday needs both the month and the day."), field="birth_day")
    if month is None or day is None:
        return
    longest = 30 if values.get("birth_lunar") else _SHORTER_MONTHS.get(month, 31)
    if day > longest:
        sentence = _("Month {month} has no day {day}.")
        raise InvalidInputError(sentence.format(month=month, day=day), field="birth_day")


def check_pause(from_on: date, until: date | None, today: date, *, snooze: bool) -> None:
    """A pause has begun by today, ends after it begins, and as a snooze of one pairing lasts at most 60 days.

    Raises:
        InvalidInputError: otherwise.
    """
    if from_on > today:
        raise InvalidInputError(_("A pause cannot begin in the future ({day}).").format(day=from_on), field="from_on")
    if until is not None and until < from_on:
        sentence = _("A pause cannot end on {until}, before it begins on {start}.")
        raise InvalidInputError(sentence.format(until=until, start=from_on), field="until")
    if snooze and (until is None or (until - from_on).days + 1 > SNOOZE_LIMIT_DAYS):
        sentence = _("A snooze of one pairing needs a last day, at most {limit} days on.")
        raise InvalidInputError(sentence.format(limit=SNOOZE_LIMIT_DAYS), field="until")


def greeting_names(greeting: str, name: str) -> bool:
    """Whether the greeting of a household names somebody: by the surname, in Latin letters by any word of the name."""
    surname, given = split_name(name)
    parts = [surname] if given else name.split()
    return any(part.casefold() in greeting.casefold() for part in parts)
