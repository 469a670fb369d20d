"""The fields of pairings and contact rules: how often, by which contacts, and by whom."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from liaison.errors import InvalidInputError
from liaison.pairing.terms import MOST, Basis, Clause, CountedBy, Frequency, Status, Unit
from liaison.text.fields import Field, clean, day, iso_date, one_line
from liaison.text.words import N_, _, listed, n_
from liaison.visits.fields import CONTACT_KIND_WORDS, ContactKind

COUNTED_BY_WORDS: Mapping[CountedBy, str] = {
    CountedBy.PAIRED: N_("the paired cadre"),
    CountedBy.ANYONE: N_("anyone"),
}
COUNTED_BY_CELLS: Mapping[CountedBy, str] = {CountedBy.PAIRED: "结对干部", CountedBy.ANYONE: "任何人"}
STARTED_ON = Field("started_on", "开始日期", lambda: _("Paired from"), day, iso_date, required=True, is_day=True)
COUNTS_FROM = Field(
    "counts_from",
    "计算起日",
    lambda: _("Counts from"),
    day,
    iso_date,
    hint=lambda: _("Only where the rule is to reckon from a later day than the pairing's first."),
    is_day=True,
)
ENDED_ON = Field(
    "ended_on",
    "结束日期",
    lambda: _("Ended on"),
    day,
    iso_date,
    hint=lambda: _("The first day on which the pairing no longer holds."),
    is_day=True,
)
END_REASON = Field("end_reason", "结束原因", lambda: _("Reason for the end"), one_line())
PAIRING_FIELDS: tuple[Field, ...] = (STARTED_ON, COUNTS_FROM, ENDED_ON, END_REASON)
KIND_CELLS: Mapping[ContactKind, str] = {
    ContactKind.VISIT: "走访",
    ContactKind.MEETING: "座谈",
    ContactKind.CALL: "电话",
    ContactKind.MESSAGE: "消息",
    ContactKind.EVENT: "活动",
    ContactKind.LETTER: "书信",
}
ALL_KINDS_CELL = "全部"
STANDING_WORDS: Mapping[Status, str] = {
    Status.OK: N_("in order"),
    Status.DUE_SOON: N_("due soon"),
    Status.OVERDUE: N_("overdue"),
    Status.NEVER: N_("never contacted"),
    Status.PAUSED: N_("paused"),
    Status.NO_CONTACT: N_("no contact"),
    Status.NO_RULE: N_("no rule"),
}


def show_frequency(frequency: Frequency) -> str:
    """How often, in the user's language: at least once each quarter; every 90 days."""
    return _SHOWN[frequency.basis, frequency.unit](frequency.amount).format(count=frequency.amount)


def frequency_cell(frequency: Frequency) -> str:
    """How often, as the office workbook says it: 每季度至少1次; 每隔90天."""
    if frequency.basis is Basis.CALENDAR:
        return f"每{_CALENDAR_CELLS[frequency.unit]}至少{frequency.amount}次"
    return f"每隔{frequency.amount}{_ROLLING_CELLS[frequency.unit]}"


def parse_frequency(typed: str) -> Frequency:
    """How often, from Chinese or English words: 每季度至少1次, 每年两次, 每隔90天, twice a year, every 6 weeks.

    Raises:
        InvalidInputError: when the words name no frequency, or a number that is not 1 to 999.
    """
    text = " ".join(unicodedata.normalize("NFKC", clean(typed)).casefold().split())
    found = _calendar(text) or _rolling(text)
    if found is None:
        sentence = _(
            "“{value}” is no frequency; write for example 每季度至少1次, 每隔90天, “twice a year” or “every 90 days”."
        )
        raise InvalidInputError(sentence.format(value=typed))
    basis, amount, unit = found
    if not 1 <= amount <= MOST:
        sentence = _("“{value}”: {amount} is out of range; give a whole number from 1 to {most}.")
        raise InvalidInputError(sentence.format(value=typed, amount=amount, most=MOST))
    return Frequency(basis, amount, unit)


def show_kinds(kinds: Iterable[ContactKind]) -> str:
    """The kinds that count, in the user's language; none named means any kind."""
    chosen = set(kinds)
    words = [_(CONTACT_KIND_WORDS[kind]) for kind in ContactKind if kind in chosen]
    return listed(words) or _("any kind")


