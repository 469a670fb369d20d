"""The calendar against new moons and solar terms that ephem computes; `astronomy` says by which rule.

The table gives days as the almanacs of their time had them, the sky is read at UTC+8 in all years. They part where a
new moon falls within minutes of midnight: before 1929 because almanacs kept the mean time of Beijing (those of the
Republic, that is; that of 1906 reckoned in the old way of the Qing), far ahead because nobody knows yet how the earth's
rotation will run, and the calendars in print follow older predictions.
"""

from datetime import date, timedelta

import pytest

from astronomy import (
    BEIJING_MEAN_TIME,
    Month,
    day_of,
    from_midnight,
    month_beginnings,
    new_moons,
    term_moment,
)
from liaison.calendar.birthdays import Birthday, birthday_in
from liaison.calendar.festivals import Festival, festival_day
from liaison.calendar.lunar import FIRST_YEAR, LAST_YEAR, LunarDay, days_in_month, lunar_day, solar_day

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)

MEAN_TIME = {  # published beginning of the month, new moon at UTC+8
    Month(1914, 10, date(1914, 11, 17)): date(1914, 11, 18),
    Month(1916, 1, date(1916, 2, 3)): date(1916, 2, 4),
    Month(1920, 10, date(1920, 11, 10)): date(1920, 11, 11),
}
FAR_AHEAD = {
    Month(2057, 9, date(2057, 9, 29)): date(2057, 9, 28),
    Month(2089, 8, date(2089, 9, 5)): date(2089, 9, 4),
    Month(2097, 7, date(2097, 8, 8)): date(2097, 8, 7),
}


@pytest.fixture(scope="module")
def sky() -> dict[tuple[int, int, bool], date]:
    """The first days of all lunar months."""
    return {(month.year, month.number, month.leap): month.first for month in month_beginnings(YEARS[0], YEARS[-1])}


def test_every_month_begins_on_its_new_moon_but_for_the_known_ties(sky: dict[tuple[int, int, bool], date]) -> None:
    table = {
        (year, month, leap): solar_day(LunarDay(year, month, 1, leap))
        for year in YEARS
        for month in range(1, 13)
        for leap in (False, True)
        if days_in_month(year, month, leap=leap)
    }
    assert table.keys() == sky.keys()
    parted = {
        Month(year, month, first, leap): sky[year, month, leap]
        for (year, month, leap), first in table.items()
        if first != sky[year, month, leap]
    }
    assert parted == MEAN_TIME | FAR_AHEAD


def test_the_ties_before_1929_are_those_of_the_mean_time_of_beijing() -> None:
    by_mean_time = set(month_beginnings(1901, 1928, BEIJING_MEAN_TIME))
    assert by_mean_time >= MEAN_TIME.keys()


def test_the_ties_far_ahead_lie_within_three_minutes_of_midnight() -> None:
    days = set(FAR_AHEAD.values())
    distances = [from_midnight(moment) for moment in new_moons() if day_of(moment) in days]
    assert len(distances) == len(FAR_AHEAD)
    assert max(distances) < timedelta(minutes=3)


def test_spring_festival_is_the_first_new_moon_of_the_year(sky: dict[tuple[int, int, bool], date]) -> None:
    parted = {
        year: festival_day(Festival.SPRING, year)
        for year in YEARS
        if festival_day(Festival.SPRING, year) != sky[year, 1, False]
    }
    assert parted == {1916: date(1916, 2, 3)}  # the mean time of Beijing


def test_mid_autumn_is_fourteen_days_after_the_eighth_new_moon(sky: dict[tuple[int, int, bool], date]) -> None:
    parted = {
        year: festival_day(Festival.MID_AUTUMN, year)
        for year in YEARS
        if festival_day(Festival.MID_AUTUMN, year) != sky[year, 8, False] + timedelta(days=14)
    }
    assert parted == {2089: date(2089, 9, 19)}  # a tie far ahead


def test_qingming_is_the_day_of_the_fifteenth_degree() -> None:
    assert {year: festival_day(Festival.QINGMING, year) for year in YEARS} == {
        year: day_of(term_moment(year, 15)) for year in YEARS
    }


def test_qingming_is_never_a_tie() -> None:
    assert min(from_midnight(term_moment(year, 15)) for year in YEARS) > timedelta(minutes=9)


@pytest.mark.parametrize(
    ("festival", "month", "after"),
    [(Festival.LANTERN, 1, 14), (Festival.DRAGON_BOAT, 5, 4), (Festival.DOUBLE_NINTH, 9, 8)],
)
def test_the_other_festivals_count_from_their_new_moon(
    festival: Festival, month: int, after: int, sky: dict[tuple[int, int, bool], date]
) -> None:
    ties = {1916, 2057}
    for year in YEARS:
        off = festival_day(festival, year) - sky[year, month, False] - timedelta(days=after)
        assert off == timedelta(0) or (year in ties and abs(off) == timedelta(days=1)), year


def test_a_lunar_birthday_is_kept_as_long_after_the_new_moon(sky: dict[tuple[int, int, bool], date]) -> None:
    for year in range(1930, 2057):
        for month in (1, 6, 12):
            kept = birthday_in(Birthday(month, 20, lunar=True), year)
            assert kept == sky[year, month, False] + timedelta(days=19)
            assert lunar_day(kept) == LunarDay(year, month, 20)
