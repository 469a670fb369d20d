"""Which days the office works: weekends, public holidays, shifted working days, and the office's own overrides.

The public holidays and the working days shifted to weekends (调休) are those that the State Council announces each
November for the next year, as the library holidays knows them; it has them from 2001 on. For a year whose announcement
it does not know yet, only the statutory holidays are known, and every answer is provisional.

Overrides say of single days that the office works (True) or does not (False), whatever the calendar says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

Overrides = Mapping[date, bool]

_NONE: Overrides = {}
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class _Year:
    """What a solar year holds apart from its weekends."""

    holidays: frozenset[date]
    shifted_working_days: frozenset[date]


def is_working_day(day: date, overrides: Overrides = _NONE) -> bool:
    """Whether the office works on a day."""
    if day in overrides:
        return overrides[day]
    year = _year(day.year)
    if day in year.shifted_working_days:
        return True
    return day.weekday() < _SATURDAY and day not in year.holidays


def working_day_on_or_before(day: date, overrides: Overrides = _NONE) -> date:
    """The day itself if the office works on it, else the last working day before it."""
    return _first(day, -_DAY, lambda found: is_working_day(found, overrides))


def working_day_on_or_after(day: date, overrides: Overrides = _NONE) -> date:
    """The day itself if the office works on it, else the next working day after it."""
    return _first(day, _DAY, lambda found: is_working_day(found, overrides))


def add_working_days(day: date, count: int, overrides: Overrides = _NONE) -> date:
    """The working day that is ``count`` working days after a day, or before it if ``count`` is negative.

    The day itself is not counted, so the result is always a working day, but for a count of 0, which is the day itself.
    """
    step = _DAY if count > 0 else -_DAY
    for _step in range(abs(count)):
        day = _first(day + step, step, lambda found: is_working_day(found, overrides))
    return day


def is_provisional(year: int) -> bool:
    """Whether the shifted working days of a year are not announced yet, as far as the library knows."""
    return year > _last_announced_year()


def _first(day: date, step: timedelta, wanted: Callable[[date], bool]) -> date:
    while not wanted(day):
        day += step
    return day


@cache
def _year(year: int) -> _Year:
    from holidays import country_holidays  # noqa: PLC0415 - takes long to load, and few commands plan days

    # The arrangement of a year may shift a working day to the last days of the year before.
    found = country_holidays("CN", language="zh_CN", years=[year, year + 1])
    return _Year(
        frozenset(day for day in found if day.year == year),
        frozenset(day for day in found.weekend_workdays if day.year == year),
    )


@cache
def _last_announced_year() -> int:
    from holidays import country_holidays  # noqa: PLC0415 - as above

    announced: Mapping[int, object] = country_holidays("CN", language="zh_CN").special_public_holidays
    return max(announced)
