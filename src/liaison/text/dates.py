"""Days as staff type them, as workbooks hold them, and as they are shown."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from liaison.errors import InvalidInputError
from liaison.text.folding import narrow
from liaison.text.words import N_, _

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_LOOK_AHEAD = 183
"""How many days ahead a day without a year may lie: about six months."""

_SERIAL_ZERO = date(1899, 12, 30)  # so that Excel's serial 61 is 1 March 1900; it believes in a 29 February 1900
_FIRST_SERIAL, _LAST_SERIAL = 3000, 73415  # 1908 to 2100: lower numbers are years or mistakes
_LONGEST_STEP = 36600  # a hundred years

_SEPARATOR = r"\s*[-./年月－—–]\s*"
_FULL = re.compile(
    rf"(?:(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})\s*[日号號]?|(\d{{4}})(\d{{2}})(\d{{2}}))"
)
_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号號]?")
_STEP = re.compile(r"([+-])\s*(\d{1,5})")
_STEP_WORDS = re.compile(r"(\d{1,5})\s*天\s*([前后後])")
# One expression for cells, precision kept: a year, perhaps a month, perhaps a day, perhaps a time or weekday after it.
_CELL = re.compile(
    r"(?P<year>\d{4})(?:\s*[-./年]\s*(?:(?P<month>\d{1,2})(?:\s*[-./月]\s*(?:(?P<day>\d{1,2})\s*[日号號]?)?)?)?)?"
    r"(?P<rest>(?:[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*(?:[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?)?)"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?(?:\.0+)?")

_NEAR: Mapping[str, int] = {
    "今天": 0,
    "今日": 0,
    "today": 0,
    "昨天": -1,
    "昨日": -1,
    "yesterday": -1,
    "前天": -2,
    "大前天": -3,
    "明天": 1,
    "明日": 1,
    "tomorrow": 1,
    "后天": 2,
    "後天": 2,
    "大后天": 3,
}
_WEEKDAY = re.compile(
    r"(?P<weeks>上+|下+|本|这|last\s+|next\s+|this\s+)?个?"
    r"(?:(?:周|週|星期|礼拜)(?P<han>[一二三四五六日天])|(?P<latin>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*))"
)
_HAN_WEEKDAYS = "一二三四五六日"
_LATIN_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_ENGLISH = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_SHORT_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def parse_day(typed: str, today: date, *, future: bool = False) -> date:
    """The day somebody means.

    Understood are 今天 昨天 前天 明天 后天 (today, yesterday, tomorrow), whole dates (2026-3-5, 2026.3.5, 2026/03/05,
    20260305, 2026年3月5日), days without a year (3月5日, 3-5, 3/5), weekdays (周三, 上周三, 下周三, Wed, last Wed)
    and steps in days (+3, -3, 3天前); full-width digits too.

    A day without a year, and a weekday alone, is the latest one up to today; with ``future`` it is the next one from
    today on, unless that lies more than `LONGEST_LOOK_AHEAD` days ahead.

    Raises:
        InvalidInputError: when nothing is understood, or there is no such day.
    """
    text = narrow(typed).strip().casefold()
    if text in _NEAR:
        return _step(today, _NEAR[text], typed)
    if match := _STEP.fullmatch(text):
        return _step(today, int(match[1] + match[2]), typed)
    if match := _STEP_WORDS.fullmatch(text):
        return _step(today, int(match[1]) * (-1 if match[2] == "前" else 1), typed)
    if match := _FULL.fullmatch(text):
        year, month, day = (int(group) for group in match.groups() if group)
        return _whole(year, month, day)
    if match := _WITHOUT_YEAR.fullmatch(text):
        return _nearest(int(match[1]), int(match[2]), today, future=future)
    if (match := _WEEKDAY.fullmatch(text)) and (weekday := _weekday_number(match)) is not None:
        return _weekday(weekday, (match["weeks"] or "").strip(), today, future=future)
    sentence = _("“{value}” is not a day. Write for example 2026-03-05, 3-5, 昨天, 上周三 or -3.")
    raise InvalidInputError(sentence.format(value=typed))


def parse_cell_day(value: str | float | datetime | date | None) -> date | None:
    """The day in a cell of a workbook: a date, Excel's serial number, or text with year, month and day.

    Text may carry a time or a weekday after the date, which are left out. An empty cell gives None.

    Raises:
        InvalidInputError: when the cell names only a year or a month, or no day, or one that does not exist.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float | int) and not isinstance(value, bool) and _FIRST_SERIAL <= value < _LAST_SERIAL + 1:
        return _SERIAL_ZERO + timedelta(days=int(value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a workbook holds every number as a float: 20260305.0
    return _text_day(narrow(str(value)).strip())


def show_day(day: date) -> str:
    """A day as it is typed and exported: 2026-03-05."""
    return day.isoformat()


def weekday_name(day: date) -> str:
    """The weekday in the user's language: 周三, Wed."""
    return _(_WEEKDAYS[day.weekday()])


def show_day_long(day: date) -> str:
    """A day for reading, in the user's language: 2026年11月20日 周五, Fri 20 Nov 2026."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekday_name(day), day=day.day, month=_(_SHORT_MONTHS[day.month - 1]), year=day.year
    )


def _whole(year: int, month: int, day: int) -> date:
    written = f"{year:04d}-{month:02d}-{day:02d}"
    if not FIRST_YEAR <= year <= LAST_YEAR:
        sentence = _("{day}: the year must lie between {first} and {last}.")
        raise InvalidInputError(sentence.format(day=written, first=FIRST_YEAR, last=LAST_YEAR))
    if not 1 <= month <= len(_MONTHS):
        raise InvalidInputError(_("{day} does not exist: months go from 1 to 12.").format(day=written))
    last = _days_in(year, month)
    if not 1 <= day <= last:
        sentence = _("{day} does not exist: {month} {year} has {count} days.")
        raise InvalidInputError(sentence.format(day=written, month=_(_MONTHS[month - 1]), year=year, count=last))
    return date(year, month, day)


def _days_in(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def _nearest(month: int, day: int, today: date, *, future: bool) -> date:
    """The nearest day of that month and day; 29 February looks for its leap year."""
    if not (1 <= month <= len(_MONTHS) and 1 <= day <= _days_in(2000, month)):
        return _whole(today.year, month, day)  # raises, saying why
    years = [year for year in range(today.year - 8, today.year + 2) if day <= _days_in(year, month)]
    days = [date(year, month, day) for year in years]
    coming = [found for found in days if today <= found <= today + timedelta(days=LONGEST_LOOK_AHEAD)]
    return coming[0] if future and coming else max(found for found in days if found <= today)


def _weekday_number(match: re.Match[str]) -> int | None:
    if match["han"]:
        return _HAN_WEEKDAYS.index(match["han"].replace("天", "日"))
    word = match["latin"]
    if word in _SHORT_ENGLISH:
        return _SHORT_ENGLISH[word]
    return next((i for i, name in enumerate(_LATIN_WEEKDAYS) if word in (name, name[:3])), None)


def _weekday(weekday: int, weeks: str, today: date, *, future: bool) -> date:
    """A weekday of a week counted from this one, weeks beginning on Monday; alone, the latest or the next."""
    this_week = today + timedelta(days=weekday - today.weekday())
    if not weeks:
        return this_week + timedelta(days=7 * (this_week < today) if future else -7 * (this_week > today))
    by = {"last": -1, "next": 1}.get(weeks, weeks.count("下") - weeks.count("上"))
    return this_week + timedelta(days=7 * by)


def _step(today: date, days: int, typed: str) -> date:
    if abs(days) > _LONGEST_STEP:
        raise InvalidInputError(_("“{value}” is too far from today.").format(value=typed))
    day = today + timedelta(days=days)
    return _whole(day.year, day.month, day.day)


def _text_day(text: str) -> date:
    if match := _COMPACT.fullmatch(text):
        year, month, day = match.groups()
    elif match := _CELL.fullmatch(text):
        year, month, day = match["year"], match["month"], match["day"]
    else:
        sentence = _("“{value}” is not a date. Write year, month and day, for example 2026-03-05.")
        raise InvalidInputError(sentence.format(value=text))
    if month is None:
        sentence = _("“{value}” names only a year. Write month and day too, for example 2026-03-05.")
        raise InvalidInputError(sentence.format(value=text))
    if day is None:
        sentence = _("“{value}” names only a month. Write the day too, for example 2026-03-05.")
        raise InvalidInputError(sentence.format(value=text))
    return _whole(int(year), int(month), int(day))
