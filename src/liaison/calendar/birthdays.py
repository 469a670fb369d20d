"""Birthdays, solar or lunar, without a year: on which day they are kept in a given year."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date

from liaison.calendar.lunar import FIRST_YEAR, LAST_YEAR, LunarDay, check_year, days_in_month, solar_day
from liaison.errors import InvalidInputError
from liaison.text.words import _

_LONGEST_SOLAR_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST_LUNAR_MONTH = 30


@dataclass(frozen=True)
class Birthday:
    """A month and a day of the solar or the lunar calendar; ``leap`` is a lunar leap month.

    Raises:
        InvalidInputError: when no year has such a day.
    """

    month: int
    day: int
    lunar: bool = False
    leap: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.month <= len(_LONGEST_SOLAR_MONTHS):
            raise InvalidInputError(_("Write a number from 1 to {highest}.").format(highest=12), field="birth_month")
        longest = _LONGEST_LUNAR_MONTH if self.lunar else _LONGEST_SOLAR_MONTHS[self.month - 1]
        if not 1 <= self.day <= longest:
            sentence = _("Month {month} has no day {day}.")
            raise InvalidInputError(sentence.format(month=self.month, day=self.day), field="birth_day")


def birthday_in(birthday: Birthday, year: int) -> date:
    """The day on which a birthday is kept in a year: a solar year, or for a lunar birthday a lunar one.

    So a lunar birthday of the eleventh or twelfth month may come in January or February of the year after. A birthday
    in a leap month is kept in the plain month of that number where the year has no such leap month; day 30 is
    kept on day 29 of a short month; 29 February on 28 February.

    Raises:
        InvalidInputError: for a lunar birthday in a year outside 1901 to 2100.
    """
    if birthday.lunar:
        check_year(year)
        leap_days = days_in_month(year, birthday.month, leap=True) if birthday.leap else 0
        days = leap_days or days_in_month(year, birthday.month)
        return solar_day(LunarDay(year, birthday.month, min(birthday.day, days), leap_days > 0))
    if (birthday.month, birthday.day) == (2, 29):
        return date(year, 2, 29 if isleap(year) else 28)
    return date(year, birthday.month, birthday.day)


def next_birthday(birthday: Birthday, today: date) -> date:
    """The first day from ``today`` on, today included, on which a birthday is kept.

    Raises:
        InvalidInputError: when that is a lunar birthday beyond the lunar year 2100.
    """
    years = range(today.year - 1, today.year + 2)  # the last lunar months of a year end in the next solar one
    if birthday.lunar:
        years = range(max(years.start, FIRST_YEAR), min(years.stop, LAST_YEAR + 1))
    coming = [day for year in years if (day := birthday_in(birthday, year)) >= today]
    if not coming:
        check_year(LAST_YEAR + 1)
    return min(coming)
