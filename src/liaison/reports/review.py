"""The year review: an office's year in sentences and figures, last year's beside each, each open to its records."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import select
from sqlmodel import Session, col

from liaison.calendar.festivals import FESTIVAL_WORDS, Festival
from liaison.letters.models import Campaign, Piece
from liaison.reports.coverage import coverage_definitions
from liaison.reports.document import Chart, Column, Figure, RecordKind, Report, Row, Section, Table, Unit, counted
from liaison.reports.people import people_behind
from liaison.reports.review_figures import GROUPS, review_figures
from liaison.reports.review_words import sentences
from liaison.reports.spans import Span, day_words, year_span
from liaison.reports.tally import pairings_of
from liaison.stewardship.disclosures import Given
from liaison.text.countries import country_word
from liaison.text.words import _

Posted = tuple[int, str, date | None]
"""A piece of a span: its id, the code of its group, the day on which it came back."""
_MOST_BARS = 40
"""More bars than this no longer stand on one page."""
_NONE = "none"
_SAME_DAYS = "_same_days"


def review_report(session: Session, year: int, today: date) -> Report:
    """The review of a year, as far as it has gone.

    Raises:
        InvalidInputError: for a year that has not begun.
    """
    spans = _compared(year, today)
    # Read once for all the spans: the records of the pairings are what takes longest to read.
    whole = Span(min(span.since for span in spans.values()), max(span.until for span in spans.values()))
    held = pairings_of(session, whole)
    first, *others = [(name, review_figures(session, span, held)) for name, span in spans.items()]
    groups = {group: _beside(first[1][group], {name: other[group] for name, other in others}) for group in GROUPS}
    said = sentences(groups, next(iter(spans.values())))
    sections = [Section(_TITLES[group](), sentences=said.get(group, ()), figures=groups[group]) for group in GROUPS]
    sections[GROUPS.index("letters") + 1 : GROUPS.index("letters") + 1] = _letter_tables(session, spans)
    span = next(iter(spans.values()))
    report = Report(
        given=Given.REVIEW,
        title=_("Review of the year {year}").format(year=year),
        span=span.words(),
        made_on=today,
        sections=tuple(sections),
        definitions=_definitions(span, today),
        compared=tuple(map(_span_word, spans)),
    )
    return replace(report, people=people_behind(session, report))


def _compared(year: int, today: date) -> dict[str, Span]:
    """The year, the year before, and where the year is not over the same days of the year before; by their codes.

    A code stands in the keys of figures, which are the same in every language.
    """
    this = year_span(year, today)
    before = Span(date(year - 1, 1, 1), date(year - 1, 12, 31))
    spans = {str(year): this, str(year - 1): before}
    if this.until < date(year, 12, 31):
        same = Span(before.since, this.until + relativedelta(years=-1))
        spans[f"{year - 1}{_SAME_DAYS}"] = same
    return spans


def _span_word(code: str) -> str:
    """A compared span as the columns name it."""
    return _("{year}, same days").format(year=code.removesuffix(_SAME_DAYS)) if code.endswith(_SAME_DAYS) else code


def _beside(figures: Sequence[Figure], others: Mapping[str, Sequence[Figure]]) -> tuple[Figure, ...]:
    """The figures with those of other spans beside them; each key stands once in a report."""
    found = [
        {figure.key: replace(figure, key=f"{figure.key}@{span}") for figure in other} for span, other in others.items()
    ]
    return tuple(
        replace(figure, before=tuple(other[figure.key] for other in found if figure.key in other)) for figure in figures
    )


_TITLES: Mapping[str, Callable[[], str]] = {
    "pairing": lambda: _("Pairings"),
    "contacts": lambda: _("Contacts"),
    "trips": lambda: _("Trips"),
    "letters": lambda: _("Letters"),
    "follow_ups": lambda: _("Suggestions and requests"),
    "coverage": lambda: _("Coverage and completion"),
}


def _definitions(span: Span, today: date) -> tuple[str, ...]:
    return (
        _(
            "Times count contacts that are done, person-times every representative in each of them, people each"
            " representative once; figures of different counting words are never added up."
        ),
        _("Who is paired, and with whom, is told for the last day of the span: {day}.").format(
            day=day_words(span.until)
        ),
        _(
            "Suggestions and requests are those received in the span, with their state and outcome on {day}; tasks of"
            " the office itself are not among them."
        ).format(day=day_words(today)),
        _(
            "Letters are those of letter campaigns, by the day on which they were posted or came back; letters noted as"
            " contact records only are counted under contacts."
        ),
        *coverage_definitions(span),
    )


def _letter_tables(session: Session, spans: Mapping[str, Span]) -> list[Section]:
    """Letters by festival and by country, where any were posted."""
    by_festival = {name: _posted(session, span, _festival) for name, span in spans.items()}
    by_country = {name: _posted(session, span, _country) for name, span in spans.items()}
    if not any(by_festival.values()):
        return []
    return [
        _letter_table(_("Letters by festival"), _("Festival"), "festival", _festival_word, by_festival),
        _letter_table(_("Letters by country or region"), _("Country"), "country", _country_word, by_country),
    ]


def _festival(_piece: Piece, campaign: Campaign) -> str:
    return campaign.festival.value if campaign.festival else _NONE


def _festival_word(code: str) -> str:
    return _("no festival") if code == _NONE else _(FESTIVAL_WORDS[Festival(code)])


def _country(piece: Piece, _campaign: Campaign) -> str:
    return piece.country or _NONE


def _country_word(code: str) -> str:
    return _("no address") if code == _NONE else country_word(code)


def _posted(session: Session, span: Span, group: Callable[[Piece, Campaign], str]) -> list[Posted]:
    query = (
        select(Piece, Campaign)
        .join(Campaign, col(Campaign.id) == col(Piece.campaign_id))
        .where(col(Piece.posted_on).between(span.since, span.until))
        .order_by(col(Piece.posted_on), col(Piece.id))
    )
    return [(piece.key, group(piece, campaign), piece.returned_on) for piece, campaign in session.execute(query)]


def _letter_table(
    title: str, first: str, key: str, word: Callable[[str], str], posted: Mapping[str, list[Posted]]
) -> Section:
    groups = dict.fromkeys(group for pieces in posted.values() for _id, group, _returned in pieces)
    columns = (
        Column(first, 2),
        *(Column(_("Posted {span}").format(span=_span_word(code)), 1.2, number=True) for code in posted),
        *(Column(_("Of these returned {span}").format(span=_span_word(code)), 1.2, number=True) for code in posted),
    )

    def cells(code: str, label: str, pieces: Mapping[str, Iterable[Posted]]) -> tuple[Figure, ...]:
        sent = (_letters(f"{key}.{code}.{span}.posted", label, found) for span, found in pieces.items())
        came_back = (
            _letters(f"{key}.{code}.{span}.returned", label, [one for one in found if one[2] is not None])
            for span, found in pieces.items()
        )
        return (*sent, *came_back)

    def row(group: str) -> Row:
        within = {span: [one for one in found if one[1] == group] for span, found in posted.items()}
        return Row((word(group), *cells(group, word(group), within)))

    rows = tuple(map(row, groups))
    # Of the spans, this year and the one before; the same days of last year are part of that.
    chart = Chart(_("Letters posted"), (1, 2), stacked=False) if len(rows) <= _MOST_BARS else None
    return Section(
        title, table=Table(columns, rows, Row((_("In all"), *cells("all", _("In all"), posted)))), chart=chart
    )


def _letters(key: str, label: str, pieces: Iterable[Posted]) -> Figure:
    return counted(key, label, Unit.LETTERS, RecordKind.PIECE, (row_id for row_id, _group, _returned in pieces))
