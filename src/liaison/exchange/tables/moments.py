"""Days in the cells of a roster, with their precision kept: a year, a month or a day is never made up."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from liaison.errors import InvalidInputError
from liaison.exchange.cells import Cell, cell_text
from liaison.text.dates import parse_cell_day
from liaison.text.fields import clean
from liaison.text.folding import narrow
from liaison.text.words import _

_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 3000, 73415
_SERIAL_TEXT = re.compile(r"[1-7]\d{4}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HAN_DIGITS = {**{digit: number for number, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, "两": 2}
_HAN_MONTHS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}
_HAN = "零〇○一二三四五六七八九十廿卅初"

_YEAR = rf"(?P<year>\d{{4}}|\d{{2}}(?=年)|[{_HAN}]{{4}}(?=年)|[{_HAN}]{{2}}(?=年))"
_MONTH = rf"(?P<month>\d{{1,2}}|[正冬腊臘](?=月)|[{_HAN}]{{1,3}}(?=月))"
_DAY = rf"(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})"
_GAP = r"\s*(?:[-./年月、,—–]|\s)\s*"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}\s*[日号號]?\s*生?",
        r"(?P<year>(?:18|19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        rf"{_MONTH}\s*月\s*{_DAY}\s*[日号號]?\s*生?",
        r"(?P<year>3[2-9]|[4-9]\d)\s*[-./]\s*(?P<month>0?[1-9]|1[0-2])",
        r"(?P<month>\d{1,2})\s*[-./]\s*(?P<day>\d{1,2})",
        r"(?P<year>\d{2})\s*[-./]\s*(?P<month>\d{1,2})\s*[-./]\s*(?P<day>\d{1,2})",
        rf"{_YEAR}\s*[-./年、,—–]\s*{_MONTH}\s*月?份?\s*生?",
        r"(?P<year>(?:18|19|20)\d{2})(?P<month>\d{2})",
        r"(?P<year>(?:18|19|20)\d{2})\s*[年]?\s*生?",
        rf"(?P<year>[{_HAN}]{{4}}|[{_HAN}]{{2}}|\d{{2}})年\s*生?",
        rf"{_MONTH}\s*月份?",
        r"(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])",
        r"(?P<year>\d{2})后",
    )
)
_ENGLISH = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<word>[a-z]{3,9})\.?,?(?:[\s-]+(?P<year>\d{4}|\d{2}))?"),
    re.compile(r"(?P<word>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(?P<year>\d{4}))?"),
    re.compile(r"(?P<word>[a-z]{3,9})\.?,?[\s-]+(?P<year>\d{4})"),
)
_YEAR_LAST = re.compile(r"(?P<first>\d{1,2})[-./](?P<second>\d{1,2})[-./](?P<year>\d{4})")
_BARE = re.compile(r"[\d./-]+")
"""A day in digits, of which nothing more is said."""
_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$|\s*[(（]?(?:周|星期)[一二三四五六日天][)）]?$")
_ABOUT = re.compile(r"^(?:约|大约|大概|about |c\. ?)|(?:左右|前后|前後|许)$")
_LUNAR = re.compile(r"[(（]?(?:农历|农|阴历|旧历|lunar)[)）]?[:：]?", re.IGNORECASE)
_SOLAR = re.compile(r"[(（]?(?:公历|阳历|新历|西历|solar)[)）]?[:：]?", re.IGNORECASE)
_ONLY_LUNAR = re.compile("初|廿|正月|腊月|臘月|冬月")


class Moment(NamedTuple):
    """What a cell says of a day; what it does not say is None."""

    year: int | None
    month: int | None
    day: int | None
    lunar: bool = False
    leap: bool = False


def read_moment(cell: Cell) -> Moment:
    """Understand a day, a month, a year, or month and day, in digits, Chinese or English, solar or lunar.

    Raises:
        InvalidInputError: when it is none of them, does not exist, or could be two days.
    """
    if isinstance(cell, datetime | date):
        return Moment(cell.year, cell.month, cell.day)
    return _read(cell)


@lru_cache(maxsize=65536)
def _read(cell: Cell) -> Moment:
    text = narrow(clean(cell_text(cell))).strip().casefold()
    if (found := _serial(cell)) is not None:
        return Moment(found.year, found.month, found.day)
    bare, lunar, leap = (text, False, False) if _BARE.fullmatch(text) else _bared(text)
    moment = _numbers(bare) or _words(bare) or _year_last(bare)
    if moment is None:
        sentence = _("“{value}” is not a day. Write for example 1965-03-12 or 3月12日.")
        raise InvalidInputError(sentence.format(value=cell_text(cell)))
    _require_real(moment, cell, lunar=lunar)
    return Moment(moment.year, moment.month, moment.day, lunar, leap)


def _bared(text: str) -> tuple[str, bool, bool]:
    """A text without what is said beside the day, and whether that is a lunar one, and in a leap month."""
    lunar = bool(_LUNAR.search(text)) or bool(_ONLY_LUNAR.search(text))
    bare = _ABOUT.sub("", _TIME.sub("", _SOLAR.sub("", _LUNAR.sub("", text)))).strip()
    leap = "闰" in bare or "閏" in bare
    return bare.replace("闰", "").replace("閏", ""), lunar, leap


def read_day(cell: Cell) -> date | None:
    """The whole day of a cell; None where it names only a month or a year.

    Raises:
        InvalidInputError: when it is no day, or only month and day.
    """
    moment = read_moment(cell)
    if moment.year is not None and (moment.month is None or moment.day is None):
        return None
    if moment.year is None or moment.lunar or moment.year < 100:
        return parse_cell_day(cell_text(cell))  # says how to write a day
    return parse_cell_day(f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}")


def _serial(cell: Cell) -> date | None:
    """The day of a spreadsheet's number of days, which a text of cells shows as five digits."""
    if isinstance(cell, str) and _SERIAL_TEXT.fullmatch(cell.strip()):
        cell = float(cell)
    if isinstance(cell, float) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
        return _SERIAL_ZERO + timedelta(days=int(cell))
    return None


