"""On which day a birthday is kept, and when the next one is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.calendar.birthdays import Birthday, birthday_in, next_birthday
from liaison.calendar.lunar import LunarDay, days_in_month, lunar_day, solar_day
from liaison.errors import InvalidInputError

lunar_birthdays = st.builds(
    Birthday, st.integers(1, 12), st.integers(1, 30), lunar=st.just(value=True), leap=st.booleans()
)  # leap months that never come too: the record may say what it likes
solar_birthdays = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: Birthday(day.month, day.day))


def test_a_solar_birthday_is_the_same_day_every_year() -> None:
    assert birthday_in(Birthday(3, 5), 2027) == date(2027, 3, 5)


@pytest.mark.parametrize(("year", "day"), [(2023, 28), (2024, 29), (1900, 28), (2000, 29), (2100, 28)])
def test_29_february_is_kept_on_28_in_common_years(year: int, day: int) -> None:
    assert birthday_in(Birthday(2, 29), year) == date(year, 2, day)


def test_a_lunar_birthday_moves_with_the_lunar_year() -> None:
    mid_autumn = Birthday(8, 15, lunar=True)
    assert birthday_in(mid_autumn, 2025) == date(2025, 10, 6)
    assert birthday_in(mid_autumn, 2026) == date(2026, 9, 25)


def test_a_late_lunar_birthday_comes_in_the_solar_year_after() -> None:
    assert birthday_in(Birthday(12, 8, lunar=True), 2025) == date(2026, 1, 26)


def test_day_30_is_kept_on_day_29_of_a_short_month() -> None:
    new_years_eve = Birthday(12, 30, lunar=True)
    assert birthday_in(new_years_eve, 2023) == date(2024, 2, 9)  # thirty days
    assert birthday_in(new_years_eve, 2025) == date(2026, 2, 16)  # twenty-nine


def test_a_leap_month_falls_back_to_the_plain_one() -> None:
    leap_sixth = Birthday(6, 1, lunar=True, leap=True)
    assert birthday_in(leap_sixth, 2025) == date(2025, 7, 25)  # 2025 has a leap sixth month
    assert birthday_in(leap_sixth, 2026) == solar_day(LunarDay(2026, 6, 1))
    assert birthday_in(Birthday(6, 1, lunar=True), 2025) == date(2025, 6, 25)


def test_day_30_of_a_leap_month_is_kept_on_its_last_day() -> None:
    assert birthday_in(Birthday(6, 30, lunar=True, leap=True), 2025) == date(2025, 8, 22)


@given(lunar_birthdays, st.integers(1901, 2099))
def test_a_lunar_birthday_is_kept_once_in_each_lunar_year(birthday: Birthday, year: int) -> None:
    kept = birthday_in(birthday, year)
    found = solar_day(LunarDay(year, 1, 1)), solar_day(LunarDay(year + 1, 1, 1))
    assert found[0] <= kept < found[1]
    if kept.year <= 2100:
        lunar = lunar_day(kept)
        assert lunar.month == birthday.month
        assert lunar.day in (birthday.day, 29)
        assert lunar.leap == (birthday.leap and days_in_month(year, birthday.month, leap=True) > 0)


@given(lunar_birthdays | solar_birthdays, st.dates(date(1902, 3, 1), date(2099, 12, 31)))
def test_the_next_birthday_is_the_first_from_today_on(birthday: Birthday, today: date) -> None:
    found = next_birthday(birthday, today)
    kept = {birthday_in(birthday, year) for year in range(today.year - 1, min(today.year + 2, 2101))}
    assert found in kept
    assert today <= found <= today + timedelta(days=385)
    assert not any(today <= day < found for day in kept)
    assert next_birthday(birthday, found) == found


@pytest.mark.parametrize(
    ("month", "day", "lunar"),
    [(2, 30, False), (4, 31, False), (13, 1, False), (1, 31, True), (0, 1, True), (1, 0, True)],
)
def test_a_day_that_no_year_has_is_refused(month: int, day: int, lunar: bool) -> None:
    with pytest.raises(InvalidInputError):
        Birthday(month, day, lunar=lunar)


def test_a_lunar_birthday_beyond_the_table_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="2101"):
        birthday_in(Birthday(1, 1, lunar=True), 2101)
    with pytest.raises(InvalidInputError, match="2101"):
        next_birthday(Birthday(1, 1, lunar=True), date(2100, 6, 1))
