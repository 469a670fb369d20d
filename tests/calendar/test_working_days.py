"""Working days against the arrangements of the State Council, with overrides, and counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.calendar.working_days import (
    add_working_days,
    is_provisional,
    is_working_day,
    working_day_on_or_after,
    working_day_on_or_before,
)

# Holidays from-to and working weekend days of the yearly notices of the General Office of the State Council
# (国务院办公厅关于部分节假日安排的通知): 国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号.
ARRANGED: dict[int, tuple[list[tuple[str, str]], list[str]]] = {
    2024: (
        [
            ("01-01", "01-01"),
            ("02-10", "02-17"),
            ("04-04", "04-06"),
            ("05-01", "05-05"),
            ("06-10", "06-10"),
            ("09-15", "09-17"),
            ("10-01", "10-07"),
        ],
        ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
    ),
    2025: (
        [
            ("01-01", "01-01"),
            ("01-28", "02-04"),
            ("04-04", "04-06"),
            ("05-01", "05-05"),
            ("05-31", "06-02"),
            ("10-01", "10-08"),
        ],
        ["01-26", "02-08", "04-27", "09-28", "10-11"],
    ),
    2026: (
        [
            ("01-01", "01-03"),
            ("02-15", "02-23"),
            ("04-04", "04-06"),
            ("05-01", "05-05"),
            ("06-19", "06-21"),
            ("09-25", "09-27"),
            ("10-01", "10-07"),
        ],
        ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
    ),
}
near_now = st.dates(date(2007, 12, 1), date(2030, 12, 31))
overrides = st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.booleans(), max_size=40)


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize("year", ARRANGED)
def test_every_day_of_a_year_is_as_arranged(year: int) -> None:
    spans, shifted = ARRANGED[year]

    def works(day: date) -> bool:
        written = day.strftime("%m-%d")
        holiday = any(first <= written <= last for first, last in spans)
        return written in shifted or (day.weekday() < 5 and not holiday)

    assert [day for day in days_of(year) if is_working_day(day)] == [day for day in days_of(year) if works(day)]


def test_a_working_day_shifted_into_the_year_before_is_known() -> None:
    assert is_working_day(date(2011, 12, 31))  # a Saturday, worked for 3 January 2012


def test_the_office_has_the_last_word() -> None:
    closed, open_sunday = date(2026, 11, 23), date(2026, 11, 22)
    own = {closed: False, open_sunday: True}
    assert is_working_day(closed)
    assert not is_working_day(closed, own)
    assert is_working_day(open_sunday, own)
    assert working_day_on_or_after(closed, own) == date(2026, 11, 24)
    assert working_day_on_or_before(closed, own) == open_sunday


def test_a_day_in_spring_festival_moves_to_the_shifted_saturday_before_it() -> None:
    assert working_day_on_or_before(date(2026, 2, 20)) == date(2026, 2, 14)
    assert working_day_on_or_after(date(2026, 2, 16)) == date(2026, 2, 24)


def test_working_days_are_counted_over_holidays() -> None:
    assert add_working_days(date(2026, 2, 24), -3) == date(2026, 2, 12)  # 14, 13 and 12 February
    assert add_working_days(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert add_working_days(date(2026, 10, 8), 3) == date(2026, 10, 12)  # the 10th is a shifted Saturday
    assert add_working_days(date(2026, 10, 3), 0) == date(2026, 10, 3)


@given(near_now, st.integers(1, 60), overrides)
def test_counting_forth_and_back_meets(day: date, count: int, own: dict[date, bool]) -> None:
    start = working_day_on_or_after(day, own)
    end = add_working_days(start, count, own)
    assert add_working_days(end, -count, own) == start
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(is_working_day(one, own) for one in between) == count


@given(near_now, overrides)
def test_the_nearest_working_day_leaves_out_none(day: date, own: dict[date, bool]) -> None:
    before, after = working_day_on_or_before(day, own), working_day_on_or_after(day, own)
    assert before <= day <= after
    assert is_working_day(before, own)
    assert is_working_day(after, own)
    skipped = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert [one for one in skipped if one != day and is_working_day(one, own)] == []


def test_years_that_are_announced_are_final_and_later_ones_provisional() -> None:
    assert not any(is_provisional(year) for year in (1999, 2012, 2024, 2025, 2026))
    assert is_provisional(2050)


def test_the_statutory_holidays_of_a_provisional_year_are_kept() -> None:
    assert not is_working_day(date(2050, 1, 24))  # Monday, the second day of Spring Festival
    assert not is_working_day(date(2050, 10, 3))  # Monday
    assert is_working_day(date(2050, 10, 10))
