"""The festivals for which an office writes: on which day they fall, and which come next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice, takewhile

from borax.calendars.lunardate import TermUtils

from liaison.calendar.lunar import FIRST_YEAR, LAST_YEAR, LunarDay, check_year, lunar_words, solar_day
from liaison.text.words import N_


class Festival(StrEnum):
    """A festival, in the order of the year."""

    SPRING = "spring"
    LANTERN = "lantern"
    QINGMING = "qingming"
    DRAGON_BOAT = "dragon_boat"
    MID_AUTUMN = "mid_autumn"
    DOUBLE_NINTH = "double_ninth"


FESTIVAL_WORDS: Mapping[Festival, str] = {
    Festival.SPRING: N_("Spring Festival"),
    Festival.LANTERN: N_("Lantern Festival"),
    Festival.QINGMING: N_("Qingming"),
    Festival.DRAGON_BOAT: N_("Dragon Boat Festival"),
    Festival.MID_AUTUMN: N_("Mid-Autumn Festival"),
    Festival.DOUBLE_NINTH: N_("Double Ninth Festival"),
}

_LUNAR: Mapping[Festival, tuple[int, int]] = {
    Festival.SPRING: (1, 1),
    Festival.LANTERN: (1, 15),
    Festival.DRAGON_BOAT: (5, 5),
    Festival.MID_AUTUMN: (8, 15),
    Festival.DOUBLE_NINTH: (9, 9),
}


@dataclass(frozen=True)
class UpcomingFestival:
    """A festival as seen from a day: ``days_left`` is 0 on the day itself, below 0 afterwards.

    ``lunar_words`` is its lunar date in the language spoken when it was asked for.
    """

    festival: Festival
    day: date
    lunar_words: str
    days_left: int


def festival_day(festival: Festival, year: int) -> date:
    """The day of a festival in a solar year, as published calendars have it.

    Qingming is the day on which the sun reaches 15 degrees of longitude; the others are days of a lunar month, never
    of a leap one. Where a new moon falls within minutes of midnight and lies far ahead, the calendars in print differ
    by a day: so Double Ninth 2057 and Mid-Autumn 2089.

    Raises:
        InvalidInputError: for a year outside 1901 to 2100.
    """
    check_year(year)
    if festival is Festival.QINGMING:
        day: date = TermUtils.nth_term_day(year, term_name="清明")
        return day
    month, day_of_month = _LUNAR[festival]
    return solar_day(LunarDay(year, month, day_of_month))


def festivals_of_year(year: int, today: date) -> list[UpcomingFestival]:
    """The festivals of a solar year, in their order, as seen from ``today``.

    Raises:
        InvalidInputError: for a year outside 1901 to 2100.
    """
    return [_seen(festival, festival_day(festival, year), today) for festival in Festival]


def next_festivals(today: date, *, count: int | None = None, within: int | None = None) -> list[UpcomingFestival]:
    """The festivals from ``today`` on, today's included, the next first.

    At most ``count`` of them, at most ``within`` days off; without either, all that are known: up to the year 2100.
    """
    coming: Iterator[UpcomingFestival] = (_seen(festival, day, today) for festival, day in _from(today))
    if within is not None:
        coming = takewhile(lambda found: found.days_left <= within, coming)
    return list(islice(coming, count))


def upcoming(today: date, days: int = 90) -> list[UpcomingFestival]:
    """The festivals of the next ``days`` days, today's included, the next first."""
    return next_festivals(today, within=days)


def _from(today: date) -> Iterator[tuple[Festival, date]]:
    for year in range(max(today.year, FIRST_YEAR), LAST_YEAR + 1):
        for festival in Festival:
            day = festival_day(festival, year)
            if day >= today:
                yield festival, day


def _seen(festival: Festival, day: date, today: date) -> UpcomingFestival:
    return UpcomingFestival(festival, day, lunar_words(day), (day - today).days)