def kinds_cell(kinds: Iterable[ContactKind]) -> str:
    """The kinds that count, as the office workbook says them: 走访、电话, or 全部 for any kind."""
    chosen = set(kinds)
    return "、".join(KIND_CELLS[kind] for kind in ContactKind if kind in chosen) or ALL_KINDS_CELL


def parse_kinds(typed: str) -> frozenset[ContactKind]:
    """The kinds that count, from codes or words joined by 、 or commas; 全部, “all” or nothing means any kind.

    Raises:
        InvalidInputError: naming the first word that is no kind of contact.
    """
    asked = [word.strip() for word in _SEPARATORS.split(unicodedata.normalize("NFKC", clean(typed)).casefold())]
    words = [word for word in asked if word]
    if not words or (len(words) == 1 and words[0] in {ALL_KINDS_CELL, "all", "any kind", _("any kind").casefold()}):
        return frozenset()
    known = {word.casefold(): kind for kind in ContactKind for word in _names(kind)}
    for word in words:
        if word not in known:
            sentence = _("“{value}” is no kind of contact; choose from {offered}, or all.")
            raise InvalidInputError(sentence.format(value=word, offered=show_kinds(ContactKind)))
    return frozenset(known[word] for word in words)


def counted_by_cell(by: CountedBy) -> str:
    """Whose contacts count, as the office workbook says it: 结对干部 or 任何人."""
    return COUNTED_BY_CELLS[by]


def parse_counted_by(typed: str) -> CountedBy:
    """Whose contacts count, from 结对干部, 任何人, “paired” or “anyone”; nothing means the paired cadre.

    Raises:
        InvalidInputError: for any other words.
    """
    asked = unicodedata.normalize("NFKC", clean(typed)).casefold()
    for by in CountedBy:
        words = (by.value, COUNTED_BY_CELLS[by], COUNTED_BY_WORDS[by], _(COUNTED_BY_WORDS[by]))
        if asked in {word.casefold() for word in words} or not asked:
            return by
    offered = listed(_(COUNTED_BY_WORDS[by]) for by in CountedBy)
    raise InvalidInputError(_("“{value}” is not one of: {offered}.").format(value=typed, offered=offered))


def clause_cell(clause: Clause) -> str:
    """A clause as it is typed: 每季度至少1次; 走访、电话; 结对干部."""
    return f"{frequency_cell(clause.frequency)}; {kinds_cell(clause.kinds)}; {counted_by_cell(clause.by)}"


def parse_clause(typed: str) -> Clause:
    """A clause from one text: how often; which kinds; by whom. The last two may be left out, either of them too.

    Raises:
        InvalidInputError: naming the part that is not understood.
    """
    parts = [part.strip() for part in re.split("[;；]", clean(typed))]
    if len(parts) > 3:
        sentence = _("“{value}” has {count} parts; write: how often; which kinds; by whom.")
        raise InvalidInputError(sentence.format(value=typed, count=len(parts)))
    frequency, *rest = parts
    if len(rest) == 1 and _is_counted_by(rest[0]):
        rest.insert(0, "")
    kinds, by, *_none = [*rest, "", ""]
    return Clause(parse_frequency(frequency), parse_kinds(kinds), parse_counted_by(by))


def _is_counted_by(typed: str) -> bool:
    try:
        parse_counted_by(typed)
    except InvalidInputError:
        return False
    return bool(typed)


_SHOWN: Mapping[tuple[Basis, Unit], Callable[[int], str]] = {
    (Basis.CALENDAR, Unit.MONTH): lambda n: n_("at least once each month", "at least {count} times each month", n),
    (Basis.CALENDAR, Unit.QUARTER): lambda n: n_(
        "at least once each quarter", "at least {count} times each quarter", n
    ),
    (Basis.CALENDAR, Unit.HALF_YEAR): lambda n: n_(
        "at least once each half-year", "at least {count} times each half-year", n
    ),
    (Basis.CALENDAR, Unit.YEAR): lambda n: n_("at least once each year", "at least {count} times each year", n),
    (Basis.ROLLING, Unit.DAY): lambda n: n_("every {count} day", "every {count} days", n),
    (Basis.ROLLING, Unit.WEEK): lambda n: n_("every {count} week", "every {count} weeks", n),
    (Basis.ROLLING, Unit.MONTH): lambda n: n_("every {count} month", "every {count} months", n),
}
_CALENDAR_CELLS = {Unit.MONTH: "月", Unit.QUARTER: "季度", Unit.HALF_YEAR: "半年", Unit.YEAR: "年"}
_ROLLING_CELLS = {Unit.DAY: "天", Unit.WEEK: "周", Unit.MONTH: "个月"}

