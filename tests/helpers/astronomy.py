"""The Chinese calendar computed from the sky: new moons, solar terms and months, apart from any calendar table.

The rule is that of GB/T 33661-2017: a month begins on the day of the new moon, the winter solstice lies in the eleventh
month, and where thirteen months begin from one eleventh month to the next, the first without a major solar term is the
leap month. Moments are those of ephem (VSOP87 and a lunar theory good to a second or so); days are those of UTC+8 in
all years, also before 1929, when the almanacs of the time still used the mean time of Beijing (UTC+7:45:40).
"""

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import ephem

UTC_PLUS_8 = timedelta(hours=8)
BEIJING_MEAN_TIME = timedelta(hours=7, minutes=45, seconds=40)
_YEAR = 365.2422  # days
_FULL_TURN = 2 * math.pi


@dataclass(frozen=True)
class Month:
    """A lunar month: the year it is counted in, its number, its first day, and whether it is the leap one."""

    year: int
    number: int
    first: date
    leap: bool = False


def month_beginnings(first_year: int, last_year: int, offset: timedelta = UTC_PLUS_8) -> Iterator[Month]:
    """The months that belong to the lunar years from the one to the other."""
    months = [month for year in range(first_year, last_year + 2) for month in _year_to_solstice(year, offset)]
    return (month for month in months if first_year <= month.year <= last_year)


def term_moment(year: int, longitude: int) -> datetime:
    """The moment (UTC) in a solar year at which the sun reaches a longitude of 0 to 359 degrees."""
    after_equinox = (longitude + 80) % 360 / 360 * _YEAR  # the year begins at about 280 degrees
    moment = ephem.Date(f"{year}/1/1") + after_equinox
    target = math.radians(longitude)
    for _ in range(8):
        behind = (target - _sun_longitude(moment) + math.pi) % _FULL_TURN - math.pi
        moment += behind / _FULL_TURN * _YEAR
    found: datetime = ephem.Date(moment).datetime()
    return found


def day_of(moment: datetime, offset: timedelta = UTC_PLUS_8) -> date:
    """The day on which a moment (UTC) falls."""
    return (moment + offset).date()


def from_midnight(moment: datetime, offset: timedelta = UTC_PLUS_8) -> timedelta:
    """How far a moment (UTC) is from the nearest midnight."""
    local = moment + offset
    since = local - datetime.combine(local.date(), datetime.min.time())
    return min(since, timedelta(days=1) - since)


@cache
def new_moons() -> tuple[datetime, ...]:
    """The moments (UTC) of all new moons from 1899 to 2102."""
    moments = []
    at = ephem.Date("1899/1/1")
    while at < ephem.Date("2102/12/31"):
        at = ephem.next_new_moon(at)
        moments.append(at.datetime())
        at = ephem.Date(at + 1)
    return tuple(moments)


def _sun_longitude(moment: float) -> float:
    sun = ephem.Sun()
    sun.compute(moment, epoch=moment)
    seen = ephem.Equatorial(sun.g_ra, sun.g_dec, epoch=moment)
    return float(ephem.Ecliptic(seen, epoch=moment).lon)


@cache
def _days_of_new_moons(offset: timedelta) -> list[date]:
    return [day_of(moment, offset) for moment in new_moons()]


@cache
def _solstice_month(year: int, offset: timedelta) -> int:
    """The place, among the new moons, of the one that begins the month of a year's winter solstice."""
    return bisect_right(_days_of_new_moons(offset), day_of(term_moment(year, 270), offset)) - 1


def _year_to_solstice(year: int, offset: timedelta) -> list[Month]:
    """The months from the eleventh of the year before up to, but without, the eleventh of this year."""
    days = _days_of_new_moons(offset)
    begin, end = _solstice_month(year - 1, offset), _solstice_month(year, offset)
    leap_expected = end - begin == 13
    majors = [day_of(term_moment(year - 1, 270), offset)]
    majors += [day_of(term_moment(year, (300 + 30 * step) % 360), offset) for step in range(11)]
    months: list[Month] = []
    number = 10
    for place in range(begin, end):
        has_major = any(days[place] <= major < days[place + 1] for major in majors)
        leap = leap_expected and not has_major and place > begin
        if leap:
            leap_expected = False
        else:
            number = number % 12 + 1
        months.append(Month(year - (number > 10 and place < begin + 3), number, days[place], leap))
    return months
