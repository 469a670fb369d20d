"""Stretches of the calendar: periods of whole months that start with the year, and adding days without running out.

A period is a number: the months since the year 0, divided by the months that a period has (1, 3, 6 or 12).
"""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta


def period_of(day: date, months: int) -> int:
    """The period of ``months`` months that holds ``day``."""
    return (day.year * 12 + day.month - 1) // months


@lru_cache(maxsize=1024)
def first_day(period: int, months: int) -> date:
    """The first day of a period; the last day there is, for a period after the year 9999."""
    year, month = divmod(period * months, 12)
    return date(year, month + 1, 1) if year <= date.max.year else date.max


@lru_cache(maxsize=1024)
def last_day(period: int, months: int) -> date:
    """The last day of a period; the last day there is, for a period after the year 9999."""
    following = first_day(period + 1, months)
    return following if following == date.max else following - timedelta(days=1)


@lru_cache(maxsize=4096)
def first_obliged_period(start: date, months: int) -> int:
    """The period that holds ``start`` if at least half of it is left, else the next one."""
    period = period_of(start, months)
    gone, left = start - first_day(period, months), last_day(period, months) - start
    return period if gone <= left else period + 1


def later(day: date, step: relativedelta | timedelta) -> date:
    """``day + step``, or the last day there is where the calendar ends before it."""
    try:
        return day + step
    except (OverflowError, ValueError):
        return date.max
