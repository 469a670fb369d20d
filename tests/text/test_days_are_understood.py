from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.errors import InvalidInputError
from liaison.text.dates import LONGEST_LOOK_AHEAD, parse_cell_day, parse_day, show_day, show_day_long, weekday_name

TODAY = date(2026, 11, 20)  # a Friday
DAYS = st.dates(date(1910, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("今天", "2026-11-20"),
        ("昨天", "2026-11-19"),
        ("前天", "2026-11-18"),
        ("明天", "2026-11-21"),
        ("后天", "2026-11-22"),
        ("Today", "2026-11-20"),
        ("yesterday", "2026-11-19"),
        ("tomorrow", "2026-11-21"),
        ("3月5日", "2026-03-05"),
        (" 3 月 5 号 ", "2026-03-05"),
        ("3-5", "2026-03-05"),
        ("３／５", "2026-03-05"),
        ("11-20", "2026-11-20"),
        ("12/1", "2025-12-01"),
        ("2-29", "2024-02-29"),
        ("2026-3-5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("2026/03/05", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("２０２６年３月５日", "2026-03-05"),
        ("周五", "2026-11-20"),
        ("周三", "2026-11-18"),
        ("星期六", "2026-11-14"),
        ("本周日", "2026-11-22"),
        ("上周三", "2026-11-11"),
        ("上上周日", "2026-11-08"),
        ("下周三", "2026-11-25"),
        ("下个星期天", "2026-11-29"),
        ("Wed", "2026-11-18"),
        ("last wed", "2026-11-11"),
        ("next Sunday", "2026-11-29"),
        ("+3", "2026-11-23"),
        ("－３", "2026-11-17"),
        ("10天前", "2026-11-10"),
    ],
)
def test_what_staff_type(typed: str, day: str) -> None:
    assert parse_day(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3月5日", "2027-03-05"),
        ("11-20", "2026-11-20"),
        ("10-1", "2026-10-01"),  # the next one is too far ahead to be meant
        ("周五", "2026-11-20"),
        ("周三", "2026-11-25"),
        ("上周三", "2026-11-11"),
    ],
)
def test_a_planned_day_lies_ahead(typed: str, day: str) -> None:
    assert parse_day(typed, TODAY, future=True) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-02-30", "2026-02-30 does not exist: February 2026 has 28 days."),
        ("2028.2.30", "2028-02-30 does not exist: February 2028 has 29 days."),
        ("4月31日", "2026-04-31 does not exist: April 2026 has 30 days."),
        ("2026-12-32", "2026-12-32 does not exist: December 2026 has 31 days."),
        ("20261301", "2026-13-01 does not exist: months go from 1 to 12."),
        ("0026-3-5", "0026-03-05: the year must lie between 1900 and 2100."),
        ("+99999", "“+99999” is too far from today."),
        ("26-3-5", "“26-3-5” is not a day. Write for example 2026-03-05, 3-5, 昨天, 上周三 or -3."),
        ("周八", "“周八” is not a day. Write for example 2026-03-05, 3-5, 昨天, 上周三 or -3."),
        ("", "“” is not a day. Write for example 2026-03-05, 3-5, 昨天, 上周三 or -3."),
    ],
)
def test_days_that_do_not_exist_are_explained(typed: str, sentence: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_day(typed, TODAY)
    assert caught.value.sentence == sentence


@given(day=DAYS, today=DAYS, future=st.booleans())
def test_every_way_to_write_a_whole_day_means_that_day(day: date, today: date, *, future: bool) -> None:
    for written in (
        show_day(day),
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert parse_day(written, today, future=future) == day
        assert parse_cell_day(written) == day


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_nearest_of_its_kind(day: date, today: date) -> None:
    typed = f"{day.month}-{day.day}"
    past, planned = parse_day(typed, today), parse_day(typed, today, future=True)
    for found in (past, planned):
        assert (found.month, found.day) == (day.month, day.day)
    if (day.month, day.day) != (2, 29):
        assert timedelta(0) <= today - past < timedelta(days=366)
    assert planned == past or timedelta(0) <= planned - today <= timedelta(days=LONGEST_LOOK_AHEAD)


@given(DAYS, st.sampled_from("一二三四五六日"))
def test_a_weekday_alone_is_within_seven_days(today: date, character: str) -> None:
    past, planned = parse_day(f"周{character}", today), parse_day(f"周{character}", today, future=True)
    assert past.weekday() == planned.weekday() == "一二三四五六日".index(character)
    assert today - timedelta(days=7) < past <= today <= planned < today + timedelta(days=7)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (None, None),
        ("  ", None),
        (date(2026, 3, 5), date(2026, 3, 5)),
        (datetime(2026, 3, 5, 13, 30), date(2026, 3, 5)),  # noqa: DTZ001 - workbooks know no time zones
        (46086.0, date(2026, 3, 5)),
        (46086.75, date(2026, 3, 5)),
        (20260305.0, date(2026, 3, 5)),
        ("2026-03-05 00:00:00", date(2026, 3, 5)),
        ("2026-03-05T08:30", date(2026, 3, 5)),
        ("2026.3.5（周四）", date(2026, 3, 5)),
        ("２０２６／３／５", date(2026, 3, 5)),
    ],
)
def test_cells_that_hold_a_day(value: str | float | date | None, day: date | None) -> None:
    assert parse_cell_day(value) == day


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("2026年", "“2026年” names only a year. Write month and day too, for example 2026-03-05."),
        (2026.0, "“2026” names only a year. Write month and day too, for example 2026-03-05."),
        ("2026年3月", "“2026年3月” names only a month. Write the day too, for example 2026-03-05."),
        (2026.3, "“2026.3” names only a month. Write the day too, for example 2026-03-05."),
        (202603.0, "“202603” names only a month. Write the day too, for example 2026-03-05."),
        ("3月5日", "“3月5日” is not a date. Write year, month and day, for example 2026-03-05."),
        ("05/03/2026", "“05/03/2026” is not a date. Write year, month and day, for example 2026-03-05."),
        ("昨天", "“昨天” is not a date. Write year, month and day, for example 2026-03-05."),
        (float("nan"), "“nan” is not a date. Write year, month and day, for example 2026-03-05."),
        (True, "“True” is not a date. Write year, month and day, for example 2026-03-05."),
        ("2026-02-30", "2026-02-30 does not exist: February 2026 has 28 days."),
    ],
)
def test_cells_without_a_whole_day_are_refused(value: str | float, sentence: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_cell_day(value)
    assert caught.value.sentence == sentence


@given(st.text(max_size=20) | st.floats())
def test_any_other_cell_is_read_or_refused(value: str | float) -> None:
    with suppress(InvalidInputError):
        assert isinstance(parse_cell_day(value), date | None)


def test_days_are_shown_in_english() -> None:
    assert weekday_name(TODAY) == "Fri"
    assert show_day_long(TODAY) == "Fri 20 Nov 2026"


@pytest.mark.usefixtures("chinese")
def test_days_are_shown_in_chinese() -> None:
    assert weekday_name(TODAY) == "周五"
    assert show_day_long(TODAY) == "2026年11月20日 周五"
    with pytest.raises(InvalidInputError, match="2026-02-30 不存在：2026年2月只有 28 天。"):
        parse_day("2026-2-30", TODAY)
