"""The days that a report is about: a span with both its ends, the usual ones, and how it is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from liaison.errors import InvalidInputError
from liaison.pairing.periods import first_day, last_day, period_of
from liaison.text.words import _, current_language

_DAY = timedelta(days=1)
_QUARTER, _MONTH, _YEAR = 3, 1, 12


@dataclass(frozen=True)
class Span:
    """Days from ``since`` to ``until``, both of them in it."""

    since: date
    until: date

    def words(self) -> str:
        """The span, as a report says it."""
        return _("{since} to {until}").format(since=day_words(self.since), until=day_words(self.until))

    def holds(self, day: date) -> bool:
        """Whether a day lies in the span."""
        return self.since <= day <= self.until


def span_of(since: date, until: date, today: date) -> Span:
    """The span between two days, no longer than up to today: nothing has happened after it.

    Raises:
        InvalidInputError: when it ends before it begins, or begins after today.
    """
    if since > today:
        sentence = _("{day} lies in the future: there is nothing to report yet.")
        raise InvalidInputError(sentence.format(day=since), field="from")
    if until < since:
        sentence = _("The span cannot end on {until}, before it begins on {start}.")
        raise InvalidInputError(sentence.format(until=until, start=since), field="to")
    return Span(since, min(until, today))


def year_span(year: int, today: date) -> Span:
    """A year, as far as it has gone.

    Raises:
        InvalidInputError: for a year that has not begun or that no calendar has.
    """
    if not date.min.year < year <= date.max.year:
        raise InvalidInputError(_("{year} is no year to report on.").format(year=year), field="year")
    return span_of(date(year, 1, 1), date(year, 12, 31), today)


def usual_spans(today: date) -> list[tuple[Span, str]]:
    """What offices report on, each with its words: months, quarters, half-years and years around today."""
    month, quarter, half, year = (period_of(today, months) for months in (1, 3, 6, 12))
    return [
        (_period(year, _YEAR), _("this year")),
        (_period(quarter, _QUARTER), _("this quarter")),
        (_period(quarter - 1, _QUARTER), _("last quarter")),
        (_period(month, _MONTH), _("this month")),
        (_period(month - 1, _MONTH), _("last month")),
        (_period(half, 6), _("this half-year")),
        (_period(half - 1, 6), _("last half-year")),
        (_period(year - 1, _YEAR), _("last year")),
    ]


def parts(span: Span) -> list[tuple[str, Span]]:
    """A span cut into months where it is at most four of them, else into quarters, or into years beyond three."""
    months = period_of(span.until, _MONTH) - period_of(span.since, _MONTH) + 1
    length = _MONTH if months <= 4 else _QUARTER if months <= 36 else _YEAR
    return [(_name(part.since, length), part) for part in _cut(span, length)]


def months_of(span: Span) -> list[tuple[str, Span]]:
    """A span cut into months, each with its name."""
    return [(_name(part.since, _MONTH), part) for part in _cut(span, _MONTH)]


def day_words(day: date) -> str:
    """A day as a printed page says it: 2026年11月20日, 20 November 2026."""
    from babel.dates import format_date  # noqa: PLC0415 - its locale data takes long to load

    if current_language() == "zh":
        return format_date(day, "long", locale="zh_Hans_CN")
    return format_date(day, "d MMMM y", locale="en")


def _cut(span: Span, months: int) -> Iterator[Span]:
    for period in range(period_of(span.since, months), period_of(span.until, months) + 1):
        whole = _period(period, months)
        yield Span(max(whole.since, span.since), min(whole.until, span.until))


def _period(period: int, months: int) -> Span:
    return Span(first_day(period, months), last_day(period, months))


def _name(day: date, months: int) -> str:
    if months == _YEAR:
        return str(day.year)
    if months == _QUARTER:
        return _("{year} Q{quarter}").format(year=day.year, quarter=(day.month + 2) // 3)
    return f"{day.year}-{day.month:02d}"