_DIGIT = "[一二两三四五六七八九]"
_HAN = f"{_DIGIT}百(?:[零〇]{_DIGIT}|{_DIGIT}?十{_DIGIT}?)?|{_DIGIT}?十{_DIGIT}?|{_DIGIT}"
_NUMBER = f"[0-9]{{1,6}}|{_HAN}"
_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_COUNT_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TIMES_WORDS = {"once": 1, "twice": 2, "thrice": 3}
_COUNT = f"[0-9]{{1,6}}|{'|'.join(_COUNT_WORDS)}"
_TIMES = f"(?:至少|不少于)?(?:联系)?(?:(?P<times>{_NUMBER})次)?"

_CALENDAR_HAN = re.compile(f"每(?:一|1)?个?(?P<unit>月|季度|季|半年|年)度?{_TIMES}")
_ROLLING_HAN = re.compile(f"每隔?(?P<amount>{_NUMBER}|(?=半年))个?(?P<unit>天|日|周|星期|月|季度|季|半年|年){_TIMES}")
_CALENDAR_ENGLISH = re.compile(
    f"(?:at least )?(?:(?P<times>once|twice|thrice|(?:{_COUNT}) times?) )?(?:in )?(?:a|each|every|per) "
    "(?P<unit>month|quarter|half[ -]year|year)"
)
_ROLLING_ENGLISH = re.compile(
    f"(?:at least )?(?:once )?(?:every|each) (?P<amount>{_COUNT}) (?P<unit>day|week|month|quarter|year)s?"
)
_UNIT_WORDS: Mapping[Unit, tuple[str, ...]] = {
    Unit.DAY: ("天", "日", "day"),
    Unit.WEEK: ("周", "星期", "week"),
    Unit.MONTH: ("月", "month"),
    Unit.QUARTER: ("季度", "季", "quarter"),
    Unit.HALF_YEAR: ("半年", "half year", "half-year"),
    Unit.YEAR: ("年", "year"),
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words}
_LONG_UNITS = {Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}
_SEPARATORS = re.compile("[、,;/]")


def _calendar(text: str) -> tuple[Basis, int, Unit] | None:
    """The calendar frequency that ``text`` names, its number not checked yet."""
    found = _CALENDAR_HAN.fullmatch(text.replace(" ", "")) or _CALENDAR_ENGLISH.fullmatch(text)
    if found is None:
        return None
    return Basis.CALENDAR, _number(found["times"] or "1"), _UNITS[found["unit"]]


def _rolling(text: str) -> tuple[Basis, int, Unit] | None:
    """The rolling frequency that ``text`` names, its number not checked yet."""
    found = _ROLLING_HAN.fullmatch(text.replace(" ", "")) or _ROLLING_ENGLISH.fullmatch(text)
    if found is None or _number(found.groupdict().get("times") or "1") != 1:
        return None  # “twice every 90 days” has no due day of its own: it would be every 45 days
    unit, amount = _UNITS[found["unit"]], _number(found["amount"] or "1")
    if unit in _LONG_UNITS:
        return Basis.ROLLING, amount * _LONG_UNITS[unit], Unit.MONTH
    return Basis.ROLLING, amount, unit


def _number(text: str) -> int:
    """The number that digits, Chinese numerals up to 999 or English count words name."""
    word = text.removesuffix("s").removesuffix(" time")
    if word.isdecimal():
        return int(word)
    if word in _TIMES_WORDS:
        return _TIMES_WORDS[word]
    if word in _COUNT_WORDS:
        return _COUNT_WORDS.index(word) + 1
    total = digit = 0
    for numeral in word:
        if numeral in "百十":
            total += (digit or 1) * (100 if numeral == "百" else 10)
            digit = 0
        else:
            digit = _NUMERALS.get(numeral, 0)
    return total + digit


def _names(kind: ContactKind) -> tuple[str, ...]:
    """Everything a kind of contact is called: code, English, workbook, and the language spoken now."""
    return kind.value, CONTACT_KIND_WORDS[kind], KIND_CELLS[kind], _(CONTACT_KIND_WORDS[kind])
