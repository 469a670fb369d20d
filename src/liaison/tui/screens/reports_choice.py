"""Which report the Reports room shows: its kind, its days, what it goes by; and how that is chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlmodel import Session
from textual.app import App

from liaison.errors import InvalidInputError
from liaison.reports.coverage import coverage_report
from liaison.reports.document import Report
from liaison.reports.fields import BY_WORDS, By
from liaison.reports.place_sheets import city_sheet, trip_sheet
from liaison.reports.review import review_report
from liaison.reports.spans import Span, day_words, span_of, usual_spans, year_span
from liaison.reports.visits import visits_report
from liaison.text.fields import Field, day, iso_date
from liaison.text.words import N_, _
from liaison.tui.desk import Desk
from liaison.tui.forms.form import Form
from liaison.tui.forms.form_dialog import FormDialog
from liaison.tui.forms.modals import ChoiceScreen, MessageScreen, TextPromptScreen
from liaison.visits.queries import trip_rows

_YEARS_OFFERED = 6


class ReportKind(StrEnum):
    """The reports of the room."""

    VISITS = "visits"
    COVERAGE = "coverage"
    REVIEW = "review"
    CITY = "city"
    TRIP = "trip"


_WORDS: Mapping[ReportKind, str] = {
    ReportKind.VISITS: N_("Visit summary: who contacted whom, how often, what came up"),
    ReportKind.COVERAGE: N_("Coverage and completion: contacted as the rules want"),
    ReportKind.REVIEW: N_("Review of the year: figures and sentences"),
    ReportKind.CITY: N_("Before a call: everybody in a city"),
    ReportKind.TRIP: N_("Before a call: everybody on a trip"),
}


@dataclass(frozen=True)
class Asked:
    """What the room shows; ``place`` is the city or the name of the trip of a sheet to take along."""

    kind: ReportKind
    span: Span
    by: By = By.CADRE
    place: str = ""

    def make(self, session: Session, today: date) -> Report:
        """Make the report.

        Raises:
            InvalidInputError, NotFoundError: as each report says.
        """
        makers: Mapping[ReportKind, Callable[[], Report]] = {
            ReportKind.VISITS: lambda: visits_report(session, self._until(today), self.by, today),
            ReportKind.COVERAGE: lambda: coverage_report(session, self._until(today), today),
            ReportKind.REVIEW: lambda: review_report(session, self.span.since.year, today),
            ReportKind.CITY: lambda: city_sheet(session, self.place, today),
            ReportKind.TRIP: lambda: trip_sheet(session, self.place, today),
        }
        return makers[self.kind]()

    def has_days(self) -> bool:
        """Whether the report is about days that can be chosen."""
        return self.kind in {ReportKind.VISITS, ReportKind.COVERAGE, ReportKind.REVIEW}

    def _until(self, today: date) -> Span:
        return span_of(self.span.since, self.span.until, today)


async def choose_report(app: App[Any], desk: Desk, held: Asked) -> Asked | None:
    """Ask which report to show, and where it is about a place, which; None when nothing was chosen."""
    kind = await app.push_screen_wait(ChoiceScreen(_("Report"), [(kind, _(_WORDS[kind])) for kind in ReportKind]))
    if kind is ReportKind.CITY:
        city = await app.push_screen_wait(TextPromptScreen(_("City"), held.place, parse=_city))
        return None if city is None else replace(held, kind=kind, place=city)
    if kind is ReportKind.TRIP:
        return await _choose_trip(app, desk, held)
    return None if kind is None else replace(held, kind=kind)


async def choose_span(app: App[Any], desk: Desk, held: Asked) -> Asked | None:
    """Ask for the days that the report is about; for the review, for the year."""
    today = desk.today()
    if held.kind is ReportKind.REVIEW:
        years = [(year, str(year)) for year in range(today.year, today.year - _YEARS_OFFERED, -1)]
        chosen = await app.push_screen_wait(ChoiceScreen(_("Year"), years))
        return None if chosen is None else replace(held, span=year_span(chosen, today))
    options: list[tuple[Any, str]] = [
        (span, f"{words}  {span.since} … {min(span.until, today)}") for span, words in usual_spans(today)
    ]
    span = await app.push_screen_wait(ChoiceScreen(_("Days"), [*options, ("other", _("other days…"))]))
    if span == "other":
        span = await app.push_screen_wait(FormDialog(_("Days"), lambda: _span_form(desk, held), _reader(today)))
    return None if span is None else replace(held, span=span)


async def choose_by(app: App[Any], held: Asked) -> Asked | None:
    """Ask what the visit summary goes by."""
    by = await app.push_screen_wait(ChoiceScreen(_("By…"), [(by, _(BY_WORDS[by])) for by in By]))
    return None if by is None else replace(held, by=by)


async def _choose_trip(app: App[Any], desk: Desk, held: Asked) -> Asked | None:
    trips = await desk.ask(trip_rows)
    if not trips:
        await app.push_screen_wait(MessageScreen(_("There are no trips yet.")))
        return None
    options = [(trip.name, f"{trip.name}  {iso_date(trip.from_on)}") for trip in trips]
    name = await app.push_screen_wait(ChoiceScreen(_("Trip"), options))
    return None if name is None else replace(held, kind=ReportKind.TRIP, place=name)


def _city(typed: str) -> str:
    if not typed.strip():
        raise InvalidInputError(_("Say which city."))
    return typed.strip()


def _span_form(desk: Desk, held: Asked) -> Form:
    fields = [
        Field("since", "", lambda: _("From"), day, iso_date, required=True, is_day=True),
        Field("until", "", lambda: _("Until"), day, iso_date, required=True, is_day=True),
    ]
    values = {"since": iso_date(held.span.since), "until": iso_date(held.span.until)}
    return Form(fields, values=values, today=desk.today)


def _reader(today: date) -> Callable[[dict[str, Any]], Any]:
    async def read(values: dict[str, Any]) -> Span:
        return span_of(values["since"], values["until"], today)

    return read


def made_words(report: Report) -> str:
    """Which report is shown, on one line."""
    return "  ".join(text for text in (report.title, report.span or day_words(report.made_on)) if text)
