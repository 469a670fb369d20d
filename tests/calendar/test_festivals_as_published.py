"""Festivals against printed calendars, seen from a day, and said in both languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.calendar.festivals import Festival, UpcomingFestival, festival_day, next_festivals, upcoming
from liaison.calendar.lunar import FIRST_YEAR, LAST_YEAR, LunarDay, lunar_day, lunar_words, solar_day
from liaison.errors import InvalidInputError
from liaison.text.words import use_language

# Spring, Qingming, Dragon Boat, Mid-Autumn as the holiday notices of the State Council and printed calendars have them.
PUBLISHED = {
    1949: ("01-29", "04-05", "06-01", "10-06"),
    1978: ("02-07", "04-05", "06-10", "09-17"),  # several programs err on this Mid-Autumn
    1985: ("02-20", "04-05", "06-22", "09-29"),
    2000: ("02-05", "04-04", "06-06", "09-12"),
    2008: ("02-07", "04-04", "06-08", "09-14"),
    2020: ("01-25", "04-04", "06-25", "10-01"),
    2023: ("01-22", "04-05", "06-22", "09-29"),
    2024: ("02-10", "04-04", "06-10", "09-17"),
    2025: ("01-29", "04-04", "05-31", "10-06"),
    2026: ("02-17", "04-05", "06-19", "09-25"),
    2027: ("02-06", "04-05", "06-09", "09-15"),  # several programs err on this Spring Festival
    2030: ("02-03", "04-05", "06-05", "09-12"),  # likewise
    2033: ("01-31", "04-04", "06-01", "09-08"),  # the year whose leap month was long disputed
    2034: ("02-19", "04-05", "06-20", "09-27"),
}
COLUMNS = (Festival.SPRING, Festival.QINGMING, Festival.DRAGON_BOAT, Festival.MID_AUTUMN)


@pytest.mark.parametrize("year", PUBLISHED)
def test_festivals_fall_on_their_published_days(year: int) -> None:
    days = tuple(festival_day(festival, year).strftime("%m-%d") for festival in COLUMNS)
    assert days == PUBLISHED[year]


def test_lantern_and_double_ninth_fall_on_their_published_days() -> None:
    assert festival_day(Festival.LANTERN, 2024) == date(2024, 2, 24)
    assert festival_day(Festival.LANTERN, 2026) == date(2026, 3, 3)
    assert festival_day(Festival.DOUBLE_NINTH, 2024) == date(2024, 10, 11)
    assert festival_day(Festival.DOUBLE_NINTH, 2025) == date(2025, 10, 29)


@pytest.mark.parametrize("year", [1900, 2101])
@pytest.mark.parametrize("festival", Festival)
def test_a_year_beyond_the_table_is_refused(festival: Festival, year: int) -> None:
    with pytest.raises(InvalidInputError, match=str(year)) as refused:
        festival_day(festival, year)
    assert refused.value.field == "year"


def test_upcoming_festivals_count_the_days_that_are_left() -> None:
    assert upcoming(date(2026, 11, 22)) == [
        UpcomingFestival(Festival.SPRING, date(2027, 2, 6), "农历正月初一", 76),
        UpcomingFestival(Festival.LANTERN, date(2027, 2, 20), "农历正月十五", 90),
    ]


def test_a_festival_is_upcoming_on_its_own_day_and_gone_on_the_next() -> None:
    day = festival_day(Festival.QINGMING, 2026)
    assert [(found.festival, found.days_left) for found in upcoming(day, 0)] == [(Festival.QINGMING, 0)]
    assert upcoming(day + timedelta(days=1), 30) == []


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)))
def test_the_next_six_are_each_festival_once_in_order(today: date) -> None:
    found = next_festivals(today, count=6)
    assert {one.festival for one in found} == set(Festival)
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert all(0 <= one.days_left <= 385 for one in found)
    assert found == next_festivals(today, within=385)[:6]


def test_after_the_last_known_festival_there_is_none() -> None:
    assert next_festivals(festival_day(Festival.DOUBLE_NINTH, LAST_YEAR) + timedelta(days=1), count=3) == []


@pytest.mark.parametrize(
    ("day", "chinese", "english"),
    [
        (date(2026, 2, 17), "农历正月初一", "1st day of the 1st lunar month"),
        (date(2025, 7, 25), "农历闰六月初一", "1st day of the leap 6th lunar month"),
        (date(2025, 8, 22), "农历闰六月廿九", "29th day of the leap 6th lunar month"),
        (date(2026, 2, 16), "农历腊月廿九", "29th day of the 12th lunar month"),
        (date(2024, 2, 9), "农历腊月三十", "30th day of the 12th lunar month"),
        (date(2025, 12, 20), "农历十一月初一", "1st day of the 11th lunar month"),
        (date(2026, 4, 5), "农历二月十八", "18th day of the 2nd lunar month"),
    ],
)
def test_a_lunar_date_is_said_in_both_languages(day: date, chinese: str, english: str) -> None:
    assert lunar_words(day) == chinese
    use_language("en")
    assert lunar_words(day) == english


@given(st.dates(date(FIRST_YEAR, 2, 19), date(LAST_YEAR, 12, 31)))
def test_a_day_and_its_lunar_day_are_one(day: date) -> None:
    assert solar_day(lunar_day(day)) == day


@pytest.mark.parametrize(
    "missing", [LunarDay(2026, 6, 1, leap=True), LunarDay(2026, 12, 30), LunarDay(2026, 13, 1), LunarDay(2026, 1, 0)]
)
def test_a_lunar_day_that_a_year_has_not_is_refused(missing: LunarDay) -> None:
    with pytest.raises(InvalidInputError, match="2026"):
        solar_day(missing)
