"""The Chinese lunar calendar for 1901 to 2100: which day a lunar day is, and how a lunar day is said."""

from dataclasses import dataclass
from datetime import date

from borax.calendars.lunardate import InvalidLunarDateError, LCalendars, LunarDate

from liaison.errors import InvalidInputError
from liaison.text.words import N_, _

FIRST_YEAR, LAST_YEAR = 1901, 2100
"""The years, lunar and solar, that are answered for."""

_MONTHS = (
    N_("1st lunar month"),
    N_("2nd lunar month"),
    N_("3rd lunar month"),
    N_("4th lunar month"),
    N_("5th lunar month"),
    N_("6th lunar month"),
    N_("7th lunar month"),
    N_("8th lunar month"),
    N_("9th lunar month"),
    N_("10th lunar month"),
    N_("11th lunar month"),
    N_("12th lunar month"),
)
_DAYS = (
    N_("1st day"),
    N_("2nd day"),
    N_("3rd day"),
    N_("4th day"),
    N_("5th day"),
    N_("6th day"),
    N_("7th day"),
    N_("8th day"),
    N_("9th day"),
    N_("10th day"),
    N_("11th day"),
    N_("12th day"),
    N_("13th day"),
    N_("14th day"),
    N_("15th day"),
    N_("16th day"),
    N_("17th day"),
    N_("18th day"),
    N_("19th day"),
    N_("20th day"),
    N_("21st day"),
    N_("22nd day"),
    N_("23rd day"),
    N_("24th day"),
    N_("25th day"),
    N_("26th day"),
    N_("27th day"),
    N_("28th day"),
    N_("29th day"),
    N_("30th day"),
)


@dataclass(frozen=True)
class LunarDay:
    """A day of the lunar calendar: ``leap`` says that its month is the second of that number in the year."""

    year: int
    month: int
    day: int
    leap: bool = False


def check_year(year: int) -> None:
    """The calendar is known for the years 1901 to 2100.

    Raises:
        InvalidInputError: for any other year.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        sentence = _("The lunar calendar is known for the years {first} to {last}, not for {year}.")
        raise InvalidInputError(sentence.format(first=FIRST_YEAR, last=LAST_YEAR, year=year), field="year")


def lunar_day(day: date) -> LunarDay:
    """The lunar day of a day.

    Raises:
        InvalidInputError: for a day outside 1901 to 2100.
    """
    check_year(day.year)
    found = LunarDate.from_solar(day)
    return LunarDay(found.year, found.month, found.day, bool(found.leap))


def solar_day(lunar: LunarDay) -> date:
    """The day that a lunar day is; one of the last lunar months may lie in the solar year after its own.

    Raises:
        InvalidInputError: for a year outside 1901 to 2100, or when the year has no such month or day.
    """
    check_year(lunar.year)
    try:
        found: date = LunarDate(lunar.year, lunar.month, lunar.day, int(lunar.leap)).to_solar_date()
    except InvalidLunarDateError:
        sentence = _("The lunar year {year} has no {day}.")
        said = month_day_words(lunar.month, lunar.day, leap=lunar.leap)
        raise InvalidInputError(sentence.format(year=lunar.year, day=said), field="day") from None
    return found


def days_in_month(year: int, month: int, *, leap: bool = False) -> int:
    """How many days a month of a lunar year has: 29 or 30; 0 where the year has no such leap month.

    Raises:
        InvalidInputError: for a year outside 1901 to 2100.
    """
    check_year(year)
    if leap and LCalendars.leap_month(year) != month:
        return 0
    return int(LCalendars.ndays(year, month, int(leap)))


def lunar_words(day: date) -> str:
    """The lunar date of a day in words: 农历正月初一, 1st day of the 1st lunar month.

    Raises:
        InvalidInputError: for a day outside 1901 to 2100.
    """
    lunar = lunar_day(day)
    return month_day_words(lunar.month, lunar.day, leap=lunar.leap)


def month_day_words(month: int, day: int, *, leap: bool = False) -> str:
    """A lunar month and day in words: 农历闰六月初一, 1st day of the leap 6th lunar month."""
    if not (1 <= month <= len(_MONTHS) and 1 <= day <= len(_DAYS)):
        return f"{month}-{day}"
    sentence = _("{day} of the leap {month}") if leap else _("{day} of the {month}")
    return sentence.format(day=_(_DAYS[day - 1]), month=_(_MONTHS[month - 1]))