def _numbers(text: str) -> Moment | None:
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            return Moment(_number(parts.get("year")), _number(parts.get("month")), _number(parts.get("day")))
    return None


def _words(text: str) -> Moment | None:
    for pattern in _ENGLISH:
        if (match := pattern.fullmatch(text)) and match["word"][:3] in _MONTHS:
            parts = match.groupdict()
            month = _MONTHS.index(match["word"][:3]) + 1
            return Moment(_number(parts.get("year")), month, _number(parts.get("day")))
    return None


def _year_last(text: str) -> Moment | None:
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if first <= 12 and second <= 12 and first != second:
        sentence = _("“{value}” can be read in two ways. Write year, month and day, for example 1965-03-12.")
        raise InvalidInputError(sentence.format(value=text))
    return Moment(year, second, first) if first > 12 else Moment(year, first, second)


def _number(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdecimal() and text.isascii():
        return int(text)
    if text in _HAN_MONTHS:
        return _HAN_MONTHS[text]
    text = text.removeprefix("初")
    if len(text) == 4:
        return int("".join(str(_HAN_DIGITS.get(digit, 0)) for digit in text))
    text = text.replace("廿", "二十").replace("卅", "三十").replace("十十", "十")
    tens, found, ones = text.rpartition("十")
    if not found:
        return _HAN_DIGITS.get(text, 99)
    return 10 * _HAN_DIGITS.get(tens or "一", 9) + (_HAN_DIGITS.get(ones, 9) if ones else 0)


def _require_real(moment: Moment, cell: Cell, *, lunar: bool) -> None:
    month, day = moment.month, moment.day
    last = 30 if lunar else 31 if month is None else (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[(month - 1) % 12]
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= last):
        raise InvalidInputError(_("“{value}” does not exist.").format(value=cell_text(cell)))
